//! Facets: what briefings are found by.

use std::sync::Arc;

use ahash::{HashMap, HashMapExt as _};
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::config::{Registries, Term};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::FrontMatter;
use crate::source::Slug;

use super::{Briefing, Facet, FacetTerm, TermIndex};

const ONE_PAGE: Code = Code("vocabulary/one-page-for-two");

/// What briefings are found by. The number of a kind is its place in [`super::Site::facets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FacetKind {
    /// Themes of practice.
    Themes,
    /// Kinds of harm.
    Harms,
    /// Roles of agencies.
    Agencies,
    /// Types of review.
    ReviewTypes,
    /// Formats of publication.
    Formats,
    /// Audiences.
    Audiences,
    /// Years of issue.
    Years,
    /// Free tags.
    Tags,
    /// Numbered series.
    Series,
}

impl FacetKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Themes,
        Self::Harms,
        Self::Agencies,
        Self::ReviewTypes,
        Self::Formats,
        Self::Audiences,
        Self::Years,
        Self::Tags,
        Self::Series,
    ];

    /// Its part of the address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Themes => "themes",
            Self::Harms => "harms",
            Self::Agencies => "agencies",
            Self::ReviewTypes => "review-types",
            Self::Formats => "formats",
            Self::Audiences => "audiences",
            Self::Years => "years",
            Self::Tags => "tags",
            Self::Series => "series",
        }
    }

    /// The terms that a front matter names for it.
    pub fn written(self, front: &FrontMatter) -> impl Iterator<Item = &Term> {
        let (many, one): (&[Term], Option<&Term>) = match self {
            Self::Themes => (&front.themes, None),
            Self::Harms => (&front.harms, None),
            Self::Agencies => (&front.agencies, None),
            Self::Audiences => (&front.audiences, None),
            Self::Tags => (&front.tags, None),
            Self::ReviewTypes => (&[], front.review.as_ref().and_then(|review| review.kind.as_ref())),
            Self::Formats => (&[], front.format.as_ref()),
            Self::Series => (&[], front.series.as_ref().map(|series| &series.term)),
            Self::Years => (&[], None),
        };
        many.iter().chain(one)
    }

    /// What the registries say about a term, in a sentence or two.
    pub fn definition<'r>(self, term: &Term, registries: &'r Registries) -> Option<&'r str> {
        let key = term.key.as_str();
        let text = match self {
            Self::Themes => registries.themes.find(key).map(|entry| &entry.definition),
            Self::Harms => registries.harms.find(key).map(|entry| &entry.definition),
            Self::Agencies => registries.agencies.find(key).map(|entry| &entry.definition),
            Self::ReviewTypes => registries.review_types.find(key).map(|entry| &entry.definition),
            Self::Formats => registries.formats.find(key).map(|entry| &entry.definition),
            Self::Audiences => registries.audiences.find(key).map(|entry| &entry.definition),
            Self::Years | Self::Tags | Self::Series => None,
        };
        text.and_then(Option::as_deref)
    }
}

/// Terms of each facet that the index offers.
const OFFERED: usize = 8;

impl Facet {
    /// The terms that the index offers: those that most briefings have, or the last years.
    pub fn offered(&self) -> Vec<&FacetTerm> {
        let mut terms: Vec<&FacetTerm> = self.terms.iter().collect();
        if self.kind != FacetKind::Years {
            terms.sort_by_key(|term| std::cmp::Reverse(term.briefings.len()));
        }
        terms.truncate(OFFERED);
        terms
    }
}

/// The terms that a front matter gives for one facet.
fn terms_of<'f>(
    kind: FacetKind,
    front: &'f FrontMatter,
    default_format: &'f Term,
    year: &'f Term,
) -> impl Iterator<Item = &'f Term> {
    let default = match kind {
        FacetKind::Formats if front.format.is_none() => Some(default_format),
        FacetKind::Years => Some(year),
        _ => None,
    };
    kind.written(front).chain(default)
}

