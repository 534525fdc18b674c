//! Days that are written in words: `the twenty-first of September 2020`, `May the fourth`, `two thousand and nine`.

use std::ops::Range;

use crate::identity::age_cues::COUNTS;
use crate::identity::text::word_at;

use super::months::month_at;
use super::reading::{Day, month_before, short_year_at, year_at};

/// The days of a month in words, each as it stands before a month.
pub(in crate::identity) const ORDINALS: [&str; 31] = [
    "first ",
    "second ",
    "third ",
    "fourth ",
    "fifth ",
    "sixth ",
    "seventh ",
    "eighth ",
    "ninth ",
    "tenth ",
    "eleventh ",
    "twelfth ",
    "thirteenth ",
    "fourteenth ",
    "fifteenth ",
    "sixteenth ",
    "seventeenth ",
    "eighteenth ",
    "nineteenth ",
    "twentieth ",
    "twenty-first ",
    "twenty-second ",
    "twenty-third ",
    "twenty-fourth ",
    "twenty-fifth ",
    "twenty-sixth ",
    "twenty-seventh ",
    "twenty-eighth ",
    "twenty-ninth ",
    "thirtieth ",
    "thirty-first ",
];

/// The day that one of [`ORDINALS`] is of, by its place in the list: `the twenty-first of September 2020`, `fourth May 2009`, `the third of
/// the fourth 2011`, `May the fourth 2009`.
pub(in crate::identity) fn day_in_words(text: &str, ordinal: &Range<usize>, at: usize) -> Option<Day> {
    let number = u32::try_from(at + 1).unwrap_or_default();
    let (start, number) = with_tens(text, ordinal.start, number);
    let rest = &text[ordinal.end..];
    // `first of the month` is none, nor is `the second child`; nearly no such word is of a day.
    let of = rest.strip_prefix("of ").map_or(ordinal.end, |_| ordinal.end + "of ".len());
    if let Some(numbered) = text[of..].strip_prefix("the ").filter(|_| of > ordinal.end) {
        return of_numbered_month(text, start, of + "the ".len(), numbered, number);
    }
    // `the first of may sound`
    if text[of..].starts_with(|c: char| c.is_ascii_uppercase())
        && let Some((month, length)) = month_at(text, of)
    {
        let end = of + length;
        let (year, end) = any_year_at(text, end).unwrap_or((0, end));
        // `the second May bank holiday`
        return (year > 0 || of > ordinal.end).then_some(Day { range: start..end, year, month, number });
    }
    let begin = text[..start].strip_suffix("the ").map_or(start, str::len);
    let (year, end) = any_year_at(text, ordinal.end - 1)?;
    let (month, from) = month_before(text, begin)?;
    Some(Day { range: from..end, year, month, number })
}

/// Where a number of an order begins and which it is, with the tens before it: `twenty first`.
fn with_tens(text: &str, start: usize, number: u32) -> (usize, u32) {
    let lead = &text.as_bytes()[..start];
    let tens = [("twenty ", 20, 9), ("thirty ", 30, 1)].into_iter().find(|(tens, _, most)| {
        number <= *most
            && lead.len() >= tens.len()
            && lead[lead.len() - tens.len()..].eq_ignore_ascii_case(tens.as_bytes())
    });
    tens.map_or((start, number), |(tens, more, _)| (start - tens.len(), number + more))
}

/// `third of the fourth 2011`, of which only a year says that it is a day.
fn of_numbered_month(text: &str, start: usize, at: usize, rest: &str, number: u32) -> Option<Day> {
    let place = ORDINALS[..12].iter().position(|known| {
        let word = known.trim_end();
        rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
    })?;
    let (year, end) = any_year_at(text, at + ORDINALS[place].len() - 1)?;
    Some(Day { range: start..end, year, month: u32::try_from(place + 1).unwrap_or_default(), number })
}

