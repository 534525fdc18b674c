//! Values that YAML can read and the schema can not.

use super::*;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Status {
    Planned,
    UnderWay,
    Done,
}

const STATUSES: [(&str, Status); 3] =
    [("planned", Status::Planned), ("under-way", Status::UnderWay), ("done", Status::Done)];

/// Reads a little schema with every type in it, and says what was read.
pub(super) fn read_all(node: &Node, reader: &mut Reader<'_>) -> String {
    let mut text = String::new();
    let Some(mut fields) = Fields::of(node, "the front matter", reader) else { return text };
    let title = fields.text("title", reader).map(|title| title.value);
    _ = write!(text, "{title:?} {:?}", fields.boolean("draft", reader).map(|draft| draft.value));
    _ = write!(text, " {:?}", fields.number("number", reader).map(|number| number.value));
    _ = write!(text, " {:?}", fields.date("review_due", reader).map(|date| date.value));
    let tags = fields.texts("tags", reader);
    _ = write!(text, " {:?}", tags.iter().map(|tag| tag.value).collect::<Vec<_>>());
    _ = write!(text, " {:?}", fields.choice("status", &STATUSES, reader).map(|status| status.value));
    if let Some(mut review) = fields.fields("review", reader) {
        _ = write!(text, " {:?}", review.text("type", reader).map(|kind| kind.value));
        review.finish(reader);
    }
    for node in fields.list("quotes", reader) {
        if let Some(mut quote) = Fields::of(node, "quotes", reader) {
            quote.text("text", reader);
            quote.text("by", reader);
            quote.require("text", "text: \"what was said\"", reader);
            quote.finish(reader);
        }
    }
    fields.node("extra");
    fields.require("title", "title: \"Learning briefing\"", reader);
    fields.finish(reader);
    text
}

fn read(text: &str) -> (String, Vec<Diagnostic>) {
    let (node, mut diagnostics, source) = parse(text);
    let mut reader = Reader::new(&source, &mut diagnostics, Family::FRONT_MATTER);
    let read = node.map(|node| read_all(&node, &mut reader)).unwrap_or_default();
    (read, diagnostics)
}

