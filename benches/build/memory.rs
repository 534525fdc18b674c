//! The most memory that a clean build takes.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use super::clean_build;

/// Measures and prints it. Where the system does not tell (it is asked as Linux is asked), nothing is printed.
pub(crate) fn run(site: &Path, output: &Path, size: usize) {
    let mut child = clean_build(site, output)
        .arg("--no-cache")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command can be started");
    // What the system tells is the most so far, so only the last milliseconds can be missed, when memory is given back.
    let mut most = 0;
    while child.try_wait().expect("the command can be waited for").is_none() {
        most = peak(child.id()).unwrap_or(most);
        std::thread::sleep(Duration::from_millis(2));
    }
    if most > 0 {
        println!(
            "          memory {:>8.1} MB, {:.1} kB a briefing (aim 20 at 10000)",
            most as f64 / 1e3,
            most as f64 / size as f64
        );
    }
}

/// The most kilobytes that a process has held.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
