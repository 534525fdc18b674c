//! Tables: in a region of their own that can be scrolled by keyboard, each column with a header that names its scope.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::Alignment;

use super::escape::push_attribute;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::{AddedWord, AddedWordKind};

/// A table while it is written.
#[derive(Debug)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    cell_start: usize,
    /// Where the last cell ends in the body of the source.
    cell_end: usize,
    has_body: bool,
}

impl Table {
    /// Opens a table. `name` is what the region is called, the theme's word for a table where it is empty; a second table of that
    /// name has its number.
    pub(super) fn open(html: &mut String, alignments: Vec<Alignment>, name: &str, number: u32) -> Self {
        html.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        if name.is_empty() {
            AddedWord::from(AddedWordKind::Table).push(html);
        } else {
            push_attribute(html, name);
        }
        if number > 1 {
            let _ = write!(html, " ({number})");
        }
        html.push_str("\">\n<table>\n");
        Self { alignments, column: 0, in_head: false, cell_start: 0, cell_end: 0, has_body: false }
    }

    pub(super) fn open_head(&mut self, html: &mut String) {
        self.in_head = true;
        html.push_str("<thead>\n<tr>");
    }

    pub(super) fn close_head(&mut self, html: &mut String) {
        self.in_head = false;
        html.push_str("</tr>\n</thead>\n");
    }

    pub(super) fn open_row(&mut self, html: &mut String) {
        if !self.has_body {
            html.push_str("<tbody>\n");
            self.has_body = true;
        }
        self.column = 0;
        html.push_str("<tr>");
    }

    pub(super) fn open_cell(&mut self, html: &mut String) {
        let alignment = self.alignments.get(self.column).copied();
        self.column += 1;
        html.push_str(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        html.push_str(match alignment {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"centre\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::None) | None => ">",
        });
        self.cell_start = html.len();
    }

    /// Closes a cell. A header without words heads nothing, so it is an ordinary cell.
    pub(super) fn close_cell(&mut self, html: &mut String, range: &Range<usize>) {
        self.cell_end = range.end;
        if !self.in_head {
            html.push_str("</td>");
        } else if html.len() > self.cell_start {
            html.push_str("</th>");
        } else {
            let tag = html.rfind("<th").unwrap_or(html.len());
            html.truncate(tag);
            html.push_str("<td></td>");
        }
    }

    /// Closes a row, and gives the words of it that the parser dropped because the table has fewer columns.
    pub(super) fn close_row(
        &self,
        html: &mut String,
        body: &str,
        row: &Range<usize>,
    ) -> Option<Range<usize>> {
        html.push_str("</tr>\n");
        let is_cell = |c: char| c != '|' && !c.is_whitespace();
        let rest = body.get(self.cell_end..row.end).filter(|_| self.column == self.alignments.len())?;
        let (first, last) = (rest.find(is_cell)?, rest.trim_end().trim_end_matches('|').trim_end().len());
        Some(self.cell_end + first..self.cell_end + last)
    }

    pub(super) fn close(self, html: &mut String) {
        html.push_str(if self.has_body { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" });
    }
}

/// The finding about words that stand in no column.
pub(super) fn lost_cell() -> Diagnostic {
    let message = "this row has more cells than the table has columns, so these words would be lost";
    Diagnostic::error(Code("markdown/lost-cell"), message).help(
        "write `\\|` where the stroke is part of the words, or give the table another column in its first two lines",
    )
}
