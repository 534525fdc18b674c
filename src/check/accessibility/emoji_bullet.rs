//! Symbols in place of a list.

use crate::check::output::{Findings, Page, Symbol};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/emoji-bullet"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("emoji_bullet.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    // Lists of briefings show the beginnings of many texts, which have nothing to do with each other.
    if !page.known.shows_a_text {
        return;
    }
    let symbols = &page.facts.symbols;
    for (number, Symbol { sign, at, part }) in symbols.iter().enumerate() {
        let is_alike = |other: &&Symbol| other.sign == *sign && other.part == *part;
        // One is a decoration, two are a list; the second is where that shows.
        if symbols[..number].iter().filter(is_alike).count() == 1 {
            let diagnostic = RULE
                .finding(format!("several lines begin with `{sign}` in place of a list"))
                .help("begin each line with `- `, and leave the symbol out");
            found.add(page, diagnostic, *at, &[&sign.to_string()]);
        }
    }
}
