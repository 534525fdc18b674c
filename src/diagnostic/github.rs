//! Workflow commands, by which GitHub shows findings beside the lines they are about.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Diagnostic, Severity};
use crate::source::{Place, is_unprintable};

/// Writes one workflow command a finding, and one for the failure of the machine if there was one.
///
/// GitHub knows three levels: a finding to review is shown as a warning.
pub fn render_github(
    diagnostics: &[Diagnostic],
    failure: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning | Severity::Review => "warning",
            Severity::Note => "notice",
        };
        let mut properties = String::new();
        if let Some(place) = &diagnostic.place {
            push_place(&mut properties, place);
        }
        let _ = write!(properties, "title={}", escaped(diagnostic.code.0, true));
        let mut text = escaped(&diagnostic.message, false).into_owned();
        for (word, line) in remarks(diagnostic) {
            let _ = write!(text, "%0A{word}: {}", escaped(line, false));
        }
        writeln!(out, "::{command} {properties}::{text}")?;
    }
    if let Some(failure) = failure {
        writeln!(out, "::error title=briefpress::{}", escaped(failure, false))?;
    }
    Ok(())
}

/// The help and the notes of a finding, each with its word.
pub(super) fn remarks(diagnostic: &Diagnostic) -> impl Iterator<Item = (&'static str, &str)> {
    let help = diagnostic.help.as_deref().map(|help| ("help", help));
    help.into_iter().chain(diagnostic.notes.iter().map(|note| ("note", &**note)))
}

/// Columns are given only within one line: GitHub refuses them otherwise.
fn push_place(properties: &mut String, place: &Place) {
    let Place { line, column, end_line, end_column, .. } = place;
    let file = escaped(place.path.as_str(), true);
    let _ = write!(properties, "file={file},line={line},endLine={end_line},");
    if line == end_line {
        let _ = write!(properties, "col={column},endColumn={end_column},");
    }
}

/// Escapes what would end a command, and in a property what would end the property.
fn escaped(text: &str, in_property: bool) -> Cow<'_, str> {
    let special = |c: char| c == '%' || is_unprintable(c) || (in_property && matches!(c, ':' | ','));
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            ':' if in_property => escaped.push_str("%3A"),
            ',' if in_property => escaped.push_str("%2C"),
            '\t' => escaped.push(' '),
            c if is_unprintable(c) => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}
