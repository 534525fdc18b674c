//! What is withheld, case by case and place by place: sixty ways to say when a briefing is public, in the time zones in which
//! days begin at odd hours, and every place in which it could leave a trace.

use briefpress::build::{BuildOptions, Today, build};
use briefpress::config::Moment;

use crate::project::{Project, list};

/// A word that stands in every part of the briefing, its address and its files.
const MARK: &str = "zanzibar";

/// Zone | lines of the front matter, parted by `;;` | now, with `+drafts` | places in which it shows.
///
/// P its page, L lists, F feeds, S the sitemap, D open data, N the pages of its neighbours, I its picture, A its attachment,
/// R its former address, H files for hosts. What search engines may not list has its tag in the sitemap all the same. Or the code of the error that keeps everything from being published.
const CASES: &str = "
Europe/London       | date: 2026-06-30                                          | 2026-07-01            | PLFSDNIARH
Europe/London       | date: 2026-07-01                                          | 2026-06-30            | -
Europe/London       | date: 2026-07-01                                          | 2026-06-30T23:59:59   | -
Europe/London       | date: 2026-07-01                                          | 2026-06-30T22:59:59Z  | -
Europe/London       | date: 2026-07-01                                          | 2026-06-30T23:00Z     | PLFSDNIARH
Europe/London       | date: 2026-07-01                                          | 2026-07-01            | PLFSDNIARH
Europe/London       | date: 2999-12-31                                          | 2026-07-01            | -
Europe/London       | date: 2026-03-29                                          | 2026-03-28T23:59:59Z  | -
Europe/London       | date: 2026-03-29                                          | 2026-03-29T00:00Z     | PLFSDNIARH
Europe/London       | date: 2026-10-25                                          | 2026-10-24T22:59:59Z  | -
Europe/London       | date: 2026-10-25                                          | 2026-10-24T23:00Z     | PLFSDNIARH
Pacific/Auckland    | date: 2026-07-01                                          | 2026-06-30T11:59:59Z  | -
Pacific/Auckland    | date: 2026-07-01                                          | 2026-06-30T12:00Z     | PLFSDNIARH
America/New_York    | date: 2026-07-01                                          | 2026-07-01T03:59:59Z  | -
America/New_York    | date: 2026-07-01                                          | 2026-07-01T04:00Z     | PLFSDNIARH
Asia/Kolkata        | date: 2026-07-01                                          | 2026-06-30T18:29:59Z  | -
Asia/Kolkata        | date: 2026-07-01                                          | 2026-06-30T18:30Z     | PLFSDNIARH
America/St_Johns    | date: 2026-07-01                                          | 2026-07-01T02:29:59Z  | -
America/St_Johns    | date: 2026-07-01                                          | 2026-07-01T02:30Z     | PLFSDNIARH
Africa/Cairo        | date: 2026-04-24                                          | 2026-04-23T21:59:59Z  | -
Africa/Cairo        | date: 2026-04-24                                          | 2026-04-23T22:00Z     | PLFSDNIARH
UTC                 | date: 2028-02-29                                          | 2028-02-28T23:59:59Z  | -
UTC                 | date: 2028-02-29                                          | 2028-02-29            | PLFSDNIARH
Europe/London       | date: 2026-07-01;;published: 2026-07-01T09:00             | 2026-07-01            | -
Europe/London       | date: 2026-07-01;;published: 2026-07-01T09:00             | 2026-07-01T08:59:59   | -
Europe/London       | date: 2026-07-01;;published: 2026-07-01T09:00             | 2026-07-01T09:00      | PLFSDNIARH
Europe/London       | date: 2026-07-01;;published: 2026-07-01T09:00             | 2026-07-01T08:00Z     | PLFSDNIARH
Europe/London       | date: 2026-07-01;;published: 2026-07-01T09:00Z            | 2026-07-01T09:59      | -
Europe/London       | date: 2026-07-01;;published: 2026-07-01T09:00Z            | 2026-07-01T10:00      | PLFSDNIARH
Europe/London       | date: 2026-07-01;;published: 2026-07-01T09:00+05:30       | 2026-07-01T03:29:59Z  | -
Europe/London       | date: 2026-07-01;;published: 2026-07-01T09:00+05:30       | 2026-07-01T03:30Z     | PLFSDNIARH
Europe/London       | date: 2026-03-29;;published: 2026-03-29T00:59             | 2026-03-29T00:58:59Z  | -
Europe/London       | date: 2026-03-29;;published: 2026-03-29T01:30             | 2026-03-30            | publication/skipped-hour
Europe/London       | date: 2026-03-29;;published: 2026-03-29T02:00             | 2026-03-29T00:59:59Z  | -
Europe/London       | date: 2026-03-29;;published: 2026-03-29T02:00             | 2026-03-29T01:00Z     | PLFSDNIARH
Europe/London       | date: 2026-10-25;;published: 2026-10-25T01:30             | 2026-10-25T00:30Z     | -
Europe/London       | date: 2026-10-25;;published: 2026-10-25T01:30             | 2026-10-25T01:29:59Z  | -
Europe/London       | date: 2026-10-25;;published: 2026-10-25T01:30             | 2026-10-25T01:30Z     | PLFSDNIARH
America/New_York    | date: 2026-11-01;;published: 2026-11-01T01:30             | 2026-11-01T06:29:59Z  | -
America/New_York    | date: 2026-11-01;;published: 2026-11-01T01:30             | 2026-11-01T06:30Z     | PLFSDNIARH
Australia/Lord_Howe | date: 2026-10-04;;published: 2026-10-04T02:15             | 2026-10-05            | publication/skipped-hour
Australia/Lord_Howe | date: 2026-10-04;;published: 2026-10-04T02:30             | 2026-10-03T15:29:59Z  | -
Australia/Lord_Howe | date: 2026-10-04;;published: 2026-10-04T02:30             | 2026-10-03T15:30Z     | PLFSDNIARH
Europe/London       | date: 2026-07-02;;published: 2026-07-01T09:00             | 2026-07-01T12:00      | -
Europe/London       | date: 2026-06-01;;published: 2026-07-01T09:00             | 2026-07-01T08:59      | -
Europe/London       | date: 2026-01-05;;draft: true                             | 2026-07-01            | -
Europe/London       | date: 2026-01-05;;draft: true # until signed              | 2026-07-01            | -
Europe/London       | date: 2026-01-05;;draft: true                             | 2026-07-01 +drafts    | PLFSDNIARH
Europe/London       | date: 2026-07-02;;draft: true                             | 2026-07-01 +drafts    | -
Europe/London       | date: 2026-07-01;;published: 2026-07-01T09:00;;draft: true| 2026-07-01T08:59 +drafts | -
Europe/London       | date: 2026-01-05;;lifecycle: {state: archived}            | 2026-07-01            | PLFSDNIARH
Europe/London       | date: 2026-01-05;;lifecycle: {review_due: 2026-06-01}     | 2026-07-01            | PLFSDNIARH
Europe/London       | date: 2026-01-05;;lifecycle: {retain_until: 2026-06-01}   | 2026-07-01            | PLFSDNIARH
Europe/London       | date: 2026-01-05;;lifecycle: {state: withdrawn, reason: Old} | 2026-07-01         | PIARH
Europe/London       | date: 2026-07-02;;lifecycle: {state: withdrawn, reason: Old} | 2026-07-01         | -
Europe/London       | date: 2026-01-05;;draft: true;;lifecycle: {state: withdrawn, reason: Old} | 2026-07-01 | -
Europe/London       | date: 2026-01-05;;lifecycle: {state: purged}              | 2026-07-01            | FH
Europe/London       | date: 2026-07-02;;draft: true;;lifecycle: {state: purged} | 2026-07-01            | FH
Europe/London       | date: 2026-01-05;;indexing: false                         | 2026-07-01            | PLFSDNIARH
Europe/London       | date: 2026-01-05;;review: {type: lcspr, proceedings: pending} | 2026-07-01        | publication/proceedings-pending
";

