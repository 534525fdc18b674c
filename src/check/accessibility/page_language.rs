//! A page that does not name its language, or is not written in the direction of it.

use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::config::is_right_to_left;
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/page-language"),
    owner: Owner::Web,
    severity: Severity::Error,
    document: include_str!("page_language.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    let language = page.facts.language.map(str::trim).unwrap_or_default();
    if !page.facts.is_page {
        return;
    }
    let is_turned =
        || page.facts.direction.is_some_and(|direction| direction.trim().eq_ignore_ascii_case("rtl"));
    let (message, own) = if language.is_empty() {
        ("the page does not say in which language it is".to_owned(), "lang=\"en\"")
    } else if is_right_to_left(language) && !is_turned() {
        (
            format!("the page is in `{language}`, and does not say that this is written from right to left"),
            "dir=\"rtl\"",
        )
    } else {
        return;
    };
    let help = format!(
        "write `<html{{{{ written_in(language=page.language) }}}}>` in the template, or `{own}` in a page of your own"
    );
    found.add(page, RULE.finding(message).help(help), usize::MAX, &["<html"]);
}
