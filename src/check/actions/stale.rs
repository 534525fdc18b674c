//! An open action of which nothing was heard for a year.

use jiff::ToSpan as _;

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

use super::{is_open, name, place, readable_actions};

pub(super) const RULE: Rule = Rule {
    code: Code("actions/stale"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("stale.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Ok(a_year_ago) = site.today.checked_sub(1.year()) else { return };
    for (briefing, action) in readable_actions(site).filter(|(_, action)| is_open(action)) {
        // Without a status or a day another rule asks first, and an action that is overdue is told once.
        let is_told = action.status.is_none() || action.due.is_some_and(|due| due < site.today);
        let last = action.updated.unwrap_or_else(|| briefing.last_change());
        if is_told || last >= a_year_ago {
            continue;
        }
        found.push(
            RULE.finding(format!("nothing was said of {} since {last}", name(action)))
                .at(place(briefing, action))
                .help("ask its owner, then write `progress` and the day under `updated`"),
        );
    }
}
