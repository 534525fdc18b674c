//! An output as its rules see it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use ahash::HashSet;
use memchr::memchr3;

use super::address::{Home, Lead};
use super::addresses::Addresses;
use super::facts::{Facts, Heading, Link, Resource};
use super::html::unescaped;
use super::words::words_of;
use crate::diagnostic::nearest;
use crate::model::Unfinished;
use crate::parse;
use crate::plan::Plan;

/// How many dead links get a "did you mean"; looking for the nearest address compares with all of them.
const SUGGESTIONS: u32 = 20;

/// What is known of the site while its outputs are looked at.
pub(super) struct Surroundings<'a> {
    pub(super) home: Home<'a>,
    pub(super) addresses: Addresses,
    pub(super) plan: &'a Plan,
    pub(super) unfinished: &'a Unfinished,
    pub(super) suggested: AtomicU32,
}

/// What is known of what an output shows, beside its bytes.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Known<'p> {
    /// Whether the text that it shows has links that were reported where they are written.
    pub(in crate::check) has_broken_links: bool,
    /// Whether it shows one text, or is one, and not a list made of many.
    pub(in crate::check) shows_a_text: bool,
    /// Which of its headings its author wrote.
    pub(super) written: Written<'p>,
}

/// Which headings of a page an author wrote; the others are made by templates.
#[derive(Debug, Clone, Copy)]
pub(super) enum Written<'p> {
    /// All of them: the page is a file that is published as it is.
    All,
    /// Those of the text that it shows.
    These(&'p [parse::Heading]),
}

/// An output as its rules see it.
pub struct Page<'p> {
    /// What is in it.
    pub(in crate::check) facts: &'p Facts<'p>,
    /// What is known of what it shows.
    pub(in crate::check) known: Known<'p>,
    /// Where each link leads.
    links: &'p [Lead<'p>],
    /// Where each resource comes from.
    resources: &'p [Lead<'p>],
    surroundings: &'p Surroundings<'p>,
    /// The identifiers of the headings that its author wrote, once somebody asks.
    written: OnceCell<HashSet<Box<str>>>,
}

impl<'p> Page<'p> {
    pub(super) fn new(
        facts: &'p Facts<'p>,
        (links, resources): (&'p [Lead<'p>], &'p [Lead<'p>]),
        surroundings: &'p Surroundings<'p>,
        known: Known<'p>,
    ) -> Self {
        Self { facts, known, links, resources, surroundings, written: OnceCell::new() }
    }

    /// Whether the author of what the page shows wrote a heading of it, and not a template.
    pub(in crate::check) fn is_written(&self, heading: &Heading) -> bool {
        let Written::These(written) = self.known.written else { return true };
        // Identifiers stand in the order of the page.
        let from = self.facts.ids.partition_point(|(_, at)| *at < heading.at);
        let id = self.facts.ids.get(from).filter(|(_, at)| *at == heading.at).map(|(id, _)| unescaped(id));
        let all = || written.iter().map(|heading| heading.id.as_str().into()).collect();
        id.is_some_and(|id| self.written.get_or_init(all).contains(&*id))
    }

    /// Every link, and where it leads.
    pub(in crate::check) fn links(&self) -> impl Iterator<Item = (&'p Link<'p>, &'p Lead<'p>)> {
        self.facts.links.iter().zip(self.links)
    }

    /// Everything that a browser fetches, and where it is.
    pub(in crate::check) fn resources(&self) -> impl Iterator<Item = (&'p Resource<'p>, &'p Lead<'p>)> {
        self.facts.resources.iter().zip(self.resources)
    }

    /// Whether there is an output at a path below the root, or may be when files with errors are mended.
    pub(in crate::check) fn is_there(&self, path: &str) -> bool {
        self.surroundings.addresses.find(path).is_some() || self.surroundings.unfinished.may_be_at(path)
    }

    /// The address that is nearest to one that is not there.
    pub(in crate::check) fn nearest(&self, path: &str) -> Option<String> {
        if self.surroundings.suggested.fetch_add(1, Ordering::Relaxed) >= SUGGESTIONS {
            return None;
        }
        let known = self.surroundings.plan.tasks.iter().map(|task| task.output.address());
        nearest(path, known).map(|near| format!("/{near}"))
    }

    /// The words of a link, as a screen reader says them.
    pub(in crate::check) fn words(&self, link: &Link<'p>) -> Cow<'p, str> {
        let html = self.facts.text.get(link.content.clone()).unwrap_or_default();
        // Most links are words and nothing else.
        if memchr3(b'<', b'&', b'\n', html.as_bytes()).is_some() {
            Cow::Owned(words_of(html))
        } else {
            Cow::Borrowed(html.trim())
        }
    }

    /// The words of a part of the page up to its first tag: what is the same in the text it was made from.
    pub(in crate::check) fn first_words(&self, part: Range<usize>) -> Cow<'p, str> {
        let html = self.facts.text.get(part).unwrap_or_default();
        unescaped(html.split('<').next().unwrap_or_default().trim())
    }

    /// The words of a part of the page.
    pub(in crate::check) fn text_of(&self, part: Range<usize>) -> String {
        words_of(self.facts.text.get(part).unwrap_or_default())
    }
}
