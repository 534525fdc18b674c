//! Trials, courts and papers that are named without a link.

use std::ops::Range;

use super::hit::{Hit, Kind};
use super::places::is_general;

/// What stands between the two sides of a trial, with the side that is always the same.
pub(super) const TRIALS: [&str; 7] =
    ["r v ", "r -v- ", "rex v ", "regina v ", "hma v ", "hm advocate v ", "dpp v "];
/// Courts of one place, whose name stands before them.
pub(super) const COURTS: [&str; 11] = [
    "coroner's court",
    "coroner\u{2019}s court",
    "coroners court",
    "coroners' court",
    "coroners\u{2019} court",
    "crown court",
    "magistrates' court",
    "magistrates\u{2019} court",
    "magistrates court",
    "sheriff court",
    "county court",
];
/// Papers and broadcasts of which each reader knows one.
pub(super) const PAPERS: [&str; 14] = [
    "daily mirror",
    "daily mail",
    "daily express",
    "daily star",
    "daily record",
    "daily telegraph",
    "evening standard",
    "mail on sunday",
    "sunday times",
    "sunday mirror",
    "bbc panorama",
    "front page of",
    "true-crime",
    "true crime",
];

/// A trial by its two sides, at the first of them: `R v Example`.
pub(super) fn trial(text: &str, sides: &Range<usize>, found: &mut Vec<Hit>) {
    let is_name = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}');
    let name = &text[sides.end..];
    let name = &name[..name.find(|c: char| !is_name(c)).unwrap_or(name.len())];
    let is_capital = |text: &str| text.starts_with(char::is_uppercase);
    // `R v A` and `R v AB` are anonymous already.
    if is_capital(&text[sides.clone()]) && is_capital(name) && name.len() > 2 {
        let range = sides.start..sides.end + name.len();
        found.push(Hit { kind: Kind::Citation, what: text[range.clone()].to_ascii_lowercase(), range });
    }
}

/// A court of one place, by the name before it: `Selderby Crown Court`; not `the Crown Court`, nor `Old Crown Court`.
pub(super) fn court(text: &str, court: &Range<usize>, found: &mut Vec<Hit>) {
    let Some(lead) = text[..court.start].strip_suffix(' ') else { return };
    let place = lead.rsplit(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or_default();
    let is_named = place.starts_with(char::is_uppercase) && place.len() > 2 && !is_general(place);
    if is_named && text[court.clone()].starts_with(char::is_uppercase) {
        let range = lead.len() - place.len()..court.end;
        found.push(Hit { kind: Kind::Court, what: text[range.clone()].to_owned(), range });
    }
}

/// A paper or a broadcast by its name.
pub(super) fn paper(text: &str, paper: Range<usize>, found: &mut Vec<Hit>) {
    let is_whole = !text[paper.end..].starts_with(char::is_alphanumeric);
    if is_whole {
        found.push(Hit { kind: Kind::Press, what: text[paper.clone()].to_owned(), range: paper });
    }
}
