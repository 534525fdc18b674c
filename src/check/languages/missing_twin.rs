//! A briefing that is said to have another language version, and none is there.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

use super::twins;

pub(super) const RULE: Rule = Rule {
    code: Code("languages/missing-twin"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("missing_twin.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for twins in twins(site).filter(|twins| twins.others.is_empty()) {
        let Some(key) = &twins.original.front.translation_key else { continue };
        let is_withdrawn =
            site.withdrawn.iter().any(|other| other.front.translation_key.as_ref() == Some(key));
        if !is_withdrawn {
            found.push(
                RULE.finding(format!(
                    "no other language version with the `translation_key` `{key}` is published"
                ))
                .at(twins.original.place())
                .help(
                    "publish the other version, correct the key so that both have the same, or take it out",
                ),
            );
        }
    }
}
