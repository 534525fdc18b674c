//! What a schema asks of each value, noted while it reads: the description of a schema is made by the code that reads.

use crate::source::Span;

/// What was asked of one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// A single value that is read elsewhere: part of a date, a short name.
    Scalar,
    /// One of a closed list of words.
    Choice(Vec<&'static str>),
    /// One of these words, or a word that means one of them.
    Words(Vec<String>),
    /// A list of texts, or a single one.
    Texts,
    /// A list.
    List,
    /// A group with these keys and no others, in the order in which they were asked for.
    Group(Vec<&'static str>),
    /// A group with any keys.
    AnyKeys,
    /// The group has to have this key, with a value.
    Required(String),
    /// The key may be left out, but not left empty.
    NotEmpty(String),
}

/// Everything that was asked, with the span of the node.
pub type Trace = Vec<(Span, Asked)>;
