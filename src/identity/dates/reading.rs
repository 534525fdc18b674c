//! How days are written, in figures and in words.

use std::ops::Range;

use crate::identity::text::{after, before, last_word};

use super::glued::{in_one_word, with_roman_month};
use super::in_words::year_in_words_at;
use super::months::{LONGEST_MONTH, month, month_at};
use super::short::begins_entry;
use super::weekdays;

/// A day that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::identity) struct Day {
    pub(in crate::identity) range: Range<usize>,
    /// Zero where it is left open.
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) number: u32,
}

impl Day {
    /// Its day, month and year in two digits each, as health numbers begin with.
    pub(in crate::identity) fn digits(&self) -> [u8; 6] {
        let two = |number: u32| [number / 10 % 10, number % 10];
        let all = [two(self.number), two(self.month), two(self.year)].concat();
        std::array::from_fn(|at| u8::try_from(all[at]).unwrap_or_default())
    }
}

/// The day that begins at some digits, or of which they are a part.
pub(in crate::identity) fn day_at(text: &str, start: usize, end: usize) -> Option<Day> {
    numeric(text, start, end)
        .or_else(|| without_year(text, start, end))
        .or_else(|| in_words(text, start, end))
        .or_else(|| in_one_word(text, start, end))
        .or_else(|| with_roman_month(text, start, end))
}

pub(super) fn number(text: &str, range: Range<usize>) -> Option<u32> {
    text.get(range)
        .filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))?
        .parse()
        .ok()
}

pub(super) fn digits_end(text: &str, start: usize) -> usize {
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
        (1 | 2, 2) if sign != b'-' || second.len() == 2 || is_led_to(text, start) => {
            (of_two_digits(last), middle, first)
        }
        _ => return None,
    };
    let is_day = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year);
    is_day.then_some(Day { range: start..third.end, year, month, number: day })
}

/// `on 29/8`: a day and a month behind a word that leads to a day. `24/7` is always, and what could as well be a fraction is none.
fn without_year(text: &str, start: usize, end: usize) -> Option<Day> {
    const LEADS: [&str; 5] = ["on ", "since ", "until ", "after ", "before "];
    let bytes = text.as_bytes();
    if bytes.get(end) != Some(&b'/') || end - start > 2 {
        return None;
    }
    let second = end + 1..digits_end(text, end + 1);
    let (number, month) = (number(text, start..end)?, number(text, second.clone())?);
    let is_whole = !matches!(bytes.get(second.end), Some(b'/' | b'-' | b'%'))
        && !text[second.end..].starts_with(char::is_alphanumeric);
    // `on 1/4 tablet`; a month in two digits is none of a fraction.
    let is_day = (13..=31).contains(&number) || (1..=12).contains(&number) && bytes[second.start] == b'0';
    let near = before(text, start, 8);
    let is_of_weekday =
        || near.strip_suffix(' ').is_some_and(|lead| weekdays::SHORT.contains(&last_word(lead)));
    let is_led = || {
        LEADS
            .iter()
            .any(|lead| near.strip_suffix(lead).is_some_and(|rest| !rest.ends_with(char::is_alphabetic)))
    };
    let fits = is_whole
        && (1..=31).contains(&number)
        && (1..=12).contains(&month)
        && second.len() <= 2
        && (number, month) != (24, 7);
    // `13/2 – home visit`, as entries of a chronology begin.
    let is_entry = || {
        let behind = text[second.end..].trim_start_matches(['*', '_']);
        [" \u{2013} ", " - ", ": "]
            .iter()
            .any(|sign| behind.strip_prefix(*sign).is_some_and(|rest| rest.starts_with(char::is_alphabetic)))
            && begins_entry(text, start)
    };
    (fits && (is_day && (is_led() || is_entry()) || is_of_weekday())).then_some(Day {
        range: start..second.end,
        year: 0,
        month,
        number,
    })
}

/// The year that two digits stand for.
pub(super) const fn of_two_digits(year: u32) -> u32 {
    1900 + year + if year < 40 { 100 } else { 0 }
}

/// Whether what stands before leads to a day, for `3-5-19` may be anything: `on`, `since`, a label of birth.
pub(super) fn is_led_to(text: &str, at: usize) -> bool {
    const LEADS: [&str; 9] =
        [" on ", " since ", " from ", " until ", " after ", " before ", "dob ", "born ", "day "];
    let near = before(text, at, 12);
    let lead = near.as_bytes();
    near.starts_with("on ") && near.len() == 3
        || LEADS.iter().any(|known| near.ends_with(known))
        || lead.ends_with(b": ") && lead.len() > 2
}

