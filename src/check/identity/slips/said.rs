//! Names that are said to be the real ones, wherever the pseudonym stands.

use std::ops::Range;

use crate::identity::without_possessive;
use crate::source::boundary_behind;

use super::cues::Cue;
use super::others::{keyed_name, other_name};
use super::tokens::{JOINTS, is_between, is_name, token_at};

/// What says that two names are of one person.
const EQUATING: [&str; 15] = [
    "pseudonym",
    "is",
    "for",
    "name",
    "call",
    "calls",
    "called",
    "known",
    "really",
    "actually",
    "means",
    "stands",
    "read",
    "was",
    "named",
];

/// Names that a paragraph says are somebody's real ones, wherever the pseudonym stands.
pub(super) fn said_names(text: &str, cues: &[(Cue, Range<usize>)]) -> Vec<(Range<usize>, &'static str)> {
    let bytes = text.as_bytes();
    let mut said = Vec::new();
    // The end of the last paragraph that was read whole.
    let mut end = 0;
    for (cue, range) in cues {
        let at = range.start;
        match cue {
            Cue::Name => said.extend(name_that_is_said(text, at).or_else(|| name_that_was_said(text, at))),
            Cue::WelshName => {
                let begins = at + usize::from(text[at..].starts_with(['h', 'H']));
                said.extend(name_that_was_said(text, begins));
            }
            Cue::Changed => said.extend(changed_name(text, at)),
            Cue::Own => said.extend(own_name(text, at)),
            Cue::Key => said.extend(keyed_name(text, range.end)),
            Cue::ThatIs => said.extend(explained_name(text, at)),
            Cue::OfPseudonyms => {
                said.extend(other_name(text, range));
                if at >= end {
                    let from = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
                    end = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |ahead| at + ahead);
                    said.extend(name_in_table(text, from..end));
                    said.extend(equated_name(text, from..end));
                }
            }
            _ => {}
        }
    }
    said.into_iter().map(|name| (name, "the real name of somebody seems to stand here")).collect()
}

/// The name behind the word for one at a byte: `his real name, Example`, `her surname is Example`.
fn name_that_is_said(text: &str, at: usize) -> Option<Range<usize>> {
    const WHOSE: [&str; 11] =
        ["his", "her", "their", "real", "true", "own", "birth", "first", "actual", "whose", "given"];
    const JOINTS: [&str; 11] = [
        " was spelt wrongly as ",
        " was written as ",
        " was recorded as ",
        " was given as ",
        ", was ",
        ", is ",
        ", ",
        " is ",
        " was ",
        ": ",
        " (",
    ];
    let rest = &text[at + "name".len()..];
    let joint = JOINTS.iter().find(|joint| rest.starts_with(**joint))?;
    let lead = &text[..at];
    let is_surname = lead.ends_with("sur");
    let whose = lead.trim_end_matches(' ').rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if !is_surname && !WHOSE.contains(&whose) {
        return None;
    }
    let from = at + "name".len() + joint.len();
    let quoted = text[from..].trim_start_matches(['"', '\u{201c}', '*', '\'']);
    let token = token_at(text, text.len() - quoted.len())?;
    let word = without_possessive(&text[token.range.clone()]);
    is_name(word, true).then(|| token.range.start..token.range.start + word.len())
}

