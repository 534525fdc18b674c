//! Lines that name what was published, as lists of references do: their authors and titles are of nobody's case.

/// Furthest that the year of a reference stands behind its authors, in bytes.
const FURTHEST_YEAR: usize = 200;

/// Whether a line is a reference: authors, a year in brackets, and a title behind it that is set off or begins with a capital.
pub(super) fn is_reference(line: &str) -> bool {
    let reach = &line[..crate::source::boundary_before(line, FURTHEST_YEAR)];
    let entry = reach.trim_start_matches(|c: char| c.is_ascii_digit() || " -*+>.)\u{2022}[".contains(c));
    let Some((authors, behind)) = split_at_year(entry) else { return false };
    let title = behind.trim_start_matches([')', ']', '.', ',', ':', ' ']);
    let is_set_off = title.starts_with(['*', '_', '"', '\'', '\u{201c}', '\u{2018}', '[', '<']);
    is_set_off && are_authors(authors)
        || title.starts_with(char::is_uppercase) && are_authors(authors) && has_initials(authors)
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
        ] {
            assert!(is_reference(line), "{line}");
        }
        for line in [
            "Zubaydah (2015) was seen by nobody.",
            "Zubaydah, who was born in Tipworth (2015), \"said so\".",
            "Marlow, K. (2018) was seen at home.",
            "Zubaydah told the panel (2020) *It was hard*.",
            "- Zubaydah",
            "",
        ] {
            assert!(!is_reference(line), "{line}");
        }
    }
}
