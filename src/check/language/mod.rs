//! How the text reads: whom it reaches, and what it says of those it is about.

mod dated_term;
mod graphic_detail;
mod long_sentence;
mod missing_part;
mod open_prompt;
mod reading_ease;
mod reading_time;
mod unexplained_acronym;
mod victim_blaming;

use std::borrow::Cow;

use super::{Rule, Source};
use crate::config::WordingKind;
use crate::diagnostic::{Code, Diagnostic};

pub(super) const RULES: [Rule; 9] = [
    dated_term::RULE,
    graphic_detail::RULE,
    long_sentence::RULE,
    missing_part::RULE,
    open_prompt::RULE,
    reading_ease::RULE,
    reading_time::RULE,
    unexplained_acronym::RULE,
    victim_blaming::RULE,
];

/// The rules that need the wordings of the registry to be found.
pub(super) const READ_WORDINGS: [Code; 3] =
    [dated_term::RULE.code, graphic_detail::RULE.code, victim_blaming::RULE.code];

/// Reports every wording of a kind, with its reason and what to write in its place.
fn report_wordings(
    rule: &Rule,
    kind: WordingKind,
    verdict: &str,
    source: &Source<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for hit in source.reading().wordings.iter().filter(|hit| hit.entry.detail.kind == kind) {
        let words = &source.reading().text[hit.range.clone()];
        let instead = hit.entry.detail.instead.clone();
        let mut finding = rule
            .finding(format!("`{words}` {verdict}"))
            .at(source.place(hit.range.clone()))
            .help(instead.map_or(Cow::Borrowed("say what happened in plain words"), Cow::Owned));
        if let Some(reason) = &hit.entry.definition {
            finding = finding.because(reason.trim_end_matches('.').to_owned());
        }
        found.push(finding);
    }
}
