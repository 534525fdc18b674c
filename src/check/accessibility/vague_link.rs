//! A link whose words do not say where it leads.

use crate::check::output::{Findings, Lead, Page, lowered};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/vague-link"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("vague_link.md"),
    looks: Looks::Page(check),
};

/// What a word tells of where a link leads.
#[derive(PartialEq, Eq)]
enum Sense {
    /// Nothing: a link made of such words alone, as a screen reader lists it, could lead anywhere.
    Empty,
    /// Nothing by itself; it stands between those.
    Between,
    /// Something.
    Telling,
}

fn sense(word: &str) -> Sense {
    match lowered(word, &mut [0; 11]) {
        b"access" | b"article" | b"click" | b"continue" | b"details" | b"document" | b"download"
        | b"file" | b"find" | b"follow" | b"further" | b"go" | b"here" | b"info" | b"information"
        | b"learn" | b"link" | b"more" | b"open" | b"out" | b"page" | b"pdf" | b"read" | b"reading"
        | b"see" | b"site" | b"this" | b"view" | b"webpage" | b"website" => Sense::Empty,
        b"a" | b"about" | b"and" | b"are" | b"at" | b"available" | b"be" | b"below" | b"can" | b"for"
        | b"found" | b"full" | b"in" | b"is" | b"it" | b"now" | b"on" | b"please" | b"that" | b"the"
        | b"to" | b"visit" | b"you" => Sense::Between,
        _ => Sense::Telling,
    }
}

fn check(page: &Page<'_>, found: &mut Findings) {
    for (link, lead) in page.links().filter(|(link, _)| link.is_anchor && !link.is_hidden) {
        // What is longer than the longest of the words, even with tags around it, is not vague.
        if link.label.is_some() || link.content.len() > 200 {
            continue;
        }
        let words = page.words(link);
        if is_vague(&words) && !is_entry(page, lead, &words) {
            let diagnostic = RULE
                .finding(format!("the words of the link, `{words}`, do not say where it leads"))
                .help("link the words that name the page: \"the thresholds guidance\", not \"here\"");
            found.link(page, link, diagnostic);
        }
    }
}

/// Whether a link leads to a part of the same page and has the words of its heading, as in a list of contents.
fn is_entry(page: &Page<'_>, lead: &Lead<'_>, words: &str) -> bool {
    let is_here = matches!(lead, Lead::Here(part) if !part.is_empty());
    is_here && page.facts.headings.iter().any(|heading| page.text_of(heading.content.clone()) == words)
}

fn is_vague(words: &str) -> bool {
    const LONGEST: usize = 60;
    if words.len() > LONGEST {
        return false;
    }
    let mut says_nothing = false;
    for (at, word) in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).enumerate()
    {
        // "About this page" names a page.
        let is_title = at == 0 && word.eq_ignore_ascii_case("about");
        match sense(word) {
            Sense::Empty => says_nothing = true,
            Sense::Between if !is_title => {}
            Sense::Between | Sense::Telling => return false,
        }
    }
    says_nothing
}
