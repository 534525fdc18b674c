//! A briefing whose front matter has an error: it is not published, but neither hides other mistakes nor makes false ones.

use briefpress::diagnostic::Severity;

use crate::project::{Project, list};

/// The front matter of one that is otherwise in order, and has no such key as `colour`.
const MISTAKEN: &str = "title: Mistaken\ndate: 2026-02-01\ncolour: red\n";

/// Errors and warnings of the families that compare files, as `code file:line`; what a site without settings lacks is
/// left out.
fn found(site: &str) -> Vec<String> {
    let project = Project::new(&format!(
        "=== site.yaml\nbase_url: https://learning.example/\nchecks: {{publication/approval-missing: off}}\n{site}"
    ));
    let found = project.refused();
    let told = found.iter().filter(|found| {
        found.severity >= Severity::Warning
            && !matches!(found.code.0, "site/no-contact" | "site/no-licence" | "front-matter/unknown-key")
    });
    let mut told: Vec<String> = told
        .map(|found| match &found.place {
            Some(place) => format!("{} {}:{}", found.code, place.path, place.line),
            None => found.code.to_string(),
        })
        .collect();
    assert_eq!(
        found.iter().filter(|found| found.code.0 == "front-matter/unknown-key").count(),
        site.matches("colour: red").count(),
        "{}",
        list(&found)
    );
    told.sort();
    told
}

fn mistaken(rest: &str) -> String {
    format!("=== briefings/mistaken.md\n---\n{MISTAKEN}{rest}---\nText.\n")
}

fn good(name: &str, rest: &str) -> String {
    format!("=== briefings/{name}.md\n---\ntitle: Good\ndate: 2026-01-10\n{rest}---\nText.\n")
}

#[test]
fn what_another_file_has_too_is_found() {
    for (of_mistaken, of_good, expected) in [
        ("id: one\n", "id: one\n", "site/duplicate-id briefings/mistaken.md:5"),
        ("slug: one\n", "slug: one\n", "site/duplicate-address briefings/mistaken.md:5"),
        ("slug: good\n", "", "site/duplicate-address briefings/mistaken.md:5"),
        ("aliases: [/briefings/good/]\n", "", "site/duplicate-address briefings/mistaken.md:5"),
        (
            "series: {name: Alpha, number: 7}\n",
            "series: {name: Alpha, number: 7}\n",
            "vocabulary/duplicate-series-number briefings/mistaken.md:5",
        ),
        ("translation_key: a\n", "translation_key: a\n", "languages/same-language briefings/mistaken.md:2"),
    ] {
        let site = mistaken(of_mistaken) + &good("good", of_good);
        assert_eq!(found(&site), [expected], "{site}");
        // Two with errors are compared as well.
        let site = site.replace("title: Good\n", "title: Good\ncolour: red\n");
        let expected: Vec<&str> = expected.split(':').take(1).collect();
        let of_both = found(&site);
        assert_eq!(of_both.len(), 1, "{of_both:?}\n{site}");
        assert!(of_both[0].split(':').next().is_some_and(|one| one == expected[0]), "{of_both:?}\n{site}");
    }
    let site = "=== briefings/a/same.md\n---\ntitle: A\ndate: 2026-01-01\ncolour: red\n---\nText.\n\
                === briefings/b/same.md\n---\ntitle: B\ndate: 2026-01-02\n---\nText.\n";
    assert_eq!(
        found(site),
        ["site/duplicate-address briefings/a/same.md:2", "site/duplicate-id briefings/b/same.md:2"]
    );
}

#[test]
fn what_it_says_is_judged() {
    for (rest, expected) in [
        (
            "actions: [{text: Train 60 staff, owner: Police, due: 2026-03-31, status: planned}]\n",
            "actions/overdue briefings/mistaken.md:5",
        ),
        (
            "actions: [{text: Raise awareness, owner: Police, due: 2027-03-31, status: planned}]\n",
            "actions/vague briefings/mistaken.md:5",
        ),
        ("review: {type: scr}\n", "vocabulary/outside-era briefings/mistaken.md:2"),
        (
            "review: {type: lcspr, proceedings: pending}\n",
            "publication/proceedings-pending briefings/mistaken.md:5",
        ),
        ("harms: [a-harm-of-our-own]\n", "help/no-helpline briefings/mistaken.md:2"),
        ("lifecycle: {review_due: 2026-02-02}\n", "publication/review-overdue briefings/mistaken.md:2"),
        ("attachments: [{file: gone.pdf, title: Report}]\n", "links/broken-internal briefings/mistaken.md:5"),
        ("actions: gone.csv\n", "links/broken-internal briefings/mistaken.md:5"),
        ("summary: He committed suicide.\n", "language/dated-term briefings/mistaken.md:5"),
    ] {
        let found = found(&mistaken(rest));
        assert!(found.iter().any(|found| found == expected), "{rest}{found:?}");
    }
}

