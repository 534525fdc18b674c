//! The words of a source as its readers get them, and where each of them stands. What the rules on language read, so
//! that no text is parsed a second time; dropped as soon as they have read it.

use std::ops::Range;

use crate::source::{Span, Spanned};

/// The texts of one source, one after another, each with a line end behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    text: String,
    blocks: Vec<Block>,
    pieces: Vec<Piece>,
    /// What stands in it as code, in its order.
    code: Vec<(u32, u32)>,
}

/// A text that stands for itself: a paragraph, an item, a heading, a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its first byte in [`Prose::text`].
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
}

/// What a text is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The title.
    Title,
    /// The summary, where the front matter gives one.
    Summary,
    /// A point, a question or an action of the front matter.
    Point,
    /// A paragraph of the body.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A heading.
    Heading,
    /// Somebody else's words.
    Quotation,
}

/// A run of text that stands in the source byte for byte, or, where the lengths differ, at least from its first byte on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    at: u32,
    source: u32,
    length: u32,
}

impl Block {
    /// Its bytes in [`Prose::text`].
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Prose {
    /// All texts, one after another.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The texts in the order of the source.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Where a range of [`Self::text`] stands in the source.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.source_of(range.start);
        let end = if range.is_empty() { start } else { self.source_of(range.end - 1) + 1 };
        Span::new(start, end)
    }

    /// Whether a range of [`Self::text`] is written as code, which names things and says nothing of people.
    pub fn is_code(&self, range: &Range<usize>) -> bool {
        let next = self.code.partition_point(|(start, _)| *start as usize <= range.start);
        let around = next.checked_sub(1).and_then(|at| self.code.get(at));
        around.is_some_and(|(_, end)| range.end <= *end as usize)
    }

    fn source_of(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.at as usize <= at);
        let Some(piece) = next.checked_sub(1).and_then(|at| self.pieces.get(at)) else { return 0 };
        let within = (at - piece.at as usize).min((piece.length as usize).saturating_sub(1));
        piece.source as usize + within
    }

    /// Takes a text that stands at a range of the source.
    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let (at, length) = (narrow(self.text.len()), narrow(range.len()));
        self.text.push_str(text);
        let is_exact = text.len() == range.len();
        if let Some(last) = self.pieces.last_mut()
            && is_exact
            && at - last.at == last.length
            && (last.source + last.length) as usize == range.start
        {
            last.length += length;
            return;
        }
        self.pieces.push(Piece { at, source: narrow(range.start), length });
    }

    /// Ends a text that began at `start`; one without words is none.
    pub(super) fn end_block(&mut self, start: usize, kind: BlockKind) {
        if self.text[start..].trim().is_empty() {
            self.text.truncate(start);
            let kept = self.pieces.partition_point(|piece| (piece.at as usize) < start);
            self.pieces.truncate(kept);
            self.code.retain(|(at, _)| (*at as usize) < start);
            return;
        }
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        self.blocks.push(Block { kind, start: narrow(start), end: narrow(self.text.len()) });
        self.text.push('\n');
    }

    /// Takes a text of the front matter, whose words stand in `written` with or without quotes and line ends between
    /// them.
    pub(super) fn take(&mut self, kind: BlockKind, text: &Spanned<&str>, written: &str) {
        let (start, base) = (self.text.len(), text.span.start as usize);
        let mut at = 0;
        let mut lost = false;
        for word in text.value.split_inclusive(char::is_whitespace) {
            let rest = if lost { None } else { written.get(at..) };
            let found = rest.and_then(|rest| ahead(rest, word.trim_end()));
            if let Some(ahead) = found {
                let from = base + at + ahead;
                self.push(word, from..from + word.len());
                at += ahead + word.trim_end().len();
            } else {
                // An escape: what follows is shown at the place that is known.
                lost = true;
                self.push(word, base + at..base + at + 1);
            }
        }
        self.end_block(start, kind);
    }
}

/// How far ahead a word stands: nearly always at once, or behind one space.
fn ahead(rest: &str, word: &str) -> Option<usize> {
    let next = [rest, rest.strip_prefix(' ').unwrap_or(rest)].into_iter().find(|rest| rest.starts_with(word));
    next.map_or_else(|| rest.find(word), |next| Some(rest.len() - next.len()))
}

/// Collects the texts of a body while its events pass.
#[derive(Debug, Default)]
pub(super) struct ProseWriter {
    prose: Prose,
    /// How far the body stands into the source.
    base: usize,
    open: Option<usize>,
    quotations: u32,
    items: u32,
    cells: u32,
    headings: u32,
}

/// What a block-level element is to its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    Quotation,
    Item,
    Cell,
    Heading,
    Other,
}

impl ProseWriter {
    /// A writer that goes on after what the front matter said.
    pub(super) fn after(prose: Prose, base: usize) -> Self {
        Self { prose, base, ..Self::default() }
    }

