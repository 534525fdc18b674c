//! The command line: help, wrong usage, formats, streams and exit status.

use std::process::Stdio;

use serde_json::Value;

use tempfile::TempDir;

use crate::run::{Run, briefpress, folder, run, run_to_end};

const SETTINGS: (&str, &str) = (
    "site.yaml",
    "title: Ours\nbase_url: https://example.org/\ncontact: {email: unit@example.org}\nlicence: CC BY 4.0\n\
     checks: {publication/approval-missing: off}\n",
);
const SEVEN: (&str, &str) = ("briefings/seven.md", "---\ntitle: Seven\ndate: 2026-01-05\n---\n\nText.\n");

/// A site of one briefing without a mistake.
fn site() -> TempDir {
    folder(&[SETTINGS, SEVEN])
}

#[test]
fn help_teaches_by_example() {
    let here = folder(&[]);
    for (arguments, expected) in [
        (vec!["--help"], "briefpress build                      check, then write the site into output/"),
        (vec!["build", "--help"], "briefpress build --today 2026-04-01"),
        (vec!["check", "--help"], "briefpress check --deny warnings"),
        (vec!["theme", "eject", "--help"], "briefpress theme eject templates/briefing.html"),
        (vec!["help"], "briefpress build                      check, then write the site into output/"),
        (vec!["help", "build"], "briefpress build --today 2026-04-01"),
        (vec!["help", "theme", "eject"], "briefpress theme eject templates/briefing.html"),
    ] {
        let Run { stdout, stderr, status } = run(here.path(), &arguments);
        assert_eq!((status, stderr.as_str()), (0, ""), "{arguments:?}");
        assert!(stdout.contains(expected), "{arguments:?}: {stdout}");
    }
}

