//! Building into memory, again and again: what is fresh keeps the bytes it has.
//!
//! The way is that of every build. What differs is where artifacts go, and that the pages somebody is looking at come
//! first: a changed theme makes thousands of pages, of which one is on the screen.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::check::{Inspector, RememberedPages};
use crate::diagnostic::Diagnostic;
use crate::model::{Site, WithheldBriefing};
use crate::plan::{
    BuildRecord, DirtyReason, Plan, PlanInputs, Schedule, Setup, Subject, Task, plan_inputs, plan_outputs,
    replan_inputs, rethemed_inputs, schedule,
};
use crate::source::{OutputPath, SourcePath};
use crate::theme::Theme;

use super::edition::Shelf;
use super::joined::{Joined, KeptSite, Since, SmallChange};
use super::pictures::SharedPictures;
use super::render_all::{Inspection, Made, Sink, render_all};
use super::sources::{Parts, SourceMemory};
use super::today::Now;
use super::verdict::Verdict;
use super::{
    BuildError, BuildOptions, BuildOutcome, Built, Edition, Material, Progress, Stages, again_once, blocks,
    build_once, collecting,
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
    pictures: SharedPictures,
    kept: Option<KeptSite>,
    planned: Option<Planned>,
}

/// What was planned last, whether or not it was shown.
#[derive(Debug)]
struct Planned {
    site: Arc<Site>,
    plan: Arc<Plan>,
    /// What was found while it was planned.
    found: Vec<Diagnostic>,
    inputs: Arc<PlanInputs>,
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
    pub site: Arc<Site>,
    /// What of it is not published.
    pub withheld: Vec<WithheldBriefing>,
}

impl Session {
    /// The moment at which the site is another one though no file is: something comes out, or a day begins. Nothing where
    /// time stands still, and while nothing is known of the site.
    pub fn until(&self) -> Option<Timestamp> {
        self.kept.as_ref()?.until()
    }

    /// Builds the site into memory and shows it, if nothing forbids it; otherwise viewers keep what they have.
    pub fn preview(
        &mut self,
        options: &BuildOptions,
        viewers: &dyn Viewers,
    ) -> Result<Previewed, BuildError> {
        self.preview_changes(options, None, viewers)
    }

    /// Builds the site into memory and shows it as [`preview`](Self::preview) does, when it is known at which paths something
    /// has changed since the build before; `None`: anything may have.
    pub fn preview_changes(
        &mut self,
        options: &BuildOptions,
        changes: Option<&BTreeSet<SourcePath>>,
        viewers: &dyn Viewers,
    ) -> Result<Previewed, BuildError> {
        let Self { live, parts, pictures, kept, planned } = self;
        // What is kept holds until a build ends well: after one that failed nobody knows what it has not seen.
        let mut before = kept.take().zip(changes);
        let built = again_once(|| {
            let before = before.take();
            let kept = RefCell::new(&mut *kept);
            let (live, planned) = (&mut *live, &mut *planned);
            let showing = Showing { live, parts, pictures, before, kept, planned, viewers };
            build_once(options, Some(showing), &Progress::default())
        });
        if built.is_err() {
            *kept = None;
        }
        let built = built?;
        let Built { outcome, site, withheld, .. } = built;
        Ok(Previewed { outcome, site, withheld })
    }
}

/// More stale outputs than this, and those that are looked at are shown before the others are made.
const FEW: usize = 32;

/// What a plan is made of, beside the theme.
pub(super) struct Planning<'a> {
    pub(super) site: &'a Arc<Site>,
    pub(super) since: Option<Since>,
    pub(super) setup: Setup,
}

/// One build that is shown from memory.
pub(super) struct Showing<'a> {
    live: &'a mut Option<Live>,
    /// What is remembered of the texts.
    pub(super) parts: &'a Parts,
    /// What is remembered of pictures.
    pub(super) pictures: &'a SharedPictures,
    /// The joined site of the build before, and where something has changed since.
    before: Option<(KeptSite, &'a BTreeSet<SourcePath>)>,
    /// Where that of this build is kept.
    kept: RefCell<&'a mut Option<KeptSite>>,
    planned: &'a mut Option<Planned>,
    viewers: &'a dyn Viewers,
}

