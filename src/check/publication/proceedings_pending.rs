//! A briefing on a case that is before a court.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;
use crate::parse::Proceedings;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/proceedings-pending"),
    owner: Owner::Author,
    severity: Severity::Error,
    document: include_str!("proceedings_pending.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for briefing in site.judged_pages(&["review"]) {
        let proceedings = briefing.front.review.as_ref().and_then(|review| review.proceedings.as_ref());
        if let Some(pending) = proceedings.filter(|it| it.value == Proceedings::Pending) {
            let message = format!("`{}` reports on a case whose proceedings are pending", briefing.source);
            found.push(RULE.finding(message).at(pending.place.clone()).help(
                "keep it back with `draft: true` until they are over, or have a lawyer agree and record that in a waiver",
            ));
        }
    }
}
