//! Days of events that are written short: six digits, and a day whose month was named before.

use std::ops::Range;

use crate::identity::doers::{is_about_somebody, may_be_about_somebody, sentence_around};
use crate::identity::hit::{Hit, Kind};
use crate::identity::text::{before, line_start, word_at};
use crate::source::boundary_behind;

use super::file_names::is_of_a_record;
use super::months::month;
use super::reading::is_joined_day;

/// A day in six or eight digits, where a sentence about somebody leads to it, an entry begins with it, or the name of a record has it: `on
/// 190418`, `050319 Health visitor saw`, `strategy-meeting-180419.docx`.
pub(in crate::identity) fn joined_day(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    let range = start..end;
    if !is_joined_day(&text[range.clone()]) {
        return;
    }
    let is_led = || {
        let sentence = sentence_around(text, &range);
        is_apart(text, &range)
            && (is_behind_on(text, start) && !is_counted(text, end) || begins_entry(text, start))
            && may_be_about_somebody(sentence)
    };
    if is_of_a_record(text, &range) || is_led() {
        found.push(Hit { kind: Kind::EventDate, what: text[range.clone()].to_owned(), range });
    }
}

/// Whether digits belong to no longer number or word.
fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '\u{a3}' | '#' | '%');
    let behind = &text[range.end..];
    let is_decimal = behind.starts_with(['.', ',']) && behind[1..].starts_with(|c: char| c.is_ascii_digit());
    !text[..range.start].ends_with(joins) && !behind.starts_with(joins) && !is_decimal
}

/// Whether a word leads to a day.
fn is_behind_on(text: &str, start: usize) -> bool {
    const LEADS: [&str; 6] = ["on ", "since ", "until ", "dated ", "from ", "by "];
    let near = before(text, start, 8);
    LEADS
        .iter()
        .any(|lead| near.strip_suffix(lead).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// Whether a noun follows of which there are many: `on 120323 occasions`.
fn is_counted(text: &str, end: usize) -> bool {
    let next = text[end..].strip_prefix(' ').map_or("", |rest| word_at(rest, 0));
    next.ends_with('s') && !matches!(next, "was" | "as" | "his" | "this" | "is")
}

/// Whether a line, a cell or a chronology begins here.
pub(super) fn begins_entry(text: &str, start: usize) -> bool {
    const LONGEST: usize = 40;
    if text[..start].ends_with(['"', '[', '|']) {
        return true;
    }
    let Some(line) = line_start(text, start, LONGEST) else { return false };
    let lead = text[line..start].trim_matches([' ', '-', '*', '_', '|', '>', '"', '#', '[', '!']);
    lead.is_empty() || lead.eq_ignore_ascii_case("chronology:")
}

/// A day of a month that was named before, in a sentence about somebody: `on the 18th she went missing`.
pub(in crate::identity) fn day_of_the_month(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    let sign = word_at(text, end);
    let lead = match text[..start].strip_suffix("the ") {
        Some(lead) if matches!(sign, "st" | "nd" | "rd" | "th") => lead,
        _ => return,
    };
    let range = start..end + sign.len();
    if is_behind_on(text, lead.len())
        && !names_something(&text[range.end..])
        && is_behind_month(lead)
        && is_about_somebody(sentence_around(text, &range))
    {
        found.push(Hit { kind: Kind::EventDate, what: text[range.clone()].to_owned(), range });
    }
}

/// Whether a noun may follow, of which the number is one of a row: `the 18th floor`.
fn names_something(behind: &str) -> bool {
    const NO_NOUNS: [&str; 22] = [
        "she", "he", "they", "it", "the", "a", "an", "his", "her", "their", "and", "but", "when", "at",
        "after", "nobody", "police", "staff", "mother", "father", "mum", "dad",
    ];
    let Some(rest) = behind.strip_prefix([' ', '\n']) else {
        return !behind.is_empty() && !behind.starts_with(['.', ',', ';', ':', ')', '\r', '"']);
    };
    let next = word_at(rest, 0);
    !NO_NOUNS.contains(&next) && !next.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether a month is named a few words before, in the same paragraph.
fn is_behind_month(lead: &str) -> bool {
    const FURTHEST: usize = 240;
    let near = &lead[boundary_behind(lead, lead.len().saturating_sub(FURTHEST))..];
    let near = near.rsplit("\n\n").next().unwrap_or(near);
    let mut words = near.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| {
        word.len() > 2 && word.starts_with(|c: char| c.is_ascii_uppercase()) && month(word).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_written_short_is_told_where_somebody_is_spoken_of() {
        let is_told = |text: &str| {
            let start = text.find(|c: char| c.is_ascii_digit()).unwrap();
            let end = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
            let mut found = Vec::new();
            joined_day(text, start, end, &mut found);
            day_of_the_month(text, start, end, &mut found);
            !found.is_empty()
        };
        for text in [
            "His mother rang on 190418 and waited.",
            "050319 Health visitor saw the twins.",
            "strategy-meeting-180419.docx",
            "He came in March. On the 18th he left.",
            "In March she was well; on the 21st, she died.",
        ] {
            assert!(is_told(text), "{text}");
        }
        for text in [
            "The survey rests on 110423 answers, she said.",
            "The budget rose on 190418.",
            "board-minutes-180419.docx",
            "briefing-180419.docx",
            "He came in March. On the 18th floor he stopped.",
            "He came one day. On the 18th he left.",
            "The March list comes on the 18th.",
            "Reference 190418 was given to the mother.",
            "The mother got on 190418/2.",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
