//! New sites, new briefings, schemas, completions and manuals, as people ask for them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{Run, briefpress, folder, run, run_to_end};

const DAY: [&str; 2] = ["--today", "2026-03-02"];

/// A new site in a folder `site` of a new folder.
fn new_site() -> tempfile::TempDir {
    let here = folder(&[]);
    let made = run(here.path(), &["init", "site", DAY[0], DAY[1]]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    here
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a check finds, as one line each.
fn found(root: &Path, options: &[&str]) -> Run {
    let arguments =
        [&["--root", "site", "-q", "check", "--format", "short", DAY[0], DAY[1]], options].concat();
    run(root, &arguments)
}

#[test]
fn a_new_site_can_be_built_at_once() {
    let here = folder(&[]);
    let Run { stdout, stderr, status } = run(here.path(), &["init", "site", DAY[0], DAY[1]]);
    assert_eq!(status, 0, "{stderr}");
    insta::assert_snapshot!(format!("{stdout}---\n{stderr}"));
    let checked = found(here.path(), &["--deny", "warnings"]);
    assert_eq!((checked.status, checked.stderr.as_str()), (0, ""));
    let built = run(here.path(), &["--root", "site", "build", DAY[0], DAY[1]]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    assert!(read(here.path(), "site/output/briefings/example/index.html").contains("An example briefing"));
}

#[test]
fn a_new_site_takes_the_place_of_nothing() {
    for (path, text) in
        [("site.yaml", "title: Ours\n"), ("README.md", "mine"), (".github/workflows/briefings.yml", "")]
    {
        let here = folder(&[(path, text)]);
        let refused = run(here.path(), &["init"]);
        assert_eq!((refused.status, refused.stdout.as_str()), (2, ""), "{path}");
        assert!(
            refused.stderr.contains(&format!("there is a `{path}` already; nothing was written")),
            "{}",
            refused.stderr
        );
        assert_eq!(read(here.path(), path), text);
        let left = fs::read_dir(here.path()).unwrap().count();
        assert_eq!(left, 1, "{path}");
    }
    let twice = new_site();
    assert_eq!(run(twice.path(), &["init", "site"]).status, 2);
}

#[test]
fn a_site_may_be_made_beside_other_files_and_in_the_folder_that_root_names() {
    let here = folder(&[("notes.txt", "mine")]);
    let made = run(here.path(), &["--root", "deep/er", "init", DAY[0], DAY[1]]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    assert!(here.path().join("deep/er/site.yaml").exists());
    assert_eq!(run(here.path(), &["init"]).status, 0);
    assert_eq!(read(here.path(), "notes.txt"), "mine");
}

#[test]
fn a_new_briefing_has_the_parts_of_its_format_and_is_a_draft() {
    let here = new_site();
    let made = run(
        here.path(),
        &["--root", "site", "new", "Say \"no\", and why", "--review", "LCSPR", DAY[0], DAY[1]],
    );
    assert_eq!(made.status, 0, "{}", made.stderr);
    assert_eq!(made.stdout.trim_end().replace('\\', "/"), "site/briefings/say-no-and-why.md");
    insta::assert_snapshot!(read(here.path(), "site/briefings/say-no-and-why.md"));
    // It is a draft, and what its author has to do yet blocks nothing.
    let checked = found(here.path(), &["--deny", "warnings"]);
    assert_eq!((checked.status, checked.stderr.as_str()), (0, ""));
    run(here.path(), &["--root", "site", "build", DAY[0], DAY[1]]);
    assert!(!here.path().join("site/output/briefings/say-no-and-why").exists());
}

#[test]
fn a_question_that_still_stands_keeps_a_briefing_back() {
    let here = new_site();
    run(here.path(), &["--root", "site", "new", "Seven", DAY[0], DAY[1]]);
    let path = here.path().join("site/briefings/seven.md");
    let text = fs::read_to_string(&path).unwrap().replace("draft: true\n", "");
    fs::write(&path, &text).unwrap();
    let checked = found(here.path(), &[]);
    assert_eq!(checked.status, 1);
    let prompts = text.matches("?]").count();
    assert!(prompts > 8, "{text}");
    assert_eq!(checked.stderr.matches("error[language/open-prompt]").count(), prompts, "{}", checked.stderr);
    // Of what nobody has answered yet nothing is asked.
    assert!(!checked.stderr.contains("[actions/"), "{}", checked.stderr);
    // While it can not be told whether it is a draft, that alone is told.
    fs::write(&path, text.replacen("---\n", "---\ndraft: maybe\n", 1)).unwrap();
    let checked = found(here.path(), &[]);
    assert_eq!(checked.stderr.matches("error[").count(), 1, "{}", checked.stderr);
}

#[test]
fn every_format_makes_a_briefing_without_errors() {
    let here = new_site();
    for kind in [
        "board-statement",
        "seven-minute",
        "Seven-point briefing",
        "thematic",
        "case-study",
        "audit",
        "update",
        "safety-alert",
    ] {
        let made = run(here.path(), &["--root", "site", "new", kind, "--format-of", kind, DAY[0], DAY[1]]);
        assert_eq!(made.status, 0, "{kind}: {}", made.stderr);
    }
    let checked = found(here.path(), &["--deny", "warnings"]);
    assert_eq!((checked.status, checked.stderr.as_str()), (0, ""));
}

#[test]
fn a_series_goes_on_with_its_next_number() {
    let briefing =
        |series: &str, day: &str| format!("---\ntitle: A\ndate: {day}\nseries: {series}\n---\n\nText.\n");
    let here = folder(&[
        ("briefings/a.md", &briefing("{name: Learning briefing, number: 15}", "2025-10-20")),
        ("briefings/b.md", &briefing("{name: Learning briefing, number: 16}", "2026-02-20")),
        ("briefings/c.md", &briefing("{name: \"SAR: lessons\", number: 3}", "2024-01-01")),
        ("briefings/d.md", "---\ntitle: D\nseries: {name: Learning briefing, number: 020}\n---\n"),
        // The error is elsewhere.
        ("briefings/e.md", "---\ntitel: E\nseries: {name: Learning briefing, number: 17}\n---\n"),
    ]);
    for (title, options, expected) in [
        ("One", &[][..], "series: {name: \"Learning briefing\", number: 18}"),
        ("Two", &[], "series: {name: \"Learning briefing\", number: 19}"),
        ("Three", &["--series", "sar: lessons"], "series: {name: \"SAR: lessons\", number: 4}"),
        ("Four", &["--series", "Fresh"], "series: {name: \"Fresh\", number: 1}"),
    ] {
        let made = run(here.path(), &[&["new", title, DAY[0], DAY[1]], options].concat());
        assert_eq!(made.status, 0, "{}", made.stderr);
        assert!(made.stderr.contains("1 briefing can not be understood"), "{}", made.stderr);
        let text = read(here.path(), made.stdout.trim_end().trim_start_matches("./"));
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn what_can_not_be_made_is_told() {
    let here = new_site();
    run(here.path(), &["--root", "site", "new", "Seven", DAY[0], DAY[1]]);
    fs::create_dir(here.path().join("site/briefings/old")).unwrap();
    fs::write(
        here.path().join("site/briefings/old/eight.md"),
        "---\ntitle: Eight\ndate: 2020-01-01\n---\n\nText.\n",
    )
    .unwrap();
    let mut all = String::new();
    for arguments in [
        &["--root", "site", "new", "Seven"][..],
        &["--root", "site", "new", "Eight"],
        &["--root", "site", "new", "???"],
        &["--root", "site", "new", ""],
        &["--root", "site", "new", "Nine", "--format-of", "seven-minutes"],
        &["--root", "site", "new", "Nine", "--format-of", "poem"],
        &["--root", "site", "new", "Nine", "--review", "LCSRP"],
        &["--root", "site", "new", "Nine", "--today", "2026-02-30"],
        &["new", "Nine"],
    ] {
        let Run { stdout, stderr, status } = run(here.path(), arguments);
        assert_eq!((status, stdout.as_str()), (2, ""), "{arguments:?}: {stderr}");
        writeln!(all, "$ briefpress {}\n{stderr}", arguments.join(" ")).unwrap();
    }
    insta::assert_snapshot!(all);
    assert!(!here.path().join("site/briefings/nine.md").exists());
    assert!(!here.path().join("briefings").exists());
}

#[test]
fn the_day_follows_the_environment_and_the_zone_of_the_site() {
    // 23:30 in London on the first of January 1970 is the second in Auckland.
    let here = folder(&[("site.yaml", "timezone: Pacific/Auckland\n")]);
    let mut command = briefpress(here.path(), &["new", "Seven"]);
    let made = run_to_end(command.env("SOURCE_DATE_EPOCH", "84600"));
    assert_eq!(made.status, 0, "{}", made.stderr);
    assert!(read(here.path(), "briefings/seven.md").contains("date: 1970-01-02\n"));
}

#[test]
fn schemas_are_printed_and_are_those_of_a_new_site() {
    let here = new_site();
    for (of, title) in [("briefing", "learning briefing"), ("page", "page"), ("site", "settings")] {
        let printed = run(here.path(), &["schema", of]);
        let schema: Value = serde_json::from_str(&printed.stdout).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["title"].as_str().unwrap().contains(title), "{schema:#}");
        assert_eq!(printed.stdout, read(here.path(), &format!("site/schemas/{of}.schema.json")));
    }
    assert_eq!(run(here.path(), &["schema"]).stdout, run(here.path(), &["schema", "briefing"]).stdout);
}

#[test]
fn every_shell_gets_completions_of_every_command() {
    let here = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let Run { stdout, stderr, status } = run(here.path(), &["completions", shell]);
        assert_eq!((status, stderr.as_str()), (0, ""));
        for word in ["build", "check", "diff", "init", "new", "schema", "eject", "deny"] {
            assert!(stdout.contains(word), "{shell} does not know {word}");
        }
    }
}

#[test]
fn each_command_has_a_manual_with_its_examples() {
    let here = folder(&[]);
    for (arguments, expected) in [
        (&["man"][..], "briefpress init my\\-site"),
        (&["man", "build"], "briefpress build \\-\\-explain"),
        (&["man", "theme", "eject"], "theme eject templates/briefing.html"),
        (&["man", "new"], "Out of sight"),
    ] {
        let Run { stdout, stderr, status } = run(here.path(), arguments);
        assert_eq!((status, stderr.as_str()), (0, ""));
        assert!(stdout.contains(".TH "), "{stdout}");
        assert!(stdout.contains(expected), "{arguments:?}: {stdout}");
    }
    let wrong = run(here.path(), &["man", "biuld"]);
    assert_eq!((wrong.status, wrong.stdout.as_str()), (2, ""));
    assert!(wrong.stderr.contains("known are build, check"), "{}", wrong.stderr);
}
