//! What is reported of one body, and the places in it.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{MARKDOWN_FINDINGS_LIMIT, Place, PlaceCursor, SourceText, Span};

/// Collects the findings of one body and knows its text.
pub(super) struct Findings<'a> {
    source: &'a SourceText,
    body: Span,
    cursor: PlaceCursor,
    found: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    /// Findings in the part of a source that is Markdown.
    pub(super) fn new(source: &'a SourceText, body: Span, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self { source, body, cursor: PlaceCursor::default(), found: 0, diagnostics }
    }

    /// The text of the body; all ranges count from its beginning.
    pub(super) fn body(&self) -> &'a str {
        self.source.slice(self.body)
    }

    /// The place of a range, with what stands there.
    pub(super) fn place(&mut self, range: &Range<usize>) -> Place {
        self.source.place_from(self.span(range), &mut self.cursor)
    }

    /// The place of a range that a finding of another stage may point at.
    pub(super) fn note(&mut self, range: &Range<usize>) -> Place {
        self.source.note_from(self.span(range), &mut self.cursor)
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.body.start as usize)
    }

    /// Reports a finding at a range.
    pub(super) fn report_at(&mut self, range: &Range<usize>, diagnostic: Diagnostic) {
        if self.found <= MARKDOWN_FINDINGS_LIMIT {
            let place = self.place(range);
            self.report(diagnostic.at(place));
        }
    }

    /// Reports a finding that has its place.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.found += 1;
        if self.found <= MARKDOWN_FINDINGS_LIMIT {
            self.diagnostics.push(diagnostic);
        } else if self.found == MARKDOWN_FINDINGS_LIMIT + 1 {
            let message =
                format!("more than {MARKDOWN_FINDINGS_LIMIT} findings in this file; the rest is not shown");
            let too_many = Diagnostic::error(Code("markdown/too-many-findings"), message)
                .at(self.source.whole())
                .help("mend what is shown, then run the check again; is this file Markdown at all?");
            self.diagnostics.push(too_many);
        }
    }

    /// The character before an offset of the body.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.body().get(..at).and_then(|text| text.chars().next_back())
    }
}
