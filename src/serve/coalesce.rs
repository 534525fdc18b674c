//! Many changes at once are one: a pure state machine that is told of changes and of the time, and says when to build.

use std::collections::BTreeSet;
use std::time::Duration;

/// A change is acted on after this much quiet, if nothing was built a moment before.
const QUIET: Duration = Duration::from_millis(8);

/// After this much quiet, if one build has just been made; and if two or more have.
const LONGER: [Duration; 2] = [Duration::from_millis(120), Duration::from_millis(700)];

/// Builds of this span count as having just been made.
const JUST_NOW: Duration = Duration::from_secs(2);

/// Whatever comes, nobody waits longer than this.
const LONGEST: Duration = Duration::from_secs(3);

/// A build reads every file, and a system that is told of each may lose count over it. Its loss is that of a change of unknown
/// place; after a build for such a one that found nothing new, the next is not heard for this time, lest the preview build
/// for ever.
const DEAF: Duration = Duration::from_secs(2);

/// More paths than this, and everything is looked at again.
const MOST: usize = 1_000;

/// What has changed on disk, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// Something at this path, relative to the site.
    Path(String),
    /// Anything may have.
    Unknown,
}

/// What to build for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Changes {
    /// The paths, where each is known.
    pub(super) paths: BTreeSet<String>,
    /// Whether there may be others.
    pub(super) unknown: bool,
}

/// Collects changes until it is time to build.
#[derive(Debug, Default)]
pub(super) struct Coalescer {
    pending: Changes,
    /// When the first and the last of the pending changes came.
    came: Option<(Duration, Duration)>,
    /// When builds ended.
    built: Vec<Duration>,
    deaf_until: Duration,
}

impl Coalescer {
    /// Takes a change that came at a moment.
    pub(super) fn note(&mut self, change: Change, now: Duration) {
        match change {
            Change::Unknown if now < self.deaf_until => return,
            Change::Path(path) if !self.pending.unknown && self.pending.paths.len() < MOST => {
                self.pending.paths.insert(path);
            }
            _ => self.pending = Changes { unknown: true, ..Changes::default() },
        }
        let first = self.came.map_or(now, |(first, _)| first);
        self.came = Some((first, now));
    }

    /// When to build, if nothing more comes.
    pub(super) fn due(&self) -> Option<Duration> {
        let (first, last) = self.came?;
        let recent = self.built.iter().filter(|built| **built + JUST_NOW > last).count();
        let quiet = match recent {
            0 => QUIET,
            more => LONGER[more.min(LONGER.len()) - 1],
        };
        Some((last + quiet).min(first + LONGEST))
    }

    /// What to build for, if it is time.
    pub(super) fn take(&mut self, now: Duration) -> Option<Changes> {
        self.due().filter(|due| *due <= now)?;
        self.came = None;
        Some(std::mem::take(&mut self.pending))
    }

    /// Notes that a build has ended, and whether it was for a change of unknown place and found nothing new.
    pub(super) fn end(&mut self, now: Duration, was_needless: bool) {
        if was_needless {
            self.deaf_until = now + DEAF;
        }
        self.built.retain(|built| *built + JUST_NOW > now);
        self.built.push(now);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Change, Changes, Coalescer, LONGEST, MOST, QUIET};

