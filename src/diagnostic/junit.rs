//! The XML of `JUnit`, in which most servers that build software show what was tested.

use std::borrow::Cow;
use std::io::{self, Write};

use super::github::remarks;
use super::{Diagnostic, Severity};

/// Writes a suite for each file and a case for each finding.
///
/// What blocks is a failure: errors, and warnings where they are denied. The rest is skipped, with its message: servers
/// show such cases and do not count them as broken. A failure of the machine is an error of a suite of its own. Without
/// any finding there is one case that passed, for servers take an empty report for a broken one.
pub fn render_junit(
    diagnostics: &[Diagnostic],
    deny_warnings: bool,
    failure: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let blocks = |found: &&Diagnostic| {
        found.severity == Severity::Error || (deny_warnings && found.severity == Severity::Warning)
    };
    let failures = diagnostics.iter().filter(blocks).count();
    let whole = usize::from(diagnostics.is_empty() && failure.is_none());
    let tests = diagnostics.len() + usize::from(failure.is_some()) + whole;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"briefpress\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{}\">",
        usize::from(failure.is_some())
    )?;
    if whole > 0 {
        writeln!(out, "<testsuite name=\"site\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">")?;
        writeln!(out, "<testcase classname=\"briefpress\" name=\"no findings\"/>")?;
        writeln!(out, "</testsuite>")?;
    }
    for of_file in diagnostics.chunk_by(|a, b| file(a) == file(b)) {
        let failures = of_file.iter().filter(blocks).count();
        writeln!(
            out,
            "<testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\">",
            escaped(file(&of_file[0])),
            of_file.len(),
            of_file.len() - failures
        )?;
        for found in of_file {
            write_case(found, blocks(&found), out)?;
        }
        writeln!(out, "</testsuite>")?;
    }
    if let Some(failure) = failure {
        writeln!(
            out,
            "<testsuite name=\"briefpress\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">"
        )?;
        writeln!(
            out,
            "<testcase classname=\"briefpress\" name=\"run\"><error message=\"{}\"/></testcase>",
            escaped(failure)
        )?;
        writeln!(out, "</testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn file(found: &Diagnostic) -> &str {
    found.place.as_ref().map_or("site", |place| place.path.as_str())
}

fn write_case(found: &Diagnostic, blocks: bool, out: &mut dyn Write) -> io::Result<()> {
    let message = escaped(&found.message);
    write!(out, "<testcase classname=\"{}\"", escaped(found.code.0))?;
    match &found.place {
        Some(place) => {
            let path = escaped(place.path.as_str());
            write!(
                out,
                " name=\"{}:{} {message}\" file=\"{path}\" line=\"{}\">",
                place.line, place.column, place.line
            )?;
        }
        None => write!(out, " name=\"{message}\">")?,
    }
    let element = if blocks { "failure" } else { "skipped" };
    write!(out, "<{element} message=\"{}: {message}\"", found.severity)?;
    if blocks {
        write!(out, " type=\"{}\"", escaped(found.code.0))?;
    }
    out.write_all(b">")?;
    for (number, (word, line)) in remarks(found).enumerate() {
        let separator = if number > 0 { "\n" } else { "" };
        write!(out, "{separator}{word}: {}", escaped(line))?;
    }
    writeln!(out, "</{element}></testcase>")
}

/// Escapes for text and attributes, and takes out what XML can not hold or a terminal must not see.
fn escaped(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || is_forbidden(c);
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(' '),
            c if is_forbidden(c) => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

fn is_forbidden(c: char) -> bool {
    crate::source::is_unprintable(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}
