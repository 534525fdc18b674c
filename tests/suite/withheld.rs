//! What is withheld leaves no trace anywhere, and what is unclear is refused.

use std::fmt::Write as _;

use crate::project::{Project, error_codes, list};

/// A word that stands in every part of a withheld briefing.
const MARK: &str = "zanzibar";

fn briefing(line: &str) -> String {
    format!(
        "---\ntitle: About {MARK}\ndate: 2020-01-02\nsummary: The summary of {MARK}\ntags: [{MARK}]\nthemes: [escalation]\n\
         series: {{ name: Learning briefing, number: 2 }}\naliases: [/old/{MARK}/]\nkey_messages: [Think of {MARK}]\n\
         attachments: [{{ file: {MARK}.pdf, title: {MARK} }}]\nactions: [{{ text: Do {MARK}, status: planned }}]\n{line}\n---\n\
         Text about {MARK}.\n\n![{MARK}]({MARK}.png)\n"
    )
    .replace("date: 2020-01-02\n", if line.starts_with("date:") { "" } else { "date: 2020-01-02\n" })
}

fn site(line: &str) -> Project {
    let project = Project::new(
        "=== briefings/first.md\n---\ntitle: First\ndate: 2019-01-01\nthemes: [escalation]\n\
         series: { name: Learning briefing, number: 1 }\n---\nText.\n\
         === briefings/third.md\n---\ntitle: Third\ndate: 2021-01-01\nthemes: [escalation]\n\
         series: { name: Learning briefing, number: 3 }\n---\nText.\n",
    );
    project.write(&format!("briefings/{MARK}.md"), briefing(line).as_bytes());
    project.write(&format!("briefings/{MARK}.pdf"), b"%PDF-1.4 zanzibar");
    project.write(&format!("briefings/{MARK}.png"), b"zanzibar");
    project
}

/// Names of outputs and outputs in which the mark stands.
fn traces(project: &Project) -> Vec<String> {
    let outputs = project.outputs();
    let holds = |name: &str, bytes: &[u8]| {
        name.contains(MARK) || String::from_utf8_lossy(bytes).to_lowercase().contains(MARK)
    };
    outputs.iter().filter(|(name, bytes)| holds(name, bytes)).map(|(name, _)| name.clone()).collect()
}

#[test]
fn a_withheld_briefing_leaves_no_trace() {
    for line in ["draft: true", "date: 2026-11-02", "date: 2999-12-31"] {
        let project = site(line);
        project.build();
        assert_eq!(traces(&project), Vec::<String>::new(), "traces of `{line}`");
        let next = project.read("briefings/first/index.html");
        assert!(next.contains("/briefings/third/"), "`{line}`: previous and next skip what is withheld");
    }
}

/// A briefing that others know in every way in which briefings know each other.
const ENTANGLED: &str = "title: Later\nupdated: 2026-12-05\nseries: {name: Ours, number: 2}\nthemes: [escalation, Later theme]\n\
     harms: [neglect]\nagencies: [Later agency]\ntags: [common, later]\naudiences: [everyone]\naliases: [/old/later/]\nlang: cy\n\
     translation_key: pair\nkey_messages: [Ring today]\nquestions: [Who rings?]\nhelplines: [childline]\n\
     people: [{name: Jane Later, role: Chair}]\nactions: [{id: Z1, text: Train managers, owner: police, due: 2026-10-01, status: planned}]\n\
     attachments: [{file: shared.txt, title: Sheet of later, retain_until: 2026-11-02}, {file: later.txt}]\n\
     lifecycle: {review_due: 2026-10-01, min_until: 2026-11-02}";

