//! A build after an edit: makes what the edit can change and nothing else, and the same bytes as a clean build.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;

use briefpress::build::{BuildOptions, BuildOutcome, build};
use briefpress::plan::DirtyReason;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::project::{Project, list, outputs_of};

const SITE: &str = "\
=== site.yaml
title: Learning
base_url: https://learning.example/
=== briefings/one.md
---
title: One
date: 2026-01-10
summary: The first.
themes: [information-sharing]
actions:
  - {id: A1, text: Do it, owner: Board, due: 2026-11-20, status: under-way}
---
The body of one. See [two](two.md).
=== briefings/two.md
---
title: Two
date: 2026-02-10
summary: The second.
themes: [information-sharing]
attachments: [{file: two.pdf, title: The report}]
---
The body of two.
=== briefings/two.pdf
%PDF-1.4
=== briefings/three.md
---
title: Three
date: 2026-03-10
summary: The third.
tags: [Heat]
---
The body of three.
=== pages/about.md
---
title: About
---
About [one](../briefings/one.md).
";

/// The outputs that a build made, `index.html` of a folder left out of their names.
fn made(outcome: &BuildOutcome) -> BTreeSet<String> {
    let names = outcome.reasons.iter().map(|(path, _)| path.address().to_owned());
    let names: BTreeSet<String> = names.collect();
    assert_eq!(names.len(), outcome.summary.rendered);
    assert_eq!(outcome.summary.pages, outcome.summary.rendered + outcome.summary.kept);
    names
}

fn set(names: &str) -> BTreeSet<String> {
    names.split_whitespace().map(|name| if name == "." { String::new() } else { name.to_owned() }).collect()
}

/// Builds anew beside the output and compares.
#[track_caller]
fn assert_as_clean(project: &Project, what: &str) {
    let clean = tempfile::tempdir().unwrap();
    let output = clean.path().join("clean");
    let options = BuildOptions { output: Some(output.clone()), use_cache: false, ..project.options() };
    let outcome = build(&options).unwrap();
    assert!(outcome.published, "{what}\n{}", list(&outcome.diagnostics));
    let (wanted, found) = (outputs_of(&output), project.outputs());
    let names =
        |files: &std::collections::BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&wanted), "{what}");
    for (name, bytes) in &wanted {
        assert!(found[name] == *bytes, "{what}: `{name}` differs from that of a clean build");
    }
    // What is remembered of everything says what was found in everything.
    let again = project.build();
    assert_eq!(again.summary.rendered, 0, "{what}");
    assert_eq!(list(&again.diagnostics), list(&outcome.diagnostics), "{what}");
}

/// Everything that lists the briefing `one`, or shows its row.
const WITH_ROW_OF_ONE: &str = ". briefings/one/ briefings/two/ formats/learning-brief/ themes/information-sharing/ \
    years/2026/ feed.xml formats/learning-brief/feed.xml themes/information-sharing/feed.xml years/2026/feed.xml \
    briefings.json actions.csv";

#[test]
fn an_edit_makes_what_it_can_change() {
    type Edit = fn(&mut Project);
    let cases: Vec<(&str, Edit, &str)> = vec![
        ("nothing", |_| (), ""),
        (
            "a body",
            |p| {
                p.write("briefings/three.md", b"---\ntitle: Three\ndate: 2026-03-10\nsummary: The third.\ntags: [Heat]\n---\nAnother body.\n");
            },
            "briefings/three/",
        ),
        ("a page", |p| p.write("pages/about.md", b"---\ntitle: About\n---\nOther words.\n"), "about/"),
        ("a title", |p| replace(p, "briefings/one.md", "title: One", "title: First"), WITH_ROW_OF_ONE),
        (
            "a document",
            |p| p.write("briefings/two.pdf", b"%PDF-1.7 and longer"),
            "briefings/two/ briefings/two.pdf",
        ),
        (
            "a page's template",
            |p| {
                p.write(
                    "themes/default/templates/page.html",
                    b"<!doctype html><title>x</title>{{ content }}",
                );
            },
            "about/ accessibility/ get-help-now/ glossary/ privacy/",
        ),
        (
            "a standing page's template",
            |p| p.write("themes/default/templates/standing/privacy.html", b"<p>Ours.</p>"),
            "privacy/",
        ),
        ("the day an action falls due", |p| p.today = date(2026, 11, 21), "briefings/one/ actions.csv"),
        (
            "a file of the output that was removed",
            |p| fs::remove_file(p.output().join("about/index.html")).unwrap(),
            "about/",
        ),
        (
            "a file of the output that was written over",
            |p| p.write("output/about/index.html", b"x"),
            "about/",
        ),
    ];
    for (what, edit, wanted) in cases {
        let mut project = Project::new(SITE);
        let first = project.build();
        assert_eq!(first.summary.kept, 0);
        edit(&mut project);
        let outcome = project.build();
        assert_eq!(made(&outcome), set(wanted), "{what}: {:#?}", outcome.reasons);
        assert_as_clean(&project, what);
        assert_eq!(project.build().summary.rendered, 0, "{what}, and then nothing");
    }
}

