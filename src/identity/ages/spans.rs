//! How old somebody is, as it is written: a count, a fraction, a unit, and a second count with a smaller unit.

use crate::identity::age_cues::{count_at, is_age};

/// Units, as they are written behind a number with or without a blank.
const UNITS: [&str; 14] = [
    "years", "months", "weeks", "days", "year", "month", "week", "day", "yrs", "yr", "mths", "mth", "wks",
    "wk",
];
/// Units of what is less than a year.
const SMALLER: [&str; 10] = ["months", "weeks", "days", "month", "week", "day", "mths", "mth", "wks", "wk"];
/// The same in one letter, right behind figures: `3y 4m`.
const LETTERS: [&str; 3] = ["m", "w", "d"];
/// Fractions in one sign.
pub(in crate::identity) const FRACTIONS: [char; 3] = ['\u{bc}', '\u{bd}', '\u{be}'];

/// Where an age that begins at a byte ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::identity) struct Span {
    pub(in crate::identity) end: usize,
    /// Whether it says of what there are so many.
    pub(in crate::identity) has_unit: bool,
}

/// An age from a byte on: `7`, `thirteen`, `14½`, `14.5 years`, `14yrs`, `3y 4m`, `3 years and 4 months`.
pub(in crate::identity) fn span_at(text: &str, at: usize) -> Option<Span> {
    let end = count_end(text, at)?;
    let is_figure = text.as_bytes()[at].is_ascii_digit();
    let Some(unit) = unit_end(text, end, &UNITS).or_else(|| {
        let letter = unit_right_behind(text, end, &["y"])?;
        is_figure.then_some(letter)
    }) else {
        return Some(Span { end, has_unit: false });
    };
    let more = ["", " ", " and ", ", "].iter().find_map(|joint| {
        let from = unit + text[unit..].strip_prefix(*joint).map(|_| joint.len())?;
        let end = count_end(text, from)?;
        let letter = || unit_right_behind(text, end, &LETTERS).filter(|_| is_figure);
        unit_end(text, end, &SMALLER).or_else(letter)
    });
    let end = more.unwrap_or(unit);
    // The dot of a short form, where the sentence can not end: `(14 yrs.)`.
    let has_dot = text[end..].starts_with(".)") || text[end..].starts_with(".,");
    Some(Span { end: end + usize::from(has_dot), has_unit: true })
}

/// The byte behind a count and its fraction.
fn count_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    if figures == 0 {
        let word = count_at(rest);
        return is_age(word).then(|| at + word.len());
    }
    is_age(&rest[..figures]).then(|| at + figures + fraction(&rest[figures..]))
}

/// How many bytes the fraction takes up that stands right behind figures: `½`, `.5`.
fn fraction(rest: &str) -> usize {
    if let Some(sign) = FRACTIONS.iter().find(|sign| rest.starts_with(**sign)) {
        return sign.len_utf8();
    }
    let is_digit = |at: usize| rest.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    if rest.starts_with('.') && is_digit(1) && !is_digit(2) { 2 } else { 0 }
}

/// The byte behind a unit that stands behind a count, with or without a blank between.
fn unit_end(text: &str, end: usize, units: &[&str]) -> Option<usize> {
    unit_right_behind(text, end + usize::from(text[end..].starts_with(' ')), units)
}

fn unit_right_behind(text: &str, at: usize, units: &[&str]) -> Option<usize> {
    let rest = text.get(at..)?;
    let word = &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()];
    units.contains(&word).then(|| at + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_read_with_its_fraction_and_its_units() {
        for (text, age, has_unit) in [
            ("7 was", "7", false),
            ("thirty-nine, had", "thirty-nine", false),
            ("14½ at", "14½", false),
            ("14.5 years old", "14.5 years", true),
            ("14yrs)", "14yrs", true),
            ("14 yrs.)", "14 yrs.", true),
            ("14 yrs. His", "14 yrs", true),
            ("3y 4m when", "3y 4m", true),
            ("3y4m when", "3y4m", true),
            ("3 years 4 months", "3 years 4 months", true),
            ("three years and two months he", "three years and two months", true),
            ("3 years and 4 sons", "3 years", true),
            ("14.25 kg", "14", false),
            ("4m away", "4", false),
        ] {
            let span = span_at(text, 0).unwrap();
            assert_eq!((&text[..span.end], span.has_unit), (age, has_unit), "{text}");
        }
        for text in ["", "many", "1989 was", "half"] {
            assert_eq!(span_at(text, 0), None, "{text}");
        }
    }
}