/// What stands below a title, the findings in short, and words that the help of the first one has.
const CASES: [(&str, &[&str], &str); 63] = [
    ("draft: yes", &["2:8 front-matter/wrong-type"], "`draft: true`"),
    ("draft: True", &["2:8 front-matter/wrong-type"], "`draft: true`"),
    ("draft: off", &["2:8 front-matter/wrong-type"], "`draft: false`"),
    ("draft: \"true\"", &["2:8 front-matter/wrong-type"], "without quotes"),
    ("draft: maybe", &["2:8 front-matter/wrong-type"], "`draft: true` or `draft: false`"),
    ("draft: 1", &["2:8 front-matter/wrong-type"], "`draft: true`"),
    ("draft: [true]", &["2:8 front-matter/wrong-type"], ""),
    ("draft: ~", &["2:8 front-matter/wrong-type"], "`draft: true` or `draft: false`"),
    ("drfat: true", &["2:1 front-matter/unknown-key"], "did you mean `draft`?"),
    ("draft\u{A0}: true", &["2:1 front-matter/unknown-key"], "without the hidden character (U+00A0)"),
    ("dra\u{200B}ft: true", &["2:1 front-matter/unknown-key"], "without the hidden character (U+200B)"),
    ("draft: tru\u{A0}e", &["2:8 front-matter/wrong-type"], "`draft: true` or `draft: false`"),
    ("number: #7", &["2:9 yaml/comment"], "take the `#` away"),
    ("tags: a, b]", &["2:7 front-matter/wrong-type"], "`tags: [a, b]`"),
    ("Draft: true", &["2:1 front-matter/unknown-key"], "did you mean `draft`?"),
    ("review due: 2015-11-03", &["2:1 front-matter/unknown-key"], "did you mean `review_due`?"),
    ("reviewDue: 2015-11-03", &["2:1 front-matter/unknown-key"], "did you mean `review_due`?"),
    ("colour: red", &["2:1 front-matter/unknown-key"], "a theme's own data goes under `extra`"),
    ("the colour: red", &["2:1 front-matter/unknown-key"], "quotes around the whole text"),
    ("number: 010", &["2:9 front-matter/wrong-type"], "`number: 10`"),
    ("number: \"7\"", &["2:9 front-matter/wrong-type"], "`number: 7`"),
    ("number: 7.5", &["2:9 front-matter/wrong-type"], "digits only"),
    ("number: -7", &["2:9 front-matter/wrong-type"], "digits only"),
    ("number: 1_000", &["2:9 front-matter/wrong-type"], "digits only"),
    ("number: 0x1f", &["2:9 front-matter/wrong-type"], "digits only"),
    ("number: seven", &["2:9 front-matter/wrong-type"], "digits only"),
    ("number: 99999999999", &["2:9 front-matter/wrong-type"], "too large"),
    ("review_due: 2015-06-31", &["2:13 front-matter/impossible-date"], "check the day"),
    ("review_due: 2015-02-30", &["2:13 front-matter/impossible-date"], "check the day"),
    ("review_due: 2023-02-29", &["2:13 front-matter/impossible-date"], "check the day"),
    ("review_due: 2015-13-01", &["2:13 front-matter/impossible-date"], "check the day"),
    ("review_due: 2015-00-10", &["2:13 front-matter/impossible-date"], "check the day"),
    ("review_due: \"2015-01-00\"", &["2:13 front-matter/impossible-date"], "check the day"),
    (
        "review_due: 1/11/2015",
        &["2:13 front-matter/wrong-type"],
        "`2015-11-01` for 1 November 2015, or `2015-01-11`",
    ),
    ("review_due: 13/11/2015", &["2:13 front-matter/wrong-type"], "write `2015-11-13`"),
    ("review_due: 3.3.2015", &["2:13 front-matter/wrong-type"], "write `2015-03-03`"),
    ("review_due: 3 November 2015", &["2:13 front-matter/wrong-type"], "write `2015-11-03`"),
    ("review_due: 3rd Nov. 2015", &["2:13 front-matter/wrong-type"], "write `2015-11-03`"),
    ("review_due: Tuesday 3 November 2015", &["2:13 front-matter/wrong-type"], "write `2015-11-03`"),
    ("review_due: November 3, 2015", &["2:13 front-matter/wrong-type"], "write `2015-11-03`"),
    ("review_due: 2015-11-3", &["2:13 front-matter/wrong-type"], "write `2015-11-03`"),
    ("review_due: 2015/11/03", &["2:13 front-matter/wrong-type"], "write `2015-11-03`"),
    ("review_due: 2015-11-03T10:00", &["2:13 front-matter/wrong-type"], "write `2015-11-03`"),
    ("review_due: \u{201C}2015-11-03\u{201D}", &["2:13 front-matter/wrong-type"], "write `2015-11-03`"),
    ("review_due: November 2015", &["2:13 front-matter/wrong-type"], "the year, the month and the day"),
    ("review_due: soon", &["2:13 front-matter/wrong-type"], "the year, the month and the day"),
    (
        "tags: [neglect, 2015, no]",
        &["2:17 front-matter/wrong-type", "2:23 front-matter/wrong-type"],
        "`\"2015\"`",
    ),
    ("tags: neglect, curiosity", &["2:7 front-matter/wrong-type"], "`tags: [neglect, curiosity]`"),
    ("tags: -neglect", &["2:7 front-matter/wrong-type"], "a space after each hyphen"),
    ("tags: {a: b}", &["2:7 front-matter/wrong-type"], "beginning with `- `"),
    ("tags:\n  - neglect\n  -\n", &["4:4 front-matter/wrong-type"], "remove the hyphen"),
    ("tags:\n  - Neglect: a theme\n", &["3:5 front-matter/wrong-type"], "`\"Neglect: a theme\"`"),
    ("tags:\n  - [a, b]\n", &["3:5 front-matter/wrong-type"], "`\"[a, b]\"`"),
    ("status: Done", &["2:9 front-matter/not-in-list"], "did you mean `done`?"),
    ("status: under way", &["2:9 front-matter/not-in-list"], "did you mean `under-way`?"),
    ("status: green", &["2:9 front-matter/not-in-list"], "allowed are `planned`, `under-way`, `done`"),
    ("status: no", &["2:9 front-matter/not-in-list"], "allowed are"),
    ("review: scr", &["2:9 front-matter/wrong-type"], "below it"),
    (
        "review:\n  type: no\n  kind: x",
        &["3:9 front-matter/wrong-type", "4:3 front-matter/unknown-key"],
        "`\"no\"`",
    ),
    ("review: {typ: scr}", &["2:10 front-matter/unknown-key"], "did you mean `type`?"),
    ("quotes: said", &["2:9 front-matter/wrong-type"], "beginning with `- `"),
    ("quotes: [{by: Chair}]", &["2:10 front-matter/missing-key"], "text: \"what was said\""),
    ("quotes: [{text: , by: Chair}]", &["2:11 front-matter/missing-key"], "text: \"what was said\""),
];

