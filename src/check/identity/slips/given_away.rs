//! What gives a real name away without saying it: its letters, what it means or rhymes with, and where it can be read.

use std::ops::Range;

use crate::source::{boundary_before, boundary_behind};

use super::cues::Cue;

/// What says that a name in the same paragraph was chosen for the text.
const CHOSEN: [&str; 8] =
    ["seudonym", "e call ", "e called ", "have called ", "alled here", "real name", "name used", "the name "];
/// Where a name that a text keeps back can be read.
const IN_PUBLIC: [&str; 12] = [
    "press",
    "newspaper",
    "papers",
    "media",
    "news",
    "court",
    "online",
    "appeal",
    "television",
    "podcast",
    "elsewhere",
    "tribunal",
];

/// What of a text gives a real name away, with what to say of it.
pub(super) fn given_away(text: &str, cues: &[(Cue, Range<usize>)]) -> Vec<(Range<usize>, &'static str)> {
    const LETTER: &str = "a letter of the real name is given away";
    const ALIKE: &str = "how the name was chosen gives the real one away";
    const IN_PRINT: &str = "it is said where the real name can be read";
    let of_name = |at: usize| {
        let name = whose_name(text, at)?..at + "name".len();
        if is_predicate(text, &name) && is_chosen(text, &name) {
            return Some((name, ALIKE));
        }
        is_read_in_public(text, &name).then_some((name, IN_PRINT))
    };
    let of = |(cue, range): &(Cue, Range<usize>)| match cue {
        Cue::Letters => Some((range.clone(), LETTER)),
        Cue::Initials => Some((initials(text, range)?, LETTER)),
        Cue::Likeness => (is_of_somebody(&text[range.end..]) && is_chosen(text, range))
            .then(|| (range.start..range.end - 1, ALIKE)),
        Cue::Name => of_name(range.start),
        _ => None,
    };
    cues.iter().filter_map(of).collect()
}

/// Initials that are given, or said to be the real ones: `(initials JS)`, `her initials are J.S.`, `his real initials`.
fn initials(text: &str, word: &Range<usize>) -> Option<Range<usize>> {
    const MOST: usize = 4;
    if text[..word.start].ends_with("real ") {
        return Some(word.clone());
    }
    let rest = text[word.end..].trim_start_matches([' ', ':', ',', '"', '*']);
    let rest =
        ["are ", "were ", "is ", "being "].iter().find_map(|is| rest.strip_prefix(*is)).unwrap_or(rest);
    let from = text.len() - rest.len();
    let letters =
        rest.bytes().take(2 * MOST).take_while(|byte| byte.is_ascii_uppercase() || *byte == b'.').count();
    let is_whole = !rest[letters..].starts_with(char::is_alphanumeric);
    (letters > 0 && from > word.end && is_whole && rest.starts_with(|c: char| c.is_ascii_uppercase()))
        .then_some(from..from + letters)
}

/// Whether somebody's name follows: `hers`, `his own`, `the child's real name`.
fn is_of_somebody(rest: &str) -> bool {
    const WHOSE: [&str; 6] = ["his", "her", "hers", "their", "theirs", "the real"];
    let is_whole = |whose: &str| !rest[whose.len()..].starts_with(char::is_alphabetic);
    WHOSE.iter().any(|whose| rest.starts_with(whose) && is_whole(whose))
}

/// The sentence around a range, at most some bytes of it.
fn around<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    const REACH: usize = 160;
    let from = boundary_behind(text, range.start.saturating_sub(REACH));
    let to = boundary_before(text, range.end.saturating_add(REACH));
    let from = text[from..range.start].rfind(['\n', '.', '!', '?']).map_or(from, |at| from + at + 1);
    let to = text[range.end..to].find(['\n', '.', '!', '?']).map_or(to, |ahead| range.end + ahead);
    &text[from..to]
}

fn is_chosen(text: &str, range: &Range<usize>) -> bool {
    let sentence = around(text, range);
    CHOSEN.iter().any(|cue| sentence.contains(cue))
}

