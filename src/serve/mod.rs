//! The preview: watches the site, builds it into memory by the way of every build, and serves that on this machine.
//!
//! What is served is a map from addresses to bytes. No request can name a file, and nothing is written.

mod answer;
mod coalesce;
mod content_type;
mod desk;
mod dress;
mod error;
mod events;
mod holder;
mod http;
mod listen;
mod stage;
mod watch;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::build::{BuildError, BuildOptions, Previewed, Session, Today};
use crate::source::SourcePath;

pub use error::ServeError;
pub use listen::Listening;

use coalesce::{Change, Changes, Coalescer};
use stage::Stage;
use watch::{Watcher, is_folder_of_site};

/// Who hears what became of each build.
pub trait Observer {
    /// What the next build is asked to do: time goes on while a preview runs.
    fn options(&mut self) -> BuildOptions;

    /// A build has ended; `published` in its outcome tells whether it is what can be seen now.
    fn built(&mut self, previewed: &Previewed);

    /// A build failed for a reason that is not in the content.
    fn failed(&mut self, error: &BuildError);
}

/// So often is a site read again that does not keep still; then it is told.
const ATTEMPTS: usize = 3;

/// What became of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rebuilt {
    /// There is something new: an output, a finding, a failure.
    News,
    /// All is as it was before.
    Nothing,
    /// A file was changed while it was read: nothing is known, and nothing was said or shown.
    Unsettled,
}

/// A preview: the last good edition of a site, and what is wrong since.
#[derive(Debug, Default)]
pub struct Preview {
    stage: Arc<Stage>,
    session: Session,
    /// How many builds one after the other met a site that did not keep still.
    unsettled: usize,
}

impl Preview {
    /// Answers whoever asks at the addresses, from now on until the process ends.
    pub fn serve(&self, listening: Listening, root: &Path) -> Result<(), ServeError> {
        listening.serve(&self.stage, root)
    }

    /// Builds the site as it is on disk now, and shows it if nothing forbids that.
    pub fn rebuild(&mut self, observer: &mut dyn Observer) -> Rebuilt {
        self.rebuild_changes(observer, None)
    }

    /// Builds the site as [`rebuild`](Self::rebuild) does, when it is known at which paths something has changed since the
    /// build before; `None`: anything may have.
    pub fn rebuild_changes(
        &mut self,
        observer: &mut dyn Observer,
        changes: Option<&BTreeSet<SourcePath>>,
    ) -> Rebuilt {
        let built = self.session.preview_changes(&observer.options(), changes, &*self.stage);
        let mut rebuilt = Rebuilt::News;
        match &built {
            Err(error) if error.is_change() && self.unsettled < ATTEMPTS => {
                self.unsettled += 1;
                return Rebuilt::Unsettled;
            }
            Ok(previewed) => {
                let summary = &previewed.outcome.summary;
                if previewed.outcome.published && summary.rendered + summary.removed == 0 {
                    rebuilt = Rebuilt::Nothing;
                }
                observer.built(previewed);
            }
            Err(error) => observer.failed(error),
        }
        self.unsettled = 0;
        self.stage.take(built);
        rebuilt
    }

    /// Builds the site after each change, until the process ends. `root` is the folder's one true path.
    pub fn follow(mut self, root: &Path, observer: &mut dyn Observer) -> Result<(), ServeError> {
        let (sender, receiver) = mpsc::channel();
        // Watching begins before the first build reads anything, so that no change falls between the two.
        let mut watcher = Watcher::start(root, sender)?;
        let started = Instant::now();
        let mut coalescer = Coalescer::default();
        if self.rebuild(observer) == Rebuilt::Unsettled {
            coalescer.note(Change::Unknown, started.elapsed());
        }
        loop {
            let until = self.session.until();
            let mut time_left = || until.and_then(|until| time_until(until, observer.options().today));
            let Some(changes) = next_changes(&receiver, &mut coalescer, started, &mut time_left) else {
                return Ok(());
            };
            if changes.unknown || changes.paths.iter().any(|path| is_folder_of_site(path)) {
                watcher.watch_folders()?;
            }
            let paths = changes.paths.iter().map(|path| SourcePath::new(path.as_str())).collect();
            let known = (!changes.unknown).then_some(&paths);
            let rebuilt = self.rebuild_changes(observer, known);
            coalescer.end(started.elapsed(), changes.unknown && rebuilt == Rebuilt::Nothing);
            if rebuilt == Rebuilt::Unsettled {
                coalescer.note(Change::Unknown, started.elapsed());
            }
        }
    }
}

/// Somebody may set the clock, or let the machine sleep: so often the moment is looked at again that is waited for.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// How long it is until a moment. Nothing where time stands still.
fn time_until(until: Timestamp, today: Today) -> Option<Duration> {
    let Today::Now(now) = today else { return None };
    Some(Duration::try_from(until.duration_since(now)).unwrap_or_default())
}

/// Waits until there is something to build: changes, or none at all when the time has come at which the site is another
/// one without them. Nothing when the watcher has gone.
fn next_changes(
    receiver: &Receiver<Change>,
    coalescer: &mut Coalescer,
    started: Instant,
    time_left: &mut dyn FnMut() -> Option<Duration>,
) -> Option<Changes> {
    loop {
        if let Some(changes) = coalescer.take(started.elapsed()) {
            return Some(changes);
        }
        let wait = match (coalescer.due(), time_left()) {
            (Some(due), _) => Some(due.saturating_sub(started.elapsed())),
            (None, Some(Duration::ZERO)) => return Some(Changes::default()),
            (None, left) => left.map(|left| left.min(LONGEST_SLEEP)),
        };
        let change = match wait {
            None => receiver.recv().ok()?,
            Some(wait) => match receiver.recv_timeout(wait) {
                Ok(change) => change,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return None,
            },
        };
        let now = started.elapsed();
        coalescer.note(change, now);
        for change in receiver.try_iter() {
            coalescer.note(change, now);
        }
    }
}
