//! A status that only its colour tells.

use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/colour-only"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("colour_only.md"),
    looks: Looks::Page(check),
};

/// Signs that are one shape in several colours.
const COLOURED: [char; 27] = [
    '🔴', '🟠', '🟡', '🟢', '🔵', '🟣', '🟤', '⚫', '⚪', '🟥', '🟧', '🟨', '🟩', '🟦', '🟪', '🟫', '⬛',
    '⬜', '❤', '🧡', '💛', '💚', '💙', '💜', '🤎', '🖤', '🤍',
];

fn check(page: &Page<'_>, found: &mut Findings) {
    for table in &page.facts.tables {
        let html = page.facts.text.get(table.content.clone()).unwrap_or_default();
        // Every page with actions has a table, and hardly any has such a sign.
        if html.is_ascii() {
            continue;
        }
        let cells = html.match_indices("<td").map(|(at, _)| {
            let end = html[at..].find("</td").map_or(html.len(), |end| at + end);
            table.content.start + at..table.content.start + end
        });
        for cell in cells {
            let words = page.text_of(cell.clone());
            let is_sign = |c: char| COLOURED.contains(&c) || c == '\u{fe0f}' || c.is_whitespace();
            if words.chars().any(|c| COLOURED.contains(&c)) && words.chars().all(is_sign) {
                let sign = words.trim();
                let diagnostic = RULE
                    .finding(format!(
                        "a cell of a table holds nothing but `{sign}`, which only its colour tells apart"
                    ))
                    .help("write the word beside it: \"Done\", \"Late\", \"Not begun\"");
                found.add(page, diagnostic, cell.start, &[sign]);
                // One tells of the table.
                break;
            }
        }
    }
}