/// Collects the terms of all facets, and tells each briefing which it has. The briefings are newest first, and so
/// are those of every term.
pub(super) fn collect_facets(
    briefings: &mut [Briefing],
    default_format: &Term,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Facet> {
    let years: HashMap<i16, Term> = briefings
        .iter()
        .map(|briefing| briefing.date.year())
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .filter_map(|year| {
            let label: Arc<str> = year.to_string().into();
            Slug::parse(&label).ok().map(|key| (year, Term { key, label, is_of_program: false }))
        })
        .collect();
    let shared: &[Briefing] = briefings;
    let collected: Vec<Collected> =
        FacetKind::ALL.par_iter().map(|kind| collect_facet(*kind, shared, default_format, &years)).collect();
    let mut facets = Vec::with_capacity(collected.len());
    for Collected { facet, members, merged } in collected {
        diagnostics.extend(merged);
        for (briefing, term) in members {
            briefings[briefing as usize].terms.push(TermIndex { facet: facet.kind as u8, term });
        }
        facets.push(facet);
    }
    facets
}

/// A facet, its members as pairs of briefing and term, and what was found on the way.
struct Collected {
    facet: Facet,
    members: Vec<(u32, u32)>,
    merged: Vec<Diagnostic>,
}

fn collect_facet(
    kind: FacetKind,
    briefings: &[Briefing],
    default_format: &Term,
    years: &HashMap<i16, Term>,
) -> Collected {
    let mut terms: Vec<FacetTerm> = Vec::new();
    let mut by_key: HashMap<Slug, u32> = HashMap::new();
    let mut members = Vec::new();
    let mut merged = Vec::new();
    for (index, briefing) in (0u32..).zip(briefings) {
        let Some(year) = years.get(&briefing.date.year()) else { continue };
        for term in terms_of(kind, &briefing.front, default_format, year) {
            let at = *by_key.entry(term.key.clone()).or_insert_with(|| {
                terms.push(FacetTerm { term: term.clone(), briefings: Vec::new() });
                u32::try_from(terms.len() - 1).unwrap_or(u32::MAX)
            });
            let FacetTerm { term: known, briefings: of_term } = &mut terms[at as usize];
            if known.label != term.label && names_another(&known.label, &term.label) {
                let first = of_term.first().map(|first| &briefings[*first as usize]);
                merged.extend(first.map(|first| one_page_for_two(kind, [known, term], [first, briefing])));
            }
            if of_term.last() != Some(&index) {
                of_term.push(index);
                members.push((index, at));
            }
        }
    }
    let place = sort_terms(kind, &mut terms);
    for (_, term) in &mut members {
        *term = place[*term as usize];
    }
    Collected { facet: Facet { kind, terms }, members, merged }
}

/// Whether two labels with one address are two words, and not one in two spellings.
fn names_another(one: &str, other: &str) -> bool {
    let bare = |label: &str| -> String {
        let letters = label.nfkd().filter(|c| !is_combining_mark(*c) && !c.is_whitespace());
        letters
            .filter(|c| !matches!(c, '-' | '_' | '\'' | '\u{2019}' | '.'))
            .flat_map(char::to_lowercase)
            .collect()
    };
    bare(one) != bare(other)
}

fn one_page_for_two(kind: FacetKind, terms: [&Term; 2], briefings: [&Briefing; 2]) -> Diagnostic {
    let [one, other] = terms.map(|term| &term.label);
    let address = format!("/{}/{}/", kind.key(), terms[0].key);
    Diagnostic::warning(ONE_PAGE, format!("`{other}` and `{one}` share one page, `{address}`"))
        .at(briefings[1].place())
        .related(briefings[0].place(), format!("`{one}` is used here"))
        .help("if they are two things, give one of them a name that differs in letters or digits")
        .because("an address holds letters, digits and hyphens only")
}

/// Sorts terms for people, and tells where each one went.
fn sort_terms(kind: FacetKind, terms: &mut Vec<FacetTerm>) -> Vec<u32> {
    let mut order: Vec<u32> = (0u32..).take(terms.len()).collect();
    let folded: Vec<String> = terms.iter().map(|term| term.term.label.to_lowercase()).collect();
    order.sort_by(|a, b| {
        let by_label = folded[*a as usize]
            .cmp(&folded[*b as usize])
            .then_with(|| terms[*a as usize].term.key.cmp(&terms[*b as usize].term.key));
        if kind == FacetKind::Years { by_label.reverse() } else { by_label }
    });
    let mut place = vec![0; terms.len()];
    for (to, from) in (0u32..).zip(&order) {
        place[*from as usize] = to;
    }
    let mut slots: Vec<Option<FacetTerm>> = std::mem::take(terms).into_iter().map(Some).collect();
    terms.extend(order.iter().filter_map(|from| slots[*from as usize].take()));
    place
}
