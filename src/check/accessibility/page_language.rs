//! A page that does not name its language.

use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/page-language"),
    owner: Owner::Web,
    severity: Severity::Error,
    document: include_str!("page_language.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    let language = page.facts.language.map(str::trim);
    if page.facts.is_page && language.is_none_or(str::is_empty) {
        let diagnostic = RULE
            .finding("the page does not say in which language it is")
            .help("write `<html lang=\"{{ page.language }}\">` in the template, or `lang=\"en\"` in a page of your own");
        found.add(page, diagnostic, usize::MAX, &["<html"]);
    }
}
