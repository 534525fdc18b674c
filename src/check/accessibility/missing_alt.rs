//! A picture of which screen readers are told nothing.

use crate::check::output::{Findings, Page, unescaped};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/missing-alt"),
    owner: Owner::Web,
    severity: Severity::Error,
    document: include_str!("missing_alt.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for image in page.facts.images.iter().filter(|image| image.alt.is_none() && !image.is_hidden) {
        let address = unescaped(image.address);
        let diagnostic = RULE
            .finding(format!("the picture `{address}` has no `alt`"))
            .help("add `alt=\"...\"` with what it shows, or `alt=\"\"` if it only decorates");
        found.add(page, diagnostic, image.at, &[&address]);
    }
}
