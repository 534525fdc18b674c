//! What says that a day is one of birth.

use crate::identity::age_cues::COUNTS;
use crate::identity::text::{Phrases, is_possessive};

use super::WEEKDAYS;

/// Labels of a day of birth.
pub(super) static BIRTH: Phrases = Phrases::new(&[
    "date of birth",
    "date-of-birth",
    "date_of_birth",
    "dateofbirth",
    "d.o.b",
    "d.o.b.",
    "d/o/b",
    "d-o-b",
    "dob",
    "d o b",
    "birth date",
    "birthdate",
    "birth_date",
    "birthday",
    "born",
    "born on",
    "born on the",
    "delivered on",
    "gave birth",
]);
/// The same in Welsh.
pub(super) static BIRTH_IN_WELSH: Phrases = Phrases::new(&[
    "dyddiad geni",
    "ganed",
    "ganed ar",
    "ganed hi ar",
    "ganwyd",
    "ganwyd ar",
    "ganwyd ef ar",
    "ganwyd hi ar",
    "ei eni ar",
    "ei geni ar",
]);
pub(super) const BIRTH_BEHIND: [&str; 6] =
    ["dob", "d.o.b", "date of birth", "birthday", "born", "his birthday"];

/// Whether a label ends in the short form of `born` or of `ganwyd`: `Baby T (b. `, `his twin, b. `.
pub(super) fn is_short_for_born(label: &str) -> bool {
    let lead = label.trim_end();
    let lead = lead.strip_suffix('.').unwrap_or(lead);
    let lead = lead.strip_suffix('b').or_else(|| lead.strip_suffix('g'));
    lead.is_some_and(|lead| lead.ends_with('(') || lead.ends_with(", ") && label.trim_end().ends_with("b."))
}

/// `date of birth on the referral:`, `date of birth (from the passport)`, `date of birth was recorded as`, with nothing but
/// words between.
pub(super) fn is_led_by_birth(label: &str) -> bool {
    const ENDS: [&str; 8] = [" as", " is", " was", " be", " read", " reads", " shows", " showed"];
    let lead = label.trim_end();
    let is_said = ENDS.iter().any(|end| lead.ends_with(end));
    if !is_said && !lead.ends_with([':', ')', '(']) {
        return false;
    }
    let lead = lead.trim_end_matches(':');
    let behind =
        ["date of birth ", "dates of birth ", "dob ", "d.o.b. ", "birthday "].iter().find_map(|known| {
            let at = lead.rfind(known)?;
            let begins_word = !lead[..at].ends_with(|c: char| c.is_alphanumeric());
            begins_word.then(|| &lead[at + known.len()..])
        });
    behind.is_some_and(|words| words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '(' | ')')))
}

/// The hours of a clock, in words, are the first of the counts.
const HOURS: usize = 12;
/// Words that, beside hours and the days of a week, may stand between a birthday and its day, and between what says that a child was born and the day.
const BETWEEN: [&str; 39] = [
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
    let is_between = between
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| BETWEEN.contains(&word) || WEEKDAYS.contains(&word) || COUNTS[..HOURS].contains(&word));
    let is_one_sentence = !between.contains(['.', ';', '?', '!']);
    // `our fifth birthday` is that of a service.
    let mut before = lead[..at].trim_end().rsplit([' ', '(', '\n']);
    let whose = |word: &str| {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        matches!(word, "his" | "her" | "their" | "a" | "shared" | "share") || is_possessive(word)
    };
    let is_somebodys = length > "birthday".len() || before.by_ref().take(2).any(whose);
    is_between && is_one_sentence && is_somebodys
}

/// Whether Welsh words for being born lead to a day, with only words between: `ganwyd y plentyn ar`, `dyddiad geni oedolyn c:`.
pub(super) fn is_of_birth_in_welsh(label: &str) -> bool {
    let lead = label.trim_end();
    let cues: &[&str] = match lead.as_bytes().last() {
        Some(b':') => &["dyddiad geni "],
        Some(b'r') if lead.ends_with(" ar") => &["ganwyd ", "ganed ", "eni ", "geni "],
        _ => return false,
    };
    let cue = cues.iter().find_map(|cue| lead.find(cue).map(|at| at + cue.len()));
    cue.is_some_and(|from| {
        let between = lead.get(from..).unwrap_or_default().trim_end_matches(':');
        between.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '\'') && between.split(' ').count() <= 5
    })
}

/// `born in hospital on`, `born prematurely on`, `born at 3am on`, `born by caesarean section on`
pub(super) fn is_born_somewhere(label: &str) -> bool {
    let label = label.trim_end();
    // `gave birth to Baby L on`
    let gave = label
        .strip_suffix(" on")
        .and_then(|lead| lead.rfind("gave birth to ").map(|at| &lead[at + "gave birth to ".len()..]));
    if gave.is_some_and(|whom| {
        whom.split(' ').count() <= 4 && whom.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
    }) {
        return true;
    }
    // `born in 2006, on the ninth`
    let Some(between) = label
        .strip_suffix(" the")
        .unwrap_or(label)
        .strip_suffix(" on")
        .and_then(|lead| lead.rfind("born ").map(|at| &lead[at + "born ".len()..]))
    else {
        return false;
    };
    let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words: Vec<&str> = between.split(' ').collect();
    match words.as_slice() {
        ["in" | "at", place] => is_word(place) || place.starts_with(|c: char| c.is_ascii_digit()),
        ["by", how @ ..] => how.len() <= 2 && how.iter().all(|word| is_word(word)),
        [how] => how.ends_with("ly") || matches!(*how, "abroad" | "here"),
        _ => false,
    }
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
        assert!(is_of_birth_in_welsh("ganwyd y plentyn ar "));
        assert!(is_of_birth_in_welsh("dyddiad geni oedolyn c: "));
        assert!(!is_of_birth_in_welsh("cyhoeddwyd y briff ar "));
    }
}
