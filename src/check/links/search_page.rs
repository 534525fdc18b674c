//! A link to the results of a search.

use crate::check::output::{Findings, Lead, Page, unescaped};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

use super::hosts::is_search;

pub(super) const RULE: Rule = Rule {
    code: Code("links/search-page"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("search_page.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for (link, lead) in page.links() {
        let Lead::Outside(outside) = lead else { continue };
        if link.is_anchor && is_search(outside.host, outside.path) {
            let address = unescaped(link.address.unwrap_or_default());
            let diagnostic = RULE
                .finding(format!("`{address}` leads to the results of a search"))
                .help("link to the page that the search found");
            found.link(page, link, diagnostic);
        }
    }
}
