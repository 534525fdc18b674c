//! A briefing that nobody will look at again.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::{Briefing, Site};
use crate::parse::LifecycleState;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/review-missing"),
    owner: Owner::Author,
    severity: Severity::Note,
    document: include_str!("review_missing.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let has_day = |briefing: &Briefing| briefing.front.lifecycle.review_due.is_some();
    // An archive that writes no such day at all is not told once for each briefing.
    if !site.judged(&["lifecycle"]).any(has_day) {
        return;
    }
    for briefing in site.judged(&["lifecycle"]) {
        let lifecycle = &briefing.front.lifecycle;
        let is_archived =
            lifecycle.state.as_ref().is_some_and(|state| state.value == LifecycleState::Archived);
        if lifecycle.review_due.is_none() && !is_archived {
            let message = format!("`{}` has no day on which it is looked at again", briefing.source);
            found.push(RULE.finding(message).at(Place::of_file(&briefing.source)).help(format!(
                "write `lifecycle: {{review_due: {}-{:02}-01}}`, or another day",
                briefing.date.year().max(site.today.year()) + 1,
                briefing.date.month()
            )));
        }
    }
}
