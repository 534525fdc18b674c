//! Markdown to safe HTML in one pass. The only folder that names pulldown-cmark.
//!
//! `guard` looks at the text before it is parsed, `writer` turns events into HTML; `link`, `heading`, `table`, `picture`,
//! `footnote`, `raw_html`, `glossary` and `lift` each know one kind of thing in it.

mod escape;
mod findings;
mod footnote;
mod glossary;
mod guard;
mod heading;
mod lift;
mod link;
mod lookalike;
mod picture;
mod raw_html;
mod table;
#[cfg(test)]
mod tests;
mod writer;

pub use glossary::GlossaryMatcher;
pub use heading::RESERVED_IDS;
pub use lift::section_key;

use pulldown_cmark::{Options, Parser};

use crate::diagnostic::Diagnostic;
use crate::source::{SourceText, Span};

use super::prose::{Prose, ProseWriter};
use super::{Document, ParseContext, SourceKind};
use findings::Findings;
use glossary::Languages;
use writer::Writer;

/// Parses the Markdown that stands in `span`; its words go on after those of the front matter. `language` is that of the
/// page, where it is not the site's.
pub(super) fn parse_markdown(
    source: &SourceText,
    span: Span,
    kind: SourceKind,
    context: ParseContext<'_>,
    language: Option<&str>,
    prose: Prose,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Document, Prose) {
    let mut findings = Findings::new(source, span, diagnostics);
    if !guard::admit(&mut findings) {
        return (Document::default(), prose);
    }
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    options.set(Options::ENABLE_SMART_PUNCTUATION, context.config.smart_punctuation);
    let events = Parser::new_ext(findings.body(), options).into_offset_iter();
    let prose = ProseWriter::after(prose, span.start as usize);
    let site = context.config.language.as_str();
    let languages = Languages { page: language.unwrap_or(site), site };
    Writer::new(findings, kind, context.glossary, languages, prose).write(events)
}
