//! What says that a day is one of birth: a label on its line, over it, or at the head of its column or row, or a sentence.

use std::ops::Range;

use crate::identity::hit::{Hit, Kind};
use crate::identity::tables::{column_over, row_before};
use crate::identity::text::{Phrases, is_possessive, last_word};
use crate::identity::titles::title_over;

use super::behind::is_said_behind;
use super::birthday::is_of_birthday;
use super::born::{is_born, is_of_birth_itself, is_of_thing};
use super::expected::is_delivered;
use super::general::{is_of_things, is_rule};
use super::labels::{is_behind_place, is_led_by_birth};
use super::of_age::is_coming_of_age;
use super::who::ends_in_one;

/// Labels of a day of birth.
pub(super) static BIRTH: Phrases = Phrases::new(&[
    "date of birth",
    "dates of birth",
    "date-of-birth",
    "date_of_birth",
    "dateofbirth",
    "day of birth",
    "year of birth",
    "time of birth",
    "date and place of birth",
    "date & place of birth",
    "d.o.b",
    "d.o.b.",
    "d. o. b",
    "d/o/b",
    "d-o-b",
    "dob",
    "d o b",
    "birth date",
    "birth dates",
    "birthdate",
    "birth_date",
    "birth-date",
    "birthday",
    "bday",
    "born",
    "born on",
    "born on the",
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
    "pen-blwydd",
    "ben-blwydd",
    "pen-blwydd ar",
    "ben-blwydd ar",
]);

/// Whether a day is one of birth, by the words before it in small letters and what else stands around it.
pub(super) fn is_of_birth(text: &str, range: &Range<usize>, label: &str, found: &[Hit]) -> bool {
    may_be_birth(label)
        && !is_of_thing(label)
        && (BIRTH.end(label)
            || is_led_by_birth(label)
            || is_born(label)
            || is_of_birth_itself(label)
            || is_of_birthday(label)
            || is_behind_place(text, range.end, label)
            || is_short_for_born(label)
            || is_short_in_list(text, range.end, label)
            || is_day_behind_year(label)
            || is_delivered(label))
        // A form may say `if known` before the label.
        && !(label.contains("born") && is_rule(text, range.end, label))
        || may_be_birth_in_welsh(label) && (BIRTH_IN_WELSH.end(label) || is_of_birth_in_welsh(label) || is_led_by_birth(label))
        || label.ends_with("(g. ")
        || (is_coming_of_age(label) || is_said_behind(text, range.end, label)) && !is_rule(text, range.end, label)
        || column_over(text, range.start).is_some_and(|heading| {
            (is_title(&heading) || BIRTH.end(&heading))
                && !(heading.contains("born") && is_of_things(text, range.start))
        })
        // `| Baby born | Midwife came | 3 May 2011 |`
        || row_before(text, range.start).is_some_and(|heading| is_title(&heading) && !heading.contains("born"))
        || title_over(text, range.start).is_some_and(|title| is_title(&title))
        || is_next_of_several(text, range.start, found)
}

/// Whether some words in small letters are a label of a birth.
pub(in crate::identity) fn names_birth(words: &str) -> bool {
    may_be_birth(words) && (BIRTH.end(words) || is_title(words))
        || may_be_birth_in_welsh(words) && BIRTH_IN_WELSH.end(words)
}

/// The last words of labels of a birth, those of a few letters for themselves.
pub(in crate::identity) fn last_words_of_labels() -> impl Iterator<Item = &'static str> {
    let titles = TITLES.iter().map(|title| last_word(title));
    let all = BIRTH.last_words().chain(BIRTH_IN_WELSH.last_words()).chain(titles).chain(["b"]);
    all.filter(|word| !words_behind_labels().any(|behind| behind == *word))
}

/// The words that may stand behind those of a label of a birth.
pub(in crate::identity) fn words_behind_labels() -> impl Iterator<Item = &'static str> {
    WHOSE.into_iter().chain(["on", "ar"])
}

