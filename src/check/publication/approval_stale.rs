//! A briefing that was changed after it was signed off.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/approval-stale"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("approval_stale.md"),
    looks: Looks::Site(check),
};

/// Changes that a finding names; the rest are counted.
const NAMED: usize = 8;

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for briefing in site.briefing_pages() {
        let changes = site.changes_since_approval(briefing);
        let Some(approval) = briefing.front.approval.as_ref().filter(|_| !changes.is_empty()) else {
            continue;
        };
        let mut named = changes.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if changes.len() > NAMED {
            named = format!("{named} and {} more", changes.len() - NAMED);
        }
        let message = format!("`{}` was changed after it was approved: {named}", briefing.source);
        let help = format!(
            "have the change signed off, then run `briefpress approve {} --by ...` again",
            briefing.source
        );
        let place = approval.place.clone().unwrap_or_else(|| briefing.place());
        found.push(RULE.finding(message).at(place).help(help));
    }
}
