//! A briefing whose time is over.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/retention-over"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("retention_over.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for briefing in site.judged(&["lifecycle"]) {
        if let Some(last) = briefing.front.lifecycle.retain_until.filter(|last| *last < site.today) {
            let message = format!("`{}` was to be kept until {last} and is still public", briefing.source);
            found.push(RULE.finding(message).at(briefing.place()).help(
                "decide: withdraw it (`state: withdrawn`), delete the file, or move `retain_until` under `lifecycle`",
            ));
        }
    }
}
