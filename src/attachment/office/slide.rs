//! Slides and the notes to them.

use super::super::reading::{Reading, Step, TraceKind};
use super::super::xml::{Attributes, Node};
use super::Part;
use super::chunk::Chunk;
use super::markup::Markup;

/// A slide, its notes, or what slides are made from.
#[expect(clippy::struct_excessive_bools, reason = "each is a state of the reading")]
pub(super) struct Slide {
    whereabouts: String,
    is_notes: bool,
    /// The text of one shape.
    text: String,
    is_text: bool,
    is_hidden: bool,
    /// Whether the shape shows a number or a date that the program fills in.
    is_filled_in: bool,
    chunk: Chunk,
    markup: Markup,
}

impl Slide {
    pub(super) fn new(name: &str, root: &str, attributes: Attributes<'_>) -> Self {
        let number: String =
            name.rsplit('/').next().unwrap_or(name).chars().filter(char::is_ascii_digit).collect();
        let whereabouts = match root {
            "sld" if attributes.get("show").is_some_and(|show| matches!(&*show, "0" | "false")) => {
                format!("slide {number} (hidden)")
            }
            "sld" => format!("slide {number}"),
            "notes" => format!("slide {number}, notes"),
            _ => format!("part `{name}`"),
        };
        Self {
            whereabouts,
            is_notes: root == "notes",
            text: String::new(),
            is_text: false,
            is_hidden: false,
            is_filled_in: false,
            chunk: Chunk::default(),
            markup: Markup::default(),
        }
    }

    fn shape(&mut self, reading: &mut Reading<'_>) {
        if !self.text.trim().is_empty() {
            if self.is_notes && !self.is_filled_in {
                reading.note(TraceKind::SpeakerNotes, &self.whereabouts);
            }
            if self.is_hidden {
                reading.note(TraceKind::HiddenText, &self.whereabouts);
            }
        }
        self.chunk.add(reading, &self.whereabouts, &self.text, []);
        self.text.clear();
    }
}

impl Part for Slide {
    fn node(&mut self, reading: &mut Reading<'_>, node: Node<'_>) -> Step {
        if let Node::Open(name, attributes) = node {
            let but: &[&str] = if name == "cNvPr" { &["descr", "title", "name"] } else { &[] };
            self.markup.take(reading, &format!("{}, ", self.whereabouts), name, attributes, but);
        }
        match node {
            Node::Open("sld", attributes)
                if attributes.get("show").is_some_and(|show| matches!(&*show, "0" | "false")) =>
            {
                reading.note(TraceKind::HiddenSlide, self.whereabouts.trim_end_matches(" (hidden)"));
            }
            Node::Open("sp" | "pic" | "graphicFrame" | "cxnSp", _) => {
                (self.is_hidden, self.is_filled_in) = (false, false);
            }
            Node::Open("cNvPr", attributes) => {
                self.is_hidden = attributes.says("hidden");
                for name in ["descr", "title", "name"] {
                    if let Some(value) = attributes.get(name) {
                        reading.passage(&format!("{}, the description of a shape", self.whereabouts), &value);
                    }
                }
            }
            Node::Open("ph", attributes) => {
                let kind = attributes.get("type").unwrap_or_default();
                self.is_filled_in = matches!(&*kind, "sldNum" | "dt" | "hdr" | "ftr" | "sldImg");
            }
            Node::Open("t", _) => self.is_text = true,
            Node::Text(text) if self.is_text => self.text.push_str(text),
            Node::Text(text) => self.markup.stray(text),
            Node::Close("t") => self.is_text = false,
            Node::Open("br", _) | Node::Close("p") => self.text.push('\n'),
            Node::Close("tc") => super::end_cell(&mut self.text),
            Node::Close("sp" | "graphicFrame") => self.shape(reading),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, reading: &mut Reading<'_>) {
        self.shape(reading);
        self.chunk.finish(reading, &self.whereabouts);
        self.markup.end(reading, &format!("{}, ", self.whereabouts));
    }
}
