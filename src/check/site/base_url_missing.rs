//! The address of the site is not known.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("site/base-url-missing"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("base_url_missing.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    if !site.config.base_url_given && site.config.is_whole {
        let message = format!(
            "`base_url` is not set, so feeds, the sitemap and canonical links name `{}`",
            site.config.base_url.as_str()
        );
        found.push(RULE.finding(message).help(
            "write `base_url: https://the-address-of-your-site/` into `site.yaml`, or build with `--base-url`",
        ));
    }
}