fn replace(project: &Project, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(project.root().join(file)).unwrap();
    assert!(text.contains(from));
    project.write(file, text.replace(from, to).as_bytes());
}

#[test]
fn what_the_whole_site_is_made_of_makes_everything() {
    let cases: [(&str, &str, DirtyReason); 2] = [
        ("site.yaml", "title: Other\nbase_url: https://learning.example/\n", DirtyReason::Settings),
        ("data/themes.yaml", "entries:\n  heat:\n    label: Heat\n", DirtyReason::Registries),
    ];
    for (file, text, wanted) in cases {
        let project = Project::new(SITE);
        project.build();
        project.write(file, text.as_bytes());
        let outcome = project.build();
        assert_eq!(outcome.summary.kept, 0, "{file}");
        assert!(outcome.reasons.iter().all(|(_, reason)| *reason == wanted), "{:#?}", outcome.reasons);
        assert_as_clean(&project, file);
    }
}

#[test]
fn a_record_that_is_of_no_use_makes_everything() {
    type Spoil = fn(&Project);
    let spoil: [(&str, Spoil); 5] = [
        ("cut", |p| each_record(p, |bytes| bytes[..bytes.len() / 2].to_vec())),
        ("too long", |p| each_record(p, |bytes| [bytes, b"more"].concat())),
        ("of another version", |p| each_record(p, |bytes| [b"briefpress-record 1\n", &bytes[20..]].concat())),
        ("of another output", |p| {
            // Somebody restored the output from a copy of another day.
            let manifest = p.output().join(".briefpress-manifest");
            let text = fs::read_to_string(&manifest).unwrap();
            let (head, rest) = text.split_once('\n').unwrap();
            let count: usize = head.rsplit(' ').next().unwrap().parse().unwrap();
            let (_, rest) = rest.split_once('\n').unwrap();
            let head = head.replace(&count.to_string(), &(count - 1).to_string());
            fs::write(manifest, format!("{head}\n{rest}")).unwrap();
        }),
        ("gone", |p| fs::remove_dir_all(p.root().join(".briefpress")).unwrap()),
    ];
    for (what, spoil) in spoil {
        let project = Project::new(SITE);
        project.build();
        spoil(&project);
        let outcome = project.build();
        assert_eq!(outcome.summary.kept, 0, "{what}");
        assert!(outcome.reasons.iter().all(|(_, reason)| *reason == DirtyReason::NoRecord), "{what}");
        assert_as_clean(&project, what);
    }
}

fn each_record(project: &Project, change: impl Fn(&[u8]) -> Vec<u8>) {
    let mut changed = 0;
    for entry in fs::read_dir(project.root().join(".briefpress")).unwrap() {
        let path = entry.unwrap().path();
        if !path.file_name().unwrap().to_str().unwrap().starts_with("build-") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, change(&bytes)).unwrap();
        changed += 1;
    }
    assert_eq!(changed, 1);
}

/// The texts that the next build parses anew, by the parts of the memory that it writes.
fn parts(project: &Project) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(project.root().join(".briefpress")).unwrap().map(Result::unwrap);
    let parts = entries.filter(|entry| entry.file_name().to_str().unwrap().starts_with("sources-"));
    let mut parts: Vec<_> = parts
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    parts.sort();
    parts
}

#[test]
fn a_changed_briefing_is_checked_alone() {
    let project = Project::new(SITE);
    let texts = SITE.matches(".md\n---\n").count();
    assert_eq!((project.build().checked, project.build().checked), (texts, 0));
    replace(&project, "briefings/one.md", "The body of one.", "He committed suicide.");
    let outcome = project.build();
    assert_eq!(outcome.checked, 1);
    assert!(outcome.diagnostics.iter().any(|found| found.code.0 == "language/dated-term"));
    // What all texts are checked by has changed.
    replace(&project, "site.yaml", "title: Learning", "title: Learned");
    assert_eq!(project.build().checked, texts);
}

#[test]
fn an_edit_touches_only_its_own_part_of_the_memory() {
    let project = Project::new(SITE);
    project.build();
    let first = parts(&project);
    assert!(first.len() > 1, "{}", first.len());
    project.build();
    assert_eq!(parts(&project), first);
    replace(&project, "briefings/one.md", "title: One", "title: First");
    project.build();
    let changed = parts(&project).iter().zip(&first).filter(|(now, before)| now != before).count();
    assert_eq!(changed, 1);
    assert_as_clean(&project, "after the edit");
}

