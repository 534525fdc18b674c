//! In which direction a language is written.

/// Scripts that are written from right to left, as ISO 15924 names them: a tag that names its script says the most.
const SCRIPTS: [&str; 14] = [
    "adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "syre", "syrj", "syrn",
    "thaa",
];

/// Languages that are written from right to left where a tag does not say in which script.
const LANGUAGES: [&str; 32] = [
    "aeb", "ar", "arc", "arq", "ary", "arz", "azb", "bal", "bgn", "ckb", "dv", "fa", "glk", "he", "iw", "ji",
    "ks", "lrc", "mzn", "nqo", "pes", "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "ug", "ur", "yi",
];

/// Languages with two scripts, and the countries in which theirs is written from right to left.
const COUNTRIES: [(&str, &str); 5] = [("az", "ir"), ("ku", "iq"), ("ku", "ir"), ("pa", "pk"), ("uz", "af")];

/// Whether a language tag (BCP 47) names a language that is written from right to left: `ar`, `ur-PK`, `ku-Arab`, not
/// `ar-Latn`.
pub fn is_right_to_left(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let is = |part: &str, known: &str| part.eq_ignore_ascii_case(known);
    let among = |list: &[&str], part: &str| list.iter().any(|known| is(part, known));
    for part in parts {
        match part.len() {
            // What follows a single letter is for programs, not about the text.
            1 => break,
            4 if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => return among(&SCRIPTS, part),
            2 if COUNTRIES.iter().any(|(of, country)| is(language, of) && is(part, country)) => return true,
            _ => {}
        }
    }
    among(&LANGUAGES, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_says_in_which_direction_its_language_is_written() {
        let right_to_left = [
            "ar",
            "ar-SA",
            "AR",
            "arc",
            "ckb",
            "ckb-IQ",
            "dv",
            "fa",
            "fa-AF",
            "he",
            "ku-Arab",
            "ku-IQ",
            "ps",
            "sd",
            "ug",
            "ur",
            "ur-PK",
            "yi",
            "pa-Arab",
            "pa-PK",
            "uz-Arab-AF",
            "az-arab",
            "ur-Aran",
            "ar-x-latn",
        ];
        let left_to_right = [
            "",
            "en",
            "en-GB",
            "cy",
            "pl",
            "ro",
            "pa",
            "pa-IN",
            "bn",
            "ku",
            "ku-TR",
            "so",
            "ti",
            "zh-Hans",
            "ar-Latn",
            "sd-Deva",
            "ks-Deva",
            "uz",
            "az",
            "en-x-arab",
            "sr-Latn-RS",
            "de-1996",
        ];
        for tag in right_to_left {
            assert!(is_right_to_left(tag), "{tag}");
        }
        for tag in left_to_right {
            assert!(!is_right_to_left(tag), "{tag}");
        }
    }

    #[test]
    fn each_language_stands_in_the_lists_once() {
        let mut all = LANGUAGES.to_vec();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), LANGUAGES.len());
        assert!(COUNTRIES.iter().all(|(language, _)| !LANGUAGES.contains(language)));
    }
}