fn text_of(case: &str) -> String {
    format!("title: A\n{case}\n")
}

#[test]
fn each_mistake_has_its_place_and_its_way_out() {
    for (case, findings, help) in CASES {
        let (_, diagnostics) = read(&text_of(case));
        assert_eq!(brief(&diagnostics), findings, "{case:?}");
        let given = diagnostics[0].help.as_deref().unwrap_or("");
        assert!(given.contains(help), "{case:?}: {given}");
    }
}

#[test]
fn messages_read_well() {
    let mut all = String::new();
    for (case, _, _) in CASES {
        _ = writeln!(all, "{case:?}\n{}", shown(&read(&text_of(case)).1));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_title_is_a_text_or_an_error() {
    let ambiguous = "no Yes on ~ null 3 010 0x1f 1e3 .5 .inf 12:30 2015-01-01 1_000 true y";
    for title in ambiguous.split(' ') {
        let (read_plain, diagnostics) = read(&format!("title: {title}\n"));
        assert_eq!(brief(&diagnostics), ["1:8 front-matter/wrong-type"], "{title}");
        assert!(read_plain.starts_with("None"), "{title}");
        let help = diagnostics[0].help.as_deref().unwrap_or("");
        assert_eq!(help, format!("write `\"{title}\"`"));
        let (read_quoted, diagnostics) = read(&format!("title: \"{title}\"\n"));
        assert!(diagnostics.is_empty() && read_quoted.starts_with(&format!("Some({title:?})")), "{title}");
    }
}

#[test]
fn a_text_that_becomes_a_comment_is_an_error() {
    let (_, diagnostics) = read("title: Briefing #7, November\n");
    assert_eq!(brief(&diagnostics), ["1:17 yaml/comment"]);
    assert!(diagnostics[0].help.as_deref().unwrap_or("").contains("`\"Briefing #7, November\"`"));
    let (_, diagnostics) = read("title: #7\n");
    assert_eq!(brief(&diagnostics), ["1:8 yaml/comment"]);
    assert!(diagnostics[0].help.as_deref().unwrap_or("").contains("`\"#7\"`"));
    let (_, diagnostics) = read("title: # which one?\n");
    assert_eq!(brief(&diagnostics), ["1:1 front-matter/missing-key"]);
    for fine in ["draft: true\u{A0}\n", "draft: \u{2003}false\n"] {
        assert_eq!(read(&format!("title: A\n{fine}")).1, [], "{fine:?}");
    }
    for fine in
        ["title: Briefing # why\n", "title: \"Briefing\" #7\n", "title: A#7\n", "title: A\nnumber: 7 #7\n"]
    {
        assert_eq!(read(fine).1, [], "{fine:?}");
    }
}

#[test]
fn empty_values_are_absent() {
    let text = "title: A\ndraft:\nnumber:\nreview_due:\ntags:\nstatus:\nreview:\nquotes:\nextra:\n";
    let (read_empty, diagnostics) = read(text);
    assert_eq!((read_empty.as_str(), diagnostics), ("Some(\"A\") None None None [] None", Vec::new()));
    for text in ["", "title:\n", "title: \"\"\n", "title: '  '\n", "draft: true\n"] {
        let (_, diagnostics) = read(text);
        assert_eq!(brief(&diagnostics), ["1:1 front-matter/missing-key"], "{text:?}");
    }
}

#[test]
fn what_fits_is_read() {
    let text = "title: >-\n  One\n  two\ndraft: true\nnumber: 0\nreview_due: '2024-02-29'\ntags: one\nstatus: under-way\nreview: {type: scr}\n";
    let (read_all, diagnostics) = read(text);
    assert_eq!(diagnostics, []);
    assert_eq!(
        read_all,
        "Some(\"One two\") Some(true) Some(0) Some(2024-02-29) [\"one\"] Some(UnderWay) Some(\"scr\")"
    );
}

#[test]
fn a_front_matter_that_is_no_group_of_keys_is_reported() {
    for text in ["just a text\n", "title:Review\n", "- a\n- b\n"] {
        let (_, diagnostics) = read(text);
        assert_eq!(brief(&diagnostics), ["1:1 front-matter/wrong-type"], "{text:?}");
    }
}

#[test]
fn a_thousand_mistakes_end() {
    let text = lines(0..1000, |number| format!("key{number}: x\n"));
    let (_, diagnostics) = read(&format!("title: A\n{text}"));
    assert_eq!(diagnostics.len(), crate::yaml::parse::FINDINGS_LIMIT);
}
