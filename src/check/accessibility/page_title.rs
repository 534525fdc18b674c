//! A page without a title.

use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/page-title"),
    owner: Owner::Web,
    severity: Severity::Error,
    document: include_str!("page_title.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    if page.facts.is_page && page.facts.title.is_none_or(str::is_empty) {
        let diagnostic = RULE
            .finding("the page has no title")
            .help("write `<title>{{ page.title }}</title>` into the head of the template");
        found.add(page, diagnostic, usize::MAX, &["<title", "<head"]);
    }
}
