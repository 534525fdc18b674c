//! What could be read of a front matter that has an error.

use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::source::{PlaceCursor, SourceText};
use crate::yaml::{Node, Value};

use super::FrontMatter;

/// Enough to compare a file with others while its author mends it. Nothing of it is ever published.
#[derive(Debug, Clone, PartialEq)]
pub struct PartialFrontMatter {
    /// What was read. What has an error in it is as if it were not there.
    pub front: Box<FrontMatter>,
    /// The keys with an error.
    pub unread: UnreadKeys,
}

/// The keys of a front matter that have an error in their values, or that nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnreadKeys(pub(crate) Vec<String>);

impl UnreadKeys {
    /// The keys on whose lines an error was found.
    pub(super) fn of(source: &SourceText, node: &Node, found: &[Diagnostic]) -> Self {
        let Value::Map(map) = &node.value else { return Self::default() };
        let mut cursor = PlaceCursor::default();
        let lines: Vec<u32> =
            map.entries.iter().map(|entry| source.note_from(entry.key_span, &mut cursor).line).collect();
        let errors = found.iter().filter(|found| found.severity == Severity::Error);
        // A key that is given twice has its error at the second place, behind another key.
        let places =
            errors.flat_map(|found| found.place.iter().chain(found.related.iter().map(|(place, _)| place)));
        let wrong: Vec<u32> = places.map(|place| place.line).collect();
        let entries = map.entries.iter().enumerate().filter(|(at, _)| {
            let last = lines.get(at + 1).map_or(u32::MAX, |next| next.saturating_sub(1).max(lines[*at]));
            wrong.iter().any(|line| (lines[*at]..=last).contains(line))
        });
        Self(entries.map(|(_, entry)| entry.key.to_string()).collect())
    }

    /// Whether it is known what a front matter says of a key, be it nothing: it has no error, and no key that nobody
    /// knows could be a misspelling of it.
    pub fn knows(&self, key: &str) -> bool {
        self.0.iter().all(|unread| unread != key && nearest(unread, [key]).is_none())
    }
}
