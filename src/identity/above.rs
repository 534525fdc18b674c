//! What stands above a block of a finished page, or before it in its row, and says what is in it: the line of a label, the head of a
//! table, the first cell.

use std::ops::Range;
use std::sync::LazyLock;

use ahash::HashMap;
use memchr::memmem::Finder;

use super::dates::{self, names_birth};
use super::numbers::{self, names_number};
use super::plain::{begins_row, ends_in_cell, text_and_values};
use super::squeezed::Squeezed;
use super::text::Near;
use crate::source::{boundary_before, boundary_behind};

/// Longest row of a table that is read as one, and longest head, in bytes.
const LONGEST_ROW: usize = 1 << 12;

/// Longest line that can be a label, in bytes.
const LONGEST_LABEL: usize = 64;

/// Furthest that the text before a block is looked for, in bytes of tags.
const REACH: usize = 300;

/// The tag of a table, as people and as old programs write it.
static TABLES: LazyLock<[Finder<'static>; 2]> =
    LazyLock::new(|| [Finder::new(b"<table"), Finder::new(b"<TABLE")]);

/// The labels of the blocks of one page, which are asked for in their order.
#[derive(Debug)]
pub struct Above<'p> {
    page: &'p str,
    /// Up to where tables were looked for.
    searched: usize,
    /// Where the last table begins.
    table: Option<usize>,
    /// The head of the last table, as a line; nothing where none of its cells is a label.
    head: Option<String>,
}

/// How a block is read that has a label.
#[derive(Debug)]
pub struct Labelled {
    /// The lines that are read before it.
    pub lines: String,
    /// What is read as one: the block, or the row of a table that it is in.
    pub range: Range<usize>,
}

impl<'p> Above<'p> {
    /// The labels of a page.
    pub fn of(page: &'p str) -> Self {
        Self { page, searched: 0, table: None, head: None }
    }

    /// Whether a label may say something of a block, by its plain words: it has to begin with a number, or one of its cells. Few do.
    pub fn may_label(plain: &str) -> bool {
        let bytes = plain.as_bytes();
        may_begin_with_number(bytes)
            || memchr::memchr_iter(b'\t', bytes).any(|at| may_begin_with_number(&bytes[at + 1..]))
    }

    /// How a block is read if there is a label that may say what it begins with, or what is in its cells.
    pub fn label(&mut self, block: &Range<usize>) -> Option<Labelled> {
        let (before, text) = (&self.page[..block.start], &self.page[block.clone()]);
        let is_in_row = begins_row(text.trim_ascii_start()) || ends_in_cell(before.trim_ascii_end());
        if is_in_row && let Some(head) = self.head_over(block.start) {
            let lines = head.to_owned();
            return Some(Labelled { lines, range: self.row_around(block) });
        }
        let lines = label_before(self.page, block.start);
        if is_in_row {
            let start = self.row_start(block);
            let is_within = start < block.start;
            if is_within && (lines.is_some() || has_label_first(&self.page[start..block.start])) {
                // What the columns are says whether there are numbers of people in them.
                let lines = self.table.and_then(|table| row_of_head(self.page, table)).unwrap_or_default();
                return Some(Labelled { lines, range: self.row_around(block) });
            }
        }
        Some(Labelled { lines: lines?, range: block.clone() })
    }

    /// How a block is read with the head of its table, if it is in a row of one: what its columns are may say that something in it is
    /// nobody's. It is asked for blocks in which something was found.
    pub fn with_head(page: &'p str, block: &Range<usize>) -> Option<Labelled> {
        const FURTHEST: usize = 1 << 16;
        let (before, text) = (&page[..block.start], &page[block.clone()]);
        if !begins_row(text.trim_ascii_start()) && !ends_in_cell(before.trim_ascii_end()) {
            return None;
        }
        let from = boundary_behind(page, block.start.saturating_sub(FURTHEST));
        let passed = &page.as_bytes()[from..block.start];
        let table = TABLES.iter().filter_map(|tag| tag.find_iter(passed).last()).max()?;
        let lines = row_of_head(page, from + table)?;
        Some(Labelled { lines, range: Self::of(page).row_around(block) })
    }

    /// Where the row begins that a block is in; where the block does if none begins before it.
    fn row_start(&self, block: &Range<usize>) -> usize {
        let bytes = self.page.as_bytes();
        let text = &bytes[block.clone()];
        let first = block.start + (text.len() - text.trim_ascii_start().len());
        let least = first.saturating_sub(LONGEST_ROW);
        let mut signs = memchr::memrchr_iter(b'<', &bytes[least..bytes.len().min(first + 1)]);
        signs
            .find(|at| begins_with(bytes, least + at, b"tr"))
            .map_or(block.start, |at| (least + at).min(block.start))
    }

