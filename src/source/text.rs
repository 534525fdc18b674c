//! A text with its path, spans in it, and places that can be shown after the text is gone.

use std::ops::Range;
use std::sync::Arc;

use super::{EXCERPT_WIDTH, SourcePath};

/// A range of bytes in one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; texts are limited to far less than 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span in a text in which this one begins at `offset`.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }
}

/// A value and the span it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A value and the place it was read from, for what is compared across files after the text is dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// The text of one file, as it was read.
#[derive(Debug, Clone)]
pub struct SourceText {
    path: SourcePath,
    text: Arc<str>,
}

/// A place in a file that can be shown without the file: the position and the lines around it.
///
/// Lines and columns are 1-based; columns count characters; the end is exclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// The line of the first character.
    pub line: u32,
    /// The column of the first character.
    pub column: u32,
    /// The line of the end.
    pub end_line: u32,
    /// The column after the last character.
    pub end_column: u32,
    /// What the file says there; nothing where the place is the file as a whole.
    pub excerpt: Option<Box<Excerpt>>,
}

/// The line or lines that a place is on, cut to a window of [`EXCERPT_WIDTH`] characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, at most two lines; control characters are shown as `U+FFFD`.
    pub text: Box<str>,
    /// The bytes of `text` to underline.
    pub mark: Range<usize>,
    /// Whether the window cuts the line at its left.
    pub cut_left: bool,
}

impl SourceText {
    /// A text and the path it was read from.
    pub fn new(path: SourcePath, text: impl Into<Arc<str>>) -> Self {
        Self { path, text: text.into() }
    }

    /// The path it was read from.
    pub fn path(&self) -> &SourcePath {
        &self.path
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The place of a span, with its excerpt.
    pub fn place(&self, span: Span) -> Place {
        let start = self.floor(span.start as usize);
        let end = self.floor((span.end as usize).max(start));
        let (line, column) = self.line_column(start);
        let (end_line, end_column) = self.line_column(end);
        Place {
            path: self.path.clone(),
            line,
            column,
            end_line,
            end_column,
            excerpt: Some(Box::new(self.excerpt(start, end))),
        }
    }

    /// The place of the file as a whole: its first line, without an excerpt.
    pub fn whole(&self) -> Place {
        Place::of_file(&self.path)
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn line_column(&self, offset: usize) -> (u32, u32) {
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    fn excerpt(&self, start: usize, end: usize) -> Excerpt {
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let mark_end = end.min(line_end);
        let line = &self.text[line_start..line_end];
        let window_start = if start - line_start <= EXCERPT_WIDTH / 2 {
            line_start
        } else {
            self.text[line_start..start]
                .char_indices()
                .rev()
                .nth(EXCERPT_WIDTH / 4)
                .map_or(line_start, |(at, _)| line_start + at)
        };
        let window = &self.text[window_start..line_start + line.len()];
        let window = window.char_indices().nth(EXCERPT_WIDTH).map_or(window, |(at, _)| &window[..at]);
        let mark_start = start - window_start;
        let mark = mark_start..(mark_end - window_start).clamp(mark_start, window.len());
        shown(window, &mark, window_start > line_start)
    }
}

/// Replaces what a terminal must not print, keeping the mark on the same characters.
fn shown(window: &str, mark: &Range<usize>, cut_left: bool) -> Excerpt {
    let mut text = String::with_capacity(window.len());
    let (mut from, mut to) = (None, None);
    for (at, character) in window.char_indices() {
        if at >= mark.start {
            from.get_or_insert(text.len());
        }
        if at >= mark.end {
            to.get_or_insert(text.len());
        }
        match character {
            '\t' => text.push(' '),
            '\r' => {}
            c if is_unprintable(c) => text.push('\u{FFFD}'),
            c => text.push(c),
        }
    }
    let from = from.unwrap_or(text.len());
    let to = to.unwrap_or(text.len()).max(from);
    Excerpt { text: text.into(), mark: from..to, cut_left }
}

/// Whether a character must not reach a terminal: it steers it, turns the direction of the text, or hides.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

impl Place {
    /// The place of a file as a whole.
    pub fn of_file(path: &SourcePath) -> Self {
        Self { path: path.clone(), line: 1, column: 1, end_line: 1, end_column: 1, excerpt: None }
    }
}
