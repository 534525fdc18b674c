//! Where in a source the things stand that were found on its page.

use std::collections::HashMap;

use super::findings::Found;
use crate::diagnostic::Diagnostic;
use crate::source::{Place, SourceText, Span};

/// Gives each finding the place of its surest clue in a text; those of which the text says nothing come back.
///
/// Of things that look alike the first finding gets the first place, the second the second.
pub(super) fn place_in(source: &SourceText, found: Vec<Found>) -> (Vec<Diagnostic>, Vec<Found>) {
    let mut used: HashMap<String, usize> = HashMap::new();
    let (mut placed, mut others) = (Vec::new(), Vec::new());
    for found in found {
        match place(source, &found.clues, &mut used) {
            Some(place) => placed.push(found.diagnostic.at(place)),
            None => others.push(found),
        }
    }
    (placed, others)
}

fn place(source: &SourceText, clues: &[String], used: &mut HashMap<String, usize>) -> Option<Place> {
    let clue = clues.iter().find(|clue| source.text().contains(clue.as_str()))?;
    let from = used.get(clue).copied().unwrap_or_default();
    let text = source.text();
    let ahead = text.get(from..).and_then(|rest| rest.find(clue.as_str()));
    // More things than places: the last place is shown again.
    let at = ahead.map(|ahead| from + ahead).or_else(|| text.rfind(clue.as_str()))?;
    used.insert(clue.clone(), at + clue.len());
    Some(source.place(Span::new(at, at + clue.len())))
}
