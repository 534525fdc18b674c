//! The text of a Word document, paragraph by paragraph.

use super::super::reading::{Reading, Step, TraceKind, is_local_path};
use super::super::xml::{Attributes, Node, is_yes};
use super::Part;
use super::chunk::Chunk;
use super::markup::Markup;

/// A part with paragraphs: the body, a header, notes, comments.
pub(super) struct Text {
    what: &'static str,
    paragraph: Paragraph,
    /// Paragraphs around a text box that is read.
    around: Vec<Paragraph>,
    /// How many paragraphs there were.
    number: u32,
    /// How many runs of changed text are open.
    removed: u32,
    /// Whether the run is one that is not shown.
    is_hidden: bool,
    words: Words,
    in_run: bool,
    chunk: Chunk,
    markup: Markup,
}

/// The texts of a paragraph.
#[derive(Default)]
struct Paragraph {
    /// All of it.
    text: String,
    /// What is left when deleted text is taken out, which is what its readers see.
    kept: String,
    /// The codes of fields, which stand between what the fields show.
    codes: String,
}

/// What the text of an element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    None,
    Text,
    Deleted,
    Code,
}

/// Attributes that are looked at as words of people.
const NAMED: [&str; 9] = ["author", "initials", "descr", "title", "alt", "name", "href", "src", "string"];

impl Text {
    pub(super) fn new(name: &str, root: &str) -> Self {
        let what = match root {
            "hdr" => "a header",
            "ftr" => "a footer",
            "footnotes" | "endnotes" => "a note",
            "comments" => "comment ",
            "glossaryDocument" => "a building block",
            _ if name.to_ascii_lowercase().contains("glossary") => "a building block",
            _ => "paragraph ",
        };
        Self {
            what,
            paragraph: Paragraph::default(),
            around: Vec::new(),
            number: 0,
            removed: 0,
            is_hidden: false,
            words: Words::None,
            in_run: false,
            chunk: Chunk::default(),
            markup: Markup::default(),
        }
    }

    fn open(&mut self, reading: &mut Reading<'_>, name: &str, attributes: Attributes<'_>) {
        match name {
            "r" => (self.in_run, self.is_hidden) = (true, false),
            "t" => self.words = Words::Text,
            "delText" => self.words = Words::Deleted,
            "instrText" | "delInstrText" => self.words = Words::Code,
            "tab" | "ptab" => self.paragraph.push("\t", false),
            "br" | "cr" => self.paragraph.push("\n", false),
            "sym" => {
                if let Some(letter) = symbol(attributes) {
                    self.paragraph.push(letter.encode_utf8(&mut [0; 4]), false);
                }
            }
            "noBreakHyphen" => self.paragraph.push("-", false),
            "txbxContent" => self.around.push(std::mem::take(&mut self.paragraph)),
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
                "string" => "a watermark",
                _ => continue,
            };
            if is_local_path(&value) {
                reading.note(TraceKind::LocalPath, whereabouts);
            }
            reading.passage(whereabouts, &value);
        }
        self.markup.take(reading, &self.place(), name, attributes, &NAMED);
    }

    /// What leads to a part of it, as the beginning of a place.
    fn place(&self) -> String {
        match self.what.strip_suffix(' ') {
            Some(_) => String::new(),
            None => format!("{}, ", self.what),
        }
    }

    fn end_paragraph(&mut self, reading: &mut Reading<'_>) {
        if self.what != "comment " {
            self.number += 1;
        }
        let Paragraph { text, kept, codes } = std::mem::take(&mut self.paragraph);
        let name = self.what.ends_with(' ').then(|| (0, self.number.to_string()));
        self.chunk.add(reading, self.what, &text, name);
        if kept.len() < text.len() {
            reading.passage(&format!("{}{}", self.what, self.number), &kept);
        }
        reading.passage("the code of a field", &codes);
    }
}

/// The letter that a symbol shows: in fonts that have letters, one by its number, which may be that of its place in the font.
fn symbol(attributes: Attributes<'_>) -> Option<char> {
    /// Fonts that show signs in the place of letters.
    const SIGNS: [&str; 4] = ["symbol", "webdings", "wingdings", "dingbats"];
    let font = attributes.get("font").unwrap_or_default().to_ascii_lowercase();
    let number = u32::from_str_radix(&attributes.get("char")?, 16).ok()?;
    match number {
        _ if SIGNS.iter().any(|signs| font.contains(signs)) => Some(' '),
        0xF000..=0xF0FF => char::from_u32(number - 0xF000),
        number => char::from_u32(number),
    }
}

impl Paragraph {
    fn push(&mut self, text: &str, is_deleted: bool) {
        self.text.push_str(text);
        if !is_deleted {
            self.kept.push_str(text);
        }
    }
}

impl Part for Text {
    fn node(&mut self, reading: &mut Reading<'_>, node: Node<'_>) -> Step {
        match node {
            Node::Open(name, attributes) => self.open(reading, name, attributes),
            Node::Text(text) if self.words == Words::None => self.markup.stray(text),
            Node::Text(text) if self.words == Words::Code => self.paragraph.codes.push_str(text),
            Node::Text(text) => {
                if self.is_hidden && self.removed == 0 && !text.trim().is_empty() {
                    reading.note(TraceKind::HiddenText, "");
                }
                self.paragraph.push(text, self.words == Words::Deleted);
            }
            Node::Close(name) => match name {
                "r" => self.in_run = false,
                "t" | "delText" | "instrText" | "delInstrText" => self.words = Words::None,
                "del" => self.removed = self.removed.saturating_sub(1),
                "p" => self.end_paragraph(reading),
                "txbxContent" => {
                    self.end_paragraph(reading);
                    self.paragraph = self.around.pop().unwrap_or_default();
                }
                _ => {}
            },
        }
        Ok(())
    }

    fn end(&mut self, reading: &mut Reading<'_>) {
        self.end_paragraph(reading);
        self.chunk.finish(reading, self.what);
        self.markup.end(reading, &self.place());
    }
}
