//! Times Briefpress beside the floor, the least work there is, on equal work, and prints ratios: clean builds of four
//! sizes with the memory they take, the same without checks, and builds after an edit beside clean ones.
//!
//! ```text
//! cargo bench --bench build                100, 1,000, 10,000 and 100,000 briefings (some 15 GB of disk)
//! cargo bench --bench build -- 100 10000   other sizes
//! ```
//!
//! Every tool builds into a folder that does not exist yet, in turn, round after round; the ratio of a round is what
//! counts, for machines are noisy and nothing is deleted between rounds (deleting slows the next creations on ext4).

// What a bench prints is its purpose.
#![allow(clippy::print_stdout, clippy::cast_precision_loss, clippy::cast_possible_truncation, missing_docs)]
// A site and its size.
#![allow(clippy::similar_names)]

mod checks;
mod corpus;
mod floor;
mod memory;
mod second;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

/// Sizes from which on there is one round, and no second builds: each takes minutes and gigabytes.
const LARGE: usize = 50_000;

fn main() {
    let mut arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|first| first == "floor") {
        floor::build(Path::new(&arguments[1]), Path::new(&arguments[2]));
        return;
    }
    if arguments.is_empty() {
        arguments = ["100", "1000", "10000", "100000"].map(str::to_owned).to_vec();
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{}", std::process::id()));
    let mut before: Option<(usize, f64)> = None;
    for size in sizes {
        let each = run(&folder, size);
        if let Some((smaller, of_smaller)) = before {
            println!(
                "          one briefing takes {:.2} x what it takes at {smaller} (aim from 10000 to 100000: 1.2)",
                each / of_smaller
            );
        }
        before = Some((size, each));
    }
    let _ = std::fs::remove_dir_all(&folder);
}

/// Times one size, and gives the seconds that a briefing took.
fn run(folder: &Path, size: usize) -> f64 {
    let site = folder.join(format!("site-{size}"));
    corpus::write_site(&site, size);
    let this = std::env::current_exe().expect("the bench knows where it is");
    let mut ratios = Vec::new();
    let (mut floors, mut ours) = (Vec::new(), Vec::new());
    let rounds = if size < LARGE { ROUNDS } else { 1 };
    for round in 0..=rounds {
        let output = folder.join(format!("output-{size}-{round}"));
        std::fs::create_dir_all(&output).expect("the output folder can be made");
        let least =
            timed(Command::new(&this).arg("floor").arg(site.join("briefings")).arg(output.join("floor")));
        let built = timed(clean_build(&site, &output.join("briefpress")).arg("--no-cache"));
        // The first round warms the page cache.
        if round > 0 {
            ratios.push(built.as_secs_f64() / least.as_secs_f64());
            floors.push(least);
            ours.push(built);
        }
    }
    let each = median(&mut ours).as_secs_f64() / size as f64;
    println!(
        "{size:>7} briefings   floor {:>8.3} s   briefpress {:>8.3} s   {:>5.2} x floor{}   {:>6.1} microseconds a briefing",
        median(&mut floors).as_secs_f64(),
        median(&mut ours).as_secs_f64(),
        median_ratio(&mut ratios),
        match size {
            100 => " (aim 4)",
            10_000 => " (aim 2)",
            _ => "",
        },
        each * 1e6,
    );
    memory::run(&site, &folder.join(format!("memory-{size}")), size);
    if size < LARGE {
        checks::run(&site, folder, size);
        second::run(&folder.join(format!("second-{size}")), &site, size);
    }
    each
}

/// A build of a site into a folder.
fn clean_build(site: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefpress"));
    command
        .arg("--root")
        .arg(site)
        .args(["--quiet", "build", "--today", "2026-11-01", "--output"])
        .arg(output);
    command
}

fn timed(command: &mut Command) -> Duration {
    let started = Instant::now();
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the command can be started");
    assert!(status.success(), "{command:?} failed");
    started.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn median_ratio(ratios: &mut [f64]) -> f64 {
    ratios.sort_unstable_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
