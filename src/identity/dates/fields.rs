//! Days of birth in several fields: `Day: 12 Month: 03 Year: 2014`, a box for each digit, three inputs of a page.

use std::ops::Range;

use crate::identity::text::{last_word, word_at};
use crate::source::boundary_behind;

use super::months::month;
use super::reading::is_joined_day;

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
    /// What else stands on forms and in the names of their fields.
    Other,
}

/// What the fields of a day are called.
const NAMES: [(&str, Part); 26] = [
    ("day", Part::Day),
    ("dd", Part::Day),
    ("d", Part::Day),
    ("diwrnod", Part::Day),
    ("dydd", Part::Day),
    ("month", Part::Month),
    ("mm", Part::Month),
    ("m", Part::Month),
    ("mis", Part::Month),
    ("year", Part::Year),
    ("yyyy", Part::Year),
    ("yy", Part::Year),
    ("y", Part::Year),
    ("blwyddyn", Part::Year),
    ("dob", Part::Other),
    ("birth", Part::Other),
    ("of", Part::Other),
    ("date", Part::Other),
    ("value", Part::Other),
    ("name", Part::Other),
    ("id", Part::Other),
    ("for", Part::Other),
    ("type", Part::Other),
    ("text", Part::Other),
    ("number", Part::Other),
    ("and", Part::Other),
];
/// Bytes of signs between two fields, or between a field and its name.
const MOST_SIGNS: usize = 12;
/// Words between two fields.
const MOST_WORDS: usize = 6;

fn part(word: &str) -> Option<Part> {
    NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, part)| *part)
}

/// A day, a month and a year at some digits, each in a field of its own; from the name of the first field on.
pub(super) fn in_fields(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let (second_at, second_name) = next_field(text, end)?;
    let (second, second_end) = value(text, second_at)?;
    let (third_at, third_name) = next_field(text, second_end)?;
    let (third, third_end) = value(text, third_at)?;
    let (from, first_name) = name_before(text, start);
    let first = text[start..end].parse::<u32>().ok()?;
    if text[third_end..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let is_year_first = end - start == 4;
    let (day, month, year) = if is_year_first { (third, second, first) } else { (first, second, third) };
    let order = [first_name, second_name, third_name];
    let wanted = if is_year_first {
        [Part::Year, Part::Month, Part::Day]
    } else {
        [Part::Day, Part::Month, Part::Year]
    };
    let is_named = order.iter().zip(wanted).all(|(name, wanted)| name.is_none_or(|name| name == wanted));
    let is_day = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year);
    (is_named && is_day).then_some(from..third_end)
}

/// Where the value of the next field begins, and what that field is called, with nothing else between.
fn next_field(text: &str, end: usize) -> Option<(usize, Option<Part>)> {
    let bytes = text.as_bytes();
    let mut name = None;
    let mut at = end;
    for _ in 0..MOST_WORDS {
        let signs = bytes[at..].iter().take(MOST_SIGNS + 1).take_while(|byte| is_sign(**byte)).count();
        at += signs;
        if signs > MOST_SIGNS || signs == 0 && at > end {
            return None;
        }
        let next = bytes.get(at)?;
        if next.is_ascii_digit() {
            return (at > end).then_some((at, name));
        }
        // Behind nearly all numbers words go on.
        if at == end + signs && !matches!(next | 0x20, b'm' | b'y' | b'd' | b'v' | b'n' | b'i' | b'b') {
            return None;
        }
        let word = word_at(text, at);
        match part(word) {
            // `12 March`: the value of a month may be its name.
            None => return (name == Some(Part::Month)).then_some((at, name)),
            Some(Part::Other) => {}
            Some(part) => name = Some(part),
        }
        at += word.len();
    }
    None
}

const fn is_sign(byte: u8) -> bool {
    byte.is_ascii()
        && !byte.is_ascii_alphanumeric()
        && !matches!(byte, b'%' | b'+' | b'<' | b'?' | b'!' | b';')
}

/// The number of a field, or of a month by its name, and the byte behind it.
fn value(text: &str, at: usize) -> Option<(u32, usize)> {
    let word = word_at(text, at);
    let end = at + word.len();
    let number = if word.starts_with(|c: char| c.is_ascii_digit()) {
        (word.len() <= 4).then(|| word.parse().ok())??
    } else {
        month(word)?
    };
    Some((number, end))
}

