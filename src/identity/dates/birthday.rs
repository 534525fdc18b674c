//! What says that a day is somebody's birthday.

use crate::identity::age_cues::COUNTS;
use crate::identity::text::is_possessive;

use super::weekdays::WEEKDAYS;

/// The hours of a clock, in words, are the first of the counts.
const HOURS: usize = 12;
/// Words that, beside hours and the days of a week, may stand between a birthday and its day.
const BETWEEN: [&str; 41] = [
    "about",
    "around",
    "fell",
    "falls",
    "fall",
    "is",
    "was",
    "on",
    "the",
    "of",
    "with",
    "his",
    "her",
    "their",
    "a",
    "at",
    "in",
    "and",
    "mother",
    "father",
    "grandmother",
    "grandfather",
    "brother",
    "sister",
    "twin",
    "son",
    "daughter",
    "morning",
    "evening",
    "afternoon",
    "night",
    "early",
    "late",
    "past",
    "half",
    "quarter",
    "to",
    "hours",
    "just",
    "midnight",
    "noon",
];

/// Whether somebody's birthday, or a birth in other words, leads to a day: `his eighteenth birthday fell on Saturday`, `came into the
/// world on the morning of`.
pub(super) fn is_of_birthday(label: &str) -> bool {
    let lead = label.trim_end();
    let Some((at, length)) =
        ["birthday", "into the world"].iter().find_map(|cue| lead.rfind(cue).map(|at| (at, cue.len())))
    else {
        return false;
    };
    let between = &lead[at + length..];
    let is_between =
        between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
            BETWEEN.contains(&word)
                || WEEKDAYS.contains(&word)
                || COUNTS[..HOURS].contains(&word)
                || is_of_clock(word)
        });
    // `at 03.40` is within one.
    let is_one_sentence = !between.contains([';', '?', '!']) && !between.contains(". ");
    // `our fifth birthday` is that of a service.
    let mut before = lead[..at].trim_end().rsplit([' ', '(', '\n']);
    let whose = |word: &str| {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        matches!(word, "his" | "her" | "their" | "a" | "shared" | "share") || is_possessive(word)
    };
    let is_somebodys = length > "birthday".len() || before.by_ref().take(2).any(whose);
    is_between && is_one_sentence && is_somebodys
}

/// Whether a word is the hour or the minute of a clock: `03`, `3am`.
fn is_of_clock(word: &str) -> bool {
    let figures = word.strip_suffix("am").or_else(|| word.strip_suffix("pm")).unwrap_or(word);
    figures.is_empty() && word.len() == 2
        || (1..=2).contains(&figures.len()) && figures.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_behind_somebodys_birthday_is_one_of_birth() {
        for label in [
            "\"his eighteenth birthday fell on ",
            "shared a birthday with her grandmother, the ",
            "on the child's birthday, ",
            "came into the world early on the morning of ",
            "came into the world at 03.40 on ",
            "came into the world at about 3.15am on ",
        ] {
            assert!(is_of_birthday(label), "{label}");
        }
        for label in [
            "our fifth birthday fell on ",
            "her birthday. police came on ",
            "a week before her birthday she was seen on ",
        ] {
            assert!(!is_of_birthday(label), "{label}");
        }
    }
}
