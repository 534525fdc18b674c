//! Times the preview as its reader does, from a save to the changed page on the wire, and looks at what it holds and does
//! when nothing happens.
//!
//! ```text
//! cargo bench --bench serve                   10,000 briefings, and the memory of 1,000 builds of 1,000 briefings
//! cargo bench --bench serve -- 1000 100       other numbers: briefings, builds
//! ```
//!
//! The program is started as it is, and asked by a client that does what the script of a page does: it follows the
//! changes, and asks for the page when it is told to. Saves come as from a person, seconds apart.

// What a bench prints is its purpose.
#![allow(clippy::print_stdout, clippy::cast_precision_loss, clippy::cast_possible_truncation, missing_docs)]
// A site and its size.
#![allow(clippy::similar_names)]

#[path = "../build/corpus.rs"]
mod corpus;
mod preview;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use briefpress::build::{BuildError, BuildOptions, Previewed, Today};
use briefpress::serve::{Observer, Preview};
use briefpress::source::SourcePath;

use preview::{Page, Running};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BASE: &str = include_str!("../../themes/default/templates/base.html");

/// Of how many saves the median is taken.
const SAVES: usize = 20;
const THEMES: usize = 5;

/// Between two saves; longer than the preview remembers that it has just built.
const PAUSE: Duration = Duration::from_millis(2_500);

/// How many briefings the site has of which memory is looked at.
const SMALL: usize = 1_000;

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let (size, builds) =
        (numbers.first().copied().unwrap_or(10_000), numbers.get(1).copied().unwrap_or(1_000));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("serve-{}", std::process::id()));
    let site = folder.join("site");
    corpus::write_site(&site, size);
    let running = Running::start(&site);
    println!("{size:>7} briefings   first preview after {:.0} ms", milliseconds(running.began));
    time_saves(&running, &site);
    time_themes(&running, &site);
    look_at_idleness(&running);
    drop(running);
    tell_stages(&site);
    let small = folder.join("small");
    corpus::write_site(&small, SMALL.min(size));
    look_at_memory(&small, builds);
    let _ = std::fs::remove_dir_all(&folder);
}

/// The first briefing of a site: its file, its text and its address.
fn first_briefing(site: &Path) -> (PathBuf, String, String) {
    let entries = std::fs::read_dir(site.join("briefings")).expect("the briefings can be listed");
    let file = entries.filter_map(|entry| Some(entry.ok()?.path())).min().expect("there is a briefing");
    let text = std::fs::read_to_string(&file).expect("a briefing can be read");
    let stem = file.file_stem().expect("it has a name").to_string_lossy().into_owned();
    (file, text, format!("/briefings/{stem}/"))
}

/// From the save of a body to the changed page.
fn time_saves(running: &Running, site: &Path) {
    let (file, text, address) = first_briefing(site);
    let mut page = Page::open(running, &address);
    let mut times = Vec::new();
    for round in 0..SAVES {
        thread::sleep(PAUSE);
        let words = format!("Saved for the {round}th time.");
        let text = format!("{text}\n{words}\n");
        let saved = Instant::now();
        std::fs::write(&file, text).expect("a briefing can be saved");
        page.wait_for(&words);
        times.push(saved.elapsed());
        running.wait_until_built();
    }
    tell("a saved body", &mut times, "60");
}

/// From the save of the template beneath all pages to the page that is looked at, and to the last of the others.
fn time_themes(running: &Running, site: &Path) {
    let (_, _, address) = first_briefing(site);
    let base = site.join("themes/default/templates/base.html");
    std::fs::create_dir_all(base.parent().expect("it is in a folder")).expect("a folder can be made");
    let mut page = Page::open(running, &address);
    let (mut looked_at, mut all) = (Vec::new(), Vec::new());
    for round in 0..THEMES {
        thread::sleep(PAUSE);
        let words = format!("<!-- change {round} -->");
        let saved = Instant::now();
        std::fs::write(&base, format!("{BASE}{words}")).expect("a template can be saved");
        page.wait_for(&words);
        looked_at.push(saved.elapsed());
        running.wait_until_built();
        all.push(saved.elapsed());
    }
    tell("the base template, on the page that is looked at", &mut looked_at, "100");
    tell("the base template, on all pages", &mut all, "a clean build");
}

