//! The tree that YAML text becomes: every key and value with its span.

use crate::source::Span;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The bytes of the source text that it was read from.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing after the colon.
    Empty,
    /// A text, a number, a date, a boolean: the reader decides.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A mapping.
    Map(Map),
}

/// A scalar as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar {
    /// The text, without quotes.
    pub text: Box<str>,
    /// Whether it stands without quotes and not in a block (`|`, `>`), so that YAML could take it for something
    /// other than text.
    pub plain: bool,
}

/// A mapping in the order of the file; keys are unique (a duplicate is a diagnostic of `parse_yaml`).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Box<str>,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}
