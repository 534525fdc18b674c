//! Reads a mapping field by field, and reports the keys that nobody asked for.

use jiff::civil::Date;

use super::reader::{glued_comment, listed};
use super::{Asked, Map, Node, Reader, Scalar, Value};
use crate::diagnostic::nearest;
use crate::source::{Span, Spanned, is_unprintable};

/// A mapping that is being read: remembers which keys were asked for, so that [`Fields::finish`] can report the rest.
pub struct Fields<'n> {
    map: &'n Map,
    span: Span,
    asked: Vec<&'static str>,
}

static NOTHING: Map = Map { entries: Vec::new() };

impl<'n> Fields<'n> {
    /// The mapping of a node; an empty node is one without keys, and a node of another type is reported as "`what`
    /// must be a group of keys".
    pub fn of(node: &'n Node, what: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let map = match &node.value {
            Value::Map(map) => map,
            Value::Empty => &NOTHING,
            Value::Scalar(_) | Value::List(_) => {
                reader.wrong_type(node, what, "a group of keys");
                return None;
            }
        };
        Some(Self { map, span: node.span, asked: Vec::with_capacity(8) })
    }

    /// The span of the whole mapping.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The node of a key, whatever its type; an empty one (`key:`) is none.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        let entry = self.map.entries.iter().find(|entry| &*entry.key == key)?;
        (entry.node.value != Value::Empty).then_some(&entry.node)
    }

    /// Where a key stands, also when its value is empty.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.map.entries.iter().find(|entry| &*entry.key == key).map(|entry| entry.key_span)
    }

    /// A text, see [`Reader::text`].
    pub fn text(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Spanned<&'n str>> {
        self.node(key).and_then(|node| reader.text(node, key))
    }

    /// `true` or `false`, exactly.
    pub fn boolean(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Spanned<bool>> {
        self.node(key).and_then(|node| reader.boolean(node, key))
    }

    /// A whole number of decimal digits without leading zeros.
    pub fn number(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Spanned<u32>> {
        self.node(key).and_then(|node| reader.number(node, key))
    }

    /// A full date, `YYYY-MM-DD`.
    pub fn date(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Spanned<Date>> {
        self.node(key).and_then(|node| reader.date(node, key))
    }

    /// A list of texts; a single text where a list is meant is accepted as a list of one.
    pub fn texts(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Vec<Spanned<&'n str>> {
        self.node(key).map(|node| reader.texts(node, key)).unwrap_or_default()
    }

    /// A list of anything.
    pub fn list(&mut self, key: &'static str, reader: &mut Reader<'_>) -> &'n [Node] {
        self.node(key).map_or(&[], |node| reader.list(node, key))
    }

    /// A scalar as written, for what is lowered elsewhere.
    pub fn scalar(
        &mut self,
        key: &'static str,
        expected: &str,
        reader: &mut Reader<'_>,
    ) -> Option<Spanned<&'n Scalar>> {
        self.node(key).and_then(|node| reader.scalar(node, key, expected))
    }

    /// One of a closed list of words; anything else is reported with the nearest.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
        reader: &mut Reader<'_>,
    ) -> Option<Spanned<T>> {
        self.node(key).and_then(|node| reader.choice(node, key, choices))
    }

    /// A mapping within the mapping.
    pub fn fields(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Fields<'n>> {
        self.node(key).and_then(|node| Fields::of(node, key, reader))
    }

    /// Reports that a key which must have a value has none; does nothing when it has one.
    ///
    /// `example` is the line to write, as `title: "Serious Case Review: Children A and B"`.
    pub fn require(&self, key: &str, example: &str, reader: &mut Reader<'_>) {
        reader.note(self.span, || Asked::Required(key.to_owned()));
        let entry = self.map.entries.iter().find(|entry| &*entry.key == key);
        let (span, message) = match entry {
            Some(entry) if is_blank(&entry.node) => (entry.key_span, format!("`{key}` is empty")),
            Some(_) => return,
            None => (self.first_line(reader), format!("`{key}` is missing")),
        };
        let rest = reader.source.text()[span.end as usize..].lines().next().unwrap_or("");
        if entry.is_some() && rest.strip_prefix(':').and_then(glued_comment).is_some() {
            // The parser has said that what was meant as a value is read as a comment.
            return;
        }
        reader.report(reader.family.missing_key, span, message, |d| d.help(format!("write `{example}`")));
    }

    fn first_line(&self, reader: &Reader<'_>) -> Span {
        let line = reader.source.slice(self.span).lines().next().unwrap_or("").len();
        Span::new(self.span.start as usize, self.span.start as usize + line)
    }

    /// Reports every key that nobody asked for, with "did you mean".
    pub fn finish(self, reader: &mut Reader<'_>) {
        self.finish_with(reader, |_| None);
    }

    /// As [`Self::finish`]; `hint` may know where an unknown key belongs ("`review_due` goes under `lifecycle`").
    pub fn finish_with(self, reader: &mut Reader<'_>, hint: impl Fn(&str) -> Option<String>) {
        reader.note(self.span, || Asked::Group(self.asked.clone()));
        for entry in &self.map.entries {
            if self.asked.contains(&&*entry.key) {
                continue;
            }
            if !reader.has_room() {
                return;
            }
            let help = hint(&entry.key).unwrap_or_else(|| self.help_for(&entry.key));
            let message = format!("unknown key `{}`", super::reader::shortened(&entry.key));
            reader.report(reader.family.unknown_key, entry.key_span, message, |d| d.help(help));
        }
    }

    fn help_for(&self, key: &str) -> String {
        let spelt = key.replace([' ', '-'], "_");
        if let Some(known) = (key.len() <= 80).then(|| nearest(&spelt, self.asked.iter().copied())).flatten()
        {
            // The blank that a word processor makes looks like any other, and so does what nobody sees.
            let odd = key.chars().find(|c| !c.is_ascii() && (c.is_whitespace() || is_unprintable(*c)));
            return odd.map_or_else(
                || format!("did you mean `{known}`?"),
                |odd| {
                    format!(
                        "did you mean `{known}`, without the hidden character (U+{:04X})?",
                        u32::from(odd)
                    )
                },
            );
        }
        if key.contains(' ') {
            return "if this is part of a text, put quotes around the whole text: a colon followed by a space needs them"
                .to_owned();
        }
        // Some keys are asked for twice: for their value, and whether they have one.
        let mut once: Vec<&str> = Vec::with_capacity(self.asked.len());
        for key in &self.asked {
            if !once.contains(key) {
                once.push(key);
            }
        }
        let all = match once[..] {
            [only] => return format!("the only key here is `{only}`"),
            _ => listed(once.iter().copied(), once.len()),
        };
        if self.asked.contains(&"extra") {
            format!("allowed are {all}; a theme's own data goes under `extra`")
        } else {
            format!("allowed are {all}")
        }
    }
}

/// Whether there is nothing that anybody would see.
fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Empty => true,
        Value::Scalar(scalar) => scalar.text.chars().all(|c| c.is_whitespace() || is_unprintable(c)),
        Value::List(_) | Value::Map(_) => false,
    }
}
