//! Words, sentences, quotations and short forms of one source, found once for all rules.

mod abbreviations;
mod quotations;
mod sentences;
mod words;

use std::ops::Range;

use crate::parse::{BlockKind, Prose};

use quotations::quotations_in;
use sentences::Splitter;

/// What was found in the words of one source. All ranges are bytes of [`Prose::text`].
#[derive(Debug, Default)]
pub(super) struct Reading<'a> {
    /// The words themselves.
    pub(super) text: &'a str,
    /// The sentences of everything that is read as sentences: not of headings.
    pub(super) sentences: Vec<Sentence>,
    /// Words in capitals, as `LADO`, in the order of the text.
    pub(super) short_forms: Vec<Range<usize>>,
    /// What stands in quotation marks, and whole quotations.
    quotations: Vec<Range<usize>>,
    /// Words of everything, headings included.
    pub(super) words: u32,
}

/// A sentence, or what stands where one would: an item, a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) range: Range<usize>,
    pub(super) kind: BlockKind,
    pub(super) words: u32,
    pub(super) syllables: u32,
}

impl<'a> Reading<'a> {
    /// Reads all texts of a source.
    pub(super) fn of(prose: &'a Prose) -> Self {
        let mut reading = Self { text: prose.text(), ..Self::default() };
        for block in prose.blocks() {
            if block.kind == BlockKind::Quotation {
                reading.quotations.push(block.range());
            } else {
                quotations_in(prose.text(), block.range(), &mut reading.quotations);
            }
            Splitter::new(prose.text(), block).read(&mut reading);
        }
        reading
    }

    /// How many bytes of a range are somebody else's words.
    pub(super) fn quoted_bytes(&self, range: &Range<usize>) -> usize {
        let first = self.quotations.partition_point(|quotation| quotation.end <= range.start);
        let within = self.quotations[first..].iter().take_while(|quotation| quotation.start < range.end);
        within.map(|quotation| quotation.end.min(range.end) - quotation.start.max(range.start)).sum()
    }
}
