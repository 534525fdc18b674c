//! Ages that are told as the year of a life: `in his 87th year`, `in her eighty-first year`.

use std::ops::Range;

use crate::identity::age_cues::{TENS, push_age};
use crate::identity::hit::Hit;
use crate::identity::text::before;

/// The last words of a year of a life, in words; those of nine behind a word for tens only.
pub(in crate::identity) const YEARS: [&str; 24] = [
    "thirteenth year",
    "fourteenth year",
    "fifteenth year",
    "sixteenth year",
    "seventeenth year",
    "eighteenth year",
    "nineteenth year",
    "twentieth year",
    "thirtieth year",
    "fortieth year",
    "fiftieth year",
    "sixtieth year",
    "seventieth year",
    "eightieth year",
    "ninetieth year",
    "first year",
    "second year",
    "third year",
    "fourth year",
    "fifth year",
    "sixth year",
    "seventh year",
    "eighth year",
    "ninth year",
];

/// The years of a life that fewer than these are: the others are those of a course or of a marriage.
const LEAST: u32 = 13;

/// The age that figures tell with ` year` behind their ending, should somebody's life be counted.
pub(super) fn in_figures(text: &str, number: &Range<usize>) -> Option<Range<usize>> {
    const ENDS: [&str; 4] = ["th year", "st year", "nd year", "rd year"];
    let rest = &text[number.end..];
    let end = ENDS.iter().find(|end| rest.starts_with(**end)).map(|end| number.end + end.len())?;
    let is_old = text[number.clone()].parse::<u32>().is_ok_and(|count| count >= LEAST);
    (is_old && is_of_life(text, number.start, end)).then_some(number.start..end)
}

/// The same in words, at the last of them.
pub(in crate::identity) fn year_of_life(text: &str, cue: &Range<usize>, found: &mut Vec<Hit>) {
    let tens = text[..cue.start]
        .strip_suffix('-')
        .and_then(|lead| TENS.iter().find(|tens| lead.ends_with(**tens)).map(|tens| tens.len() + 1));
    let is_small = !["teenth", "ieth"].iter().any(|end| text[cue.clone()].contains(end));
    let start = cue.start - tens.unwrap_or_default();
    if is_small == tens.is_some() && is_of_life(text, start, cue.end) {
        push_age(text, start..cue.end, found);
    }
}

/// Whether somebody was in that year, and in none of a school, a contract or a marriage: not `in her 13th year of teaching`.
fn is_of_life(text: &str, start: usize, end: usize) -> bool {
    let near = before(text, start, 16);
    let is_somebodys = ["in his ", "in her ", "in their ", "into his ", "into her "]
        .iter()
        .any(|whose| near.strip_suffix(*whose).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)));
    let rest = &text[end..];
    is_somebodys
        && !rest.starts_with(|c: char| c.is_alphanumeric())
        && ![" of ", " at ", " in ", " as ", " with ", " there"].iter().any(|of| rest.starts_with(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_life_is_an_age() {
        let told = |text: &str| {
            let start = text.find(|c: char| c.is_ascii_digit()).unwrap();
            let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
            in_figures(text, &(start..start + length)).is_some()
        };
        for text in ["In his 87th year he", "died in her 92nd year.", "well into her 81st year"] {
            assert!(told(text), "{text}");
        }
        for text in ["in its 25th year", "in her 13th year of teaching", "in his 2nd year", "the 20th year"] {
            assert!(!told(text), "{text}");
        }
        let in_words = |text: &str, cue: &str| {
            let mut found = Vec::new();
            let start = text.find(cue).unwrap();
            year_of_life(text, &(start..start + cue.len()), &mut found);
            !found.is_empty()
        };
        assert!(in_words("in her eighty-first year she", "first year"));
        assert!(in_words("in her seventieth year she", "seventieth year"));
        assert!(!in_words("in her first year she", "first year"));
        assert!(!in_words("in her fiftieth year of service", "fiftieth year"));
    }
}
