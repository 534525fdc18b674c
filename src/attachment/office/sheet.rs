//! Workbooks: which sheets there are, the texts that cells share, and the rows of each sheet.

use std::cell::Cell;
use std::collections::HashMap;

use super::super::package::Package;
use super::super::reading::{Reading, Step, TraceKind};
use super::super::xml::{self, Attributes, Node};
use super::chunk::Chunk;
use super::days::Days;
use super::markup::Markup;
use super::{Part, cells};

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const STRINGS: &str = "xl/sharedstrings.xml";

/// Attributes with words for those who fill in or read a sheet.
const WORDS: [&str; 5] = ["prompt", "promptTitle", "error", "tooltip", "display"];

/// Columns that are told apart by their number; a cell further out stands behind the one before it.
const MOST_COLUMNS: usize = 256;

/// What the sheets of a workbook have in common.
#[derive(Default)]
pub(super) struct Book {
    is_there: bool,
    /// The names of sheets by the files they are in.
    sheets: HashMap<String, (String, bool)>,
    /// Texts to which cells refer by number.
    strings: Vec<(String, Cell<bool>)>,
    days: Days,
}

impl Book {
    /// Whether a part is one that is read before all others.
    pub(super) fn is_read_first(lower: &str) -> bool {
        [WORKBOOK, RELATIONS, STRINGS].contains(&lower)
    }

    /// Whether there is a workbook at all.
    pub(super) fn is_there(&self) -> bool {
        self.is_there
    }

    /// Reads the list of sheets, the shared texts, and which cells show days.
    pub(super) fn read(reading: &mut Reading<'_>, package: &mut Package<'_>) -> Step<Self> {
        let mut book = Self::default();
        let Some(workbook) = package.find(WORKBOOK) else { return Ok(book) };
        book.is_there = true;
        let mut by_id: HashMap<String, (String, bool)> = HashMap::new();
        let days = &mut book.days;
        package.stream(reading, workbook, |reading, stream| {
            let (mut defined, mut markup) = (false, Markup::default());
            xml::walk(reading, "the workbook", stream, &mut |reading, node| {
                if let Node::Open(name, attributes) = node {
                    markup.take(reading, "the workbook, ", name, attributes, &[]);
                }
                match node {
                    Node::Open("sheet", attributes) => {
                        let name = attributes.get("name").unwrap_or_default();
                        let state = attributes.get("state").unwrap_or_default().to_ascii_lowercase();
                        let is_hidden = matches!(&*state, "hidden" | "veryhidden");
                        if is_hidden {
                            reading.note(TraceKind::HiddenSheet, &format!("`{name}`"));
                        }
                        reading.passage("the name of a sheet", &name);
                        by_id.insert(attributes.get("id").unwrap_or_default(), (name, is_hidden));
                    }
                    Node::Open("definedName", attributes) => {
                        defined = true;
                        let name = attributes.get("name").unwrap_or_default();
                        reading.passage("a name of cells", &name);
                        if let Some(comment) = attributes.get("comment") {
                            reading.passage("a name of cells", &comment);
                        }
                    }
                    Node::Open("workbookPr", attributes) => days.are_from_1904 = attributes.says("date1904"),
                    Node::Open("fileSharing", attributes) => {
                        if let Some(user) = attributes.get("userName") {
                            reading.note(TraceKind::Author, "`reserved by`");
                            reading.passage("the user who reserved it", &user);
                        }
                    }
                    Node::Open("absPath", attributes) => {
                        if let Some(path) = attributes.get("url") {
                            reading.note(TraceKind::LocalPath, "the place where it was saved");
                            reading.passage("the place where it was saved", &path);
                        }
                    }
                    Node::Text(text) if defined => reading.passage("a name of cells", text),
                    Node::Close("definedName") => defined = false,
                    _ => {}
                }
                Ok(())
            })?;
            markup.end(reading, "the workbook, ");
            Ok(())
        })?;
        book.relate(reading, package, by_id)?;
        book.read_strings(reading, package)?;
        book.days.read_styles(reading, package)?;
        Ok(book)
    }

    fn relate(
        &mut self,
        reading: &mut Reading<'_>,
        package: &mut Package<'_>,
        mut by_id: HashMap<String, (String, bool)>,
    ) -> Step {
        let Some(relations) = package.find(RELATIONS) else { return Ok(()) };
        let sheets = &mut self.sheets;
        package.stream(reading, relations, |reading, stream| {
            xml::walk(reading, "the list of sheets", stream, &mut |_, node| {
                if let Node::Open("Relationship", attributes) = node {
                    let sheet = by_id.remove(&attributes.get("Id").unwrap_or_default());
                    let target = attributes.get("Target").unwrap_or_default().to_ascii_lowercase();
                    let file = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                    sheets.extend(sheet.map(|sheet| (file, sheet)));
                }
                Ok(())
            })
        })
    }