    /// The row that a block is in.
    fn row_around(&self, block: &Range<usize>) -> Range<usize> {
        let bytes = self.page.as_bytes();
        let most = boundary_before(self.page, block.end.saturating_add(LONGEST_ROW));
        let ends_row = |at: &usize| {
            begins_with(bytes, block.end + at, b"tr") || begins_with(bytes, block.end + at, b"/tr")
        };
        let end = memchr::memchr_iter(b'<', &bytes[block.end..most]).find(ends_row);
        self.row_start(block)..end.map_or(block.end, |at| block.end + at)
    }

    /// The head of the table that a byte is in.
    fn head_over(&mut self, at: usize) -> Option<&str> {
        let from = std::mem::replace(&mut self.searched, at);
        let passed = self.page.as_bytes().get(from..at).unwrap_or_default();
        let last = |tag: &Finder<'_>| tag.find_iter(passed).last();
        if let Some(table) = TABLES.iter().filter_map(last).max() {
            self.table = Some(from + table);
            self.head = head_of(self.page, from + table);
        }
        self.head.as_deref()
    }
}

/// Whether a line or a cell begins with what may be a day or a number that somebody has: such have three digits.
fn may_begin_with_number(bytes: &[u8]) -> bool {
    // `the twenty-first of September 2014`
    const FURTHEST: usize = 40;
    const FEWEST: usize = 3;
    // Digits of full width and of other scripts begin so.
    let is_digit = |byte: &&u8| byte.is_ascii_digit() || **byte & 0xFD == 0xD9 || **byte >= 0xE0;
    let start = bytes.iter().take_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).count();
    let first = &bytes[start..bytes.len().min(start + FURTHEST)];
    let line = memchr::memchr2(b'\n', b'\t', first).map_or(first, |end| &first[..end]);
    line.iter().filter(is_digit).count() >= FEWEST
}

