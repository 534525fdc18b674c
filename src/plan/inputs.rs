//! What each output is made of, as named hashes: two builds that agree on them make the same bytes.
//!
//! An output that shows what is not named here would go stale unseen. Rows of briefings are therefore made only for
//! those that [`TaskInputs::listed`] names: a page that lists another one shows a gap, and the test that compares
//! incremental builds with clean ones finds it.

use rayon::prelude::*;

use crate::model::Site;
use crate::source::Fingerprint;
use crate::theme::Theme;

use super::facts::{Facts, Terms};
use super::naming::Naming;
use super::{Plan, Subject, Task};

/// What the whole site is made of beside its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The program, by its version and sources.
    pub program: Fingerprint,
    /// `site.yaml` and what the command line says in its place.
    pub settings: Fingerprint,
    /// The registries.
    pub registries: Fingerprint,
}

impl Setup {
    /// One hash of all of it.
    pub fn fingerprint(&self) -> Fingerprint {
        let Self { program, settings, registries } = self;
        Fingerprint::of_parts([program, settings, registries].map(|hash| hash.as_bytes().as_slice()))
    }
}

/// What one output is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskInputs {
    /// The template, with all that it extends and includes; nothing for what no template makes.
    pub template: Fingerprint,
    /// The text or file that it shows.
    pub source: Fingerprint,
    /// What it takes from other files: addresses, sizes of files, counts, the day.
    pub links: Fingerprint,
    /// The briefings whose summaries it shows, as indices into [`Site::briefings`].
    pub listed: Vec<u32>,
    /// The hash of those summaries.
    pub summaries: Fingerprint,
}

impl TaskInputs {
    /// Whether the same bytes come of both. The briefings that are listed count by their hashes alone.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let of = |inputs: &Self| [inputs.template, inputs.source, inputs.links, inputs.summaries];
        of(self) == of(other)
    }
}

/// The inputs of a whole plan.
#[derive(Debug)]
pub struct PlanInputs {
    /// What the whole site is made of.
    pub setup: Setup,
    /// The inputs of each task, in the order of the plan.
    pub tasks: Vec<TaskInputs>,
    /// The hash of the summary of each listed briefing.
    pub summaries: Vec<Fingerprint>,
    /// What each listed briefing brings to other pages.
    facts: Vec<Facts>,
}

/// Names the inputs of every task.
pub fn plan_inputs(site: &Site, theme: &Theme, plan: &Plan, setup: Setup) -> PlanInputs {
    let terms = Terms::of(site);
    let facts: Vec<Facts> =
        site.briefings.par_iter().map(|briefing| Facts::of(site, &terms, briefing)).collect();
    let naming = Naming::of(site, theme, terms, facts);
    let tasks = plan.tasks.par_iter().map(|task| naming.inputs(task, plan)).collect();
    PlanInputs::of(setup, tasks, naming.facts)
}

/// Names the inputs of every task of a site that differs from the one of which they were named before in the bodies of some
/// subjects alone.
pub fn replan_inputs(
    site: &Site,
    theme: &Theme,
    plan: &Plan,
    before: &PlanInputs,
    changed: &[Subject],
) -> PlanInputs {
    let terms = Terms::of(site);
    let mut facts = before.facts.clone();
    for subject in changed {
        if let Subject::Briefing(at) = subject {
            facts[*at as usize] = Facts::of(site, &terms, &site.briefings[*at as usize]);
        }
    }
    let is_told_elsewhere = facts != before.facts;
    let naming = Naming::of(site, theme, terms, facts);
    let name = |(task, before): (&Task, &TaskInputs)| {
        let is_stale = is_told_elsewhere || changed.contains(&task.subject);
        if is_stale { naming.inputs(task, plan) } else { before.clone() }
    };
    let tasks = plan.tasks.par_iter().zip(&before.tasks).map(name).collect();
    PlanInputs::of(before.setup.clone(), tasks, naming.facts)
}

/// Names the inputs of those tasks that are wanted, of a site of which they were named before under another theme. The plan
/// may differ in the files of the theme.
pub fn rethemed_inputs(
    site: &Site,
    theme: &Theme,
    plan: &Plan,
    before: &PlanInputs,
    is_wanted: impl Fn(usize) -> bool + Sync,
) -> PlanInputs {
    let naming = Naming::of(site, theme, Terms::of(site), before.facts.clone());
    let name = |(at, task): (usize, &Task)| {
        if is_wanted(at) { naming.inputs(task, plan) } else { TaskInputs::default() }
    };
    let tasks = plan.tasks.par_iter().enumerate().map(name).collect();
    PlanInputs::of(before.setup.clone(), tasks, naming.facts)
}

impl PlanInputs {
    fn of(setup: Setup, tasks: Vec<TaskInputs>, facts: Vec<Facts>) -> Self {
        Self { setup, tasks, summaries: facts.iter().map(|facts| facts.summary).collect(), facts }
    }
}
