//! Names that stand with a pseudonym and undo it: beside it, in the same sentence, or said to be the real one.
//!
//! There are as many ways to say who `Child A` is as there are authors, but between the two stand few kinds of words: who
//! calls somebody so, that it is a name, and where. A name behind nothing but such words belongs to the pseudonym.

mod beside;
mod cues;
mod given_away;
mod others;
mod said;
mod tokens;

use std::ops::Range;

use ahash::{HashSet, HashSetExt as _};

use crate::check::Source;
use crate::diagnostic::Diagnostic;
use crate::identity::{Hit, Kind, WordStarts};
use crate::source::{PlaceCursor, Span, boundary_before};

use super::pseudonyms::{Pseudonym, RULE, pseudonyms_at, role_of};
use beside::{name_before, name_behind, name_in_link};
use cues::cues;
use given_away::given_away;
use said::said_names;

/// Where the same person has another pseudonym.
const OTHER_REVIEWS: [&str; 5] =
    ["another review", "earlier review", "previous review", "other review", "first review"];

/// Tells of each name that undoes a pseudonym, once.
pub(super) fn check(source: &Source<'_>, starts: &WordStarts, hits: &[Hit], found: &mut Vec<Diagnostic>) {
    let text = source.text().text();
    let mut told: HashSet<&str> = HashSet::new();
    let mut cursor = PlaceCursor::default();
    let mut tell = |name: Range<usize>, message: String| {
        if told.insert(&text[name.clone()]) {
            let place = source.text().note_from(Span::new(name.start, name.end), &mut cursor);
            found.push(
                RULE.finding(message).at(place).help("take out whichever of the two must not be known"),
            );
        }
    };
    let all = pseudonyms_at(text, starts);
    for (at, pseudonym) in all.iter().enumerate() {
        let Pseudonym { role, mark, range } = pseudonym;
        if let Some(name) = name_behind(text, range).or_else(|| name_before(text, range)) {
            tell(name, format!("a name seems to stand beside the pseudonym `{role} {mark}`"));
        }
        if let Some(name) = name_in_link(text, range) {
            tell(name, format!("a link about the pseudonym `{role} {mark}` seems to lead to a name"));
        }
        if let Some(other) = other_pseudonym(text, pseudonym, &all[at + 1..]) {
            let written = &text[other.clone()];
            let message = "seem to be one person, so that one text tells of the other";
            tell(other.clone(), format!("`{role} {mark}` and `{written}` {message}"));
        }
    }
    for hit in hits.iter().filter(|hit| is_bare_name(text, hit) || is_called_by_title(text, hit)) {
        if let Some(Pseudonym { role, mark, .. }) =
            around(&all, hit).find(|one| is_near(text, hit, &one.range))
        {
            tell(hit.range.clone(), format!("a name seems to stand with the pseudonym `{role} {mark}`"));
        }
    }
    for hit in hits.iter().filter(|hit| is_name(hit)) {
        if let Some(role) = role_before(text, hit) {
            tell(
                hit.range.clone(),
                format!("a name seems to stand in place of the letter of a pseudonym `{role} ...`"),
            );
        }
        if let Some(pseudonym) = loosely_written(text, hit.range.start) {
            let written = &text[pseudonym];
            tell(hit.range.clone(), format!("a name seems to stand beside the pseudonym `{written}`"));
        }
    }
    let cues = cues(text, starts);
    for (name, message) in said_names(text, &cues).into_iter().chain(given_away(text, &cues)) {
        tell(name, message.to_owned());
    }
}

/// How far a name and a pseudonym may be apart, in bytes.
const FURTHEST: usize = 400;
/// How many pseudonyms are looked at around another one, or around a name.
const NEAREST: usize = 8;

/// The pseudonyms that stand next to a hit.
fn around<'p, 't>(all: &'p [Pseudonym<'t>], hit: &Hit) -> impl Iterator<Item = &'p Pseudonym<'t>> {
    let behind = all.partition_point(|one| one.range.start < hit.range.start);
    all[behind.saturating_sub(NEAREST)..].iter().take(2 * NEAREST)
}

