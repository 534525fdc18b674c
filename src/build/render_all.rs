//! Renders every task in parallel and hands each artifact to the writer at once, so that no more than one page for
//! each thread is in memory.

use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;

use crate::check::{Inspector, Sight};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{load_beginning, load_copy, load_ends};
use crate::model::Site;
use crate::plan::{DirtyReason, Plan, PlanInputs, Schedule, Task};
use crate::render::{Artifact, Renderer, stripped};
use crate::source::{Fingerprint, OutputPath, SourcePath};
use crate::write::{Changes, Published, Staging, WriteError};

use super::edition::Shelf;
use super::foreseen::Seen;
use super::timings::{Progress, Step, TemplateTime, TemplateTimes};
use super::{BuildError, Material};

const FOREIGN_FILE: Code = Code("site/foreign-file");

/// What became of the plan.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// Every output of the site.
    pub(super) pages: usize,
    /// Those that were made.
    pub(super) rendered: usize,
    /// Those that were found fresh.
    pub(super) kept: usize,
    /// Those that were taken away.
    pub(super) removed: usize,
    /// Why each one was made.
    pub(super) reasons: Vec<(OutputPath, DirtyReason)>,
    /// The hash of each output, where that is what was asked for.
    pub(super) contents: Vec<(OutputPath, Fingerprint)>,
    /// Time by template, the slowest first.
    pub(super) templates: Vec<TemplateTime>,
    /// How many pictures had to be unpacked to publish them.
    pub(super) unpacked: usize,
    /// What publishing would change.
    pub(super) changes: Option<Changes>,
    /// What was kept of a briefing that is looked at in advance.
    pub(super) seen: Option<Seen>,
    /// Whether the site is out.
    pub(super) published: bool,
}

/// Bytes that a thread's buffer may keep from one page to the next; open data and feeds of thousands take more.
const BUFFER_KEPT: usize = 1 << 20;

/// Where artifacts go.
#[derive(Clone, Copy)]
pub(super) enum Sink<'a> {
    /// Nowhere: what matters is whether they can be made.
    Nowhere,
    /// Into the generation in the making.
    Staging(&'a Staging),
    /// Nowhere, but their hashes are kept.
    Contents,
    /// Into memory.
    Memory(&'a Shelf<'a>),
}

/// Who looks at outputs, where those stand that are copied, and who counts them.
#[derive(Clone, Copy)]
pub(super) struct Inspection<'a> {
    pub(super) inspector: &'a Inspector<'a>,
    /// The folder of the site.
    pub(super) root: &'a Path,
    pub(super) progress: &'a Progress,
}

/// What one thread found and made.
#[derive(Default)]
struct Collected {
    diagnostics: Vec<Diagnostic>,
    contents: Vec<(OutputPath, Fingerprint)>,
    templates: TemplateTimes,
    unpacked: usize,
}

impl Collected {
    fn and(mut self, mut other: Self) -> Self {
        self.diagnostics.append(&mut other.diagnostics);
        self.contents.append(&mut other.contents);
        self.templates.and(other.templates);
        self.unpacked += other.unpacked;
        self
    }
}

type Found = Result<Collected, BuildError>;

/// Renders all tasks that are not fresh; writes them where there is somewhere to write to.
pub(super) fn render_all(
    material: Material<'_>,
    plan: &Plan,
    inputs: &PlanInputs,
    schedule: &Schedule,
    sink: Sink<'_>,
    inspection: Inspection<'_>,
    found: &mut Vec<Diagnostic>,
) -> Result<Made, BuildError> {
    let Material { site, theme, .. } = material;
    let bodies = material.bodies(plan, schedule)?;
    inspection.progress.begin(Step::Make, plan.tasks.len());
    let making = || {
        let mut found = Vec::new();
        let needed = needed_summaries(site, inputs, schedule);
        let renderer = Renderer::new(site, theme, plan, &needed, &bodies, &mut found);
        let mut of_threads = render_tasks(&renderer, plan, schedule, sink, inspection)?;
        found.append(&mut of_threads.diagnostics);
        of_threads.templates.add(
            "row.html",
            needed.iter().filter(|needed| **needed).count(),
            renderer.time_of_rows(),
        );
        Ok(Collected { diagnostics: found, ..of_threads })
    };
    // One thread makes the folders while the others prepare what pages share and begin to render.
    let folders = || match sink {
        Sink::Staging(staging) => staging.create_folders(plan.tasks.iter().map(|task| &task.output)),
        Sink::Nowhere | Sink::Contents | Sink::Memory(_) => Ok(()),
    };
    let (made, folders): (Found, Result<(), WriteError>) = rayon::join(making, folders);
    folders?;
    let Collected { mut diagnostics, contents, templates, unpacked } = made?;
    found.append(&mut diagnostics);
    Ok(Made { contents, templates: templates.into_sorted(), unpacked, ..Made::of(plan, schedule) })
}

/// For each listed briefing, whether a task that will be rendered shows it.
fn needed_summaries(site: &Site, inputs: &PlanInputs, schedule: &Schedule) -> Vec<bool> {
    let mut needed = vec![false; site.briefings.len()];
    let stale = inputs.tasks.iter().zip(&schedule.reasons).filter(|(_, reason)| reason.is_some());
    for at in stale.flat_map(|(task, _)| &task.listed) {
        needed[*at as usize] = true;
    }
    needed
}

