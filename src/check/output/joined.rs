//! Joins what was found on all outputs, when all are made.

use std::collections::BTreeMap;

use ahash::HashMap;
use rayon::prelude::*;

use super::addresses::{hash_of, short};
use super::findings::{Found, Part, Question};
use super::inspector::Inspector;
use super::placing::place_in;
use super::remembered::{RememberedPages, Writer};
use super::seen::Seen;
use crate::diagnostic::Diagnostic;
use crate::plan::Subject;
use crate::source::{Place, SourcePath, SourceText};
use crate::theme::Theme;

/// What all outputs together gave.
#[derive(Debug, Default)]
pub struct Inspected {
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
    /// What the next build has to know of the outputs that it keeps, but for the output it is true of.
    pub remembered: RememberedPages,
    /// How many pictures had to be unpacked to look into them.
    pub unpacked: usize,
}

/// How the text of a source is read once more; nothing where it can not be read.
pub(super) type ReadSource<'r> = &'r (dyn Fn(&SourcePath) -> Option<SourceText> + Sync);

impl Inspector<'_> {
    /// Joins what was found on all outputs: those that were looked at, and those that were kept.
    pub fn finish(mut self, before: Option<&RememberedPages>, read: ReadSource<'_>) -> Inspected {
        let tasks = &self.surroundings.plan.tasks;
        let mut all: Vec<Option<Seen>> = std::mem::take(&mut self.seen)
            .into_par_iter()
            .zip(tasks)
            .map(|(seen, task)| match seen.into_inner() {
                Some(seen) => Some(self.settled(*seen, task.subject, read)),
                None => before.and_then(|before| before.find(task.output.as_str())),
            })
            .collect();
        let mut of_others = Vec::new();
        let dead = self.dead_parts(&all, read, &mut of_others);
        let mut groups: Groups<'_> = BTreeMap::new();
        let mut tags = PlacesOfTags::default();
        let loose = all.iter().enumerate().filter_map(|(task, seen)| Some((task, seen.as_ref()?)));
        let loose = loose.flat_map(|(task, seen)| seen.loose.iter().map(move |found| (task, found)));
        let loose = loose.filter(|(_, found)| self.told.is_news(&found.diagnostic, self.levels));
        for (task, found) in loose.chain(dead.iter().map(|(task, found)| (*task, found))) {
            let place = tags.place_of(self.theme, found);
            groups.entry(key(found, place.as_ref())).or_insert_with(|| (task, found, place, 0)).3 += 1;
        }
        for (first, found, place, count) in groups.into_values() {
            of_others.push(self.of_group(first, found, count, place));
        }
        let mut writer = Writer::new(self.surroundings.addresses.remembered());
        for (seen, task) in all.iter().zip(tasks) {
            if let Some(seen) = seen {
                writer.put(task.output.as_str(), seen);
            }
        }
        let mut diagnostics = Vec::new();
        for seen in all.iter_mut().flatten() {
            diagnostics.extend(seen.placed.drain(..).filter(|found| self.told.is_news(found, self.levels)));
        }
        diagnostics.append(&mut of_others);
        Inspected { diagnostics, remembered: writer.finish(), unpacked: self.unpacked.into_inner() }
    }

    /// Looks in the text of a page for the places of what was found on it.
    fn settled(&self, mut seen: Seen, subject: Subject, read: ReadSource<'_>) -> Seen {
        if let (Some(path), false) = (self.source_of(subject), seen.loose.is_empty()) {
            (seen.placed, seen.loose) = in_source(path, std::mem::take(&mut seen.loose), read);
        }
        seen
    }

    /// Links to parts of other pages that do not have them: those with a place are told, the others come back.
    fn dead_parts(
        &self,
        all: &[Option<Seen>],
        read: ReadSource<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(usize, Found)> {
        let mut loose = Vec::new();
        for (task, seen) in all.iter().enumerate() {
            let Some(seen) = seen else { continue };
            let dead: Vec<Found> = seen
                .questions
                .iter()
                .filter(|question| self.is_dead(question, all))
                .map(|question| question.found.clone())
                .collect();
            if dead.is_empty() {
                continue;
            }
            let subject = self.surroundings.plan.tasks[task].subject;
            let others = match (self.source_of(subject), self.file_of(subject)) {
                (Some(path), _) => {
                    let (placed, others) = in_source(path, dead, read);
                    diagnostics.extend(placed);
                    others
                }
                (None, Some(path)) => {
                    let whole = Place::of_file(&path);
                    diagnostics.extend(dead.into_iter().map(|found| found.diagnostic.at(whole.clone())));
                    Vec::new()
                }
                (None, None) => dead,
            };
            loose.extend(others.into_iter().map(|found| (task, found)));
        }
        loose
    }

    fn is_dead(&self, question: &Question, all: &[Option<Seen>]) -> bool {
        let target = self.surroundings.addresses.find(&question.path).and_then(|at| all.get(at as usize));
        // A page that is not there is another finding, and what is no page has no parts that are known.
        let Some(Some(target)) = target else { return false };
        let hash = short(hash_of(&question.part));
        ![&target.own, &target.frame].into_iter().any(|marks| marks.ids.binary_search(&hash).is_ok())
    }

    /// One finding for all outputs that have it alike, with its place in a template where that can be found.
    fn of_group(&self, first: usize, found: &Found, count: usize, of_tag: Option<Place>) -> Diagnostic {
        let task = &self.surroundings.plan.tasks[first];
        let mut diagnostic = found.diagnostic.clone();
        let is_of_template = found.part == Part::Template;
        let in_theme = || if is_of_template { None } else { self.theme.place_of(&found.clues) };
        diagnostic.place = of_tag.or_else(in_theme).or_else(|| {
            // No author can mend what a template says.
            let source = self.source_of(task.subject).filter(|_| !is_of_template).cloned();
            let path = source.or_else(|| self.file_of_theme(task.subject));
            path.map(|path| Place::of_file(&path))
        });
        let address = task.output.address();
        let note = match count {
            1 => format!("it is on the page `/{address}`"),
            _ => format!("it is on {count} pages; the first is `/{address}`"),
        };
        diagnostic.because(note)
    }
}

