//! How days are written, in figures and in words.

use std::ops::Range;

use crate::identity::text::after;

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
const LONGEST_MONTH: usize = 10;

/// A day that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::identity) struct Day {
    pub(in crate::identity) range: Range<usize>,
    /// Zero where it is left open.
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) number: u32,
}

/// The day that begins at some digits, or of which they are a part.
pub(in crate::identity) fn day_at(text: &str, start: usize, end: usize) -> Option<Day> {
    numeric(text, start, end).or_else(|| in_words(text, start, end))
}

fn number(text: &str, range: Range<usize>) -> Option<u32> {
    text.get(range)
        .filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))?
        .parse()
        .ok()
}

fn digits_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while bytes.get(end).is_some_and(u8::is_ascii_digit) {
        end += 1;
    }
    end
}

/// `12/03/2014`, `12.3.14`, `12-03-2014`, `2014-03-12`
fn numeric(text: &str, start: usize, end: usize) -> Option<Day> {
    let bytes = text.as_bytes();
    let sign = *bytes.get(end).filter(|sign| matches!(sign, b'/' | b'.' | b'-'))?;
    if start > 0
        && matches!(bytes[start - 1], b'/' | b'.' | b'-')
        && start > 1
        && bytes[start - 2].is_ascii_digit()
    {
        return None;
    }
    let second = end + 1..digits_end(text, end + 1);
    if bytes.get(second.end) != Some(&sign) {
        return None;
    }
    let third = second.end + 1..digits_end(text, second.end + 1);
    let (first, middle, last) =
        (number(text, start..end)?, number(text, second.clone())?, number(text, third.clone())?);
    if bytes.get(third.end) == Some(&sign) && bytes.get(third.end + 1).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let (year, month, day) = match (end - start, third.len()) {
        (4, 1 | 2) => (first, middle, last),
        (1 | 2, 4) => (last, middle, first),
        (1 | 2, 2) if sign != b'-' || second.len() == 2 => {
            (1900 + last + if last < 40 { 100 } else { 0 }, middle, first)
        }
        _ => return None,
    };
    let is_day = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year);
    is_day.then_some(Day { range: start..third.end, year, month, number: day })
}

/// `12 March 2014`, `12th of March`, `March 12, 2014`
fn in_words(text: &str, start: usize, end: usize) -> Option<Day> {
    if end - start > 2 {
        return None;
    }
    let day = number(text, start..end).filter(|day| (1..=31).contains(day))?;
    let ordinal_end = end + ordinal_sign(&text[end..]);
    let mut at = ordinal_end + blank(text, ordinal_end);
    // `3rd of May`, and in Welsh `4ydd o Fawrth`.
    let of = ["of ", "o "].iter().find(|of| text.as_bytes()[at..].starts_with(of.as_bytes()));
    at += of.map_or(0, |of| of.len());
    if at > ordinal_end
        && let Some((month, length)) = month_at(text, at)
    {
        let end = at + length;
        let (year, end) = year_at(text, end).unwrap_or((0, end));
        // `12 may ask` is none.
        if year == 0 && matches!(&text[at..at + length], "may" | "march") {
            return None;
        }
        return Some(Day { range: start..end, year, month, number: day });
    }
    let (month, from) = month_before(text, start)?;
    let name = text[from..start - 1].trim_end_matches('.');
    let (year, end) = year_at(text, ordinal_end).unwrap_or((0, ordinal_end));
    let is_verb = name.eq_ignore_ascii_case("may") || name.eq_ignore_ascii_case("march");
    if year == 0 && is_verb && ordinal_end == end && is_counted(text, end) {
        return None;
    }
    Some(Day { range: from..end, year, month, number: day })
}

/// How long the letters are that make the number before them one of an order, in English or in Welsh: `3rd`, `4ydd`.
fn ordinal_sign(behind: &str) -> usize {
    const SIGNS: [&str; 11] = ["st", "nd", "rd", "th", "af", "ail", "il", "ydd", "fed", "eg", "ain"];
    let length = behind.bytes().take_while(u8::is_ascii_alphabetic).take(4).count();
    let sign = &behind[..length];
    if SIGNS.iter().any(|known| known.eq_ignore_ascii_case(sign)) { length } else { 0 }
}