#[test]
fn a_site_with_a_withheld_briefing_is_the_site_without_it_byte_for_byte() {
    let others = "=== site.yaml\ntitle: Ours\nbase_url: https://example.org/\ntimezone: Europe/London\n\
         === briefings/first.md\n---\ntitle: First\ndate: 2026-01-01\nseries: {name: Ours, number: 1}\nthemes: [escalation]\n\
         tags: [common]\nlang: en\ntranslation_key: pair\nkey_messages: [Ring today]\nquestions: [Who rings?]\n\
         actions: [{id: A1, text: Train managers, owner: police, due: 2027-01-31, status: planned}]\n\
         attachments: [{file: shared.txt, title: Sheet}]\n---\nText.\n\
         === briefings/third.md\n---\ntitle: Third\ndate: 2026-03-01\nseries: {name: Ours, number: 3}\nthemes: [escalation]\n\
         lifecycle: {state: withdrawn, reason: Old}\n---\nText.\n\
         === briefings/shared.txt\nA sheet.\n";
    let without = Project::new(others);
    without.build();
    let without = without.outputs();
    let entangled =
        |lines: &str| format!("---\n{lines}\n{ENTANGLED}\n---\nText with LADO, and [the first](first.md).\n");
    for lines in [
        "date: 2026-11-02",
        "date: 2026-10-01\npublished: 2026-11-01T00:01",
        "date: 2026-10-01\npublished: 2026-11-01T00:00Z\ndraft: true",
        "date: 2026-10-01\ndraft: true",
    ] {
        let project = Project::new(others);
        project.write("briefings/later.txt", b"A file of its own.");
        // What was public once, and is taken back, is gone as if it had never been.
        for (at, is_withheld) in [(lines, true), ("date: 2026-10-01", false), (lines, true)] {
            project.write("briefings/later.md", entangled(at).as_bytes());
            project.build();
            let outputs = project.outputs();
            let is_other = |name: &&String| outputs.get(*name) != without.get(*name);
            let differing: Vec<&String> = outputs.keys().chain(without.keys()).filter(is_other).collect();
            assert_eq!(differing.is_empty(), is_withheld, "{lines}, then {at}: {differing:?}");
        }
    }
}

#[test]
fn a_withdrawn_briefing_keeps_its_page_and_nothing_else() {
    // Hosts are told which of its files search engines are to leave out.
    const TOLD: [&str; 5] = [".htaccess", "_headers", "nginx.conf", "staticwebapp.config.json", "web.config"];
    let project = site("lifecycle: { state: withdrawn, reason: Out of date }");
    project.write(&format!("briefings/{MARK}.png"), include_bytes!("../data/dot.png"));
    project.build();
    let mut left = traces(&project);
    left.sort();
    let page = format!("briefings/{MARK}/index.html");
    let own = [
        page.clone(),
        format!("briefings/{MARK}.pdf"),
        format!("briefings/{MARK}.png"),
        format!("old/{MARK}/index.html"),
    ];
    left.retain(|name| !own.contains(name));
    assert_eq!(left, TOLD);
    for name in TOLD {
        let text = project.read(name).replace('\\', "");
        let files = [".pdf", ".png"].map(|kind| text.matches(&format!("{MARK}{kind}")).count());
        assert_eq!((files, text.matches(MARK).count()), ([1, 1], 2), "{name} names files alone: {text}");
    }
    let html = project.read(&page);
    assert!(html.contains("Out of date"), "{html}");
    assert!(html.contains("noindex"), "{html}");
}

#[test]
fn with_drafts_a_draft_is_built_and_an_embargo_holds() {
    let mut project = site("draft: true");
    project.drafts = true;
    project.write(&format!("briefings/{MARK}.png"), include_bytes!("../data/dot.png"));
    project.build();
    assert!(!traces(&project).is_empty());
    let mut project = site("date: 2026-11-02");
    project.drafts = true;
    project.build();
    assert_eq!(traces(&project), Vec::<String>::new());
}

