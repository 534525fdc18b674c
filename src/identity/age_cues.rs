//! Ages that are told with the word: `aged 7`, `a 15-year-old`, `her 16th birthday`.

use std::ops::Range;

use super::hit::{Hit, Kind};
use super::text::{Phrases, after, before};

pub(super) const COUNTS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// What stands before an age that is the edge of a range.
static RANGES: Phrases =
    Phrases::new(&["under", "over", "least", "than", "to", "every", "all", "dan", "dros", "ac", "ag"]);
static AFTER: Phrases = Phrases::new(&["after", "from", "to"]);
static LIMITS: Phrases = Phrases::new(&[
    "under", "over", "below", "above", "until", "reach", "reached", "minimum", "maximum", "working", "any",
]);

/// Phrases around which an age is looked for.
pub(super) const AGE_CUES: [&str; 26] = [
    "aged ",
    "age of ",
    "age: ",
    "age ",
    "year-old",
    "year old",
    "years old",
    "years of age",
    "month-old",
    "month old",
    "months old",
    "week-old",
    "weeks old",
    "weeks of age",
    "months of age",
    "y/o",
    "y.o.",
    "yrs old",
    "yr old",
    "yr-old",
    "mths old",
    "wks old",
    "day-old",
    "oed",
    "mlwydd oed",
    "birthday",
];

/// The age that a phrase at a range belongs to.
pub(super) fn age_around(text: &str, cue: &Range<usize>, found: &mut Vec<Hit>) {
    if text[cue.clone()].starts_with(['a', 'A']) {
        age_behind(text, cue, found);
        return;
    }
    if text[cue.clone()].starts_with(['b', 'B']) {
        birthday(text, cue, found);
        return;
    }
    // `oedema`
    if text[cue.end..].starts_with(|c: char| c.is_alphabetic()) {
        return;
    }
    let near = before(text, cue.start, 20);
    let trimmed = near.trim_end_matches([' ', '-', '\u{2011}']);
    let word = trimmed.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let start = cue.start - (near.len() - trimmed.len()) - word.len();
    let lead = before(text, start, 16);
    let is_range = RANGES.end(&lead) || lead.trim_end().ends_with(['-', '\u{2013}']);
    if is_age(word) && !is_range && near.len() > trimmed.len() && !is_of_all(text, cue.end) {
        push_age(text, start..cue.end, found);
    }
}

/// Whether what follows an age says that it is that of everybody: `a 16-year-old can consent`, `the two-year-old check`.
fn is_of_all(text: &str, end: usize) -> bool {
    const BEHIND: [&str; 9] =
        [" can ", " may ", " must ", " should ", " cannot ", " check", " review", " assessment", " needs "];
    let behind = after(text, end, 14);
    BEHIND.iter().any(|words| behind.starts_with(words))
}

/// `her 16th birthday`; somebody's, and not that of everybody whom a law is about.
fn birthday(text: &str, cue: &Range<usize>, found: &mut Vec<Hit>) {
    let near = before(text, cue.start, 16);
    let mut words = near.trim_end_matches(' ').rsplit(' ');
    let (Some(ordinal), Some("his" | "her")) = (words.next(), words.next()) else { return };
    let digits = ordinal.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if ordinal.len() == digits.len() + 2 && is_age(digits) {
        push_age(text, cue.start - 1 - ordinal.len()..cue.end, found);
    }
}

fn age_behind(text: &str, cue: &Range<usize>, found: &mut Vec<Hit>) {
    let lead = before(text, cue.start, 16);
    if LIMITS.end(&lead) {
        return;
    }
    let near = after(text, cue.end, 48);
    // `aged only five weeks`
    let nearly =
        ["only ", "just ", "nearly ", "almost ", "about "].iter().find(|word| near.starts_with(**word));
    let skipped = nearly.map_or(0, |word| word.len());
    let near = &near[skipped..];
    let word = near.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let rest = near[word.len()..].trim_start();
    // `after the age of 16` is of everybody, unless somebody follows.
    let who = rest.trim_start_matches([',', ' ']).split(' ').next();
    if AFTER.end(&lead) && !matches!(who, Some("he" | "she")) {
        return;
    }
    let opens = [
        "and over",
        "and under",
        "or over",
        "or under",
        "or more",
        "and more",
        "most ",
        "many ",
        "children ",
        "young people ",
        "and above",
        "or above",
        "and older",
        "or older",
        "to ",
        "plus",
        "+",
        "-",
        "\u{2013}",
        "and up",
        "or younger",
        "and younger",
    ];
    // `aged 16 and 17` is a group; `aged 4 and 7` may be two children.
    if is_age(word) && !opens.iter().any(|open| rest.starts_with(open)) {
        push_age(text, cue.start..cue.end + skipped + word.len(), found);
    }
}

fn is_age(word: &str) -> bool {
    COUNTS.contains(&word) || word.parse::<u32>().is_ok_and(|age| age <= 110 && word.len() <= 3)
}

pub(super) fn push_age(text: &str, range: Range<usize>, found: &mut Vec<Hit>) {
    let what = text[range.clone()].to_ascii_lowercase();
    found.push(Hit { kind: Kind::Age, range, what });
}
