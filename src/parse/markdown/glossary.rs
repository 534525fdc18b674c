//! Finds the terms of the glossary, so that the first use of each in a page can be explained.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::config::{Registries, Term};

use super::escape::{has_inner_capital, push_attribute, push_text};

/// The terms of a site's glossary, made ready once for all pages.
#[derive(Debug, Clone, Default)]
pub struct GlossaryMatcher {
    terms: Vec<Explanation>,
    /// Made when the first text is searched: where every text is remembered, none is.
    automaton: OnceLock<Option<AhoCorasick>>,
    /// Whether every term has a capital letter within a word, so that a text without one need not be searched.
    capitals: bool,
}

#[derive(Debug, Clone)]
struct Explanation {
    term: Term,
    /// What follows `<abbr` and, where the page is in another language, `lang`: ` title="...">MASH</abbr>`.
    markup: Box<str>,
}

/// The languages that a page has to do with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Languages<'a> {
    /// That of the page.
    pub(super) page: &'a str,
    /// That of the site, and of what it names in its own registries.
    pub(super) site: &'a str,
}

/// The terms that one page has explained already.
#[derive(Debug, Default)]
pub(super) struct Explained(Vec<bool>);

impl GlossaryMatcher {
    /// Takes the terms as they are written: `GP` is a term, `gp` is not.
    pub fn new(registries: &Registries) -> Self {
        let mut terms = Vec::new();
        for entry in registries.glossary.iter() {
            let (term, expansion) = (&*entry.term.label, entry.detail.expansion.as_str());
            if term.trim().is_empty() || expansion.trim().is_empty() {
                continue;
            }
            let mut html = " title=\"".to_owned();
            push_attribute(&mut html, expansion);
            html.push_str("\">");
            push_text(&mut html, term);
            html.push_str("</abbr>");
            terms.push(Explanation { term: entry.term.clone(), markup: html.into() });
        }
        let capitals = terms.iter().all(|known| has_inner_capital(&known.term.label));
        Self { terms, automaton: OnceLock::new(), capitals }
    }

    fn automaton(&self) -> Option<&AhoCorasick> {
        let build = || {
            AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .match_kind(MatchKind::LeftmostLongest)
                .build(self.terms.iter().map(|known| known.term.label.as_bytes()))
                .ok()
                .filter(|_| !self.terms.is_empty())
        };
        self.automaton.get_or_init(build).as_ref()
    }

    /// The first use of each term in a text that is a whole word and not explained yet, by its number. `before` and
    /// `after` give the characters around the text.
    pub(super) fn first_uses<'t>(
        &'t self,
        text: &'t str,
        before: impl Fn() -> Option<char> + 't,
        after: impl Fn() -> Option<char> + 't,
        explained: &'t mut Explained,
    ) -> impl Iterator<Item = (Range<usize>, usize)> {
        let worth = !self.capitals || has_inner_capital(text);
        let automaton = if worth { self.automaton() } else { None };
        let found = automaton.into_iter().flat_map(move |automaton| automaton.find_iter(text));
        found.filter_map(move |found| {
            let (range, term) = (found.range(), found.pattern().as_usize());
            let ahead = text[..range.start].chars().next_back().or_else(&before);
            let behind = text[range.end..].chars().next().or_else(&after);
            let whole = !ahead.is_some_and(belongs_to_word) && !behind.is_some_and(belongs_to_word);
            (whole && explained.first(term, self.terms.len())).then_some((range, term))
        })
    }

    /// Writes a term with its explanation. Both are marked where they are in another language than the page.
    pub(super) fn push_explained(&self, html: &mut String, number: usize, languages: Languages<'_>) {
        let Explanation { term, markup } = &self.terms[number];
        html.push_str("<abbr");
        if let Some(language) = term.other_language_on(languages.page, languages.site) {
            html.push_str(" lang=\"");
            push_attribute(html, language);
            html.push('"');
        }
        html.push_str(markup);
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