type Groups<'g> = BTreeMap<Key<'g>, (usize, &'g Found, Option<Place>, usize)>;
/// The code, what is told, and the file, line and column of a tag.
type Key<'g> = (&'static str, &'g str, Option<(String, u32, u32)>);

fn key<'g>(found: &'g Found, of_tag: Option<&Place>) -> Key<'g> {
    let of_tag = of_tag.map(|place| (place.path.to_string(), place.line, place.column));
    (found.diagnostic.code.0, &found.diagnostic.message, of_tag)
}

/// Where templates make tags, each looked for once: what one of them makes stands on a thousand pages.
#[derive(Default)]
struct PlacesOfTags<'g>(HashMap<&'g [String], Option<Place>>);

impl<'g> PlacesOfTags<'g> {
    /// Nothing for what a text may say, and where several tags look alike.
    fn place_of(&mut self, theme: &Theme, found: &'g Found) -> Option<Place> {
        if found.part != Part::Template {
            return None;
        }
        self.0.entry(&found.clues).or_insert_with(|| theme.only_place_of(&found.clues)).clone()
    }
}

/// Those findings of which a text tells the place, and the others.
fn in_source(path: &SourcePath, found: Vec<Found>, read: ReadSource<'_>) -> (Vec<Diagnostic>, Vec<Found>) {
    let (own, others): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|found| found.part == Part::Main);
    if own.is_empty() {
        return (Vec::new(), others);
    }
    match read(path) {
        Some(source) => {
            let (placed, mut unplaced) = place_in(&source, own);
            unplaced.extend(others);
            (placed, unplaced)
        }
        None => (Vec::new(), own.into_iter().chain(others).collect()),
    }
}
