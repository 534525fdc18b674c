//! Finds the terms of the glossary, so that the first use of each in a page can be explained.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::config::Registries;

use super::escape::{has_inner_capital, push_attribute, push_text};

/// The terms of a site's glossary, made ready once for all pages.
#[derive(Debug, Clone, Default)]
pub struct GlossaryMatcher {
    terms: Vec<Box<str>>,
    /// Made when the first text is searched: where every text is remembered, none is.
    automaton: OnceLock<Option<AhoCorasick>>,
    /// What each term becomes: `<abbr title="...">MASH</abbr>`.
    markup: Vec<Box<str>>,
    /// Whether every term has a capital letter within a word, so that a text without one need not be searched.
    capitals: bool,
}

/// The terms that one page has explained already.
#[derive(Debug, Default)]
pub(super) struct Explained(Vec<bool>);

impl GlossaryMatcher {
    /// Takes the terms as they are written: `GP` is a term, `gp` is not.
    pub fn new(registries: &Registries) -> Self {
        let (mut terms, mut markup) = (Vec::<Box<str>>::new(), Vec::new());
        for entry in registries.glossary.iter() {
            let (term, expansion) = (&*entry.term.label, entry.detail.expansion.as_str());
            if term.trim().is_empty() || expansion.trim().is_empty() {
                continue;
            }
            let mut html = "<abbr title=\"".to_owned();
            push_attribute(&mut html, expansion);
            html.push_str("\">");
            push_text(&mut html, term);
            html.push_str("</abbr>");
            terms.push(term.into());
            markup.push(html.into());
        }
        let capitals = terms.iter().map(AsRef::as_ref).all(has_inner_capital);
        Self { terms, automaton: OnceLock::new(), markup, capitals }
    }

    fn automaton(&self) -> Option<&AhoCorasick> {
        let build = || {
            AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .match_kind(MatchKind::LeftmostLongest)
                .build(self.terms.iter().map(|term| term.as_bytes()))
                .ok()
                .filter(|_| !self.terms.is_empty())
        };
        self.automaton.get_or_init(build).as_ref()
    }

    /// The first use of each term in a text that is a whole word and not explained yet, with its markup. `before` and
    /// `after` give the characters around the text.
    pub(super) fn first_uses<'t>(
        &'t self,
        text: &'t str,
        before: impl Fn() -> Option<char> + 't,
        after: impl Fn() -> Option<char> + 't,
        explained: &'t mut Explained,
    ) -> impl Iterator<Item = (Range<usize>, &'t str)> {
        let worth = !self.capitals || has_inner_capital(text);
        let automaton = if worth { self.automaton() } else { None };
        let found = automaton.into_iter().flat_map(move |automaton| automaton.find_iter(text));
        found.filter_map(move |found| {
            let (range, term) = (found.range(), found.pattern().as_usize());
            let ahead = text[..range.start].chars().next_back().or_else(&before);
            let behind = text[range.end..].chars().next().or_else(&after);
            let whole = !ahead.is_some_and(belongs_to_word) && !behind.is_some_and(belongs_to_word);
            (whole && explained.first(term, self.markup.len())).then(|| (range, &*self.markup[term]))
        })
    }
}

impl Explained {
    fn first(&mut self, term: usize, terms: usize) -> bool {
        self.0.resize(terms, false);
        !std::mem::replace(&mut self.0[term], true)
    }
}

fn belongs_to_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