/// Ways in which people have tried to say that something is not to be published yet.
const UNCLEAR: [&str; 60] = [
    "drfat: true",
    "Draft: true",
    "DRAFT: true",
    "draft : yes",
    "draft: yes",
    "draft: True",
    "draft: TRUE",
    "draft: on",
    "draft: y",
    "draft: 1",
    "draft: \"true\"",
    "draft: 'yes'",
    "draft: t",
    "draft: ja",
    "draft: wahr",
    "draft: [true]",
    "draft: { state: true }",
    "is_draft: true",
    "isDraft: true",
    "draft-state: true",
    "published: false",
    "publish: false",
    "hidden: true",
    "private: true",
    "status: draft",
    "state: draft",
    "embargo: 2030-01-01",
    "embargo_until: 2030-01-01",
    "expires: 2020-01-01",
    "expiryDate: 2020-01-01",
    "publishDate: 2030-01-01",
    "date: 31/12/2030",
    "date: 2030-02-30",
    "date: 2030-06-31",
    "date: tomorrow",
    "date: 2030",
    "date: 2030-1-1",
    "date: next year",
    "lifecycle: withdrawn",
    "lifecycle: { state: Withdrawn }",
    "lifecycle: { state: withdrawnn }",
    "lifecycle: { status: withdrawn }",
    "lifecycle: { withdrawn: true }",
    "withdrawn: true",
    "lifecycle: { state: [withdrawn] }",
    "lifecycle: { review_due: 2020-13-01 }",
    "approval: { state: no }",
    "approval: draft",
    "published:",
    "published: no",
    "published: 2030",
    "published: 9am",
    "published: 2030-01-01T9:00",
    "published: 2030-01-01T25:00",
    "published: 2030-02-30T09:00",
    "published: 2030-01-01T09:00 GMT",
    "published: [2030-01-01]",
    "published: { on: 2030-01-01 }",
    "published: 2026-03-29T01:30",
    "published: 1 January 2030, 9:00",
];

#[test]
fn what_is_unclear_is_an_error_and_nothing_is_published() {
    let mut text = "=== briefings/good.md\n---\ntitle: Good\ndate: 2019-01-01\n---\nText.\n".to_owned();
    for (number, line) in UNCLEAR.iter().enumerate() {
        let date = if line.starts_with("date") { "" } else { "date: 2020-01-02\n" };
        let _ = write!(text, "=== briefings/case-{number}.md\n---\ntitle: Case\n{date}{line}\n---\nText.\n");
    }
    let project = Project::new(&text);
    let found = project.refused();
    for (number, line) in UNCLEAR.iter().enumerate() {
        let file = format!("briefings/case-{number}.md");
        let of_file: Vec<_> = found
            .iter()
            .filter(|d| d.place.as_ref().is_some_and(|place| place.path.as_str() == file))
            .cloned()
            .collect();
        assert!(!error_codes(&of_file).is_empty(), "`{line}` was understood:\n{}", list(&of_file));
    }
    assert!(!project.output().exists(), "something was written");
}

#[test]
fn a_link_to_a_withheld_briefing_is_an_error() {
    let project = site("draft: true");
    project
        .edit("=== briefings/first.md\n---\ntitle: First\ndate: 2019-01-01\n---\nSee [it](zanzibar.md).\n");
    assert_eq!(error_codes(&project.refused()), ["links/withheld"]);
}

/// A report that is public until the end of October, linked and attached in every way there is.
fn with_report(after: &str) -> Project {
    let project = Project::new(&format!(
        "=== briefings/first.md\n---\ntitle: First\ndate: 2019-01-01\n\
         attachments: [{{ file: report.pdf, title: Full report, retain_until: 2026-10-31{after} }}]\n---\n\
         Read [the report](report.pdf \"All of it\"), again [below](./report.pdf#page=2).\n\n## Key messages\n\n- See [it](report.pdf)\n\
         === briefings/second.md\n---\ntitle: Second\ndate: 2019-01-02\nattachments: [{{ file: report.pdf, title: Report }}]\n---\nAs [before](report.pdf).\n\
         === briefings/third.md\n---\ntitle: Third\ndate: 2019-01-03\nlifecycle: {{state: withdrawn, reason: Old}}\n---\nAs [before](report.pdf).\n\
         === pages/about.md\n---\ntitle: About\n---\nAs [before](/briefings/report.pdf).\n"
    ));
    project.write("briefings/report.pdf", b"%PDF-1.4 zanzibar");
    project
}