    fn read_strings(&mut self, reading: &mut Reading<'_>, package: &mut Package<'_>) -> Step {
        let Some(strings) = package.find(STRINGS) else { return Ok(()) };
        let all = &mut self.strings;
        package.stream(reading, strings, |reading, stream| {
            let (mut text, mut is_text) = (String::new(), false);
            xml::walk(reading, "the texts of cells", stream, &mut |_, node| {
                match node {
                    Node::Open("t", _) => is_text = true,
                    // How a text is spoken stands behind it.
                    Node::Open("rPh", _) => text.push(' '),
                    Node::Text(part) if is_text => text.push_str(part),
                    Node::Close("t") => is_text = false,
                    Node::Close("si") => {
                        all.push((cells::shown(&text).into_owned(), Cell::new(false)));
                        text.clear();
                    }
                    _ => {}
                }
                Ok(())
            })
        })
    }

    fn string(&self, number: &str) -> Option<&str> {
        let (text, is_used) = self.strings.get(number.trim().parse::<usize>().ok()?)?;
        is_used.set(true);
        Some(text)
    }
}

/// Texts that no cell refers to any more are in the file all the same.
impl Book {
    fn unused(&self) -> String {
        let unused =
            self.strings.iter().filter(|(_, is_used)| !is_used.replace(true)).map(|(text, _)| &**text);
        unused.collect::<Vec<_>>().join("\n")
    }
}

/// One sheet.
pub(super) struct Sheet<'b> {
    book: &'b Book,
    whereabouts: String,
    hidden_columns: Vec<(u32, u32)>,
    row: String,
    /// How many columns lie before the last cell of the row.
    columns: usize,
    row_is_hidden: bool,
    cells: Vec<(usize, String)>,
    text: String,
    text_for: TextFor,
    cell: String,
    cell_kind: String,
    cell_style: String,
    chunk: Chunk,
    markup: Markup,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TextFor {
    Nothing,
    Value,
    Inline,
    Formula,
    Other,
}

impl<'b> Sheet<'b> {
    pub(super) fn new(file: &str, book: &'b Book) -> Self {
        let sheet = book.sheets.get(&file.to_ascii_lowercase());
        let whereabouts = match sheet {
            Some((name, true)) => format!("sheet `{name}` (hidden)"),
            Some((name, false)) => format!("sheet `{name}`"),
            None => format!("part `{file}`"),
        };
        Self {
            book,
            whereabouts,
            hidden_columns: Vec::new(),
            row: String::new(),
            columns: 0,
            row_is_hidden: false,
            cells: Vec::new(),
            text: String::new(),
            text_for: TextFor::Nothing,
            cell: String::new(),
            cell_kind: String::new(),
            cell_style: String::new(),
            chunk: Chunk::default(),
            markup: Markup::default(),
        }
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        match name {
            "col" if attributes.says("hidden") => {
                let bound = |name: &str| attributes.get(name).and_then(|value| value.parse().ok());
                if let (Some(min), Some(max)) = (bound("min"), bound("max")) {
                    self.hidden_columns.push((min, max));
                }
            }
            "row" => {
                let is_flat = attributes
                    .get("ht")
                    .is_some_and(|height| height.parse::<f64>().is_ok_and(|it| it <= 0.0));
                self.row_is_hidden = attributes.says("hidden") || is_flat;
            }
            "c" => {
                self.cell = attributes.get("r").unwrap_or_default();
                self.cell_kind = attributes.get("t").unwrap_or_default();
                self.cell_style = attributes.get("s").unwrap_or_default();
            }
            "v" => self.begin(TextFor::Value),
            "t" => self.begin(TextFor::Inline),
            "f" => self.begin(TextFor::Formula),
            "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter"
            | "formula1" | "formula2" | "formula" => self.begin(TextFor::Other),
            _ => {}
        }
    }

    fn begin(&mut self, text_for: TextFor) {
        self.text_for = text_for;
        self.text.clear();
    }

