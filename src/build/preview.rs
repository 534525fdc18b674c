//! Building into memory, again and again: what is fresh keeps the bytes it has.
//!
//! The way is that of every build. What differs is where artifacts go, and that the pages somebody is looking at come
//! first: a changed theme makes thousands of pages, of which one is on the screen.

use crate::check::{Inspector, RememberedPages};
use crate::diagnostic::Diagnostic;
use crate::model::{Site, WithheldBriefing};
use crate::plan::{
    BuildRecord, Plan, PlanInputs, Schedule, Setup, Subject, plan_inputs, plan_outputs, schedule,
};
use crate::source::OutputPath;

use super::edition::Shelf;
use super::render_all::{Inspection, Made, Sink, render_all};
use super::sources::Parts;
use super::verdict::Verdict;
use super::{
    BuildError, BuildOptions, BuildOutcome, Built, Edition, Material, Progress, Stages, again_once, blocks,
    build_once,
};

/// Whom a preview is made for.
pub trait Viewers: Sync {
    /// The outputs that somebody is looking at; they are made first.
    fn looked_at(&self) -> Vec<OutputPath>;

    /// Takes an edition, in place of the one before.
    ///
    /// Where much has to be made, one that is not complete comes first: what is looked at has its new bytes, what is
    /// stale has none yet. The complete one follows, or, if something then could not be made, the one before.
    fn show(&self, edition: Edition);
}

/// What one process keeps from one preview to the next.
#[derive(Debug, Default)]
pub struct Session {
    live: Option<Live>,
    parts: Parts,
}

/// The last edition that nothing forbade, and what its outputs were made of.
#[derive(Debug)]
struct Live {
    edition: Edition,
    record: BuildRecord,
    pages: RememberedPages,
}

/// What a preview did.
#[derive(Debug)]
pub struct Previewed {
    /// Findings and numbers; `published` tells whether viewers see this site or an earlier one.
    pub outcome: BuildOutcome,
    /// The site as it was read, whether or not it may be shown.
    pub site: Site,
    /// What of it is not published.
    pub withheld: Vec<WithheldBriefing>,
}

impl Session {
    /// Builds the site into memory and shows it, if nothing forbids it; otherwise viewers keep what they have.
    pub fn preview(
        &mut self,
        options: &BuildOptions,
        viewers: &dyn Viewers,
    ) -> Result<Previewed, BuildError> {
        let Self { live, parts } = self;
        let built = again_once(|| {
            let showing = Showing { live: &mut *live, parts, viewers };
            build_once(options, Some(showing), &Progress::default())
        })?;
        let Built { outcome, site, withheld, .. } = built;
        Ok(Previewed { outcome, site, withheld })
    }
}

/// More stale outputs than this, and those that are looked at are shown before the others are made.
const FEW: usize = 32;

/// One build that is shown from memory.
pub(super) struct Showing<'a> {
    live: &'a mut Option<Live>,
    /// What is remembered of the texts.
    pub(super) parts: &'a Parts,
    viewers: &'a dyn Viewers,
}

