//! A site that does not say how its content may be used.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("site/no-licence"),
    owner: Owner::Web,
    severity: Severity::Note,
    document: include_str!("no_licence.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    if site.config.licence.is_none() && site.config.is_whole {
        found.push(RULE.finding("the site does not say under which licence its content may be used").help(
            "write `licence: Open Government Licence v3.0`, or the one that you use, into `site.yaml`",
        ));
    }
}
