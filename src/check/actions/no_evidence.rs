//! An action that is said to be done, and nothing shows it.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;
use crate::parse::ActionStatus;

use super::{name, place, readable_actions};

pub(super) const RULE: Rule = Rule {
    code: Code("actions/no-evidence"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("no_evidence.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (briefing, action) in readable_actions(site).filter(|(_, action)| action.evidence.is_none()) {
        let help = match action.status {
            Some(ActionStatus::Done) => {
                "write under `evidence` what shows it: a form in use, minutes, a count"
            }
            Some(ActionStatus::Evidenced) => {
                "write under `evidence` what shows it, or let the status be `done` until something does"
            }
            _ => continue,
        };
        let status = action.status.map_or("", ActionStatus::key);
        let message = format!("{} is `{status}`, and nothing is named that shows it", name(action));
        found.push(RULE.finding(message).at(place(briefing, action)).help(help));
    }
}
