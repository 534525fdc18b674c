//! Days of birth that are written as no other day is, told by their label: `3 5 2011`, `03MAY2011`, `08082016`.

use std::ops::Range;

use crate::identity::hit::{Hit, Kind};
use crate::identity::numbers::{Joint, joint};
use crate::identity::text::label_before;

use super::birth::is_of_birth;
use super::months::month;
use super::reading::is_joined_day;

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
            .or_else(|| with_month(text, start, end)),
        _ => None,
    }) else {
        return;
    };
    let is_alone = !text[..start].ends_with(char::is_alphanumeric)
        && !text[range.end..].starts_with(char::is_alphanumeric);
    if is_alone && is_of_birth(text, &range, &label_before(text, start, 64), found) {
        let what = text[range.clone()].to_owned();
        found.push(Hit { kind: Kind::BirthDate, range, what });
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
        [1 | 2, 2, 2] => (first, middle, 1900 + last),
        [4, 1 | 2, 1 | 2] => (last, middle, first),
        _ => return None,
    };
    let is_day = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year);
    (sign == other && is_day).then_some(start..third_end)
}

/// `03MAY2011`, `3.May.2011`
fn with_month(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let sign = usize::from(bytes.get(end) == Some(&b'.'));
    let from = end + sign;
    let length = bytes[from..].iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    (length > 2).then(|| month(&text[from..from + length])).flatten()?;
    let year = from + length + sign;
    let digits =
        bytes[year.min(bytes.len())..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    matches!(digits, 2 | 4).then_some(start..year + digits)
}
