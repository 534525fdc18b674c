//! A link to a part of a page that is not there.

use std::borrow::Cow;
use std::cell::OnceCell;

use ahash::HashSet;

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

/// Identifiers of a page that are looked through one by one: nearly every page has fewer.
const FEW: usize = 64;

fn check(page: &Page<'_>, found: &mut Findings) {
    let identifiers = Identifiers::of(page);
    for (link, lead) in page.links() {
        match lead {
            Lead::Here(part) if needs_identifier(part) && !identifiers.has(part) => {
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

/// The identifiers of a page. A contents list links every heading of a page, so that looking through all of them for
/// each link takes the square of their number.
struct Identifiers<'p> {
    all: &'p [(&'p str, usize)],
    plain: OnceCell<HashSet<Cow<'p, str>>>,
}

impl<'p> Identifiers<'p> {
    fn of(page: &Page<'p>) -> Self {
        Self { all: &page.facts.ids, plain: OnceCell::new() }
    }

    fn has(&self, part: &str) -> bool {
        let is_early = self.all.iter().take(FEW).any(|(id, _)| *id == part);
        // As it stands on the page, or as its author meant it.
        let plain = || self.all.iter().flat_map(|(id, _)| [Cow::Borrowed(*id), unescaped(id)]).collect();
        is_early || self.plain.get_or_init(plain).contains(part)
    }
}

/// Whether a part is found by an identifier: the top of a page and words to look for are not.
fn needs_identifier(part: &str) -> bool {
    !BUILT_IN.iter().any(|known| known.eq_ignore_ascii_case(part)) && !part.contains(":~:")
}