/// Whether a label has anything that those of birth have: nearly no day has one, and each has to be asked for.
fn may_be_birth(label: &str) -> bool {
    let bytes = label.as_bytes();
    memchr::memchr3_iter(b'b', b'v', b'w', bytes).any(|at| match bytes[at] {
        // `birth`, `born`, and the end of `dob`, `dobs` or `b.`
        b'b' => {
            let behind = bytes[at + 1..].strip_prefix(b"s").unwrap_or(&bytes[at + 1..]);
            let is_end = !behind.first().is_some_and(u8::is_ascii_alphabetic);
            is_end || [&b"birth"[..], b"born", b"bday"].iter().any(|word| bytes[at..].starts_with(word))
        }
        // `arrived`, `delivered`
        b'v' => bytes[at..].starts_with(b"ved") || bytes[at..].starts_with(b"vered"),
        _ => bytes[at..].starts_with(b"world"),
    })
}

/// The same in Welsh: `ganwyd`, `geni`, `eni`, `pen-blwydd`.
fn may_be_birth_in_welsh(label: &str) -> bool {
    let bytes = label.as_bytes();
    memchr::memchr_iter(b'n', bytes).any(|at| {
        let lead = &bytes[..at];
        lead.ends_with(b"ga") || lead.ends_with(b"e") && matches!(bytes.get(at + 1), Some(b'i' | b'-'))
    })
}

/// Whether a label ends in the short form of `born` or of `ganwyd`: `Baby T (b. `, `his twin, b. `.
fn is_short_for_born(label: &str) -> bool {
    let lead = label.trim_end();
    let lead = lead.strip_suffix('.').unwrap_or(lead);
    let lead = lead.strip_suffix('b').or_else(|| lead.strip_suffix('g'));
    lead.is_some_and(|lead| {
        let is_abbreviation = || label.trim_end().ends_with("b.");
        lead.ends_with('(')
            || lead.ends_with(", ") && is_abbreviation()
            || lead.ends_with(' ') && is_abbreviation() && ends_in_one(lead.trim_end())
    })
}

/// Whether `b.` stands before a day in a list or a key that has a semicolon before or behind it: `M b. 3.3.83; Child b. 1.2.14`.
fn is_short_in_list(text: &str, end: usize, label: &str) -> bool {
    const PARTS: [&str; 6] = ["version", "section", "note", "part", "table", "appendix"];
    let Some(lead) = label.trim_end().strip_suffix("b.") else { return false };
    let is_apart = !lead.ends_with(char::is_alphanumeric);
    // `a. 1.2.23; b. 3.3.23; c. 4.5.23`
    let is_row = lead.match_indices("a.").any(|(at, _)| !lead[..at].ends_with(char::is_alphanumeric));
    let lead = lead.trim_end();
    is_apart
        && !is_row
        && (lead.ends_with(';') || text[end..].trim_start_matches(' ').starts_with(';'))
        && !PARTS.contains(&last_word(lead))
}

/// Whether the year of a birth stands before, and its day and month apart: `year of birth 1958, day and month `.
fn is_day_behind_year(label: &str) -> bool {
    const ENDS: [&str; 4] = ["day and month", "day & month", "day/month", "month and day"];
    let lead = label.trim_end_matches([' ', ':', '-', '*', '_', '=']);
    let lead = [" was", " is", " are"].iter().find_map(|verb| lead.strip_suffix(*verb)).unwrap_or(lead);
    let lead = ENDS.iter().find_map(|end| lead.strip_suffix(*end));
    lead.is_some_and(|lead| lead.contains("of birth") || lead.contains("born"))
}

