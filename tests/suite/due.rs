//! `briefpress due`: what will happen next, as text, JSON and a calendar that is read here by the rules of RFC 5545.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tempfile::TempDir;

use crate::run::{folder, run};

const SITE: &str = "title: \"Ours; theirs, and more\"\nbase_url: https://example.org/sub/\nchecks: {publication/approval-missing: off}\n";

fn site() -> TempDir {
    folder(&[
        ("site.yaml", SITE),
        (
            "briefings/seven.md",
            "---\ntitle: \"Seven, with a title that is so long that no line of a calendar can take all of it: dŵr, ŷd, 学び\"\ndate: 2026-01-05\n\
             lifecycle: {review_due: 2026-10-01, min_until: 2026-12-31, retain_until: 2027-01-15}\n\
             attachments: [{file: report.txt, retain_until: 2026-12-31}, {file: slides.txt, retain_until: 2026-12-31, after: remove}]\n\
             actions:\n  - {text: \"Ask; then, tell\", owner: police, due: 2026-11-30, status: planned}\n  - {text: Done already, due: 2026-11-30, status: done}\n\
             \x20 - {text: Late, due: 2026-09-01}\n\
             waivers: [{code: publication/review-overdue, reason: Soon, by: Manager, until: 2026-12-01}]\n---\nText.\n",
        ),
        ("briefings/report.txt", "one"),
        ("briefings/slides.txt", "two"),
        (
            "briefings/soon.md",
            "---\ntitle: Soon\ndate: 2026-11-02\npublished: 2026-11-02T09:00\n---\nText.\n",
        ),
        (
            "briefings/summer.md",
            "---\ntitle: Summer\ndate: 2027-06-01\npublished: 2027-06-01T09:00\n---\nText.\n",
        ),
        (
            "briefings/draft.md",
            "---\ntitle: Draft\ndate: 2026-11-02\ndraft: true\nlifecycle: {review_due: 2026-11-09}\n---\nText.\n",
        ),
        ("briefings/broken.md", "---\ntitle: Broken\n---\nText.\n"),
    ])
}

fn due(site: &TempDir, more: &[&str]) -> crate::run::Run {
    run(site.path(), &[&["due", "--today", "2026-11-01"][..], more].concat())
}

#[test]
fn the_days_to_come_are_listed() {
    let site = site();
    let run = due(&site, &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let title =
        "Seven, with a title that is so long that no line of a calendar can take all of it: dŵr, ŷd, 学び";
    let expected = [
        "2026-09-01        overdue: TITLE: action due: Late  briefings/seven.md:9",
        "2026-10-01        overdue: TITLE: see whether it is still good advice  briefings/seven.md:2",
        "2026-11-02 09:00  Soon: comes out, but 1 error then keeps the site from being built: see `briefpress check --today 2026-11-02T09:00`  briefings/soon.md",
        "2026-11-30        TITLE: action due: Ask; then, tell (police)  briefings/seven.md:7",
        "2026-12-01        TITLE: the waiver of `publication/review-overdue` ends (Manager)  briefings/seven.md:10",
        "2026-12-31        TITLE: last day of `report.txt`, then copies are on request  briefings/seven.md:5",
        "2026-12-31        TITLE: last day of `slides.txt`, then it is removed  briefings/seven.md:5",
        "2026-12-31        TITLE: the time ends for which it has to be public  briefings/seven.md:2",
        "2027-01-15        TITLE: decide whether it is kept: its time ends  briefings/seven.md:2",
    ];
    let mut lines: Vec<String> = run.stdout.lines().map(|line| line.replace(title, "TITLE")).collect();
    let mut expected: Vec<String> = expected.iter().map(|line| (*line).to_owned()).collect();
    lines.sort();
    expected.sort();
    assert_eq!(lines, expected);
    assert!(run.stderr.contains("`briefings/broken.md` has errors"), "{}", run.stderr);
    assert!(run.stderr.contains("9 duties until 2027-01-30, 2 of them overdue"), "{}", run.stderr);
}

#[test]
fn how_far_to_look_is_asked() {
    let site = site();
    for (within, days) in [("0d", 2), ("1d", 3), ("1w", 3), ("1m", 5), ("1y", 10)] {
        let run = due(&site, &["--within", within, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(json["duties"].as_array().unwrap().len(), days, "{within}: {}", run.stdout);
        assert_eq!(json["today"], "2026-11-01");
    }
    for wrong in ["", "90", "d", "-1d", "1.5d", "9999999999d", "1h"] {
        assert_eq!(due(&site, &[&format!("--within={wrong}")]).status, 2, "{wrong}");
    }
}

/// A calendar, read strictly: the properties of each event.
fn read(calendar: &str) -> Vec<BTreeMap<String, String>> {
    assert!(calendar.ends_with("\r\n"));
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count(), "lines end with both");
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let unfolded = calendar.replace("\r\n ", "");
    let mut lines =
        unfolded.split_terminator("\r\n").map(|line| line.split_once(':').expect("name and value"));
    assert_eq!(lines.next(), Some(("BEGIN", "VCALENDAR")));
    let mut events: Vec<BTreeMap<String, String>> = Vec::new();
    let mut open = false;
    for (name, value) in lines {
        match (name, value) {
            ("BEGIN", "VEVENT") => {
                assert!(!open);
                open = true;
                events.push(BTreeMap::new());
            }
            ("END", "VEVENT") => {
                assert!(open);
                open = false;
            }
            ("END", "VCALENDAR") => assert!(!open),
            (name, value) if open => {
                let before = events.last_mut().unwrap().insert(name.to_owned(), text(value));
                assert_eq!(before, None, "{name} stands twice");
            }
            ("VERSION", version) => assert_eq!(version, "2.0"),
            (name, value) => {
                assert!(["PRODID", "CALSCALE", "NAME", "X-WR-CALNAME"].contains(&name), "{name}");
                assert!(!value.is_empty());
                let _ = text(value);
            }
        }
    }
    for event in &events {
        for required in ["UID", "DTSTAMP", "SUMMARY"] {
            assert!(event.contains_key(required), "{required} in {event:?}");
        }
        assert!(event.contains_key("DTSTART") != event.contains_key("DTSTART;VALUE=DATE"), "{event:?}");
    }
    events
}

/// A text without its escapes; what has to be escaped and is not is a fault.
fn text(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => plain.push(c),
                other => panic!("an escape that is none: {other:?}"),
            },
            ';' | ',' => panic!("not escaped: {value}"),
            c => plain.push(c),
        }
    }
    plain
}

