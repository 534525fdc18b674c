//! A question to the author that still stands in the text.

use crate::check::prompt::is_prompt;
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
    // A draft is where such questions belong, and whether it is one may not be known yet.
    if !source.parsed.knows("draft") || source.front().is_some_and(|front| front.draft) {
        return;
    }
    let prose = source.prose();
    for block in prose.blocks() {
        if is_prompt(&prose.text()[block.range()]) {
            found.push(
                RULE.finding("a question to the author still stands in the text")
                    .at(source.place(block.range()))
                    .help("answer it in its place, or delete the line"),
            );
        }
    }
}