/// The name before the word for one at a byte: `called him Example, which is his name`, `Angharad yw ei henw iawn`.
fn name_that_was_said(text: &str, at: usize) -> Option<Range<usize>> {
    const KINDS: [&str; 7] = ["real ", "own ", "true ", "actual ", "birth ", "first ", "h"];
    const WHOSE: [&str; 4] = [" his ", " her ", " their ", " ei "];
    const JOINTS: [&str; 6] = [", which is", ", which was", " is", " was", " yw", " oedd"];
    let lead = &text[..at];
    let lead = KINDS.iter().find_map(|kind| lead.strip_suffix(*kind)).unwrap_or(lead);
    let lead = WHOSE.iter().find_map(|whose| lead.strip_suffix(*whose))?;
    let lead = JOINTS.iter().find_map(|joint| lead.strip_suffix(*joint))?;
    let lead = lead.trim_end_matches(['"', '\u{201d}', '*', '\'']);
    let length = lead.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    let name = lead.len() - length..lead.len();
    // `Nid Example yw ei henw iawn` says that it is none.
    let before = lead[..name.start].trim_end_matches(['"', '\u{201c}', '\u{2018}', '*', '\'']);
    let is_denied = ["Nid ", "nid ", "not "].iter().any(|not| before.ends_with(not));
    (!is_denied && is_name(&text[name.clone()], true)).then_some(name)
}

/// The name behind `his own was`, which no paragraph need say anything of names for.
fn own_name(text: &str, at: usize) -> Option<Range<usize>> {
    let is_somebodys = [" his", " her", " their", ";his"].iter().any(|whose| text[..at].ends_with(whose));
    let token = token_at(text, at + " own was ".len()).filter(|_| is_somebodys)?;
    is_name(&text[token.range.clone()], true).then_some(token.range)
}

/// The name that another one stands for: `her name was changed from Example to Sample`.
fn changed_name(text: &str, at: usize) -> Option<Range<usize>> {
    const REACH: usize = 40;
    let from = boundary_behind(text, at.saturating_sub(REACH));
    let is_of_name = text[from..at].contains("name");
    let quoted =
        text[at + "changed from ".len()..].trim_start_matches(['"', '\u{201c}', '\u{2018}', '*', '\'']);
    let token = token_at(text, text.len() - quoted.len()).filter(|_| is_of_name)?;
    is_name(&text[token.range.clone()], true).then_some(token.range)
}

/// Letters with a dot behind each, or a name, that what stands before is said to be: `Example, that is, K.B.,`, `"P" – that is, Example`.
fn explained_name(text: &str, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 8;
    let lead = text[..at].trim_end_matches([' ', ',', '(', '-', '\u{2013}', '\u{2014}']);
    let is_quoted = lead.ends_with(['"', '\u{201d}', '\u{2019}', '\'']);
    let from = at + "that is, ".len();
    let length = text[from..]
        .bytes()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_uppercase() || *byte == b'.')
        .count();
    let letters = text.as_bytes()[from..from + length].chunks(2);
    let are = length >= 4
        && letters.into_iter().all(|pair| matches!(pair, [letter, b'.'] if letter.is_ascii_uppercase()));
    if are && lead.len() < at && (is_quoted || lead.ends_with(char::is_alphabetic)) {
        return Some(from..from + length);
    }
    let token = token_at(text, from).filter(|_| is_quoted)?;
    is_name(&text[token.range.clone()], true).then_some(token.range)
}

/// The first name in a table whose head has a column for pseudonyms and one for what they stand for.
fn name_in_table(text: &str, head: Range<usize>) -> Option<Range<usize>> {
    const REAL_NAMES: [&str; 8] =
        ["name", "real name", "true name", "actual name", "names", "real names", "identity", "who"];
    let line = &text[head.clone()];
    let is_row = line.trim_start().starts_with('|');
    let column = is_row
        .then(|| line.split('|').position(|cell| REAL_NAMES.contains(&&*cell.trim().to_lowercase())))??;
    let mut rows = text[head.end..].strip_prefix('\n')?.split('\n');
    let rule = rows.next().filter(|rule| rule.contains("--"))?;
    let row = rows.next().filter(|row| row.contains('|'))?;
    let edge = row.match_indices('|').nth(column.checked_sub(1)?)?.0;
    let token = token_at(text, head.end + 1 + rule.len() + 1 + edge + 1).filter(|token| token.is_word)?;
    is_name(&text[token.range.clone()], true).then_some(token.range)
}

