//! Lines that name what was published, as lists of references do: their authors and titles are of nobody's case.

/// Furthest that the year of a reference stands behind its authors, in bytes.
const FURTHEST_YEAR: usize = 200;

/// Whether a line is a reference: authors, a year in brackets, and a title behind it that is set off or begins with a capital.
pub(super) fn is_reference(line: &str) -> bool {
    if is_short_reference(line) {
        return true;
    }
    let reach = &line[..crate::source::boundary_before(line, FURTHEST_YEAR)];
    let entry = reach.trim_start_matches(|c: char| c.is_ascii_digit() || " -*+>.)\u{2022}[".contains(c));
    let Some((authors, behind)) = split_at_year(entry) else { return false };
    let title = behind.trim_start_matches([')', ']', '.', ',', ':', ' ']);
    let is_set_off = title.starts_with(['*', '_', '"', '\'', '\u{201c}', '\u{2018}', '[', '<']);
    is_set_off && are_authors(authors)
        || title.starts_with(char::is_uppercase) && are_authors(authors) && has_initials(authors)
}

/// Whether a line is a reference with initials and no sign behind its authors, and its year at the end: `Example M, Sample P et al. Title.
/// Publisher, 2020.`
fn is_short_reference(line: &str) -> bool {
    const FURTHEST: usize = 400;
    let reach = &line[..crate::source::boundary_before(line, FURTHEST)];
    let entry = reach.trim_start_matches(|c: char| !c.is_alphabetic());
    // `summary: "Example M`
    let entry = entry
        .split_once(": ")
        .filter(|(key, _)| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .map_or(entry, |(_, value)| value.trim_start_matches(['"', '[', '{', ' ']));
    authors_with_initials(entry).is_some_and(|title| {
        let title = title.trim_start_matches(['*', '_', '"', '\u{2018}', '\u{201c}']);
        title.starts_with(char::is_uppercase) && has_year_of_publication(title)
    })
}

/// What stands behind several authors, or one `et al`, each with initials.
fn authors_with_initials(entry: &str) -> Option<&str> {
    const MOST: usize = 12;
    let mut rest = entry;
    for count in 1..=MOST {
        let is_inner = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}');
        let length = rest.find(|c: char| !is_inner(c))?;
        let is_name = length > 1 && rest.starts_with(char::is_uppercase);
        let initials = rest[length..].strip_prefix(' ').filter(|_| is_name)?;
        let letters = initials.bytes().take_while(u8::is_ascii_uppercase).count();
        if !(1..=3).contains(&letters) {
            return None;
        }
        let behind = &initials[letters..];
        if let Some(title) = behind.strip_prefix(" et al") {
            return Some(title.trim_start_matches(['.', ' ']));
        }
        if let Some(title) = behind.strip_prefix(". ").filter(|_| count > 1) {
            return Some(title);
        }
        rest = [", and ", ", ", " and ", " & "].iter().find_map(|joint| behind.strip_prefix(*joint))?;
        if let Some(title) = rest.strip_prefix("et al") {
            return Some(title.trim_start_matches(['.', ' ']));
        }
    }
    None
}

/// Whether a year stands where that of a publication does, behind a comma, a dot or a bracket: not `4 May 2019`.
fn has_year_of_publication(words: &str) -> bool {
    [", ", "; ", ". ", "("].iter().any(|sign| {
        words.match_indices(sign).any(|(at, sign)| {
            let behind = &words[at + sign.len()..];
            let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
            digits == 4
                && (behind.starts_with("19") || behind.starts_with("20"))
                && !behind[digits..].starts_with(|c: char| c.is_alphanumeric() || c == ' ')
        })
    })
}

/// What stands before the first year in brackets, and what behind it: `(2021)`, `(2021a)`.
fn split_at_year(entry: &str) -> Option<(&str, &str)> {
    entry.match_indices('(').find_map(|(at, _)| {
        let year = entry.get(at + 1..at + 5)?;
        let is_year = year.bytes().all(|byte| byte.is_ascii_digit())
            && (year.starts_with("19") || year.starts_with("20"));
        let rest = &entry[at + 5..];
        let rest = rest.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(rest);
        is_year.then_some((&entry[..at], rest.strip_prefix(')')?))
    })
}

/// Whether some words are names of authors or of bodies: no word of a sentence, and none with a possessive.
fn are_authors(words: &str) -> bool {
    const JOINTS: [&str; 13] =
        ["and", "et", "al", "eds", "ed", "of", "for", "the", "in", "on", "de", "van", "der"];
    let mut all = words
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '\u{2019}')))
        .filter(|word| !word.is_empty())
        .peekable();
    all.peek().is_some() && all.all(|word| word.starts_with(char::is_uppercase) || JOINTS.contains(&word))
}

/// Whether a name is followed by initials: `Example, J. and Sample, K.`
fn has_initials(authors: &str) -> bool {
    authors.match_indices(", ").any(|(at, joint)| {
        let mut behind = authors[at + joint.len()..].chars();
        behind.next().is_some_and(char::is_uppercase)
            && behind.next().is_none_or(|c| matches!(c, '.' | ' ' | ','))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_told_by_its_authors_and_its_year() {
        for line in [
            "Tolworth, J. and Marlow, K. (2018) \"The shape of things\", *Journal of Examples*, 58(6).",
            "- Marlow, K., Tolworth, J. (2020a) The nature of things. London: Example.",
            "1. Example Review Panel (2020) *It was hard to see*.",
            "* Office of Examples (2019): *Moving on in school*",
            "Tolworth M, Marlow P, Example J et al. The shape of things. DfE, 2020.",
            "- Tolworth JA, Marlow-Fenn P. *Unseen*. London: Example, 2014",
            "summary: \"Tolworth M et al. The shape of things (2018)\"",
        ] {
            assert!(is_reference(line), "{line}");
        }
        for line in [
            "Zubaydah (2015) was seen by nobody.",
            "Zubaydah, who was born in Tipworth (2015), \"said so\".",
            "Marlow, K. (2018) was seen at home.",
            "Zubaydah told the panel (2020) *It was hard*.",
            "- Zubaydah",
            "Present: Tolworth M, Marlow P. Apologies: Example J. 4 May 2019",
            "Tolworth M, Marlow P. Both left. They were seen on 4 May 2019.",
            "Tolworth M (HV), 2019",
            "Tolworth M. The nurse, 2019.",
            "",
        ] {
            assert!(!is_reference(line), "{line}");
        }
    }
}
