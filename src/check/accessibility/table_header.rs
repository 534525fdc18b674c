//! A table without headings of its columns.

use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/table-header"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("table_header.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    for table in &page.facts.tables {
        if table.has_header || table.is_layout || table.rows < 2 {
            continue;
        }
        let words = page.text_of(table.content.clone());
        let start: String = words.chars().take(40).collect();
        let first = words.split_whitespace().next().unwrap_or_default();
        let diagnostic = RULE
            .finding(format!("the table that begins with `{}` has no headings", start.trim_end()))
            .help("give its first row headings: `<th>` in HTML, words above the line of dashes in Markdown");
        found.add(page, diagnostic, table.content.start, &[&format!("| {first}"), first]);
    }
}
