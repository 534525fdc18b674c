//! Headings: their anchors, unique in the page and apart from the theme's own.

use std::collections::hash_map::Entry;

use ahash::HashMap;

use crate::source::DERIVED_SLUG_LENGTH_LIMIT;

/// The anchors that pages have of themselves, sorted. A heading of the body never takes one of them.
pub const RESERVED_IDS: [&str; 36] = [
    "actions",
    "actions-table",
    "all",
    "breadcrumbs",
    "changes",
    "contact",
    "content",
    "content-note",
    "contents",
    "documents",
    "exit",
    "find",
    "footer",
    "footnotes",
    "good-practice",
    "header",
    "help",
    "improvements",
    "key-messages",
    "languages",
    "main",
    "menu",
    "navigation",
    "newest",
    "next",
    "previous",
    "questions",
    "quotes",
    "related",
    "results",
    "search",
    "series",
    "skip",
    "status",
    "top",
    "updates",
];

/// The anchors given in one page.
#[derive(Debug, Default)]
pub(super) struct Anchors(HashMap<String, u32>);

impl Anchors {
    /// Gives an anchor, with `-2`, `-3` and so on where it is taken.
    pub(super) fn give(&mut self, wish: String) -> String {
        let reserved = RESERVED_IDS.binary_search(&wish.as_str()).is_ok();
        let mut number = match self.0.entry(wish.clone()) {
            Entry::Vacant(free) => {
                free.insert(2);
                if !reserved {
                    return wish;
                }
                2
            }
            Entry::Occupied(taken) => *taken.get(),
        };
        loop {
            let next = format!("{wish}-{number}");
            number += 1;
            if let Entry::Vacant(free) = self.0.entry(next.clone()) {
                free.insert(2);
                self.0.insert(wish, number);
                return next;
            }
        }
    }
}

/// The anchor that a heading's text asks for.
pub(super) fn anchor_of(text: &str) -> String {
    let mut anchor = if text.is_ascii() { ascii_slug(text) } else { slug::slugify(text) };
    if anchor.len() > DERIVED_SLUG_LENGTH_LIMIT {
        anchor.truncate(DERIVED_SLUG_LENGTH_LIMIT);
        anchor.truncate(anchor.trim_end_matches('-').len());
    }
    if anchor.is_empty() { "section".to_owned() } else { anchor }
}

/// What `slugify` makes of a text without foreign letters, at a tenth of its cost.
fn ascii_slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(char::from(byte.to_ascii_lowercase()));
        } else {
            gap = true;
        }
    }
    slug
}

/// What stands at the end of a heading in `{#...}`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Custom<'a> {
    /// Nothing.
    Absent,
    /// An anchor.
    Anchor(&'a str),
    /// Something that can not be one.
    Unfit(&'a str),
}

/// Finds an anchor of the author's own: `## Heading {#anchor}`. The second value is where the heading ends without it.
pub(super) fn custom_anchor(heading: &str) -> (Custom<'_>, usize) {
    let text = heading.trim_end();
    let found = text.strip_suffix('}').and_then(|inner| Some((inner.rfind("{#")?, inner)));
    let Some((at, inner)) = found else { return (Custom::Absent, heading.len()) };
    let anchor = &inner[at + 2..];
    let fits = anchor.len() <= DERIVED_SLUG_LENGTH_LIMIT
        && anchor.starts_with(|c: char| c.is_ascii_alphabetic())
        && anchor.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if fits {
        (Custom::Anchor(anchor), text[..at].trim_end().len())
    } else {
        (Custom::Unfit(anchor), heading.len())
    }
}
