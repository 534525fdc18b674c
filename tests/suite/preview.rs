//! What is shown from memory is what a build would write, after any sequence of edits and with the pages somebody is
//! looking at made first.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use briefpress::build::{BuildOptions, Edition, Previewed, Session, Today, Viewers};
use briefpress::load::is_of_site;
use briefpress::source::{OutputPath, SourcePath};
use jiff::civil::date;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::incremental::{Step, apply, step};
use crate::project::{Project, list, outputs_of};

/// Someone who looks at some outputs and keeps every edition.
#[derive(Default)]
struct Desk {
    looks_at: Vec<OutputPath>,
    shown: Mutex<Vec<Edition>>,
}

impl Desk {
    fn looking_at(output: &str) -> Self {
        Self { looks_at: vec![OutputPath::file(output).unwrap()], ..Self::default() }
    }

    fn take(&self) -> Vec<Edition> {
        std::mem::take(&mut self.shown.lock().unwrap())
    }
}

impl Viewers for Desk {
    fn looked_at(&self) -> Vec<OutputPath> {
        self.looks_at.clone()
    }

    fn show(&self, edition: Edition) {
        self.shown.lock().unwrap().push(edition);
    }
}

fn files(edition: &Edition) -> BTreeMap<String, Vec<u8>> {
    let bytes = |at| edition.bytes(at).map(|bytes| bytes.to_vec());
    edition.outputs().filter_map(|(output, at)| Some((output.as_str().to_owned(), bytes(at)?))).collect()
}

#[track_caller]
fn assert_same(shown: &BTreeMap<String, Vec<u8>>, written: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert_eq!(shown.keys().collect::<Vec<_>>(), written.keys().collect::<Vec<_>>(), "{what}");
    for (name, bytes) in written {
        assert!(shown[name] == *bytes, "{what}: `{name}` is shown otherwise than it is written");
    }
}

/// The site of this repository, without its output.
fn example() -> Project {
    let project = Project::new("");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["site.yaml", "briefings", "pages", "data", "static"] {
        for entry in walkdir::WalkDir::new(root.join(part)).into_iter().filter_map(Result::ok) {
            if entry.file_type().is_file() {
                let name = entry.path().strip_prefix(root).unwrap().to_str().unwrap();
                project.write(name, &std::fs::read(entry.path()).unwrap());
            }
        }
    }
    project
}

#[test]
fn the_example_site_is_shown_as_it_is_written() {
    let project = example();
    project.build();
    let desk = Desk::default();
    let Previewed { outcome, .. } = Session::default().preview(&project.options(), &desk).unwrap();
    assert!(outcome.published, "{}", list(&outcome.diagnostics));
    let shown = desk.take();
    assert_eq!(shown.len(), 1);
    assert!(shown[0].is_complete());
    assert_same(&files(&shown[0]), &outputs_of(&project.output()), "the example site");
}

#[test]
fn a_preview_writes_nothing() {
    let project = example();
    let before = outputs_of(project.root());
    Session::default().preview(&project.options(), &Desk::default()).unwrap();
    assert!(outputs_of(project.root()) == before);
    assert!(!project.root().join(".briefpress").exists());
}

/// Every file below a folder, with its bytes and the time of its last change.
fn state_of(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files
        .map(|path| {
            let changed = path.metadata().unwrap().modified().unwrap();
            (path.clone(), (std::fs::read(path).unwrap(), changed))
        })
        .collect()
}

#[test]
fn a_preview_neither_believes_nor_changes_what_builds_left() {
    let project = example();
    project.build();
    let state = project.root().join(".briefpress");
    let remembered: Vec<PathBuf> = state_of(&state).into_keys().collect();
    assert!(!remembered.is_empty());
    for file in &remembered {
        std::fs::write(file, "what nobody wrote").unwrap();
    }
    let edited = "briefings/adult-m-coercive-control.md";
    let text = std::fs::read_to_string(project.root().join(edited)).unwrap();
    project.write(edited, format!("{text}\nMore was learnt.\n").as_bytes());
    let before = state_of(project.root());
    let (desk, mut session) = (Desk::default(), Session::default());
    assert!(session.preview(&project.options(), &desk).unwrap().outcome.published);
    assert!(state_of(project.root()) == before, "neither the output nor what is kept beside it");
    let shown = files(&desk.take()[0]);
    std::fs::remove_dir_all(&state).unwrap();
    project.build();
    assert_same(&shown, &outputs_of(&project.output()), "after an edit");
}