impl Showing<'_> {
    /// The site of the build before with what has changed since, where only bodies have.
    pub(super) fn joined_before(
        &self,
        options: &BuildOptions,
        progress: &Progress,
    ) -> Result<Option<Joined>, BuildError> {
        let Some((kept, changes)) = &self.before else { return Ok(None) };
        let Some(memory) = SourceMemory::of(options, Some(self), kept.setup()) else { return Ok(None) };
        let joined = kept.with_changes(options, changes, (&memory, self.pictures), progress)?;
        **self.kept.borrow_mut() = joined.as_ref().map(|joined| kept.with(joined));
        Ok(joined)
    }

    /// Keeps a joined site for the next build.
    pub(super) fn keep_joined(
        &self,
        joined: &Joined,
        options: &BuildOptions,
        now: Now,
        until: Option<Timestamp>,
    ) {
        **self.kept.borrow_mut() = KeptSite::of(joined, options, now, until);
    }

    /// Makes what is stale and shows the whole, unless something forbids it.
    pub(super) fn show(
        self,
        options: &BuildOptions,
        material: Material<'_>,
        planning: &Planning<'_>,
        verdict: &mut Verdict<'_>,
        found: &mut Vec<Diagnostic>,
        stages: &mut Stages<'_>,
    ) -> Result<Made, BuildError> {
        let Material { site, theme, guard, told, .. } = material;
        // What was planned of a site still holds while nothing has changed since that other files see.
        let known = self.planned.take().zip(planning.since.as_ref());
        let known = known.filter(|(planned, since)| Arc::ptr_eq(&planned.site, &since.site));
        let known = known.map(|(planned, since)| (planned, &since.change));
        let (plan, of_plan) = match &known {
            Some((known, change)) if change.keeps_plan(&known.plan, theme) => {
                (Arc::clone(&known.plan), known.found.clone())
            }
            _ => {
                let (plan, found) = collecting(|found| plan_outputs(site, theme, found));
                (Arc::new(plan), found)
            }
        };
        let inspector = Inspector::new(site, theme, &plan, verdict.levels, guard, told);
        let inspection = Inspection { inspector: &inspector, root: &options.root, progress: stages.progress };
        let before = self.live.as_ref().map(|live| &live.edition);
        let room = Shelf::new(&options.root, site.config.base_url.path(), &plan, before);
        let unpacked = Cell::new(0);
        let render = |inputs: &PlanInputs, schedule: &Schedule, found: &mut Vec<Diagnostic>| {
            let made = render_all(material, &plan, inputs, schedule, Sink::Memory(&room), inspection, found)?;
            unpacked.set(unpacked.get() + made.unpacked);
            Ok::<(), BuildError>(())
        };
        let may_be_shown = !blocks(found, options.deny_warnings);
        let mut of_pages = of_plan.clone();
        let mut show_early = |inputs: &PlanInputs, first: &Schedule, found: &mut Vec<Diagnostic>| {
            render(inputs, first, found)?;
            verdict.settle(found);
            let is_shown = may_be_shown && !blocks(found, options.deny_warnings);
            if is_shown {
                self.viewers.show(room.edition());
            }
            Ok::<bool, BuildError>(is_shown)
        };
        let mut is_early_out = false;
        let looked_at = looked_at(&plan, &self.viewers.looked_at());
        // Of another theme nearly everything is stale, and to know what is takes longer than to make a page.
        let first = match &known {
            Some((Planned { inputs, .. }, SmallChange::Theme)) if !looked_at.is_empty() => {
                let first = Schedule::of_some(&plan, &looked_at, &DirtyReason::Template);
                let is_first = |at: usize| first.reasons[at].is_some();
                let inputs = rethemed_inputs(site, theme, &plan, inputs, is_first);
                is_early_out = show_early(&inputs, &first, &mut of_pages)?;
                Some(first)
            }
            _ => None,
        };
        let inputs = Arc::new(planning.inputs(theme, &plan, known.as_ref()));
        *self.planned = Some(Planned {
            site: Arc::clone(planning.site),
            plan: Arc::clone(&plan),
            found: of_plan,
            inputs: Arc::clone(&inputs),
        });
        stages.end("plan");
        let mut schedule = self.schedule(site, &plan, &inputs);
        let pages = self.live.as_ref().map(|live| &live.pages);
        if let Some(pages) = pages {
            inspector.reschedule(&mut schedule, pages);
        }
        keep(&room, before, &plan, &schedule);
        stages.end("schedule");
        let render_in_order = || -> Result<(), BuildError> {
            let (first, rest) = match first {
                Some(made) => (None, schedule.without(&made)),
                None => in_order(&schedule, &plan, &looked_at),
            };
            if let Some(first) = first {
                is_early_out = show_early(&inputs, &first, &mut of_pages)?;
            }
            render(&inputs, &rest, &mut of_pages)
        };
        let rendered = render_in_order();
        let inspected = inspector.finish(pages, &|path| material.sources.text(path));
        of_pages.extend(inspected.diagnostics);
        verdict.close(site, &mut of_pages);
        let is_out = rendered.is_ok() && may_be_shown && !blocks(&of_pages, options.deny_warnings);
        found.append(&mut of_pages);
        if !is_out && is_early_out {
            self.viewers.show(before.cloned().unwrap_or_default());
        }
        rendered?;
        stages.end("render");
        let unpacked = unpacked.get() + inspected.unpacked;
        let mut outcome = Made { unpacked, ..Made::of(&plan, &schedule) };
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

impl SmallChange {
    /// Whether after it a plan with this theme would be the same.
    fn keeps_plan(&self, plan: &Plan, theme: &Theme) -> bool {
        match self {
            Self::Bodies(_) => true,
            Self::Theme => plan.has_files_of(theme),
        }
    }
}

impl Planning<'_> {
    /// The inputs of every task; where only bodies changed since, so did only what is made of them.
    fn inputs(&self, theme: &Theme, plan: &Plan, known: Option<&(Planned, &SmallChange)>) -> PlanInputs {
        match known {
            None => plan_inputs(self.site, theme, plan, self.setup.clone()),
            Some((Planned { inputs, .. }, SmallChange::Bodies(bodies))) => {
                replan_inputs(self.site, theme, plan, inputs, bodies)
            }
            Some((Planned { inputs, .. }, SmallChange::Theme)) => {
                rethemed_inputs(self.site, theme, plan, inputs, |_| true)
            }
        }
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

/// The tasks of pages that are looked at, with the files of the theme that they need; none where none is.
fn looked_at(plan: &Plan, outputs: &[OutputPath]) -> Vec<usize> {
    let is_page = |task: &Task| outputs.contains(&task.output);
    if outputs.is_empty() || !plan.tasks.iter().any(is_page) {
        return Vec::new();
    }
    let is_needed = |task: &Task| is_page(task) || matches!(task.subject, Subject::ThemeAsset(_));
    plan.tasks.iter().enumerate().filter(|(_, task)| is_needed(task)).map(|(at, _)| at).collect()
}

/// Two schedules where much is stale and some of it is looked at: that, then the others. Otherwise no first one.
fn in_order(schedule: &Schedule, plan: &Plan, looked_at: &[usize]) -> (Option<Schedule>, Schedule) {
    let stale = schedule.reasons.iter().flatten().count();
    let is_stale_page = |at: &&usize| {
        schedule.reasons[**at].is_some() && !matches!(plan.tasks[**at].subject, Subject::ThemeAsset(_))
    };
    if stale <= FEW || looked_at.iter().find(is_stale_page).is_none() {
        return (None, schedule.clone());
    }
    let mut first = Schedule { reasons: vec![None; schedule.reasons.len()] };
    for at in looked_at {
        first.reasons[*at].clone_from(&schedule.reasons[*at]);
    }
    let rest = schedule.without(&first);
    (Some(first), rest)
}

/// How many outputs of one edition another one does not have.
fn gone(before: &Edition, now: &Edition) -> usize {
    if before.is_numbered_as(now) {
        return 0;
    }
    before.outputs().filter(|(output, _)| now.find(output.as_str()).is_none()).count()
}
