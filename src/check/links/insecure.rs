//! A link to another site by `http:`.

use crate::check::output::{Findings, Lead, Page, unescaped};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

use super::hosts::is_private;

pub(super) const RULE: Rule = Rule {
    code: Code("links/insecure"),
    owner: Owner::Author,
    severity: Severity::Note,
    document: include_str!("insecure.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for (link, lead) in page.links() {
        let Lead::Outside(outside) = lead else { continue };
        if outside.is_plain && link.is_anchor && !is_private(outside.host) {
            let address = unescaped(link.address.unwrap_or_default());
            let diagnostic = RULE
                .finding(format!("`{address}` is not encrypted"))
                .help("try the address with `https:`; nearly every site answers to it");
            found.link(page, link, diagnostic);
        }
    }
}
