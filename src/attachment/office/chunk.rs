//! Paragraphs, rows and shapes that are handed on together: a form asks for a name in two of them.

use super::super::reading::Reading;
use super::super::rows::is_short;
use crate::source::boundary_behind;

/// About how many bytes are handed on at a time.
const SIZE: usize = 4 * 1024;

/// What of the end of a chunk is handed on with the next one again, for something may go over its end.
const SHARED: usize = 200;

/// Pieces of a text that stand one below the other.
#[derive(Default)]
pub(super) struct Chunk {
    text: String,
    /// Where each piece begins, and what it is called.
    cells: Vec<(usize, String)>,
    /// The first row of the table that the last piece is a row of, and where its cells begin in it.
    head: Option<(String, Vec<(usize, String)>)>,
}

impl Chunk {
    /// Adds a piece, of which the parts are called by names that begin at bytes of it.
    pub(super) fn add(
        &mut self,
        reading: &mut Reading<'_>,
        whereabouts: &str,
        text: &str,
        names: impl IntoIterator<Item = (usize, String)>,
    ) {
        if text.trim().is_empty() {
            return;
        }
        let from = self.text.len();
        self.cells.extend(names.into_iter().map(|(start, name)| (from + start, name)));
        let text = text.trim_end_matches('\n');
        self.text.push_str(text);
        self.text.push('\n');
        let is_row = text.contains('\t');
        if !is_row {
            self.head = None;
        }
        if self.text.len() > SIZE {
            self.end(reading, whereabouts);
            self.go_on(from, text, is_row);
        }
        if is_row && self.head.is_none() && is_short(text) {
            let begin = self.text.len() - text.len() - 1;
            let cells = self.cells.iter().filter(|(cell, _)| *cell >= begin);
            let cells = cells.map(|(cell, name)| (cell - begin, name.clone())).collect();
            self.head = Some((text.to_owned(), cells));
        }
    }

    /// Begins with the head of the table, and with the end of what was handed on: the last row, or the last words of a paragraph.
    fn go_on(&mut self, from: usize, text: &str, is_row: bool) {
        let start = if is_row && is_short(text) {
            0
        } else {
            boundary_behind(text, text.len().saturating_sub(SHARED))
        };
        self.text.clear();
        let shared = self.cells.partition_point(|(cell, _)| *cell <= from + start).saturating_sub(1);
        let shared = self.cells.split_off(shared.min(self.cells.len()));
        self.cells.clear();
        if let Some((head, cells)) = &self.head {
            self.text.push_str(head);
            self.text.push('\n');
            self.cells.extend_from_slice(cells);
        }
        let here = self.text.len();
        self.cells
            .extend(shared.into_iter().map(|(cell, name)| (here + cell.saturating_sub(from + start), name)));
        self.text.push_str(&text[start..]);
        self.text.push('\n');
    }

    /// Hands on what there is.
    pub(super) fn end(&self, reading: &mut Reading<'_>, whereabouts: &str) {
        reading.row(whereabouts, self.text.trim_end_matches('\n'), &self.cells);
    }

    /// Hands on what there is, for something else follows.
    pub(super) fn finish(&mut self, reading: &mut Reading<'_>, whereabouts: &str) {
        self.end(reading, whereabouts);
        self.text.clear();
        self.cells.clear();
        self.head = None;
    }
}
