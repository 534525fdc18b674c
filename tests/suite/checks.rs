//! The rules: each fires on the example of its document and not on the other one, and what the program says of them is
//! what the documentation says.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use briefpress::check::{Looks, Rule, reference, reference_page, rules};
use briefpress::diagnostic::Diagnostic;

use crate::project::{Project, list};

/// Rules whose example would be a file of many kilobytes; they have tests of their own.
const WITHOUT_EXAMPLE: [&str; 1] = ["site/heavy-logo"];

/// Builds the example of a document: files under `=== path` lines, or one briefing.
fn found_in(example: &str) -> Vec<Diagnostic> {
    let site = if example.starts_with("=== ") {
        example.to_owned()
    } else {
        format!("=== briefings/example.md\n{example}")
    };
    Project::new(&site).try_build().unwrap().diagnostics
}

#[test]
fn every_rule_fires_on_its_example_and_not_on_the_other() {
    let mut wrong = String::new();
    for rule in rules() {
        let parts = rule.parts();
        let is_structure = matches!(rule.looks, Looks::Structure);
        // Their examples would need hosts that answer; they have tests of their own.
        if matches!(rule.looks, Looks::Online) {
            continue;
        }
        if parts.fires.is_empty() && (is_structure || WITHOUT_EXAMPLE.contains(&rule.code.0)) {
            continue;
        }
        for (example, expected) in [(parts.fires, true), (parts.passes, false)] {
            let found = found_in(example);
            if found.iter().any(|found| found.code == rule.code) != expected || example.is_empty() {
                let _ = writeln!(wrong, "{} (fires: {expected}) found:\n{}", rule.code, list(&found));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_document_is_whole() {
    for rule in rules() {
        let parts = rule.parts();
        assert!(!parts.finds.is_empty(), "{} does not say what it finds", rule.code);
        assert!(!parts.mend.is_empty(), "{} does not say how to mend it", rule.code);
        if !matches!(rule.looks, Looks::Structure) {
            assert!(!parts.why.is_empty(), "{} does not say why it matters", rule.code);
        }
    }
}

#[test]
fn no_code_is_given_twice() {
    let codes: BTreeSet<&str> = rules().iter().map(|rule| rule.code.0).collect();
    assert_eq!(codes.len(), rules().len());
}

#[test]
fn the_page_of_checks_is_what_the_program_says() {
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/checks.md"));
    assert!(
        committed.unwrap_or_default() == reference(),
        "docs/checks.md is out of date: run `cargo run -- explain --all > docs/checks.md`"
    );
}

#[test]
fn the_reference_can_be_a_page_of_a_site() {
    let page = reference_page();
    // The page shows what must not be published: invented, but the program can not know.
    let is_shown = |rule: &&Rule| {
        rule.family() == "identity" && !rule.is_fixed() || rule.code.0 == "attachments/picture-in-address"
    };
    let codes = rules().iter().filter(is_shown);
    let mut site = "=== site.yaml\nbase_url: https://briefings.example.org/\nchecks:\n".to_owned();
    for rule in codes {
        let _ = writeln!(site, "  {}: note", rule.code);
    }
    let project = Project::new(&site);
    project.write("pages/checks.md", page.as_bytes());
    let found = project.build().diagnostics;
    // Whoever asks others for short sentences and words that are explained writes them.
    let of_language: Vec<Diagnostic> =
        found.into_iter().filter(|found| found.code.0.starts_with("language/")).collect();
    assert!(of_language.is_empty(), "{}", list(&of_language));
    let page = project.read("checks/index.html");
    for rule in rules() {
        assert!(page.contains(rule.code.0), "{} is not on the page", rule.code.0);
    }
}

#[test]
fn every_document_is_of_a_finding_that_something_makes() {
    let sources = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let texts: String = sources
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|kind| kind == "rs"))
        .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
        .collect();
    let gone: Vec<_> = rules()
        .iter()
        .filter(|rule| !texts.contains(&format!("\"{}\"", rule.code)))
        .map(|rule| rule.code)
        .collect();
    assert!(gone.is_empty(), "nothing makes these findings any more: {gone:?}");
}
