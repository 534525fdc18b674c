//! A build after any edits makes no more than it must.
//!
//! The smallest set that is allowed: every output whose bytes change, and of the others only those for which an input
//! that they declare has changed. What they declare is told here by someone who knows nothing of fingerprints: by the
//! texts of the site before and after, and by whose address stands in the bytes of an output.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::incremental::{Step, apply, step};
use crate::project::{Project, list};

/// The site's texts and its outputs at one moment.
struct Moment {
    today: jiff::civil::Date,
    sources: BTreeMap<String, Vec<u8>>,
    outputs: BTreeMap<String, Vec<u8>>,
}

impl Moment {
    fn of(project: &Project) -> Self {
        let mut sources = BTreeMap::new();
        for folder in ["briefings", "pages", "data", "themes", "site.yaml"] {
            let files = walkdir::WalkDir::new(project.root().join(folder)).into_iter().filter_map(Result::ok);
            for file in files.filter(|file| file.file_type().is_file()) {
                let name = file.path().strip_prefix(project.root()).unwrap().to_str().unwrap();
                sources.insert(name.to_owned(), fs::read(file.path()).unwrap());
            }
        }
        Self { today: project.today, sources, outputs: project.outputs() }
    }

    /// The folders of facets that have terms, and those of plain pages.
    fn ways_in(&self) -> BTreeSet<(&str, bool)> {
        let folders = self.outputs.keys().filter_map(|name| name.split_once('/'));
        folders.map(|(folder, below)| (folder, below.contains('/'))).collect()
    }
}

/// The names in either that are not in the other with the same value.
fn differing<'a>(
    one: &'a BTreeMap<String, Vec<u8>>,
    other: &'a BTreeMap<String, Vec<u8>>,
) -> BTreeSet<&'a str> {
    one.keys()
        .chain(other.keys())
        .filter(|name| one.get(*name) != other.get(*name))
        .map(String::as_str)
        .collect()
}

/// What other pages show of a briefing: its front matter and its first paragraph.
fn head(text: Option<&Vec<u8>>) -> Option<String> {
    let text = String::from_utf8(text?.clone()).unwrap();
    Some(text.split("## Part").next().unwrap_or_default().to_owned())
}

/// The outputs that may be made again though their bytes stay as they are.
fn excused(before: &Moment, now: &Moment) -> BTreeSet<String> {
    let all = || now.outputs.keys();
    let mut excused = BTreeSet::new();
    // The header of every page leads to what there is to find briefings by.
    if before.ways_in() != now.ways_in() {
        excused.extend(all().filter(|output| is_made_by_a_template(output)).cloned());
    }
    // A feed without entries was last changed today.
    let is_empty = !all().any(|output| output.starts_with("briefings/"));
    if before.today != now.today && is_empty {
        excused.insert("feed.xml".to_owned());
    }
    for name in differing(&before.sources, &now.sources) {
        let takes: Box<dyn Fn(&str) -> bool> = match name {
            "site.yaml" | "data/themes.yaml" => Box::new(|_| true),
            // Every list is made by the template of its rows, that of an empty site as well.
            "themes/default/templates/row.html" => Box::new(|output| {
                output == "index.html" || output.ends_with(".html") && names(now, output, "briefings/")
            }),
            "themes/default/templates/page.html" => Box::new(|output| !output.starts_with("briefings/")),
            "themes/default/templates/feed.xml" => Box::new(|output| output.ends_with("feed.xml")),
            // The frame of every page names the style sheet and the pages, and feeds are given it as well.
            "themes/default/static/style.css" => Box::new(is_made_by_a_template),
            "themes/default/templates/briefing.html" => Box::new(|output| output.starts_with("briefings/")),
            _ => {
                let stem = name.rsplit('/').next().and_then(|file| file.split('.').next()).unwrap();
                let own = if name.starts_with("briefings/") {
                    format!("briefings/{stem}/")
                } else {
                    format!("{stem}/")
                };
                let is_seen = head(before.sources.get(name)) != head(now.sources.get(name));
                Box::new(move |output| {
                    output.starts_with(&own)
                        || is_seen && own == "about/" && is_made_by_a_template(output)
                        || is_seen && (names(before, output, &own) || names(now, output, &own))
                })
            }
        };
        excused.extend(all().filter(|output| takes(output)).cloned());
    }
    excused
}

fn is_made_by_a_template(output: &str) -> bool {
    output.ends_with(".html") || output.ends_with("feed.xml")
}

/// Whether an address stands in an output.
fn names(moment: &Moment, output: &str, address: &str) -> bool {
    let bytes = moment.outputs.get(output).map(Vec::as_slice).unwrap_or_default();
    memchr::memmem::find(bytes, address.as_bytes()).is_some()
}

/// `BRIEFPRESS_SEQUENCES` asks for more; the few that always run are the same each time.
#[test]
fn any_sequence_of_edits_makes_the_smallest_set_that_is_allowed() {
    let wanted = std::env::var("BRIEFPRESS_SEQUENCES").ok().and_then(|count| count.parse().ok());
    let config = Config { cases: wanted.unwrap_or(8), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let sequences = proptest::collection::vec(proptest::collection::vec(step(), 1..3), 6..12);
    // Outputs that were made and changed, that were made and stayed as they were, and that were kept.
    let (changed, excusable, kept) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let result = runner.run(&sequences, |sequence| {
        let mut project = Project::new("=== briefings/all.pdf\n%PDF-1.4\n");
        apply(&mut project, &Step::Settings(0));
        project.build();
        let mut before = Moment::of(&project);
        for steps in &sequence {
            for step in steps {
                apply(&mut project, step);
            }
            let outcome = project.try_build().unwrap();
            if !outcome.published {
                continue;
            }
            let now = Moment::of(&project);
            let made: BTreeSet<&str> = outcome.reasons.iter().map(|(path, _)| path.as_str()).collect();
            let differing: BTreeSet<&str> = differing(&before.outputs, &now.outputs)
                .into_iter()
                .filter(|name| now.outputs.contains_key(*name))
                .collect();
            let excused = excused(&before, &now);
            let missed: Vec<&&str> = differing.difference(&made).collect();
            assert!(missed.is_empty(), "changed and not made: {missed:?} after {steps:?}");
            let needless: Vec<&(_, _)> = outcome
                .reasons
                .iter()
                .filter(|(path, _)| !differing.contains(path.as_str()) && !excused.contains(path.as_str()))
                .collect();
            assert!(
                needless.is_empty(),
                "made without need: {needless:#?} after {steps:?} of {sequence:?}\n{}",
                list(&outcome.diagnostics)
            );
            changed.set(changed.get() + differing.len());
            excusable.set(excusable.get() + made.len() - differing.len());
            kept.set(kept.get() + outcome.summary.kept);
            before = now;
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let (changed, excusable, kept) = (changed.get(), excusable.get(), kept.get());
    assert!(kept > 0 && changed > excusable, "{changed} changed, {excusable} made the same, {kept} kept");
}
