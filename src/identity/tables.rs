//! What the head of a table says of a cell.

use std::ops::Range;

use super::text::{Near, line_start};
use crate::source::boundary_before;

/// Furthest that the head of a table is looked for, in bytes: each cell looks, and who takes out what the first rows of a longer
/// table have is told of the next ones.
const REACH: usize = 1 << 14;

/// Longest row of which a cell is told, in bytes.
const LONGEST_ROW: usize = 1 << 12;

/// The heading of the column of a table in Markdown, or of a sheet whose cells are apart by tabs, of which a range is a whole
/// cell; in small letters, without what stands in brackets behind it.
pub(super) fn column_heading(text: &str, cell: &Range<usize>) -> Option<Near> {
    let behind = text[cell.end..].trim_start_matches(' ');
    let sign = edge_before(text, cell.start)?;
    let is_whole = match sign {
        '|' => behind.starts_with('|'),
        _ => behind.is_empty() || behind.starts_with(['\t', '\r', '\n']),
    };
    is_whole.then(|| heading_of_column(text, cell.start, sign)).flatten()
}

/// What the head of the column says of a cell that begins at a byte, in small letters.
pub(super) fn column_over(text: &str, start: usize) -> Option<Near> {
    heading_of_column(text, start, edge_before(text, start)?)
}

/// What the first cell of the row says of a cell that begins at a byte, in small letters.
pub(super) fn row_before(text: &str, start: usize) -> Option<Near> {
    heading_of_row(text, start, edge_before(text, start)?)
}

/// What the head of the first column says of the rows of a table, one of whose cells begins at a byte.
pub(super) fn first_heading(text: &str, start: usize) -> Option<Near> {
    let sign = edge_before(text, start)?;
    let head = head(&text[..row_start(text, start)?], sign)?;
    let first = head.strip_prefix(sign).unwrap_or(head).split(sign).next()?;
    Some(Near::of(first.trim_matches([' ', '*', '_', '`'])))
}

/// What the head of the column and the first cell of the row say of a cell that begins at a byte.
pub(super) fn headings(text: &str, start: usize) -> impl Iterator<Item = Near> {
    let of_column = move || column_over(text, start);
    std::iter::once_with(of_column).chain(std::iter::once_with(move || row_before(text, start))).flatten()
}

/// The sign before a cell that begins at a byte, apart from blanks and what sets its words off.
fn edge_before(text: &str, start: usize) -> Option<char> {
    let before = text[..start].trim_end_matches([' ', '*', '_', '`']);
    before.chars().next_back().filter(|sign| matches!(sign, '|' | '\t'))
}

fn heading_of_column(text: &str, start: usize, sign: char) -> Option<Near> {
    let line = row_start(text, start)?;
    let before = text[line..start].trim_end_matches([' ', '*', '_', '`']);
    let column = before.matches(sign).count();
    let heading = head(&text[..line], sign)?.split(sign).nth(column)?;
    let heading = heading.split_once('(').map_or(heading, |(heading, _)| heading);
    Some(Near::of(heading.trim()))
}

/// The first cell of the row of a cell.
fn heading_of_row(text: &str, start: usize, sign: char) -> Option<Near> {
    let row = &text[row_start(text, start)?..start];
    let first = row.split(sign).map(str::trim).find(|cell| !cell.is_empty())?;
    Some(Near::of(first))
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct Row<'t> {
    line: &'t str,
    sign: char,
}

impl<'t> Row<'t> {
    /// Its cells. Between those of a finished page stand two tabs, and none is empty.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'t str> {
        let line = self.line.trim_matches(self.sign);
        let cells = line.split(self.sign).map(|cell| cell.trim_matches([' ', '*', '_', '`']));
        cells.filter(|cell| self.sign == '|' || !cell.is_empty())
    }
}

/// The row of a table of which a range is a whole cell.
pub(super) fn row_of<'t>(text: &'t str, cell: &Range<usize>) -> Option<Row<'t>> {
    let sign = edge_before(text, cell.start)?;
    let behind = text[cell.end..].trim_start_matches([' ', '*', '_', '`']);
    let is_whole = behind.is_empty() || behind.starts_with([sign, '\n', '\r']);
    let from = row_start(text, cell.start).filter(|_| is_whole)?;
    let to = boundary_before(text, cell.end.saturating_add(LONGEST_ROW));
    let line = text[from..to].lines().next()?.trim_matches(' ');
    Some(Row { line, sign })
}

/// Where the line of a byte begins; nothing where it is longer than a row is.
fn row_start(text: &str, at: usize) -> Option<usize> {
    line_start(text, at, LONGEST_ROW)
}

/// Whether a range is a whole cell of a table in Markdown.
pub(super) fn is_cell(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end_matches(' ');
    let behind = text[range.end..].trim_start_matches(' ');
    before.ends_with('|') && behind.starts_with('|')
}

