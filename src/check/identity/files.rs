//! Files that are published as they are, and what is written into them where nobody looks.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::attachment::Passage;
use crate::diagnostic::Diagnostic;
use crate::identity::{Kind, WordStarts};
use crate::source::{Place, SourcePath};

use super::guard::Depth;
use super::sources::words_joined;
use super::{Guard, words};

/// How many places of one kind are named.
const NAMED: usize = 5;

/// How many things and places of one kind are told apart in one file: a long file may have one in each line.
const TOLD_APART: usize = 100_000;

/// What was seen in one file, by kind.
#[derive(Debug, Default)]
pub(in crate::check) struct Sightings(BTreeMap<Kind, Seen>);

#[derive(Debug, Default)]
struct Seen {
    /// Each thing once, however often it is there.
    things: BTreeSet<String>,
    /// Whether there are more things than these.
    has_more: bool,
    /// Where they are, each place once.
    places: HashSet<String>,
    /// The first places, in the order of the file.
    first_places: Vec<String>,
}

impl Seen {
    fn add(&mut self, thing: String, place: impl FnOnce() -> String) {
        if !self.things.contains(&thing) {
            if self.things.len() < TOLD_APART {
                self.things.insert(thing);
            } else {
                self.has_more = true;
            }
        }
        if self.places.len() <= TOLD_APART {
            let place = place();
            if self.first_places.len() < NAMED && !self.places.contains(&place) {
                self.first_places.push(place.clone());
            }
            self.places.insert(place);
        }
    }

    /// The first places, and how many more there are.
    fn listed(&self) -> String {
        match self.places.len() - self.first_places.len() {
            0 => words_joined(&self.first_places),
            rest => {
                let more = if self.places.len() > TOLD_APART { "more than " } else { "" };
                let rest = rest - usize::from(!more.is_empty());
                format!("{} and {more}{rest} more places", self.first_places.join(", "))
            }
        }
    }
}

impl Sightings {
    /// Looks at a text of the file.
    pub(in crate::check) fn look(&mut self, guard: &Guard, passage: &Passage<'_>) {
        let starts = (!passage.is_markup).then(|| WordStarts::of(passage.text));
        for hit in guard.hits(passage.text, starts.as_ref().map_or(Depth::Certain, Depth::Whole)) {
            let place = || passage.whereabouts_of(hit.range.start).into_owned();
            self.0.entry(hit.kind).or_default().add(hit.what, place);
        }
    }

    /// One finding for each kind, and those about the name of the file.
    pub(in crate::check) fn tell(&self, guard: &Guard, path: &SourcePath, found: &mut Vec<Diagnostic>) {
        for (kind, seen) in &self.0 {
            let Some(rule) = guard.rule(*kind) else { continue };
            let more = if seen.has_more { "more than " } else { "" };
            let counted = words::counted(*kind, seen.things.len());
            let message = format!("`{}` has {more}{counted}", path.file_name());
            let mut finding = rule
                .finding(message)
                .at(Place::of_file(path))
                .help("mend the document that it is made from, and export it again")
                .because(format!("found: {}", seen.listed()));
            if *kind == Kind::SealedName {
                let things: Vec<String> = seen.things.iter().map(|thing| format!("`{thing}`")).collect();
                finding = finding.because(format!("in the seal: {}", words_joined(&things)));
            }
            found.push(finding);
        }
        guard.look_at_name(path, found);
    }
}
