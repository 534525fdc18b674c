//! Words for people and harms that have been given up.

use crate::check::{Looks, Rule, Source};
use crate::config::WordingKind;
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("language/dated-term"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("dated_term.md"),
    looks: Looks::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    super::report_wordings(&RULE, WordingKind::Dated, "is no longer said", source, found);
}
