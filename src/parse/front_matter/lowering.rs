//! What every topic's lowering shares: the reader, the registries, and the readings that many keys need.

use std::cell::Cell;

use crate::config::Registries;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::parse::{BlockKind, Prose};
use crate::source::{Place, PlaceCursor, Placed, SourceText, Span, Spanned};
use crate::yaml::{Asked, Fields, Node, Reader, Value};

/// Warnings that are kept for one file: each costs a walk over the text, some a walk over a registry.
const WARNINGS_LIMIT: usize = 100;

/// A front matter that is being lowered.
pub(super) struct Lowering<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) registries: &'a Registries,
    cursor: Cell<PlaceCursor>,
    prose: &'a mut Prose,
    warnings_left: usize,
}

/// An entry of a list that is either a text or a group of keys.
pub(super) enum Entry<'n> {
    Text(Spanned<&'n str>),
    Group(Fields<'n>),
}

impl<'a> Lowering<'a> {
    pub(super) fn new(reader: Reader<'a>, registries: &'a Registries, prose: &'a mut Prose) -> Self {
        Self { reader, registries, cursor: Cell::default(), prose, warnings_left: WARNINGS_LIMIT }
    }

    /// Keeps a text for the rules that read what readers get.
    pub(super) fn take_prose(&mut self, kind: BlockKind, text: &Spanned<&str>) {
        self.prose.take(kind, text, self.reader.source.slice(text.span));
    }

    /// The place of something that a finding of another stage may point at.
    pub(super) fn place(&self, span: Span) -> Place {
        self.counted(|source, cursor| source.note_from(span, cursor))
    }

    /// The place of something that is wrong, with what stands there.
    pub(super) fn quoted(&self, span: Span) -> Place {
        self.counted(|source, cursor| source.place_from(span, cursor))
    }

    fn counted(&self, place: impl FnOnce(&SourceText, &mut PlaceCursor) -> Place) -> Place {
        let mut cursor = self.cursor.get();
        let place = place(self.reader.source, &mut cursor);
        self.cursor.set(cursor);
        place
    }

    pub(super) fn placed<T>(&self, value: T, span: Span) -> Placed<T> {
        Placed { value, place: self.place(span) }
    }

    /// Whether another warning would still be kept.
    pub(super) fn may_warn(&self) -> bool {
        self.warnings_left > 0
    }

    /// Adds a warning; `finish` adds help and other places.
    pub(super) fn warn(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        finish: impl FnOnce(Diagnostic, &SourceText) -> Diagnostic,
    ) {
        if self.may_warn() {
            self.warnings_left -= 1;
            let warning = Diagnostic::warning(code, message).at(self.quoted(span));
            self.reader.diagnostics.push(finish(warning, self.reader.source));
        }
    }

    /// A text, with its span.
    pub(super) fn spanned_text<'n>(
        &mut self,
        fields: &mut Fields<'n>,
        key: &'static str,
    ) -> Option<Spanned<&'n str>> {
        fields.text(key, &mut self.reader)
    }

    pub(super) fn text(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
        self.spanned_text(fields, key).map(|text| text.value.to_owned())
    }

    pub(super) fn placed_text(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
    ) -> Option<Placed<String>> {
        self.spanned_text(fields, key).map(|text| self.placed(text.value.to_owned(), text.span))
    }

    /// Reports a key without a value: `draft:` may have been meant to withhold the briefing.
    pub(super) fn refuse_empty(&mut self, fields: &mut Fields<'_>, key: &'static str, example: &str) {
        self.reader.note(fields.span(), || Asked::NotEmpty(key.to_owned()));
        if fields.key_span(key).is_some() && fields.node(key).is_none() {
            fields.require(key, example, &mut self.reader);
        }
    }

    /// A text that must be there; `example` is the line to write.
    pub(super) fn required_text<'n>(
        &mut self,
        fields: &mut Fields<'n>,
        key: &'static str,
        example: &str,
    ) -> Option<Spanned<&'n str>> {
        let text = self.spanned_text(fields, key);
        fields.require(key, example, &mut self.reader);
        text
    }

    pub(super) fn boolean(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<bool> {
        fields.boolean(key, &mut self.reader).map(|boolean| boolean.value)
    }

    pub(super) fn date(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<jiff::civil::Date> {
        fields.date(key, &mut self.reader).map(|date| date.value)
    }

    /// An entry of the list `what`: a text, or a group with some of `keys`.
    pub(super) fn entry<'n>(&mut self, node: &'n Node, what: &str, keys: &[&str]) -> Option<Entry<'n>> {
        match &node.value {
            // `- Ask: who else knows?` is a text to its author and a mapping to YAML
            Value::Map(map)
                if map.entries.len() == 1 && nearest(&map.entries[0].key, keys.iter().copied()).is_none() =>
            {
                self.reader.wrong_type(node, what, "a text");
                None
            }
            Value::Map(_) => Fields::of(node, what, &mut self.reader).map(Entry::Group),
            Value::Scalar(_) => self.reader.text(node, what).map(Entry::Text),
            Value::Empty | Value::List(_) => {
                self.reader.wrong_type(node, what, "a text");
                None
            }
        }
    }
}

/// A text with every run of white space as one space.
pub(super) fn one_line(text: &str) -> String {
    if !text.contains(['\n', '\t', '\r']) {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first line of a text, cut to sixty characters, for a message.
pub(super) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    line.char_indices().nth(60).map_or_else(|| line.to_owned(), |(at, _)| format!("{}...", &line[..at]))
}
