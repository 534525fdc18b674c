//! A briefing that takes longer than its format promises.

use crate::check::{Looks, Rule, Source};
use crate::config::Format;
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::parse::SourceKind;

pub(super) const RULE: Rule = Rule {
    code: Code("language/reading-time"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("reading_time.md"),
    looks: Looks::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    let Some(front) = source.front().filter(|_| source.kind == SourceKind::Briefing) else { return };
    let format = front.format.as_ref().and_then(|term| source.checks.registries.formats.get(&term.key));
    let Some(format) = format else { return };
    let words = source.reading().words;
    if let Some(budget) = format.detail.budget().filter(|budget| words > *budget) {
        let (key, takes) = (&format.term.key, words.div_ceil(Format::WORDS_A_MINUTE));
        let over = words - budget;
        found.push(
            RULE.finding(format!(
                "read aloud it takes {takes} minutes, and a `{key}` has {}",
                budget.div_ceil(Format::WORDS_A_MINUTE)
            ))
            .at(source.whole())
            .help(format!("take out about {over} of its {words} words, or choose a longer `format`")),
        );
    }
}