#[test]
fn a_document_leaves_the_site_after_its_last_day_whoever_links_to_it() {
    for (after, words) in [
        ("", "Copies on request"),
        (", after: on-request", "Copies on request"),
        (", after: remove", "No longer published"),
    ] {
        let mut project = with_report(after);
        project.today = jiff::civil::date(2026, 10, 31);
        project.build();
        assert_eq!(traces(&project), ["briefings/report.pdf"], "`{after}`");
        project.today = jiff::civil::date(2026, 11, 1);
        project.build();
        let outputs = project.outputs();
        let left: Vec<_> = outputs
            .iter()
            .filter(|(name, bytes)| {
                name.contains("report.pdf") || String::from_utf8_lossy(bytes).contains("report.pdf")
            })
            .map(|(name, _)| name)
            .collect();
        assert_eq!(left, Vec::<&String>::new(), "`{after}`");
        assert_eq!(traces(&project), Vec::<String>::new(), "`{after}`");
        let page = project.read("briefings/first/index.html");
        assert!(page.contains(words), "`{after}`: {page}");
        assert!(page.contains("<a class=\"over\" title=\"All of it\">the report</a>"), "{page}");
        assert!(page.contains("See <a class=\"over\">it</a>"), "{page}");
        let kept = project.outputs();
        std::fs::remove_dir_all(project.root().join(".briefpress")).unwrap();
        project.build();
        assert_eq!(kept, project.outputs(), "`{after}`: an incremental build is a clean one");
    }
}

#[test]
fn of_two_last_days_the_earlier_one_is_promised_and_the_other_told() {
    let project = Project::new("=== site.yaml\ntitle: Ours\nbase_url: https://example.org/\n");
    project.write("briefings/report.txt", b"Words.");
    let of = |name: &str, day: &str| {
        project.edit(&format!(
            "=== briefings/{name}.md\n---\ntitle: {name}\ndate: 2019-01-01\n{day}---\nText.\n"
        ));
    };
    let until = |day: &str| format!("attachments: [{{file: report.txt, retain_until: {day}}}]\n");
    let told = |found: &[briefpress::diagnostic::Diagnostic]| -> Vec<String> {
        let own = found.iter().filter(|found| found.code.0 == "publication/two-last-days");
        own.map(|found| format!("{} {}", found.place.as_ref().unwrap().path, found.message)).collect()
    };
    of("a", &until("2027-12-31"));
    assert_eq!(told(&project.build().diagnostics), Vec::<String>::new());
    assert!(project.read("briefings/a/index.html").contains("Here until 31 December 2027"));
    // Only the other file is edited, and the page of the first has to be made again.
    of("b", &until("2026-11-27"));
    let leaves = "`briefings/report.txt` leaves the site after 2026-11-27, though";
    assert_eq!(
        told(&project.build().diagnostics),
        [format!("briefings/a.md {leaves} 2027-12-31 is written here")]
    );
    for page in ["a", "b"] {
        let page = project.read(&format!("briefings/{page}/index.html"));
        assert!(page.contains("Here until 27 November 2026"), "{page}");
    }
    // The law wants it longer in the one than the other lets it stay.
    of("a", &format!("lifecycle: {{min_until: 2027-06-30}}\n{}", until("2027-12-31")));
    let refused = project.refused();
    assert_eq!(
        crate::project::error_codes(&refused),
        ["publication/retention-conflict"],
        "{}",
        list(&refused)
    );
    of("a", "attachments: [report.txt]\n");
    of("c", "attachments: [report.txt]\n");
    assert_eq!(
        told(&project.build().diagnostics),
        [format!("briefings/a.md {leaves} no day is written here and another or none in 1 more")]
    );
    of("a", &until("2026-11-27"));
    of("c", &until("2026-11-27"));
    assert_eq!(told(&project.build().diagnostics), Vec::<String>::new());
}

#[test]
fn a_picture_in_the_text_can_not_leave_it_on_a_day() {
    for today in [jiff::civil::date(2026, 10, 1), jiff::civil::date(2026, 11, 1)] {
        let mut project = Project::new(
            "=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\n\
             attachments: [{ file: dot.png, retain_until: 2026-10-31 }]\n---\n![A dot](dot.png)\n",
        );
        project.write("briefings/dot.png", include_bytes!("../data/dot.png"));
        project.today = today;
        assert_eq!(error_codes(&project.refused()), ["links/not-an-image"], "{today}");
    }
}

