//! A page without a main heading, or with several.

use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/one-title"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("one_title.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    if !page.facts.is_page || page.facts.is_redirect {
        return;
    }
    let mut titles = page.facts.headings.iter().filter(|heading| heading.level == 1);
    let diagnostic = match (titles.next(), titles.next()) {
        (Some(_), None) => return,
        (None, _) => RULE
            .finding("the page has no main heading (`<h1>`)")
            .help("give the template one `<h1>` with the title of the page"),
        (Some(_), Some(second)) => {
            let words = page.text_of(second.content.clone());
            RULE.finding(format!("the page has a second main heading, `{words}`"))
                .help("make it an `<h2>`: the title of a page is its one `<h1>`")
        }
    };
    found.add(page, diagnostic, usize::MAX, &["<h1"]);
}
