//! Content is text wherever it stands: 25 payloads in every text input of every template.

use serde_json::{Value as Json, json};

use super::{default_theme, file, inputs, plain_theme, render, theme_of};

const PAYLOADS: [&str; 25] = [
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>",
    "</textarea><img src=x onerror=alert(1)>",
    "' onx=alert(1) '",
    "\" onx=alert(1) \"",
    "` onx=alert(1) `",
    "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "--><script>alert(1)</script><!--",
    "--%3E<script>",
    "<!-- comment",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]>",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "&a; & &&",
    "{{ 7 * 7 }}{% raw %}<b>{% endraw %}",
    "a\u{2028}b\u{2029}<b>",
    "a\u{0}\u{1}\u{8}\u{B}\u{1F}\u{7F}\u{FFFE}\u{FFFF}<b>",
    "\u{202E}<b>\u{200B}</b>",
    "=cmd|' /C calc'!A0<b>\\u003c",
];

/// Inputs that decide what a template shows, that are dates, or that are markup already.
const NOT_TEXT: [&str; 33] = [
    "key",
    "nation",
    "head",
    "exit",
    "masthead",
    "feedback",
    "colophon",
    "kind",
    "state",
    "status",
    "date",
    "updated",
    "from",
    "to",
    "due",
    "retain_until",
    "review_due",
    "report_completed",
    "period_from",
    "period_to",
    "published",
    "modified",
    "today",
    "content",
    "html",
    "row",
    "json_ld",
    "page",
    "pages",
    "total",
    "count",
    "level",
    "year",
];

/// Puts one text into every text input.
fn filled(key: &str, inputs: &Json, text: &str) -> Json {
    match inputs {
        Json::String(_) if !NOT_TEXT.contains(&key) => json!(text),
        Json::Array(items) => items.iter().map(|item| filled(key, item, text)).collect(),
        Json::Object(fields) => {
            Json::Object(fields.iter().map(|(key, field)| (key.clone(), filled(key, field, text))).collect())
        }
        other => other.clone(),
    }
}

/// The tags and the names of attributes of a page, as a browser would see them; text and values are left out.
pub(super) fn shape(page: &str) -> Vec<String> {
    let mut shape = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        assert!(
            rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)),
            "a stray `<` before {:?}",
            rest.chars().take(40).collect::<String>()
        );
        let (tag, after) = tag(rest);
        let script = tag.starts_with("script");
        shape.push(tag);
        rest = after;
        if script {
            let end = rest.find("</script>").expect("the end of a script");
            assert!(!rest[..end].contains('<'), "a script with markup: {}", &rest[..end]);
            rest = &rest[end..];
        }
    }
    shape
}

/// The name of a tag with the names of its attributes, and what follows it.
fn tag(text: &str) -> (String, &str) {
    let mut shape = String::new();
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return (shape, &text[at + 1..]),
            (None, '"' | '\'') => quote = Some(character),
            (None, _) => shape.push(character),
            (Some(mark), c) if mark == c => quote = None,
            (Some(_), c) => assert_ne!(c, '<', "markup in an attribute: {text:.200}"),
        }
    }
    panic!("an open tag: {text:.200}");
}

#[test]
fn every_payload_ends_as_text_in_every_place() {
    for theme in [default_theme(), plain_theme()] {
        for (template, inputs) in inputs::full() {
            let expected = shape(&render(&theme, template, &filled("", &inputs, "x")).unwrap());
            for payload in PAYLOADS {
                let page = render(&theme, template, &filled("", &inputs, payload)).unwrap();
                assert_eq!(shape(&page), expected, "{template} with {payload:?}: {page}");
                assert!(
                    !page.contains(['\u{0}', '\u{1}', '\u{1F}', '\u{7F}', '\u{FFFE}', '\u{FFFF}']),
                    "{template}"
                );
            }
        }
    }
}

#[test]
fn a_feed_with_any_payload_has_only_the_entities_of_xml() {
    let theme = default_theme();
    let inputs = inputs::full().into_iter().find(|(name, _)| *name == "feed.xml").unwrap().1;
    for payload in PAYLOADS {
        let feed = render(&theme, "feed.xml", &filled("", &inputs, payload)).unwrap();
        for entity in feed.split('&').skip(1) {
            let name = entity.split(';').next().unwrap_or_default();
            assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "{payload:?}: {entity:.20}");
        }
        assert!(!feed.contains("]]>"), "{payload:?}");
    }
}

#[test]
fn escaping_is_on_for_every_name_of_a_template() {
    let names = [
        "t.html",
        "t.htm",
        "t.xml",
        "t.txt",
        "t.svg",
        "t.json",
        "t.atom",
        "t",
        "t.HTML",
        "t.html.bak",
        "a/b.css",
    ];
    for name in names {
        let theme = theme_of(&[file(&format!("templates/{name}"), "{{ x }}")]);
        assert_eq!(
            render(&theme, name, &json!({"x": "<&\"'>"})).unwrap(),
            "&lt;&amp;&quot;&#39;&gt;",
            "{name}"
        );
        let listed = render(&theme, name, &json!({"x": ["<b>"]})).unwrap();
        assert!(!listed.contains('<'), "{name}: {listed}");
    }
}

#[test]
fn json_in_a_script_holds_any_payload_and_reads_back() {
    let theme =
        theme_of(&[file("templates/t.html", "<script type=\"application/ld+json\">{{ x | json }}</script>")]);
    for payload in PAYLOADS {
        let page = render(&theme, "t.html", &json!({"x": {"name": payload}})).unwrap();
        assert_eq!(shape(&page).len(), 2, "{payload:?}: {page}");
        let script = page.split_once('>').unwrap().1.strip_suffix("</script>").unwrap();
        assert!(!script.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{script}");
        assert_eq!(serde_json::from_str::<Json>(script).unwrap()["name"], payload);
    }
}

#[test]
fn what_is_not_a_date_never_reaches_the_page() {
    for (template, inputs) in inputs::full() {
        for payload in PAYLOADS {
            let mut inputs = inputs.clone();
            let Some(briefing) = inputs.get_mut("briefing") else { continue };
            briefing["date"] = json!(payload);
            let finding = render(&default_theme(), template, &inputs).expect_err(template);
            assert!(finding.message.contains("is not a date"), "{template}: {}", finding.message);
        }
    }
}