#[test]
fn a_file_of_a_withheld_briefing_does_not_come_out_by_another() {
    for (line, is_purged) in [
        ("draft: true", false),
        ("date: 2026-11-02", false),
        ("lifecycle: { state: purged, reason: A breach }", true),
    ] {
        let project = site(line);
        project.edit(
            "=== briefings/first.md\n---\ntitle: First\ndate: 2019-01-01\n---\nSee [it](zanzibar.pdf).\n",
        );
        assert_eq!(error_codes(&project.refused()), ["links/withheld"], "`{line}`");
        // Who lists it as an attachment of a public briefing says that it is public.
        project.edit("=== briefings/first.md\n---\ntitle: First\ndate: 2019-01-01\nattachments: [zanzibar.pdf]\n---\nText.\n");
        if is_purged {
            assert_eq!(error_codes(&project.refused()), ["links/withheld"], "`{line}`");
        } else {
            project.build();
            assert_eq!(
                traces(&project),
                ["briefings/first/index.html", "briefings/zanzibar.pdf"],
                "`{line}`"
            );
        }
    }
}

#[test]
fn an_embargo_ends_to_the_minute_in_the_time_zone_of_the_site() {
    use briefpress::build::Today;
    use briefpress::config::Moment;
    let cases = [
        (
            "2026-03-28T23:59",
            &["2026-03-28T23:58", "2026-03-28"][..],
            &["2026-03-28T23:59", "2026-03-29"][..],
        ),
        ("2026-03-29T00:59", &["2026-03-29", "2026-03-29T00:58"], &["2026-03-29T00:59", "2026-03-29T02:00"]),
        (
            "2026-03-29T02:00",
            &["2026-03-29T00:59", "2026-03-29T00:59:59Z"],
            &["2026-03-29T02:00", "2026-03-29T01:00Z"],
        ),
        ("2026-03-29T01:30+00:00", &["2026-03-29T02:29", "2026-03-29T02:29:59"], &["2026-03-29T02:30"]),
        // The hour comes twice: the second time counts, and of `--today` the first.
        (
            "2026-10-25T01:30",
            &["2026-10-25T01:30", "2026-10-25T01:59", "2026-10-25T01:29Z"],
            &["2026-10-25T01:30Z", "2026-10-25T02:00"],
        ),
        ("2026-10-25T01:30+01:00", &["2026-10-25T01:29"], &["2026-10-25T01:30"]),
        (
            "2026-07-01T09:00",
            &["2026-07-01", "2026-07-01T08:59"],
            &["2026-07-01T09:00", "2026-07-01T08:00Z", "2026-07-02"],
        ),
        ("2026-07-01", &["2026-06-30T23:59", "2026-06-30T22:59Z"], &["2026-07-01", "2026-06-30T23:00Z"]),
    ];
    for (published, before, after) in cases {
        let project = site(&format!("published: {published}"));
        project.write(&format!("briefings/{MARK}.png"), include_bytes!("../data/dot.png"));
        for (now, is_out) in before.iter().map(|now| (now, false)).chain(after.iter().map(|now| (now, true)))
        {
            let today = match Moment::parse(now).unwrap() {
                Moment::Day(day) => Today::Given(day),
                Moment::Local(local) => Today::Local(local),
                Moment::Fixed(moment) => Today::Now(moment),
            };
            let options = briefpress::build::BuildOptions { today, ..project.options() };
            let outcome = briefpress::build::build(&options).unwrap();
            assert!(outcome.published, "{}", list(&outcome.diagnostics));
            assert_eq!(!traces(&project).is_empty(), is_out, "`{published}` at {now}");
            let told = outcome.diagnostics.iter().any(|found| found.code.0 == "publication/hour-twice");
            assert_eq!(told, published == "2026-10-25T01:30" && !is_out, "`{published}` at {now}");
        }
    }
}

#[test]
fn of_the_day_of_issue_and_the_hour_of_publication_the_later_one_holds() {
    for (lines, is_out) in [
        ("date: 2026-11-02\npublished: 2026-10-01T09:00", false),
        ("date: 2026-10-01\npublished: 2026-11-01T09:00", false),
        ("date: 2026-10-01\npublished: 2026-10-31T09:00", true),
    ] {
        let project = site(lines);
        project.write(&format!("briefings/{MARK}.png"), include_bytes!("../data/dot.png"));
        project.build();
        assert_eq!(!traces(&project).is_empty(), is_out, "`{lines}`");
        if is_out {
            let feed = project.read("feed.xml");
            assert!(feed.contains("<published>2026-10-31T09:00:00+00:00</published>"), "{feed}");
            assert!(feed.contains("<updated>2026-10-31T09:00:00+00:00</updated>"), "{feed}");
        }
    }
}

