//! What rules find on one output, and how the place in a source is looked for.

use super::context::Page;
use super::facts::{Heading, Link};
use super::html::unescaped;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::PAGE_FINDINGS_LIMIT;

/// How the beginning of a heading is marked in a text.
pub(super) const HEADING: &str = "# ";

/// Something that a rule found on an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The finding, without its place.
    pub(super) diagnostic: Diagnostic,
    /// Texts by which its place is found in the file it came from, the surest first.
    pub(super) clues: Vec<String>,
    /// How many headings that begin alike stand before the one that it is about.
    pub(super) nth: u32,
    /// Where on the page it stands.
    pub(super) part: Part,
}

/// Where on a page something stands, and with that who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// In the part that only this page has: it may be of the text or of a template.
    Main,
    /// In what pages have in common.
    Frame,
    /// Wherever; a template says it, and no text.
    Template,
}

impl Part {
    fn of(page: &Page<'_>, at: usize) -> Self {
        if page.facts.is_in_main(at) { Self::Main } else { Self::Frame }
    }
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
    /// Keeps what a rule found, unless there are too many already; an error says so once.
    fn push(&mut self, found: impl FnOnce() -> Found) {
        if self.list.len() < PAGE_FINDINGS_LIMIT {
            self.list.push(found());
        } else if self.list.len() == PAGE_FINDINGS_LIMIT {
            self.list.push(too_many());
        }
    }

    /// Adds a finding about what stands at a byte of the page.
    pub(in crate::check) fn add(
        &mut self,
        page: &Page<'_>,
        diagnostic: Diagnostic,
        at: usize,
        clues: &[&str],
    ) {
        self.push(|| {
            let clues = clues.iter().filter(|clue| !clue.trim().is_empty());
            let clues = clues.map(|clue| (*clue).to_owned()).collect();
            Found { diagnostic, clues, nth: 0, part: Part::of(page, at) }
        });
    }

    /// Adds a finding about a heading, by its place among those of the page.
    pub(in crate::check) fn heading(&mut self, page: &Page<'_>, number: usize, diagnostic: Diagnostic) {
        self.push(|| of_heading(page, number, diagnostic));
    }

    /// Adds a finding about a heading that a template makes: its place is where a template has the like of its tag.
    pub(in crate::check) fn heading_of_template(
        &mut self,
        page: &Page<'_>,
        number: usize,
        diagnostic: Diagnostic,
    ) {
        self.push(|| {
            let heading = &page.facts.headings[number];
            let tag = page.facts.text.get(heading.at..heading.content.start).unwrap_or_default();
            // What stands in quotation marks was written as it is, more often than not.
            let upto = |end: Option<usize>| end.map_or("", |end| &tag[..=end]);
            let clues = [tag, upto(tag.rfind('"')), upto(tag.match_indices('"').nth(1).map(|(at, _)| at))];
            let clues = clues.into_iter().filter(|clue| clue.contains('"')).map(str::to_owned);
            // A bare tag is all that is left of one that is put together; where a template has it twice it is the first.
            let bare = [format!("<h{}>", heading.level), format!("<h{}", heading.level)];
            let clues = clues.chain(bare).collect();
            Found { diagnostic, clues, nth: 0, part: Part::Template }
        });
    }

    /// Adds a finding about a link.
    pub(in crate::check) fn link(&mut self, page: &Page<'_>, link: &Link<'_>, diagnostic: Diagnostic) {
        self.push(|| of_link(page, link, diagnostic));
    }

    /// Asks whether another page has a part.
    pub(in crate::check) fn question(&mut self, page: &Page<'_>, link: &Link<'_>, path: &str, part: &str) {
        let address = unescaped(link.address.unwrap_or_default());
        let diagnostic = crate::check::links::dead_anchor::finding(&address);
        let found = of_link(page, link, diagnostic);
        self.questions.push(Question { path: path.to_owned(), part: part.to_owned(), found });
    }
}

/// The finding about a page on which there are more than anybody reads.
fn too_many() -> Found {
    let message =
        format!("more than {PAGE_FINDINGS_LIMIT} findings on the page of this file; the rest is not shown");
    let diagnostic = Diagnostic::error(Code("markdown/too-many-findings"), message)
        .help("mend what is shown, then run the check again");
    Found { diagnostic, clues: Vec::new(), nth: 0, part: Part::Main }
}

fn of_heading(page: &Page<'_>, number: usize, diagnostic: Diagnostic) -> Found {
    let of = |heading: &Heading| page.text_of(heading.content.clone());
    let heading = &page.facts.headings[number];
    let words = of(heading);
    let first = page.first_words(heading.content.clone());
    let beginning = if first.is_empty() { String::new() } else { format!("{HEADING}{first}") };
    // The title of the page does not stand in its text.
    let before = page.facts.headings[..number].iter().filter(|other| other.level > 1);
    let before = before.filter(|other| page.facts.is_in_main(other.content.start));
    let alike = before.filter(|other| of(other).starts_with(&words)).count();
    let nth = u32::try_from(alike).unwrap_or(u32::MAX);
    let clues = [format!("{HEADING}{words}"), beginning, words];
    let clues = clues.into_iter().filter(|clue| !clue.trim().is_empty()).collect();
    Found { diagnostic, clues, nth, part: Part::of(page, heading.content.start) }
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
    Found { diagnostic, clues, nth: 0, part: Part::of(page, link.at) }
}
