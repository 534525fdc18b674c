//! Any part that is XML: its words, and the attributes that hold words of people.

use super::super::reading::{Reading, Step, TraceKind, is_local_path};
use super::super::xml::Node;
use super::Part;
use super::cells::shown;
use super::markup::Markup;

/// Attributes with words or names in them.
const WORDS: [&str; 18] = [
    "author",
    "displayName",
    "name",
    "descr",
    "title",
    "userId",
    "initials",
    "alt",
    "userName",
    "uniqueName",
    "content",
    "value",
    "v",
    "target",
    "href",
    "label",
    "summary",
    "caption",
];

/// How much text is handed on at a time.
const CHUNK: usize = 32 * 1024;

/// The words of a part.
pub(super) struct Words {
    whereabouts: String,
    text: String,
    /// What it is that such a part holds, told once where it holds a word.
    note: Option<(TraceKind, String)>,
    /// Whether each comment in it is counted, and whether one is open.
    counts: bool,
    is_used: bool,
    /// Whether its XML is somebody's own.
    is_custom: bool,
    markup: Markup,
}

impl Words {
    /// A part of which nothing is known.
    pub(super) fn of(name: &str) -> Self {
        Self {
            whereabouts: format!("part `{name}`"),
            text: String::new(),
            note: None,
            counts: false,
            is_used: false,
            is_custom: false,
            markup: Markup::default(),
        }
    }

    /// A part whose being there matters.
    pub(super) fn noting(name: &str, kind: TraceKind, what: &str) -> Self {
        Self { note: Some((kind, what.to_owned())), ..Self::of(name) }
    }

    /// Data of programs.
    pub(super) fn custom(name: &str) -> Self {
        Self { is_custom: true, ..Self::noting(name, TraceKind::CustomData, "data of another program") }
    }

    /// The comments of a workbook or a presentation.
    pub(super) fn comments(name: &str) -> Self {
        Self { whereabouts: "comments".to_owned(), counts: true, ..Self::of(name) }
    }

    fn word(&mut self, reading: &mut Reading<'_>, text: &str) {
        self.is_used |= !text.trim().is_empty();
        self.text.push_str(text);
        if self.text.len() > CHUNK {
            self.end(reading);
        }
    }
}

/// Whether a value is a number, and not one of ten digits, as an NHS number in the data of a pivot table is.
fn is_measure(value: &str) -> bool {
    const NHS_NUMBER: usize = 10;
    value.len() != NHS_NUMBER && value.bytes().all(|byte| byte.is_ascii_digit())
}

impl Part for Words {
    fn node(&mut self, reading: &mut Reading<'_>, node: Node<'_>) -> Step {
        match node {
            Node::Open(name, attributes) => {
                if self.counts && matches!(name, "comment" | "threadedComment" | "cm") {
                    reading.note(TraceKind::Comment, "");
                }
                self.is_used |= matches!(name, "connection" | "queryTable" | "version-entry");
                match name {
                    "docVar" => reading.note(TraceKind::CustomData, "a variable of the document"),
                    "tag" => reading.note(TraceKind::CustomData, "a tag of another program"),
                    _ => {}
                }
                for (attribute, value) in attributes.all() {
                    if WORDS.contains(&&*attribute) && !is_measure(&value) {
                        if is_local_path(&value) {
                            reading.note(TraceKind::LocalPath, &self.whereabouts);
                        }
                        self.text.push_str(&value);
                        self.text.push('\n');
                    }
                }
                if self.is_custom {
                    self.markup.take_whole(name, attributes);
                }
                self.markup.take(reading, &self.whereabouts, name, attributes, &WORDS);
                Ok(())
            }
            Node::Text(text) => {
                self.word(reading, text);
                Ok(())
            }
            Node::Close(name) => {
                // Runs of one word are joined; all other elements part words.
                if !matches!(name, "t" | "r" | "span" | "b" | "i" | "em" | "strong") {
                    self.text.push('\n');
                }
                Ok(())
            }
        }
    }

    fn end(&mut self, reading: &mut Reading<'_>) {
        if let (true, Some((kind, what))) = (self.is_used, self.note.take()) {
            reading.note(kind, &what);
        }
        reading.passage(&self.whereabouts, &shown(&self.text));
        self.text.clear();
        self.markup.end(reading, &self.whereabouts);
    }
}