/// Files of the whole folder of a site, hidden ones too but for its sources, in which a word stands.
fn holding(project: &Project, word: &str) -> Vec<String> {
    let all = walkdir::WalkDir::new(project.root()).into_iter().filter_map(Result::ok);
    let files = all.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let name = entry.path().strip_prefix(project.root()).unwrap().display().to_string();
        (name, std::fs::read(entry.path()).unwrap())
    });
    let holds = |name: &str, bytes: &[u8]| {
        name.contains(word) || bytes.windows(word.len()).any(|at| at.eq_ignore_ascii_case(word.as_bytes()))
    };
    let found = files.filter(|(name, bytes)| !name.starts_with("briefings") && holds(name, bytes));
    found.map(|(name, _)| name).collect()
}

/// A briefing full of the mark, but for what its address is made of.
fn marked(line: &str) -> String {
    briefing(line)
        .replace("zanzibar.pdf", "report.pdf")
        .replace("zanzibar.png", "dot.png")
        .replace("/old/zanzibar/", "/old/second/")
}

/// A site of two briefings, of which the second and its files have the mark everywhere.
fn with_marked_briefing() -> Project {
    let project = Project::new(
        "=== site.yaml\ntitle: Ours\nbase_url: https://example.org/sub/\n\
         === briefings/first.md\n---\ntitle: First\ndate: 2019-01-01\n---\nText.\n",
    );
    project.write("briefings/second.md", marked("updated: 2020-02-03").as_bytes());
    project.write("briefings/report.pdf", b"%PDF-1.4 zanzibar");
    project.write("briefings/dot.png", include_bytes!("../data/dot.png"));
    project
}

#[test]
fn a_purge_leaves_nothing_in_the_whole_folder_of_the_site() {
    for deed in ["build", "without the cache", "with other settings"] {
        let project = with_marked_briefing();
        project.build();
        project.edit("=== briefings/first.md\n---\ntitle: The first\ndate: 2019-01-01\n---\nText.\n");
        project.build();
        assert!(holding(&project, MARK).len() > 5, "it was everywhere");
        project.write(
            "briefings/second.md",
            marked("updated: 2026-10-30\nlifecycle: { state: purged, reason: A breach }").as_bytes(),
        );
        let mut options = project.options();
        match deed {
            "without the cache" => options.use_cache = false,
            "with other settings" => {
                project.write("site.yaml", b"title: Theirs\nbase_url: https://example.org/sub/\n");
            }
            _ => {}
        }
        let compared = briefpress::build::BuildOptions {
            purpose: briefpress::build::Purpose::Compare(None),
            ..options.clone()
        };
        let changes = briefpress::build::build(&compared).unwrap().changes.unwrap();
        for path in [
            "briefings/second/index.html",
            "briefings/report.pdf",
            "briefings/dot.png",
            "old/second/index.html",
        ] {
            assert!(
                changes.removed.iter().any(|removed| removed == path),
                "{deed}: {path} in {:?}",
                changes.removed
            );
        }
        assert!(briefpress::build::build(&options).unwrap().published, "{deed}");
        assert_eq!(holding(&project, MARK), Vec::<String>::new(), "{deed}");
        let kept = project.outputs();
        let fresh = Project::new("");
        for (name, bytes) in crate::project::outputs_of(project.root()) {
            if !name.starts_with("output/") {
                fresh.write(&name, &bytes);
            }
        }
        fresh.build();
        assert_eq!(kept, fresh.outputs(), "{deed}: an incremental build is a clean one");
    }
}

