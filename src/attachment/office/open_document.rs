//! Documents of `LibreOffice` and its kin.

use super::super::reading::{Reading, Step, Stop, TraceKind};
use super::super::xml::Node;
use super::Part;
use super::chunk::Chunk;
use super::markup::Markup;

/// The list of files, which tells whether they are encrypted.
pub(super) struct List;

impl Part for List {
    fn node(&mut self, _: &mut Reading<'_>, node: Node<'_>) -> Step {
        if matches!(node, Node::Open("encryption-data", _)) { Err(Stop::Encrypted) } else { Ok(()) }
    }

    fn end(&mut self, _: &mut Reading<'_>) {}
}

/// The content of a text, a workbook or a presentation.
pub(super) struct Content {
    /// A sheet, a slide, a header; else a paragraph, with a blank behind it for its number.
    whereabouts: String,
    /// A row or a paragraph.
    text: String,
    /// Texts around a note, a comment or a box that is read.
    around: Vec<String>,
    paragraph: u32,
    /// How many cells of tables are open.
    cells: u32,
    row_is_hidden: bool,
    in_notes: bool,
    in_changes: bool,
    chunk: Chunk,
    markup: Markup,
}

const PARAGRAPH: &str = "paragraph ";

impl Content {
    pub(super) fn new(root: &str) -> Self {
        let whereabouts = if root == "document-styles" { "a header or footer" } else { PARAGRAPH };
        Self {
            whereabouts: whereabouts.to_owned(),
            text: String::new(),
            around: Vec::new(),
            paragraph: 0,
            cells: 0,
            row_is_hidden: false,
            in_notes: false,
            in_changes: false,
            chunk: Chunk::default(),
            markup: Markup::default(),
        }
    }

    fn flush(&mut self, reading: &mut Reading<'_>) {
        if !self.text.trim().is_empty() {
            self.paragraph += 1;
            if self.row_is_hidden {
                reading.note(TraceKind::HiddenCells, &format!("a row of {}", self.whereabouts));
            }
            if self.in_notes {
                reading.note(TraceKind::SpeakerNotes, &self.whereabouts);
            }
        }
        let name = (self.whereabouts == PARAGRAPH).then(|| (0, self.paragraph.to_string()));
        self.chunk.add(reading, &self.whereabouts, &self.text, name);
        self.text.clear();
    }

    /// Goes on in another sheet or slide.
    fn enter(&mut self, reading: &mut Reading<'_>, whereabouts: String) {
        self.flush(reading);
        self.chunk.finish(reading, &self.whereabouts);
        self.whereabouts = whereabouts;
    }
}

impl Part for Content {
    fn node(&mut self, reading: &mut Reading<'_>, node: Node<'_>) -> Step {
        if let Node::Open(name, attributes) = node {
            self.markup.take(reading, "", name, attributes, &[]);
        }
        match node {
            Node::Open(name @ ("annotation" | "note" | "text-box"), _) => {
                if name == "annotation" {
                    reading.note(TraceKind::Comment, "");
                }
                self.around.push(std::mem::take(&mut self.text));
            }
            Node::Open("tracked-changes", _) => self.in_changes = true,
            Node::Open("changed-region", _) if self.in_changes => reading.note(TraceKind::TrackedChange, ""),
            Node::Open("hidden-text" | "hidden-paragraph", _) => reading.note(TraceKind::HiddenText, ""),
            Node::Open("table", attributes) => {
                if let Some(name) = attributes.get("name") {
                    self.enter(reading, format!("sheet `{name}`"));
                    reading.passage("the name of a sheet", &name);
                }
            }
            Node::Open("page", attributes) => {
                self.enter(reading, format!("slide `{}`", attributes.get("name").unwrap_or_default()));
            }
            Node::Open("notes", _) => {
                self.flush(reading);
                self.in_notes = true;
            }
            Node::Open("table-row", attributes) => {
                let visibility = attributes.get("visibility").unwrap_or_default();
                self.row_is_hidden = matches!(&*visibility, "collapse" | "filter");
            }
            Node::Open("table-cell", _) => self.cells += 1,
            Node::Open("s" | "tab", _) => self.text.push(' '),
            Node::Text(text) => self.text.push_str(text),
            Node::Close("notes") => {
                self.flush(reading);
                self.in_notes = false;
            }
            Node::Close("tracked-changes") => self.in_changes = false,
            Node::Close("p" | "h" | "creator" | "date") => self.text.push('\n'),
            Node::Close("table-cell") => {
                self.cells = self.cells.saturating_sub(1);
                super::end_cell(&mut self.text);
            }
            Node::Close("annotation" | "note" | "text-box") => {
                self.flush(reading);
                self.text = self.around.pop().unwrap_or_default();
            }
            Node::Close("table-row" | "list-item") => self.flush(reading),
            _ => {}
        }
        let is_paragraph = self.whereabouts == PARAGRAPH && self.cells == 0;
        if self.text.len() > 2_000 || (is_paragraph && self.text.ends_with('\n')) {
            self.flush(reading);
        }
        Ok(())
    }

    fn end(&mut self, reading: &mut Reading<'_>) {
        self.flush(reading);
        self.chunk.finish(reading, &self.whereabouts);
        self.markup.end(reading, "");
    }
}
