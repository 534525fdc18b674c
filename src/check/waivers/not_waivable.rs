//! A waiver of something that nobody can accept.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::parse::Waiver;

pub(super) const RULE: Rule = Rule {
    code: Code("waivers/not-waivable"),
    owner: Owner::Author,
    severity: Severity::Error,
    document: include_str!("not_waivable.md"),
    looks: Looks::Structure,
};

pub(super) fn finding(waiver: &Waiver) -> Diagnostic {
    RULE.finding(format!("`{}` can not be waived", waiver.code.value))
        .at(waiver.code.place.clone())
        .help("mend what it is about, and delete the waiver")
        .because("a page with such a mistake can not be made safely")
}
