//! Names that a list of letters gives, and those that a text uses beside the one that it says to be a pseudonym.

use std::ops::Range;

use crate::identity::without_possessive;
use crate::source::{boundary_before, boundary_behind};

use super::tokens::{is_name, token_at};

/// The first name that a key gives for a letter, behind the word for one: `Key: A = Example`.
pub(super) fn keyed_name(text: &str, at: usize) -> Option<Range<usize>> {
    // The colon may stand behind `Key to the letters`.
    const FURTHEST: usize = 32;
    const LONGEST: usize = 240;
    const SIGNS: [&str; 5] = [" = ", "=", " \u{2013} ", " - ", ": "];
    let near = &text[at..boundary_before(text, at.saturating_add(FURTHEST))];
    let colon = near.find([':', '\n']).filter(|colon| near[*colon..].starts_with(':'))?;
    let from = at + colon + 1;
    let line = &text[from..boundary_before(text, from.saturating_add(LONGEST))];
    let line = line.split('\n').next().unwrap_or_default();
    let mut start = from;
    for entry in line.split([',', ';']) {
        let bare = entry.trim_start_matches([' ', '*', '_', '"']);
        let begin = start + entry.len() - bare.len();
        start += entry.len() + 1;
        let mark = bare.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let is_mark = (1..=2).contains(&mark) && bare.starts_with(|c: char| c.is_ascii_uppercase());
        let sign = SIGNS.iter().find(|sign| bare[mark..].starts_with(**sign)).filter(|_| is_mark);
        let name = sign.and_then(|sign| token_at(text, begin + mark + sign.len()));
        // `A = Amber` is a colour of a rating.
        if let Some(name) = name.filter(|name| name.is_word && is_name(&text[name.range.clone()], false)) {
            return Some(name.range);
        }
    }
    None
}

/// What stands behind a name in a text that shows what somebody said or made, or who is of their family.
const OWN: [&str; 26] = [
    "own",
    "words",
    "voice",
    "story",
    "drawing",
    "drawings",
    "picture",
    "poem",
    "letter",
    "letters",
    "mother",
    "father",
    "mum",
    "dad",
    "mam",
    "parents",
    "family",
    "brother",
    "sister",
    "sisters",
    "brothers",
    "nan",
    "grandmother",
    "school",
    "death",
    "life",
];

/// A second name with what is somebody's behind it, where one name before is said to be none: `"Rose" is a pseudonym; Example's own
/// words are in italics`.
pub(super) fn other_name(text: &str, cue: &Range<usize>) -> Option<Range<usize>> {
    const REACH: usize = 240;
    const LEAD: usize = 64;
    if !is_of_one(text, cue) {
        return None;
    }
    let from = boundary_behind(text, cue.start.saturating_sub(LEAD));
    let from = memchr::memrchr(b'\n', &text.as_bytes()[from..cue.start]).map_or(from, |end| from + end + 1);
    let pseudonym = names(text, from, cue.start).next().map(|name| without_possessive(&text[name]))?;
    let to = boundary_before(text, cue.end.saturating_add(REACH));
    let to = memchr::memchr(b'\n', &text.as_bytes()[cue.end..to]).map_or(to, |ahead| cue.end + ahead);
    names(text, cue.end, to).find_map(|name| {
        let written = &text[name.clone()];
        let word = without_possessive(written);
        let follows = token_at(text, name.end).map(|token| &text[token.range]).unwrap_or_default();
        // `Ms Example's report`, `Ada Example's review`
        let before = text[..name.start].trim_end_matches(' ');
        let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let is_with_another = last.starts_with(char::is_uppercase);
        (word.len() < written.len() && word != pseudonym && OWN.contains(&follows) && !is_with_another)
            .then(|| name.start..name.start + word.len())
    })
}

/// Each word of a part of a text that may be a name.
fn names(text: &str, from: usize, to: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = from;
    std::iter::from_fn(move || {
        while let Some(token) = token_at(text, at).filter(|token| token.range.start < to) {
            at = token.range.end;
            if token.is_word && is_name(without_possessive(&text[token.range.clone()]), true) {
                return Some(token.range);
            }
        }
        None
    })
}

/// Whether a phrase says of one name that it is none: `is a pseudonym`, `is not her real name`, `the name is made up`.
fn is_of_one(text: &str, cue: &Range<usize>) -> bool {
    let (lead, rest) = (&text[..cue.start], &text[cue.start..]);
    let has = |end: &str| lead.ends_with(end);
    if rest.starts_with("pseudonym") {
        return !rest.starts_with("pseudonyms") && (has(" a ") || has(" the "));
    }
    if rest.starts_with("made up") {
        return has(" is ") || has(" was ");
    }
    ["not her real ", "not his real ", "not their real "].iter().any(|not| has(not))
}