/// Another pseudonym that is said to be the same person's, of those that stand behind.
fn other_pseudonym(text: &str, one: &Pseudonym<'_>, behind: &[Pseudonym<'_>]) -> Option<Range<usize>> {
    let other = behind.iter().take(NEAREST).find(|other| (other.role, other.mark) != (one.role, one.mark))?;
    let between = text.get(one.range.end..other.range.start).filter(|between| between.len() <= FURTHEST)?;
    if between.contains(['\n', '.', '!', '?']) {
        return None;
    }
    let is_same = [", who is ", " is also ", " is the same person as ", ", also known as ", " (also "]
        .contains(&between);
    let is_elsewhere =
        between.contains(" called ") && OTHER_REVIEWS.iter().any(|review| between.contains(review));
    let is_there = between.ends_with(", who is ") && is_of_another_review(&text[other.range.end..]);
    (is_same || is_elsewhere || is_there).then(|| other.range.clone())
}

/// Whether the words behind a pseudonym name another review in which somebody has it: ` in the 2019 review published by`.
fn is_of_another_review(behind: &str) -> bool {
    const REACH: usize = 60;
    let near = &behind[..boundary_before(behind, REACH)];
    let near = near.split(['.', ';', '\n']).next().unwrap_or_default();
    near.starts_with(" in ")
        && (near.contains(" review") || near.contains(" report"))
        && !near.starts_with(" in this ")
}

fn is_name(hit: &Hit) -> bool {
    matches!(hit.kind, Kind::PersonName | Kind::LikelyName)
}

/// What a pseudonym calls somebody, right before a name: `Child Tamsin`, where somebody replaced too much or too little.
fn role_before(text: &str, hit: &Hit) -> Option<&'static str> {
    const ROLES: [&str; 4] = ["Child ", "Adult ", "Sibling ", "Oedolyn "];
    let lead = &text[..hit.range.start];
    let role = ROLES.iter().find(|role| lead.ends_with(**role) || hit.what.starts_with(**role))?;
    let is_whole = !lead.strip_suffix(*role).is_some_and(|rest| rest.ends_with(char::is_alphanumeric));
    is_whole.then(|| role.trim_end())
}

/// A pseudonym with a small letter for its mark, or with more than one blank before it, right before a name in brackets:
/// `child a (Samira)`, `Child&nbsp;A (Samira)`.
fn loosely_written(text: &str, name: usize) -> Option<Range<usize>> {
    let lead = without_blanks(text[..name].strip_suffix('(')?);
    let mark = lead.as_bytes().last().filter(|mark| mark.is_ascii_alphabetic())?;
    let rest = &lead[..lead.len() - 1];
    let role = without_blanks(rest);
    let start = role.len() - role.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let is_role = role.len() < rest.len() && role_of(&role[start..], mark.to_ascii_uppercase()).is_some();
    is_role.then_some(start..lead.len())
}

/// Words without the blanks at their end, some of which are written as entities.
fn without_blanks(words: &str) -> &str {
    const MOST: usize = 4;
    let mut rest = words;
    for _ in 0..MOST {
        let bare = rest.trim_end_matches([' ', '\u{a0}', '*', '_']);
        rest = bare.strip_suffix("&nbsp;").unwrap_or(bare);
    }
    rest
}

/// Whether a hit is one word that looks like a name and has no title: workers are called by both their names.
fn is_bare_name(text: &str, hit: &Hit) -> bool {
    is_name(hit) && !hit.what.contains([' ', '\n', '.']) && !text[..hit.range.start].ends_with(". ")
}

/// Whether somebody is said to be known by a title and a surname: `referred to below as Mr Example`.
fn is_called_by_title(text: &str, hit: &Hit) -> bool {
    hit.kind == Kind::PersonName
        && ["Mr ", "Mrs ", "Ms ", "Miss ", "Mx "].iter().any(|title| hit.what.starts_with(title))
        && text[..hit.range.start].ends_with(" as ")
}

/// Whether a name stands in the sentence of a pseudonym, or, where it is a given name, in its paragraph.
fn is_near(text: &str, hit: &Hit, pseudonym: &Range<usize>) -> bool {
    let (start, end) = (hit.range.start.min(pseudonym.start), hit.range.end.max(pseudonym.end));
    if end - start > FURTHEST {
        return false;
    }
    let between = &text[start..end];
    !between.contains('\n') && (hit.kind == Kind::PersonName || !between.contains(['.', '!', '?', ';']))
}
