//! The findings of the checks, each with its lines and a box to tick.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Place, SourcePath, SourceText};

use super::Material;
use super::cover::Cover;
use super::files::of_briefing;

/// A finding.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    severity: &'static str,
    code: &'static str,
    message: String,
    help: String,
    notes: Vec<String>,
    who: String,
    /// `briefings/seven.md:12`
    place: String,
    /// What stands there, in three parts of which the middle one is meant.
    before: String,
    marked: String,
    behind: String,
    others: Vec<String>,
}

/// The lines of a briefing, names under seal covered: a name that goes on in the next line can be told only of the whole.
pub(super) struct Lines {
    path: SourcePath,
    covered: Vec<String>,
    /// Whether something of a line had to be covered.
    is_changed: Vec<bool>,
}

impl Lines {
    pub(super) fn of(source: &SourceText, cover: Cover<'_>) -> Self {
        let plain: Vec<&str> = source.text().split_inclusive('\n').collect();
        let mut covered: Vec<String> = plain.iter().map(|line| (*line).to_owned()).collect();
        cover.pieces(&mut covered);
        let is_changed = covered.iter().zip(plain).map(|(covered, plain)| covered != plain).collect();
        Self { path: source.path().clone(), covered, is_changed }
    }

    /// All of them.
    pub(super) fn text(&self) -> String {
        self.covered.concat()
    }

    /// The lines of a place, where something of them had to be covered.
    fn covered(&self, place: &Place) -> Option<String> {
        let lines = (place.line as usize).checked_sub(1)?..place.end_line as usize;
        let is_own = place.path == self.path;
        let is_changed =
            self.is_changed.get(lines.clone()).filter(|_| is_own)?.iter().any(|changed| *changed);
        is_changed.then(|| self.covered[lines].concat())
    }
}

/// The findings of a briefing: in its text, its files and its table of actions; the grave ones first.
pub(super) fn own(material: &Material<'_>) -> Vec<Diagnostic> {
    let Material { site, briefing, .. } = material;
    let table = briefing.table.iter().map(|(path, _)| path);
    let files = of_briefing(site, briefing).map(|(file, _)| &file.asset.path);
    let own: BTreeSet<&SourcePath> = std::iter::once(&briefing.source).chain(table).chain(files).collect();
    let is_own = |found: &&Diagnostic| {
        let related = found.related.iter().map(|(place, _)| place);
        found.place.iter().chain(related).any(|place| own.contains(&place.path))
    };
    let mut found: Vec<Diagnostic> = material.found.iter().filter(is_own).cloned().collect();
    found.sort_by_key(|found| Reverse(found.severity));
    found
}

/// How many of some findings forbid publication.
pub(super) fn blocking(found: &[Diagnostic]) -> usize {
    found.iter().filter(|found| found.severity == Severity::Error).count()
}

impl Finding {
    pub(super) fn of(found: &Diagnostic, lines: &Lines, cover: Cover<'_>) -> Self {
        let place = found.place.as_ref();
        let [before, marked, behind] = place.map(|place| excerpt(place, lines, cover)).unwrap_or_default();
        let others =
            found.related.iter().map(|(place, label)| cover.text(&format!("{}: {label}", position(place))));
        Self {
            severity: found.severity.word(),
            code: found.code.0,
            message: cover.text(&found.message),
            help: cover.text(found.help.as_deref().unwrap_or_default()),
            notes: found.notes.iter().map(|note| cover.text(note)).collect(),
            who: found.owner.to_string(),
            place: cover.text(&place.map(position).unwrap_or_default()),
            before,
            marked,
            behind,
            others: others.collect(),
        }
    }
}

fn position(place: &Place) -> String {
    if place.is_whole() { place.path.to_string() } else { format!("{}:{}", place.path, place.line) }
}

/// The lines of a place in three parts; where a name had to be covered, in one.
fn excerpt(place: &Place, lines: &Lines, cover: Cover<'_>) -> [String; 3] {
    let Some(excerpt) = &place.excerpt else { return Default::default() };
    if let Some(covered) = lines.covered(place) {
        return [covered, String::new(), String::new()];
    }
    let covered = cover.text(&excerpt.text);
    let parts = [0..excerpt.mark.start, excerpt.mark.clone(), excerpt.mark.end..excerpt.text.len()];
    let parts = parts.map(|part| excerpt.text.get(part).map(str::to_owned));
    match parts {
        [Some(before), Some(marked), Some(behind)] if covered == *excerpt.text => [before, marked, behind],
        _ => [covered, String::new(), String::new()],
    }
}
