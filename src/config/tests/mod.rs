//! Mistakes in `site.yaml` and in `data/`, and what people are told.

mod registries;
mod site;

use std::fmt::Write as _;

use super::*;
use crate::diagnostic::Diagnostic;
use crate::source::{SourcePath, SourceText};

fn text(path: &str, text: &str) -> SourceText {
    SourceText::new(SourcePath::new(path), text)
}

/// `line:column code` of each finding, in the order of the file.
fn brief(diagnostics: &[Diagnostic]) -> Vec<String> {
    let brief = |finding: &Diagnostic| {
        let place = finding.place.as_ref().expect("every finding has a place");
        format!("{}:{} {}", place.line, place.column, finding.code.0)
    };
    diagnostics.iter().map(brief).collect()
}

/// The findings at length, for snapshots.
fn shown(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for finding in diagnostics {
        let place = finding.place.as_ref().expect("every finding has a place");
        _ = writeln!(text, "{}:{} {} {}", place.line, place.column, finding.code.0, finding.message);
        for (place, label) in &finding.related {
            _ = writeln!(text, "  {}:{}:{} {label}", place.path, place.line, place.column);
        }
        if let Some(help) = &finding.help {
            _ = writeln!(text, "  help: {help}");
        }
    }
    text
}
