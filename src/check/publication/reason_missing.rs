//! A briefing that was withdrawn without a word.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;
use crate::parse::LifecycleState;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/reason-missing"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("reason_missing.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for briefing in site.judged_pages(&["lifecycle"]) {
        let lifecycle = &briefing.front.lifecycle;
        // What took its place is a reason.
        let is_said = lifecycle.reason.is_some() || lifecycle.replaced_by.is_some();
        let Some(state) = lifecycle.state.as_ref().filter(|_| !is_said) else { continue };
        if state.value == LifecycleState::Withdrawn {
            let message = format!("`{}` is withdrawn, and its page does not say why", briefing.source);
            found.push(RULE.finding(message).at(state.place.clone()).help(
                "write a sentence for readers, as `lifecycle: {state: withdrawn, reason: The procedure has changed.}`",
            ));
        }
    }
}
