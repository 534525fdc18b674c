//! What a run came to, in numbers.

use std::fmt;

use ahash::HashSet;
use serde::{Serialize, Serializer};

use super::{Diagnostic, Severity};

/// The numbers of one run, as the last lines and `--format json` give them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Briefings read.
    pub briefings: usize,
    /// Output files of the finished site, of every kind.
    pub pages: usize,
    /// Output files that had to be made again.
    pub rendered: usize,
    /// Output files that were found fresh.
    pub kept: usize,
    /// Output files of the last build that were taken away.
    pub removed: usize,
    /// How many findings there are of each severity.
    #[serde(flatten)]
    pub counts: Counts,
    /// Findings that somebody accepted, with a reason and an end.
    pub waived: Vec<Waived>,
    /// The time taken.
    #[serde(serialize_with = "in_milliseconds")]
    pub seconds: f64,
}

/// A finding that somebody accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waived {
    /// Its code.
    pub code: &'static str,
    /// The file it is in.
    pub file: String,
    /// The line it is on.
    pub line: u32,
    /// What it says.
    pub message: String,
    /// Why it may stand.
    pub reason: String,
    /// Who says so.
    pub by: String,
    /// The last day on which it may.
    pub until: String,
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Findings that block.
    pub errors: usize,
    /// Findings that should be mended.
    pub warnings: usize,
    /// Findings that need a human tick.
    pub reviews: usize,
    /// Findings that are worth knowing.
    pub notes: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            *counts.slot(diagnostic.severity) += 1;
        }
        counts
    }

    fn slot(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Review => &mut self.reviews,
            Severity::Note => &mut self.notes,
        }
    }
}

impl fmt::Display for Counts {
    /// Writes "3 errors, 12 warnings, 1 note", leaving out what there is none of.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.reviews, "finding to review", "findings to review"),
            (self.notes, "note", "notes"),
        ];
        let mut separator = "";
        for (count, one, many) in parts.into_iter().filter(|(count, ..)| *count > 0) {
            write!(f, "{separator}{count} {}", if count == 1 { one } else { many })?;
            separator = ", ";
        }
        if separator.is_empty() { f.write_str("no findings") } else { Ok(()) }
    }
}

/// In how many files the findings are.
pub(super) fn files<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> usize {
    let places = diagnostics.into_iter().filter_map(|diagnostic| diagnostic.place.as_ref());
    let mut last = None;
    // Findings of one file follow each other, a hundred thousand of them in a large archive.
    let firsts = places.map(|place| &place.path).filter(|path| last.replace(*path) != Some(path));
    firsts.collect::<HashSet<_>>().len()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn in_milliseconds<S: Serializer>(seconds: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((seconds * 1_000.0).round() / 1_000.0)
}
