//! An action without an end.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

use super::{is_open, report_lacking};

pub(super) const RULE: Rule = Rule {
    code: Code("actions/no-due-date"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("no_due_date.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let help = "write the day by which it will be done, as `due: 2027-03-31`";
    report_lacking(site, &RULE, ("a due date", help), is_open, |action| action.due.is_none(), found);
}
