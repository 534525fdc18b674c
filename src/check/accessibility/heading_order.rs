//! A heading that skips a level.

use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/heading-order"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("heading_order.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for Skip { number, above, maker } in skips(page) {
        let heading = &page.facts.headings[number];
        if maker != Maker::Author {
            continue;
        }
        let words = page.text_of(heading.content.clone());
        let message =
            format!("the heading `{words}` is {} levels below the one before it", heading.level - above);
        // A text that begins with `#` stands one level lower on its page than it is written.
        let less = match heading.level - above - 1 {
            1 => "one `#` less".to_owned(),
            more => format!("{more} `#` less"),
        };
        let help = format!("begin it with {less}; in HTML make it `<h{}>`", above + 1);
        found.heading(page, number, RULE.finding(message).help(help));
    }
}

/// A heading that stands more than one level below the one before it.
pub(super) struct Skip {
    /// Its place among the headings of the page.
    pub(super) number: usize,
    /// The level of the one before it.
    pub(super) above: u8,
    /// Whose gap it is.
    pub(super) maker: Maker,
}

/// Who can close a gap between two headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Maker {
    /// The author, who wrote the lower one.
    Author,
    /// Whoever looks after the template that makes the lower one.
    Template,
    /// Whoever looks after the template that puts the upper one before what the author wrote in good order.
    TemplateAbove,
}

/// Every gap between the headings of a page.
pub(super) fn skips(page: &Page<'_>) -> Vec<Skip> {
    let headings = &page.facts.headings;
    let gaps = headings.windows(2).zip(1..).filter(|(pair, _)| pair[1].level > pair[0].level + 1);
    gaps.map(|(pair, number)| {
        let maker = if page.is_written(&pair[1]) {
            // Beneath the title of the page, an author begins at the second level.
            let own = headings[..number].iter().rev().find(|heading| page.is_written(heading));
            let is_own = pair[1].level > own.map_or(1, |own| own.level) + 1;
            if is_own { Maker::Author } else { Maker::TemplateAbove }
        } else {
            Maker::Template
        };
        Skip { number, above: pair[0].level, maker }
    })
    .collect()
}
