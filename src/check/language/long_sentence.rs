//! A sentence that is too long to take in at once.

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::parse::BlockKind;

/// Words that a sentence may have: the limit of the style guide of GOV.UK.
const WORDS: u32 = 25;

pub(super) const RULE: Rule = Rule {
    code: Code("language/long-sentence"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("long_sentence.md"),
    looks: Looks::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    let reading = source.reading();
    for sentence in reading.sentences.iter().filter(|sentence| sentence.words > WORDS) {
        // Nobody may shorten what somebody else said.
        let quoted = sentence.kind == BlockKind::Quotation
            || reading.quoted_bytes(&sentence.range) * 2 > sentence.range.len();
        if !quoted {
            found.push(
                RULE.finding(format!("the sentence has {} words, more than {WORDS}", sentence.words))
                    .at(source.place(sentence.range.clone()))
                    .help("make two sentences of it, or a list of its parts"),
            );
        }
    }
}
