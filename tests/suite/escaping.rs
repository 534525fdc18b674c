//! Whatever a text says, it ends as text: in HTML, attributes, feeds, JSON-LD, JSON and CSV.

use std::fmt::Write as _;

use html5gum::{Token, Tokenizer};

use crate::project::Project;

/// Ways out of the place in which a text stands.
const OPENINGS: [&str; 20] = [
    "",
    "\"",
    "'",
    "\">",
    "'>",
    "</title>",
    "</script>",
    "</style>",
    "-->",
    "--!>",
    "]]>",
    "<![CDATA[",
    "\" ",
    "' ",
    "`",
    "\\\"",
    "&quot;>",
    "&#34;>",
    "\u{2028}",
    "{{ 7 }}",
];

/// What would do harm once outside.
const HARMS: [&str; 15] = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "onclick=alert(1) x=",
    "onmouseover='alert(1)'",
    "<iframe src=javascript:alert(1)>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0>",
    "<a href=javascript:alert(1)>x</a>",
    "<form action=//evil.example>",
    "<!--",
    "{% include 'x' %}",
    "&lt;script&gt;",
    "<style>*{x:expression(alert(1))}</style>",
];

fn payloads() -> Vec<String> {
    OPENINGS.iter().flat_map(|opening| HARMS.iter().map(move |harm| format!("{opening}{harm}"))).collect()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// One briefing for each payload, which stands in every text of its front matter.
fn site() -> Project {
    let mut text = "=== site.yaml\ntitle: Learning\nbase_url: https://example.org/\nfeed_entries: 400\npaginate_by: 400\n".to_owned();
    for (number, payload) in payloads().iter().enumerate() {
        let p = quoted(payload);
        let next = number + 1;
        let t = quoted(&format!("tag {payload}"));
        let _ = write!(
            text,
            "=== briefings/case-{number}.md\n---\ntitle: {p}\ndate: 2019-01-01\nsummary: {p}\ntags: [{t}]\npublisher: {p}\n\
             series: {{ name: {t}, number: {next} }}\nkey_messages: [{p}]\ngood_practice: [{p}]\nimprovements: [{p}]\n\
             quotes: [{{ text: {p}, by: {p}, role: {p} }}]\nquestions: [{p}]\ncontent_note: {p}\n\
             people: [{{ name: {p}, role: {p} }}]\nupdates: [{{ date: 2020-01-01, note: {p} }}]\n\
             review: {{ type: scr, subjects: [{p}], reviewer: {p}, period: {{ note: {p} }} }}\n\
             lifecycle: {{ state: archived, reason: {p} }}\nextra: {{ note: {p} }}\n\
             actions: [{{ text: {p}, owner: {p}, owner_role: {p}, progress: {p}, evidence: {p}, impact: {p}, status: done }}]\n\
             ---\nText.\n"
        );
    }
    Project::new(&text)
}

/// The elements that the default theme makes.
const ELEMENTS: [&str; 67] = [
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "nav",
    "ul",
    "ol",
    "li",
    "main",
    "article",
    "p",
    "h1",
    "h2",
    "h3",
    "time",
    "strong",
    "em",
    "small",
    "section",
    "figure",
    "blockquote",
    "figcaption",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "footer",
    "div",
    "span",
    "dl",
    "dt",
    "dd",
    "aside",
    "details",
    "summary",
    "img",
    "abbr",
    "cite",
    "q",
    "br",
    "b",
    "bdi",
    "i",
    "sup",
    "sub",
    "code",
    "pre",
    "del",
    "input",
    "label",
    "hr",
    "address",
    "data",
    "kbd",
    "mark",
    "s",
    "u",
    "var",
    "wbr",
];

fn check_page(path: &str, html: &str) {
    let mut scripts = 0;
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        assert!(ELEMENTS.contains(&name.as_str()), "{path} has an element `{name}`");
        for (attribute, value) in &tag.attributes {
            let attribute = String::from_utf8_lossy(attribute);
            assert!(
                attribute.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == ':'),
                "{path}: `{attribute}` in `{name}`"
            );
            assert!(
                !attribute.starts_with("on") && attribute != "style",
                "{path}: `{attribute}` in `{name}`"
            );
            let value = String::from_utf8_lossy(value);
            let is_address = matches!(&*attribute, "href" | "src" | "action");
            assert!(
                !(is_address && value.trim().to_lowercase().starts_with("javascript:")),
                "{path}: {value}"
            );
        }
        let of_the_theme = tag.attributes.iter().any(|(attribute, value)| {
            &attribute[..] == b"src" && String::from_utf8_lossy(value).starts_with("/assets/")
        });
        if name == "script" && !of_the_theme {
            scripts += 1;
            assert!(
                tag.attributes.iter().any(|(_, value)| &value[..] == b"application/ld+json"),
                "{path} has a script"
            );
        }
        assert_ne!(name, "base");
    }
    assert!(scripts <= 1, "{path} has {scripts} scripts");
}

#[test]
fn three_hundred_payloads_end_as_text() {
    let project = site();
    project.build();
    let payloads = payloads();
    assert_eq!(payloads.len(), 300);
    let outputs = project.outputs();
    for (path, bytes) in &outputs {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        if path.ends_with(".html") {
            check_page(path, text);
        } else if path.ends_with(".xml") {
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
    for (number, payload) in payloads.iter().enumerate() {
        let page = project.read(&format!("briefings/case-{number}/index.html"));
        let start = page.find("application/ld+json\">").unwrap() + "application/ld+json\">".len();
        let end = start + page[start..].find("</script>").unwrap();
        let data: serde_json::Value = serde_json::from_str(&page[start..end]).unwrap();
        assert_eq!(data["headline"].as_str().unwrap(), payload.trim());
    }
    let data: serde_json::Value = serde_json::from_str(&project.read("briefings.json")).unwrap();
    let mut titles: Vec<&str> =
        data["briefings"].as_array().unwrap().iter().map(|b| b["title"].as_str().unwrap()).collect();
    let mut wanted: Vec<&str> = payloads.iter().map(|payload| payload.trim()).collect();
    titles.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(titles, wanted);
    let feed = project.read("feed.xml");
    let feed = roxmltree::Document::parse(&feed).unwrap();
    let ids: std::collections::BTreeSet<&str> = feed
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "id")))
        .filter_map(|node| node.text())
        .collect();
    assert_eq!(ids.len(), 301, "each entry has an id of its own");
}

#[test]
fn a_cell_that_looks_like_a_formula_is_text() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: \"=1+1\"\ndate: 2019-01-01\nactions: [{ text: \"@SUM(A1)\", owner: \"-2\", status: done }]\n---\nText.\n",
    );
    project.build();
    let table = project.read("actions.csv");
    assert!(table.contains("'=1+1") && table.contains("'@SUM(A1)") && table.contains("'-2"), "{table}");
}

#[test]
fn template_text_in_content_is_text() {
    let project = Project::new(
        "=== briefings/one.md\n---\ntitle: \"{{ site.title }}\"\ndate: 2019-01-01\n---\n\
         {{ 6 * 7 }} and {% if true %}yes{% endif %} and {# remark #}\n",
    );
    project.build();
    let page = project.read("briefings/one/index.html");
    assert!(page.contains("{{ 6 * 7 }} and {% if true %}yes{% endif %} and {# remark #}"), "{page}");
    assert!(page.contains("<h1>{{ site.title }}</h1>"), "{page}");
}
