//! Files that are published as they are, and what is written into them where nobody looks.

use std::collections::{BTreeMap, BTreeSet};

use crate::attachment::Passage;
use crate::diagnostic::Diagnostic;
use crate::identity::Kind;
use crate::source::{Place, SourcePath};

use super::guard::Depth;
use super::sources::words_joined;
use super::{Guard, words};

/// How many places of one kind are named.
const NAMED: usize = 5;

/// What was seen in one file, by kind.
#[derive(Debug, Default)]
pub(in crate::check) struct Sightings(BTreeMap<Kind, Seen>);

#[derive(Debug, Default)]
struct Seen {
    /// Each thing once, however often it is there.
    things: BTreeSet<String>,
    /// Where they are, in the order of the file.
    places: Vec<String>,
}

impl Sightings {
    /// Looks at a text of the file.
    pub(in crate::check) fn look(&mut self, guard: &Guard, passage: &Passage<'_>) {
        let depth = if passage.is_markup { Depth::Certain } else { Depth::Whole };
        for hit in guard.hits(passage.text, depth) {
            let seen = self.0.entry(hit.kind).or_default();
            let place = passage.whereabouts_of(hit.range.start);
            if seen.places.last().is_none_or(|last| *last != *place)
                && !seen.places.iter().any(|known| *known == *place)
            {
                seen.places.push(place.into_owned());
            }
            seen.things.insert(hit.what);
        }
    }

    /// One finding for each kind, and those about the name of the file.
    pub(in crate::check) fn tell(&self, guard: &Guard, path: &SourcePath, found: &mut Vec<Diagnostic>) {
        for (kind, seen) in &self.0 {
            let Some(rule) = guard.rule(*kind) else { continue };
            let message = format!("`{}` has {}", path.file_name(), words::counted(*kind, seen.things.len()));
            let mut finding = rule
                .finding(message)
                .at(Place::of_file(path))
                .help("mend the document that it is made from, and export it again")
                .because(format!("found: {}", listed(&seen.places)));
            if *kind == Kind::SealedName {
                let things: Vec<String> = seen.things.iter().map(|thing| format!("`{thing}`")).collect();
                finding = finding.because(format!("in the seal: {}", words_joined(&things)));
            }
            found.push(finding);
        }
        guard.look_at_name(path, found);
    }
}

/// The first of some places.
fn listed(places: &[String]) -> String {
    match places.len().checked_sub(NAMED) {
        None | Some(0) => words_joined(places),
        Some(rest) => format!("{} and {rest} more places", places[..NAMED].join(", ")),
    }
}