/// A year behind a month, however it is written, and the byte after it.
fn any_year_at(text: &str, at: usize) -> Option<(u32, usize)> {
    year_at(text, at).or_else(|| short_year_at(text, at)).or_else(|| year_in_words_at(text, at))
}

/// A year in words behind a month, and the byte after it: `two thousand and nine`, `twenty fourteen`, `nineteen eighty-nine`.
pub(super) fn year_in_words_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let from = at + text.get(at..)?.strip_prefix(", ").map_or(1, |_| 2);
    let begins = |word: &str| {
        let found = text.get(from..from + word.len())?;
        found.eq_ignore_ascii_case(word).then_some(from + word.len())
    };
    if !text[at..].starts_with([' ', ',']) {
        return None;
    }
    if let Some(end) = begins("two thousand") {
        let and = [" and ", " "].iter().find(|and| text[end..].starts_with(**and));
        let rest = and.and_then(|and| count_at(text, end + and.len()));
        return Some(rest.map_or((2000, end), |(more, end)| (2000 + more, end)));
    }
    let century = [("nineteen ", 1900), ("twenty ", 2000)];
    let (century, end) = century.into_iter().find_map(|(word, century)| Some((century, begins(word)?)))?;
    let (years, end) = count_at(text, end)?;
    (years >= 10).then_some((century + years, end))
}

/// A number below a hundred in words, and the byte after it.
fn count_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let number = |word: &str| {
        let place = COUNTS[..27].iter().position(|count| count.eq_ignore_ascii_case(word))?;
        let place = u32::try_from(place).ok()?;
        Some(if place < 20 { place + 1 } else { (place - 17) * 10 })
    };
    let first = word_at(text, at);
    let tens = number(first)?;
    let end = at + first.len();
    let ones = text.get(end + 1..).filter(|_| tens >= 20 && text[end..].starts_with([' ', '-']));
    let ones = ones.and_then(|_| {
        let word = word_at(text, end + 1);
        number(word).filter(|ones| *ones < 10).map(|ones| (tens + ones, end + 1 + word.len()))
    });
    Some(ones.unwrap_or((tens, end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_be_written_in_words() {
        let read = |text: &str| {
            let lower = text.to_ascii_lowercase();
            let places = ORDINALS.iter().enumerate();
            let found = places.filter_map(|(at, ordinal)| Some((lower.find(ordinal)?, at)));
            let (start, at) = found.filter(|(start, _)| !text[..*start].ends_with('-')).min()?;
            let day = day_in_words(text, &(start..start + ORDINALS[at].len()), at)?;
            Some((day.year, day.month, day.number))
        };
        for (text, day) in [
            ("the third of May 2009", (2009, 5, 3)),
            ("fourth May 2009", (2009, 5, 4)),
            ("fourth of May two thousand and nine", (2009, 5, 4)),
            ("the twenty first of May nineteen eighty-nine", (1989, 5, 21)),
            ("twelfth of March, twenty fourteen", (2014, 3, 12)),
            ("the third of the fourth 2011", (2011, 4, 3)),
            ("May the fourth 2009", (2009, 5, 4)),
            ("the fourth of May '09", (2009, 5, 4)),
            ("the fourth of May", (0, 5, 4)),
        ] {
            assert_eq!(read(text), Some(day), "{text}");
        }
        for text in [
            "the first of the month",
            "the first of may sound",
            "the second May bank holiday",
            "the third child",
            "the first of the three 2011",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_may_be_written_in_words() {
        for (text, year) in [
            (" two thousand and nine", Some(2009)),
            (" two thousand", Some(2000)),
            (" twenty fourteen", Some(2014)),
            (" nineteen eighty-nine", Some(1989)),
            (" twenty children", None),
            (" twenty two", None),
            ("two thousand", None),
            ("", None),
        ] {
            assert_eq!(year_in_words_at(text, 0).map(|(year, _)| year), year, "{text}");
        }
    }
}