#[test]
fn a_memory_of_texts_that_is_of_no_use_is_made_anew() {
    for (what, spoil) in [
        ("cut", (|bytes: &[u8]| bytes[..bytes.len() / 2].to_vec()) as fn(&[u8]) -> Vec<u8>),
        ("empty", |_| Vec::new()),
        ("one bit", |bytes| {
            let mut bytes = bytes.to_vec();
            let at = bytes.len() - 9;
            bytes[at] ^= 1;
            bytes
        }),
        ("another version", |bytes| [b"briefpress-sources 0\n", &bytes[21..]].concat()),
    ] {
        let project = Project::new(SITE);
        project.build();
        let whole = parts(&project);
        for (name, bytes) in &whole {
            fs::write(project.root().join(".briefpress").join(name), spoil(bytes)).unwrap();
        }
        let outcome = project.build();
        assert_eq!((outcome.summary.rendered, outcome.published), (0, true), "{what}");
        assert_eq!(parts(&project), whole, "{what}");
        assert_as_clean(&project, what);
    }
}

#[test]
fn a_text_that_is_gone_or_purged_is_forgotten() {
    let secret = "Nobody may read this";
    for end in ["removed", "purged"] {
        let project = Project::new(SITE);
        replace(&project, "briefings/one.md", "title: One", &format!("title: {secret}"));
        project.build();
        let holds = |project: &Project| {
            parts(project)
                .iter()
                .any(|(_, bytes)| bytes.windows(secret.len()).any(|at| at == secret.as_bytes()))
        };
        assert!(holds(&project), "{end}");
        match end {
            "removed" => fs::remove_file(project.root().join("briefings/one.md")).unwrap(),
            _ => replace(
                &project,
                "briefings/one.md",
                &format!("title: {secret}"),
                &format!("title: {secret}\nlifecycle: {{state: purged, reason: asked}}"),
            ),
        }
        // A page links it, so nothing is published; what is remembered of the text goes all the same.
        project.refused();
        assert!(!holds(&project), "{end}");
    }
}

#[test]
fn a_reason_names_the_briefing_whose_summary_changed() {
    let project = Project::new(SITE);
    project.build();
    replace(&project, "briefings/one.md", "title: One", "title: First");
    let outcome = project.build();
    let of = |wanted: &str| {
        let found = outcome.reasons.iter().find(|(path, _)| path.address() == wanted);
        found.map(|(_, reason)| reason.to_string()).unwrap_or_default()
    };
    assert_eq!(of(""), "stale: summary of `briefings/one.md` changed");
    assert_eq!(of("briefings/one/"), "stale: `briefings/one.md` changed");
}

#[test]
fn findings_do_not_fall_silent() {
    let project = Project::new(SITE);
    replace(&project, "briefings/three.md", "tags: [Heat]", "themes: [Heat waves]");
    let first = list(&project.build().diagnostics);
    assert!(first.contains("vocabulary/unknown-theme"), "{first}");
    assert_eq!(list(&project.build().diagnostics), first);
}

/// One step of a session at the desk.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Writes a briefing: its number, its title, themes, what it links, draft or not, and its body.
    Write(u8, u8, u8, Option<u8>, bool, u8),
    Remove(u8),
    Rename(u8, u8),
    /// Writes another second part of a briefing, which no other page shows.
    Body(u8, u8),
    Template(u8, u8),
    Settings(u8),
    Registry(u8),
    Page(u8),
    Document(u8),
    Style(u8),
    Day(i8),
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let number = 0..5_u8;
    prop_oneof![
        6 => (number.clone(), 0..4_u8, 0..6_u8, proptest::option::of(number.clone()), proptest::bool::weighted(0.2), 0..4_u8)
            .prop_map(|(at, title, themes, link, draft, body)| Step::Write(at, title, themes, link, draft, body)),
        2 => number.clone().prop_map(Step::Remove),
        2 => (number.clone(), number).prop_map(|(from, to)| Step::Rename(from, to)),
        2 => (0..5_u8, 0..4_u8).prop_map(|(at, text)| Step::Body(at, text)),
        2 => (0..4_u8, 0..3_u8).prop_map(|(which, text)| Step::Template(which, text)),
        1 => (0..3_u8).prop_map(Step::Settings),
        1 => (0..3_u8).prop_map(Step::Registry),
        1 => (0..3_u8).prop_map(Step::Page),
        1 => (0..3_u8).prop_map(Step::Document),
        1 => (0..3_u8).prop_map(Step::Style),
        1 => (-40..40_i8).prop_map(Step::Day),
    ]
}

