//! The second half of the way: plan, render, check what was made, write.

use std::path::Path;

use crate::check::{Guard, Inspector, Told};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::parse::GlossaryMatcher;
use crate::plan::{DirtyReason, Plan, PlanInputs, Schedule, Setup, plan_inputs, plan_outputs, schedule};
use crate::render::report_left_by_hosts;
use crate::source::OutputPath;
use crate::theme::Theme;
use crate::write::{Changes, Options, Staging, read_manifest, read_saved_manifest};

use super::elsewhere::Outputs;
use super::foreseen::Looking;
use super::memory::Memory;
use super::render_all::{Inspection, Made, Sink, render_all};
use super::sources::Sources;
use super::timings::{Stages, Step};
use super::verdict::Verdict;
use super::{BuildError, BuildOptions, Purpose, STATE_FOLDER, blocks, collecting, online};

/// What outputs are made from.
#[derive(Clone, Copy)]
pub(super) struct Material<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    /// For the bodies of which only the outline was remembered.
    pub(super) sources: &'a Sources,
    pub(super) glossary: &'a GlossaryMatcher,
    /// Who looks for names and numbers, and what was told of the texts.
    pub(super) guard: &'a Guard,
    pub(super) told: &'a Told,
}

pub(super) fn publish(
    options: &BuildOptions,
    material: Material<'_>,
    (setup, opened): (Setup, Option<Result<Opened, BuildError>>),
    verdict: &mut Verdict<'_>,
    found: &mut Vec<Diagnostic>,
    stages: &mut Stages<'_>,
) -> Result<Made, BuildError> {
    let Material { site, theme, guard, told, .. } = material;
    let (plan, mut of_plan) = collecting(|found| plan_outputs(site, theme, found));
    of_plan.extend(report_left_by_hosts(site));
    verdict.settle(&mut of_plan);
    found.append(&mut of_plan);
    let inputs = plan_inputs(site, theme, &plan, setup);
    stages.end("plan");
    let wanted = options.purpose == Purpose::Publish && !blocks(found, options.deny_warnings);
    // Of an output that could not be opened nobody has to know while there is something to mend.
    let opened = if wanted { Some(opened.unwrap_or_else(|| Opened::open(options))?) } else { None };
    let mut schedule = schedule_outputs(options, site, &plan, &inputs, opened.as_ref());
    let asks = matches!(options.purpose, Purpose::CheckOnline(_));
    let mut inspector = Inspector::new(site, theme, &plan, verdict.levels, guard, told).keeping_outside(asks);
    let before = opened.as_ref().and_then(|opened| opened.memory.pages());
    if let Some(before) = before {
        inspector.reschedule(&mut schedule, before);
    }
    stages.end("schedule");
    let looking = Looking::of(options, site, &plan);
    let sink = match (&options.purpose, &opened, &looking) {
        (_, _, Some(looking)) => Sink::Memory(&looking.shelf),
        (Purpose::Compare(_), ..) => Sink::Contents,
        (_, Some(opened), None) => Sink::Staging(&opened.staging),
        (_, None, None) => Sink::Nowhere,
    };
    let inspection = Inspection { inspector: &inspector, root: &options.root, progress: stages.progress };
    let mut of_pages = Vec::new();
    let mut made = render_all(material, &plan, &inputs, &schedule, sink, inspection, &mut of_pages)?;
    stages.end("render, check and write");
    stages.progress.begin(Step::Publish, 0);
    if asks {
        online::ask(options, site.today, &mut inspector, &mut of_pages);
        stages.end("ask other hosts");
    }
    let inspected = inspector.finish(before, &|path| material.sources.text(path));
    made.unpacked += inspected.unpacked;
    of_pages.extend(inspected.diagnostics);
    verdict.close(site, &mut of_pages);
    found.append(&mut of_pages);
    made.seen = looking.map(|looking| looking.seen(site, &plan, &inputs));
    if let (Purpose::Compare(against), false) = (&options.purpose, blocks(found, options.deny_warnings)) {
        made.changes = Some(changes_since(against.as_deref(), options, &made)?);
    }
    stages.end("join what was found");
    let mut after = Vec::new();
    let outputs = Outputs::of(&options.root.join(STATE_FOLDER));
    if let Some(Opened { staging, memory }) = opened.filter(|_| !blocks(found, options.deny_warnings)) {
        let output = staging.output();
        let published = staging.publish()?;
        after.extend(outputs.remember(&output));
        after.extend(outputs.forget(&output, site));
        after.extend(memory.keep(published.manifest, site, &plan, &inputs, &inspected.remembered));
        made.finish(published, &mut after);
        made.explain(&plan, schedule);
        stages.end("publish");
    }
    // Afterwards: nothing that is elsewhere may keep a purge waiting.
    after.extend(left_elsewhere(options, site, &outputs, [&*found, &after]));
    verdict.settle(&mut after);
    found.append(&mut after);
    Ok(made)
}

/// What publishing would change, against a manifest that was put aside or against what is in the output.
fn changes_since(aside: Option<&Path>, options: &BuildOptions, made: &Made) -> Result<Changes, BuildError> {
    let before = match aside {
        Some(file) => Some(read_saved_manifest(file)?),
        None => read_manifest(&options.output())?,
    };
    Ok(Changes::between(before.as_ref(), &made.contents))
}

/// Says which other outputs of this site still have what is purged, and, where nothing was published, that this one has.
fn left_elsewhere(
    options: &BuildOptions,
    site: &Site,
    outputs: &Outputs,
    found: [&Vec<Diagnostic>; 2],
) -> Vec<Diagnostic> {
    let own = options.real_output();
    let mut left: Vec<Diagnostic> = outputs.report(&own, site).into_iter().collect();
    let is_refused = found.into_iter().chain([&left]).any(|found| blocks(found, options.deny_warnings));
    if is_refused && matches!(options.purpose, Purpose::Publish | Purpose::Check) {
        left.extend(Outputs::report_refused(&own, site));
    }
    left
}

/// The output that a build writes to, and what is known of the build that made what is there.
pub(super) struct Opened {
    staging: Staging,
    memory: Memory,
}

impl Opened {
    pub(super) fn open(options: &BuildOptions) -> Result<Self, BuildError> {
        let state = options.root.join(STATE_FOLDER);
        let how = Options { durable: options.durable };
        let staging = Staging::open(&options.output(), &options.root, &state, how)?;
        let memory = Memory::of(&staging, &state, options.use_cache);
        Ok(Self { staging, memory })
    }
}

/// Decides what has to be made; without an output to compare with, or when it is asked, all of it.
fn schedule_outputs(
    options: &BuildOptions,
    site: &Site,
    plan: &Plan,
    inputs: &PlanInputs,
    opened: Option<&Opened>,
) -> Schedule {
    let (Some(Opened { staging, memory }), true) = (opened, options.use_cache) else {
        return Schedule { reasons: vec![Some(DirtyReason::Asked); plan.tasks.len()] };
    };
    let is_live =
        |output: &OutputPath| staging.previous().is_some_and(|live| live.get(output.as_str()).is_some());
    schedule(site, plan, inputs, memory.record(), is_live)
}
