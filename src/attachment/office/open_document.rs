//! Documents of `LibreOffice` and its kin.

use super::super::reading::{Reading, Step, Stop, TraceKind};
use super::super::xml::Node;
use super::Part;

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
    whereabouts: String,
    text: String,
    paragraph: u32,
    row_is_hidden: bool,
    in_notes: bool,
    in_changes: bool,
}

impl Content {
    pub(super) fn new(root: &str) -> Self {
        let whereabouts = if root == "document-styles" { "a header or footer" } else { "" };
        Self {
            whereabouts: whereabouts.to_owned(),
            text: String::new(),
            paragraph: 0,
            row_is_hidden: false,
            in_notes: false,
            in_changes: false,
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
        let whereabouts = match &*self.whereabouts {
            "" => format!("paragraph {}", self.paragraph),
            known => known.to_owned(),
        };
        reading.passage(&whereabouts, &self.text);
        self.text.clear();
    }
}

impl Part for Content {
    fn node(&mut self, reading: &mut Reading<'_>, node: Node<'_>) -> Step {
        match node {
            Node::Open("annotation", _) => reading.note(TraceKind::Comment, ""),
            Node::Open("tracked-changes", _) => self.in_changes = true,
            Node::Open("changed-region", _) if self.in_changes => reading.note(TraceKind::TrackedChange, ""),
            Node::Open("hidden-text" | "hidden-paragraph", _) => reading.note(TraceKind::HiddenText, ""),
            Node::Open("table", attributes) => {
                if let Some(name) = attributes.get("name") {
                    self.whereabouts = format!("sheet `{name}`");
                    reading.passage("the name of a sheet", &name);
                }
            }
            Node::Open("page", attributes) => {
                self.whereabouts = format!("slide `{}`", attributes.get("name").unwrap_or_default());
            }
            Node::Open("notes", _) => self.in_notes = true,
            Node::Open("table-row", attributes) => {
                let visibility = attributes.get("visibility").unwrap_or_default();
                self.row_is_hidden = matches!(&*visibility, "collapse" | "filter");
            }
            Node::Open("s" | "tab", _) => self.text.push(' '),
            Node::Text(text) => self.text.push_str(text),
            Node::Close("notes") => self.in_notes = false,
            Node::Close("tracked-changes") => self.in_changes = false,
            Node::Close("p" | "h") => self.text.push('\n'),
            Node::Close("table-cell") => self.text.push('\t'),
            Node::Close("table-row" | "annotation" | "list-item" | "frame") => self.flush(reading),
            _ => {}
        }
        if self.text.len() > 2_000 || (self.whereabouts.is_empty() && self.text.ends_with('\n')) {
            self.flush(reading);
        }
        Ok(())
    }

    fn end(&mut self, reading: &mut Reading<'_>) {
        self.flush(reading);
    }
}
