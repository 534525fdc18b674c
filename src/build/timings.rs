//! How long a build takes, by stage and by template, and how far it has come.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Time by stage, and whom to tell how far the build has come.
pub(super) struct Stages<'p> {
    pub(super) progress: &'p Progress,
    pub(super) started: Instant,
    last: Instant,
    pub(super) timings: Vec<(&'static str, Duration)>,
}

impl<'p> Stages<'p> {
    pub(super) fn new(progress: &'p Progress) -> Self {
        let now = Instant::now();
        Self { progress, started: now, last: now, timings: Vec::new() }
    }

    pub(super) fn end(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.timings.push((stage, now - self.last));
        self.last = now;
    }
}

/// What one template took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTime {
    /// The name of the template, or what is made where no template has a part in it.
    pub name: String,
    /// How many outputs, or rows of lists, were made by it.
    pub outputs: usize,
    /// The time of all of them, added up over all threads.
    pub time: Duration,
}

/// Time by template, while it is counted on one thread.
#[derive(Debug, Default)]
pub(super) struct TemplateTimes(Vec<TemplateTime>);

impl TemplateTimes {
    /// Adds outputs that took some time.
    pub(super) fn add(&mut self, name: &str, outputs: usize, time: Duration) {
        // There are about a dozen names, of which nearly every call wants the same one.
        match self.0.iter_mut().find(|known| known.name == name) {
            Some(known) => {
                known.outputs += outputs;
                known.time += time;
            }
            None => self.0.push(TemplateTime { name: name.to_owned(), outputs, time }),
        }
    }

    /// Adds what another thread counted.
    pub(super) fn and(&mut self, other: Self) {
        for TemplateTime { name, outputs, time } in other.0 {
            self.add(&name, outputs, time);
        }
    }

    /// All of them, the slowest first.
    pub(super) fn into_sorted(self) -> Vec<TemplateTime> {
        let mut times = self.0;
        times.retain(|one| one.outputs > 0);
        times.sort_by(|one, other| other.time.cmp(&one.time).then_with(|| one.name.cmp(&other.name)));
        times
    }
}

/// What a build is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Load,
    Read,
    Resolve,
    Make,
    Publish,
}

/// How far a build has come. Whoever waits for it may look at any time, from another thread.
///
/// The numbers are for show: two that are read while a step ends may belong to different steps.
#[derive(Debug, Default)]
pub struct Progress {
    step: AtomicUsize,
    done: AtomicUsize,
    total: AtomicUsize,
}

/// Where a build stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// What it is busy with.
    pub doing: &'static str,
    /// How many texts or pages are done.
    pub done: usize,
    /// Of how many; 0 where nothing is counted.
    pub total: usize,
}

impl Progress {
    pub(super) fn begin(&self, step: Step, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        self.step.store(step as usize, Ordering::Relaxed);
    }

    pub(super) fn advance(&self, by: usize) {
        self.done.fetch_add(by, Ordering::Relaxed);
    }

    /// Where the build stands.
    pub fn stand(&self) -> Stand {
        let doing =
            ["looking for files", "reading briefings", "joining briefings", "making pages", "publishing"];
        let step = self.step.load(Ordering::Relaxed);
        Stand {
            doing: doing.get(step).copied().unwrap_or_default(),
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_threads_are_added_up_and_sorted() {
        let mut one = TemplateTimes::default();
        one.add("briefing.html", 1, Duration::from_millis(2));
        one.add("briefing.html", 1, Duration::from_millis(3));
        one.add("row.html", 0, Duration::ZERO);
        let mut other = TemplateTimes::default();
        other.add("index.html", 1, Duration::from_millis(9));
        other.add("briefing.html", 2, Duration::from_millis(1));
        one.and(other);
        let time = |name: &str, outputs, milliseconds| TemplateTime {
            name: name.to_owned(),
            outputs,
            time: Duration::from_millis(milliseconds),
        };
        assert_eq!(one.into_sorted(), [time("index.html", 1, 9), time("briefing.html", 4, 6)]);
    }

    #[test]
    fn every_step_has_its_words() {
        let progress = Progress::default();
        assert_eq!(progress.stand(), Stand { doing: "looking for files", done: 0, total: 0 });
        for step in [Step::Load, Step::Read, Step::Resolve, Step::Make, Step::Publish] {
            progress.begin(step, 2);
            progress.advance(1);
            let stand = progress.stand();
            assert!(!stand.doing.is_empty(), "{step:?}");
            assert_eq!((stand.done, stand.total), (1, 2));
        }
        assert_eq!(progress.stand().doing, "publishing");
    }
}
