//! A web address in the text that is not a link.

use std::ops::Range;

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::source::{boundary_before, boundary_behind};

pub(super) const RULE: Rule = Rule {
    code: Code("links/bare-host"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("bare_host.md"),
    looks: Looks::Source(check),
};

/// Ends of names by which a name without `www.` is seen to be one.
const ENDS: [&str; 16] = [
    ".org.uk",
    ".gov.uk",
    ".co.uk",
    ".nhs.uk",
    ".ac.uk",
    ".police.uk",
    ".sch.uk",
    ".gov.wales",
    ".gov.scot",
    ".org",
    ".com",
    ".net",
    ".wales",
    ".cymru",
    ".scot",
    ".ie",
];

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    let text = source.prose().text();
    for dot in memchr::memchr_iter(b'.', text.as_bytes()) {
        // Nearly every dot ends a sentence.
        let goes_on = text.as_bytes().get(dot + 1).is_some_and(u8::is_ascii_alphanumeric);
        let Some(range) = Some(dot).filter(|_| goes_on).and_then(|dot| address_around(text, dot)) else {
            continue;
        };
        // An address has several dots; it is told at its first.
        if text[range.clone()].find('.') != Some(dot - range.start) || source.is_linked(range.clone()) {
            continue;
        }
        let address = &text[range.clone()];
        let target = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
        found.push(
            RULE.finding(format!("`{address}` is not a link"))
                .at(source.place(range))
                .help(format!("make it a link with words: `[what it is]({target})`")),
        );
    }
}

/// The web address that a dot belongs to.
fn address_around(text: &str, dot: usize) -> Option<Range<usize>> {
    // A host has at most 253 characters, and a word of a megabyte would be read once for each of its dots.
    const FURTHEST_BEFORE: usize = 512;
    const FURTHEST_BEHIND: usize = 2048;
    let from = boundary_behind(text, dot.saturating_sub(FURTHEST_BEFORE));
    let to = boundary_before(text, dot.saturating_add(FURTHEST_BEHIND));
    let before = text[from..dot]
        .rfind(|c: char| c.is_whitespace() || "\"'()<>[]{}\u{201C}\u{201D}\u{2018}".contains(c))
        .map(|at| from + at);
    if before.is_none() && from > 0 {
        return None;
    }
    let start = before.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let after =
        text[dot..to].find(|c: char| c.is_whitespace() || "\"()<>[]{}\u{201C}\u{201D}\u{2019}".contains(c));
    let word = &text[start..after.map_or(to, |ahead| dot + ahead)];
    let word = word.trim_end_matches(|c: char| ".,;:!?'*_/\u{2026}".contains(c) && c != '/');
    is_address(word).then(|| start..start + word.len()).filter(|range| range.contains(&dot))
}

fn is_address(word: &str) -> bool {
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| {
        word.get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .map(|_| &word[scheme.len()..])
    });
    let name = rest.unwrap_or(word).split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels = || name.split('.');
    let is_name = labels().count() > 1
        && labels().all(|label| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
    // A number of a section or a version is none.
    let last_is_word = labels()
        .next_back()
        .is_some_and(|last| last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic()));
    if !is_name || !last_is_word {
        return false;
    }
    let lower = name.to_ascii_lowercase();
    let is_known = || ENDS.iter().any(|end| lower.ends_with(end)) && !is_joined_sentence(name);
    rest.is_some() || (lower.starts_with("www.") && labels().count() > 2) || is_known()
}

/// `finished.Net`: a blank is missing after the full stop, and the next word looks like the end of a name.
fn is_joined_sentence(name: &str) -> bool {
    name.rsplit('.').next().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_uppercase()))
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
}