#[test]
fn what_is_fresh_keeps_its_bytes() {
    let project = example();
    let (desk, mut session) = (Desk::default(), Session::default());
    session.preview(&project.options(), &desk).unwrap();
    let name = std::fs::read_dir(project.root().join("briefings")).unwrap();
    let file =
        name.map(|entry| entry.unwrap().path()).find(|path| path.extension().is_some_and(|e| e == "md"));
    let file = file.unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{text}\nOne more sentence at the end.\n")).unwrap();
    let outcome = session.preview(&project.options(), &desk).unwrap().outcome;
    let editions = desk.take();
    let [before, after] = editions.as_slice() else { panic!("{} editions", editions.len()) };
    let changed = |at: &usize| !std::sync::Arc::ptr_eq(before.bytes(*at).unwrap(), after.bytes(*at).unwrap());
    assert!(after.is_numbered_as(before));
    assert_eq!((0..after.len()).filter(changed).count(), 1, "{:?}", outcome.reasons);
    assert_eq!(outcome.summary.rendered, 1);
}

#[test]
fn what_is_looked_at_comes_first_and_is_as_it_will_be() {
    let project = example();
    let (desk, mut session) = (Desk::looking_at("about/index.html"), Session::default());
    session.preview(&project.options(), &desk).unwrap();
    desk.take();
    let theme = |text: &str| project.write("themes/default/templates/base.html", text.as_bytes());
    theme("<!doctype html><title>{{ page.title }}</title>{% block content %}{% endblock %}");
    assert!(session.preview(&project.options(), &desk).unwrap().outcome.published);
    let editions = desk.take();
    let [early, whole] = editions.as_slice() else { panic!("{} editions", editions.len()) };
    assert!(!early.is_complete() && whole.is_complete());
    let (early, whole) = (files(early), files(whole));
    let about = String::from_utf8(early["about/index.html"].clone()).unwrap();
    assert!(about.starts_with("<!doctype html><title>About"), "{about}");
    assert!(!early.contains_key("index.html"), "what is stale has no bytes, neither old nor new ones");
    for (name, bytes) in &early {
        assert!(whole[name] == *bytes, "`{name}` was shown otherwise than it came out");
    }
}

#[test]
fn what_fails_after_the_first_page_is_taken_back() {
    let project = example();
    let (desk, mut session) = (Desk::looking_at("about/index.html"), Session::default());
    session.preview(&project.options(), &desk).unwrap();
    let good = desk.take().pop().unwrap();
    project.write(
        "themes/default/templates/base.html",
        b"<!doctype html>{% block content %}{% endblock %}{% if page.kind == \"briefing\" %}{{ nonsense }}{% endif %}",
    );
    let outcome = session.preview(&project.options(), &desk).unwrap().outcome;
    assert!(!outcome.published && outcome.summary.counts.errors > 0);
    let editions = desk.take();
    let [early, back] = editions.as_slice() else { panic!("{} editions", editions.len()) };
    assert!(!early.is_complete());
    assert!(files(back) == files(&good));
}

#[test]
fn a_mistake_leaves_what_is_shown_and_mending_it_makes_nothing_twice() {
    let project = example();
    let (desk, mut session) = (Desk::default(), Session::default());
    session.preview(&project.options(), &desk).unwrap();
    project.write("briefings/broken.md", b"---\ntitle: Broken\ndrfat: true\n---\nText.\n");
    let Previewed { outcome, withheld, .. } = session.preview(&project.options(), &desk).unwrap();
    assert!(!outcome.published);
    assert!(withheld.iter().any(|it| it.source.as_str() == "briefings/broken.md"));
    std::fs::remove_file(project.root().join("briefings/broken.md")).unwrap();
    let outcome = session.preview(&project.options(), &desk).unwrap().outcome;
    assert!(outcome.published);
    assert_eq!(outcome.summary.rendered, 0);
    assert_eq!(desk.take().len(), 2, "the mistake was not shown");
}