    fn close(&mut self, reading: &mut Reading<'_>, name: &str) {
        match self.text_for {
            TextFor::Value if name == "v" => {
                let shown = match &*self.cell_kind {
                    "s" => self.book.string(&self.text).map(str::to_owned),
                    "" | "n" => self.book.days.shown(&self.text, &self.cell_style).map(|day| day.to_string()),
                    _ => None,
                };
                let text = shown.unwrap_or_else(|| std::mem::take(&mut self.text));
                self.add(reading, &text);
            }
            TextFor::Inline if name == "t" => {
                let text = std::mem::take(&mut self.text);
                self.add(reading, &text);
            }
            TextFor::Formula
                if name == "f"
                // A formula holds words only between quotation marks.
                && self.text.contains('"') =>
            {
                let text = std::mem::take(&mut self.text);
                self.add(reading, &text);
            }
            TextFor::Other if self.text.len() > 2 => {
                let whereabouts = format!("{}, `{name}`", self.whereabouts);
                reading.passage(&whereabouts, &self.text);
                reading.passage(&whereabouts, &without_codes(&self.text));
            }
            _ => {}
        }
        self.text_for = TextFor::Nothing;
        if name == "row" {
            self.chunk.add(reading, &self.whereabouts, &self.row, self.cells.drain(..));
            self.row.clear();
            self.columns = 0;
        }
    }

    fn add(&mut self, reading: &mut Reading<'_>, text: &str) {
        let text = &*cells::shown(text);
        if text.trim().is_empty() {
            return;
        }
        let column = column_of(&self.cell);
        if self.row_is_hidden {
            reading.note(TraceKind::HiddenCells, &format!("a row of {}", self.whereabouts));
        }
        if self.hidden_columns.iter().any(|(min, max)| (*min..=*max).contains(&column)) {
            reading.note(TraceKind::HiddenCells, &format!("a column of {}", self.whereabouts));
        }
        // Cells that are empty are not written down, and the head of a column has to stand over its cells.
        let column = usize::try_from(column).unwrap_or(MOST_COLUMNS).min(MOST_COLUMNS);
        let missing = column.saturating_sub(1 + self.columns);
        let least = usize::from(!self.row.is_empty());
        let tabs = missing.max(least);
        self.row.extend(std::iter::repeat_n('\t', tabs));
        self.columns += tabs;
        self.cells.push((self.row.len(), self.cell.clone()));
        self.row.push_str(text);
    }
}

/// The number of the column in the name of a cell: `B4` is in the second.
fn column_of(cell: &str) -> u32 {
    let letters =
        cell.bytes().map(|byte| byte.to_ascii_uppercase()).take_while(u8::is_ascii_uppercase).take(4);
    letters.fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1)
}

impl Part for Sheet<'_> {
    fn node(&mut self, reading: &mut Reading<'_>, node: Node<'_>) -> Step {
        match node {
            Node::Open(name, attributes) => {
                self.open(name, attributes);
                for attribute in WORDS {
                    if let Some(value) = attributes.get(attribute).filter(|value| value.len() > 2) {
                        reading.passage(&format!("{}, `{attribute}`", self.whereabouts), &value);
                    }
                }
                // Of cells, of which there are many, only numbers are written so.
                if !matches!(name, "c" | "row" | "v" | "f" | "t" | "is" | "r") {
                    let whereabouts = format!("{}, ", self.whereabouts);
                    self.markup.take(reading, &whereabouts, name, attributes, &WORDS);
                }
            }
            Node::Text(text) if self.text_for != TextFor::Nothing => self.text.push_str(text),
            Node::Text(text) => self.markup.stray(text),
            Node::Close(name) => self.close(reading, name),
        }
        Ok(())
    }

    fn end(&mut self, reading: &mut Reading<'_>) {
        self.chunk.add(reading, &self.whereabouts, &self.row, self.cells.drain(..));
        self.chunk.finish(reading, &self.whereabouts);
        self.markup.end(reading, &format!("{}, ", self.whereabouts));
    }
}

/// The text of a header without the codes that say where and how it is set: `&L&"Arial,Bold"`, `&12`, `&K00FF00`, `&P`.
fn without_codes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        let code = match behind.as_bytes() {
            [b'"', ..] => behind[1..].find('"').map_or(behind.len(), |end| end + 2),
            [b'K', ..] => 7,
            [b'0'..=b'9', ..] => digits,
            [b'&', ..] => {
                plain.push('&');
                1
            }
            _ => behind.chars().next().map_or(0, char::len_utf8),
        };
        // Where a part of a header begins, words are parted.
        if behind.starts_with(['L', 'C', 'R']) {
            plain.push(' ');
        }
        rest = behind.get(code..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

impl Book {
    /// What is in the file though no sheet shows it; after all sheets were read.
    pub(super) fn leftovers(&self, reading: &mut Reading<'_>) {
        let unused = self.unused();
        if !unused.trim().is_empty() {
            reading.passage("texts that no cell shows", &unused);
        }
    }
}
