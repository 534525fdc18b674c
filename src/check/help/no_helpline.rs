//! A briefing on a harm that shows nobody to ring.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("help/no-helpline"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("no_helpline.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for briefing in site.judged_pages(&["harms", "helplines"]) {
        let needing = briefing.front.harms.iter().find(|harm| {
            let known = site.registries.harms.get(&harm.key).map(|entry| &entry.detail);
            known.is_none_or(|harm| {
                harm.exit_control || harm.content_note.is_some() || !harm.helplines.is_empty()
            })
        });
        let Some(harm) = needing.filter(|_| site.helplines(&briefing.front).is_empty()) else { continue };
        found.push(
            RULE.finding(format!("the page is about `{}` and shows no helpline", harm.label))
                .at(briefing.place())
                .help("name one under `helplines`, as `helplines: [samaritans]`, or give the harm its own in `data/harms.yaml`"),
        );
    }
}