/// Where the name of the field begins whose value stands at a byte, and which part of a day it is.
fn name_before(text: &str, start: usize) -> (usize, Option<Part>) {
    let mut from = start;
    let mut name = None;
    for _ in 0..MOST_WORDS {
        let lead = &text.as_bytes()[..from];
        let signs = lead.iter().rev().take(MOST_SIGNS + 1).take_while(|byte| is_sign(**byte)).count();
        let end = from - signs;
        // Words of other scripts end in no sign, and in no name.
        let near = &text[boundary_behind(text, end.saturating_sub(MOST_SIGNS))..end];
        let word = last_word(near);
        match part(word) {
            Some(Part::Other) if !matches!(word, "value" | "name" | "id") => break,
            Some(Part::Other) => {}
            Some(part) if name.is_none() => name = Some(part),
            _ => break,
        }
        from = end - word.len();
    }
    // Only names of fields were passed, or nothing.
    if name.is_some() { (from, name) } else { (start, None) }
}

/// A day with a box for each of its digits: `[1][2]/[0][3]/[2][0][1][4]`, `|1|2|0|3|1|4|`.
pub(super) fn in_boxes(text: &str, start: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 8;
    const MOST_BETWEEN: usize = 4;
    let bytes = text.as_bytes();
    let mut digits = [0; LONGEST];
    let (mut count, mut at) = (0, start);
    let mut end = start;
    while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
        if bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) || count == LONGEST {
            return None;
        }
        digits[count] = *digit;
        count += 1;
        end = at + 1;
        let signs = bytes[end..].iter().take(MOST_BETWEEN + 1).take_while(|byte| is_sign(**byte)).count();
        if signs > MOST_BETWEEN {
            break;
        }
        at = end + signs;
    }
    let written = str::from_utf8(&digits[..count]).unwrap_or_default();
    is_joined_day(written).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_digits(text: &str) -> (usize, usize) {
        let start = text.find(|c: char| c.is_ascii_digit()).unwrap();
        (start, start + text[start..].bytes().take_while(u8::is_ascii_digit).count())
    }

    #[test]
    fn a_day_may_be_in_several_fields() {
        for (text, day) in [
            ("DOB: Day: 12 Month: 03 Year: 2014.", "Day: 12 Month: 03 Year: 2014"),
            ("Day: 12\nMonth: March\nYear: 2014", "Day: 12\nMonth: March\nYear: 2014"),
            ("dob (day) 12 (month) 3 (year) 2014", "day) 12 (month) 3 (year) 2014"),
            ("{\"day\": 12, \"month\": 3, \"year\": 2014}", "day\": 12, \"month\": 3, \"year\": 2014"),
            ("year 2014, month 3, day 12", "year 2014, month 3, day 12"),
            ("[12] [03] [2014]", "12] [03] [2014"),
            ("12\n\n03\n\n2014", "12\n\n03\n\n2014"),
            (
                "name: dob_day\nvalue: 12\nname: dob_month\nvalue: 3\nname: dob_year\nvalue: 2014",
                "day\nvalue: 12\nname: dob_month\nvalue: 3\nname: dob_year\nvalue: 2014",
            ),
        ] {
            let (start, end) = first_digits(text);
            assert_eq!(in_fields(text, start, end).map(|range| &text[range]), Some(day), "{text}");
        }
        for text in [
            "Day 12 of 14 in 2014",
            "Month: 12 Day: 3 Year: 2014",
            "12 children, 3 boys, 2014",
            "12",
            "day 32 month 3 year 2014",
        ] {
            let (start, end) = first_digits(text);
            assert_eq!(in_fields(text, start, end), None, "{text}");
        }
    }

    #[test]
    fn a_day_may_have_a_box_for_each_digit() {
        for text in [
            "[1][2]/[0][3]/[2][0][1][4]",
            "|1|2|0|3|2|0|1|4|",
            "1 2 / 0 3 / 1 4",
            "1\t\t2\t\t0\t\t3\t\t2\t\t0\t\t1\t\t4",
        ] {
            assert!(in_boxes(text, first_digits(text).0).is_some(), "{text}");
        }
        for text in ["1 2 3 4 5 6 7 8 9", "1 of 2", "1, 2 and 3", "1|2|0|3", "9 9 9 9 9 9"] {
            assert!(in_boxes(text, first_digits(text).0).is_none(), "{text}");
        }
    }
}
