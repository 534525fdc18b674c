//! What is wrong, where, and how to say it. A diagnostic is data; each renderer is a file of its own.
//!
//! The renderers write what they are given, in one pass, and never fail but when the writing does. Text that came
//! from content is made [`printable`] on its way to a terminal and escaped losslessly on its way to a program.

mod github;
mod grouped;
mod human;
mod json;
mod junit;
mod nearest;
mod news;
mod owner;
mod printable;
mod sarif;
mod short;
mod summary;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

use crate::source::{Place, SourcePath};

pub use github::render_github;
pub use human::{HumanStyle, in_full, render_human};
pub use json::render_json;
pub use junit::render_junit;
pub use nearest::{Letters, nearest, nearest_by_letters};
pub use news::news;
pub use owner::Owner;
pub use printable::printable;
pub use sarif::render_sarif;
pub use short::render_short;
pub use summary::{Counts, Summary, Waived};

/// How grave a finding is. The order is from mild to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Needs a human tick before publication.
    Review,
    /// Should be mended; blocks only under `--deny warnings`.
    Warning,
    /// Blocks the build.
    Error,
}

impl Severity {
    /// Every severity, from mild to grave.
    pub const ALL: [Self; 4] = [Self::Note, Self::Review, Self::Warning, Self::Error];

    /// The plain word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Review => "review",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The stable name of a kind of finding, `family/name`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl Code {
    /// The code of a name that was remembered by an earlier run of the same program. `None` for more names than the
    /// program can have: such a memory is damaged.
    pub fn remembered(name: &str) -> Option<Self> {
        // A name is given out for good, for codes are copied everywhere; there are some two hundred.
        const MOST: usize = 2_000;
        static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = names.get(name) {
            return Some(Self(known));
        }
        if names.len() >= MOST {
            return None;
        }
        let name: &'static str = name.to_owned().leak();
        names.insert(name);
        Some(Self(name))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// One finding: what is wrong, where, why, and the way out.
///
/// A site of thousands of briefings has as many findings as sentences, and they are sorted, kept and passed on all the time:
/// copies share what they say, until one of them is changed.
#[derive(Clone, PartialEq, Eq)]
pub struct Diagnostic(Arc<Statement>);

/// What a [`Diagnostic`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The kind of finding.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// Who can mend it.
    pub owner: Owner,
    /// One sentence, lower case, no full stop, the thing in backticks.
    pub message: String,
    /// Where it is; nothing for a finding about the site as a whole.
    pub place: Option<Place>,
    /// A few words under the marked text.
    pub label: Option<String>,
    /// Other places that belong to it ("first given here").
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub help: Option<Cow<'static, str>>,
    /// Why it matters.
    pub notes: Vec<Cow<'static, str>>,
}

impl Diagnostic {
    /// A finding of severity error.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A finding of severity warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A finding of severity note.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// A finding.
    pub fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self::from(Statement {
            code,
            severity,
            owner: Owner::default(),
            message: message.into(),
            place: None,
            label: None,
            related: Vec::new(),
            help: None,
            notes: Vec::new(),
        })
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets the words under the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Sets the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a reason.
    #[must_use]
    pub fn because(mut self, note: impl Into<Cow<'static, str>>) -> Self {
        self.notes.push(note.into());
        self
    }
}

impl Statement {
    /// Every place that it shows.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.place.iter().chain(self.related.iter().map(|(place, _)| place))
    }

    /// Every place that it shows, to be changed.
    pub fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let Self { place, related, .. } = self;
        place.iter_mut().chain(related.iter_mut().map(|(place, _)| place))
    }
}

impl From<Statement> for Diagnostic {
    fn from(statement: Statement) -> Self {
        Self(Arc::new(statement))
    }
}

impl Deref for Diagnostic {
    type Target = Statement;

    fn deref(&self) -> &Statement {
        &self.0
    }
}

impl DerefMut for Diagnostic {
    /// What it says, to be changed in it alone.
    fn deref_mut(&mut self) -> &mut Statement {
        Arc::make_mut(&mut self.0)
    }
}

impl fmt::Debug for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Puts findings into the order in which they are shown: by file, line, column, code, message.
///
/// Those of each text are sorted where it is read and come in the order of their texts, so what is left to do here is little:
/// this sort finds what is in order already.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(in_order);
}

/// The order in which findings are shown.
fn in_order(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    fn key(d: &Diagnostic) -> (Option<(&SourcePath, u32, u32)>, Code, &str) {
        // Paths that are the same in memory are not compared letter by letter.
        let place = d.place.as_ref().map(|place| (&place.path, place.line, place.column));
        (place, d.code, &d.message)
    }
    if Arc::ptr_eq(&one.0, &other.0) { Ordering::Equal } else { key(one).cmp(&key(other)) }
}

/// Takes out what sorted findings say a second time of one place, as where a page repeats the words of a text.
pub fn drop_repeated(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.dedup_by(|later, first| {
        later.place.is_some()
            && (later.code, &later.place, &later.message) == (first.code, &first.place, &first.message)
    });
}

/// Whether any finding blocks publication.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
