//! Lists under recognised headings.

use super::{Parsed, parse, parse_with};
use crate::parse::Lifted;

fn lifted(parsed: &Parsed) -> &Lifted {
    &parsed.document.lifted
}

fn texts(parsed: &Parsed) -> Vec<&str> {
    let lifted = lifted(parsed);
    let points = lifted.key_messages.iter().chain(&lifted.good_practice).chain(&lifted.improvements);
    points
        .map(|point| point.text.as_str())
        .chain(lifted.questions.iter().map(|question| question.text.as_str()))
        .chain(lifted.actions.iter().map(|action| action.text.as_str()))
        .collect()
}

#[test]
fn recognised_headings_become_data() {
    let cases = [
        ("Key messages", "key_messages"),
        ("KEY LEARNING", "key_messages"),
        ("Key points:", "key_messages"),
        ("Negeseuon allweddol", "key_messages"),
        ("Good practice", "good_practice"),
        ("What worked well", "good_practice"),
        ("What needs to change", "improvements"),
        ("Areas for improvement", "improvements"),
        ("Questions for your team", "questions"),
        ("Reflective questions", "questions"),
        ("Actions", "actions"),
        ("action plan", "actions"),
    ];
    for (heading, key) in cases {
        for marks in ["#", "##", "###"] {
            let parsed = parse(&format!("a\n\n{marks} {heading}\n\n- b\n- c\n\n{marks} End\n\nd"));
            let level = marks.len().max(2);
            assert_eq!(parsed.html(), format!("<p>a</p>\n<h{level} id=\"end\">End</h{level}>\n<p>d</p>\n"));
            assert_eq!(texts(&parsed), ["b", "c"], "{heading}");
            let places: Vec<_> =
                lifted(&parsed).places.iter().map(|(key, place)| (*key, place.line)).collect();
            assert_eq!(places, [(key, 3)], "{heading}");
            assert_eq!(parsed.document.headings.len(), 1, "{heading}");
        }
    }
}

#[test]
fn other_headings_stay() {
    for heading in ["#### Key messages", "## Key messages for parents", "## Our actions", "> ## Actions"] {
        let parsed = parse(&format!("{heading}\n\n- b"));
        assert!(texts(&parsed).is_empty(), "{heading}");
        assert!(parsed.html().contains("<li>b</li>"), "{heading}");
        assert!(parsed.codes().is_empty(), "{heading}");
    }
}

#[test]
fn items_keep_their_marks() {
    let cases = [
        ("- a", "a", None),
        ("- a & b < c \"d\" 'e'", "a & b < c \"d\" 'e'", None),
        ("- a\n  b", "a b", None),
        ("- a *b* `c`", "a b c", Some("a <em>b</em> <code>c</code>")),
        ("- [a](https://example.org) b", "a b", Some("<a href=\"https://example.org\">a</a> b")),
        ("- **a**\n  b", "a b", Some("<strong>a</strong> b")),
        ("- a\\\n  b", "a b", Some("a<br> b")),
        ("- MASH", "MASH", Some("<abbr title=\"hub\">MASH</abbr>")),
        ("1. a", "a", None),
        ("- a\n\n- b *c*", "a", None),
        ("- *a*\n\n- b", "a", Some("<em>a</em>")),
    ];
    for (list, text, html) in cases {
        let parsed = parse_with(&format!("## Key messages\n\n{list}\n"), &[("MASH", "hub")], false);
        assert_eq!(parsed.document.html, "", "{list}");
        let point = &lifted(&parsed).key_messages[0];
        assert_eq!((point.text.as_str(), point.html.as_deref()), (text, html), "{list}");
    }
}

#[test]
fn several_lists_and_sections_are_joined() {
    let parsed = parse("## Key messages\n\n- a\n\n1. b\n\n## Actions\n\n- c\n\n## Key messages\n\n* d");
    assert_eq!(texts(&parsed), ["a", "b", "d", "c"]);
    assert_eq!(parsed.document.html, "");
    assert_eq!(lifted(&parsed).actions[0].place.line, 9);
}

#[test]
fn a_section_that_holds_more_stays_and_says_so() {
    let cases = [
        "a\n\n- b",
        "- b\n\na",
        "- b\n  - c",
        "- b\n\n  c",
        "- b\n\n  > c",
        "- b\n\n      c",
        "- ![b](c.png)",
        "- b[^1]\n\n[^1]: c",
        "- [ ] b",
        "- b\n- ",
        "- b\n\n---",
        "- b\n\n### c\n\nd",
        "> - b\n\n- c",
        "| Action |\n|---|\n| b |\n\n- c",
        "- b\n\n| Action |\n|---|\n| b |",
        "| Owner |\n|---|\n| b |",
        "| Action | Evidence |\n|---|---|\n| b | [c](d.md) |",
    ];
    for list in cases {
        let parsed = parse(&format!("## Actions\n\n{list}\n"));
        assert!(texts(&parsed).is_empty() && lifted(&parsed).places.is_empty(), "{list:?}");
        assert!(parsed.html().starts_with("<h2 id=\"actions-2\">Actions</h2>\n"), "{list:?}");
        assert_eq!(parsed.found(), ["1:1 Note markdown/not-lifted"], "{list:?}");
        assert_eq!(
            parsed.diagnostics[0].message,
            "`Actions` holds more than a list, so it is shown where it stands"
        );
    }
}