fn render_tasks(
    renderer: &Renderer<'_>,
    plan: &Plan,
    schedule: &Schedule,
    sink: Sink<'_>,
    inspection: Inspection<'_>,
) -> Found {
    plan.tasks
        .par_iter()
        .zip(&schedule.reasons)
        .enumerate()
        .fold(
            || (Vec::new(), Ok(Collected::default())),
            |(mut buffer, found): (_, Found), (at, (task, reason))| {
                let found = found.and_then(|found| match (reason, sink) {
                    (None, Sink::Staging(staging)) => Ok(staging.keep(&task.output).map(|()| found)?),
                    (None, Sink::Memory(_)) => Ok(found),
                    _ => make(renderer, (at, task), sink, inspection, &mut buffer, found),
                });
                inspection.progress.advance(1);
                (buffer, found)
            },
        )
        .map(|(_, found)| found)
        .reduce(|| Ok(Collected::default()), |one, other| Ok(one?.and(other?)))
}

fn make(
    renderer: &Renderer<'_>,
    (at, task): (usize, &Task),
    sink: Sink<'_>,
    inspection: Inspection<'_>,
    buffer: &mut Vec<u8>,
    mut found: Collected,
) -> Found {
    let started = Instant::now();
    // What is not in the buffer is a copy of a file.
    let copied = match renderer.render(task, buffer) {
        Ok(Artifact::Bytes) => Ok(None),
        Ok(Artifact::Copy(source, fingerprint)) => Ok(Some((source, fingerprint))),
        Ok(Artifact::Stripped(file)) => {
            let original = load_copy(inspection.root, &file.path, file.original)?;
            let (left, has_unpacked) = stripped(file, original);
            *buffer = left;
            found.unpacked += usize::from(has_unpacked);
            Ok(None)
        }
        Err(diagnostic) => Err(diagnostic),
    };
    found.templates.add(renderer.maker(task), 1, started.elapsed());
    if let Ok(copied) = &copied {
        inspection.look(at, *copied, buffer)?;
    }
    match (copied, sink) {
        (Ok(_), Sink::Memory(shelf)) if !shelf.takes(at) => {}
        (Ok(None), Sink::Staging(staging)) => {
            staging.write(&task.output, buffer)?;
        }
        (Ok(Some((source, fingerprint))), Sink::Staging(staging)) => {
            staging.copy(&task.output, source, fingerprint)?;
        }
        (Ok(None), Sink::Contents) => {
            found.contents.push((task.output.clone(), Fingerprint::of(buffer)));
        }
        (Ok(Some((_, fingerprint))), Sink::Contents) => {
            found.contents.push((task.output.clone(), fingerprint));
        }
        (Ok(None), Sink::Memory(shelf)) => shelf.put(at, buffer.as_slice().into()),
        (Ok(Some((source, fingerprint))), Sink::Memory(shelf)) => {
            shelf.put(at, load_copy(shelf.root, source, fingerprint)?.into());
        }
        (Ok(_), Sink::Nowhere) => {}
        (Err(diagnostic), _) => found.diagnostics.push(diagnostic),
    }
    if buffer.capacity() > BUFFER_KEPT {
        *buffer = Vec::new();
    }
    Ok(found)
}

impl Inspection<'_> {
    /// Shows an output to the inspector: bytes, or a copy of a file and its hash.
    fn look(
        self,
        task: usize,
        copied: Option<(&SourcePath, Fingerprint)>,
        bytes: &[u8],
    ) -> Result<(), BuildError> {
        match copied {
            None => self.inspector.look(task, bytes),
            Some((source, fingerprint)) => match self.inspector.looks_at(task) {
                Sight::None => {}
                Sight::Whole => self.inspector.look(task, &load_copy(self.root, source, fingerprint)?),
                Sight::Beginning(length) => {
                    self.inspector.look(task, &load_beginning(self.root, source, length)?);
                }
                Sight::Ends(length) => self.inspector.look(task, &load_ends(self.root, source, length)?),
            },
        }
        Ok(())
    }
}

impl Made {
    /// The numbers of a plan.
    pub(super) fn of(plan: &Plan, schedule: &Schedule) -> Self {
        let rendered = schedule.reasons.iter().flatten().count();
        Self { pages: plan.tasks.len(), rendered, kept: plan.tasks.len() - rendered, ..Self::default() }
    }

    /// Says of each output that was made why it had to be.
    pub(super) fn explain(&mut self, plan: &Plan, schedule: Schedule) {
        let outputs = plan.tasks.iter().map(|task| task.output.clone());
        self.reasons = outputs.zip(schedule.reasons).filter_map(|(at, why)| Some((at, why?))).collect();
    }

    /// Takes up what the exchange did.
    pub(super) fn finish(&mut self, published: Published, found: &mut Vec<Diagnostic>) {
        self.removed = published.removed.len();
        self.published = true;
        for path in published.foreign {
            found.push(
                Diagnostic::note(
                    FOREIGN_FILE,
                    format!("`{path}` in the output was not written by Briefpress, so it stays"),
                )
                .help("delete it by hand if it should not be public"),
            );
        }
    }
}
