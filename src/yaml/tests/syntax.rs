//! What can not be read as YAML, or must not be written in it.

use super::*;
use crate::source::{FRONT_MATTER_SIZE_LIMIT, YAML_DEPTH_LIMIT};
use crate::yaml::parse::FINDINGS_LIMIT;

/// Text, the findings in short, and words that the help of the first one has.
const CASES: [(&str, &[&str], &str); 69] = [
    // A colon inside a text, the commonest mistake of all.
    ("title: Review: what we learned\n", &["1:14 yaml/syntax"], "`title: \"Review: what we learned\"`"),
    ("tags:\n  - A theme: or two: or more\n", &["2:20 yaml/syntax"], "`- \"A theme: or two: or more\"`"),
    ("title: \u{201C}Child A\u{201D}: learning\n", &["1:17 yaml/syntax"], "curly quotes are letters to YAML"),
    ("title: see:\n", &["1:11 yaml/syntax"], "`title: \"see:\"`"),
    ("title: [draft]: x\n", &["1:15 yaml/syntax"], "needs quotes around the whole text"),
    ("title:Review\ndate: 2015-11-03\n", &["1:6 yaml/syntax"], "write `title: Review`"),
    ("date: 2015-11-03\ntitle:Review\n", &["2:6 yaml/syntax"], "write `title: Review`"),
    // Quotes.
    ("title: \"The \"toxic\" trio\"\n", &["1:14 yaml/syntax"], "single quotes"),
    ("title: 'Child A's home'\n", &["1:17 yaml/syntax"], "an apostrophe"),
    ("title: \"open\ndate: 2015-11-03\n", &["1:8 yaml/syntax"], "put the same quote at the end"),
    ("title: 'open\n", &["1:8 yaml/syntax"], "put the same quote at the end"),
    ("file: \"C:\\Users\\me\"\n", &["1:10 yaml/syntax"], "single quotes, in which a backslash"),
    ("file: \"a\\qb\"\n", &["1:9 yaml/syntax"], "single quotes, in which a backslash"),
    // Characters that mean something else.
    ("title: @home\n", &["1:8 yaml/syntax"], "`title: \"@home\"`"),
    ("title: `code`\n", &["1:8 yaml/syntax"], "`title: \"`code`\"`"),
    ("title: %\n", &["1:8 yaml/syntax"], "put quotes around the text"),
    ("title: , and\n", &["1:8 yaml/syntax"], "put quotes around the text"),
    ("title: | text\n  more\n", &["1:8 yaml/syntax"], "begin it on the next line"),
    ("title: > text\n", &["1:8 yaml/syntax"], "begin it on the next line"),
    ("title: ? why\n", &["1:8 yaml/syntax"], "put quotes around the text"),
    ("title: ]\n", &["1:8 yaml/syntax"], "put quotes around the text"),
    ("title: - text\n", &["1:1 yaml/syntax"], "on a line of its own below the key"),
    // Brackets.
    ("tags: [a, b\ndate: x\n", &["1:7 yaml/syntax"], "put `]` at its end"),
    ("review: {type: scr\ndate: x\n", &["1:9 yaml/syntax"], "put `}` at its end"),
    ("tags: [a, b", &["1:7 yaml/syntax"], "put `]` at its end"),
    ("tags: [a]]\n", &["1:10 yaml/syntax"], "remove it"),
    ("title: {{ x }}\n", &["1:9 yaml/key"], "needs quotes"),
    ("? [a]\n: b\n", &["1:3 yaml/key"], "needs quotes"),
    (": b\n", &["1:1 yaml/key"], "write `key: value`"),
    // Indentation.
    ("title: a\n  date: b\n", &["2:3 yaml/syntax"], "begin under each other"),
    ("review:\n    type: a\n  to: b\n", &["3:3 yaml/syntax"], "begin under each other"),
    ("a:\n  - b: 1\n    c: 2\n   d: 3\n", &["4:4 yaml/syntax"], "begin under each other"),
    ("tags:\n  - a\n   - b\n", &["3:4 yaml/indentation"], "all hyphens of a list under each other"),
    ("tags:\n -a\n -b\n", &["3:2 yaml/indentation"], "a space after it"),
    ("tags: a\n- b\n", &["2:1 yaml/syntax"], "begin the list below a key without a value"),
    ("title: a\na stray line\ndate: b\n", &["2:1 yaml/syntax"], "begin it with a key and a colon"),
    ("title: a\na stray line\n", &["2:1 yaml/syntax"], "begin it with a key and a colon"),
    // Tabs.
    ("series:\n\tname: x\n", &["2:1 yaml/tab"], "use spaces"),
    ("a:\n  b: 1\n\tc: 2\n", &["3:1 yaml/tab"], "use spaces"),
    ("\ta: 1\n", &["1:1 yaml/tab"], "use spaces"),
    ("a:\n  \t- b\n", &["2:3 yaml/tab"], "use spaces"),
    ("a:\n  -\tb: c\n    d: e\n", &["2:4 yaml/tab"], "use spaces"),
    // What looks like a space, and what looks like a colon.
    ("draft:\ttrue\n", &["1:6 yaml/syntax"], "write `draft: true`"),
    ("a: b\ndraft:\u{A0}true\n", &["2:6 yaml/syntax"], "write `draft: true`"),
    ("a: b\ndraft\u{FF1A} true\n", &["2:1 yaml/syntax"], "a wide one"),
    // A comment where a value is meant.
    ("number: #7\n", &["1:9 yaml/comment"], "take the `#` away"),
    ("a: {b: #7\n}\n", &["1:8 yaml/comment"], "take the `#` away"),
    ("tags: #winter # and more\nb: # a comment\nc: #\nd:\n  #a comment\n", &["1:7 yaml/comment"], "quotes"),
    // Commas for nothing.
    ("tags: [a b, , c]\n", &["1:13 yaml/syntax"], "take the comma out"),
    ("tags: [, a]\n", &["1:8 yaml/syntax"], "take the comma out"),
    // Aliases, anchors, tags, merge keys, documents.
    ("a: {b: *c}\n", &["1:8 yaml/alias"], "around it: `\"*c\"`"),
    ("a: &x b\nc: *x\n", &["1:4 yaml/alias", "2:4 yaml/alias"], "needs quotes"),
    ("a: &a [*a]\n", &["1:4 yaml/alias", "1:8 yaml/alias"], "needs quotes"),
    ("a: *bold* text\n", &["1:4 yaml/alias"], "`a: \"*bold* text\"`"),
    ("a: & more\n", &["1:4 yaml/alias"], "`a: \"& more\"`"),
    ("a: !!int 3\nb: !x y\n", &["1:4 yaml/tag", "2:4 yaml/tag"], "needs quotes"),
    ("a: !x &y z\n", &["1:4 yaml/tag", "1:7 yaml/alias"], "needs quotes"),
    ("<<: {a: b}\nc: d\n", &["1:1 yaml/merge-key"], "write the keys out"),
    ("a: b\n---\nc: d\n", &["2:1 yaml/several-documents"], "remove the line"),
    ("a: b\n...\nc: d\n", &["3:1 yaml/several-documents"], "remove the line"),
    // Duplicate keys.
    (
        "a: 1\nb: 2\na: 3\na: 4\n",
        &["3:1 yaml/duplicate-key", "4:1 yaml/duplicate-key"],
        "keep one of the two",
    ),
    ("r: {x: 1, x: 2}\n", &["1:11 yaml/duplicate-key"], "keep one of the two"),
    ("a: 1\n\"a\": 2\n", &["2:1 yaml/duplicate-key"], "keep one of the two"),
    // Control characters, written and escaped.
    ("title: a\u{7}b\u{9b}c\n", &["1:9 yaml/control-character", "1:11 yaml/control-character"], "delete it"),
    ("title: \"a\\0b\"\n", &["1:8 yaml/control-character"], "single quotes"),
    ("title: \"a\\x85b\"\n", &["1:8 yaml/control-character"], "single quotes"),
    ("title: \"a\\uFFFEb\"\n", &["1:8 yaml/control-character"], "single quotes"),
    // Characters that nobody sees, escaped; as they are, the loader finds them.
    ("title: \"Jo\\u200Bhn\"\n", &["1:8 yaml/invisible-character"], "take the backslash"),
    ("title: \"\\u202Ea\"\n", &["1:8 yaml/invisible-character"], "take the backslash"),
];

