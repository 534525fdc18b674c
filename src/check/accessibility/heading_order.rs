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
    let mut above = 0;
    for (number, heading) in page.facts.headings.iter().enumerate() {
        let level = heading.level;
        if above > 0 && level > above + 1 {
            let words = page.text_of(heading.content.clone());
            let message =
                format!("the heading `{words}` is {} levels below the one before it", level - above);
            // A text that begins with `#` stands one level lower on its page than it is written.
            let less = match level - above - 1 {
                1 => "one `#` less".to_owned(),
                more => format!("{more} `#` less"),
            };
            let help = format!("begin it with {less}; in HTML make it `<h{}>`", above + 1);
            found.heading(page, number, RULE.finding(message).help(help));
        }
        above = level;
    }
}