/// The second of two names that a line says are one person's: `"Marcus" is the name used here for Mateusz`.
fn equated_name(text: &str, line: Range<usize>) -> Option<Range<usize>> {
    // Who calls somebody so, and where.
    const WHERE: [&str; 12] =
        ["at", "he", "she", "they", "home", "online", "him", "them", "our", "we", "nursery", "college"];
    let mut at = line.start;
    let mut last: Option<usize> = None;
    let mut equates = false;
    while let Some(token) = token_at(text, at).filter(|token| token.range.start < line.end) {
        let word = &text[token.range.clone()];
        at = token.range.end;
        let small = word.to_lowercase();
        if token.is_word && is_name(word, true) {
            if last.is_some_and(|_| equates) && !word.ends_with("'s") {
                return Some(token.range);
            }
            (last, equates) = (Some(token.range.end), false);
        } else if token.is_word && (JOINTS.contains(&small.as_str()) || WHERE.contains(&small.as_str())) {
            equates |= EQUATING.contains(&small.as_str());
        } else if token.is_word || !(is_between(word) || word == ";") {
            last = None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::identity::slips::cues::cues;
    use crate::identity::WordStarts;

    fn names(text: &str) -> Vec<(Range<usize>, &'static str)> {
        said_names(text, &cues(text, &WordStarts::of(text)))
    }

    #[test]
    fn a_real_name_that_is_said_is_told() {
        for (text, name) in [
            ("In this report we call her Rose; her family call her Shanelle.", "Shanelle"),
            ("\"Marcus\" is the name used here for Mateusz.", "Mateusz"),
            ("Names have been changed: Kezia is Sophie and Imran is Tom.", "Sophie"),
            ("The name is not her own: her real name, Lowri, was changed.", "Lowri"),
            ("The minutes at Annex 2 have his name, Sandeep.", "Sandeep"),
            ("Both are called by their surname, Tranter, in the summary.", "Tranter"),
            ("We call her Rose; at nursery she was known as Shanelle.", "Shanelle"),
            ("We call him Ben; at home he was known as Emeka.", "Emeka"),
            ("\"Tom\" is not his name; his own was Emeka.", "Emeka"),
            ("Rosie, that is, K.B., was moved.", "K.B."),
            ("Here he is Rhodri; his friends called him Jayko, which is his name.", "Jayko"),
            ("Shanelle is her real name.", "Shanelle"),
            ("Gelwir y plentyn yn \"Sioned\"; Tegan yw ei henw iawn.", "Tegan"),
            ("Sapphire (pseudonym for Shanelle W.) moved on.", "Shanelle"),
            ("\"R\" \u{2013} that is, Shanelle \u{2013} was moved.", "Shanelle"),
            ("Her name has been changed from Shanelle to Rose.", "Shanelle"),
            ("Galwn ef yn Rhodri yma, ond Osian oedd ei enw go iawn.", "Osian"),
            ("| Pseudonym | Real name |\n|---|---|\n| Rose | Shanelle |", "Shanelle"),
            ("Key: A = Shanelle, B = Tegan", "Shanelle"),
            ("\"Rose\" is a pseudonym; Shanelle's own words are in italics.", "Shanelle"),
        ] {
            let said = names(text);
            assert!(said.iter().any(|(range, _)| &text[range.clone()] == name), "{text}: {said:?}");
        }
        for text in [
            "Key: R = Red, A = Amber, G = Green",
            "Key messages: A is for Attention.",
            "\"Rose\" is a pseudonym; Rose's own words are in italics.",
            "Nid Sioned yw ei henw iawn.",
            "All names have been changed. Sarah and Tom are twins.",
            "We call her Leila, which is not her real name.",
            "The name of the review is Learning Together.",
            "His name was not on the list.",
            "That is her name for the project.",
            "The team is known by its name.",
            "The name of the form was changed from Referral to Request.",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
    }
}
