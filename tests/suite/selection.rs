//! `check` for some files or some families, and what servers and hooks get of it.

use crate::run::{folder, run};

const GOOD: &str = "---\ntitle: Good\ndate: 2026-01-01\n---\nText.\n";
const VAGUE: &str =
    "---\ntitle: Vague\ndate: 2026-01-02\n---\nFor the guidance [click here](https://www.example.com/a).\n";
const BROKEN: &str = "---\ntitle: Broken\ndate: 2026-01-03\n---\nSee [the other](gone.md).\n";

fn site() -> tempfile::TempDir {
    folder(&[
        (
            "site.yaml",
            "base_url: https://learning.example/\ncontact: {email: unit@example.org}\nlicence: CC BY 4.0\n\
             checks: {publication/approval-missing: off}\n",
        ),
        ("briefings/good.md", GOOD),
        ("briefings/2026/vague.md", VAGUE),
        ("briefings/2026/broken.md", BROKEN),
    ])
}

/// The exit status, and the codes with their files.
fn check(arguments: &[&str]) -> (i32, String) {
    let site = site();
    let mut all = vec!["check", "--today", "2026-02-01", "--format", "short"];
    all.extend(arguments);
    let run = run(site.path(), &all);
    let lines = run.stderr.lines().filter_map(|line| {
        let (file, rest) = line.split_once(": ")?;
        let code = rest.split(['[', ']']).nth(1)?;
        Some(format!("{} {code}", file.split(':').next()?))
    });
    (run.status, lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn findings_in_some_files_are_those_of_the_whole_site_in_these_files() {
    const BROKEN: &str = "briefings/2026/broken.md links/broken-internal";
    const VAGUE: &str = "briefings/2026/vague.md accessibility/vague-link";
    let both = format!("{BROKEN}\n{VAGUE}");
    for (arguments, status, found) in [
        (&[][..], 1, &*both),
        (&["briefings/good.md"], 0, ""),
        (&["briefings/2026/vague.md"], 0, VAGUE),
        (&["briefings/2026/vague.md", "--deny", "warnings"], 1, VAGUE),
        (&["briefings/good.md", "briefings/2026/broken.md"], 1, BROKEN),
        (&["briefings/2026"], 1, &both),
        (&["./briefings/../briefings/2026/"], 1, &both),
        (&["briefings/20"], 0, ""),
        (&["."], 1, &both),
        (&["briefings/removed.md"], 0, ""),
        (&["--only", "links"], 1, BROKEN),
        (&["--only", "accessibility"], 0, VAGUE),
        (&["--only", "links", "--only", "accessibility"], 1, &both),
        (&["--only", "links", "briefings/2026/vague.md"], 0, ""),
        (&["--only", "language", "--deny", "warnings"], 0, ""),
    ] {
        assert_eq!(check(arguments), (status, found.to_owned()), "{arguments:?}");
    }
}

#[test]
fn what_is_not_there_to_be_chosen_is_a_wrong_command() {
    let site = site();
    let wrong = run(site.path(), &["check", "--only", "acessibility"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("did you mean `accessibility`?"), "{}", wrong.stderr);
    let wrong = run(site.path(), &["check", "../elsewhere.md"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("`../elsewhere.md` is not in the site"), "{}", wrong.stderr);
    let wrong = run(site.path(), &["build", "--only", "links"]);
    assert_eq!(wrong.status, 2, "a build that overlooks findings would publish them");
}

#[test]
fn a_site_in_a_folder_is_checked_from_above() {
    let site = site();
    let above = site.path().parent().unwrap();
    let name = site.path().file_name().unwrap().to_str().unwrap();
    let file = format!("{name}/briefings/2026/vague.md");
    let run = run(above, &["--root", name, "check", "--format", "short", &file]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("briefings/2026/vague.md:5"), "{}", run.stderr);
    assert!(!run.stderr.contains("broken.md"), "{}", run.stderr);
}

#[test]
fn the_numbers_are_those_of_what_is_shown() {
    let site = site();
    let run = run(site.path(), &["check", "--format", "json", "briefings/2026/vague.md"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&json["summary"]["errors"], &json["summary"]["warnings"]), (&0.into(), &1.into()));
    assert_eq!(json["summary"]["briefings"], 3);
}

#[test]
fn servers_get_junit() {
    let site = site();
    let run = run(site.path(), &["check", "--format", "junit"]);
    assert_eq!(run.status, 1);
    let xml = roxmltree::Document::parse(&run.stdout).unwrap();
    let names: Vec<_> = xml.root_element().children().filter_map(|suite| suite.attribute("name")).collect();
    assert_eq!(names, ["briefings/2026/broken.md", "briefings/2026/vague.md"]);
    assert_eq!(xml.root_element().attribute("failures"), Some("1"));
}

#[test]
fn the_hooks_name_commands_that_there_are() {
    let hooks =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.pre-commit-hooks.yaml")).unwrap();
    let hooks: serde_yaml::Value = serde_yaml::from_str(&hooks).unwrap();
    let hooks = hooks.as_sequence().unwrap();
    assert_eq!(hooks.len(), 2);
    for hook in hooks {
        let entry = hook["entry"].as_str().unwrap();
        let arguments: Vec<&str> = entry.split_whitespace().skip(1).collect();
        let site = site();
        let run = run(site.path(), &[&arguments[..], &["briefings/good.md"]].concat());
        assert_eq!(run.status, 0, "{entry}: {}", run.stderr);
    }
}