/// Whether the head of the table says that its rows tell what happened: `| Date | Event |`; not `| Action | Date |`.
pub(super) fn is_of_chronology(text: &str, cell: &Range<usize>) -> bool {
    const DAYS: [&str; 7] = ["date", "day", "when", "date and time", "date/time", "dyddiad", "pryd"];
    const EVENTS: [&str; 14] = [
        "event",
        "what happened",
        "contact",
        "incident",
        "happened",
        "attendance",
        "presentation",
        "injury",
        "seen by",
        "entry",
        "what was done",
        "what was seen",
        "digwyddiad",
        "beth ddigwyddodd",
    ];
    let heading = column_heading(text, cell);
    let Some(line) = row_start(text, cell.start) else { return false };
    let is_day = heading.as_deref().is_some_and(|heading| DAYS.contains(&heading));
    heading.is_none_or(|heading| heading.is_empty()) && begins_entry(text, line, cell)
        || is_day
            && head(&text[..line], '|').is_some_and(|head| {
                let mut headings = head.split('|').map(|heading| Near::of(heading.trim()));
                headings.any(|heading| EVENTS.iter().any(|event| heading.contains(event)))
            })
}

/// Whether a cell is the first one of a row, and another one says what somebody did or did not do: `| 9 May | Health visitor | No reply |`.
fn begins_entry(text: &str, line: usize, cell: &Range<usize>) -> bool {
    const HAPPENED: [&str; 33] = [
        "nobody in",
        "no reply",
        "no answer",
        "no access",
        "card left",
        "seen ",
        "not seen",
        "attended",
        "not attend",
        "dna",
        "not brought",
        "home visit",
        "visited",
        "arrest",
        "injur",
        "bruis",
        "admitted",
        "discharged",
        "referred",
        "referral",
        "999",
        "ambulance",
        "disclosed",
        "presented",
        "rang",
        "reported",
        "found",
        "died",
        "assault",
        "missing",
        "overdose",
        "told ",
        "refused",
    ];
    let is_first = text[line..cell.start].trim_matches([' ', '*', '_']) == "|";
    let to = boundary_before(text, cell.end.saturating_add(LONGEST_ROW));
    let row = text[cell.end..to].lines().next().unwrap_or_default();
    is_first && {
        let row = row.to_ascii_lowercase();
        HAPPENED.iter().any(|happened| row.contains(happened))
    }
}

/// The first row of the table that a text ends in: of one in Markdown the row above the dashes, of a sheet, or where there are no dashes, the one behind an
/// empty line or a line without cells.
fn head(lead: &str, sign: char) -> Option<&str> {
    let mut rows = rows_before(lead);
    if sign == '|' {
        let is_rule = |row: &&str| {
            row.bytes().all(|byte| b" |-:\r".contains(&byte)) && row.contains('-') && row.contains('|')
        };
        if rows.any(|row| is_rule(&row)) {
            return rows.next();
        }
        rows = rows_before(lead);
    }
    rows.take_while(|row| row.contains(sign)).last()
}

/// The rows of the table that a text ends in, the last first.
fn rows_before(lead: &str) -> impl Iterator<Item = &str> {
    let bytes = lead.as_bytes();
    let least = lead.len().saturating_sub(REACH);
    let mut end = lead.strip_suffix('\n').map(str::len);
    std::iter::from_fn(move || {
        let to = end.filter(|to| *to >= least)?;
        let line = memchr::memrchr(b'\n', &bytes[least..to]).map(|at| least + at + 1);
        let from = line.or_else(|| (least == 0).then_some(0))?;
        end = from.checked_sub(1);
        (!matches!(bytes[from..to], [] | [b'\r'])).then(|| &lead[from..to])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_told_by_the_head_of_its_column() {
        let heading = |text: &str, cell: &str| {
            let start = text.find(cell).unwrap();
            column_heading(text, &(start..start + cell.len())).map(|near| near.to_string())
        };
        let table = "| Who | Date of birth (UK) |\n|:---|---|\n| one | 1 |\n| two | 2 |\n";
        assert_eq!(heading(table, "2 |").as_deref(), None);
        assert_eq!(heading(table, "2").as_deref(), Some("date of birth"));
        assert_eq!(heading(table, "two").as_deref(), Some("who"));
        assert_eq!(heading("Who\tDOB\none\t1\n", "1").as_deref(), Some("dob"));
        assert_eq!(heading("Text\n\nWho\tDOB\none\t1\n", "1").as_deref(), Some("dob"));
        assert_eq!(heading("| DOB |\n|-|\n| 2 |\n\n| 1 |", "1").as_deref(), None);
        for text in ["| 1 |", "a\n| 1 |", "1", "DOB | 1 x |", "|---|\n| 1 |", "DOB\n1"] {
            assert_eq!(heading(text, "1"), None, "{text}");
        }
    }

    #[test]
    fn a_cell_is_told_by_its_column_and_its_row() {
        let told = |text: &str| {
            let start = text.find('1').unwrap();
            headings(text, start).map(|near| near.to_string()).collect::<Vec<_>>()
        };
        let table = "| Who | **DOB** (UK) |\n|---|---|\n| aunt | **1** (of 2) |";
        assert_eq!(told(table), ["**dob**", "aunt"]);
        assert_eq!(told("| DOB | aunt | 1"), ["dob"]);
        assert_eq!(told("DOB\taunt\t1"), ["dob"]);
        assert_eq!(told("DOB: 1"), [""; 0]);
        // A row is not as long as that.
        assert_eq!(told(&format!("DOB{}| 1", "| x ".repeat(LONGEST_ROW))), [""; 0]);
    }
}