#[test]
fn a_section_without_a_list_says_nothing() {
    for section in ["a", "", "a\n\n> b", "### c\n\n- d"] {
        let parsed = parse(&format!("## Good practice\n\n{section}\n"));
        assert!(parsed.html().starts_with("<h2 id=\"good-practice-2\">Good practice</h2>\n"), "{section:?}");
        assert!(parsed.codes().is_empty(), "{section:?}: {:?}", parsed.codes());
    }
    // A table is data only under "Actions".
    assert!(parse("## Good practice\n\n| a |\n|---|\n| b |\n").codes().is_empty());
}

#[test]
fn a_lower_heading_may_be_recognised_itself() {
    let parsed = parse("## Key messages\n\n### Good practice\n\n- a\n");
    assert_eq!(parsed.html(), "<h2 id=\"key-messages-2\">Key messages</h2>\n");
    assert_eq!(lifted(&parsed).good_practice[0].text, "a");
}

#[test]
fn notes_at_the_end_do_not_keep_the_last_section() {
    let parsed = parse("a[^1]\n\n## Actions\n\n- b\n\n[^1]: c\n");
    assert_eq!(texts(&parsed), ["b"]);
    assert!(parsed.html().contains("<li id=\"fn:1\"><p>c"));
    assert!(parsed.codes().is_empty());
}

#[test]
fn a_table_of_actions_is_read_by_its_columns() {
    let parsed = parse(
        "## Actions\n\n| No. | Action required | By whom | Due date | Status |\n|---|---|---|---|---|\n\
         | 1 | Do *a* | Police | 2026-05-01 | Under way |\n| | | | | |\n| 2 | Do b |\n",
    );
    assert_eq!(parsed.document.html, "");
    let actions: Vec<_> = lifted(&parsed)
        .actions
        .iter()
        .map(|action| (action.text.as_str(), action.html.as_deref(), action.place.line, action.cells.clone()))
        .collect();
    let cell = |key, text: &str| (key, text.to_owned());
    assert_eq!(
        actions,
        [
            (
                "Do a",
                Some("Do <em>a</em>"),
                5,
                vec![
                    cell("id", "1"),
                    cell("owner", "Police"),
                    cell("due", "2026-05-01"),
                    cell("status", "Under way")
                ]
            ),
            ("Do b", None, 7, vec![cell("id", "2")]),
        ]
    );
}

#[test]
fn an_unknown_column_keeps_the_table_and_is_named() {
    let parsed = parse("## Actions\n\n| Action | Stauts | RAG |\n|---|---|---|\n| a | b | c |\n");
    assert!(parsed.html().contains("<td>a</td><td>b</td><td>c</td>"));
    assert_eq!(
        parsed.found(),
        [
            "3:11 Warning actions/unknown-column",
            "3:20 Warning actions/unknown-column",
            "1:1 Note markdown/not-lifted"
        ]
    );
    assert_eq!(parsed.diagnostics[0].help.as_deref(), Some("did you mean `status`?"));
    // The same column twice: which of them counts is not guessed.
    let twice = parse("## Actions\n\n| Action | What |\n|---|---|\n| a | b |\n");
    assert_eq!(twice.found()[0], "3:11 Warning actions/unknown-column");
}

#[test]
fn lifted_words_are_counted_and_anchors_stay_free_of_the_theme() {
    let parsed = parse("## Key messages\n\n- a b\n\n## Key messages\n\nc\n");
    assert_eq!(parsed.document.words, 7);
    assert_eq!(parsed.document.headings[0].id, "key-messages-3");
}

#[test]
fn links_to_files_go_along_with_their_item() {
    let parsed = parse(
        "[a](a.md)\n\n## What needs to change\n\n- b\n- see [c](c.md) and [d](d.md#e), not [f](https://example.org)\n\n\
         - *g* [h](h.pdf)\n\n## Actions\n\n| No. | Action |\n|---|---|\n| 1 | [i](i.md) |\n\n## End\n\n[j](j.md)\n",
    );
    assert!(parsed.codes().is_empty(), "{:?}", parsed.codes());
    assert_eq!(
        parsed.html(),
        "<p><a href=\"a.md\">a</a></p>\n<h2 id=\"end\">End</h2>\n<p><a href=\"j.md\">j</a></p>\n"
    );
    let lifted = lifted(&parsed);
    let points = lifted.improvements.iter().map(|point| (point.html.as_deref(), point.slots.clone()));
    let actions = lifted.actions.iter().map(|action| (action.html.as_deref(), action.slots.clone()));
    let filled: Vec<String> = points
        .chain(actions)
        .map(|(html, slots)| {
            let mut html = html.unwrap_or_default().to_owned();
            for slot in lifted.slots[slots.start as usize..slots.end as usize].iter().rev() {
                html.insert_str(slot.at as usize, &slot.target.path);
            }
            html
        })
        .collect();
    assert_eq!(
        filled,
        [
            "",
            "see <a href=\"c.md\">c</a> and <a href=\"d.md\">d</a>, not <a href=\"https://example.org\">f</a>",
            "<em>g</em> <a href=\"h.pdf\">h</a>",
            "<a href=\"i.md\">i</a>",
        ]
    );
}
