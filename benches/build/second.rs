//! Second builds: what an edit costs, as a ratio to a clean build of the same moment.

use std::fs;
use std::path::Path;

use super::{ROUNDS, clean_build as build, median, median_ratio, timed};

/// What is edited, and what the edit should cost at most at 10,000 briefings.
const EDITS: [(&str, f64); 4] =
    [("nothing changed", 0.15), ("one body", 0.25), ("one title", 0.35), ("the base template", 1.1)];

/// Times a build after each kind of edit beside a clean one.
pub(crate) fn run(folder: &Path, site: &Path, size: usize) {
    let output = folder.join("second");
    timed(&mut build(site, &output));
    let briefing = fs::read_dir(site.join("briefings"))
        .expect("the briefings can be listed")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .min()
        .expect("there are briefings");
    let text = fs::read_to_string(&briefing).expect("a briefing can be read");
    for (what, most) in EDITS {
        let (mut times, mut ratios) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            edit(what, site, &briefing, &text, round);
            let second = timed(&mut build(site, &output));
            let clean = timed(
                build(site, &folder.join(format!("clean-{}-{round}", what.replace(' ', "-"))))
                    .arg("--no-cache"),
            );
            times.push(second);
            ratios.push(second.as_secs_f64() / clean.as_secs_f64());
        }
        println!(
            "          {what:<18} {:>8.1} ms   {:>5.2} x a clean build{}",
            median(&mut times).as_secs_f64() * 1e3,
            median_ratio(&mut ratios),
            match (size, what) {
                (10_000, _) => format!(" (aim {most})"),
                (1_000, "nothing changed") => " (aim 60 ms)".to_owned(),
                _ => String::new(),
            },
        );
        fs::write(&briefing, &text).expect("the briefing can be written");
        timed(&mut build(site, &output));
    }
}

fn edit(what: &str, site: &Path, briefing: &Path, text: &str, round: usize) {
    let written = match what {
        "one body" => fs::write(briefing, format!("{text}\nOne more sentence, number {round}.\n")),
        "one title" => {
            let title = format!("title: \"{round} ");
            let changed = if text.contains("title: \"") {
                text.replacen("title: \"", &title, 1)
            } else {
                text.replacen("title: ", &format!("title: {round} "), 1)
            };
            assert_ne!(changed, text, "the title was found");
            fs::write(briefing, changed)
        }
        "the base template" => {
            let base = include_str!("../../themes/default/templates/base.html");
            let templates = site.join("themes/default/templates");
            fs::create_dir_all(&templates)
                .and_then(|()| fs::write(templates.join("base.html"), format!("{base}\n{{# {round} #}}\n")))
        }
        _ => Ok(()),
    };
    written.expect("the site can be edited");
}