/// Whether the name of a tag begins behind a byte.
fn begins_with(bytes: &[u8], at: usize, name: &[u8]) -> bool {
    bytes.get(at + 1..at + 1 + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
}

/// The head of a table as a line, where one of its cells is a label: the last row of headings before the first one that has
/// something else, for above it there may be one that says what the table is.
fn head_of(page: &str, table: usize) -> Option<String> {
    let row = head_at(page, table)?;
    let may_be_label = |words: &str| !words.is_ascii() || may_end_label(words);
    if !row.split('<').filter_map(|part| part.split_once('>')).any(|(_, words)| may_be_label(words)) {
        return None;
    }
    let line = row_of_head(page, table)?;
    let is_label = |cell: &str| {
        let cell = cell.split_once('(').map_or(cell, |(cell, _)| cell);
        is_label(cell.trim())
    };
    line.trim_end().split('\t').any(is_label).then_some(line)
}

/// The head of a table as a line.
fn row_of_head(page: &str, table: usize) -> Option<String> {
    let (plain, _) = text_and_values(head_at(page, table)?);
    let row = plain.lines().rfind(|line| line.contains('\t'))?;
    Some(format!("{row}\n"))
}

/// What a page has of the head of a table.
fn head_at(page: &str, table: usize) -> Option<&str> {
    let end = boundary_before(page, table.saturating_add(LONGEST_ROW));
    let bytes = &page.as_bytes()[..end];
    let signs = || memchr::memchr_iter(b'<', &bytes[table..]).map(|at| table + at);
    let rows = || signs().filter(|at| begins_with(bytes, *at, b"tr"));
    let cell = signs().find(|at| begins_with(bytes, *at, b"td")).unwrap_or(end);
    let (first, body) = (rows().next()?, rows().take_while(|at| *at < cell).last()?);
    // Where the first row has something else as well, it is the head all the same.
    let behind = if first < body { body } else { rows().nth(1).unwrap_or(end) };
    Some(&page[first..behind])
}

/// Whether the first words of a row are a label.
fn has_label_first(row: &str) -> bool {
    let bytes = row.as_bytes();
    let is_text = |at: &usize| bytes.get(at + 1).is_some_and(|byte| *byte != b'<');
    for start in memchr::memchr_iter(b'>', bytes).filter(is_text) {
        let words = row[start + 1..].split('<').next().unwrap_or_default().trim_ascii();
        if !words.is_empty() {
            return is_label(words);
        }
    }
    false
}

/// The line of a label right before a byte.
fn label_before(page: &str, start: usize) -> Option<String> {
    let bytes = page.as_bytes();
    let least = start.saturating_sub(REACH);
    let mut end = start;
    let (words, behind) = loop {
        let text = page[..end].trim_ascii_end();
        if text.ends_with('>') {
            end = least + memchr::memrchr(b'<', bytes.get(least..text.len())?)?;
        } else {
            let from = boundary_behind(page, text.len().saturating_sub(LONGEST_LABEL));
            let (_, words) = text.get(from..)?.rsplit_once('>')?;
            if words.contains(char::is_alphanumeric) {
                break (words, text.len());
            }
            end = text.len() - words.len();
        }
    };
    if !is_label(words.trim()) {
        return None;
    }
    let from = boundary_behind(page, least);
    let from = from + memchr::memchr(b'<', bytes.get(from..behind)?)?;
    let (plain, _) = text_and_values(&page[from..behind]);
    let line = plain.trim_ascii_end().lines().next_back()?;
    Some(format!("{line}\n\n"))
}

/// Whether some words are a label of a birth or of a number that somebody has, in whichever letters.
fn is_label(words: &str) -> bool {
    let squeezed = if words.is_ascii() { None } else { Squeezed::of(words) };
    let words = squeezed.as_ref().map_or(words, Squeezed::text);
    may_end_label(words) && {
        let words = Near::of(words);
        names_birth(&words) || names_number(&words)
    }
}

/// What a word at the end of a label says.
#[derive(Clone, Copy)]
enum End {
    /// It may be the last word of a label.
    Label,
    /// Words of a label may stand before it: `recorded`, `of the child`.
    Further,
}

/// Whether some words may end a label: nearly no words of a page end as one does, and this costs less than reading them.
fn may_end_label(words: &str) -> bool {
    static ENDS: LazyLock<HashMap<&str, End>> = LazyLock::new(|| {
        let further = dates::words_behind_labels().chain(numbers::words_behind_labels());
        let labels = dates::last_words_of_labels().chain(numbers::last_words_of_labels());
        further.map(|word| (word, End::Further)).chain(labels.map(|word| (word, End::Label))).collect()
    });
    const LONGEST: usize = 24;
    let mut bytes = words.as_bytes();
    let mut word = [0; LONGEST];
    loop {
        let signs = bytes.iter().rev().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
        let (bare, signs) = bytes.split_at(bytes.len() - signs);
        if signs.iter().any(|byte| b":#=)]".contains(byte)) {
            return true;
        }
        let length = bare.iter().rev().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let (rest, last) = bare.split_at(bare.len() - length);
        let word = &mut word[..length];
        word.copy_from_slice(last);
        word.make_ascii_lowercase();
        match str::from_utf8(word).ok().and_then(|word| ENDS.get(word)) {
            _ if length == 0 => return false,
            Some(End::Label) => return true,
            // `Child A`, `d.o.b.`, `the child's`
            None if length > 2 => return false,
            Some(End::Further) | None => bytes = rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_begin_break_and_end_anywhere() {
        let (blanks, letters) = (" ".repeat(2 * REACH), "\u{e9}".repeat(REACH));
        let pieces =
            ["<td>", "<tr>", "<table>", "</tr", "<p>", ">", "<", "\n", "1", "\u{e9}", &blanks, &letters];
        let mut labels = 0;
        for at in 0..pieces.len().pow(3) {
            let piece = |place: u32| pieces[at / pieces.len().pow(place) % pieces.len()];
            let page = format!("{}{}DOB{}1", piece(0), piece(1), piece(2));
            let mut above = Above::of(&page);
            for (start, _) in page.char_indices() {
                labels += usize::from(above.label(&(start..page.len())).is_some());
            }
        }
        assert!(labels > 100, "{labels}");
    }

    #[test]
    fn only_what_begins_with_a_number_can_have_a_label() {
        for plain in [
            "\n\n12 March 2014",
            "  the twenty-first of March 2014",
            "\u{ff11}\u{ff12}/03",
            "\tchild\t\t943\t",
        ] {
            assert!(Above::may_label(plain), "{plain}");
        }
        for plain in [
            "",
            "\nA paragraph of some words, and then behind them 12 March 2014",
            "Words\n12 March 2014",
            "\tA1 Write\t\t12\t",
        ] {
            assert!(!Above::may_label(plain), "{plain}");
        }
    }
}