    /// Takes a text of the body.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        self.open.get_or_insert(self.prose.text.len());
        self.prose.push(text, range.start + self.base..range.end + self.base);
    }

    /// Takes code that stands within a text of the body.
    pub(super) fn code(&mut self, text: &str, range: &Range<usize>) {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let start = narrow(self.prose.text.len());
        self.text(text, range);
        self.prose.code.push((start, narrow(self.prose.text.len())));
    }

    /// A block-level element begins.
    pub(super) fn start(&mut self, around: Around) {
        self.end_block();
        if let Some(count) = self.count(around) {
            *count += 1;
        }
    }

    /// A block-level element ends.
    pub(super) fn end(&mut self, around: Around) {
        self.end_block();
        if let Some(count) = self.count(around) {
            *count = count.saturating_sub(1);
        }
    }

    fn count(&mut self, around: Around) -> Option<&mut u32> {
        match around {
            Around::Quotation => Some(&mut self.quotations),
            Around::Item => Some(&mut self.items),
            Around::Cell => Some(&mut self.cells),
            Around::Heading => Some(&mut self.headings),
            Around::Other => None,
        }
    }

    fn end_block(&mut self) {
        let Some(start) = self.open.take() else { return };
        let kind = match self {
            Self { quotations: 1.., .. } => BlockKind::Quotation,
            Self { headings: 1.., .. } => BlockKind::Heading,
            Self { cells: 1.., .. } => BlockKind::Cell,
            Self { items: 1.., .. } => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        self.prose.end_block(start, kind);
    }

    /// Everything that was collected.
    pub(super) fn finish(mut self) -> Prose {
        self.end_block();
        self.prose
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ParseContext, SourceKind, parse_source};
    use super::BlockKind::{Cell, Heading, Item, Paragraph, Point, Quotation, Summary, Title};
    use super::*;
    use crate::config::{Config, Registries};
    use crate::parse::GlossaryMatcher;
    use crate::source::{Fingerprint, SourcePath, SourceText};

    fn prose_of(text: &str, smart_punctuation: bool) -> Prose {
        let config = Config { smart_punctuation, ..Config::default() };
        let registries = Registries::embedded();
        let glossary = GlossaryMatcher::new(registries);
        let context = ParseContext { config: &config, registries, glossary: &glossary };
        let source = SourceText::new(SourcePath::new("briefings/a.md"), text);
        parse_source(&source, Fingerprint::default(), SourceKind::Briefing, context).prose
    }

    const TEXT: &str = "---\ntitle: \"A \\\"B\\\" C\"\ndate: 2019-01-01\nsummary: >-\n  One two\n  three.\nkey_messages:\n  - Say so.\n---\nFirst *line*\nsecond.\n\n## Head &amp; tail\n\n> Theirs.\n\n- Item `code`\n  - Inner\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nnot prose\n```\n\nIt's [here](#x).\n";

    #[test]
    fn every_text_is_there_once_with_its_kind() {
        let prose = prose_of(TEXT, false);
        let blocks: Vec<(BlockKind, &str)> =
            prose.blocks().iter().map(|block| (block.kind, &prose.text()[block.range()])).collect();
        assert_eq!(
            blocks,
            [
                (Title, "A \"B\" C"),
                (Summary, "One two three."),
                (Point, "Say so."),
                (Paragraph, "First line second."),
                (Heading, "Head & tail"),
                (Quotation, "Theirs."),
                (Item, "Item code"),
                (Item, "Inner"),
                (Cell, "a"),
                (Cell, "b"),
                (Cell, "c"),
                (Cell, "d"),
                (Paragraph, "It's here."),
            ]
        );
    }

    #[test]
    fn code_is_known_as_such() {
        for (text, code) in [
            ("Item `code` and `more`.", &["code", "more"][..]),
            ("`one\ntwo` three", &["one two"]),
            ("A ``b ` c`` \\`d\\` `e", &["b ` c"]),
            ("No code.\n\n```\nblock\n```\n", &[]),
        ] {
            let prose = prose_of(&format!("---\ntitle: A `b` c\ndate: 2019-01-01\n---\n{text}\n"), false);
            let words = prose.text();
            let is_code = |at: &usize| prose.is_code(&(*at..*at + 1));
            let starts = (0..words.len()).filter(is_code).filter(|at| *at == 0 || !is_code(&(at - 1)));
            let found: Vec<&str> = starts
                .map(|start| &words[start..(start..words.len()).find(|at| !is_code(at)).unwrap()])
                .collect();
            assert_eq!(found, code, "{text}");
        }
    }

    #[test]
    fn every_word_is_found_again_in_the_source() {
        for smart in [false, true] {
            let prose = prose_of(TEXT, smart);
            for word in [
                "two", "three.", "Say", "First", "line", "second.", "tail", "Theirs", "code", "Inner", "here",
            ] {
                let at = prose.text().find(word).unwrap();
                let span = prose.span(at..at + word.len());
                assert_eq!(&TEXT[span.range()], word, "smart punctuation {smart}");
            }
        }
    }
}
