//! A link without words.

use crate::check::output::{Findings, Page, unescaped};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/empty-link"),
    owner: Owner::Web,
    severity: Severity::Error,
    document: include_str!("empty_link.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for link in
        page.facts.links.iter().filter(|link| link.is_anchor && !link.is_hidden && link.label.is_none())
    {
        if page.words(link).is_empty() {
            let address = unescaped(link.address.unwrap_or_default());
            let diagnostic = RULE
                .finding(format!("the link to `{address}` has no words"))
                .help("write between its tags where it leads, or describe the picture in it");
            found.add(page, diagnostic, link.at, &[&address]);
        }
    }
}
