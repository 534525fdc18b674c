//! A text with its path, spans in it, and places that can be shown after the text is gone.

use std::ops::Range;
use std::sync::Arc;

use super::{EXCERPT_WIDTH, SourcePath};

/// How far from a place its line is looked for, in bytes: more than a window of four-byte characters takes.
const EXCERPT_REACH: usize = 4 * EXCERPT_WIDTH + 4;

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

/// The last byte up to one at which a character of a text begins, or its end.
pub fn boundary_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first byte from one on at which a character of a text begins, or its end.
pub fn boundary_behind(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
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

/// Where the last place of a text was, so that many places of a long text cost one pass and not one pass each.
#[derive(Debug, Clone, Copy)]
pub struct PlaceCursor {
    offset: usize,
    line: u32,
    column: u32,
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
    /// What the file says there; nothing where the place is the file as a whole, and in a place that was only noted.
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
        self.place_from(span, &mut PlaceCursor::default())
    }

    /// The place of a span, with its excerpt, counted from where the last place was.
    pub fn place_from(&self, span: Span, cursor: &mut PlaceCursor) -> Place {
        let (start, end) = self.ends(span);
        Place { excerpt: Some(Box::new(self.excerpt(start, end))), ..self.note_from(span, cursor) }
    }

    /// The place of a span without its excerpt, counted from where the last place was: for what is kept in case a
    /// finding needs it, which is rare. [`quote`](Self::quote) makes up for it.
    pub fn note_from(&self, span: Span, cursor: &mut PlaceCursor) -> Place {
        let (start, end) = self.ends(span);
        cursor.move_to(start, &self.text);
        let PlaceCursor { line, column, .. } = *cursor;
        let mut behind = *cursor;
        behind.move_to(end, &self.text);
        let PlaceCursor { line: end_line, column: end_column, .. } = behind;
        Place { path: self.path.clone(), line, column, end_line, end_column, excerpt: None }
    }

    /// Gives a place that was only noted in this text its excerpt.
    pub fn quote(&self, place: &mut Place) {
        if place.excerpt.is_none() && !place.is_whole() {
            let start = self.offset(place.line, place.column);
            let end = self.offset(place.end_line, place.end_column).max(start);
            place.excerpt = Some(Box::new(self.excerpt(start, end)));
        }
    }

    /// The byte at which a character stands; the end of the line or of the text where there is no such character.
    fn offset(&self, line: u32, column: u32) -> usize {
        let before = (line as usize).saturating_sub(1);
        let from = match before.checked_sub(1) {
            None => 0,
            Some(last) => {
                let mut breaks = self.text.match_indices('\n').map(|(at, _)| at + 1);
                breaks.nth(last).unwrap_or(self.text.len())
            }
        };
        let line = self.text[from..].split('\n').next().unwrap_or_default();
        let within = line.char_indices().nth((column as usize).saturating_sub(1));
        within.map_or(from + line.len(), |(at, _)| from + at)
    }

    /// The first byte of a span and the one after its last, each at the beginning of a character.
    fn ends(&self, span: Span) -> (usize, usize) {
        let start = self.floor(span.start as usize);
        (start, self.floor((span.end as usize).max(start)))
    }

    /// The place of the file as a whole: its first line, without an excerpt.
    pub fn whole(&self) -> Place {
        Place::of_file(&self.path)
    }

    fn floor(&self, offset: usize) -> usize {
        boundary_before(&self.text, offset)
    }

    fn excerpt(&self, start: usize, end: usize) -> Excerpt {
        let from = self.floor(start.saturating_sub(EXCERPT_REACH));
        let to = self.floor(start.saturating_add(EXCERPT_REACH));
        let line_start = self.text[from..start].rfind('\n').map_or(from, |at| from + at + 1);
        let line_end = self.text[start..to].find('\n').map_or(to, |at| start + at);
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
        let cut = (window.len() > EXCERPT_WIDTH).then(|| window.char_indices().nth(EXCERPT_WIDTH)).flatten();
        let window = cut.map_or(window, |(at, _)| &window[..at]);
        let mark_start = start - window_start;
        let mark = mark_start..(mark_end - window_start).clamp(mark_start, window.len());
        shown(window, &mark, window_start > line_start)
    }
}

/// Replaces what a terminal must not print, keeping the mark on the same characters.
fn shown(window: &str, mark: &Range<usize>, cut_left: bool) -> Excerpt {
    if window.bytes().all(|byte| (b' '..0x7F).contains(&byte)) {
        // nothing to replace, as in nearly every line
        return Excerpt { text: window.into(), mark: mark.start..mark.end.max(mark.start), cut_left };
    }
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

impl Default for PlaceCursor {
    /// The first character of a text.
    fn default() -> Self {
        Self { offset: 0, line: 1, column: 1 }
    }
}

impl PlaceCursor {
    /// Moves on to an offset; one that lies behind is counted from the beginning again.
    fn move_to(&mut self, offset: usize, text: &str) {
        if offset < self.offset {
            *self = Self::default();
        }
        let between = &text[self.offset..offset];
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        match between.rfind('\n') {
            Some(last) => {
                self.line = self.line.saturating_add(newlines(between));
                self.column = narrow(between[last + 1..].chars().count() + 1);
            }
            None => self.column = self.column.saturating_add(narrow(between.chars().count())),
        }
        self.offset = offset;
    }
}

/// Counts in bytes, of which a processor adds up sixteen at a time.
fn newlines(text: &str) -> u32 {
    let of = |chunk: &[u8]| chunk.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    text.as_bytes().chunks(255).map(|chunk| u32::from(of(chunk))).sum()
}

impl Place {
    /// The place of a file as a whole.
    pub fn of_file(path: &SourcePath) -> Self {
        Self { path: path.clone(), line: 1, column: 1, end_line: 1, end_column: 1, excerpt: None }
    }

    /// Whether the place is a file as a whole.
    pub fn is_whole(&self) -> bool {
        (self.line, self.column, self.end_line, self.end_column) == (1, 1, 1, 1)
    }
}
