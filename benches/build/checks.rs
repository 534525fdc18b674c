//! What the checks cost: clean builds beside those of a site that switches off every check that a site may.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use briefpress::check::rules;

use super::{ROUNDS, clean_build, median_ratio, timed};

/// Times and prints it. `site` is as it was afterwards.
pub(crate) fn run(site: &Path, folder: &Path, size: usize) {
    let settings = site.join("site.yaml");
    let with = fs::read_to_string(&settings).expect("the settings can be read");
    let mut without = format!("{with}checks:\n");
    for rule in rules().iter().filter(|rule| !rule.is_fixed()) {
        let _ = writeln!(without, "  {}: off", rule.code);
    }
    let mut ratios = Vec::new();
    for round in 0..ROUNDS {
        let build = |name: &str, text: &str| {
            fs::write(&settings, text).expect("the settings can be written");
            let output = folder.join(format!("{name}-{size}-{round}"));
            timed(clean_build(site, &output).arg("--no-cache")).as_secs_f64()
        };
        let bare = build("unchecked", &without);
        ratios.push((build("checked", &with) - bare) / bare);
    }
    println!(
        "          all checks together take {:.2} x the build without them (aim 0.6)",
        median_ratio(&mut ratios)
    );
}
