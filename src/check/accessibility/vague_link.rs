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

/// Words that say nothing of where a link leads: a link made of these alone, as a screen reader lists it, could lead
/// anywhere.
const EMPTY: [&str; 31] = [
    "access",
    "article",
    "click",
    "continue",
    "details",
    "document",
    "download",
    "file",
    "find",
    "follow",
    "further",
    "go",
    "here",
    "info",
    "information",
    "learn",
    "link",
    "more",
    "open",
    "out",
    "page",
    "pdf",
    "read",
    "reading",
    "see",
    "site",
    "this",
    "view",
    "visit",
    "webpage",
    "website",
];

/// Words between those.
const BETWEEN: [&str; 22] = [
    "are",
    "be",
    "can",
    "found",
    "is",
    "you",
    "a",
    "about",
    "and",
    "at",
    "available",
    "below",
    "for",
    "full",
    "in",
    "it",
    "now",
    "on",
    "please",
    "that",
    "the",
    "to",
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
    const LONGEST: usize = 60;
    let mut plain = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let has = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    // "About this page" names a page.
    let is_title = plain.clone().next().is_some_and(|first| first.eq_ignore_ascii_case("about"));
    words.len() <= LONGEST
        && !is_title
        && plain.clone().any(|word| has(&EMPTY, word))
        && plain.all(|word| has(&EMPTY, word) || has(&BETWEEN, word))
}
