//! A link to a page of this site that is not there.

use crate::check::output::{Findings, Lead, Page, unescaped};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("links/dead-link"),
    owner: Owner::Author,
    severity: Severity::Error,
    document: include_str!("dead_link.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for (link, lead) in page.links() {
        let Lead::Inside(path, _) = lead else { continue };
        if page.is_there(path) {
            continue;
        }
        let written = unescaped(link.address.unwrap_or_default());
        let mut diagnostic = RULE.finding(format!("`{written}` leads to no page of this site"));
        diagnostic.help = Some(page.nearest(path).map_or_else(
            || "correct the address, or take the link out".into(),
            |near| format!("did you mean `{near}`?").into(),
        ));
        found.link(page, link, diagnostic);
    }
}
