//! Words that put the blame on the person who was harmed.

use crate::check::{Looks, Rule, Source};
use crate::config::WordingKind;
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("language/victim-blaming"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("victim_blaming.md"),
    looks: Looks::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    super::report_wordings(
        &RULE,
        WordingKind::VictimBlaming,
        "blames the person who was harmed",
        source,
        found,
    );
}