    fn milliseconds(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    /// Plays changes at their moments, with builds that take a while and during which changes wait; gives the builds.
    fn play(changes: &[(Duration, Change)], build: Duration) -> Vec<(Duration, Changes)> {
        let mut coalescer = Coalescer::default();
        let mut builds = Vec::new();
        let (mut rest, mut free_at) = (changes.iter().peekable(), Duration::ZERO);
        loop {
            let next = rest.peek().map(|(at, _)| (*at).max(free_at));
            let due = coalescer.due().map(|due| due.max(free_at));
            match (next, due) {
                (Some(next), due) if due.is_none_or(|due| next < due) => {
                    coalescer.note(rest.next().unwrap().1.clone(), next);
                }
                (_, Some(due)) => {
                    builds.push((due, coalescer.take(due).unwrap()));
                    free_at = due + build;
                    coalescer.end(free_at, false);
                }
                (_, None) => return builds,
            }
        }
    }

    fn path(number: u64) -> Change {
        Change::Path(format!("briefings/{number}.md"))
    }

    #[test]
    fn one_save_is_built_at_once() {
        let builds = play(&[(milliseconds(5), path(1))], milliseconds(50));
        assert_eq!(builds.len(), 1);
        assert_eq!(builds[0].0, milliseconds(5) + QUIET);
        assert_eq!(builds[0].1.paths.iter().collect::<Vec<_>>(), ["briefings/1.md"]);
    }

    #[test]
    fn a_storm_is_three_builds_at_most() {
        let even: Vec<_> = (0..10_000).map(|n| (Duration::from_micros(n * 100), path(n))).collect();
        let same: Vec<_> = (0..10_000).map(|n| (Duration::from_micros(n * 100), path(n % 3))).collect();
        // Ten bursts with pauses that are long enough for a build to begin.
        let bursts: Vec<_> = (0..10_000).map(|n| (milliseconds(n / 1_000 * 100 + n % 20), path(n))).collect();
        let pauses: Vec<_> = (0..10_000).map(|n| (milliseconds(n / 200 * 20), path(n))).collect();
        for (what, storm) in [("even", even), ("same", same), ("bursts", bursts), ("pauses", pauses)] {
            for build in [1, 60, 400, 2_500] {
                let builds = play(&storm, milliseconds(build));
                assert!((1..=3).contains(&builds.len()), "{what}, {build} ms: {} builds", builds.len());
                let last = storm.iter().map(|(at, _)| *at).max().unwrap();
                assert!(builds.last().unwrap().0 >= last, "{what}: the last change is built");
            }
        }
    }

    #[test]
    fn what_a_build_itself_makes_the_system_lose_is_built_for_once() {
        let mut coalescer = Coalescer::default();
        let mut builds = 0;
        coalescer.note(Change::Unknown, milliseconds(0));
        while let Some(due) = coalescer.due() {
            let changes = coalescer.take(due).unwrap();
            let end = due + milliseconds(900);
            builds += 1;
            // The first one finds something new.
            coalescer.end(end, changes.unknown && builds > 1);
            coalescer.note(Change::Unknown, end + milliseconds(30));
        }
        assert_eq!(builds, 2);
        coalescer.note(path(1), milliseconds(2_500));
        assert!(coalescer.due().is_some(), "a change that is told is heard");
    }

    #[test]
    fn whoever_never_stops_is_built_for_all_the_same() {
        let endless: Vec<_> = (0..4_000).map(|n| (milliseconds(n * 5), path(n % 7))).collect();
        let builds = play(&endless, milliseconds(60));
        let gaps = builds.windows(2).map(|pair| pair[1].0.abs_diff(pair[0].0));
        assert!(gaps.max().unwrap() <= LONGEST + milliseconds(70));
    }

    #[test]
    fn saves_at_the_pace_of_a_person_are_each_built_within_a_moment() {
        for pause in [2_500, 4_000] {
            let saves: Vec<_> = (0..10).map(|n| (milliseconds(n * pause), path(n))).collect();
            let builds = play(&saves, milliseconds(60));
            assert_eq!(builds.len(), 10);
            assert!(builds.iter().zip(&saves).all(|(build, save)| build.0 == save.0 + QUIET));
        }
    }

    #[test]
    fn what_is_uncertain_or_too_much_is_everything() {
        let one =
            [(milliseconds(0), path(1)), (milliseconds(1), Change::Unknown), (milliseconds(2), path(2))];
        let many: Vec<_> = (0..=MOST as u64).map(|n| (milliseconds(0), path(n))).collect();
        for changes in [&one[..], &many] {
            let builds = play(changes, milliseconds(10));
            assert_eq!(builds.len(), 1);
            assert_eq!(builds[0].1, Changes { unknown: true, ..Changes::default() });
        }
    }
}
