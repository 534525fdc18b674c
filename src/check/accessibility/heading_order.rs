//! A heading that skips a level.

use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/heading-order"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("heading_order.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    let mut above = 0;
    for heading in &page.facts.headings {
        let level = heading.level;
        if above > 0 && level > above + 1 {
            let words = page.text_of(heading.content.clone());
            let diagnostic = RULE
                .finding(format!(
                    "the heading `{words}` is of level {level}, but the one before it of level {above}"
                ))
                .help(format!(
                    "make it a heading of level {}: `{} {words}`",
                    above + 1,
                    "#".repeat(usize::from(above) + 1)
                ));
            let first = page.first_words(heading.content.clone());
            let beginning = if first.is_empty() { String::new() } else { format!("# {first}") };
            found.add(page, diagnostic, heading.content.start, &[&format!("# {words}"), &beginning, &words]);
        }
        above = level;
    }
}
