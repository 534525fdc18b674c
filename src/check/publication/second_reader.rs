//! A second reader who is no second one.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;
use crate::parse::Approval;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/second-reader"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("second_reader.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for briefing in site.judged_pages(&["approval"]) {
        let Some(approval) = &briefing.front.approval else { continue };
        let Some(reader) = &approval.second_reader else { continue };
        let others = [("wrote it", &approval.author), ("approved it", &approval.by)];
        let same = others
            .into_iter()
            .find(|(_, other)| other.as_ref().is_some_and(|it| Approval::are_same(it, reader)));
        if let Some((deed, _)) = same {
            let message = format!("the second reader of `{}` is whoever {deed}: `{reader}`", briefing.source);
            let place = approval.place.clone().unwrap_or_else(|| briefing.place());
            found.push(RULE.finding(message).at(place).help("let somebody else read it"));
        }
    }
}
