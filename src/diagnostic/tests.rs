//! Every renderer over the same findings, and what they promise about hostile and very many ones.

use std::io;

use serde_json::Value;

use super::*;
use crate::source::{SourcePath, SourceText, Span};

const UNKNOWN_KEY: Code = Code("front-matter/unknown-key");
const BROKEN_LINK: Code = Code("links/broken-internal");

fn text_of(render: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    render(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn human(diagnostics: &[Diagnostic], style: HumanStyle) -> String {
    text_of(|out| render_human(diagnostics, style, out))
}

fn short(diagnostics: &[Diagnostic]) -> String {
    text_of(|out| render_short(diagnostics, out))
}

fn json(diagnostics: &[Diagnostic], failure: Option<&str>) -> String {
    let summary = Summary { counts: Counts::of(diagnostics), seconds: 0.03149, ..summary() };
    text_of(|out| render_json(diagnostics, &summary, failure, out))
}

fn github(diagnostics: &[Diagnostic]) -> String {
    text_of(|out| render_github(diagnostics, None, out))
}

fn sarif(diagnostics: &[Diagnostic], failure: Option<&str>) -> String {
    text_of(|out| render_sarif(diagnostics, failure, out))
}

fn summary() -> Summary {
    Summary { briefings: 42, pages: 118, rendered: 7, kept: 111, removed: 1, ..Summary::default() }
}

/// The place of the first `needle` in a text.
fn place(path: &str, text: &str, needle: &str) -> Place {
    let start = text.find(needle).unwrap();
    SourceText::new(SourcePath::new(path), text).place(Span::new(start, start + needle.len()))
}

/// One finding of each kind that is hard to show.
fn samples() -> Vec<Diagnostic> {
    let front = "---\ntitle: Neglect\nreveiw_due: 2026-04-01\nid: seven\n---\n";
    let long =
        format!("{}see [the report](missing.md) for more {}", "words ".repeat(60), "and so on ".repeat(40));
    let lines = "---\nsummary: |\n  one\n  two\n  three\n---\n";
    let hostile = "title: \u{1b}[2J\u{202e}evil\u{200b}\u{7}\nnext";
    vec![
        Diagnostic::error(UNKNOWN_KEY, "unknown key `reveiw_due`")
            .at(place("briefings/seven.md", front, "reveiw_due"))
            .label("no briefing has this key")
            .help("did you mean `review_due`?")
            .because("a misspelt key would be silently without effect"),
        Diagnostic::error(Code("site/duplicate-id"), "the id `seven` is given to two briefings")
            .at(place("briefings/seven.md", front, "seven"))
            .label("given again here")
            .related(place("briefings/older/7.md", "---\nid: seven\n", "seven"), "first given here")
            .help("give one of them another `id`"),
        Diagnostic::warning(BROKEN_LINK, "no file `missing.md` beside this one")
            .at(place("briefings/long line.md", &long, "missing.md"))
            .help("write the name as it stands in the folder"),
        Diagnostic::warning(Code("language/summary"), "the summary has 61 words, 60 are the limit")
            .at(place("briefings/lines.md", lines, "one\n  two\n  three")),
        Diagnostic::new(Severity::Review, Code("identity/date"), "an exact date stands in the text")
            .at(place("briefings/宽.md", "a\t日本語 on 3 March 2014, 子ども", "3 March 2014"))
            .label("日 March"),
        Diagnostic::note(Code("site/contact"), "the site names nobody to ask")
            .help("set `contact` in `site.yaml`"),
        Diagnostic::error(Code("source/encoding"), "the file is not UTF-8: byte 17 is `0xff`")
            .at(Place::of_file(&SourcePath::new("briefings/old.md"))),
        Diagnostic::error(UNKNOWN_KEY, "unknown key `\u{1b}]0;pwned\u{7}\u{202e}x\n::error::y`")
            .at(place("briefings/100%,a:b.md", hostile, "\u{1b}[2J\u{202e}evil\u{200b}"))
            .label("\u{1b}[31mred")
            .help("remove it\u{9b}31m\u{2028}now"),
        Diagnostic::error(Code("source/end"), "the front matter is not closed").at({
            let text = SourceText::new(SourcePath::new("briefings/end.md"), "---\ntitle: x\n");
            text.place(Span::new(13, 13))
        }),
    ]
}

#[test]
fn people_see_each_finding() {
    insta::assert_snapshot!(human(&samples(), HumanStyle::default()));
}

#[test]
fn people_hear_each_finding() {
    let style = HumanStyle { words: true, ..HumanStyle::default() };
    insta::assert_snapshot!(human(&samples(), style));
}

#[test]
fn editors_get_one_line_each() {
    let text = short(&samples());
    assert_eq!(text.lines().count(), samples().len());
    insta::assert_snapshot!(text);
}

#[test]
fn programs_get_the_object_of_the_contract() {
    insta::assert_snapshot!(json(&samples(), None));
}

#[test]
fn github_gets_workflow_commands() {
    let text = github(&samples());
    assert_eq!(text.lines().filter(|line| line.starts_with("::")).count(), samples().len());
    insta::assert_snapshot!(text);
}

#[test]
fn scanners_get_sarif() {
    insta::assert_snapshot!(sarif(&samples(), None));
}

#[test]
fn color_is_only_there_when_told() {
    let plain = human(&samples(), HumanStyle::default());
    let colored = human(&samples(), HumanStyle { color: true, ..HumanStyle::default() });
    assert!(!plain.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
    assert_ne!(colored, plain);
}

#[test]
fn nothing_that_steers_a_terminal_gets_out() {
    let found = samples();
    let words = HumanStyle { words: true, ..HumanStyle::default() };
    for text in [
        human(&found, HumanStyle::default()),
        human(&found, words),
        short(&found),
        json(&found, Some("\u{1b}\u{202e}")),
        github(&found),
        sarif(&found, Some("\u{1b}\u{202e}")),
    ] {
        let bad: Vec<char> =
            text.chars().filter(|c| *c != '\n' && crate::source::is_unprintable(*c)).collect();
        assert!(bad.is_empty(), "{bad:?} in {text}");
    }
}

#[test]
fn json_is_read_back_as_it_was() {
    let found = samples();
    let value: Value = serde_json::from_str(&json(&found, None)).unwrap();
    let rows = value["diagnostics"].as_array().unwrap();
    assert_eq!(rows.len(), found.len());
    for (row, diagnostic) in rows.iter().zip(&found) {
        let place = diagnostic.place.as_ref();
        assert_eq!(row["message"], diagnostic.message);
        assert_eq!(row["help"].as_str(), diagnostic.help.as_deref());
        assert_eq!(row["file"].as_str(), place.map(|place| place.path.as_str()));
        assert_eq!(row["line"].as_u64(), place.map(|place| u64::from(place.line)));
    }
    let keys: Vec<_> = value["summary"].as_object().unwrap().keys().map(String::as_str).collect();
    let contract =
        ["briefings", "pages", "rendered", "kept", "removed", "errors", "warnings", "reviews", "notes"];
    for key in contract.into_iter().chain(["seconds"]) {
        assert!(keys.contains(&key), "{key} is missing");
    }
    assert_eq!(value["summary"]["errors"], 5);
    assert_eq!(value["summary"]["seconds"], 0.031);
    assert!(value.get("error").is_none());
    assert_eq!(
        serde_json::from_str::<Value>(&json(&[], Some("no \"room\""))).unwrap()["error"],
        "no \"room\""
    );
}

#[test]
fn sarif_has_what_the_standard_requires() {
    let found = samples();
    let log: Value = serde_json::from_str(&sarif(&found, None)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "briefpress");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), found.len());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let level = result["level"].as_str().unwrap();
        assert!(["none", "note", "warning", "error"].contains(&level));
        assert_eq!(level == "none", result["kind"] == "review");
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let locations = [&result["locations"], &result["relatedLocations"]];
        for location in locations.into_iter().filter_map(Value::as_array).flatten() {
            let physical = &location["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.is_ascii() && !uri.contains([' ', ':', ',', '#', '?']), "{uri}");
            for key in ["startLine", "startColumn", "endLine", "endColumn"] {
                assert!(physical["region"][key].as_u64().unwrap() >= 1);
            }
        }
    }
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let failed: Value = serde_json::from_str(&sarif(&[], Some("no room"))).unwrap();
    assert_eq!(failed["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn no_findings_are_no_lines() {
    assert_eq!(human(&[], HumanStyle::default()), "");
    assert_eq!(short(&[]), "");
    assert_eq!(github(&[]), "");
    assert_eq!(
        serde_json::from_str::<Value>(&json(&[], None)).unwrap()["diagnostics"],
        serde_json::json!([])
    );
}

fn unknown_theme(file: usize) -> Diagnostic {
    let message = format!("unknown theme `theme {file}` in line {file}");
    let at = Place::of_file(&SourcePath::new(format!("briefings/{}.md", file / 2)));
    Diagnostic::warning(Code("vocabulary/unknown-theme"), message).at(at)
}

#[test]
fn many_of_one_kind_are_one_line() {
    let mut found: Vec<Diagnostic> = (0..20).map(unknown_theme).collect();
    found.push(
        Diagnostic::warning(Code("vocabulary/unknown-theme"), "another thing")
            .at(Place::of_file(&SourcePath::new("briefings/0.md"))),
    );
    let text = human(&found, HumanStyle::default());
    assert_eq!(text.matches("warning[vocabulary/unknown-theme]: unknown theme").count(), 5);
    assert_eq!(text.matches("warning[vocabulary/unknown-theme]: another thing").count(), 1);
    let rest = "and 15 more of the same (`vocabulary/unknown-theme`) in 8 files; `--format json` lists all";
    assert!(text.contains(rest), "{text}");
    assert!(text.ends_with("\n21 warnings in 10 files\n"), "{text}");
    let all = human(&found, HumanStyle { limit: usize::MAX, ..HumanStyle::default() });
    assert_eq!(all.matches("warning[").count(), 21);
}

#[test]
fn the_gravest_come_last() {
    let mut found = samples();
    found.reverse();
    let text = human(&found, HumanStyle::default());
    let at = |word: &str| text.find(word).unwrap();
    assert!(at("\nreview[") > at("note[site/contact]"));
    assert!(at("\nwarning[") > at("\nreview["));
    assert!(at("\nerror[") > at("\nwarning["));
    assert!(text.ends_with("5 errors, 2 warnings, 1 finding to review, 1 note in 7 files\n"), "{text}");
}

#[test]
fn very_many_findings_are_rendered_whole() {
    let found: Vec<Diagnostic> = (0..5_000).map(unknown_theme).collect();
    assert_eq!(json(&found, None).lines().count(), 5_002);
    assert_eq!(short(&found).lines().count(), 5_000);
    assert_eq!(github(&found).lines().count(), 5_000);
    assert!(sarif(&found, None).lines().count() > 5_000);
    let text = human(&found, HumanStyle::default());
    assert!(text.contains("and 4995 more of the same"), "{text}");
    assert!(text.lines().count() < 30);
}

#[test]
fn counts_are_said_in_words() {
    let cases = [
        (Counts::default(), "no findings"),
        (Counts { errors: 1, ..Counts::default() }, "1 error"),
        (Counts { errors: 3, warnings: 12, reviews: 0, notes: 1 }, "3 errors, 12 warnings, 1 note"),
        (Counts { reviews: 2, ..Counts::default() }, "2 findings to review"),
    ];
    for (counts, words) in cases {
        assert_eq!(counts.to_string(), words);
    }
}

#[test]
fn findings_are_sorted_by_place() {
    let at = |line| {
        let mut place = Place::of_file(&SourcePath::new("b.md"));
        place.line = line;
        Diagnostic::error(BROKEN_LINK, "x").at(place)
    };
    let none = Diagnostic::error(BROKEN_LINK, "x");
    let mut found = vec![at(10), at(9), none.clone()];
    sort(&mut found);
    assert_eq!(found, [none, at(9), at(10)]);
}

#[test]
fn long_messages_are_cut() {
    let text = printable(&"é".repeat(5_000)).into_owned();
    assert_eq!(text.chars().count(), 1_001);
    assert!(text.ends_with('…'));
}

#[test]
fn servers_get_junit_that_is_xml_and_counts_right() {
    for (findings, deny_warnings, failure) in [
        (samples(), false, None),
        (samples(), true, None),
        (Vec::new(), false, None),
        (Vec::new(), false, Some("disk <full>")),
    ] {
        let mut findings = findings;
        sort(&mut findings);
        let text = text_of(|out| render_junit(&findings, deny_warnings, failure, out));
        assert!(!text.contains(is_unprintable_but_line_end), "{text}");
        let xml = roxmltree::Document::parse(&text).unwrap();
        let count = |node: &roxmltree::Node<'_, '_>, name: &str| {
            node.descendants().filter(|inner| inner.has_tag_name(name)).count().to_string()
        };
        let suites = xml.root_element();
        assert_eq!(suites.attribute("tests"), Some(&*count(&suites, "testcase")));
        assert_eq!(suites.attribute("failures"), Some(&*count(&suites, "failure")));
        assert_eq!(suites.attribute("errors"), Some(&*count(&suites, "error")));
        for suite in suites.children().filter(|node| node.has_tag_name("testsuite")) {
            assert_eq!(suite.attribute("tests"), Some(&*count(&suite, "testcase")));
            assert_eq!(suite.attribute("failures"), Some(&*count(&suite, "failure")));
            assert_eq!(suite.attribute("skipped"), Some(&*count(&suite, "skipped")));
        }
        let least = if deny_warnings { Severity::Warning } else { Severity::Error };
        let blocking = findings.iter().filter(|found| found.severity >= least).count();
        assert_eq!(suites.attribute("failures"), Some(&*blocking.to_string()));
        assert!(suites.descendants().any(|node| node.has_tag_name("testcase")));
    }
}

fn is_unprintable_but_line_end(c: char) -> bool {
    c != '\n' && crate::source::is_unprintable(c)
}

/// The parts of the schema of SARIF 2.1.0 that concern what is written: names that must be there, names that may, and what
/// their values are.
#[test]
fn sarif_has_the_shape_of_its_schema() {
    let mut findings = samples();
    sort(&mut findings);
    for log in [sarif(&findings, None), sarif(&[], Some("the disk is full"))] {
        let log: Value = serde_json::from_str(&log).unwrap();
        keys(&log, &["$schema", "version", "runs"], &[]);
        assert_eq!(log["version"], "2.1.0");
        let [run] = log["runs"].as_array().unwrap().as_slice() else { panic!("one run") };
        keys(run, &["tool"], &["columnKind", "invocations", "results"]);
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        keys(&run["tool"]["driver"], &["name"], &["version", "rules"]);
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for rule in rules {
            keys(rule, &["id"], &[]);
        }
        for invocation in run["invocations"].as_array().unwrap() {
            keys(invocation, &["executionSuccessful"], &["toolExecutionNotifications"]);
            assert!(invocation["executionSuccessful"].is_boolean());
        }
        let results = run["results"].as_array().unwrap();
        for result in results {
            keys(
                result,
                &["message"],
                &["ruleId", "ruleIndex", "kind", "level", "locations", "relatedLocations"],
            );
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
            let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[at]["id"], result["ruleId"]);
            let level = result["level"].as_str().unwrap();
            assert!(["none", "note", "warning", "error"].contains(&level));
            // By the standard a level other than `none` goes with the kind `fail`, which is the one by default.
            assert_eq!(level == "none", result.get("kind").is_some_and(|kind| kind == "review"));
            let mut ids = std::collections::BTreeSet::new();
            for list in ["locations", "relatedLocations"] {
                for location in result[list].as_array().into_iter().flatten() {
                    keys(location, &["physicalLocation"], &["id", "message"]);
                    assert!(location.get("id").is_none_or(|id| ids.insert(id.as_u64().unwrap())));
                    let physical = &location["physicalLocation"];
                    keys(physical, &["artifactLocation", "region"], &[]);
                    keys(&physical["artifactLocation"], &["uri", "uriBaseId"], &[]);
                    let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
                    assert!(
                        uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"\\^`{|} ".contains(&byte)),
                        "{uri}"
                    );
                    let region = &physical["region"];
                    keys(region, &["startLine", "startColumn", "endLine", "endColumn"], &[]);
                    let number = |name: &str| region[name].as_u64().unwrap();
                    assert!(
                        ["startLine", "startColumn", "endLine", "endColumn"]
                            .iter()
                            .all(|name| number(name) >= 1)
                    );
                    assert!(
                        (number("startLine"), number("startColumn"))
                            <= (number("endLine"), number("endColumn"))
                    );
                }
            }
        }
    }
}

/// Holds an object to the names it must have and may have.
#[track_caller]
fn keys(object: &Value, required: &[&str], allowed: &[&str]) {
    let object = object.as_object().unwrap();
    for name in required {
        assert!(object.contains_key(*name), "{name} is missing");
    }
    for name in object.keys() {
        assert!(
            required.contains(&name.as_str()) || allowed.contains(&name.as_str()),
            "{name} is not in the schema"
        );
    }
}
