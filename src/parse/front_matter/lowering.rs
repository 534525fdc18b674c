//! What every topic's lowering shares: the reader, the registries, and the readings that many keys need.

use crate::config::Registries;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Place, Placed, SourceText, Span, Spanned};
use crate::yaml::{Family, Fields, Node, Reader, Value};

const CONTROL_CHARACTER: Code = Code("front-matter/control-character");

/// Warnings that are kept for one file: each costs a walk over the text, some a walk over a registry.
const WARNINGS_LIMIT: usize = 100;

/// A front matter that is being lowered.
pub(super) struct Lowering<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) registries: &'a Registries,
    warnings_left: usize,
}

/// An entry of a list that is either a text or a group of keys.
pub(super) enum Entry<'n> {
    Text(Spanned<&'n str>),
    Group(Fields<'n>),
}

impl<'a> Lowering<'a> {
    pub(super) fn new(
        source: &'a SourceText,
        diagnostics: &'a mut Vec<Diagnostic>,
        family: Family,
        registries: &'a Registries,
    ) -> Self {
        Self { reader: Reader::new(source, diagnostics, family), registries, warnings_left: WARNINGS_LIMIT }
    }

    pub(super) fn place(&self, span: Span) -> Place {
        self.reader.source.place(span)
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
            let warning = Diagnostic::warning(code, message).at(self.place(span));
            self.reader.diagnostics.push(finish(warning, self.reader.source));
        }
    }

    /// A text, with its span.
    pub(super) fn spanned_text<'n>(
        &mut self,
        fields: &mut Fields<'n>,
        key: &'static str,
    ) -> Option<Spanned<&'n str>> {
        let text = fields.text(key, &mut self.reader)?;
        self.check_characters(&text);
        Some(text)
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
            Value::Scalar(_) => {
                let text = self.reader.text(node, what)?;
                self.check_characters(&text);
                Some(Entry::Text(text))
            }
            Value::Empty | Value::List(_) => {
                self.reader.wrong_type(node, what, "a text");
                None
            }
        }
    }

    /// Refuses what an escape in double quotes can smuggle in and no page can show.
    pub(super) fn check_characters(&mut self, text: &Spanned<&str>) {
        let is_bad = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
        if text.value.bytes().all(|byte| byte >= b' ' && byte < 0x7F) {
            return;
        }
        if let Some(bad) = text.value.chars().find(is_bad) {
            let message = format!("the text holds the control character U+{:04X}", u32::from(bad));
            self.reader.report(CONTROL_CHARACTER, text.span, message, |d| {
                d.help("remove it: it can not be seen and breaks feeds")
            });
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
