//! Findings that somebody accepted in the front matter, with a reason and an end.

mod not_waivable;
mod unknown_code;
mod unused;

use std::collections::BTreeSet;

use ahash::HashMap;
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Waived};
use crate::model::{Site, SlotValue};
use crate::parse::{ParsedSource, Waiver};
use crate::source::{Place, SourcePath};

use super::{Rule, find_rule};

pub(super) const RULES: [Rule; 3] = [not_waivable::RULE, unknown_code::RULE, unused::RULE];

/// The waivers of all sources, and what became of them.
#[derive(Debug, Clone, Default)]
pub struct Waivers {
    today: Date,
    entries: Vec<Entry>,
    of: HashMap<SourcePath, Vec<usize>>,
    waived: Vec<Waived>,
}

#[derive(Debug, Clone)]
struct Entry {
    waiver: Waiver,
    source: SourcePath,
    used: bool,
}

impl Waivers {
    /// Takes the waivers of parsed sources.
    pub fn of<'a>(sources: impl Iterator<Item = &'a ParsedSource>, today: Date) -> Self {
        let mut waivers = Self { today, ..Self::default() };
        for source in sources {
            let Some(front) = source.readable() else { continue };
            for waiver in &front.waivers {
                let at = waivers.entries.len();
                waivers.of.entry(source.path.clone()).or_default().push(at);
                let (waiver, source) = (waiver.clone(), source.path.clone());
                waivers.entries.push(Entry { waiver, source, used: false });
            }
        }
        waivers
    }

    /// Lets waivers hold for findings in the tables of actions and in the files of the briefings that have them.
    pub fn extend_to_files(&mut self, site: &Site) {
        for briefing in site.briefing_pages() {
            let Some(own) = self.of.get(&briefing.source).cloned() else { continue };
            let places = briefing.actions.iter().filter_map(|action| action.place.as_ref());
            if let Some(table) = places.map(|place| &place.path).find(|path| **path != briefing.source) {
                self.of.insert(table.clone(), own.clone());
            }
            let linked = briefing.slots.iter().filter_map(|slot| match slot {
                SlotValue::Asset(at) => Some(*at),
                _ => None,
            });
            let files: BTreeSet<u32> = linked.chain(briefing.attachments.iter().flatten().copied()).collect();
            for file in files.into_iter().filter_map(|at| site.assets.get(at as usize)) {
                let of_file = self.of.entry(file.asset.path.clone()).or_default();
                of_file.extend(own.iter().filter(|at| !of_file.contains(at)).copied().collect::<Vec<_>>());
            }
        }
    }

    /// Whether any waiver asks what the line says that a finding is on.
    pub fn read_lines(&self) -> bool {
        self.entries.iter().any(|entry| entry.waiver.matches.is_some())
    }

    /// Whether a waiver asks what the line says that a finding is on.
    pub fn reads_the_line_of(&self, diagnostic: &Diagnostic) -> bool {
        let candidates = diagnostic.place.as_ref().and_then(|place| self.of.get(&place.path));
        candidates.into_iter().flatten().any(|at| self.entries[*at].waiver.matches.is_some())
    }

    /// Takes out what is waived; what a waiver no longer covers says so.
    pub fn apply(&mut self, found: &mut Vec<Diagnostic>) {
        if self.entries.is_empty() {
            return;
        }
        // Findings of one file come in runs, and few files have waivers.
        let mut last: Option<(SourcePath, bool)> = None;
        found.retain_mut(|diagnostic| {
            let Some(place) = &diagnostic.place else { return true };
            let has_waivers = match &last {
                Some((path, has_waivers)) if *path == place.path => *has_waivers,
                _ => last.insert((place.path.clone(), self.of.contains_key(&place.path))).1,
            };
            !(has_waivers && self.waives(diagnostic))
        });
    }

    fn waives(&mut self, diagnostic: &mut Diagnostic) -> bool {
        let Some(place) = &diagnostic.place else { return false };
        let Some(candidates) = self.of.get(&place.path) else { return false };
        if find_rule(diagnostic.code.0).is_none_or(Rule::is_fixed) {
            return false;
        }
        let covers = |at: &&usize| covers(&self.entries[**at].waiver, diagnostic);
        let holds = |at: &&usize| self.entries[**at].waiver.until >= self.today;
        if let Some(at) = candidates.iter().filter(covers).find(holds).copied() {
            let entry = &mut self.entries[at];
            entry.used = true;
            self.waived.push(waived(&entry.waiver, place, diagnostic));
            return true;
        }
        if let Some(at) = candidates.iter().find(covers).copied() {
            let entry = &mut self.entries[at];
            entry.used = true;
            let note = format!("a waiver for this expired on {}", entry.waiver.until).into();
            if !diagnostic.notes.contains(&note) {
                diagnostic.notes.push(note);
            }
        }
        false
    }

    /// Reports what is wrong with the waivers themselves, once everything was found; drafts and the like are left alone,
    /// for not everything was looked for in them.
    pub fn report(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let published: std::collections::HashSet<&SourcePath> =
            site.briefing_pages().map(|briefing| &briefing.source).collect();
        for entry in &self.entries {
            match find_rule(&entry.waiver.code.value) {
                None => found.push(unknown_code::finding(&entry.waiver)),
                Some(rule) if rule.is_fixed() => found.push(not_waivable::finding(&entry.waiver)),
                Some(_) if !entry.used && published.contains(&entry.source) => {
                    found.push(unused::finding(&entry.waiver));
                }
                Some(_) => {}
            }
        }
    }

    /// What was waived, in the order of files and lines.
    pub fn into_waived(mut self) -> Vec<Waived> {
        self.waived.sort_by(|a, b| (&a.file, a.line, a.code).cmp(&(&b.file, b.line, b.code)));
        self.waived
    }
}

/// Whether a waiver is meant for a finding.
fn covers(waiver: &Waiver, diagnostic: &Diagnostic) -> bool {
    if waiver.code.value != diagnostic.code.0 {
        return false;
    }
    let Some(wanted) = &waiver.matches else { return true };
    let wanted = wanted.to_lowercase();
    let line = diagnostic.place.as_ref().and_then(|place| place.excerpt.as_ref());
    diagnostic.message.to_lowercase().contains(&wanted)
        || line.is_some_and(|line| line.text.to_lowercase().contains(&wanted))
}

fn waived(waiver: &Waiver, place: &Place, diagnostic: &Diagnostic) -> Waived {
    Waived {
        code: diagnostic.code.0,
        file: place.path.as_str().to_owned(),
        line: place.line,
        message: diagnostic.message.clone(),
        reason: waiver.reason.clone(),
        by: waiver.by.clone(),
        until: waiver.until.to_string(),
    }
}
