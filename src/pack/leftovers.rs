//! What no check asks for and people who sign want to see all the same: every other date and number, and every other word
//! with a capital letter that no grammar asks for.

use std::ops::Range;

use super::found::Topic;
use crate::identity::month;

/// A word of a line, without the signs around it.
struct Word<'t> {
    text: &'t str,
    range: Range<usize>,
    /// Whether something else was made of it.
    is_taken: bool,
    begins_sentence: bool,
    /// Whether only a blank stands between it and the word before.
    is_joined: bool,
}

/// Numbers as words: how many children there are says more than most people think.
const NUMBERS: [&str; 14] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twin",
    "twins", "triplets",
];

const UNITS: [&str; 8] = ["year", "years", "month", "months", "week", "weeks", "day", "days"];

type Leftover = (Topic, &'static str, Range<usize>);

/// Everything of a text but what is taken already.
pub(super) fn leftovers(text: &str, taken: &[Range<usize>]) -> Vec<Leftover> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = words_of(line, start, taken);
        let mut at = 0;
        while at < words.len() {
            let (leftover, length) = look(&words, at);
            if let Some((topic, what)) = leftover {
                found.push((topic, what, words[at].range.start..words[at + length - 1].range.end));
            }
            at += length;
        }
        start += line.len();
    }
    found
}

fn words_of<'t>(line: &'t str, start: usize, taken: &[Range<usize>]) -> Vec<Word<'t>> {
    let mut words: Vec<Word<'t>> = Vec::new();
    let mut at = 0;
    let mut ends = (true, false);
    for part in line.split_inclusive(char::is_whitespace) {
        let from = part.find(char::is_alphanumeric);
        let bare = part.trim_end().trim_matches(|c: char| !c.is_alphanumeric());
        if let Some(from) = from.filter(|_| !part.starts_with("[sealed]")) {
            let range = start + at + from..start + at + from + bare.len();
            let (ends_sentence, joins) = ends;
            words.push(Word {
                text: bare,
                is_taken: taken.iter().any(|taken| taken.start < range.end && range.start < taken.end),
                range,
                begins_sentence: ends_sentence,
                is_joined: joins && from == 0,
            });
            let rest = part.trim_end();
            ends = (rest.ends_with(['.', '!', '?', ':']), rest.ends_with(char::is_alphanumeric));
        } else if !part.trim().is_empty() {
            ends = (ends.0, false);
        }
        at += part.len();
    }
    words
}

/// What begins at a word, and how many words it has.
fn look(words: &[Word<'_>], at: usize) -> (Option<(Topic, &'static str)>, usize) {
    let word = &words[at];
    if word.is_taken {
        return (None, 1);
    }
    if let Some(length) = date(words, at) {
        return (Some((Topic::Date, "a date or a year")), length);
    }
    if let Some(length) = age(words, at) {
        return (Some((Topic::Age, "an age or a length of time")), length);
    }
    let lower = word.text.to_lowercase();
    if has_digit(word.text) || NUMBERS.contains(&&*lower) {
        return (Some((Topic::Number, "a number")), 1);
    }
    let length = words[at..]
        .iter()
        .enumerate()
        .take_while(|(number, word)| {
            let goes_on = *number == 0 || word.is_joined && date(words, at + number).is_none();
            is_capital(word.text) && !word.is_taken && goes_on
        })
        .count();
    match length {
        0 => (None, 1),
        // One capital at the beginning of a sentence is grammar.
        1 if word.begins_sentence => (None, 1),
        length => (Some((Topic::Name, "words with capital letters")), length),
    }
}

/// How many words of a date begin here: `3rd of May 2014`, `November 2014`, `2014-06`, `03/11/15`, `2014`.
fn date(words: &[Word<'_>], at: usize) -> Option<usize> {
    let text = |at: usize| words.get(at).filter(|word| !word.is_taken).map_or("", |word| word.text);
    let day = usize::from(is_day(text(at)));
    let of = usize::from(day == 1 && text(at + 1) == "of");
    let month = at + day + of;
    if is_month(text(month)) {
        let year = usize::from(is_year(text(month + 1)));
        if day + year > 0 {
            return Some(day + of + 1 + year);
        }
        let behind = usize::from(is_day(text(month + 1)));
        if behind == 1 {
            return Some(2 + usize::from(is_year(text(month + 2))));
        }
        // `May` may be a name, and may be no month at all.
        return (!text(month).eq_ignore_ascii_case("may")).then_some(1);
    }
    (is_year(text(at)) || is_written(text(at))).then_some(1)
}

/// How many words of an age begin here: `4-year-old`, `3 months old`, `two weeks`.
fn age(words: &[Word<'_>], at: usize) -> Option<usize> {
    let text = |at: usize| {
        words.get(at).filter(|word| !word.is_taken).map_or(String::new(), |word| word.text.to_lowercase())
    };
    let first = text(at);
    let counts = |word: &str| has_digit(word) || NUMBERS.contains(&word) || word == "one";
    if first.contains('-') {
        let mut parts = first.split('-');
        let is_count = parts.next().is_some_and(counts);
        return (is_count && parts.next().is_some_and(|unit| UNITS.contains(&unit))).then_some(1);
    }
    if !counts(&first) || !UNITS.contains(&&*text(at + 1)) {
        return None;
    }
    Some(2 + usize::from(["old", "of"].contains(&&*text(at + 2))))
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_suffix = ["", "st", "nd", "rd", "th"].contains(&&word[digits.len()..]);
    is_suffix && digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_month(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && month(word).is_some()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
}

fn is_written(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/', '.', '\u{2013}']).collect();
    let numbers = parts
        .iter()
        .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    numbers && (parts.len() == 3 || (parts.len() == 2 && is_year(parts[0])))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word != "I"
}

#[cfg(test)]
mod tests {
    use super::{Topic, leftovers};

    fn of(topic: Topic, text: &str) -> Vec<&str> {
        let found = leftovers(text, &[]).into_iter().filter(|(found, ..)| *found == topic);
        found.map(|(_, _, range)| &text[range]).collect()
    }

    #[test]
    fn dates_ages_numbers_and_names() {
        let text = "On 3 November 2015 Child A moved to Fenshire with two brothers. In May 2014, at 3 months old,\n\
                    the 4-year-old sister (born 03/11/2011) met Ann O\u{2019}Dell, of Reed & Co. May it help: call 123456 in March. \
                    \"Oak House\" closed 2014\u{2013}15, on the 2nd of June.";
        assert_eq!(
            of(Topic::Date, text),
            ["3 November 2015", "May 2014", "03/11/2011", "March", "2014\u{2013}15", "2nd of June"]
        );
        assert_eq!(of(Topic::Age, text), ["3 months old", "4-year-old"]);
        assert_eq!(of(Topic::Number, text), ["two", "123456"]);
        assert_eq!(
            of(Topic::Name, text),
            ["Child A", "Fenshire", "Ann O\u{2019}Dell", "Reed", "Co", "Oak House"]
        );
    }

    #[test]
    fn what_is_taken_is_left_alone() {
        let text = "met Ann Lee in 2014";
        let at = text.find("Ann").unwrap();
        assert_eq!(leftovers(text, std::slice::from_ref(&(at..at + 7))).len(), 1);
        assert!(leftovers("", &[]).is_empty());
    }
}