/// The month whose name stands, with a capital and one blank behind it, right before a byte, and where that name begins:
/// `may 12 people` has none.
fn month_before(text: &str, at: usize) -> Option<(u32, usize)> {
    let lead = text.as_bytes()[..at].strip_suffix(b" ")?;
    // `Sept. 4th`
    let lead = lead.strip_suffix(b".").unwrap_or(lead);
    let length =
        lead.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).take(LONGEST_MONTH + 1).count();
    let from = lead.len() - length;
    if !lead.get(from).is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    Some((month(&text[from..lead.len()])?, from))
}

/// Whether a noun follows: `May 12 children`.
fn is_counted(text: &str, end: usize) -> bool {
    after(text, end, 3)
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
}

fn blank(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..) {
        Some([b' ' | b'-' | b'/' | b'\n', ..]) => 1,
        Some([0xC2, 0xA0, ..]) => 2,
        _ => 0,
    }
}

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

fn month_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let length = text.as_bytes().get(at..)?.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if !(3..=LONGEST_MONTH).contains(&length) {
        return None;
    }
    Some((month_in_text(&text[at..at + length])?, length))
}

/// A year behind a month, and the byte after it.
pub(super) fn year_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = &text.as_bytes()[at..];
    let mut ahead = usize::from(rest.first() == Some(&b','));
    ahead += usize::from(matches!(rest.first(), Some(b'.')));
    ahead += blank(text, at + ahead);
    let from = at + ahead;
    let end = digits_end(text, from);
    let year = number(text, from..end)?;
    match end - from {
        4 if (1900..2100).contains(&year) => Some((year, end)),
        _ => None,
    }
}

/// Whether six or eight digits are a day: `08082016`, `20160808`, `080816`.
pub(super) fn is_joined_day(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse().ok()).unwrap_or(0);
    let is_day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let is_year = |year: u32| (1900..2100).contains(&year);
    match digits.len() {
        6 => is_day(part(0, 2), part(2, 4)),
        8 => {
            is_day(part(0, 2), part(2, 4)) && is_year(part(4, 8))
                || is_day(part(6, 8), part(4, 6)) && is_year(part(0, 4))
        }
        _ => false,
    }
}

/// The days of a month in words, each as it stands before the name of the month.
pub(in crate::identity) const ORDINALS: [&str; 31] = [
    "first of ",
    "second of ",
    "third of ",
    "fourth of ",
    "fifth of ",
    "sixth of ",
    "seventh of ",
    "eighth of ",
    "ninth of ",
    "tenth of ",
    "eleventh of ",
    "twelfth of ",
    "thirteenth of ",
    "fourteenth of ",
    "fifteenth of ",
    "sixteenth of ",
    "seventeenth of ",
    "eighteenth of ",
    "nineteenth of ",
    "twentieth of ",
    "twenty-first of ",
    "twenty-second of ",
    "twenty-third of ",
    "twenty-fourth of ",
    "twenty-fifth of ",
    "twenty-sixth of ",
    "twenty-seventh of ",
    "twenty-eighth of ",
    "twenty-ninth of ",
    "thirtieth of ",
    "thirty-first of ",
];

/// The day that one of [`ORDINALS`] begins, by its place in the list: `the twenty-first of September 2020`.
pub(in crate::identity) fn day_in_words(text: &str, ordinal: &Range<usize>, at: usize) -> Option<Day> {
    let (month, length) = month_at(text, ordinal.end)?;
    let end = ordinal.end + length;
    // `the first of may sound`
    let is_named = text[ordinal.end..].starts_with(|c: char| c.is_ascii_uppercase());
    let (year, end) = year_at(text, end).unwrap_or((0, end));
    let number = u32::try_from(at + 1).unwrap_or_default();
    is_named.then_some(Day { range: ordinal.start..end, year, month, number })
}
