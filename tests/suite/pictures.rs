//! Drawings beside briefings: published if they are pictures and nothing more.

use crate::project::{Project, error_codes, list};

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 480\"><rect width=\"640\" height=\"480\"/></svg>\n";
const ACTIVE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script>alert(1)</script>\n</svg>\n";

/// A briefing with a body, and a drawing beside it.
fn site(head: &str, body: &str, drawing: &str) -> Project {
    let project = Project::new(&format!(
        "=== briefings/one.md\n---\ntitle: A\ndate: 2019-01-01\n{head}---\n{body}\n=== briefings/chart.svg\n"
    ));
    project.write("briefings/chart.svg", drawing.as_bytes());
    project
}

#[test]
fn a_drawing_is_a_picture_with_its_size() {
    let project = site("", "![A chart](chart.svg)", DRAWING);
    project.build();
    let page = project.read("briefings/one/index.html");
    assert!(page.contains("src=\"/briefings/chart.svg\" width=\"640\" height=\"480\""), "{page}");
    assert_eq!(project.read("briefings/chart.svg"), DRAWING);
}

#[test]
fn a_drawing_that_can_act_is_refused_however_it_is_referred_to() {
    for (head, body) in [
        ("", "![A chart](chart.svg)"),
        ("", "See [the chart](chart.svg)."),
        ("attachments: [{ file: chart.svg, title: The chart }]\n", "Text."),
        ("lifecycle: { state: withdrawn, reason: Old }\n", "![A chart](chart.svg)"),
    ] {
        let project = site(head, body, ACTIVE);
        let found = project.refused();
        assert_eq!(error_codes(&found), ["picture/active-content"], "{head}{body}: {}", list(&found));
        let error = found.iter().find(|found| found.code.0 == "picture/active-content").unwrap();
        let place = error.place.as_ref().unwrap();
        assert_eq!((place.path.as_str(), place.line, place.column), ("briefings/chart.svg", 2, 1));
    }
}

#[test]
fn a_drawing_that_nothing_published_refers_to_blocks_nothing() {
    for (head, body) in [("", "Text."), ("draft: true\n", "![A chart](chart.svg)")] {
        let project = site(head, body, ACTIVE);
        project.build();
        assert!(!project.outputs().contains_key("briefings/chart.svg"));
    }
}

#[test]
fn a_drawing_used_twice_is_reported_once() {
    let project = site("", "![A chart](chart.svg) and [again](chart.svg)", ACTIVE);
    assert_eq!(error_codes(&project.refused()), ["picture/active-content"]);
}

#[test]
fn a_drawing_over_the_limit_is_not_read() {
    let project = site("", "![A chart](chart.svg)", "");
    project.write("briefings/chart.svg", format!("{DRAWING}{}", " ".repeat(2_000_000)).as_bytes());
    assert_eq!(error_codes(&project.refused()), ["picture/too-large"]);
}
