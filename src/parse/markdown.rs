//! Markdown to safe HTML in one pass. The only file that names pulldown-cmark.

use crate::config::{Config, Registries};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceText, Span};

use super::Document;

/// Parses the Markdown that stands in `span`.
pub fn parse_markdown(
    source: &SourceText,
    span: Span,
    config: &Config,
    registries: &Registries,
    diagnostics: &mut Vec<Diagnostic>,
) -> Document {
    let _ = (source, span, config, registries, diagnostics);
    Document::default()
}