/// The time of the processor that ten seconds take in which nothing is saved.
fn look_at_idleness(running: &Running) {
    let (_open, seconds) = (Page::open(running, "/"), 10);
    thread::sleep(PAUSE);
    let Some(before) = running.ticks() else { return };
    thread::sleep(Duration::from_secs(seconds));
    let after = running.ticks().unwrap_or(before);
    println!("          idle, a page open: {} ticks of 10 ms in {seconds} s (aim 0)", after - before);
}

/// Where the time of a build after a save goes.
fn tell_stages(site: &Path) {
    let (file, text, _) = first_briefing(site);
    let (mut preview, mut observer) = (Preview::default(), Quiet::new(site));
    let changed = [SourcePath::new(below(site, &file))].into();
    preview.rebuild(&mut observer);
    for round in 0..4 {
        std::fs::write(&file, format!("{text}\nSaved for the {round}th time.\n"))
            .expect("a briefing can be saved");
        preview.rebuild_changes(&mut observer, Some(&changed));
    }
    for (stage, time) in &observer.stages {
        println!("          {stage:<24} {:>6.1} ms", milliseconds(*time));
    }
}

/// The path of a file as the site knows it.
fn below(site: &Path, file: &Path) -> String {
    file.strip_prefix(site).expect("it is in the site").to_string_lossy().into_owned()
}

/// What a process holds after many builds, each of another text.
fn look_at_memory(site: &Path, builds: usize) {
    let (file, text, _) = first_briefing(site);
    let (mut preview, mut observer) = (Preview::default(), Quiet::new(site));
    let changed = [SourcePath::new(below(site, &file))].into();
    preview.rebuild(&mut observer);
    // What the allocator keeps for later settles first.
    let settled = builds / 10;
    let mut before = 0.0;
    for round in 0..=builds + settled {
        std::fs::write(&file, format!("{text}\nSaved for the {round}th time.\n"))
            .expect("a briefing can be saved");
        preview.rebuild_changes(&mut observer, Some(&changed));
        if round == settled {
            before = held();
        }
    }
    let after = held();
    if before > 0.0 {
        let growth = (after / before - 1.0) * 100.0;
        println!(
            "          memory after {builds} builds more: {before:.1} MB, then {after:.1} MB ({growth:+.1} %, aim 5)"
        );
    }
}

/// The megabytes that this process holds, where the system tells.
fn held() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<f64>().ok()).unwrap_or_default()
        / 1e3
}

struct Quiet {
    options: BuildOptions,
    stages: Vec<(&'static str, Duration)>,
}

impl Quiet {
    fn new(site: &Path) -> Self {
        let today = Today::Given(jiff::civil::date(2026, 11, 1));
        let options = BuildOptions { drafts: true, excerpts: 20, ..BuildOptions::of_check(site, today) };
        Self { options, stages: Vec::new() }
    }
}

impl Observer for Quiet {
    fn options(&mut self) -> BuildOptions {
        self.options.clone()
    }

    fn built(&mut self, previewed: &Previewed) {
        assert!(previewed.outcome.published, "{:?}", previewed.outcome.diagnostics);
        self.stages.clone_from(&previewed.outcome.timings);
    }

    fn failed(&mut self, error: &BuildError) {
        panic!("{error}");
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn tell(what: &str, times: &mut [Duration], aim: &str) {
    times.sort_unstable();
    println!(
        "          {what}: {:.0} ms (median of {}; {:.0} to {:.0}), aim {aim}",
        milliseconds(times[times.len() / 2]),
        times.len(),
        milliseconds(times[0]),
        milliseconds(times[times.len() - 1]),
    );
}
