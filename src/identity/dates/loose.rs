//! Days of birth that are written as no other day is, told by their label: `3 5 2011`, `03MAY2011`, `08082016`, `12/3`.

use std::ops::Range;

use crate::identity::hit::{Hit, Kind};
use crate::identity::numbers::{Joint, joint};
use crate::identity::text::{label_before, last_word, word_at};

use super::behind::ends_in_name;
use super::birth::is_of_birth;
use super::fields::{in_boxes, in_fields};
use super::months::month_behind_birth;
use super::reading::is_joined_day;
use super::weekdays::without_weekday;

/// A day of birth at some digits that no other day begins with, of which it is known what joins them to others.
pub(in crate::identity) fn loose_birth_date(
    text: &str,
    start: usize,
    end: usize,
    joined: Option<(Joint, usize)>,
    found: &mut Vec<Hit>,
) {
    let Some(range) = (match end - start {
        6 | 8 => is_joined_day(&text[start..end]).then_some(start..end),
        1 | 2 | 4 => joined
            .and_then(|joined| in_parts(text, start..end, joined))
            .or_else(|| with_month(text, start, end))
            .or_else(|| with_signs(text, start, end))
            .or_else(|| (end - start == 1).then(|| in_boxes(text, start)).flatten())
            .or_else(|| in_fields(text, start, end)),
        _ => None,
    }) else {
        without_year(text, start, end, found);
        return;
    };
    let is_alone = is_apart(text, range.start) && !text[range.end..].starts_with(char::is_alphanumeric);
    let label = label_before(text, range.start, 64);
    if is_alone && is_of_birth(text, &range, without_weekday(&label), found) {
        push(text, range, found);
    }
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Hit>) {
    let what = text[range.clone()].to_owned();
    found.push(Hit { kind: Kind::BirthDate, range, what });
}

/// Whether no letter or digit stands right before a day but those of a label: `dob20140312`.
fn is_apart(text: &str, start: usize) -> bool {
    const GLUED: [&str; 5] = ["dob", "birth", "birthdate", "birthday", "bday"];
    let word = last_word(&text[..start]);
    word.is_empty() || GLUED.iter().any(|glued| glued.eq_ignore_ascii_case(word))
}

/// `DOB 12/3`, right behind what such a day is called: anything else that is written so may be a fraction.
fn without_year(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    if end - start > 2 || !matches!(bytes.get(end), Some(b'/' | b'.')) {
        return;
    }
    let month = word_at(text, end + 1);
    let behind = end + 1 + month.len();
    let number = |digits: &str| digits.parse::<u32>().unwrap_or_default();
    let is_day = month.len() <= 2
        && (1..=31).contains(&number(&text[start..end]))
        && (1..=12).contains(&number(month))
        && !matches!(&bytes[behind..], [b'%', ..] | [b'/' | b'-' | b'.' | b':', b'0'..=b'9', ..]);
    if is_day && ends_in_name(without_weekday(&label_before(text, start, 32))) {
        push(text, start..behind, found);
    }
}

/// `3 5 2011`, `3 / 5 / 2011`, `2011 05 03`: a day, a month and a year with the same between.
fn in_parts(text: &str, first: Range<usize>, (sign, second): (Joint, usize)) -> Option<Range<usize>> {
    let Range { start, end } = first;
    let bytes = text.as_bytes();
    let digits =
        |from: usize| from + bytes[from..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    let second_end = digits(second);
    let (other, third) = joint(text, second_end)?;
    let third_end = digits(third);
    let lengths = [end - start, second_end - second, third_end - third];
    let number = |range: Range<usize>| text[range].parse::<u32>().ok();
    let [first, middle, last] = [number(start..end)?, number(second..second_end)?, number(third..third_end)?];
    let (day, month, year) = match lengths {
        [1 | 2, 1 | 2, 4] => (first, middle, last),
        [1 | 2, 1 | 2, 2] => (first, middle, 1900 + last),
        [4, 1 | 2, 1 | 2] => (last, middle, first),
        _ => return None,
    };
    let is_day = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year);
    (sign == other && is_day).then_some(start..third_end)
}

/// `12/3/'14`, and as addresses have it `12%2F03%2F2014`.
fn with_signs(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let behind_sign = |at: usize| {
        let rest = &text.as_bytes()[at..];
        match rest {
            [b'%', b'2', b'F' | b'f' | b'E' | b'e' | b'D' | b'd' | b'0', ..] => Some(at + 3),
            [b'/' | b'.' | b'-', ..] => Some(at + 1),
            _ => None,
        }
    };
    let digits = |at: usize| {
        let word = word_at(text, at);
        let count = word.bytes().take_while(u8::is_ascii_digit).count();
        word[..count].parse::<u32>().ok().map(|number| (number, at + count))
    };
    let first = digits(start)?.0;
    let (second, second_end) = digits(behind_sign(end)?)?;
    let last_at = behind_sign(second_end)?;
    let apostrophe = ["'", "\u{2019}"].iter().find(|sign| text[last_at..].starts_with(**sign));
    let last_at = last_at + apostrophe.map_or(0, |sign| sign.len());
    let (last, last_end) = digits(last_at)?;
    let (day, is_year) = match (end - start, last_end - last_at) {
        (4, 1 | 2) => (last, (1900..2100).contains(&first)),
        (1 | 2, 4) => (first, (1900..2100).contains(&last)),
        (1 | 2, 2) => (first, apostrophe.is_some() || text[start..last_at].contains('%')),
        _ => return None,
    };
    (is_year && (1..=31).contains(&day) && (1..=12).contains(&second)).then_some(start..last_end)
}

/// `03MAY2011`, `3.May.2011`, `12 Maw 2014`
fn with_month(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let sign = usize::from(matches!(bytes.get(end), Some(b'.' | b' ' | b'-' | b'/')));
    let from = end + sign;
    let length = bytes[from..].iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    (length > 2).then(|| month_behind_birth(&text[from..from + length])).flatten()?;
    let behind = from + length;
    let year =
        behind + if sign == 0 { 0 } else { text[behind..].len() - without_lead(&text[behind..]).len() };
    let digits =
        bytes[year.min(bytes.len())..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    matches!(digits, 2 | 4).then_some(start..year + digits)
}

/// A text without the signs between a month and its year: `. `, ` '`.
fn without_lead(text: &str) -> &str {
    let rest = text.trim_start_matches(['.', '-', '/']);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    rest.strip_prefix(['\'', '\u{2019}']).unwrap_or(rest)
}
