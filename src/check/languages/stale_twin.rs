//! A language version that is older than the last change of the original.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

use super::{language, twins};

pub(super) const RULE: Rule = Rule {
    code: Code("languages/stale-twin"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("stale_twin.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for twins in twins(site) {
        let changed = twins.original.last_change();
        for twin in twins.others.iter().filter(|twin| twin.last_change() < changed) {
            let message = format!(
                "the version in `{}` was last changed on {}, the original on {changed}",
                language(site, twin),
                twin.last_change()
            );
            found.push(
                RULE.finding(message)
                    .at(twin.place())
                    .related(twins.original.place(), "the original")
                    .help("bring over what changed, then write the day under `updated` or `updates` here"),
            );
        }
    }
}
