//! `briefpress diff`: what a build would change, without building.

use std::fs;

use crate::run::{folder, run};

const ONE: &str = "---\ntitle: One\ndate: 2026-01-10\nsummary: S.\n---\nText.\n";
const TWO: &str = "---\ntitle: Two\ndate: 2026-01-11\nsummary: S.\n---\nText.\n";
const SITE: &str = "title: Learning\nbase_url: https://learning.example/\n";
const TODAY: [&str; 2] = ["--today", "2026-11-01"];

fn diff(site: &std::path::Path, more: &[&str]) -> crate::run::Run {
    run(site, &[&["diff"][..], &TODAY, more].concat())
}

#[test]
fn it_tells_what_a_build_would_change_and_changes_nothing() {
    let site = folder(&[("site.yaml", SITE), ("briefings/one.md", ONE)]);
    let first = diff(site.path(), &[]);
    assert_eq!(first.status, 0, "{}", first.stderr);
    assert!(first.stdout.lines().all(|line| line.starts_with("added    /")), "{}", first.stdout);
    assert!(first.stdout.contains("added    /briefings/one/\n"));
    assert!(!site.path().join("output").exists() && !site.path().join(".briefpress").exists());

    assert_eq!(run(site.path(), &[&["build"][..], &TODAY].concat()).status, 0);
    let same = diff(site.path(), &[]);
    assert_eq!((same.stdout.as_str(), same.status), ("", 0));
    assert!(same.stderr.contains("nothing would change"), "{}", same.stderr);

    fs::write(site.path().join("briefings/one.md"), ONE.replace("Text.", "Other.")).unwrap();
    let body = diff(site.path(), &[]);
    assert_eq!(body.stdout, "changed  /briefings/one/\n");

    fs::remove_file(site.path().join("briefings/one.md")).unwrap();
    fs::write(site.path().join("briefings/two.md"), TWO).unwrap();
    let other = diff(site.path(), &["--format", "json"]);
    let other: serde_json::Value = serde_json::from_str(&other.stdout).unwrap();
    assert_eq!(other["added"], serde_json::json!(["/briefings/two/"]));
    assert_eq!(other["removed"], serde_json::json!(["/briefings/one/"]));
    assert!(other["changed"].as_array().unwrap().contains(&serde_json::json!("/")));
}

#[test]
fn it_compares_with_a_manifest_that_was_put_aside() {
    let site = folder(&[("site.yaml", SITE), ("briefings/one.md", ONE)]);
    let build = || assert_eq!(run(site.path(), &[&["build"][..], &TODAY].concat()).status, 0);
    build();
    fs::copy(site.path().join("output/.briefpress-manifest"), site.path().join("deployed")).unwrap();
    fs::write(site.path().join("briefings/two.md"), TWO).unwrap();
    build();
    assert_eq!(diff(site.path(), &[]).stdout, "");
    let since = diff(site.path(), &["--against", "deployed"]);
    assert!(since.stdout.contains("added    /briefings/two/\n"), "{}", since.stdout);

    let damaged = "it is cut or damaged, or is no list of what briefpress wrote";
    for (file, bytes, why) in [
        ("cut", &b"briefpress-manifest 1 12\n"[..], damaged),
        ("other", b"hello", damaged),
        ("empty", b"", damaged),
        ("binary", b"\xff\xfe", damaged),
        ("later", b"briefpress-manifest 2 0\n", "a later version of briefpress wrote it"),
    ] {
        fs::write(site.path().join(file), bytes).unwrap();
        let failed = diff(site.path(), &["--against", file]);
        assert_eq!((failed.status, failed.stdout.as_str()), (2, ""), "{file}: {}", failed.stderr);
        let told = format!("error: cannot compare with `{file}`: {why}\nhelp: give a copy of");
        assert!(failed.stderr.starts_with(&told), "{}", failed.stderr);
    }
    for file in ["missing", "briefings"] {
        let failed = diff(site.path(), &["--against", file, "--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&failed.stdout).unwrap();
        assert!(value["error"].as_str().unwrap().starts_with(&format!("cannot compare with `{file}`: ")));
        assert_eq!(failed.status, 2);
    }
}

#[test]
fn an_output_that_a_build_would_refuse_is_refused() {
    let site =
        folder(&[("site.yaml", SITE), ("briefings/one.md", ONE), ("full/mine.txt", "x"), ("file", "x")]);
    for (output, why) in [
        ("full", "it holds files that briefpress did not write (`mine.txt`)"),
        ("file", "it is a file, not a folder"),
    ] {
        let refused = diff(site.path(), &["--output", output]);
        assert_eq!((refused.status, refused.stdout.as_str()), (2, ""), "{}", refused.stderr);
        assert!(refused.stderr.contains(why), "{}", refused.stderr);
    }
}

#[test]
fn where_a_build_would_be_refused_there_is_nothing_to_compare() {
    let site = folder(&[("site.yaml", SITE), ("briefings/one.md", &ONE.replace("title", "titel"))]);
    let refused = diff(site.path(), &[]);
    assert_eq!((refused.status, refused.stdout.as_str()), (1, ""));
    assert!(refused.stderr.contains("front-matter/unknown-key"), "{}", refused.stderr);
    assert!(refused.stderr.contains("would write nothing"), "{}", refused.stderr);
}
