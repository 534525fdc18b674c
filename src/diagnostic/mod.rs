//! What is wrong, where, and how to say it. A diagnostic is data; each renderer is a file of its own.

use crate::source::Place;

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

/// The stable name of a kind of finding, `family/name`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// One finding: what is wrong, where, why, and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// One sentence, lower case, no full stop, the thing in backticks.
    pub message: String,
    /// Where it is; nothing for a finding about the site as a whole.
    pub place: Option<Place>,
    /// A few words under the marked text.
    pub label: Option<String>,
    /// Other places that belong to it ("first given here").
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub help: Option<String>,
    /// Why it matters.
    pub notes: Vec<String>,
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
        Self {
            code,
            severity,
            message: message.into(),
            place: None,
            label: None,
            related: Vec::new(),
            help: None,
            notes: Vec::new(),
        }
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
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a reason.
    #[must_use]
    pub fn because(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// Puts findings into the order in which they are shown: by file, line, column, code, message.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    let key = |d: &Diagnostic| d.place.as_ref().map(|p| (p.path.clone(), p.line, p.column));
    diagnostics.sort_by(|a, b| {
        key(a).cmp(&key(b)).then_with(|| a.code.cmp(&b.code)).then_with(|| a.message.cmp(&b.message))
    });
}

/// Whether any finding blocks publication.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// The known name that is nearest to a misspelt one, if any is near enough to be meant.
///
/// ```
/// assert_eq!(briefpress::diagnostic::nearest("reveiw_due", ["date", "review_due"]), Some("review_due"));
/// assert_eq!(briefpress::diagnostic::nearest("colour", ["date", "title"]), None);
/// ```
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&written, &name.to_lowercase()), name))
        .filter(|(distance, name)| {
            *distance <= (name.chars().count().max(written.chars().count()) / 3).max(1)
        })
        .min_by_key(|(distance, name)| (*distance, *name))
        .map(|(_, name)| name)
}
