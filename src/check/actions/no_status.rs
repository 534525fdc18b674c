//! An action of which nobody says how far it is.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

use super::report_lacking;

pub(super) const RULE: Rule = Rule {
    code: Code("actions/no-status"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("no_status.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let help = "write `status: planned`, `under-way`, `done`, `evidenced`, `superseded` or `not-accepted`";
    report_lacking(site, &RULE, ("a status", help), |_| true, |action| action.status.is_none(), found);
}
