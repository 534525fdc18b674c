//! Something that a browser would fetch from another site.

use crate::check::output::{Findings, Lead, Page, unescaped};
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
        let address = unescaped(resource.address);
        let diagnostic = RULE
            .finding(format!("`{}` would be loaded from `{host}`", resource.by))
            .help("save the file in this site and name it there, or take it out")
            .because("whoever runs that site would learn who reads this page");
        found.add(page, diagnostic, resource.at, &[&address, host]);
    }
}
