//! Something that a browser would fetch from another site.

use crate::check::output::{Findings, Lead, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("privacy/third-party"),
    owner: Owner::Web,
    severity: Severity::Error,
    document: include_str!("third_party.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for (resource, lead) in page.resources() {
        let host = match lead {
            Lead::Outside(outside) => outside.host,
            _ => continue,
        };
        let message = match resource.by {
            "refresh" => format!("readers would be sent on to `{host}`"),
            by => format!("`{by}` would be loaded from `{host}`"),
        };
        let diagnostic = RULE
            .finding(message)
            .help("save the file in this site and name it there, or take it out")
            .because("whoever runs that site would learn who reads this page");
        found.add(page, diagnostic, resource.at, &[&resource.address, host]);
    }
}
