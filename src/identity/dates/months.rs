//! Months by their names, in English and in Welsh.

const MONTHS: [(&str, u32); 24] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sept", 9),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// Months as they begin behind `o`: `4ydd o Fawrth`.
const WELSH_MONTHS_BEHIND_O: [(&str, u32); 7] = [
    ("fawrth", 3),
    ("fai", 5),
    ("fehefin", 6),
    ("orffennaf", 7),
    ("fedi", 9),
    ("dachwedd", 11),
    ("ragfyr", 12),
];

const WELSH_MONTHS: [&str; 12] = [
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
];

/// Letters of `Gorffennaf`.
pub(super) const LONGEST_MONTH: usize = 10;

/// The number of a month by its name or its short form, whatever the case.
pub fn month(name: &str) -> Option<u32> {
    MONTHS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, number)| *number)
}

/// The number of a month in English or in Welsh; in Welsh only with a capital, for `mai` is a word.
fn month_in_text(name: &str) -> Option<u32> {
    month(name).or_else(|| {
        let is_capital = name.starts_with(|c: char| c.is_ascii_uppercase());
        let known = || WELSH_MONTHS.iter().zip(1..).find(|(known, _)| known.eq_ignore_ascii_case(name));
        let softened = || WELSH_MONTHS_BEHIND_O.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let number = || known().map(|(_, number)| number).or_else(|| softened().map(|(_, number)| *number));
        is_capital.then(number).flatten()
    })
}

/// Months as people shorten them in Welsh; some are words of the language, so only a label of birth leads to them.
const SHORT_IN_WELSH: [(&str, u32); 15] = [
    ("ion", 1),
    ("chw", 2),
    ("chwe", 2),
    ("chwef", 2),
    ("maw", 3),
    ("ebr", 4),
    ("meh", 6),
    ("gor", 7),
    ("gorff", 7),
    ("aws", 8),
    ("med", 9),
    ("hyd", 10),
    ("tach", 11),
    ("rha", 12),
    ("rhag", 12),
];

/// The number of a month behind a label of birth, in either language, long or short.
pub(super) fn month_behind_birth(name: &str) -> Option<u32> {
    let short = || SHORT_IN_WELSH.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    month_in_text(name).or_else(|| short().map(|(_, number)| *number))
}

pub(super) fn month_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let length = text.as_bytes().get(at..)?.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if !(3..=LONGEST_MONTH).contains(&length) {
        return None;
    }
    Some((month_in_text(&text[at..at + length])?, length))
}
