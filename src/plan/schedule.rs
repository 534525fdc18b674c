//! Which outputs have to be made, and why: one pure function over what they are made of now and what they were made
//! of before.

use std::fmt;

use rayon::prelude::*;

use crate::model::Site;
use crate::source::OutputPath;

use super::{BuildRecord, Plan, PlanInputs, Subject, TaskInputs};

/// What becomes of each task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// For each task of the plan: why it is made, or nothing where what is live is kept.
    pub reasons: Vec<Option<DirtyReason>>,
}

/// Why an output is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirtyReason {
    /// It was asked that everything be made.
    Asked,
    /// Nothing is known of an earlier build into this output.
    NoRecord,
    /// Another version of the program made it.
    Program,
    /// The settings changed.
    Settings,
    /// The registries changed.
    Registries,
    /// It was not there before.
    New,
    /// It is not in the output any more as it was written.
    Harmed,
    /// The template changed, or something that it extends or includes.
    Template,
    /// The text or file that it shows changed.
    Source(String),
    /// Something that it names changed: an address, a count, a file, the day.
    Links,
    /// What it shows of a briefing changed.
    Summary(String),
    /// It shows other briefings, or in another order.
    Selection,
    /// An address that it links to has come or gone: its links are looked at again.
    Target,
}

impl Schedule {
    /// A schedule that makes these tasks of a plan, whatever they were made of before.
    pub fn of_some(plan: &Plan, tasks: &[usize], reason: &DirtyReason) -> Self {
        let mut reasons = vec![None; plan.tasks.len()];
        for at in tasks {
            reasons[*at] = Some(reason.clone());
        }
        Self { reasons }
    }

    /// The same without what another one makes.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let left = |(own, other): (&Option<DirtyReason>, &Option<DirtyReason>)| {
            own.as_ref().filter(|_| other.is_none()).cloned()
        };
        Self { reasons: self.reasons.iter().zip(&other.reasons).map(left).collect() }
    }
}

impl fmt::Display for DirtyReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked => f.write_str("everything was asked for"),
            Self::NoRecord => f.write_str("new: nothing is known of an earlier build into this output"),
            Self::Program => f.write_str("stale: another version of Briefpress made it"),
            Self::Settings => f.write_str("stale: the settings changed"),
            Self::Registries => f.write_str("stale: the registries in `data/` changed"),
            Self::New => f.write_str("new"),
            Self::Harmed => f.write_str("stale: it is not in the output as it was written"),
            Self::Template => f.write_str("stale: its template changed"),
            Self::Source(path) => write!(f, "stale: `{path}` changed"),
            Self::Links => {
                f.write_str("stale: something it names changed (an address, a count, a file or the day)")
            }
            Self::Summary(path) => write!(f, "stale: summary of `{path}` changed"),
            Self::Target => f.write_str("looked at again: an address that it links to has come or gone"),
            Self::Selection => f.write_str("stale: it lists other briefings, or in another order"),
        }
    }
}

/// Decides for every task. `is_live` tells whether an output is there unharmed.
pub fn schedule(
    site: &Site,
    plan: &Plan,
    inputs: &PlanInputs,
    record: Option<&BuildRecord>,
    is_live: impl Fn(&OutputPath) -> bool + Sync,
) -> Schedule {
    let whole = match record {
        None => Some(DirtyReason::NoRecord),
        Some(record) => changed_setup(inputs, record),
    };
    let decide = |(task, now): (&super::Task, &TaskInputs)| {
        let Some(record) = record.filter(|_| whole.is_none()) else { return whole.clone() };
        let Some(before) = record.output(&task.output) else { return Some(DirtyReason::New) };
        if !is_live(&task.output) {
            return Some(DirtyReason::Harmed);
        }
        changed(site, task.subject, inputs, now, before, record)
    };
    Schedule { reasons: plan.tasks.par_iter().zip(&inputs.tasks).map(decide).collect() }
}

fn changed_setup(inputs: &PlanInputs, record: &BuildRecord) -> Option<DirtyReason> {
    let (now, before) = (&inputs.setup, &record.setup);
    if now.program != before.program {
        return Some(DirtyReason::Program);
    }
    if now.settings != before.settings {
        return Some(DirtyReason::Settings);
    }
    (now.registries != before.registries).then_some(DirtyReason::Registries)
}

fn changed(
    site: &Site,
    subject: Subject,
    inputs: &PlanInputs,
    now: &TaskInputs,
    before: &TaskInputs,
    record: &BuildRecord,
) -> Option<DirtyReason> {
    if now.template != before.template {
        return Some(DirtyReason::Template);
    }
    if now.source != before.source {
        return Some(DirtyReason::Source(source_of(site, subject)));
    }
    if now.summaries != before.summaries {
        let is_other = |at: &&u32| {
            let at = **at as usize;
            record.summary(&site.briefings[at].source).is_some_and(|before| before != inputs.summaries[at])
        };
        let changed = now.listed.iter().find(is_other);
        return Some(changed.map_or(DirtyReason::Selection, |at| {
            DirtyReason::Summary(site.briefings[*at as usize].source.to_string())
        }));
    }
    (now.links != before.links).then_some(DirtyReason::Links)
}

/// The file that an output shows.
fn source_of(site: &Site, subject: Subject) -> String {
    match subject {
        Subject::Briefing(at) => site.briefings[at as usize].source.to_string(),
        Subject::Withdrawn(at) => site.withdrawn[at as usize].source.to_string(),
        Subject::Page(at) => site.pages[at as usize].source.to_string(),
        Subject::Asset(at) => site.assets[at as usize].asset.path.to_string(),
        Subject::Static(at) => site.statics[at as usize].asset.path.to_string(),
        _ => "its file".to_owned(),
    }
}
