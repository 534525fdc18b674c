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
            // A signature that is planned is none.
            Some(approval) if approval.is_given() => match approval.date.filter(|day| *day > site.today) {
                Some(day) => format!("is approved on {day}, which is still to come"),
                None => continue,
            },
            Some(approval) if approval.state == Some(ApprovalState::Approved) => {
                "is approved, but not by whom and when".to_owned()
            }
            Some(_) => "is not approved yet".to_owned(),
            None => "says nothing about who approved it".to_owned(),
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
