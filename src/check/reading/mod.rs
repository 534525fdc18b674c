//! Words, sentences, quotations and short forms of one source, found once for all rules.

mod abbreviations;
mod quotations;
mod sentences;
mod wording;
mod words;

use std::ops::Range;

use crate::parse::{BlockKind, Prose};

use quotations::quotations_in;
use sentences::Splitter;
pub(super) use wording::{Hit, Wordings};

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
    /// Words about people that should not stand as they are, in the order of the text.
    pub(super) wordings: Vec<Hit<'a>>,
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
            Splitter::new(prose, block).read(&mut reading);
        }
        reading
    }

    /// Finds the wordings of a site as well: these are words of English.
    pub(super) fn with_wordings(mut self, wordings: &Wordings<'a>) -> Self {
        self.wordings = wordings.find(&self);
        self
    }

    /// Whether a range is within somebody else's words.
    pub(super) fn is_quoted(&self, range: &Range<usize>) -> bool {
        self.quoted_bytes(range) == range.len()
    }

    /// Whether a range is quoted from another language than English, as far as can be told: four words or more, and
    /// none of those that hardly any English sentence does without.
    pub(super) fn is_foreign(&self, range: &Range<usize>) -> bool {
        const COMMON: [&str; 28] = [
            "the", "and", "of", "to", "was", "were", "is", "are", "in", "that", "it", "she", "he", "not",
            "for", "we", "they", "you", "on", "at", "with", "had", "has", "have", "be", "this", "my", "her",
        ];
        let at = self.quotations.partition_point(|quotation| quotation.end <= range.start);
        let Some(quotation) = self.quotations.get(at).filter(|quotation| quotation.start <= range.start)
        else {
            return false;
        };
        let mut words =
            self.text[quotation.clone()].split(|c: char| !c.is_alphabetic() && c != '\'' && c != '\u{2019}');
        let is_common = |word: &str| COMMON.iter().any(|common| common.eq_ignore_ascii_case(word));
        words.clone().filter(|word| !word.is_empty()).count() > 3 && !words.any(is_common)
    }

    /// The sentence that a range begins in; where there is none, as in a heading, its line.
    pub(super) fn sentence_around(&self, range: &Range<usize>) -> Range<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.range.end <= range.start);
        let sentence = self.sentences.get(at).filter(|sentence| sentence.range.start <= range.start);
        sentence.map_or_else(|| self.line_around(range), |sentence| sentence.range.clone())
    }

    fn line_around(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[range.end..].find('\n').map_or(self.text.len(), |at| range.end + at);
        start..end
    }

    /// How many bytes of a range are somebody else's words.
    pub(super) fn quoted_bytes(&self, range: &Range<usize>) -> usize {
        let first = self.quotations.partition_point(|quotation| quotation.end <= range.start);
        let within = self.quotations[first..].iter().take_while(|quotation| quotation.start < range.end);
        within.map(|quotation| quotation.end.min(range.end) - quotation.start.max(range.start)).sum()
    }
}
