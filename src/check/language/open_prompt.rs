//! A question to the author that still stands in the text.

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("language/open-prompt"),
    owner: Owner::Author,
    severity: Severity::Error,
    document: include_str!("open_prompt.md"),
    looks: Looks::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    // A draft is where such questions belong.
    if source.front().is_some_and(|front| front.draft) {
        return;
    }
    let prose = source.prose();
    for block in prose.blocks() {
        let text = prose.text()[block.range()].trim();
        if text.starts_with('[') && text.ends_with("?]") {
            found.push(
                RULE.finding("a question to the author still stands in the text")
                    .at(source.place(block.range()))
                    .help("answer it in its place, or delete the line"),
            );
        }
    }
}
