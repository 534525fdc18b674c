//! Actions from a CSV file, as a spreadsheet exports it. The only file that names the csv crate.

#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Place, SourcePath, SourceText, Span};

use super::Action;
use super::action_cells::{ACTION_COLUMNS, action_column, duplicate_column, is_date, no_text, set_cell};
use super::cell_date::DayOrder;
use super::front_matter::report_duplicate_ids;

const EMPTY: Code = Code("actions/empty");
const NO_TEXT_COLUMN: Code = Code("actions/no-text-column");
const UNKNOWN_COLUMN: Code = Code("actions/unknown-column");
const ROW_LENGTH: Code = Code("actions/row-length");
const OPEN_QUOTE: Code = Code("actions/open-quote");
const CONTROL_CHARACTER: Code = Code("actions/control-character");

/// Findings after which a file is given up: it was surely not made for this.
const FINDINGS_LIMIT: usize = 100;

/// Reads the actions of a CSV file: UTF-8, with commas or semicolons, headings in the first row.
pub fn parse_actions_csv(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Vec<Action> {
    let before = diagnostics.len();
    let mut rows = rows_of(source).into_iter();
    let Some(header) = rows.next() else {
        diagnostics.push(
            Diagnostic::error(EMPTY, "the file holds no actions")
                .at(source.place(Span::default()))
                .help("export the sheet with its headings in the first row: `Action`, `Owner`, `Due date`, `Status`"),
        );
        return Vec::new();
    };
    let columns = read_header(&header, diagnostics);
    if !columns.contains(&Some("text")) {
        return Vec::new();
    }
    let rows: Vec<Row> = rows.filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())).collect();
    let order = DayOrder::of(rows.iter().flat_map(|row| dates_of(row, &columns)));
    let mut actions = Vec::with_capacity(rows.len());
    for row in &rows {
        if diagnostics.len() - before >= FINDINGS_LIMIT {
            break;
        }
        actions.extend(lower_row(row, &columns, order, diagnostics));
    }
    if rows.is_empty() {
        diagnostics.push(
            Diagnostic::warning(EMPTY, "the file holds no actions")
                .at(header.place_of_all())
                .help("write an action in each row below the headings, or remove the file"),
        );
    }
    report_duplicate_ids(&actions, diagnostics);
    actions
}

/// A row with its own copy of the text, so that its places cost no walk over the whole file.
struct Row {
    text: SourceText,
    /// Lines above it.
    lines: u32,
    cells: Vec<String>,
    spans: Vec<Span>,
    /// Whether a quotation mark was opened and not closed before the end of the file.
    is_open: bool,
}

impl Row {
    fn place(&self, cell: usize) -> Place {
        self.spans.get(cell).map_or_else(|| self.place_of_all(), |span| self.moved(*span))
    }

    fn place_of_all(&self) -> Place {
        let end = self.spans.last().map_or(0, |span| span.end as usize);
        self.moved(Span::new(0, end))
    }

    fn moved(&self, span: Span) -> Place {
        let mut place = self.text.place(span);
        place.line += self.lines;
        place.end_line += self.lines;
        place
    }
}

