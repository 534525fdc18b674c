//! A waiver that nothing needs.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::parse::Waiver;

pub(super) const RULE: Rule = Rule {
    code: Code("waivers/unused"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("unused.md"),
    looks: Looks::Structure,
};

pub(super) fn finding(waiver: &Waiver) -> Diagnostic {
    let what = match &waiver.matches {
        Some(words) => format!("no finding `{}` with the words `{words}`", waiver.code.value),
        None => format!("no finding `{}`", waiver.code.value),
    };
    RULE.finding(format!("there is {what} here, so the waiver is not needed"))
        .at(waiver.code.place.clone())
        .help("delete the waiver, or correct its `match`")
}