/// The neighbours of the briefing in its series, on its day and by its themes.
const OTHERS: &str = "\
=== briefings/first.md
---
title: First
date: 2019-01-01
themes: [escalation]
series: { name: Learning briefing, number: 1 }
---
Text.
=== briefings/third.md
---
title: Third
date: 2020-01-01
themes: [escalation]
series: { name: Learning briefing, number: 3 }
---
Text.
";

fn briefing(lines: &str) -> String {
    format!(
        "---\ntitle: About {MARK}\nsummary: The summary of {MARK}\ntags: [{MARK}]\nthemes: [escalation]\n\
         series: {{ name: Learning briefing, number: 2 }}\naliases: [/old/{MARK}/]\nkey_messages: [Think of {MARK}]\n\
         attachments: [{{ file: {MARK}.pdf, title: {MARK} }}]\nactions: [{{ text: Do {MARK}, status: planned }}]\n{}\n---\n\
         Text about {MARK}.\n\n![{MARK}]({MARK}.png)\n",
        lines.replace(";;", "\n")
    )
}

/// The place that an output is.
fn place(output: &str) -> char {
    let ends = |end: &str| output.ends_with(end);
    match output {
        "briefings/zanzibar/index.html" => 'P',
        "briefings/first/index.html" | "briefings/third/index.html" => 'N',
        "briefings/zanzibar.png" => 'I',
        "briefings/zanzibar.pdf" => 'A',
        "old/zanzibar/index.html" => 'R',
        "sitemap.xml" => 'S',
        "briefings.json" | "actions.csv" | "filter.json" => 'D',
        ".htaccess"
        | "nginx.conf"
        | "web.config"
        | "_redirects"
        | "_headers"
        | "staticwebapp.config.json" => 'H',
        _ if ends("feed.xml") => 'F',
        _ if ends(".html") => 'L',
        _ => '?',
    }
}