#[test]
fn what_is_withheld_is_told_to_its_author_and_shown_to_nobody() {
    let project = Project::new(
        "=== briefings/draft.md\n---\ntitle: A draft\ndate: 2026-01-01\ndraft: true\n\
         approval: {state: in-review}\n---\nWords of a draft.\n\
         === briefings/embargo.md\n---\ntitle: An embargo\ndate: 2027-01-01\nformat: audit\n---\nText.\n\
         === briefings/purged.md\n---\ntitle: Purged words\ndate: 2026-01-01\nlifecycle: {state: purged, reason: r}\n---\nText.\n\
         === briefings/live.md\n---\ntitle: Live\ndate: 2026-01-01\n---\nText.\n",
    );
    let desk = Desk::default();
    let Previewed { outcome, withheld, site } =
        Session::default().preview(&project.options(), &desk).unwrap();
    assert!(outcome.published, "{}", list(&outcome.diagnostics));
    assert_eq!(site.briefings.len(), 1);
    let mut told: Vec<String> = withheld
        .iter()
        .map(|it| {
            let format = it.format.as_ref().map(|term| term.key.as_str());
            format!("{} {:?} {:?} {format:?} {:?} {}", it.source, it.why, it.title, it.approval, it.words)
        })
        .collect();
    told.sort();
    let wanted = [
        "briefings/draft.md Draft Some(\"A draft\") None Some(InReview) 4",
        "briefings/embargo.md Embargo(EmbargoEnd { moment: 2027-01-01T00:00:00Z, local: 2027-01-01T00:00:00 }) Some(\"An embargo\") Some(\"audit\") None 1",
        "briefings/purged.md Purged Some(\"Purged words\") None None 1",
    ];
    assert_eq!(told, wanted);
    let shown = files(&desk.take()[0]);
    for words in ["A draft", "An embargo", "Purged words"] {
        let found = shown.iter().find(|(_, bytes)| String::from_utf8_lossy(bytes).contains(words));
        assert_eq!(found.map(|(name, _)| name), None, "{words}");
    }
}

