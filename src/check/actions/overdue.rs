//! An open action whose day has passed.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

use super::{is_open, name, place, readable_actions};

pub(super) const RULE: Rule = Rule {
    code: Code("actions/overdue"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("overdue.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (briefing, action) in readable_actions(site).filter(|(_, action)| is_open(action)) {
        let Some(due) = action.due.filter(|due| *due < site.today) else { continue };
        let mut finding = RULE
            .finding(format!("{} was due on {due} and is not done", name(action)))
            .at(place(briefing, action))
            .help("say how it ended under `status`; if it takes longer, say so under `progress` and give a new `due`");
        if let Some(updated) = action.updated {
            finding = finding.because(format!("its state was last looked at on {updated}"));
        }
        found.push(finding);
    }
}
