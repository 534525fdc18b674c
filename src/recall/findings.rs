//! Places and findings.

use super::reader::Reader;
use super::writer::Writer;
use super::{Kept, kept_enum, kept_struct};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity, Statement};
use crate::source::{Excerpt, Place, SourcePath};

// A place nearly always is in the file that is remembered, whose path is left out.
impl Kept for Place {
    fn put(&self, to: &mut Writer<'_>) {
        let Self { path, line, column, end_line, end_column, excerpt } = self;
        to.text(if path == to.path { "" } else { path.as_str() });
        line.put(to);
        column.put(to);
        end_line.wrapping_sub(*line).put(to);
        end_column.put(to);
        excerpt.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let written = from.text()?;
        let path = if written.is_empty() { from.path.clone() } else { SourcePath::new(written) };
        let line = u32::take(from)?;
        let column = Kept::take(from)?;
        let end_line = line.wrapping_add(Kept::take(from)?);
        Some(Self { path, line, column, end_line, end_column: Kept::take(from)?, excerpt: Kept::take(from)? })
    }
}

impl Kept for Excerpt {
    fn put(&self, to: &mut Writer<'_>) {
        let Self { text, mark, cut_left } = self;
        to.text(text);
        to.number(mark.start as u64);
        to.number(mark.end as u64);
        cut_left.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let text = from.text()?.into();
        let mut end = || usize::try_from(from.number()?).ok();
        let mark = end()?..end()?;
        Some(Self { text, mark, cut_left: Kept::take(from)? })
    }
}

impl Kept for Code {
    fn put(&self, to: &mut Writer<'_>) {
        to.text(self.0);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.code()
    }
}

kept_enum!(Severity { Note = 0, Review = 1, Warning = 2, Error = 3 });
kept_enum!(Owner { Author = 0, InformationGovernance = 1, Web = 2 });
kept_struct!(Statement { code, severity, owner, message, place, label, related, help, notes });

impl Kept for Diagnostic {
    fn put(&self, to: &mut Writer<'_>) {
        Statement::put(self, to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Statement::take(from).map(Self::from)
    }
}
