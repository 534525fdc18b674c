//! What a rule is: a kind of finding with its document, and how it is found.

use crate::attachment::TraceKind;
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::identity;
use crate::model::Site;

use super::{Findings, Page, Source};

/// A kind of finding.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its stable name, `family/name`.
    pub code: Code,
    /// Who can mend what it finds.
    pub owner: Owner,
    /// How grave it is where `site.yaml` does not say otherwise.
    pub severity: Severity,
    /// What it finds, why that matters, examples, and the way out; see [`Document`](super::Document).
    pub document: &'static str,
    /// What it looks at.
    pub looks: Looks,
}

/// What a rule looks at, and with what.
#[derive(Debug, Clone, Copy)]
pub enum Looks {
    /// Its findings are made where a text is read or resolved: it is about what can not be understood.
    Structure,
    /// At one source alone: a pure function of its text, the settings and the registries, never of the day, for what it
    /// finds is remembered by the text.
    Source(fn(&Source<'_>, &mut Vec<Diagnostic>)),
    /// At the resolved site, which knows the day.
    Site(fn(&Site, &mut Vec<Diagnostic>)),
    /// At one output alone, right after it was made; what it finds is remembered by what the output is made of.
    Page(fn(&Page<'_>, &mut Findings)),
    /// At specimens of each kind of page, made with the theme of the site where that is not the program's own.
    Theme,
    /// At what another host answers, where it is asked.
    Online,
    /// At a file that is published as it is: for one kind of what its readers do not see.
    File(TraceKind),
    /// At every text that would be published: for some kinds of what could tell who somebody is, or, without any, for what
    /// several of them say together.
    Identity(&'static [identity::Kind]),
}

impl Looks {
    /// Whether it is about the same kind of trace in a file as another one.
    pub(super) fn is_about(self, kind: TraceKind) -> bool {
        matches!(self, Self::File(own) if own == kind)
    }
}

impl Rule {
    /// The part of the code before the slash.
    pub fn family(&self) -> &'static str {
        self.code.0.split('/').next().unwrap_or(self.code.0)
    }

    /// Whether neither `site.yaml` nor a waiver can change what it says: a page with such a mistake can not be made, or
    /// names somebody whom it was sealed not to name.
    pub fn is_fixed(&self) -> bool {
        let is_sealed =
            matches!(self.looks, Looks::Identity(kinds) if kinds.contains(&identity::Kind::SealedName));
        (matches!(self.looks, Looks::Structure) || is_sealed) && self.severity == Severity::Error
    }

    /// A finding of it.
    pub fn finding(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.severity, self.code, message)
    }
}
