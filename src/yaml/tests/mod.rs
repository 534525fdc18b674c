//! Mistakes that people make in YAML, and what they are told.

mod appearance;
mod places;
mod schema;
mod syntax;

use std::fmt::Write as _;

use super::*;
use crate::diagnostic::Diagnostic;
use crate::source::{SourcePath, SourceText, Span};

fn parse(text: &str) -> (Option<Node>, Vec<Diagnostic>, SourceText) {
    let source = SourceText::new(SourcePath::new("briefings/a.md"), text);
    let mut diagnostics = Vec::new();
    let node = parse_yaml(&source, Span::new(0, text.len()), &mut diagnostics);
    (node, diagnostics, source)
}

/// Findings in short: `line:column code [marked text]`, the message, related places and help.
fn shown(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for finding in diagnostics {
        let place = finding.place.as_ref().expect("every finding has a place");
        let excerpt = place.excerpt.as_ref().expect("and an excerpt");
        let mark = &excerpt.text[excerpt.mark.clone()];
        _ = writeln!(text, "{}:{} {} [{mark}] {}", place.line, place.column, finding.code.0, finding.message);
        for (place, label) in &finding.related {
            _ = writeln!(text, "  {}:{} {label}", place.line, place.column);
        }
        if let Some(help) = &finding.help {
            _ = writeln!(text, "  help: {help}");
        }
    }
    text
}

/// `line:column code` of each finding, for tables.
fn brief(diagnostics: &[Diagnostic]) -> Vec<String> {
    let brief = |finding: &Diagnostic| {
        let place = finding.place.as_ref().expect("every finding has a place");
        format!("{}:{} {}", place.line, place.column, finding.code.0)
    };
    diagnostics.iter().map(brief).collect()
}

/// One line a number.
fn lines(numbers: std::ops::Range<usize>, line: impl Fn(usize) -> String) -> String {
    numbers.fold(String::new(), |text, number| text + &line(number))
}