#[test]
fn of_a_purge_feeds_and_hosts_are_told_and_nobody_else() {
    let project = Project::new(
        "=== site.yaml\ntitle: Ours\nbase_url: https://example.org/sub/\n\
         === briefings/first.md\n---\ntitle: First\ndate: 2019-01-01\nthemes: [escalation]\n---\nText.\n",
    );
    project.write(
        "briefings/second.md",
        marked("draft: true\nupdated: 2026-10-30\nlifecycle: { state: purged, reason: A breach }").as_bytes(),
    );
    project.write("briefings/report.pdf", b"%PDF-1.4 zanzibar");
    project.build();
    let tombstone = "<at:deleted-entry ref=\"tag:example.org,2020-01-02:briefing:second\" when=\"2026-10-30T00:00:00+00:00\"/>";
    for feed in ["feed.xml", "themes/escalation/feed.xml"] {
        let text = project.read(feed);
        assert!(text.contains(tombstone), "{feed}: {text}");
        assert!(text.contains("xmlns:at=\"http://purl.org/atompub/tombstones/1.0\""), "{feed}");
        roxmltree::Document::parse(&text).unwrap();
    }
    for (file, rules) in [
        (
            ".htaccess",
            &[
                "RedirectMatch gone \"^/sub/briefings/second/$\"",
                "RedirectMatch gone \"^/sub/briefings/second$\"",
                "RedirectMatch 404 \"^/sub/nginx\\.conf$\"",
                "RedirectMatch gone \"^/sub/briefings/report\\.pdf$\"",
            ][..],
        ),
        (
            "nginx.conf",
            &[
                "location = /sub/briefings/second/ { return 410; }",
                "location = /sub/briefings/second { return 410; }",
                "location = /sub/.htaccess { return 404; }",
                "location = /sub/old/second/ { return 410; }",
            ],
        ),
        (
            "_redirects",
            &[
                "/sub/briefings/second/ /sub/404.html 410\n",
                "/sub/briefings/report.pdf /sub/404.html 410\n",
                "/sub/old/second/ /sub/404.html 410\n",
            ],
        ),
        (
            "web.config",
            &["url=\"^briefings/report\\.pdf$\" /><action type=\"CustomResponse\" statusCode=\"410\""],
        ),
    ] {
        let text = project.read(file);
        for rule in rules {
            assert!(text.contains(rule), "{file}: {text}");
        }
    }
    let others: Vec<String> = project
        .outputs()
        .into_iter()
        .filter(|(_, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            text.contains("second") || text.contains("report.pdf")
        })
        .map(|(name, _)| name)
        .collect();
    let themes_and_years = |name: &String| name.ends_with("feed.xml");
    let others: Vec<_> = others.into_iter().filter(|name| !themes_and_years(name)).collect();
    assert_eq!(others, [".htaccess", "_redirects", "nginx.conf", "web.config"]);
    // What stands at the address of something else is not gone.
    project.edit("=== briefings/third.md\n---\ntitle: Third\ndate: 2021-01-01\nslug: second\n---\nText.\n");
    project.build();
    assert!(!project.read("nginx.conf").contains("/sub/briefings/second/ {"));
}

#[test]
fn readers_take_a_purge_for_newer_than_what_they_have() {
    let project = Project::new(
        "=== site.yaml\ntitle: Ours\nbase_url: https://example.org/\ntimezone: Europe/London\n\
         === briefings/first.md\n---\ntitle: First\ndate: 2019-01-01\n---\nText.\n",
    );
    // It came out and was taken back on one day: the day alone would be before the hour at which readers got it.
    for (lines, when) in [
        ("published: 2026-06-30T09:00\nupdated: 2026-06-30", "2026-06-30T09:00:00+01:00"),
        ("published: 2026-06-30T09:00\nupdated: 2026-07-01", "2026-07-01T00:00:00+01:00"),
        ("updated: 2026-06-30", "2026-06-30T00:00:00+01:00"),
    ] {
        project.edit(&format!(
            "=== briefings/second.md\n---\ntitle: Second\ndate: 2026-06-30\n{lines}\nlifecycle: {{state: purged}}\n---\nText.\n"
        ));
        project.build();
        let feed = project.read("feed.xml");
        assert!(feed.contains(&format!("briefing:second\" when=\"{when}\"/>")), "{lines}: {feed}");
        // Programs that only ask whether a feed is newer than before have to see it.
        assert!(feed.contains(&format!("</id>\n<updated>{when}</updated>")), "{lines}: {feed}");
    }
}

#[test]
fn what_nobody_keeps_up_is_not_called_overdue() {
    let project = Project::new("=== site.yaml\ntitle: Ours\nbase_url: https://example.org/\n");
    for (state, is_overdue) in
        [("state: live", true), ("state: archived", false), ("state: withdrawn, reason: Old", false)]
    {
        project.edit(&format!(
            "=== briefings/a.md\n---\ntitle: A\ndate: 2019-01-01\nlifecycle: {{{state}, review_due: 2020-01-01}}\n---\nText.\n"
        ));
        project.build();
        let page = project.read("briefings/a/index.html");
        assert_eq!(page.contains("overdue") || page.contains("Next review"), is_overdue, "{state}: {page}");
    }
}

