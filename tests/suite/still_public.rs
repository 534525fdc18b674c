//! A name that is sealed after it was published: what is public stays as it is, and that is said.

use briefpress::build::{BuildOptions, build, sealed_names_in_public};
use briefpress::diagnostic::{Diagnostic, Severity};
use briefpress::identity::SealKey;
use briefpress::sealing::{Wish, change_seal, read_seal};

use crate::attachment_leaks::carriers;
use crate::project::{Project, SEAL_KEY, list};
use crate::run::{Run, briefpress, run_to_end};

const SITE: &str = "=== site.yaml
base_url: https://briefings.example.org/learning/
=== briefings/leak.md
---
title: When we disagree
date: 2026-03-02
---
It was Tamsin Quill who said so. See [the plan](plan.docx).
=== briefings/other.md
---
title: Another
date: 2026-03-02
---
Text.
=== static/quill-tamsin.txt
Nothing of note.
";

/// A document with a name in a paragraph.
fn plan(name: &str) -> Vec<u8> {
    carriers().iter().find(|carrier| carrier.file == "a.docx").unwrap().with(name)
}

/// A site that published what was sealed only later.
fn published() -> Project {
    let project = Project::new(SITE);
    project.write("briefings/plan.docx", &plan("Tamsin Quill"));
    project.build();
    change_seal(project.root(), &SealKey::of(SEAL_KEY).unwrap(), "Tamsin Quill\n", Wish::Seal).unwrap();
    project
}

fn still_public(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    found.iter().filter(|found| found.code.0 == "identity/still-public").collect()
}

fn in_public(project: &Project) -> Vec<Diagnostic> {
    let seal = read_seal(project.root()).unwrap().open(&SealKey::of(SEAL_KEY).unwrap()).unwrap();
    sealed_names_in_public(&project.options(), seal).unwrap()
}

/// What is said of an output with the name in it.
fn assert_told(found: &[Diagnostic]) {
    let told = still_public(found);
    assert_eq!(told.len(), 1, "{}", list(found));
    let words = format!("{} {:?} {:?}", told[0].message, told[0].notes, told[0].help);
    assert_eq!(told[0].severity, Severity::Error);
    for address in [
        "https://briefings.example.org/learning/briefings/leak/ ",
        "https://briefings.example.org/learning/briefings/plan.docx ",
        "https://briefings.example.org/learning/[sealed].txt",
        "https://briefings.example.org/learning/ ",
    ] {
        let words = words.replace([',', '"'], " ");
        assert!(words.contains(address), "no {address} in {words}");
    }
    assert!(!words.contains("/other/"), "{words}");
    assert!(words.contains("take them off the host"), "{words}");
    assert!(!words.to_lowercase().contains("quill"), "{words}");
}

#[test]
fn a_refused_build_says_that_what_is_public_has_the_name() {
    let project = published();
    let before = project.outputs();
    assert_told(&project.refused());
    assert_told(
        &build(&BuildOptions { purpose: briefpress::build::Purpose::Check, ..project.options() })
            .unwrap()
            .diagnostics,
    );
    assert_eq!(project.outputs(), before, "a refused build changed what is public");
    assert_told(&in_public(&project));
}

#[test]
fn nothing_is_said_once_the_name_is_gone() {
    let project = published();
    project.edit("=== briefings/leak.md\n---\ntitle: When we disagree\ndate: 2026-03-02\n---\nText.\n");
    std::fs::remove_file(project.root().join("static/quill-tamsin.txt")).unwrap();
    std::fs::remove_file(project.root().join("briefings/plan.docx")).unwrap();
    // Until it is built the name is public, though no text has it any more.
    assert_eq!(still_public(&in_public(&project)).len(), 1);
    assert!(still_public(&project.build().diagnostics).is_empty());
    assert!(in_public(&project).is_empty());
}

#[test]
fn other_outputs_are_looked_at_as_well() {
    let other = tempfile::tempdir().unwrap();
    let elsewhere = Project::new(SITE);
    std::fs::remove_file(elsewhere.root().join("static/quill-tamsin.txt")).unwrap();
    elsewhere.write("briefings/plan.docx", &plan("Some Body"));
    let output = Some(other.path().join("public"));
    assert!(build(&BuildOptions { output, ..elsewhere.options() }).unwrap().published);
    change_seal(elsewhere.root(), &SealKey::of(SEAL_KEY).unwrap(), "Tamsin Quill\n", Wish::Seal).unwrap();
    let found = in_public(&elsewhere);
    assert_eq!(still_public(&found).len(), 1, "{}", list(&found));
    assert!(found[0].message.contains("public"), "{}", found[0].message);
}

#[test]
fn sealing_a_name_says_where_it_is_public() {
    let project = published();
    change_seal(project.root(), &SealKey::of(SEAL_KEY).unwrap(), "Tamsin Quill\n", Wish::Unseal).unwrap();
    let names = project.root().join("names.txt");
    std::fs::write(&names, "Tamsin Quill\n").unwrap();
    let mut command = briefpress(project.root(), &["seal", "add", "--from", "names.txt"]);
    let Run { status, stderr, .. } = run_to_end(command.env("BRIEFPRESS_SEAL_KEY", SEAL_KEY));
    assert_eq!(status, 1, "{stderr}");
    assert!(stderr.contains("1 name sealed") && stderr.contains("/briefings/leak/"), "{stderr}");
    assert!(!stderr.to_lowercase().contains("quill"), "{stderr}");
    let mut command = briefpress(project.root(), &["seal", "remove", "--from", "names.txt"]);
    let Run { status, stderr, .. } = run_to_end(command.env("BRIEFPRESS_SEAL_KEY", SEAL_KEY));
    assert_eq!(status, 0, "{stderr}");
}
