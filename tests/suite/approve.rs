//! `briefpress approve`: a sign-off that is bound to the text, and what is said when the text changes.

use std::fs;

use tempfile::TempDir;

use crate::run::{Run, folder, run};

const SITE: (&str, &str) = ("site.yaml", "title: Ours\nbase_url: https://example.org/\n");
const SEVEN: &str = "---\n# For the board\ntitle: Seven\ndate: 2026-01-05\nattachments: [report.txt]\nactions: actions.csv\n\
                     lifecycle: {review_due: 2027-01-05}\n---\nBefore.\n\n## What happened\n\nText.\n";

fn site(text: &str) -> TempDir {
    folder(&[
        SITE,
        ("briefings/seven.md", text),
        ("briefings/report.txt", "one"),
        ("briefings/actions.csv", "text,owner,status\nTell them,Police,planned\n"),
    ])
}

fn approve(site: &TempDir, more: &[&str]) -> Run {
    let always = ["approve", "briefings/seven.md", "--by", "Independent chair", "--today", "2026-01-04"];
    run(site.path(), &[&always[..], more].concat())
}

/// What `check` says about publication, one finding a line.
fn told(site: &TempDir) -> String {
    let arguments =
        ["check", "--today", "2026-02-01", "--only", "publication", "--format", "short", "--quiet"];
    run(site.path(), &arguments).stderr
}

fn text(site: &TempDir) -> String {
    fs::read_to_string(site.path().join("briefings/seven.md")).unwrap()
}

/// What is changed after the signature, how, and what is said to have changed.
type Case = (&'static str, &'static dyn Fn(&TempDir), &'static str);

#[test]
fn a_later_change_is_named() {
    let cases: [Case; 10] = [
        ("nothing", &|_| {}, ""),
        ("line endings", &|site| replace(site, "\n", "\r\n"), ""),
        (
            "line endings of a table",
            &|site| {
                let table = "text,owner,status\r\nTell them,Police,planned\r\n";
                fs::write(site.path().join("briefings/actions.csv"), table).unwrap();
            },
            "",
        ),
        ("a release", &|site| replace(site, "# For the board", "draft: false"), ""),
        (
            "a withdrawal",
            &|site| replace(site, "{review_due: 2027-01-05}", "{state: withdrawn, reason: Old}"),
            "",
        ),
        ("a title", &|site| replace(site, "title: Seven", "title: Eight"), "`title`"),
        ("a section", &|site| replace(site, "Text.", "Other."), "section `What happened`"),
        (
            "a moment",
            &|site| replace(site, "# For the board", "published: 2026-01-05T09:00"),
            "`published` (new)",
        ),
        (
            "a document",
            &|site| fs::write(site.path().join("briefings/report.txt"), "two").unwrap(),
            "file `briefings/report.txt`",
        ),
        (
            "a table",
            &|site| {
                fs::write(site.path().join("briefings/actions.csv"), "text,owner\nTell them,Police\n")
                    .unwrap();
            },
            "file `briefings/actions.csv`",
        ),
    ];
    for (what, change, expected) in cases {
        let site = site(SEVEN);
        let done = approve(&site, &["--second-reader", "Named nurse"]);
        assert_eq!(done.status, 0, "{}", done.stderr);
        assert!(
            done.stderr.contains("`briefings/seven.md` is approved by \"Independent chair\""),
            "{}",
            done.stderr
        );
        change(&site);
        let told = told(&site);
        let expected = match expected {
            "" => String::new(),
            named => format!("`briefings/seven.md` was changed after it was approved: {named}\n"),
        };
        assert!(
            if expected.is_empty() { told.is_empty() } else { told.ends_with(&expected) },
            "{what}: {told}"
        );
    }
}

fn replace(site: &TempDir, from: &str, to: &str) {
    let changed = text(site).replacen(from, to, if from == "\n" { usize::MAX } else { 1 });
    fs::write(site.path().join("briefings/seven.md"), changed).unwrap();
}

#[test]
fn only_the_approval_of_this_one_file_changes() {
    let site = site(&SEVEN.replace('\n', "\r\n"));
    let files = || crate::project::outputs_of(site.path());
    let before = files();
    assert_eq!(approve(&site, &[]).status, 0);
    let after = files();
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "nothing is left behind");
    for (name, bytes) in &before {
        assert!(name == "briefings/seven.md" || after[name] == *bytes, "{name}");
    }
    let written = text(&site);
    let (head, rest) = written
        .split_once("approval:\r\n  state: approved\r\n  by: Independent chair\r\n  date: 2026-01-04\r\n")
        .unwrap();
    let (_, tail) = rest.split_once("---\r\n").unwrap();
    assert_eq!(format!("{head}---\r\n{tail}"), SEVEN.replace('\n', "\r\n"));
    // A draft and one under embargo are what is signed most.
    for line in ["draft: true\n", "published: 2026-05-01T09:00\n"] {
        let site = self::site(&SEVEN.replace("# For the board\n", line));
        assert_eq!(approve(&site, &[]).status, 0, "{line}");
    }
}

