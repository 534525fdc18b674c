//! A language version that has more or fewer parts than the original.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Briefing;
use crate::model::Site;

use super::{language, twins};

pub(super) const RULE: Rule = Rule {
    code: Code("languages/out-of-step"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("out_of_step.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for twins in twins(site) {
        for twin in &twins.others {
            let differences: Vec<String> = parts(twin)
                .into_iter()
                .zip(parts(twins.original))
                .filter(|((_, here), (_, there))| here != there)
                .map(|((noun, here), (_, there))| format!("{here} {noun} for {there}"))
                .collect();
            if !differences.is_empty() {
                let message = format!(
                    "the version in `{}` is out of step with the original: {}",
                    language(site, twin),
                    differences.join(", ")
                );
                found.push(
                    RULE.finding(message)
                        .at(twin.place())
                        .related(twins.original.place(), "the original")
                        .help("translate what is missing, or take out what the original no longer says"),
                );
            }
        }
    }
}

/// What two versions of one briefing have the same number of.
fn parts(briefing: &Briefing) -> [(&'static str, usize); 7] {
    let front = &briefing.front;
    [
        ("headings", briefing.document.headings.len()),
        ("key messages", front.key_messages.len()),
        ("examples of good practice", front.good_practice.len()),
        ("points that need to change", front.improvements.len()),
        ("questions", front.questions.len()),
        ("actions", briefing.actions.len()),
        ("attachments", front.attachments.len()),
    ]
}
