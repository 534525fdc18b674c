//! The text of a Word document, paragraph by paragraph.

use super::super::reading::{Reading, Step, TraceKind, is_local_path};
use super::super::xml::{Attributes, Node, is_yes};
use super::Part;

/// A part with paragraphs: the body, a header, notes, comments.
pub(super) struct Text {
    what: &'static str,
    paragraph: String,
    /// How many paragraphs there were.
    number: u32,
    /// How many runs of changed text are open.
    removed: u32,
    /// Whether the run is one that is not shown.
    is_hidden: bool,
    in_words: bool,
    in_run: bool,
}

impl Text {
    pub(super) fn new(name: &str, root: &str) -> Self {
        let what = match root {
            "hdr" => "a header",
            "ftr" => "a footer",
            "footnotes" | "endnotes" => "a note",
            "comments" => "comment",
            "glossaryDocument" => "a building block",
            _ if name.to_ascii_lowercase().contains("glossary") => "a building block",
            _ => "paragraph",
        };
        Self {
            what,
            paragraph: String::new(),
            number: 0,
            removed: 0,
            is_hidden: false,
            in_words: false,
            in_run: false,
        }
    }

    fn open(&mut self, reading: &mut Reading<'_>, name: &str, attributes: Attributes<'_>) {
        match name {
            "r" => (self.in_run, self.is_hidden) = (true, false),
            "t" | "delText" | "instrText" | "delInstrText" => self.in_words = true,
            "tab" | "ptab" => self.paragraph.push('\t'),
            "br" | "cr" => self.paragraph.push('\n'),
            "noBreakHyphen" => self.paragraph.push('-'),
            "vanish" | "webHidden" | "specVanish" if self.in_run => {
                self.is_hidden = attributes.get("val").is_none_or(|value| is_yes(&value));
            }
            "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" | "pPrChange" | "tblPrChange" | "cellDel"
            | "cellIns" | "sectPrChange" => {
                reading.note(TraceKind::TrackedChange, "");
                self.removed += u32::from(name == "del");
            }
            "comment" => {
                reading.note(TraceKind::Comment, "");
                self.number += 1;
            }
            _ => {}
        }
        for (attribute, value) in attributes.all() {
            let whereabouts = match &*attribute {
                "author" => "the author of a change or comment",
                "initials" => "the initials of an author",
                "descr" | "title" | "alt" | "name" if value.len() > 2 => "the description of a picture",
                "href" | "src" => "the address of a link",
                _ => continue,
            };
            if is_local_path(&value) {
                reading.note(TraceKind::LocalPath, whereabouts);
            }
            reading.passage(whereabouts, &value);
        }
    }

    fn paragraph(&mut self, reading: &mut Reading<'_>) {
        if self.what != "comment" {
            self.number += 1;
        }
        let whereabouts = match self.what {
            "paragraph" | "comment" => format!("{} {}", self.what, self.number),
            what => what.to_owned(),
        };
        reading.passage(&whereabouts, &self.paragraph);
        self.paragraph.clear();
    }
}

impl Part for Text {
    fn node(&mut self, reading: &mut Reading<'_>, node: Node<'_>) -> Step {
        match node {
            Node::Open(name, attributes) => self.open(reading, name, attributes),
            Node::Text(text) if self.in_words => {
                if self.is_hidden && self.removed == 0 && !text.trim().is_empty() {
                    reading.note(TraceKind::HiddenText, "");
                }
                self.paragraph.push_str(text);
            }
            Node::Text(_) => {}
            Node::Close(name) => match name {
                "r" => self.in_run = false,
                "t" | "delText" | "instrText" | "delInstrText" => self.in_words = false,
                "del" => self.removed = self.removed.saturating_sub(1),
                "p" => self.paragraph(reading),
                _ => {}
            },
        }
        Ok(())
    }

    fn end(&mut self, reading: &mut Reading<'_>) {
        self.paragraph(reading);
    }
}