fn rows_of(source: &SourceText) -> Vec<Row> {
    let whole = source.text();
    let text = whole.strip_prefix('\u{FEFF}').unwrap_or(whole);
    let delimiter = delimiter_of(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    let (mut lines, mut counted) = (0, 0);
    while reader.read_record(&mut record).unwrap_or(false) {
        let end = position(reader.position()).min(text.len());
        let from = record.position().map_or(0, position).min(end);
        let rest = text.get(from..end).unwrap_or("");
        let start = from + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        lines += count_lines(text.get(counted..start).unwrap_or(""));
        counted = start;
        let own = text.get(start..end).unwrap_or("");
        let (spans, is_open) = cell_spans(own, delimiter);
        let cells = record.iter().map(str::to_owned).collect();
        rows.push(Row { text: row_text(source.path(), own), lines, cells, spans, is_open });
    }
    rows
}

fn row_text(path: &SourcePath, text: &str) -> SourceText {
    SourceText::new(path.clone(), text)
}

fn position(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

fn count_lines(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// What separates the cells of the first row: whichever of comma and semicolon stands there more often.
fn delimiter_of(text: &str) -> u8 {
    let (mut commas, mut semicolons, mut is_quoted) = (0, 0, false);
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            b',' if !is_quoted => commas += 1,
            b';' if !is_quoted => semicolons += 1,
            _ => {}
        }
    }
    if semicolons > commas { b';' } else { b',' }
}

/// Where each cell of a row stands, quotation marks included, and whether the last one is open.
fn cell_spans(row: &str, delimiter: u8) -> (Vec<Span>, bool) {
    let mut spans = Vec::new();
    let (mut start, mut is_quoted) = (0, false);
    let bytes = row.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' if at == start => is_quoted = true,
            b'"' if is_quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if is_quoted => is_quoted = false,
            b'\r' | b'\n' if !is_quoted => break,
            byte if byte == delimiter && !is_quoted => {
                spans.push(Span::new(start, at));
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    spans.push(Span::new(start, at));
    (spans, is_quoted)
}

/// The key of each column.
fn read_header(header: &Row, diagnostics: &mut Vec<Diagnostic>) -> Vec<Option<&'static str>> {
    let mut columns: Vec<Option<&'static str>> = Vec::with_capacity(header.cells.len());
    for (at, cell) in header.cells.iter().enumerate() {
        let key = action_column(cell);
        if let Some(key) = key
            && let Some(first) = columns.iter().position(|known| *known == Some(key))
        {
            let finding = duplicate_column(key, header.place(at));
            diagnostics.push(finding.related(header.place(first), "the other one"));
        } else if key.is_none() && !cell.trim().is_empty() {
            diagnostics.push(unknown_column(cell, header.place(at)));
        }
        columns.push(key);
    }
    if header.is_open {
        diagnostics.push(open_quote(header));
    } else if !columns.contains(&Some("text")) {
        diagnostics.push(
            Diagnostic::error(NO_TEXT_COLUMN, "no column says what is to be done")
                .at(header.place_of_all())
                .help("the first row of the file has to hold the headings, one of them `Action`"),
        );
    }
    columns
}

fn unknown_column(cell: &str, place: Place) -> Diagnostic {
    let written: String = cell.trim().chars().take(60).collect();
    let names = ACTION_COLUMNS.iter().flat_map(|(_, names)| names.iter().copied());
    let help = match nearest(&written, names.filter(|name| name.len() > 3)) {
        Some(name) => format!("did you mean `{name}`? Otherwise the column can stay: it is not published"),
        None => "the column can stay: it is not published".to_owned(),
    };
    Diagnostic::warning(UNKNOWN_COLUMN, format!("the column `{written}` is not read")).at(place).help(help)
}

fn open_quote(row: &Row) -> Diagnostic {
    Diagnostic::error(OPEN_QUOTE, "a quotation mark is opened and never closed")
        .at(row.place(row.spans.len().saturating_sub(1)))
        .help("close it, or write it twice where it belongs to the text: `\"\"`")
}

fn dates_of<'r>(row: &'r Row, columns: &'r [Option<&'static str>]) -> impl Iterator<Item = &'r str> {
    let dates = columns.iter().zip(&row.cells).filter(|(key, _)| key.is_some_and(is_date));
    dates.map(|(_, cell)| cell.trim())
}

fn lower_row(
    row: &Row,
    columns: &[Option<&'static str>],
    order: DayOrder,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Action> {
    if row.is_open {
        diagnostics.push(open_quote(row));
        return None;
    }
    let is_longer = row.cells.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty());
    if is_longer || row.cells.len() < columns.len() {
        diagnostics.push(row_length(row, columns.len()));
        return None;
    }
    let mut action = Action::default();
    for (at, (key, cell)) in columns.iter().zip(&row.cells).enumerate() {
        if cell.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            diagnostics.push(control_character(row.place(at)));
        }
        if let Some(key) = key {
            set_cell(&mut action, key, cell, order, || row.place(at), diagnostics);
        }
    }
    let text = columns.iter().position(|key| *key == Some("text")).unwrap_or(0);
    if action.text.is_empty() {
        diagnostics.push(no_text(row.place_of_all()));
        return None;
    }
    action.place = Some(row.place(text));
    Some(action)
}

fn row_length(row: &Row, columns: usize) -> Diagnostic {
    Diagnostic::error(
        ROW_LENGTH,
        format!("the row has {} cells, the headings are {columns}", row.cells.len()),
    )
    .at(row.place_of_all())
    .help("a cell that holds a comma, a semicolon or a line break needs quotation marks around it")
}

fn control_character(place: Place) -> Diagnostic {
    Diagnostic::error(CONTROL_CHARACTER, "the cell holds a control character")
        .at(place)
        .help("remove it: it can not be seen and breaks feeds")
}