#[test]
fn each_mistake_has_its_place_and_its_way_out() {
    for (text, findings, help) in CASES {
        let (_, diagnostics, _) = parse(text);
        assert_eq!(brief(&diagnostics), findings, "{text:?}");
        let given = diagnostics[0].help.as_deref().unwrap_or("");
        assert!(given.contains(help), "{text:?}: {given}");
    }
}

#[test]
fn messages_read_well() {
    let mut all = String::new();
    for (text, _, _) in CASES {
        let (_, diagnostics, _) = parse(text);
        _ = writeln!(all, "{text:?}\n{}", shown(&diagnostics));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn every_repeated_key_points_at_the_first() {
    let many = lines(0..100, |number| format!("key{number}: x\n"));
    let (node, diagnostics, _) = parse(&format!("{many}key7: y\nkey3: z\n"));
    assert_eq!(brief(&diagnostics), ["101:1 yaml/duplicate-key", "102:1 yaml/duplicate-key"]);
    let firsts: Vec<u32> = diagnostics.iter().map(|finding| finding.related[0].0.line).collect();
    assert_eq!(firsts, [8, 4]);
    let Some(Node { value: Value::Map(map), .. }) = node else { panic!("the rest is read") };
    assert_eq!(map.entries.len(), 100);
    assert!(map.entries.iter().all(|entry| matches!(&entry.node.value, Value::Scalar(x) if &*x.text == "x")));
}

#[test]
fn depth_is_limited_in_every_style() {
    let depth = YAML_DEPTH_LIMIT;
    let styles: [fn(usize) -> String; 4] = [
        |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
        |depth| format!("{}x{}", "{a: ".repeat(depth), "}".repeat(depth)),
        |depth| format!("{}x", "- ".repeat(depth)),
        |depth| lines(0..depth, |level| format!("{}a:\n", " ".repeat(level))),
    ];
    for style in styles {
        let (node, diagnostics, _) = parse(&style(depth));
        assert!(node.is_some() && diagnostics.is_empty(), "{}", shown(&diagnostics));
        for deeper in [depth + 1, 200, 300] {
            let (node, diagnostics, _) = parse(&style(deeper));
            assert_eq!(node, None);
            assert_eq!(diagnostics.len(), 1);
            assert_eq!(diagnostics[0].code.0, "yaml/too-deep");
        }
    }
}

#[test]
fn a_hostile_text_ends_with_few_findings() {
    let size = FRONT_MATTER_SIZE_LIMIT;
    let bomb = lines(0..40, |n| format!("a{}: &a{} [*a{n}, *a{n}, *a{n}]\n", n + 1, n + 1));
    let texts = [
        "[".repeat(size),
        "{".repeat(size),
        "{a: ".repeat(size / 4),
        "- ".repeat(size / 2),
        "? ".repeat(size / 2),
        "a: ".repeat(size / 3),
        format!("a0: &a0 x\n{bomb}"),
        "a:\n".repeat(size / 3),
        "- !x &y\n".repeat(size / 8),
        format!("a: {}", "\"".repeat(size - 3)),
        format!("[{}", "a, ".repeat(size / 3 - 1)),
        format!("a: \"{}", "\n\n".repeat(size / 2 - 4)),
        "\u{feff}".repeat(size / 3),
        "<<: x\n".repeat(size / 6),
        "# \u{e9}\n".repeat(size / 5),
    ];
    for text in texts {
        let (_, diagnostics, _) = parse(&text);
        let head: String = text.chars().take(20).collect();
        assert!(diagnostics.len() <= FINDINGS_LIMIT, "{head:?} has {} findings", diagnostics.len());
        assert!(!diagnostics.is_empty() || text.starts_with(['#', '\u{feff}']), "{head:?} passed");
    }
}

#[test]
fn a_text_above_the_limit_is_not_parsed() {
    let text = format!("a: {}\n", "x".repeat(FRONT_MATTER_SIZE_LIMIT));
    let (node, diagnostics, source) = parse(&text);
    assert_eq!((node, brief(&diagnostics)), (None, vec!["1:1 yaml/too-large".to_owned()]));
    let mut diagnostics = Vec::new();
    let node = parse_yaml_up_to(&source, Span::new(0, text.len()), text.len(), &mut diagnostics);
    assert!(node.is_some() && diagnostics.is_empty());
    let ten_megabytes = "[".repeat(10_000_000);
    assert_eq!(brief(&parse(&ten_megabytes).1), ["1:1 yaml/too-large"]);
}

#[test]
fn what_is_plain_yaml_passes() {
    let texts = [
        "",
        "# only a comment\n",
        "---\na: b\n",
        "a: b\n...\n",
        "\u{feff}a: b\n",
        "a: b\r\nc: d\r\n",
        "a: b # why\nc: d\n",
        "a: |\n  one\n  \ttwo\n  - three\n",
        "a: >-\n  one\n  two: three\n",
        "a: \"b: c\"\n'd': 'it''s'\n",
        "a: [b, c,\n  d]\n",
        "a: b\n  and more\n",
        "a: https://example.org/x#y\n",
        "a: 12:30\nb: x\ty\n",
        "a: {b: c, d}\n",
        "- a\n- b: c\n  d: e\n-\n",
    ];
    for text in texts {
        let (node, diagnostics, _) = parse(text);
        assert!(node.is_some() && diagnostics.is_empty(), "{text:?}: {}", shown(&diagnostics));
    }
}