impl Showing<'_> {
    /// Makes what is stale and shows the whole, unless something forbids it.
    pub(super) fn show(
        self,
        options: &BuildOptions,
        material: Material<'_>,
        setup: Setup,
        verdict: &mut Verdict,
        found: &mut Vec<Diagnostic>,
        stages: &mut Stages<'_>,
    ) -> Result<Made, BuildError> {
        let Material { site, theme, guard, told, .. } = material;
        let plan = plan_outputs(site, theme, found);
        let inputs = plan_inputs(site, theme, &plan, setup);
        stages.end("plan");
        let mut schedule = self.schedule(site, &plan, &inputs);
        let inspector = Inspector::new(site, &plan, &verdict.levels, guard, told);
        let known = self.live.as_ref().map(|live| &live.pages);
        if let Some(known) = known {
            inspector.reschedule(&mut schedule, known);
        }
        let progress = stages.progress;
        let inspection = Inspection { inspector: &inspector, root: &options.root, progress };
        let before = self.live.as_ref().map(|live| &live.edition);
        let room = Shelf::new(&options.root, site.config.base_url.path(), &plan, before);
        keep(&room, before, &plan, &schedule);
        stages.end("schedule");
        let render = |schedule: &Schedule, found: &mut Vec<Diagnostic>| {
            render_all(material, &plan, &inputs, schedule, Sink::Memory(&room), inspection, found)
        };
        let mut shown_early = false;
        let mut render_in_order = || -> Result<(), BuildError> {
            let (first, rest) = in_order(&schedule, &plan, &self.viewers.looked_at());
            if let Some(first) = first {
                render(&first, found)?;
                verdict.settle(found);
                shown_early = !blocks(found, options.deny_warnings);
                if shown_early {
                    self.viewers.show(room.edition());
                }
            }
            render(&rest, found).map(drop)
        };
        let rendered = render_in_order();
        let inspected = inspector.finish(theme, known, &|path| material.sources.text(path));
        found.extend(inspected.diagnostics);
        verdict.close(site, found);
        let is_out = rendered.is_ok() && !blocks(found, options.deny_warnings);
        if !is_out && shown_early {
            self.viewers.show(before.cloned().unwrap_or_default());
        }
        rendered?;
        stages.end("render");
        let mut outcome = Made::of(&plan, &schedule);
        if is_out {
            let edition = room.edition();
            self.viewers.show(edition.clone());
            stages.end("show");
            outcome.removed = before.map_or(0, |before| gone(before, &edition));
            outcome.published = true;
            outcome.explain(&plan, schedule);
            *self.live = Some(Live {
                edition,
                record: BuildRecord::of(site, &plan, &inputs),
                pages: inspected.remembered,
            });
        }
        Ok(outcome)
    }

    fn schedule(&self, site: &Site, plan: &Plan, inputs: &PlanInputs) -> Schedule {
        let live = self.live.as_ref();
        let is_live =
            |output: &OutputPath| live.is_some_and(|live| live.edition.find(output.as_str()).is_some());
        schedule(site, plan, inputs, live.map(|live| &live.record), is_live)
    }
}

/// Puts the bytes of what is fresh onto the shelf.
fn keep(room: &Shelf<'_>, before: Option<&Edition>, plan: &Plan, schedule: &Schedule) {
    let Some(before) = before else { return };
    for (at, (task, reason)) in plan.tasks.iter().zip(&schedule.reasons).enumerate() {
        if reason.is_none()
            && let Some(bytes) = before.find(task.output.as_str()).and_then(|at| before.bytes(at))
        {
            room.put(at, bytes.clone());
        }
    }
}

/// Two schedules where much is stale and some of it is looked at: that with the files of the theme that it needs,
/// then the others. Otherwise no first one.
fn in_order(schedule: &Schedule, plan: &Plan, looked_at: &[OutputPath]) -> (Option<Schedule>, Schedule) {
    let stale = schedule.reasons.iter().flatten().count();
    if stale <= FEW || looked_at.is_empty() {
        return (None, schedule.clone());
    }
    let mut first = Schedule { reasons: vec![None; schedule.reasons.len()] };
    let mut rest = schedule.clone();
    let mut has_page = false;
    for (at, task) in plan.tasks.iter().enumerate() {
        let is_looked_at = looked_at.contains(&task.output);
        if is_looked_at || matches!(task.subject, Subject::ThemeAsset(_)) {
            has_page |= is_looked_at && rest.reasons[at].is_some();
            first.reasons[at] = rest.reasons[at].take();
        }
    }
    (has_page.then_some(first), rest)
}

/// How many outputs of one edition another one does not have.
fn gone(before: &Edition, now: &Edition) -> usize {
    if before.is_numbered_as(now) {
        return 0;
    }
    before.outputs().filter(|(output, _)| now.find(output.as_str()).is_none()).count()
}
