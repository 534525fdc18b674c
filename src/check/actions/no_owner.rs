//! An action that nobody has to do.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

use super::{is_dropped, report_lacking};

pub(super) const RULE: Rule = Rule {
    code: Code("actions/no-owner"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("no_owner.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let help = "name one body or one post that answers for it, as `owner: Head of adult social care`";
    let lacks = |action: &crate::parse::Action| action.owner.is_none() && action.owner_role.is_none();
    report_lacking(site, &RULE, ("an owner", help), |action| !is_dropped(action), lacks, found);
}