#[test]
fn what_other_outputs_still_hold_of_a_purge_is_told_until_they_are_built_again() {
    use briefpress::build::{BuildOptions, Purpose, build};
    let project = with_marked_briefing();
    let other = tempfile::tempdir().unwrap();
    let elsewhere = BuildOptions { output: Some(other.path().join("staging")), ..project.options() };
    let told = |options: &BuildOptions| -> Vec<String> {
        let outcome = build(options).unwrap();
        assert!(!briefpress::diagnostic::has_errors(&outcome.diagnostics), "{}", list(&outcome.diagnostics));
        let found = outcome.diagnostics.into_iter();
        found
            .filter(|found| found.code.0 == "publication/kept-elsewhere")
            .map(|found| found.message.clone())
            .collect()
    };
    let check = BuildOptions { purpose: Purpose::Check, ..project.options() };
    assert_eq!((told(&elsewhere), told(&project.options()), told(&check)), (vec![], vec![], vec![]));
    project.write(
        "briefings/second.md",
        marked("updated: 2026-10-30\nlifecycle: { state: purged, reason: A breach }").as_bytes(),
    );
    let (checked, built) = (told(&check), told(&project.options()));
    assert!(checked.len() == 1 && checked[0].contains("staging` still holds `"), "{checked:?}");
    assert_eq!(checked, built);
    assert_eq!(holding(&project, MARK), Vec::<String>::new());
    assert_eq!(told(&check).len(), 1, "it is told as long as it is so");
    assert_eq!(told(&elsewhere), Vec::<String>::new());
    assert_eq!(told(&check), Vec::<String>::new());
}

#[test]
fn a_purge_that_is_refused_says_that_the_page_is_public_still() {
    use briefpress::build::{BuildOptions, Purpose, build};
    let project = with_marked_briefing();
    project.build();
    let purged = marked("updated: 2026-10-30\nlifecycle: { state: purged, reason: A breach }");
    project.write("briefings/second.md", purged.as_bytes());
    project
        .write("briefings/linking.md", b"---\ntitle: Linking\ndate: 2026-03-02\n---\nSee [it](second.md).\n");
    let told = |found: &[briefpress::diagnostic::Diagnostic]| -> Vec<String> {
        let own = found.iter().filter(|found| found.code.0 == "publication/not-taken-back");
        own.map(|found| found.message.clone()).collect()
    };
    let refused = project.refused();
    assert_eq!(told(&refused).len(), 1, "{}", list(&refused));
    let held = "output` still holds `briefings/second/index.html` and 3 other files, which were purged, until a build succeeds";
    assert!(told(&refused)[0].ends_with(held), "{}", list(&refused));
    // `diff` can not tell what to take out of a cache while a build would be refused.
    let found = refused.iter().find(|found| found.code.0 == "publication/not-taken-back").unwrap();
    let base = "https://example.org/sub/";
    assert_eq!(
        found.notes,
        [format!(
            "at {base}briefings/dot.png, {base}briefings/report.pdf, {base}briefings/second/, {base}old/second/"
        )]
    );
    let link = refused.iter().find(|found| found.code.0 == "links/withheld").unwrap();
    assert_eq!(link.help.as_deref(), Some("take the link out"));
    let check = BuildOptions { purpose: Purpose::Check, ..project.options() };
    assert_eq!(told(&build(&check).unwrap().diagnostics).len(), 1);
    std::fs::remove_file(project.root().join("briefings/linking.md")).unwrap();
    assert_eq!(
        told(&build(&check).unwrap().diagnostics),
        Vec::<String>::new(),
        "the next build takes it back"
    );
    // An error in the very file that says so hides neither.
    project.write("briefings/second.md", purged.replacen("title:", "titel: A slip\ntitle:", 1).as_bytes());
    let refused = project.refused();
    assert_eq!(told(&refused).len(), 1, "{}", list(&refused));
    project.write("briefings/second.md", purged.as_bytes());
    assert_eq!(told(&project.build().diagnostics), Vec::<String>::new());
    assert_eq!(holding(&project, MARK), Vec::<String>::new());
}
