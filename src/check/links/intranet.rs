//! A link that only works inside an organisation.

use crate::check::output::{Findings, Lead, Page, unescaped};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

use super::hosts::{is_local, is_private};

pub(super) const RULE: Rule = Rule {
    code: Code("links/intranet"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("intranet.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for (link, lead) in page.links() {
        let is_private = match lead {
            Lead::Outside(outside) => is_private(outside.host),
            Lead::Other(scheme) => is_local(scheme),
            _ => false,
        };
        if is_private && link.is_anchor {
            let address = unescaped(link.address.unwrap_or_default());
            let diagnostic = RULE
                .finding(format!("`{address}` can only be opened inside an organisation"))
                .help("attach the document, link to a public copy, or say whom to ask for it");
            found.link(page, link, diagnostic);
        }
    }
}
