//! YAML to nodes, and nodes to the typed front matter: total, with places that exist, and nothing published that
//! has an error.

#![no_main]

use briefpress::diagnostic::has_errors;
use briefpress::parse::SourceKind;
use briefpress::source::{SourcePath, SourceText, Span, YAML_DEPTH_LIMIT};
use briefpress::yaml::{Node, Value, parse_yaml};
use briefpress_fuzz::{check_findings, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // Behind something else, so that a place which forgets where the YAML begins is noticed.
    let before = "---\n";
    let whole = format!("{before}{text}");
    let source = SourceText::new(SourcePath::new("briefings/a.md"), whole.as_str());
    let span = Span::new(before.len(), whole.len());
    let mut diagnostics = Vec::new();
    let tree = parse_yaml(&source, span, &mut diagnostics);
    check_findings(&diagnostics);
    match &tree {
        Some(node) => check_node(node, &whole, span, 0),
        None => assert!(has_errors(&diagnostics), "nothing was said about what could not be read"),
    }
    for kind in [SourceKind::Briefing, SourceKind::Page] {
        let parsed = parse("briefings/a.md", &format!("{before}{text}\n---\n"), kind, false);
        check_findings(&parsed.diagnostics);
        // A line of hyphens ends the front matter; what is wrong with the body behind it leaves the front matter as it is.
        let is_all = !text.lines().any(|line| line.starts_with("---"));
        let is_wrong = has_errors(&parsed.diagnostics);
        assert!(is_wrong || parsed.front_matter.is_some(), "nothing was said about what could not be read");
        assert!(!is_all || parsed.front_matter.is_some() != is_wrong, "{:?}", parsed.diagnostics);
    }
});

fn check_node(node: &Node, text: &str, within: Span, depth: usize) {
    assert!(depth <= YAML_DEPTH_LIMIT, "too deep");
    let check_span = |span: Span| {
        assert!(text.get(span.range()).is_some(), "{span:?} is not a part of the text");
        assert!(within.start <= span.start && span.end <= within.end, "{span:?} is outside of {within:?}");
    };
    check_span(node.span);
    match &node.value {
        Value::Empty | Value::Scalar(_) => {}
        Value::List(nodes) => nodes.iter().for_each(|node| check_node(node, text, within, depth + 1)),
        Value::Map(map) => {
            for (at, entry) in map.entries.iter().enumerate() {
                check_span(entry.key_span);
                assert!(map.entries[..at].iter().all(|other| other.key != entry.key), "a key twice");
                check_node(&entry.node, text, within, depth + 1);
            }
        }
    }
}
