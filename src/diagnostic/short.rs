//! One line a finding, for editors and `grep`.

use std::io::{self, Write};

use super::{Diagnostic, Statement, printable};

/// Writes `file:line:column: severity[code]: message`, one line a finding; without a place the line begins with
/// the severity.
pub fn render_short(diagnostics: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        if let Some(place) = &diagnostic.place {
            write!(out, "{}:{}:{}: ", printable(place.path.as_str()), place.line, place.column)?;
        }
        let Statement { severity, code, message, .. } = &**diagnostic;
        writeln!(out, "{severity}[{code}]: {}", printable(message))?;
    }
    Ok(())
}
