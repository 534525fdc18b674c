//! Paragraphs, rows and shapes that are handed on together: a form asks for a name in two of them.

use super::super::reading::Reading;
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
        self.text.push_str(text.trim_end_matches('\n'));
        self.text.push('\n');
        if self.text.len() > SIZE {
            self.end(reading, whereabouts);
            let text = text.trim_end_matches('\n');
            let start = boundary_behind(text, text.len().saturating_sub(SHARED));
            // The name of the last piece is that of what is shared.
            let name = self.cells.pop();
            self.cells.clear();
            self.cells.extend(name.map(|(_, name)| (0, name)));
            self.text.clear();
            self.text.push_str(&text[start..]);
            self.text.push('\n');
        }
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
    }
}