/// The byte at which it is said whose name stands at a byte: `his middle name`, `her nickname`, `his Polish surname`.
fn whose_name(text: &str, at: usize) -> Option<usize> {
    const REACH: usize = 32;
    const WHOSE: [&str; 3] = ["his", "her", "their"];
    let from = boundary_behind(text, at.saturating_sub(REACH));
    let mut end = at;
    // What kind of name it is.
    for _ in 0..3 {
        let lead = text[from..end].trim_end_matches(' ');
        let word = lead.rsplit(|c: char| !c.is_alphabetic()).next()?;
        let start = lead.len() - word.len();
        if WHOSE.contains(&word) {
            return Some(from + start);
        }
        end = from + start;
        if word.is_empty() && end == from {
            return None;
        }
    }
    None
}

/// Whether it is said that a name which was chosen is, or comes from, the one at a range: `which was in fact his middle name`.
fn is_predicate(text: &str, name: &Range<usize>) -> bool {
    const REACH: usize = 40;
    // Between the verb and whose it is.
    const SURE: [&str; 6] = ["in fact", "really", "actually", "also", "indeed", "what"];
    let from = boundary_behind(text, name.start.saturating_sub(REACH));
    let lead = text[from..name.start].trim_end_matches(' ');
    let lead =
        SURE.iter().find_map(|sure| lead.strip_suffix(sure)).unwrap_or(lead).trim_end_matches([' ', ',']);
    [" which is", " which was", " it is", " it was", " that is", " that was", " from", " after", " means"]
        .iter()
        .any(|end| lead.ends_with(end))
        // `which is her real name` is told with the name itself.
        && !text[name.clone()].ends_with("real name")
}

/// Whether somebody is said to be known by the name at a range where everybody can read it: `in the press by his own name`.
fn is_read_in_public(text: &str, name: &Range<usize>) -> bool {
    let lead = text[..name.start].trim_end_matches([' ', '"', '\u{201c}']);
    let is_own = ["own ", "real ", "full ", "true "].iter().any(|kind| text[name.clone()].contains(kind));
    is_own
        && [" by", " under", " used", " uses", " has", " gave", " gives", " printed"]
            .iter()
            .any(|end| lead.ends_with(end))
        && IN_PUBLIC.iter().any(|place| around(text, name).contains(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::identity::slips::cues::cues;
    use crate::identity::WordStarts;

    fn found(text: &str) -> Vec<(Range<usize>, &'static str)> {
        given_away(text, &cues(text, &WordStarts::of(text)))
    }

    #[test]
    fn what_gives_a_name_away_is_told() {
        for (text, cue) in [
            ("Child A (initials JS) was seen.", "JS"),
            ("Her initials are J.S. in the log.", "J.S."),
            ("The letters are his real initials.", "initials"),
            ("Child A's initials, T.Q.W., are on the wall.", "T.Q.W."),
            ("\"Hassan\" has the same first letter as the young man's real name.", "same first letter"),
            ("We call him Rowan here, which was in fact his middle name.", "his middle name"),
            ("We called her Ivy, which is also her nickname.", "her nickname"),
            ("The family chose the name \"Lily\" because it rhymes with hers.", "rhymes with"),
            ("The pseudonym sounds like his own.", "sounds like"),
            (
                "\"Mr Stone\" is not his real name, though it is what his Polish surname means.",
                "his Polish surname",
            ),
            ("The pseudonym Sam was kept from his own nickname at school.", "his own nickname"),
            ("He was Child T there, and in the press by his own name.", "his own name"),
            ("The newspapers used her full name.", "her full name"),
            ("In the press by \u{201c}his own name\u{201d}.", "his own name"),
        ] {
            let found = found(text);
            assert!(found.iter().any(|(range, _)| &text[range.clone()] == cue), "{text}: {found:?}");
        }
        for text in [
            "Staff wrote their initials. On Monday they did so again.",
            "We call her Leila, which is not her real name.",
            "The family chose the name because it says what he loved.",
            "It was her name that was missing from the list.",
            "The register has his full name and date of birth.",
            "Ask each child by their own name what they want.",
            "The pseudonym was chosen by his mother.",
            "The tool is short for nothing; its name was kept.",
            "name",
            "his name",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
