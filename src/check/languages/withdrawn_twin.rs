//! A language version that stays public although another was withdrawn.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("languages/withdrawn-twin"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("withdrawn_twin.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for gone in site.withdrawn.iter().filter(|gone| gone.front.translation_key.is_some()) {
        let has_key = |other: &&std::sync::Arc<crate::model::Briefing>| {
            other.front.translation_key == gone.front.translation_key
        };
        for twin in site.briefings.iter().filter(has_key) {
            found.push(
                RULE.finding("another language version of this briefing is withdrawn, and this one is not")
                    .at(twin.place())
                    .related(gone.place(), "withdrawn")
                    .help("withdraw this one as well, or take out the `translation_key` if it still holds"),
            );
        }
    }
}
