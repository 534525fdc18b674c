//! One JSON object with every finding, for programs.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::{Diagnostic, Summary};
use crate::source::is_unprintable;

#[derive(Serialize)]
struct Row<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
}

/// Writes `{"diagnostics": [...], "summary": {...}}`, each finding on a line of its own, and an `"error"` besides
/// when the machine failed.
pub fn render_json(
    diagnostics: &[Diagnostic],
    summary: &Summary,
    failure: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"{\"diagnostics\": [")?;
    let mut separator = "\n";
    for diagnostic in diagnostics {
        out.write_all(separator.as_bytes())?;
        write_value(&row(diagnostic), out)?;
        separator = ",\n";
    }
    out.write_all(b"],\n\"summary\": ")?;
    write_value(summary, out)?;
    if let Some(failure) = failure {
        out.write_all(b",\n\"error\": ")?;
        write_value(&failure, out)?;
    }
    out.write_all(b"}\n")
}

fn row(diagnostic: &Diagnostic) -> Row<'_> {
    let place = diagnostic.place.as_ref();
    Row {
        code: diagnostic.code.0,
        severity: diagnostic.severity.word(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        file: place.map(|place| place.path.as_str()),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        end_line: place.map(|place| place.end_line),
        end_column: place.map(|place| place.end_column),
    }
}

/// Writes one value as compact JSON in which every unprintable character is escaped.
pub(super) fn write_value<T: Serialize + ?Sized>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Printable(CompactFormatter));
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Escapes what JSON allows but a terminal must not see; the value that is read back is the same.
struct Printable(CompactFormatter);

impl Formatter for Printable {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // serde_json has escaped the control characters of ASCII, all but DEL, before it comes here.
        if fragment.is_ascii() && !fragment.contains('\u{7f}') {
            return self.0.write_string_fragment(writer, fragment);
        }
        let mut rest = fragment;
        while let Some((at, bad)) = rest.char_indices().find(|(_, c)| is_unprintable(*c)) {
            self.0.write_string_fragment(writer, &rest[..at])?;
            for unit in bad.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + bad.len_utf8()..];
        }
        self.0.write_string_fragment(writer, rest)
    }
}