#[test]
fn calendars_are_by_the_rules_and_the_same_each_time() {
    let site = site();
    let ics = || due(&site, &["--within", "1y", "--format", "ics"]).stdout;
    let first = ics();
    assert_eq!(first, ics());
    let events = read(&first);
    assert_eq!(events.len(), 10);
    let ids: BTreeSet<&String> = events.iter().map(|event| &event["UID"]).collect();
    assert_eq!(ids.len(), events.len(), "every event has a name of its own");
    let of = |words: &str| events.iter().find(|event| event["SUMMARY"].contains(words)).unwrap();
    assert_eq!(of("Soon")["DTSTART"], "20261102T090000Z");
    assert_eq!(of("Summer")["DTSTART"], "20270601T080000Z", "an hour of summer time");
    assert_eq!(of("Ask; then, tell")["DTSTART;VALUE=DATE"], "20261130");
    assert!(of("学び")["SUMMARY"].contains("dŵr, ŷd, 学び: "));
    assert!(events.iter().all(|event| event["DTSTAMP"] == "20261101T000000Z"));
    // The day moves, the name stays.
    let path = site.path().join("briefings/seven.md");
    let moved = fs::read_to_string(&path)
        .unwrap()
        .replace("due: 2026-11-30, status: planned", "due: 2026-12-24, status: planned");
    fs::write(&path, moved).unwrap();
    let later = read(&ics());
    let moved = later.iter().find(|event| event["SUMMARY"].contains("Ask; then, tell")).unwrap();
    assert_eq!(moved["UID"], of("Ask; then, tell")["UID"]);
    assert_eq!(moved["DTSTART;VALUE=DATE"], "20261224");
}

#[test]
fn the_list_is_never_written_where_it_would_be_public() {
    let site = site();
    fs::remove_file(site.path().join("briefings/broken.md")).unwrap();
    assert_eq!(run(site.path(), &["build", "--today", "2026-11-01", "--output", "public"]).status, 0);
    fs::create_dir_all(site.path().join("static/deep")).unwrap();
    for file in
        ["public/duties.ics", "public/briefings/duties.ics", "static/deep/duties.ics", "briefings/duties.ics"]
    {
        let refused = due(&site, &["--format", "ics", "--to", file]);
        assert_eq!(refused.status, 2, "{file}");
        assert!(refused.stderr.contains("is not public"), "{}", refused.stderr);
        assert!(!site.path().join(file).exists(), "{file}");
    }
    let done = due(&site, &["--format", "ics", "--to", "duties.ics"]);
    assert_eq!((done.status, done.stdout.as_str()), (0, ""), "{}", done.stderr);
    read(&fs::read_to_string(site.path().join("duties.ics")).unwrap());
    assert_eq!(due(&site, &["--to", "no/such/folder/duties.txt"]).status, 2);
}

