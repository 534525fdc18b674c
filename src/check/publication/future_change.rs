//! A change that is dated in the future.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::{Briefing, Site};

pub(super) const RULE: Rule = Rule {
    code: Code("publication/future-change"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("future_change.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // A briefing that is looked at before it comes out was issued on a day to come.
    let is_early = |briefing: &&Briefing| briefing.last_change() > site.today.max(briefing.date);
    for briefing in site.judged_pages(&["date", "updated", "updates"]).filter(is_early) {
        let message = format!(
            "a change of `{}` is dated {}, which is in the future",
            briefing.source,
            briefing.last_change()
        );
        found.push(
            RULE.finding(message)
                .at(briefing.place())
                .help("correct `updated` or the date under `updates`; a text that is not public yet belongs into a draft")
                .because("feeds keep what is dated latest at their top"),
        );
    }
}
