//! A heading that skips a level, and that no author wrote.

use super::heading_order::{Maker, Skip, skips};
use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/template-heading-order"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("template_heading_order.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for Skip { number, above, maker } in skips(page) {
        let heading = |number: usize| &page.facts.headings[number];
        let words = |number: usize| page.text_of(heading(number).content.clone());
        let level = heading(number).level;
        // Without words: one template makes many headings.
        let (number, message, help) = match maker {
            Maker::Author => continue,
            Maker::Template => (
                number,
                format!("a template makes an `<h{level}>` after an `<h{above}>`"),
                format!(
                    "make it `<h{}>` in the template; on that page it reads `{}`",
                    above + 1,
                    words(number)
                ),
            ),
            Maker::TemplateAbove => (
                number - 1,
                format!("a template puts an `<h{above}>` before an `<h{level}>` of the text"),
                format!(
                    "make it `<h{}>` in the template; on that page it reads `{}`",
                    level - 1,
                    words(number - 1)
                ),
            ),
        };
        found.heading_of_template(page, number, RULE.finding(message).help(help));
    }
}
