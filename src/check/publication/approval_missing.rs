//! A briefing that nobody has signed off.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;
use crate::parse::ApprovalState;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/approval-missing"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("approval_missing.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // A site that records no approval at all is told once, not once for each briefing of an archive.
    let judged = || site.judged(&["approval"]);
    if judged().next().is_some() && judged().all(|briefing| briefing.front.approval.is_none()) {
        found.push(RULE.finding("no briefing says who approved it").help(
            "record a sign-off with `briefpress approve FILE --by \"Independent chair\"`, or write \
             `checks: {publication/approval-missing: off}` into `site.yaml` where it is recorded elsewhere",
        ));
        return;
    }
    for briefing in judged() {
        let approval = briefing.front.approval.as_ref();
        let what = match approval {
            Some(approval) if approval.is_given() => continue,
            Some(approval) if approval.state == Some(ApprovalState::Approved) => {
                "is approved, but not by whom and when"
            }
            Some(_) => "is not approved yet",
            None => "says nothing about who approved it",
        };
        let place = approval
            .and_then(|approval| approval.place.clone())
            .unwrap_or_else(|| Place::of_file(&briefing.source));
        let help = format!(
            "have it signed off, and record it with `briefpress approve {} --by \"Independent chair\"`",
            briefing.source
        );
        found.push(RULE.finding(format!("`{}` {what}", briefing.source)).at(place).help(help));
    }
}
