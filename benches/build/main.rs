//! Times Briefpress beside the floor, the least work there is, on equal work, and prints ratios; then builds after an
//! edit beside clean ones.
//!
//! ```text
//! cargo bench --bench build                      100, 1,000 and 10,000 briefings
//! cargo bench --bench build -- 100 10000 100000  other sizes
//! ```
//!
//! Every tool builds into a folder that does not exist yet, in turn, round after round; the ratio of a round is what
//! counts, for machines are noisy and nothing is deleted between rounds (deleting slows the next creations on ext4).

// What a bench prints is its purpose.
#![allow(clippy::print_stdout, clippy::cast_precision_loss, clippy::cast_possible_truncation, missing_docs)]

mod corpus;
mod floor;
mod second;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

fn main() {
    let mut arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|first| first == "floor") {
        floor::build(Path::new(&arguments[1]), Path::new(&arguments[2]));
        return;
    }
    if arguments.is_empty() {
        arguments = ["100", "1000", "10000"].map(str::to_owned).to_vec();
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{}", std::process::id()));
    for size in sizes {
        run(&folder, size);
    }
    let _ = std::fs::remove_dir_all(&folder);
}

#[expect(clippy::similar_names, reason = "a site and its size")]
fn run(folder: &Path, size: usize) {
    let site = folder.join(format!("site-{size}"));
    corpus::write_site(&site, size);
    let this = std::env::current_exe().expect("the bench knows where it is");
    let mut ratios = Vec::new();
    let (mut floors, mut ours) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let output = folder.join(format!("output-{size}-{round}"));
        std::fs::create_dir_all(&output).expect("the output folder can be made");
        let least =
            timed(Command::new(&this).arg("floor").arg(site.join("briefings")).arg(output.join("floor")));
        let built = timed(
            Command::new(env!("CARGO_BIN_EXE_briefpress"))
                .arg("--root")
                .arg(&site)
                .args(["--quiet", "build", "--no-cache", "--today", "2026-11-01", "--output"])
                .arg(output.join("briefpress")),
        );
        // The first round warms the page cache.
        if round > 0 {
            ratios.push(built.as_secs_f64() / least.as_secs_f64());
            floors.push(least);
            ours.push(built);
        }
    }
    println!(
        "{size:>7} briefings   floor {:>8.3} s   briefpress {:>8.3} s   {:>5.2} x floor   {:>6.1} microseconds a briefing",
        median(&mut floors).as_secs_f64(),
        median(&mut ours).as_secs_f64(),
        median_ratio(&mut ratios),
        median(&mut ours).as_secs_f64() * 1e6 / size as f64,
    );
    second::run(&folder.join(format!("second-{size}")), &site);
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
