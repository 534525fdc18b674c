//! A link whose words do not say where it leads.

use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/vague-link"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("vague_link.md"),
    looks: Looks::Page(check),
};

/// Words of links that say nothing by themselves, as a screen reader lists them.
const VAGUE: [&str; 35] = [
    "click here",
    "click",
    "here",
    "this link",
    "link",
    "this",
    "this page",
    "this document",
    "this website",
    "this site",
    "read more",
    "more",
    "more info",
    "more information",
    "find out more",
    "learn more",
    "see more",
    "view",
    "view here",
    "see here",
    "read",
    "read here",
    "find it here",
    "download",
    "download here",
    "open",
    "go",
    "details",
    "more details",
    "further information",
    "website",
    "page",
    "document",
    "click this link",
    "follow this link",
];

fn check(page: &Page<'_>, found: &mut Findings) {
    for link in page.facts.links.iter().filter(|link| link.is_anchor && !link.is_hidden) {
        // What is longer than the longest of the words, even with tags around it, is not vague.
        if link.label.is_some() || link.content.len() > 200 {
            continue;
        }
        let words = page.words(link);
        if is_vague(&words) {
            let diagnostic = RULE
                .finding(format!("the words of the link, `{words}`, do not say where it leads"))
                .help("link the words that name the page: \"the thresholds guidance\", not \"here\"");
            found.link(page, link, diagnostic);
        }
    }
}

fn is_vague(words: &str) -> bool {
    let plain = words.trim_matches(|c: char| !c.is_alphanumeric());
    plain.len() <= 24 && VAGUE.iter().any(|known| plain.eq_ignore_ascii_case(known))
}
