//! What an author wrote in the body and a page shows somewhere else: lists under known headings, the first paragraph.

use crate::project::{Project, error_codes};

const SITE: &str = "=== site.yaml\nbase_url: https://www.example.org/sub/\n=== briefings/other.md\n---\ntitle: Other\n\
    date: 2026-01-03\n---\nText.\n\n## A part\n\nText.\n";

const LISTS: &str = "=== briefings/one.md\n---\ntitle: One\ndate: 2026-01-02\n---\nText.\n\n## What needs to change\n\n\
    - Read [the other](other.md#a-part).\n- Print [the sheet](sheet.pdf).\n\n## Actions\n\n| Action | Owner |\n|---|---|\n\
    | Use [the sheet](sheet.pdf) | Police |\n";

#[test]
fn links_in_lists_lead_where_they_should() {
    let project = Project::new(&format!("{SITE}{LISTS}"));
    project.write("briefings/sheet.pdf", b"%PDF-1.4\n");
    project.build();
    let page = project.read("briefings/one/index.html");
    let (_, points) = page.split_once("id=\"part-improvements\"").unwrap();
    let (points, actions) = points.split_once("id=\"part-actions\"").unwrap();
    assert!(
        points.contains("<li>Read <a href=\"/sub/briefings/other/#a-part\">the other</a>.</li>"),
        "{points}"
    );
    assert!(points.contains("<a href=\"/sub/briefings/sheet.pdf\">the sheet</a>"), "{points}");
    assert!(actions.contains("Use <a href=\"/sub/briefings/sheet.pdf\">the sheet</a>"), "{actions}");
    assert!(project.outputs().contains_key("briefings/sheet.pdf"));

    // The page goes along when the other one moves.
    project.edit(
        "=== briefings/other.md\n---\ntitle: Other\ndate: 2026-01-03\nslug: elsewhere\n---\n## A part\n",
    );
    project.build();
    assert!(project.read("briefings/one/index.html").contains("/sub/briefings/elsewhere/#a-part"));
}

#[test]
fn broken_links_in_lists_are_found() {
    let project = Project::new(&format!("{SITE}{LISTS}"));
    let found = project.refused();
    assert_eq!(error_codes(&found), ["links/broken-internal"; 2]);
    let broken = found.iter().find(|found| found.code.0 == "links/broken-internal").unwrap();
    assert_eq!(broken.place.as_ref().map(|place| place.line), Some(10));
}

#[test]
fn the_first_paragraph_is_said_once() {
    let body = "First *words*.\n\n## Part\n\nMore.\n";
    let briefing =
        |summary: &str| format!("=== briefings/a.md\n---\ntitle: A\ndate: 2026-01-01\n{summary}---\n{body}");
    let project = Project::new(&briefing(""));
    project.build();
    let main = |project: &Project| {
        let page = project.read("briefings/a/index.html");
        page.split_once("<main").unwrap().1.to_owned()
    };
    assert_eq!(main(&project).matches("First").count(), 1);
    assert!(!main(&project).contains("class=\"summary\""));
    assert!(project.read("index.html").contains("First words."), "lists say it");

    project.edit(&briefing("summary: In short.\n"));
    project.build();
    assert!(main(&project).contains("<p class=\"summary\">In short.</p>"));
    assert_eq!(main(&project).matches("First").count(), 1);

    // Nothing to say is no empty box.
    project.edit("=== briefings/a.md\n---\ntitle: A\ndate: 2026-01-01\n---\n- only a list\n");
    project.build();
    assert!(!main(&project).contains("class=\"summary\""));
}

#[test]
fn a_plain_page_keeps_its_lists() {
    let page = "=== pages/plan.md\n---\ntitle: Plan\n---\n## Actions\n\n- one\n\n## Key messages\n\n- two\n";
    let project = Project::new(&format!("{SITE}{page}"));
    project.build();
    let html = project.read("plan/index.html");
    assert!(html.contains("<li>one</li>") && html.contains("<li>two</li>"), "{html}");
}
