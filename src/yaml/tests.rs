//! Mistakes that people make in YAML, and what they are told.

use std::fmt::Write as _;

use super::*;
use crate::diagnostic::Diagnostic;
use crate::source::{SourcePath, SourceText, Span};

fn parse(text: &str) -> (Option<Node>, Vec<Diagnostic>, SourceText) {
    let source = SourceText::new(SourcePath::new("a.md"), text);
    let mut diagnostics = Vec::new();
    let node = parse_yaml(&source, Span::new(0, text.len()), &mut diagnostics);
    (node, diagnostics, source)
}

fn shown(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for d in diagnostics {
        let (line, column, mark) = d.place.as_ref().map_or((0, 0, String::new()), |p| {
            let mark = p.excerpt.as_ref().map(|e| e.text[e.mark.clone()].to_owned()).unwrap_or_default();
            (p.line, p.column, mark)
        });
        _ = writeln!(text, "{line}:{column} {} {} [{mark}]", d.code.0, d.message);
        for (place, label) in &d.related {
            _ = writeln!(text, "  {}:{} {label}", place.line, place.column);
        }
        if let Some(help) = &d.help {
            _ = writeln!(text, "  help: {help}");
        }
    }
    text
}

#[test]
fn a_colon_in_a_text_is_explained() {
    let (node, diagnostics, _) = parse("title: a: b\ndate: x");
    assert_eq!(node, None);
    assert!(shown(&diagnostics).contains("needs quotes around the whole text: `title: \"a: b\"`"));
}
