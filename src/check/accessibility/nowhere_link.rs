//! A link that leads nowhere.

use crate::check::output::{Findings, Page, unescaped};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/nowhere-link"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("nowhere_link.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for link in page.facts.links.iter().filter(|link| link.is_anchor) {
        let address = unescaped(link.address.unwrap_or_default());
        let address = address.trim();
        // What the author's own link should have been is said where it stands.
        let is_told = address.is_empty() && page.known.has_broken_links && page.facts.is_in_main(link.at);
        let runs = address.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("javascript:"));
        if is_told || !(address.is_empty() || address == "#" || runs) {
            continue;
        }
        let words = page.words(link);
        let diagnostic = RULE
            .finding(format!("the link `{words}` leads nowhere"))
            .help("give it an address, or make it plain text; what runs a script is a button");
        found.add(page, diagnostic, link.at, &[&format!("href=\"{address}\""), &words]);
    }
}