#[test]
fn what_is_under_embargo_has_duties_and_mistakes_of_its_own() {
    let of = |name: &str, end: &str, rest: &str, body: &str| {
        let text = format!(
            "---\ntitle: {name}\ndate: 2026-11-02\npublished: {end}\nlifecycle: {{review_due: 2027-01-20}}\n{rest}---\n{body}\n"
        );
        (format!("briefings/{}.md", name.to_lowercase()), text)
    };
    let files = [
        of("Good", "2026-11-02T09:00", "actions: actions.csv\n", "See [the other](late.md)."),
        // It is public by then, and so is the file of the first one.
        of("Late", "2026-11-03T09:00", "", "See [the first](good.md) and [its actions](actions.csv)."),
        of("Bad", "2026-11-04T09:00", "attachments: [{file: nothing.pdf}]\n", "![A picture](none.png)"),
        of("Never", "2027-06-01T09:00", "", "![A picture](none.png)"),
    ];
    let mut all = vec![
        ("site.yaml", SITE),
        ("briefings/actions.csv", "id,action,owner,due,status\nA1,Ask,police,2026-12-01,planned\n"),
    ];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let site = folder(&all);
    let run = due(&site, &["--within", "90d"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let check = "keep the site from being built: see `briefpress check --today";
    assert_eq!(
        lines,
        [
            &*format!("2026-11-02 09:00  Good: comes out, but 1 error then keeps {}", &check[5..])
                .replace("--today", "--today 2026-11-02T09:00`  briefings/good.md"),
            "2026-11-03 09:00  Late: comes out: build and upload the site  briefings/late.md",
            &*format!("2026-11-04 09:00  Bad: comes out, but 2 errors then {check}")
                .replace("--today", "--today 2026-11-04T09:00`  briefings/bad.md"),
            "2026-12-01        Good: action due: Ask (police)  briefings/actions.csv:2",
            "2027-01-20        Bad: see whether it is still good advice  briefings/bad.md:2",
            "2027-01-20        Good: see whether it is still good advice  briefings/good.md:2",
            "2027-01-20        Late: see whether it is still good advice  briefings/late.md:2",
        ],
        "{}",
        run.stderr
    );
    let then = crate::run::run(site.path(), &["check", "--today", "2026-11-04T09:00"]);
    assert_eq!(then.status, 1);
    assert!(then.stderr.contains("none.png") && then.stderr.contains("nothing.pdf"), "{}", then.stderr);
}

#[test]
fn an_error_that_stands_already_is_told_of_the_end_of_an_embargo() {
    let site = folder(&[
        ("site.yaml", SITE),
        (
            "briefings/soon.md",
            "---\ntitle: Soon\ndate: 2026-11-02\npublished: 2026-11-02T09:00\n---\nHer NHS number is 943 476 5919.\n",
        ),
    ]);
    let run = due(&site, &[]);
    assert!(run.stdout.contains("Soon: comes out, but 1 error then keeps"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn an_embargo_ends_at_its_moment_though_clocks_show_another_or_none() {
    for (zone, lines, line, calendar) in [
        // The first of two hours, which is said with its distance from UTC; the second one, which has to be said to `check`.
        (
            "Europe/London",
            "date: 2026-10-25\npublished: 2026-10-25T01:30+01:00",
            "2026-10-25 01:30+01:00  A: comes out: build and upload the site  briefings/a.md",
            "DTSTART:20261025T003000Z",
        ),
        (
            "Europe/London",
            "date: 2026-10-25\npublished: 2026-10-25T01:30\nattachments: [{file: nothing.pdf}]",
            "2026-10-25 01:30+00:00  A: comes out, but 1 error then keeps the site from being built: see \
             `briefpress check --today 2026-10-25T01:30+00:00`  briefings/a.md",
            "DTSTART:20261025T013000Z",
        ),
        // A day that begins at one o'clock.
        (
            "Africa/Cairo",
            "date: 2027-04-30",
            "2027-04-30 01:00  A: comes out: build and upload the site  briefings/a.md",
            "DTSTART:20270429T220000Z",
        ),
    ] {
        let site = folder(&[
            ("site.yaml", &format!("title: Ours\nbase_url: https://example.org/\ntimezone: {zone}\n")),
            ("briefings/a.md", &format!("---\ntitle: A\n{lines}\n---\nText.\n")),
        ]);
        let due = |more: &[&str]| {
            let all = [&["due", "--today", "2026-10-01", "--within", "1y"][..], more].concat();
            run(site.path(), &all).stdout
        };
        assert_eq!(due(&[]).lines().collect::<Vec<_>>(), [line], "{lines}");
        assert!(due(&["--format", "ics"]).lines().any(|line| line == calendar), "{lines}");
        // Programs get the time by itself, and the distance from UTC where they need it.
        let json: serde_json::Value = serde_json::from_str(&due(&["--format", "json"])).unwrap();
        let duty = &json["duties"][0];
        let time =
            format!("{}{}", duty["time"].as_str().unwrap(), duty["utc_offset"].as_str().unwrap_or_default());
        assert_eq!(Some(time.as_str()), line.split(' ').nth(1), "{duty}");
    }
}
