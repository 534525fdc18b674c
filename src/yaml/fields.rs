//! Reads a mapping field by field, and reports what does not fit.

use super::{Map, Node};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceText, Span, Spanned};
use jiff::civil::Date;

/// Where findings go while nodes are read.
pub struct Reader<'a> {
    /// The text that the nodes were read from.
    pub source: &'a SourceText,
    /// What was found so far.
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

/// A mapping that is being read: remembers which keys were asked for, so that [`Fields::finish`] can report the rest.
pub struct Fields<'n> {
    map: &'n Map,
    span: Span,
    asked: Vec<&'static str>,
}

#[allow(unused_variables, dead_code)]
impl<'n> Fields<'n> {
    /// The mapping of a node; a node of another type is reported as "`what` is not a group of keys".
    pub fn of(node: &'n Node, what: &str, reader: &mut Reader<'_>) -> Option<Self> {
        None
    }
    /// The span of the whole mapping.
    pub fn span(&self) -> Span {
        self.span
    }
    /// The node of a key, whatever its type; an empty one (`key:`) is none.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        None
    }
    /// A text. Unquoted `no`, `3`, `2015-01-01`, `12:30`, `~` and the like are reported: they need quotes.
    pub fn text(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Spanned<&'n str>> {
        None
    }
    /// `true` or `false`, exactly.
    pub fn boolean(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Spanned<bool>> {
        None
    }
    /// A whole number of decimal digits without leading zeros.
    pub fn number(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Spanned<u32>> {
        None
    }
    /// A full date, `YYYY-MM-DD`.
    pub fn date(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<Spanned<Date>> {
        None
    }
    /// A list of texts; a single text where a list is meant is accepted as a list of one.
    pub fn texts(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Vec<Spanned<&'n str>> {
        Vec::new()
    }
    /// A list of anything.
    pub fn list(&mut self, key: &'static str, reader: &mut Reader<'_>) -> &'n [Node] {
        &[]
    }
    /// One of a closed list of words; anything else is reported with the nearest.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
        reader: &mut Reader<'_>,
    ) -> Option<Spanned<T>> {
        None
    }
    /// Reports every key that nobody asked for, with "did you mean".
    pub fn finish(self, reader: &mut Reader<'_>) {}
}