#[test]
fn what_can_not_be_known_is_not_said() {
    let with_link = |link: &str| {
        format!("=== briefings/good.md\n---\ntitle: Good\ndate: 2026-01-10\n---\n[It]({link}).\n")
    };
    let unreadable = "=== briefings/mistaken.md\n---\ntitle: \"Mistaken\ndate: 2026-02-01\n---\nText.\n";
    for site in [
        // Links to it, by its file and by its address.
        mistaken("") + &with_link("mistaken.md"),
        mistaken("") + &with_link("mistaken.md#part"),
        mistaken("") + &with_link("/briefings/mistaken/"),
        mistaken("") + &with_link("https://learning.example/briefings/mistaken/"),
        mistaken("aliases: [/old/]\n") + &with_link("/old/"),
        mistaken("themes: [supervision]\n") + &with_link("/themes/supervision/"),
        mistaken("themes: [supervision]\n") + &with_link("https://learning.example/themes/supervision/"),
        format!("=== pages/more.md\n---\ntitle: More\ncolour: red\n---\nText.\n{}", with_link("/more/")),
        // Its file, and what another says of it.
        mistaken("attachments: [{file: plan.txt, title: Plan}]\n")
            + &with_link("plan.txt")
            + "=== briefings/plan.txt\nPlan.\n",
        mistaken("id: of-its-own\n")
            + &good("good", "lifecycle: {state: archived, replaced_by: of-its-own}\n"),
        mistaken("translation_key: a\nlang: cy\n") + &good("good", "translation_key: a\n"),
        // Its own words: a version in another language, and a note that it may have.
        mistaken("lang: cy\n").replace("Text.", "Dywedodd y BQT wrth y teulu am y cynllun."),
        mistaken("content_note: [3]\n")
            .replace("colour: red\n", "")
            .replace("Text.", "The ligature was seen."),
        mistaken("format: seven-minute\nkey_messages: {a: b}\n").replace("colour: red\n", ""),
        mistaken("actions: [{text: Train 60 staff, due: 31/06/2026}]\n"),
        mistaken("draft: yes\nactions: [{text: Train 60 staff}]\n"),
        mistaken("draft: true\nactions: [{text: Train 60 staff}]\n"),
        // An accepted finding stays accepted.
        mistaken(
            "waivers: [{code: language/dated-term, reason: In the law, by: Manager, until: 2027-03-31}]\n",
        )
        .replace("Text.", "He committed suicide."),
        // What stands in one of which nothing can be read.
        unreadable.to_owned() + &with_link("mistaken.md"),
        unreadable.to_owned() + &with_link("/briefings/mistaken/"),
        unreadable.to_owned() + &good("good", "translation_key: a\n"),
        unreadable.to_owned() + &good("good", "lifecycle: {state: archived, replaced_by: mistaken}\n"),
    ] {
        let found = found(&site);
        let own = |found: &&String| ["front-matter/", "yaml/"].iter().any(|family| found.starts_with(family));
        let others: Vec<&String> = found.iter().filter(|found| !own(found)).collect();
        assert!(others.is_empty(), "{others:?}\n{site}");
    }
}

#[test]
fn a_number_that_one_with_an_error_has_is_not_missing() {
    let numbered =
        |number: u32| good(&format!("n{number}"), &format!("series: {{name: Alpha, number: {number}}}\n"));
    for (of_mistaken, has_gap) in [
        ("series: {name: Alpha, number: 2}\n", false),
        ("series: {name: Alpha, number: 010}\n", false),
        ("series: {name: Beta, number: 1}\n", true),
        ("", true),
    ] {
        let site = numbered(1) + &numbered(3) + &mistaken(of_mistaken);
        let found = Project::new(&site).refused();
        assert_eq!(
            found.iter().any(|found| found.code.0 == "vocabulary/series-gap"),
            has_gap,
            "{of_mistaken}\n{}",
            list(&found)
        );
    }
}

#[test]
fn an_action_whose_cell_can_not_be_read_lacks_nothing() {
    let table = "## Actions\n\n| Action | Owner | Due | Status | Evidence |\n|---|---|---|---|---|\n\
                 | Train 60 staff | Police | 31/06/2026 | planned | none |\n\
                 | Train 70 staff | Police | 2026-03-01 | finshed | none |\n\
                 | Raise awareness | Police | 30/02/2027 | done | - |\n";
    let body = format!("=== briefings/a.md\n---\ntitle: A\ndate: 2026-01-10\n---\n{table}");
    let cells = table.lines().filter(|line| line.starts_with("| ") && !line.contains("---"));
    let rows =
        cells.map(|line| line.replace(" |", ",").replace("| ", "").trim_end_matches(',').to_owned() + "\n");
    let csv = format!(
        "=== briefings/a.md\n---\ntitle: A\ndate: 2026-01-10\nactions: a.csv\n---\nText.\n=== briefings/a.csv\n{}",
        rows.collect::<String>()
    );
    for (site, file) in [(body, "a.md"), (csv, "a.csv")] {
        let found = found(&site);
        let codes: Vec<&str> = found.iter().map(|found| found.split(' ').next().unwrap()).collect();
        let expected =
            ["actions/impossible-date", "actions/impossible-date", "actions/unknown-status", "actions/vague"];
        assert_eq!(codes, expected, "{file}: {found:?}\n{site}");
    }
}
