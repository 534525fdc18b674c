//! A link to a part of a page that is not there.

use crate::check::output::{Findings, Lead, Page, unescaped};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("links/dead-anchor"),
    owner: Owner::Author,
    severity: Severity::Error,
    document: include_str!("dead_anchor.md"),
    looks: Looks::Page(check),
};

/// Browsers understand these without an identifier on the page.
const BUILT_IN: [&str; 2] = ["", "top"];

fn check(page: &Page<'_>, found: &mut Findings) {
    for (link, lead) in page.links() {
        match lead {
            Lead::Here(part) if is_dead(page, part) => {
                let diagnostic = finding(&unescaped(link.address.unwrap_or_default()));
                found.link(page, link, diagnostic);
            }
            // Whether another page has the part is known when all pages are made.
            Lead::Inside(path, Some(part)) if needs_identifier(part) => {
                found.question(page, link, path, part);
            }
            _ => {}
        }
    }
}

/// The finding about an address with a part that is not on its page.
pub(in crate::check) fn finding(address: &str) -> Diagnostic {
    RULE.finding(format!("`{address}` leads to a part of the page that is not there"))
        .help("correct what stands after `#`: it has to be the `id` of something on that page")
}

fn is_dead(page: &Page<'_>, part: &str) -> bool {
    needs_identifier(part) && !page.facts.ids.iter().any(|(id, _)| *id == part || unescaped(id) == part)
}

/// Whether a part is found by an identifier: the top of a page and words to look for are not.
fn needs_identifier(part: &str) -> bool {
    !BUILT_IN.iter().any(|known| known.eq_ignore_ascii_case(part)) && !part.contains(":~:")
}
