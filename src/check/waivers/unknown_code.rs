//! A waiver of something that is no kind of finding.

use crate::check::{Looks, Rule, nearest_rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::parse::Waiver;

pub(super) const RULE: Rule = Rule {
    code: Code("waivers/unknown-code"),
    owner: Owner::Author,
    severity: Severity::Error,
    document: include_str!("unknown_code.md"),
    looks: Looks::Structure,
};

pub(super) fn finding(waiver: &Waiver) -> Diagnostic {
    let written = &waiver.code.value;
    let help = match nearest_rule(written) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "copy the code from the finding; `briefpress explain --list` names every code".to_owned(),
    };
    RULE.finding(format!("there is no finding with the code `{written}` to waive"))
        .at(waiver.code.place.clone())
        .help(help)
}
