//! The driver: load, parse, resolve, plan, render, check, write. There is no other path; `check` is this one without
//! the writing.

mod edition;
mod elsewhere;
mod error;
mod foreseen;
mod identity;
mod join;
mod joined;
mod memory;
mod online;
mod options;
mod pictures;
mod preview;
mod publish;
mod render_all;
mod sources;
mod still_public;
mod timings;
mod today;
mod verdict;

use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;

use crate::check::{Told, forget_foretold};
use crate::diagnostic::{self, Counts, Diagnostic, Severity, Summary, Waived};
use crate::model::{Site, Wanted, WithheldBriefing};
use crate::plan::DirtyReason;
use crate::source::OutputPath;
use crate::write::Changes;

use join::join;
use joined::{Ground, Joined};
use preview::{Planning, Showing};
use publish::{Material, publish};
use render_all::Made;
use timings::Stages;
use verdict::Verdict;

pub use edition::Edition;
pub use error::BuildError;
pub use foreseen::Foreseen;
pub use options::{BuildOptions, Purpose};
pub use preview::{Previewed, Session, Viewers};
pub use still_public::sealed_names_in_public;
pub use timings::{Progress, Stand, TemplateTime};
pub use today::Today;

/// Where the site keeps what one build tells the next.
const STATE_FOLDER: &str = ".briefpress";

