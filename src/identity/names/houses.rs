//! Addresses that no word for a street tells: `9a Examplegate`, `c/o The Old Examplehouse`, a plot of a park.

use std::ops::Range;

use crate::identity::known_words::is_known;
use crate::identity::places::house_number;
use crate::identity::text::{before, last_word};

use super::run::Run;

/// Where an address begins and ends that is a run with what stands before it.
pub(super) fn address(text: &str, run: &Run) -> Option<Range<usize>> {
    care_of(text, run).or_else(|| in_gate(text, run))
}

/// A house in whose care somebody's letters are: `c/o The Old Examplehouse`. Bodies have offices.
fn care_of(text: &str, run: &Run) -> Option<Range<usize>> {
    const HOUSES: [&str; 10] =
        ["house", "cottage", "lodge", "barn", "mill", "farm", "rectory", "vicarage", "manor", "bungalow"];
    let lead = text[..run.words[0].start].strip_suffix(' ')?;
    if !(lead.ends_with("c/o") || lead.ends_with("C/o") || lead.ends_with("C/O")) {
        return None;
    }
    let last = run.words.last()?;
    let word = text[last.clone()].to_lowercase();
    let is_house = HOUSES.iter().any(|house| word.ends_with(house));
    (run.words.len() > 1 && is_house).then_some(run.words[0].start..last.end)
}

/// A house in a street that has but one word, as in towns of the north: `9a Examplegate`, `at 12 Examplegate`.
fn in_gate(text: &str, run: &Run) -> Option<Range<usize>> {
    const LEADS: [&str; 6] = [" at ", " to ", " in ", " of ", " from ", ": "];
    const SHORTEST: usize = 7;
    let [word] = run.words.as_slice() else { return None };
    let name = &text[word.clone()];
    let is_verb = ["igate", "tigate"].iter().any(|end| name.ends_with(end))
        || matches!(
            name,
            "Delegate" | "Aggregate" | "Segregate" | "Congregate" | "Surrogate" | "Interrogate"
        );
    if name.len() < SHORTEST || !name.ends_with("gate") || is_verb || is_known(name) {
        return None;
    }
    let number = house_number(text, word.start)?;
    let has_letter = text[number.clone()].ends_with(|c: char| c.is_ascii_alphabetic());
    let near = before(text, number.start, 8);
    (has_letter || LEADS.iter().any(|lead| near.ends_with(lead))).then_some(number.start..word.end)
}

/// Where the word stands that says of which part of a park or a site a number is, before that number: `Plot 5, Example Park`. A unit is
/// that of a firm as well.
pub(super) fn plot_before(text: &str, run: &Run) -> Option<usize> {
    const PLOTS: [&str; 6] = ["plot", "pitch", "caravan", "berth", "mooring", "chalet"];
    let number = house_number(text, run.words[0].start)?;
    let lead = text[..number.start].strip_suffix(' ')?;
    let word = last_word(lead);
    PLOTS.iter().any(|plot| plot.eq_ignore_ascii_case(word)).then(|| lead.len() - word.len())
}
