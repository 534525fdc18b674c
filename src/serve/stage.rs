//! What can be seen now: the last good edition, what is wrong since, and who is looking.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::build::{BuildError, Edition, Previewed, Viewers};
use crate::diagnostic::Diagnostic;
use crate::source::{EVENT_STREAMS_LIMIT, OutputPath};

/// The longest time that an answer waits for a page that is being made.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a rebuild left wrong.
#[derive(Debug, Clone, Default)]
pub(super) enum Trouble {
    /// Nothing that forbids the site.
    #[default]
    None,
    /// These findings forbid it.
    Findings(Arc<[Diagnostic]>),
    /// The machine failed.
    Failure(Arc<str>),
}

/// What can be seen, and who sees it.
#[derive(Debug, Default)]
pub(super) struct Stage {
    seen: Mutex<Seen>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Seen {
    now: Now,
    next_viewer: u64,
    viewers: BTreeMap<u64, Option<OutputPath>>,
}

/// What can be seen at one moment. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(super) struct Now {
    /// Counts what changed.
    pub(super) version: u64,
    /// The edition that is shown.
    pub(super) edition: Edition,
    /// What is wrong since.
    pub(super) trouble: Trouble,
    /// Counts what was wrong.
    pub(super) trouble_version: u64,
    /// What the last build read and found, for the desk.
    pub(super) previewed: Option<Arc<Previewed>>,
}

/// Somebody who has a page open, for as long as this lives.
pub(super) struct Viewer<'a> {
    stage: &'a Stage,
    number: u64,
}

impl Stage {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What can be seen now.
    pub(super) fn now(&self) -> Now {
        self.lock().now.clone()
    }

    /// Takes what a build found.
    pub(super) fn take(&self, built: Result<Previewed, BuildError>) {
        let (trouble, previewed) = match built {
            Ok(previewed) if previewed.outcome.published => (Trouble::None, Some(previewed)),
            Ok(previewed) => {
                (Trouble::Findings(previewed.outcome.diagnostics.as_slice().into()), Some(previewed))
            }
            Err(error) => (Trouble::Failure(error.to_string().into()), None),
        };
        let mut seen = self.lock();
        let is_quiet = |trouble: &Trouble| matches!(trouble, Trouble::None);
        if !(is_quiet(&trouble) && is_quiet(&seen.now.trouble)) {
            seen.now.trouble_version += 1;
        }
        seen.now.trouble = trouble;
        let before = match previewed {
            Some(previewed) => seen.now.previewed.replace(Arc::new(previewed)),
            None => None,
        };
        seen.now.version += 1;
        drop(seen);
        self.changed.notify_all();
        // Taking a large site apart takes a while, and nobody has to wait for it.
        rayon::spawn(move || drop(before));
    }

    /// The moment after a version, or the same one when the time is over.
    pub(super) fn wait(&self, version: u64, time: Duration) -> Now {
        let seen = self.lock();
        let is_old = |seen: &mut Seen| seen.now.version == version;
        let (seen, _) =
            self.changed.wait_timeout_while(seen, time, is_old).unwrap_or_else(PoisonError::into_inner);
        seen.now.clone()
    }

    /// The bytes of an output of an edition, or of the one that takes its place while it is made.
    pub(super) fn bytes(&self, mut now: Now, find: impl Fn(&Now) -> Option<usize>) -> Option<Arc<[u8]>> {
        let until = Instant::now() + PATIENCE;
        loop {
            let at = find(&now)?;
            if let Some(bytes) = now.edition.bytes(at) {
                return Some(Arc::clone(bytes));
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            now = self.wait(now.version, left);
        }
    }

    /// Notes that somebody looks at an output, and has its changes made first. `None` when too many do.
    pub(super) fn enter(&self, output: Option<OutputPath>) -> Option<Viewer<'_>> {
        let mut seen = self.lock();
        if seen.viewers.len() >= EVENT_STREAMS_LIMIT {
            return None;
        }
        let number = seen.next_viewer;
        seen.next_viewer += 1;
        seen.viewers.insert(number, output);
        Some(Viewer { stage: self, number })
    }
}

impl Drop for Viewer<'_> {
    fn drop(&mut self) {
        self.stage.lock().viewers.remove(&self.number);
    }
}

impl Viewers for Stage {
    fn looked_at(&self) -> Vec<OutputPath> {
        self.lock().viewers.values().flatten().cloned().collect()
    }

    fn show(&self, edition: Edition) {
        let mut seen = self.lock();
        seen.now.edition = edition;
        seen.now.version += 1;
        drop(seen);
        self.changed.notify_all();
    }
}