/// What a build did.
#[derive(Debug)]
pub struct BuildOutcome {
    /// Everything found, in the order in which it is shown.
    pub diagnostics: Vec<Diagnostic>,
    /// The numbers.
    pub summary: Summary,
    /// Why each output was made.
    pub reasons: Vec<(OutputPath, DirtyReason)>,
    /// Time by stage.
    pub timings: Vec<(&'static str, Duration)>,
    /// Time by template, the slowest first.
    pub templates: Vec<TemplateTime>,
    /// How many texts had to be checked; what was found of the others was remembered.
    pub checked: usize,
    /// How often a picture had to be unpacked: once for the same bytes, wherever they stand, and not at all where it was remembered
    /// what that gave.
    pub unpacked: usize,
    /// Whether the site was published.
    pub published: bool,
    /// What publishing would change, where that was asked and nothing forbids it.
    pub changes: Option<Changes>,
}

/// Builds a site: reads it, checks it and, if nothing forbids it, publishes it.
///
/// Mistakes of the content are in the outcome; an error means that the machine failed. A file that is saved while
/// the site is read makes the build begin again, once.
pub fn build(options: &BuildOptions) -> Result<BuildOutcome, BuildError> {
    let Built { outcome, site, .. } = again_once(|| build_once(options, None, &Progress::default()))?;
    // Taking a large site apart takes as long as a hundred pages; nobody has to wait for it.
    rayon::spawn(move || drop(site));
    Ok(outcome)
}

/// Builds as [`build`] does, and says all the while how far it has come; for a process that ends afterwards.
pub fn build_watched(options: &BuildOptions, progress: &Progress) -> Result<BuildOutcome, BuildError> {
    let Built { outcome, site, .. } = again_once(|| build_once(options, None, progress))?;
    // The end of the process takes its memory back at once. Whatever is freed before, the allocator returns piece by piece.
    std::mem::forget(site);
    Ok(outcome)
}

/// Builds without writing, and gives the site that was found as well.
pub fn survey(options: &BuildOptions) -> Result<Previewed, BuildError> {
    let Built { outcome, site, withheld, .. } =
        again_once(|| build_once(options, None, &Progress::default()))?;
    Ok(Previewed { outcome, site, withheld })
}

/// Looks at one briefing as if it came out now: builds without writing, and gives what of it the public would get. Nothing
/// of that where there is no such briefing, or where its page can not be made.
pub fn foresee(options: &BuildOptions, wanted: Wanted) -> Result<(Previewed, Option<Foreseen>), BuildError> {
    let options = BuildOptions { purpose: Purpose::Foresee(wanted), ..options.clone() };
    let Built { outcome, site, withheld, foreseen } =
        again_once(|| build_once(&options, None, &Progress::default()))?;
    Ok((Previewed { outcome, site, withheld }, foreseen))
}

/// What a build did, and what it did it with.
struct Built {
    outcome: BuildOutcome,
    site: Arc<Site>,
    withheld: Vec<WithheldBriefing>,
    foreseen: Option<Foreseen>,
}

/// Makes a second attempt where the first one met a file that was being changed.
fn again_once<T>(mut attempt: impl FnMut() -> Result<T, BuildError>) -> Result<T, BuildError> {
    match attempt() {
        Err(error) if error.is_change() => attempt(),
        outcome => outcome,
    }
}

fn build_once(
    options: &BuildOptions,
    showing: Option<Showing<'_>>,
    progress: &Progress,
) -> Result<Built, BuildError> {
    online::is_able(options)?;
    let mut stages = Stages::new(progress);
    let (joined, opened) = match showing.as_ref().map(|showing| showing.joined_before(options, progress)) {
        Some(Ok(Some(joined))) => {
            stages.end("read what changed");
            (joined, None)
        }
        Some(Err(error)) => return Err(error),
        Some(Ok(None)) | None => join(options, showing.as_ref(), &mut stages)?,
    };
    let Joined { ground, theme, site, withheld, waivers, found, checked, unpacked, since } = joined;
    let Ground { setup, guard, glossary, sources, .. } = &*ground;
    let mut verdict = Verdict { levels: &ground.levels, waivers };
    let (mut found, mut of_site) = found.into_lists(&site);
    let told = Told::of(&found);
    found.append(&mut of_site);
    if verdict.waivers.read_lines() {
        sources.quote(found.iter_mut().filter(|found| verdict.waivers.reads_the_line_of(found)));
    }
    verdict.waivers.apply(&mut found);
    stages.end("settle");
    let material = |theme| Material { site: &site, theme, sources, glossary, guard, told: &told };
    let setup = setup.clone();
    let is_shown = showing.is_some();
    let mut made = match (theme.as_deref(), showing) {
        (Some(theme), Some(showing)) => showing.show(
            options,
            material(theme),
            &Planning { site: &site, since, setup },
            &mut verdict,
            &mut found,
            &mut stages,
        )?,
        (Some(theme), None) => {
            publish(options, material(theme), (setup, opened), &mut verdict, &mut found, &mut stages)?
        }
        (None, _) => Made::default(),
    };
    forget_foretold(&mut found);
    if !is_shown {
        found.extend(still_public::report_refused(options, &site.config.base_url, guard, &found));
    }
    diagnostic::sort(&mut found);
    diagnostic::drop_repeated(&mut found);
    sources.quote(diagnostic::in_full(&mut found, options.excerpts));
    let mut waived = verdict.into_waived();
    if !options.reveal {
        guard.cover(&mut found, &mut waived, &|path| sources.text(path));
    }
    let summary = summarise(&site, &made, &found, waived, stages.started.elapsed());
    let seen = made.seen.take().zip(theme);
    let foreseen = seen.and_then(|(seen, theme)| Foreseen::of(seen, options, &site, theme, sources));
    let Made { reasons, published, changes, templates, unpacked: unpacked_late, .. } = made;
    let unpacked = unpacked + unpacked_late;
    let timings = stages.timings;
    let outcome = BuildOutcome {
        summary,
        diagnostics: found,
        reasons,
        timings,
        templates,
        checked,
        unpacked,
        published,
        changes,
    };
    Ok(Built { outcome, site, withheld, foreseen })
}

/// A value and what was found while it was made.
fn collecting<T>(make: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> (T, Vec<Diagnostic>) {
    let mut found = Vec::new();
    (make(&mut found), found)
}

/// Whether what was found forbids publication.
fn blocks(found: &[Diagnostic], deny_warnings: bool) -> bool {
    /// To share out fewer takes longer than to look at them.
    const MANY: usize = 10_000;
    let least = if deny_warnings { Severity::Warning } else { Severity::Error };
    let is_grave = |diagnostic: &Diagnostic| diagnostic.severity >= least;
    if found.len() < MANY { found.iter().any(is_grave) } else { found.par_iter().any(is_grave) }
}

fn summarise(site: &Site, made: &Made, found: &[Diagnostic], waived: Vec<Waived>, time: Duration) -> Summary {
    Summary {
        briefings: site.briefings.len() + site.withdrawn.len(),
        pages: made.pages,
        rendered: made.rendered,
        kept: made.kept,
        removed: made.removed,
        counts: Counts::of(found),
        waived,
        seconds: time.as_secs_f64(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{BuildError, again_once};
    use crate::load::{LoadError, LoadErrorKind};

    #[test]
    fn a_build_begins_again_once_and_only_after_a_change() {
        for (kinds, attempts, succeeds) in [
            (&[][..], 1, true),
            (&[LoadErrorKind::Changed], 2, true),
            (&[LoadErrorKind::Changed, LoadErrorKind::Changed], 2, false),
            (&[LoadErrorKind::Changed, LoadErrorKind::Denied], 2, false),
            (&[LoadErrorKind::Denied], 1, false),
            (&[LoadErrorKind::Failed], 1, false),
        ] {
            let mut made = 0;
            let outcome = again_once(|| {
                made += 1;
                match kinds.get(made - 1) {
                    Some(kind) => Err(BuildError::Load(LoadError {
                        kind: *kind,
                        path: PathBuf::from("briefings/one.md"),
                        cause: None,
                    })),
                    None => Ok(()),
                }
            });
            assert_eq!((made, outcome.is_ok()), (attempts, succeeds), "{kinds:?}");
        }
    }
}