#[test]
fn wrong_usage_ends_with_status_2_and_says_what() {
    let here = folder(&[]);
    for (arguments, expected) in [
        (vec![], "Usage: briefpress"),
        (vec!["biuld"], "a similar subcommand exists: 'build'"),
        (vec!["build", "--ouput", "x"], "a similar argument exists: '--output'"),
        (vec!["build", "--today", "2026-02-30"], "there is no such day in the calendar"),
        (vec!["build", "--today", "20260201"], "a day is written as in 2026-04-01"),
        (vec!["check", "--today", "2026-02-01T10"], "a day is written as in 2026-04-01"),
        (
            vec!["check", "--today", "2026-02-01T24:00"],
            "there is no such day in the calendar, or no such time",
        ),
        (
            vec!["check", "--today", "2026-03-29T01:30"],
            "in Europe/London clocks go from 01:00 to 02:00 on 29 March 2026",
        ),
        (vec!["check", "--today", "today"], "a day is written as in 2026-04-01"),
        (vec!["build", "--base-url", "example.org"], "an address begins with `https://`"),
        (vec!["check", "--base-url", "https://"], "the name of the host is missing"),
        (vec!["build", "--jobs", "0"], "invalid value '0' for '--jobs <N>'"),
        (vec!["build", "--jobs", "many"], "invalid value 'many' for '--jobs <N>'"),
        (vec!["build", "--jobs", "257"], "the number of threads is one from 1 to 256"),
        (vec!["check", "--jobs", "100000"], "the number of threads is one from 1 to 256"),
        (vec!["diff", "--jobs", "1e3"], "the number of threads is one from 1 to 256"),
        (vec!["serve", "--jobs", "99999999999999999999"], "the number of threads is one from 1 to 256"),
        (vec!["check", "--deny", "everything"], "[possible values: warnings]"),
        (vec!["check", "--format", "xml"], "[possible values: human, short, json, github, sarif, junit]"),
        (vec!["check", "--output", "x"], "unexpected argument '--output'"),
        (vec!["-q", "-v", "check"], "cannot be used with"),
        (vec!["theme"], "Usage: briefpress theme"),
        (vec!["theme", "eject"], "required arguments were not provided"),
    ] {
        let Run { stdout, stderr, status } = run(here.path(), &arguments);
        assert_eq!((status, stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(stderr.contains(expected), "{arguments:?}: {stderr}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_a_failure_of_the_machine() {
    let here = folder(&[]);
    let arguments = |format| ["--root", "nowhere", "check", "--format", format];
    for format in ["human", "short"] {
        let Run { stdout, stderr, status } = run(here.path(), &arguments(format));
        assert_eq!((status, stdout.as_str()), (2, ""));
        assert!(stderr.starts_with("error: ") && stderr.contains("nowhere"), "{stderr}");
        assert!(stderr.contains("\nhelp: "), "{stderr}");
    }
    let failed = run(here.path(), &arguments("json"));
    let value: Value = serde_json::from_str(&failed.stdout).unwrap();
    assert_eq!(failed.status, 2);
    assert_eq!(value["diagnostics"], serde_json::json!([]));
    assert!(value["error"].as_str().unwrap().contains("nowhere"));
    let failed = run(here.path(), &arguments("github"));
    assert!(failed.stdout.starts_with("::error title=briefpress::"), "{}", failed.stdout);
    let failed = run(here.path(), &arguments("sarif"));
    let value: Value = serde_json::from_str(&failed.stdout).unwrap();
    assert_eq!(value["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn source_date_epoch_must_be_a_number() {
    let here = site();
    for (epoch, status) in [("yesterday", 2), ("", 2), ("99999999999999999", 2), ("1775001600", 0), ("0", 0)]
    {
        let run = run_to_end(briefpress(here.path(), &["check"]).env("SOURCE_DATE_EPOCH", epoch));
        assert_eq!(run.status, status, "{epoch}: {}", run.stderr);
        assert_eq!(run.stderr.contains("`SOURCE_DATE_EPOCH`"), status == 2, "{}", run.stderr);
    }
    let given = ["check", "--today", "2026-04-01"];
    let run = run_to_end(briefpress(here.path(), &given).env("SOURCE_DATE_EPOCH", "yesterday"));
    assert_eq!(run.status, 0, "a day that is given needs no other: {}", run.stderr);
}

#[test]
fn standard_output_holds_data_and_nothing_else() {
    let here = site();
    for format in ["human", "short", "json", "github", "sarif"] {
        let Run { stdout, status, stderr } =
            run(here.path(), &["check", "--today", "2026-04-01", "--format", format]);
        assert_eq!(status, 0, "{stderr}");
        match format {
            "json" | "sarif" => assert!(serde_json::from_str::<Value>(&stdout).unwrap().is_object()),
            _ => assert!(stdout.lines().all(|line| format == "github" && line.starts_with("::")), "{stdout}"),
        }
    }
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let here = site();
    let mut command = briefpress(here.path(), &["check", "--today", "2026-04-01", "--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

#[test]
fn the_theme_is_listed_ejected_and_listed_again() {
    let here = folder(&[("site.yaml", "title: Ours\n")]);
    let line = |name: &str| {
        let Run { stdout, stderr, status } = run(here.path(), &["theme", "list"]);
        assert_eq!((status, stderr.as_str()), (0, ""));
        stdout
            .lines()
            .find(|line| line.starts_with(name))
            .unwrap()
            .split_once("  ")
            .unwrap()
            .1
            .trim()
            .to_owned()
    };
    assert_eq!(line("templates/briefing.html"), "embedded");

    let name = ["theme", "eject", "templates/briefing.html"];
    let first = run(here.path(), &name);
    assert_eq!((first.status, first.stdout.as_str()), (0, ""));
    assert_eq!(
        first.stderr,
        "copied to `themes/default/templates/briefing.html`: change it there, or delete it to undo\n"
    );
    assert_eq!(line("templates/briefing.html"), "copied to themes/default, unchanged");

    let again = run(here.path(), &name);
    assert_eq!(again.status, 2);
    assert!(again.stderr.contains("already; nothing was written\nhelp: change"), "{}", again.stderr);

    std::fs::write(here.path().join("themes/default/templates/briefing.html"), "mine").unwrap();
    assert_eq!(line("templates/briefing.html"), "overridden in themes/default");
}

#[test]
fn a_misspelt_file_of_the_theme_gets_the_nearest() {
    let here = folder(&[]);
    let Run { stdout, stderr, status } = run(here.path(), &["theme", "eject", "templates/breifing.html"]);
    assert_eq!((status, stdout.as_str()), (2, ""));
    assert_eq!(
        stderr,
        "error: the theme has no file `templates/breifing.html`\nhelp: did you mean `templates/briefing.html`?\n"
    );
    let quiet = run(here.path(), &["theme", "eject", "-q", "static/style.css"]);
    assert_eq!((quiet.status, quiet.stderr.as_str()), (0, ""));
}

#[test]
fn a_theme_that_is_not_there_is_not_listed() {
    let here =
        folder(&[("site.yaml", "title: Ours\ntheme: plian\n"), ("themes/plain/theme.yaml", "name: Plain\n")]);
    let Run { stdout, stderr, status } = run(here.path(), &["theme", "list"]);
    assert_eq!((status, stdout.as_str()), (1, ""));
    assert_eq!(
        stderr,
        "site.yaml, for whoever looks after the site:\n\n\
         error[site/unknown-theme]: there is no theme `plian`\n --> site.yaml:2:8\n  |\n2 | theme: plian\n  |        ^^^^^\n  |\n  \
         = help: did you mean `plain`?\n\n1 error in 1 file\n"
    );
}

#[test]
fn mistakes_in_the_settings_are_shown_with_their_place() {
    let here = folder(&[("site.yaml", "title: Ours\nthmee: ours\n")]);
    let Run { stdout, stderr, status } = run(here.path(), &["theme", "list"]);
    assert_eq!((status, stdout.as_str()), (1, ""));
    assert!(stderr.contains(" --> site.yaml:2:1\n"), "{stderr}");
    assert!(!stderr.contains('\u{1b}'), "no colours in a pipe: {stderr}");
    let colored = run(here.path(), &["--color", "always", "theme", "list"]);
    assert!(colored.stderr.contains("\u{1b}["), "{}", colored.stderr);
    let asked = run_to_end(briefpress(here.path(), &["theme", "list"]).env("CLICOLOR_FORCE", "1"));
    assert!(asked.stderr.contains("\u{1b}["), "{}", asked.stderr);
    let mut refused = briefpress(here.path(), &["theme", "list"]);
    let refused = run_to_end(refused.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1"));
    assert!(!refused.stderr.contains('\u{1b}'), "{}", refused.stderr);
    let words = run_to_end(briefpress(here.path(), &["theme", "list"]).env("NO_GRAPHICS", "1"));
    assert!(words.stderr.contains("\n at site.yaml:2:1\n"), "{}", words.stderr);
}

#[test]
fn quiet_says_nothing_but_the_findings() {
    let here = site();
    for (command, what) in [("build", "in `output`"), ("check", "checked")] {
        let arguments = [command, "--today", "2026-04-01"];
        let loud = run(here.path(), &arguments);
        assert!(loud.stderr.starts_with("1 briefing, ") && loud.stderr.contains(what), "{}", loud.stderr);
        let quiet = run(here.path(), &[&arguments[..], &["--quiet"]].concat());
        assert_eq!(quiet.stderr, "");
        assert_eq!((loud.status, quiet.status), (0, 0));
    }
}

#[test]
fn an_error_blocks_and_leaves_the_old_site() {
    let here = site();
    assert_eq!(run(here.path(), &["build", "--today", "2026-04-01"]).status, 0);
    let page = || std::fs::read(here.path().join("output/briefings/seven/index.html")).unwrap();
    let old = page();
    let misspelt = "---\ntitle: New\ndate: 2026-01-05\ndrfat: true\n---\n\nText.\n";
    std::fs::write(here.path().join(SEVEN.0), misspelt).unwrap();
    let Run { stdout, stderr, status } = run(here.path(), &["build", "--today", "2026-04-01"]);
    assert_eq!((status, stdout.as_str()), (1, ""));
    assert!(stderr.contains(" --> briefings/seven.md:4:1\n"), "{stderr}");
    assert!(stderr.ends_with("\nnothing was written; what was in `output` is as it was\n"), "{stderr}");
    assert_eq!(page(), old);

    let json = run(here.path(), &["build", "--today", "2026-04-01", "--format", "json"]);
    let value: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((json.status, json.stderr.as_str()), (1, ""));
    assert_eq!(value["diagnostics"][0]["file"], "briefings/seven.md");
    assert_eq!(value["diagnostics"][0]["line"], 4);
    assert_eq!(value["summary"]["errors"], 1);
}

#[test]
fn a_warning_blocks_only_when_denied() {
    let text = "---\ntitle: Seven\ndate: 2026-01-05\nthemes: [no-such-theme]\n---\n\nText.\n";
    let here = folder(&[SETTINGS, (SEVEN.0, text)]);
    let index = here.path().join("output/index.html");
    for command in ["check", "build"] {
        let denied = run(here.path(), &[command, "--today", "2026-04-01", "--deny", "warnings"]);
        assert_eq!(denied.status, 1, "{}", denied.stderr);
        assert!(!index.exists());
    }
    let allowed = run(here.path(), &["build", "--today", "2026-04-01"]);
    assert_eq!(allowed.status, 0, "{}", allowed.stderr);
    assert!(allowed.stderr.contains("warning["), "{}", allowed.stderr);
    assert!(index.exists());
}

#[test]
fn check_writes_nothing() {
    let here = site();
    assert_eq!(run(here.path(), &["check", "--today", "2026-04-01"]).status, 0);
    assert!(!here.path().join("output").exists());
}

#[test]
fn the_output_is_seen_from_where_one_is() {
    let here = site();
    let elsewhere = folder(&[]);
    let root = here.path().to_str().unwrap();
    let options = ["--output", "public", "--jobs", "1", "--timings", "--today", "2026-04-01"];
    let built = run(elsewhere.path(), &[&["--root", root, "build"], &options[..]].concat());
    assert_eq!(built.status, 0, "{}", built.stderr);
    assert!(built.stderr.contains("in `public`"), "{}", built.stderr);
    for line in ["by stage:", "  load  ", "by template, all threads together:", "  row.html  "] {
        assert!(built.stderr.contains(line), "`{line}` is missing: {}", built.stderr);
    }
    let of_briefings = built.stderr.lines().find(|line| line.starts_with("  briefing.html  "));
    assert!(of_briefings.is_some_and(|line| line.ends_with(" s  1 file")), "{}", built.stderr);
    assert!(elsewhere.path().join("public/index.html").exists());
    assert!(!here.path().join("output").exists());
}
