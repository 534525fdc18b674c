//! A sign-off that is not bound to the text.

use crate::check::{Looks, Rule};
use crate::config::CheckLevel;
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::{Briefing, Site};

use super::approval_stale;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/approval-unbound"),
    owner: Owner::Author,
    severity: Severity::Note,
    document: include_str!("approval_unbound.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let is_bound = |briefing: &Briefing| {
        briefing.front.approval.as_ref().is_some_and(|approval| !approval.fingerprint.is_empty())
    };
    // Where nobody uses `approve`, there is nothing to remind of, unless the site counts on it.
    if !is_counted_on(site) && !site.judged(&["approval"]).any(is_bound) {
        return;
    }
    for briefing in site.judged(&["approval"]) {
        let Some(approval) = briefing.front.approval.as_ref().filter(|approval| approval.is_given()) else {
            continue;
        };
        if approval.fingerprint.is_empty() {
            let message = format!("the approval of `{}` is not bound to its text", briefing.source);
            let place = approval.place.clone().unwrap_or_else(|| briefing.place());
            found.push(RULE.finding(message).at(place).help(
                "when it is signed the next time, let `briefpress approve` record it: then a later change is noticed",
            ));
        }
    }
}

/// Whether the site says how grave it is that a sign-off is not bound to the text, or that the text was changed after it: without
/// a fingerprint no change can be told.
fn is_counted_on(site: &Site) -> bool {
    let codes = [RULE.code.0, approval_stale::RULE.code.0];
    let mut settings = site.config.checks.iter().filter(|setting| codes.contains(&&*setting.code.value));
    settings.any(|setting| setting.level != CheckLevel::Off)
}
