//! Words that are written with a capital and name neither somebody nor a place where somebody lived.

use std::sync::LazyLock;

use ahash::HashSet;

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("known_words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Nations, peoples and languages from elsewhere.
pub fn nations() -> impl Iterator<Item = &'static str> {
    let lines =
        include_str!("known_words.txt").lines().skip_while(|line| !line.starts_with("# nations, peoples"));
    lines.skip(1).take_while(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// Whether a word is what one person is, by their work or to others: `Constable`, `Daughter`.
pub(super) fn is_role(word: &str) -> bool {
    static ROLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let lines = include_str!("known_words.txt").lines().skip_while(|line| !line.starts_with("# roles"));
        lines.skip(1).take_while(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
    });
    ROLES.contains(word)
}

/// Endings that nouns and adjectives of the language have, and names seldom, of those that end in a byte: nearly no word that is asked for has
/// one of the others.
const fn endings(last: u8) -> &'static [&'static str] {
    match last {
        b'a' => &["phobia"],
        b'c' => &["tic", "ific", "otic"],
        b'd' => &["hood", "ted", "sed", "ded", "ned", "led", "red", "ced", "ged", "ved", "rmed"],
        b'e' => &[
            "ance", "ence", "ive", "able", "ible", "iate", "uate", "late", "nate", "rate", "vate", "cate",
            "cide", "ise", "ize", "tude", "idine", "azole",
        ],
        b'g' => &["ing"],
        b'l' => &["ical", "ful", "ial", "ual", "nal", "cal", "natal"],
        b'm' => &["ism", "azepam"],
        b'n' => &["tion", "sion", "statin", "cillin", "mycin"],
        b'p' => &["ship"],
        b'r' => &["ator"],
        b's' => &["ness", "ists", "ous", "less", "ics", "ysis", "osis", "itis"],
        b't' => &["ment", "ist"],
        b'y' => &[
            "ity", "ology", "ally", "ully", "ely", "tly", "dly", "sly", "rly", "ency", "ancy", "graphy",
            "pathy", "metry", "ectomy", "ify",
        ],
        _ => &[],
    }
}

/// Whether a word with a capital stands in the list, alone or without the sign of several.
pub(super) fn is_listed(word: &str) -> bool {
    KNOWN.contains(word) || word.strip_suffix('s').is_some_and(|one| KNOWN.contains(one))
}

/// Whether a word with a capital is one that the field writes so, or a noun by its ending; of two with a hyphen each is.
pub(super) fn is_known(word: &str) -> bool {
    if KNOWN.contains(word) {
        return true;
    }
    let last = word.as_bytes().last().copied().unwrap_or_default();
    if endings(last).iter().any(|end| word.len() > end.len() + 1 && word.ends_with(end)) {
        return true;
    }
    let one = word.strip_suffix('s');
    let is_of_sibilant =
        |stem: &str| ["s", "x", "z", "ch", "sh"].iter().any(|end| stem.ends_with(end)) && is_known(stem);
    let singular = one.is_some_and(|one| is_known(one) || one.strip_suffix('e').is_some_and(is_of_sibilant));
    singular
        || word.strip_suffix("ies").is_some_and(|stem| KNOWN.contains(format!("{stem}y").as_str()))
        || word.contains('-') && word.split('-').all(is_known_part)
}

/// A part behind a hyphen may be written small, and one before it may be no word by itself: `Trauma-informed`, `Sub-Group`.
fn is_known_part(part: &str) -> bool {
    const BEFORE: [&str; 18] = [
        "Sub", "Non", "Co", "Pre", "Post", "Anti", "Inter", "Multi", "Re", "Self", "Mid", "Semi", "Cross",
        "Opt", "Pro", "Ex", "Vice", "Bi",
    ];
    part.chars().next().is_none_or(char::is_lowercase) || BEFORE.contains(&part) || is_known(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_field_are_known_in_all_their_forms() {
        for word in [
            "Police",
            "Reviews",
            "Agencies",
            "Neglect",
            "Supervision",
            "Trauma-informed",
            "Self-Neglect",
            "Sub-Group",
            "Opt-in",
        ] {
            assert!(is_known(word), "{word}");
        }
        for word in ["Tolgarrick", "Lettice", "Warfaa", "Maddock-Rees", "Ilves"] {
            assert!(!is_known(word), "{word}");
        }
    }

    #[test]
    fn nations_are_those_from_elsewhere() {
        let all: Vec<_> = nations().collect();
        assert!(
            all.len() > 200 && all.contains(&"Polish") && !all.contains(&"Welsh") && !all.contains(&"Muslim")
        );
    }

    #[test]
    fn each_word_stands_once_and_without_a_possessive() {
        let mut seen = HashSet::default();
        let lines = include_str!("known_words.txt").lines().filter(|line| !line.starts_with('#'));
        for word in lines.flat_map(str::split_whitespace) {
            assert!(!word.ends_with("'s") && seen.insert(word), "{word}");
        }
    }
}
