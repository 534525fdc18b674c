//! What rules find on one output, and how the place in a source is looked for.

use super::context::Page;
use super::html::unescaped;
use super::page::Link;
use crate::diagnostic::Diagnostic;

/// Something that a rule found on an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The finding, without its place.
    pub(super) diagnostic: Diagnostic,
    /// Texts by which its place is found in the file it came from, the surest first.
    pub(super) clues: Vec<String>,
    /// Whether it stands in the part that only this page has.
    pub(super) in_main: bool,
}

/// A link to a part of another page, which can be judged when that page is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// The path of the page below the root.
    pub(super) path: String,
    /// The identifier.
    pub(super) part: String,
    /// The finding, should the page not have it.
    pub(super) found: Found,
}

/// What the rules find on one output.
#[derive(Debug, Default)]
pub struct Findings {
    pub(super) list: Vec<Found>,
    pub(super) questions: Vec<Question>,
}

impl Findings {
    /// Adds a finding about what stands at a byte of the page.
    pub(in crate::check) fn add(
        &mut self,
        page: &Page<'_>,
        diagnostic: Diagnostic,
        at: usize,
        clues: &[&str],
    ) {
        let clues =
            clues.iter().filter(|clue| !clue.trim().is_empty()).map(|clue| (*clue).to_owned()).collect();
        self.list.push(Found { diagnostic, clues, in_main: page.facts.is_in_main(at) });
    }

    /// Adds a finding about a link.
    pub(in crate::check) fn link(&mut self, page: &Page<'_>, link: &Link<'_>, diagnostic: Diagnostic) {
        let found = of_link(page, link, diagnostic);
        self.list.push(found);
    }

    /// Asks whether another page has a part.
    pub(in crate::check) fn question(&mut self, page: &Page<'_>, link: &Link<'_>, path: &str, part: &str) {
        let address = unescaped(link.address.unwrap_or_default());
        let diagnostic = crate::check::links::dead_anchor::finding(&address);
        let found = of_link(page, link, diagnostic);
        self.questions.push(Question { path: path.to_owned(), part: part.to_owned(), found });
    }
}

pub(super) fn of_link(page: &Page<'_>, link: &Link<'_>, diagnostic: Diagnostic) -> Found {
    let address = unescaped(link.address.unwrap_or_default());
    let words = page.words(link);
    let clues = [
        format!("[{words}]({address}"),
        format!("]({address}"),
        format!("<{address}>"),
        format!("[{words}]"),
        format!("\"{address}\""),
        address.into_owned(),
        words.into_owned(),
    ];
    let clues = clues.into_iter().filter(|clue| clue.len() > 2).collect();
    Found { diagnostic, clues, in_main: page.facts.is_in_main(link.at) }
}
