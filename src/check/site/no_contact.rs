//! A site that names nobody to ask.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("site/no-contact"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("no_contact.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let contact = &site.config.contact;
    let is_known = site.config.is_whole;
    if is_known && contact.email.is_none() && contact.phone.is_none() && contact.url.is_none() {
        found.push(
            RULE.finding("the site names nobody whom a reader can ask")
                .help("write `contact:` with a `name` and an `email`, `phone` or `url` into `site.yaml`"),
        );
    }
}
