//! Renders every task in parallel and hands each artifact to the writer at once, so that no more than one page for
//! each thread is in memory.

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Site;
use crate::plan::{DirtyReason, Plan, PlanInputs, Schedule, Task};
use crate::render::{Artifact, Renderer};
use crate::source::OutputPath;
use crate::theme::Theme;
use crate::write::{Published, Staging, WriteError};

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
    /// Whether the site is out.
    pub(super) published: bool,
}

/// Bytes that a thread's buffer may keep from one page to the next; open data and feeds of thousands take more.
const BUFFER_KEPT: usize = 1 << 20;

/// What one thread found.
type Found = Result<Vec<Diagnostic>, WriteError>;

/// Renders all tasks that are not fresh; writes them where there is somewhere to write to.
pub(super) fn render_all(
    site: &Site,
    theme: &Theme,
    plan: &Plan,
    inputs: &PlanInputs,
    schedule: &Schedule,
    staging: Option<&Staging>,
    found: &mut Vec<Diagnostic>,
) -> Result<Made, WriteError> {
    let making = || {
        let mut found = Vec::new();
        let needed = needed_summaries(site, inputs, schedule);
        let renderer = Renderer::new(site, theme, plan, &needed, &mut found);
        let of_threads = render_tasks(&renderer, plan, schedule, staging)?;
        found.extend(of_threads);
        Ok(found)
    };
    // One thread makes the folders while the others prepare what pages share and begin to render.
    let folders = || {
        staging.map_or(Ok(()), |staging| staging.create_folders(plan.tasks.iter().map(|task| &task.output)))
    };
    let (made, folders): (Found, Result<(), WriteError>) = rayon::join(making, folders);
    folders?;
    found.extend(made?);
    let rendered = schedule.reasons.iter().flatten().count();
    Ok(Made { pages: plan.tasks.len(), rendered, kept: plan.tasks.len() - rendered, ..Made::default() })
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
    staging: Option<&Staging>,
) -> Found {
    plan.tasks
        .par_iter()
        .zip(&schedule.reasons)
        .fold(
            || (Vec::new(), Ok(Vec::new())),
            |(mut buffer, found), (task, reason)| {
                let found = found.and_then(|found| match (reason, staging) {
                    (None, Some(staging)) => staging.keep(&task.output).map(|()| found),
                    _ => make(renderer, task, staging, &mut buffer, found),
                });
                (buffer, found)
            },
        )
        .map(|(_, found)| found)
        .reduce(|| Ok(Vec::new()), |one, other| one.and_then(|one| other.map(|other| [one, other].concat())))
}

fn make(
    renderer: &Renderer<'_>,
    task: &Task,
    staging: Option<&Staging>,
    buffer: &mut Vec<u8>,
    mut found: Vec<Diagnostic>,
) -> Found {
    match (renderer.render(task, buffer), staging) {
        (Ok(Artifact::Bytes), Some(staging)) => {
            staging.write(&task.output, buffer)?;
        }
        (Ok(Artifact::Copy(source, fingerprint)), Some(staging)) => {
            staging.copy(&task.output, source, fingerprint)?;
        }
        (Ok(_), None) => {}
        (Err(diagnostic), _) => found.push(*diagnostic),
    }
    if buffer.capacity() > BUFFER_KEPT {
        *buffer = Vec::new();
    }
    Ok(found)
}

impl Made {
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
