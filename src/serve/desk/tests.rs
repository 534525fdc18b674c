//! The desk of small sites.

use std::sync::Arc;

use crate::build::{BuildOptions, Session, Today};
use crate::serve::stage::{Now, Stage};

/// The desk of a site whose files are given.
fn desk(files: &[(&str, &str)]) -> (Now, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let today = Today::Given(jiff::civil::date(2026, 11, 1));
    let options = BuildOptions { drafts: true, ..BuildOptions::of_check(folder.path(), today) };
    let stage = Arc::new(Stage::default());
    let built = Session::default().preview(&options, &*stage);
    stage.take(built);
    let now = stage.now();
    let html = super::page(&now, "/site", false, "N");
    (now, html)
}

fn briefing(title: &str, more: &str) -> String {
    format!("---\ntitle: \"{title}\"\ndate: 2026-01-01\n{more}\n---\nOne sentence.\n")
}

#[test]
fn every_state_has_its_word() {
    let states = [
        ("live", "", "live"),
        ("draft", "draft: true", "draft"),
        ("written", "approval: {state: draft}", "draft"),
        ("read", "approval: {state: in-review}", "in review"),
        ("signed", "draft: true\napproval: {state: approved, by: The chair, date: 2026-10-01}", "approved"),
        ("late", "lifecycle: {review_due: 2026-10-31}", "review overdue"),
        ("today", "lifecycle: {review_due: 2026-11-01}", "live"),
        ("withdrawn", "lifecycle: {state: withdrawn, reason: Old.}", "withdrawn"),
        ("archived", "lifecycle: {state: archived, reason: Old.}", "archived"),
    ];
    let mut files: Vec<(String, String)> = states
        .iter()
        .map(|(name, line, _)| (format!("briefings/{name}.md"), briefing(&format!("About {name}"), line)))
        .collect();
    files.push((
        "briefings/later.md".to_owned(),
        "---\ntitle: About later\ndate: 2027-01-01\n---\nText.\n".to_owned(),
    ));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (_, html) = desk(&files);
    let table = &html[html.find("id=\"briefings\"").unwrap()..];
    let row = |title: &str| {
        let at = table.find(title).unwrap_or_else(|| panic!("{title} in {table}"));
        table[table[..at].rfind("<tr>").unwrap()..].split("</tr>").next().unwrap().to_owned()
    };
    for (name, _, word) in states.into_iter().chain([("later", "", "embargoed")]) {
        let row = row(&format!("About {name}"));
        assert!(row.contains(&format!(">{word}</span>")), "{name}: {row}");
        assert!(row.contains(&format!("vscode://file/site/briefings/{name}.md:")), "{row}");
    }
    let reading = "<td>1 of 10 minutes<br><small>2 words of 1300, Learning briefing</small></td>";
    assert!(row("About live").contains(reading), "{}", row("About live"));
    assert!(row("About live").contains("<a href=\"/briefings/live/\">"));
    assert!(!row("About later").contains("<a href=\"/briefings"), "what can not be seen has no link");
    assert!(row("About later").contains("until 1 January 2027"));
}

#[test]
fn a_briefing_that_takes_too_long_says_by_how_much() {
    let long = format!(
        "---\ntitle: Long\ndate: 2026-01-01\nformat: seven-minute\n---\n{}\n",
        "Word. ".repeat(1_000)
    );
    let (_, html) = desk(&[("briefings/long.md", &long)]);
    let told =
        "<strong>8 minutes of 7</strong><br><small>1000 words, 90 too many, Seven-minute briefing</small>";
    assert!(html.contains(told), "{html}");
}

#[test]
fn what_is_wrong_is_said_to_whoever_can_mend_it_and_ends_as_text() {
    let text = "---\ntitle: A\ndate: 2026-01-01\nreveiw: \"<script>alert(1)</script>\"\n---\nText.\n";
    let (now, html) =
        desk(&[("briefings/bad.md", text), ("briefings/good.md", &briefing("<b>Bold</b>", ""))]);
    assert!(html.contains("<h3>For the author: "), "{html}");
    assert!(html.contains("briefings/bad.md:4"), "{html}");
    assert!(html.contains(">has errors</span>"), "{html}");
    assert!(html.contains("&lt;script&gt;alert(1)") && !html.contains("<script>alert"), "{html}");
    assert!(html.contains("&lt;b&gt;Bold") && !html.contains("<b>Bold"), "{html}");
    let shown = super::trouble(&now.trouble, "/site");
    assert!(shown.contains("unknown key <code>reveiw</code>") && shown.contains("<b>Help:</b>"), "{shown}");
    assert!(shown.contains("<mark>reveiw</mark>"), "{shown}");
}

#[test]
fn actions_are_told_when_they_are_due() {
    let actions = "actions:\n  - {text: Late one, owner: Police, due: 2026-10-01}\n  - {text: Soon one, due: 2026-12-01}\n  \
                   - {text: Far one, due: 2027-12-01}\n  - {text: Done one, due: 2026-10-01, status: done}";
    let (_, html) = desk(&[("briefings/a.md", &briefing("A", actions))]);
    let due = &html[html.find("id=\"due\"").unwrap()..html.find("id=\"briefings\"").unwrap()];
    let late = due.find("Late one").unwrap();
    assert!(late < due.find("Soon one").unwrap(), "{due}");
    assert!(due[..late].ends_with("1 October 2026</td><th scope=\"row\">"), "{due}");
    assert!(due.contains(">overdue</strong>"), "{due}");
    assert!(!due.contains("Far one") && !due.contains("Done one"), "{due}");
}
