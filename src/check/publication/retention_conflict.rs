//! A file or a briefing that would leave before the law lets it.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("publication/retention-conflict"),
    owner: Owner::Author,
    severity: Severity::Error,
    document: include_str!("retention_conflict.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for briefing in site.judged_pages(&["attachments", "lifecycle"]) {
        let lifecycle = &briefing.front.lifecycle;
        let Some(least) = lifecycle.min_until else { continue };
        let whole = lifecycle.retain_until.map(|last| ("the briefing".to_owned(), last, briefing.place()));
        let files = briefing.front.attachments.iter().filter_map(|attachment| {
            let file = &attachment.file;
            Some((format!("`{}`", file.value), attachment.retain_until?, file.place.clone()))
        });
        for (what, last, place) in whole.into_iter().chain(files).filter(|(_, last, _)| *last < least) {
            let message = format!("{what} is to leave after {last}, but has to be public until {least}");
            found.push(RULE.finding(message).at(place).help(
                "`min_until` under `lifecycle` is the duty, `retain_until` the choice: correct the one that is wrong",
            ));
        }
    }
}
