//! A purge of which nobody wrote down the day.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/purge-undated"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("purge_undated.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for purged in site.purged.iter().filter(|purged| !purged.is_dated) {
        let message = format!("`{}` was purged, and no day says when", purged.said.value);
        let help = format!("write the day of the purge, as `updated: {}`", site.today);
        found.push(RULE.finding(message).at(purged.said.place.clone()).help(help));
    }
}