pub(crate) fn apply(project: &mut Project, step: &Step) {
    let file = |at: u8| format!("briefings/b{at}.md");
    match *step {
        Step::Write(at, title, themes, link, draft, body) => {
            let exists = |at: &u8| project.root().join(file(*at)).exists();
            let link = link.filter(exists).map_or(String::new(), |to| format!("[other](b{to}.md)"));
            let themes = ["information-sharing", "professional-curiosity", "Heat"][themes as usize % 3];
            let kind = ["scr", "lcspr", "rapid-review"][title as usize % 3];
            let text = format!(
                "---\ntitle: Title {title}\ndate: 2026-0{}-1{at}\ndraft: {draft}\nthemes: [{themes}]\nseries: {{name: Seven, number: {}}}\n\
                 review: {{type: {kind}}}\nlifecycle: {{review_due: 2026-10-2{at}}}\n\
                 actions: [{{id: A{at}, text: Do, owner: Board, due: 2026-11-1{body}, status: planned}}]\n\
                 attachments: [{{file: all.pdf, title: All}}]\n---\nBody {body} {link}\n\n## Part {body}\n\nText.\n",
                body + 1,
                at + 1,
            );
            project.write(&file(at), text.as_bytes());
        }
        Step::Remove(at) => drop(fs::remove_file(project.root().join(file(at)))),
        Step::Rename(from, to) => {
            drop(fs::rename(project.root().join(file(from)), project.root().join(file(to))));
        }
        Step::Body(at, body) => {
            if let Ok(text) = fs::read_to_string(project.root().join(file(at))) {
                let head = text.split("## Part").next().unwrap_or_default();
                project.write(&file(at), format!("{head}## Part {body}\n\nAnother text.\n").as_bytes());
            }
        }
        Step::Template(which, text) => {
            let (name, content) = [
                ("row.html", "<li><a href=\"{{ briefing.url }}\">{{ briefing.title }}</a> NUMBER</li>"),
                ("page.html", "<!doctype html><title>NUMBER</title>{{ content }} {{ today }}"),
                (
                    "feed.xml",
                    "<feed>{% for e in feed.entries %}{{ e.title }} {{ e.url }}{% endfor %}NUMBER</feed>",
                ),
                (
                    "briefing.html",
                    "{% extends \"__theme/briefing.html\" %}{% block foot %}NUMBER{{ today }}{% endblock %}",
                ),
            ][which as usize];
            let content = content.replace("NUMBER", &text.to_string());
            project.write(&format!("themes/default/templates/{name}"), content.as_bytes());
        }
        Step::Settings(title) => {
            let text = format!(
                "title: Site {title}\nbase_url: https://learning.example/\npaginate_by: {}\n",
                title + 2
            );
            project.write("site.yaml", text.as_bytes());
        }
        Step::Registry(label) => {
            project.write(
                "data/themes.yaml",
                format!("entries:\n  heat:\n    label: Heat {label}\n").as_bytes(),
            );
        }
        Step::Page(body) => {
            project.write("pages/about.md", format!("---\ntitle: About {body}\n---\nX\n").as_bytes());
        }
        Step::Document(size) => {
            project.write(
                "briefings/all.pdf",
                format!("%PDF-1.{size}{}", "x".repeat(size as usize * 2000)).as_bytes(),
            );
        }
        Step::Style(color) => {
            project.write("themes/default/static/style.css", format!("p {{ margin: {color}px }}").as_bytes());
        }
        Step::Day(days) => project.today = date(2026, 11, 1).saturating_add(jiff::Span::new().days(days)),
    }
}

/// `BRIEFPRESS_SEQUENCES` asks for more; the few that always run are the same each time.
#[test]
fn any_sequence_of_edits_ends_as_a_clean_build() {
    let wanted = std::env::var("BRIEFPRESS_SEQUENCES").ok().and_then(|count| count.parse().ok());
    let config = Config { cases: wanted.unwrap_or(6), failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let sequences = proptest::collection::vec(proptest::collection::vec(step(), 1..3), 4..8);
    let (published, refused) = (Cell::new(0), Cell::new(0));
    let result = runner.run(&sequences, |sequence| {
        let mut project = Project::new("=== briefings/all.pdf\n%PDF-1.4\n");
        apply(&mut project, &Step::Settings(0));
        for steps in &sequence {
            for step in steps {
                apply(&mut project, step);
            }
            let outcome = project.try_build().unwrap();
            if outcome.published {
                assert_as_clean(&project, &format!("{sequence:?} at {steps:?}"));
                assert_eq!(project.build().summary.rendered, 0);
                published.set(published.get() + 1);
            } else {
                refused.set(refused.get() + 1);
            }
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(published.get() > refused.get(), "{} published, {} refused", published.get(), refused.get());
}