fn today(now: &str) -> Today {
    match Moment::parse(now).unwrap() {
        Moment::Day(day) => Today::Given(day),
        Moment::Local(local) => Today::Local(local),
        Moment::Fixed(moment) => Today::Now(moment),
    }
}

#[test]
fn sixty_cases_in_ten_places() {
    const ORDER: &str = "PLFSDNIARH";
    let project = Project::new(OTHERS);
    project.write("briefings/zanzibar.pdf", b"%PDF-1.4 zanzibar");
    project.write("briefings/zanzibar.png", include_bytes!("../data/dot.png"));
    let cases: Vec<&str> = CASES.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(cases.len(), 60);
    let mut wrong = Vec::new();
    for case in cases {
        let [zone, lines, now, expected] = case.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("{case}")
        };
        project.write(
            "site.yaml",
            format!("title: Ours\nbase_url: https://example.org/\ntimezone: {zone}\n").as_bytes(),
        );
        project.write("briefings/zanzibar.md", briefing(lines).as_bytes());
        let (now, drafts) = now.split_once(" +drafts").map_or((now, false), |(now, _)| (now, true));
        let options = BuildOptions { today: today(now), drafts, ..project.options() };
        let outcome = build(&options).unwrap();
        let seen = if outcome.published {
            let outputs = project.outputs();
            let mut places: Vec<char> = outputs
                .iter()
                .filter(|(name, bytes)| {
                    name.contains(MARK) || String::from_utf8_lossy(bytes).to_lowercase().contains(MARK)
                })
                .map(|(name, _)| place(name))
                .collect();
            places.sort_by_key(|place| ORDER.find(*place).unwrap_or(usize::MAX));
            places.dedup();
            if places.is_empty() { "-".to_owned() } else { places.into_iter().collect() }
        } else {
            crate::project::error_codes(&outcome.diagnostics).join(" ")
        };
        if seen != expected {
            wrong.push(format!("{case}\n  seen: {seen}\n{}", list(&outcome.diagnostics)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