/// Whether Welsh words for being born lead to a day, with only words between: `ganwyd y plentyn ar`, `dyddiad geni oedolyn c:`.
fn is_of_birth_in_welsh(label: &str) -> bool {
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

/// Labels of a birth that may stand alone.
const TITLES: [&str; 13] = [
    "date of birth",
    "dates of birth",
    "date-of-birth",
    "day of birth",
    "birth date",
    "birthdate",
    "d.o.b.",
    "d.o.b",
    "d/o/b",
    "dob",
    "born on",
    "born",
    "dyddiad geni",
];
/// Words that say whose birth it is, or how it is known.
pub(super) const WHOSE: [&str; 24] = [
    "child", "children", "adult", "baby", "mother", "father", "sibling", "brother", "sister", "twin",
    "subject", "patient", "person", "his", "her", "their", "the", "of", "and", "time", "full", "given",
    "recorded", "age",
];

/// Whether a line, a heading or the first cell of a row is nothing but a label of birth, and whose it is: `date of birth`, `child a's DOB
/// (confirmed)`, `date of birth of the father`.
fn is_title(title: &str) -> bool {
    if !may_be_birth(title) && !may_be_birth_in_welsh(title) {
        return false;
    }
    let title = title.split(['(', '[']).next().unwrap_or(title);
    let Some((at, length)) = TITLES.iter().find_map(|known| Some((title.find(known)?, known.len()))) else {
        return false;
    };
    let rest = [&title[..at], &title[at + length..]];
    let is_whose = |word: &str| WHOSE.contains(&word) || is_possessive(word) || word.len() <= 2;
    let signs = |c: char| c.is_whitespace() || matches!(c, ':' | '/' | ',' | '.' | '*' | '&' | '_');
    rest.iter().all(|part| part.split(signs).filter(|word| !word.is_empty()).all(is_whose))
        && !title[..at].ends_with(char::is_alphanumeric)
}

/// Whether a day stands behind one of birth in a list: `dates of birth: 3 May 2011 and 4 June 2012`.
fn is_next_of_several(text: &str, start: usize, found: &[Hit]) -> bool {
    const NEAREST: usize = 3;
    let other =
        found.iter().rev().take(NEAREST).find(|hit| hit.kind == Kind::BirthDate && hit.range.end <= start);
    let between = other.and_then(|other| text.get(other.range.end..start));
    between.is_some_and(|between| {
        [" and ", " & ", " or ", "/", " / ", " a ", " ac "].contains(&between) || is_other_record(between)
    })
}

/// Whether words between two days say where each of them is written: ` in one record and `, ` on the form but `.
fn is_other_record(between: &str) -> bool {
    const LONGEST: usize = 48;
    let is_where = [" in ", " on ", " at ", " according to "].iter().any(|lead| between.starts_with(lead));
    let is_joint = [" and ", " and as ", " but ", " or ", ", "].iter().any(|joint| between.ends_with(joint));
    between.len() <= LONGEST
        && is_where
        && is_joint
        && between.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '\'' | '\u{2019}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_welsh_may_have_words_behind_them() {
        assert!(is_of_birth_in_welsh("ganwyd y plentyn ar "));
        assert!(is_of_birth_in_welsh("dyddiad geni oedolyn c: "));
        assert!(!is_of_birth_in_welsh("cyhoeddwyd y briff ar "));
    }

    #[test]
    fn a_title_over_a_day_is_a_label() {
        let is_told = |text: &str| {
            let start = text.find("3 May").unwrap();
            title_over(text, start).is_some_and(|title| is_title(&title))
        };
        for text in [
            "**Date of birth**\n\n3 May",
            "- Date of birth\n- 3 May",
            "1. DOB\n2. 3 May",
            "## Date of birth\n\n> **3 May",
            "Date of birth\n---\n\n3 May",
            "Born\n: 3 May",
            "> Child A's date of birth\n>\n> 3 May",
            "dob (confirmed):\n  - 3 May",
        ] {
            assert!(is_told(text), "{text}");
        }
        for text in [
            "Record the date of birth\n\n3 May",
            "Date of birth\n\nSeen on 3 May",
            "Date of birth\n\nNot known\n\n3 May",
            "3 May",
            "\n\n3 May",
            "Stubborn\n\n3 May",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