/// `12 March 2014`, `12th of March`, `March 12, 2014`, `May the 3rd`
fn in_words(text: &str, start: usize, end: usize) -> Option<Day> {
    if end - start > 2 {
        return None;
    }
    let day = number(text, start..end).filter(|day| (1..=31).contains(day))?;
    let ordinal_end = end + ordinal_sign(&text[end..]);
    let mut at = ordinal_end + gap(text, ordinal_end);
    // `3rd of May`, and in Welsh `4ydd o Fawrth`.
    let of = ["of ", "o "].iter().find(|of| text.as_bytes()[at..].starts_with(of.as_bytes()));
    at += of.map_or(0, |of| of.len());
    at += markup(text, at);
    if at > ordinal_end
        && let Some((month, length)) = month_at(text, at)
    {
        let end = at + length;
        let year = year_at(text, end).or_else(|| short_year_at(text, end));
        let (year, end) = year.or_else(|| year_in_words_at(text, end)).unwrap_or((0, end));
        // `12 may ask` is none.
        if year == 0 && matches!(&text[at..at + length], "may" | "march") {
            return None;
        }
        return Some(Day { range: start..end, year, month, number: day });
    }
    if ordinal_end > end
        && let Some(day) = of_numbered_month(text, start..ordinal_end, day)
    {
        return Some(day);
    }
    // `May the 3rd`; `in March the 3 sites` is none.
    let begin = text[..start].strip_suffix("the ").map_or(start, str::len);
    let (month, from) = month_before(text, begin).filter(|_| begin == start || ordinal_end > end)?;
    let name = text[from..begin - 1].trim_end_matches('.');
    let (year, end) = year_at(text, ordinal_end).unwrap_or((0, ordinal_end));
    let is_verb = name.eq_ignore_ascii_case("may") || name.eq_ignore_ascii_case("march");
    if year == 0 && is_verb && ordinal_end == end && is_counted(text, end) {
        return None;
    }
    Some(Day { range: from..end, year, month, number: day })
}

/// `3rd of the 4th 2011`: a month by its number, of which only a year says that it is one.
fn of_numbered_month(text: &str, ordinal: Range<usize>, day: u32) -> Option<Day> {
    let from = ordinal.end + text[ordinal.end..].strip_prefix(" of the ").map(|_| " of the ".len())?;
    let end = digits_end(text, from);
    let month = number(text, from..end).filter(|month| (1..=12).contains(month) && end - from <= 2)?;
    let (year, end) = year_at(text, end + ordinal_sign(&text[end..]))?;
    Some(Day { range: ordinal.start..end, year, month, number: day })
}

/// How long the sign is that makes the number before it one of an order, set higher or not: `3rd`, `3<sup>rd</sup>`, `3^rd^`.
fn ordinal_sign(behind: &str) -> usize {
    let high = [("<sup>", "</sup>"), ("^", "^")].iter().find_map(|(open, close)| {
        let rest = behind.strip_prefix(*open)?;
        let length = ordinal_letters(rest);
        (length > 0 && rest[length..].starts_with(*close)).then(|| open.len() + length + close.len())
    });
    high.unwrap_or_else(|| ordinal_letters(behind))
}

/// How long the letters are that make the number before them one of an order, in English or in Welsh: `3rd`, `4ydd`.
fn ordinal_letters(behind: &str) -> usize {
    const SIGNS: [&str; 11] = ["st", "nd", "rd", "th", "af", "ail", "il", "ydd", "fed", "eg", "ain"];
    let length = behind.bytes().take_while(u8::is_ascii_alphabetic).take(4).count();
    let sign = &behind[..length];
    if SIGNS.iter().any(|known| known.eq_ignore_ascii_case(sign)) { length } else { 0 }
}

/// The month whose name stands, with a capital and one blank behind it, right before a byte, and where that name begins:
/// `may 12 people` has none.
pub(super) fn month_before(text: &str, at: usize) -> Option<(u32, usize)> {
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

/// How many bytes the signs of Markdown take up that set a part of a day off: `12 **March** 2019`.
fn markup(text: &str, at: usize) -> usize {
    const MOST: usize = 3;
    let signs = text.as_bytes()[at..].iter().take(MOST + 1).take_while(|byte| matches!(byte, b'*' | b'_'));
    match signs.count() {
        count @ 0..=MOST => count,
        _ => 0,
    }
}

/// How many bytes there are between two parts of a day: one blank, with signs of Markdown around it.
fn gap(text: &str, at: usize) -> usize {
    let before = markup(text, at);
    match blank(text, at + before) {
        0 => 0,
        blank => before + blank + markup(text, at + before + blank),
    }
}

fn blank(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..) {
        Some([b' ' | b'-' | b'/' | b'\n', ..]) => 1,
        Some([0xC2, 0xA0, ..]) => 2,
        _ => 0,
    }
}

/// A year behind a month, and the byte after it.
pub(super) fn year_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = &text.as_bytes()[at..];
    let mut ahead = usize::from(rest.first() == Some(&b','));
    ahead += usize::from(matches!(rest.first(), Some(b'.')));
    ahead += gap(text, at + ahead);
    let from = at + ahead;
    let end = digits_end(text, from);
    let year = number(text, from..end)?;
    match end - from {
        4 if (1900..2100).contains(&year) => Some((year, end)),
        _ => None,
    }
}

/// A year of two digits right behind a month and a sign, and the byte after it: `12-Mar-19`, `12 March '19`.
pub(super) fn short_year_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let apostrophe = [" '", " \u{2019}", " \u{2018}"].iter().find(|sign| rest.starts_with(**sign));
    let from = at + apostrophe.map_or(1, |sign| sign.len());
    let end = from + 2;
    let is_joined = apostrophe.is_some() || rest.starts_with(['-', '/', '.']);
    let year = number(text, from..end).filter(|_| is_joined && digits_end(text, from) == end)?;
    Some((of_two_digits(year), end))
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