#[test]
fn any_sequence_of_edits_is_shown_as_it_is_written() {
    let config = Config { cases: 5, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let sequences = proptest::collection::vec(proptest::collection::vec(step(), 1..3), 4..8);
    let (shown, early) = (Cell::new(0), Cell::new(0));
    let result = runner.run(&sequences, |sequence| {
        let mut project = Project::new("=== briefings/all.pdf\n%PDF-1.4\n");
        apply(&mut project, &Step::Settings(0));
        let (desk, mut session) = (Desk::looking_at("index.html"), Session::default());
        let mut live = BTreeMap::new();
        for steps in &sequence {
            for step in steps {
                apply(&mut project, step);
            }
            let built = project.try_build().unwrap();
            let options = BuildOptions { today: Today::Given(project.today), ..project.options() };
            let previewed = session.preview(&options, &desk).unwrap().outcome;
            assert_eq!(built.published, previewed.published);
            assert_eq!(list(&built.diagnostics), list(&previewed.diagnostics));
            let editions = desk.take();
            early.set(early.get() + editions.iter().filter(|edition| !edition.is_complete()).count());
            if let Some(last) = editions.last() {
                live = files(last);
            }
            if built.published {
                assert_same(&live, &project.outputs(), &format!("{sequence:?} at {steps:?}"));
                shown.set(shown.get() + 1);
            }
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(shown.get() > 10 && early.get() > 0, "{} shown, {} early", shown.get(), early.get());
}

/// The files of a site, without what is made of them.
fn sources_of(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut files = outputs_of(project.root());
    files.retain(|name, _| is_of_site(&SourcePath::new(name.as_str())));
    files
}

/// The paths at which two states of a site differ.
fn changes(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> BTreeSet<SourcePath> {
    let names = before.keys().chain(after.keys());
    names
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| SourcePath::new(name.as_str()))
        .collect()
}

/// A preview that is told what has changed, beside builds that are not.
struct Told {
    desk: Desk,
    session: Session,
    live: BTreeMap<String, Vec<u8>>,
    seen: BTreeMap<String, Vec<u8>>,
}

impl Told {
    fn of(project: &Project) -> Self {
        let mut told = Self {
            desk: Desk::looking_at("index.html"),
            session: Session::default(),
            live: BTreeMap::new(),
            seen: BTreeMap::new(),
        };
        told.follow(project, "the beginning");
        told
    }

    /// Takes up what has changed, and holds that it is what a build makes of it; gives whether the site was read for it.
    fn follow(&mut self, project: &Project, what: &str) -> bool {
        let now = sources_of(project);
        let changed = changes(&std::mem::replace(&mut self.seen, now.clone()), &now);
        let options = BuildOptions { today: Today::Given(project.today), ..project.options() };
        let previewed = self.session.preview_changes(&options, Some(&changed), &self.desk).unwrap();
        let built = project.try_build().unwrap();
        let outcome = previewed.outcome;
        assert_eq!(built.published, outcome.published, "{what}");
        assert_eq!(list(&built.diagnostics), list(&outcome.diagnostics), "{what}");
        assert_eq!(format!("{:?}", built.summary.waived), format!("{:?}", outcome.summary.waived), "{what}");
        if let Some(last) = self.desk.take().last() {
            self.live = files(last);
        }
        if built.published {
            assert_same(&self.live, &project.outputs(), what);
        }
        outcome.timings.iter().any(|(stage, _)| *stage == "load")
    }
}

#[test]
fn any_sequence_of_known_changes_is_shown_as_it_is_written() {
    let config = Config { cases: 3, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let bodies = (0..5_u8, 0..5_usize, proptest::bool::ANY);
    let sequences = proptest::collection::vec((step(), bodies), 5..8);
    let (read, unread) = (Cell::new(0), Cell::new(0));
    let result = runner.run(&sequences, |sequence| {
        let mut project = Project::new("=== briefings/all.pdf\n%PDF-1.4\n");
        apply(&mut project, &Step::Settings(0));
        (0..5).for_each(|at| apply(&mut project, &Step::Write(at, at % 4, at, None, false, at % 4)));
        let mut told = Told::of(&project);
        for (step, (at, text, is_together)) in &sequence {
            apply(&mut project, step);
            if !is_together {
                told.follow(&project, &format!("{sequence:?} at {step:?}"));
            }
            let file = project.root().join(format!("briefings/b{at}.md"));
            if let Ok(before) = std::fs::read_to_string(&file) {
                // Long ones change the reading time, which lists show; others are found by a rule, or harm the page.
                let words = "words ".repeat(450);
                let texts = ["More.", &words, "Ring 07700 900123.", "<b>Raw</b>", "See [it](nowhere.md)."];
                std::fs::write(&file, format!("{before}\n{}\n", texts[*text])).unwrap();
                let is_read = told.follow(&project, &format!("{sequence:?} at {step:?}, body"));
                let counted = if is_read { &read } else { &unread };
                counted.set(counted.get() + 1);
            }
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(read.get() > 5 && unread.get() > 5, "{} read, {} unread", read.get(), unread.get());
}

#[test]
fn a_change_is_read_as_far_as_it_goes() {
    let briefing = |title: &str, more: &str, body: &str| {
        format!(
            "---\ntitle: {title}\ndate: 2026-01-01\nsummary: In short.\n{more}---\n{body}\n\n## End\n\nText.\n"
        )
    };
    let mut project = Project::new("=== pages/about.md\n---\ntitle: About\n---\nWords.\n");
    let write = |project: &Project, name: &str, text: &str| project.write(name, text.as_bytes());
    write(&project, "briefings/a.md", &briefing("A", "", "One."));
    write(&project, "briefings/b.md", &briefing("B", "", "See [a](a.md#end)."));
    let waiver =
        "waivers:\n  - {code: language/unexplained-acronym, reason: Known., by: Editor, until: 2027-01-01}\n";
    write(&project, "briefings/w.md", &briefing("W", waiver, "The QXZ met."));
    let mut told = Told::of(&project);
    let long = "words ".repeat(700);
    for (name, text, is_read) in [
        ("briefings/a.md", Some(briefing("A", "", "Two.")), false),
        ("briefings/a.md", Some(briefing("A", "", &long)), false),
        ("briefings/b.md", Some(briefing("B", "", "See that [a](a.md#end).")), true),
        ("pages/about.md", Some("---\ntitle: About\n---\nOther words.\n".to_owned()), true),
        // A waiver is not used any more, and is again.
        ("briefings/w.md", Some(briefing("W", waiver, "They met.")), false),
        ("briefings/w.md", Some(briefing("W", waiver, "The QXZ met.")), false),
        // What other files see.
        ("briefings/a.md", Some(briefing("Other", "", "Two.")), true),
        ("briefings/a.md", Some(briefing("Other", "", "Two.").replace("## End", "## Close")), true),
        ("briefings/a.md", Some(briefing("Other", "", "Three.").replace("## End", "## Close")), false),
        ("briefings/a.md", Some(briefing("Other", "", "Three.")), true),
        // What can not be published, and is mended.
        ("briefings/a.md", Some(briefing("Other", "", "<b>Raw</b>")), false),
        ("briefings/b.md", Some(briefing("B", "", "See that [a](a.md#end). More.")), false),
        ("briefings/a.md", Some(briefing("Other", "", "Three.")), false),
        ("briefings/a.md", Some("---\ntitel: A\n---\n".to_owned()), true),
        ("briefings/a.md", Some(briefing("Other", "", "Three.")), true),
        // Files that come and go.
        ("briefings/c.md", Some(briefing("C", "", "New.")), true),
        ("briefings/c.md", Some(briefing("C", "draft: true\n", "New.")), true),
        ("briefings/c.md", Some(briefing("C", "draft: true\n", "Newer.")), true),
        ("briefings/c.md", None, true),
        ("site.yaml", Some("title: Another\n".to_owned()), true),
        // The theme: texts know nothing of it.
        ("themes/default/templates/404.html", Some("<!doctype html><title>x</title>".to_owned()), false),
        ("briefings/a.md", Some(briefing("Other", "", "Four.")), false),
        ("themes/default/templates/index.html", Some("<!doctype html><title>x</title>".to_owned()), false),
        ("themes/default/static/own.css", Some("p { color: red }".to_owned()), false),
        ("themes/default/templates/index.html", Some("{% block %}".to_owned()), false),
        ("briefings/a.md", Some(briefing("Other", "", "Five, unseen.")), false),
        ("themes/default/templates/index.html", Some("<!doctype html><title>y</title>".to_owned()), false),
        ("themes/default/templates/index.html", Some("{{ briefings[9].title }}".to_owned()), false),
        ("themes/default/templates/index.html", None, false),
        ("themes/default/static/own.css", None, false),
        ("themes/default/templates/404.html", None, false),
    ] {
        match &text {
            Some(text) => write(&project, name, text),
            None => std::fs::remove_file(project.root().join(name)).unwrap(),
        }
        assert_eq!(told.follow(&project, name), is_read, "`{name}` as {text:?}");
    }
    project.today = date(2026, 11, 2);
    write(&project, "briefings/a.md", &briefing("Other", "", "Five."));
    assert!(told.follow(&project, "another day"));
}

#[test]
fn what_comes_out_meanwhile_is_not_missed() {
    let project = Project::new(
        "=== briefings/later.md\n---\ntitle: Later\ndate: 2026-11-01\npublished: 2026-11-01T10:00\n---\nText.\n\
         === briefings/a.md\n---\ntitle: A\ndate: 2026-01-01\nsummary: s\n---\nText.\n",
    );
    let (desk, mut session) = (Desk::default(), Session::default());
    let nothing = BTreeSet::new();
    let mut shown = |hour: i8, minute: i8| {
        let today = Today::Local(date(2026, 11, 1).at(hour, minute, 0, 0));
        let options = BuildOptions { today, ..project.options() };
        session.preview_changes(&options, Some(&nothing), &desk).unwrap();
        desk.take().pop().unwrap().find("briefings/later/index.html").is_some()
    };
    assert_eq!(
        [(9, 0), (9, 59), (10, 0), (9, 59)].map(|(hour, minute)| shown(hour, minute)),
        [false, false, true, false]
    );
}

#[test]
fn a_session_knows_when_time_alone_changes_the_site() {
    let project = Project::new(
        "=== site.yaml\ntimezone: Europe/London\n\
         === briefings/later.md\n---\ntitle: Later\ndate: 2026-07-01\npublished: 2026-07-01T10:00\n---\nText.\n\
         === briefings/a.md\n---\ntitle: A\ndate: 2026-01-01\nsummary: s\n---\nText.\n",
    );
    let (desk, mut session) = (Desk::default(), Session::default());
    assert_eq!(session.until(), None);
    let mut until = |today: Today| {
        session.preview(&BuildOptions { today, ..project.options() }, &desk).unwrap();
        session.until().map(|until| until.to_string())
    };
    let now = |text: &str| Today::Now(text.parse().unwrap());
    assert_eq!(until(now("2026-07-01T08:00:00Z")).as_deref(), Some("2026-07-01T09:00:00Z"));
    // Nothing more comes out that day, and the next one begins at midnight in the time zone of the site.
    assert_eq!(until(now("2026-07-01T09:00:00Z")).as_deref(), Some("2026-07-01T23:00:00Z"));
    assert_eq!(until(Today::Given(date(2026, 7, 1))), None);
}

#[test]
fn the_day_is_an_input() {
    let project = Project::new("=== briefings/a.md\n---\ntitle: A\ndate: 2026-12-01\n---\nText.\n");
    let (desk, mut session) = (Desk::default(), Session::default());
    session.preview(&project.options(), &desk).unwrap();
    let later = BuildOptions { today: Today::Given(date(2026, 12, 1)), ..project.options() };
    session.preview(&later, &desk).unwrap();
    let [before, after] = desk.take().try_into().unwrap();
    assert_eq!(before.find("briefings/a/index.html"), None);
    assert!(after.find("briefings/a/index.html").is_some());
}