#[test]
fn what_can_not_be_signed_is_left_alone() {
    for (text, more, status, why) in [
        (
            SEVEN.to_owned(),
            &["--second-reader", "independent chair"][..],
            2,
            "the second reader is \"independent chair\", who signs it off",
        ),
        (
            SEVEN.to_owned(),
            &["--second-reader", "Independent  Chair."],
            2,
            "the second reader is \"Independent  Chair.\", who signs it off",
        ),
        (
            SEVEN.replace("# For the board", "approval: {author: Manager, second_reader: manager}"),
            &[],
            2,
            "the second reader is \"manager\", who wrote it",
        ),
        (
            SEVEN.replace("# For the board", "approval: {second_reader: Independent Chair}"),
            &[],
            2,
            "the second reader is \"Independent Chair\", who signs it off",
        ),
        (SEVEN.replace("date: 2026-01-05\n", ""), &[], 1, "`date` is missing"),
        (SEVEN.replace("Text.", "[gone](gone.md)"), &[], 1, "there is no file `briefings/gone.md`"),
        (
            SEVEN.replace("# For the board", "review: {type: dhr, proceedings: pending}"),
            &[],
            1,
            "proceedings are pending",
        ),
        (
            SEVEN.replace("lifecycle: {review_due: 2027-01-05}", "lifecycle: {state: purged, reason: Asked}"),
            &[],
            2,
            "is not a briefing that can be public",
        ),
        (
            SEVEN.replace("# For the board", "approval:\n  by: |\n    The\n    board"),
            &[],
            2,
            "the front matter has a key under `approval` whose value is more than one line",
        ),
    ] {
        let site = site(&text);
        let done = approve(&site, more);
        assert_eq!(done.status, status, "{why}: {}", done.stderr);
        assert!(done.stderr.contains(why), "{why}: {}", done.stderr);
        assert_eq!(self::text(&site), text, "{why}");
    }
    let site = site(SEVEN);
    for file in ["site.yaml", "briefings/eight.md", "briefings/report.txt", "../elsewhere.md"] {
        let done = run(site.path(), &["approve", file, "--by", "Chair", "--today", "2026-01-04"]);
        assert_eq!(done.status, 2, "{file}: {}", done.stderr);
    }
}

#[test]
fn what_was_said_of_an_earlier_text_is_told() {
    let site =
        site(&SEVEN.replace("# For the board", "approval:\n  legal_check: true\n  family_informed: false"));
    let said = |run: &Run| {
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stderr.lines().filter(|line| line.contains("last sign-off")).collect::<Vec<_>>().concat()
    };
    assert_eq!(said(&approve(&site, &["--second-reader", "Named nurse"])), "");
    assert_eq!(said(&approve(&site, &[])), "", "nothing has changed");
    replace(&site, "Text.", "Other.");
    assert_eq!(
        said(&approve(&site, &[])),
        "something was changed after the last sign-off: see whether `second_reader`, `legal_check` under `approval` still hold"
    );
    replace(&site, "Other.", "Another.");
    assert_eq!(
        said(&approve(&site, &["--second-reader", "Named nurse"])),
        "something was changed after the last sign-off: see whether `legal_check` under `approval` still holds"
    );
}

#[test]
fn where_the_site_demands_a_signature_one_can_be_given() {
    let site = site(SEVEN);
    fs::write(
        site.path().join("site.yaml"),
        "title: Ours\nbase_url: https://example.org/\nchecks: {publication/approval-missing: error}\n",
    )
    .unwrap();
    let publish = || run(site.path(), &["build", "--today", "2026-02-01"]);
    assert_eq!(publish().status, 1);
    assert_eq!(approve(&site, &[]).status, 0);
    let done = publish();
    assert_eq!(done.status, 0, "{}", done.stderr);
}
