//! A briefing that nobody has looked at again in time.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;
use crate::parse::LifecycleState;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/review-overdue"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("review_overdue.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for briefing in site.judged(&["lifecycle"]) {
        let lifecycle = &briefing.front.lifecycle;
        // What is archived says by itself that it is not kept up to date.
        let is_archived =
            lifecycle.state.as_ref().is_some_and(|state| state.value == LifecycleState::Archived);
        let due = lifecycle.review_due.filter(|due| *due < site.today && !is_archived);
        if let Some(due) = due {
            let message = format!("`{}` was to be looked at again by {due}", briefing.source);
            found.push(RULE.finding(message).at(briefing.place()).help(
                "see whether it is still good advice, then move `review_due` under `lifecycle`, or archive or withdraw it",
            ));
        }
    }
}
