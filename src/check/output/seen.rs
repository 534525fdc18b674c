//! What is known of one output after it was looked at.

use super::address::Lead;
use super::addresses::{hash_of, short};
use super::context::Page;
use super::facts::Facts;
use super::findings::{Found, Question, of_link};
use super::html::unescaped;
use crate::diagnostic::{Code, Diagnostic};

/// What is known of one output after it was looked at.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// Findings that have their place.
    pub(super) placed: Vec<Diagnostic>,
    /// Findings whose place is in a template, or nowhere.
    pub(super) loose: Vec<Found>,
    /// Links to parts of other pages.
    pub(super) questions: Vec<Question>,
    /// Links to other hosts, each with a finding that is not yet one; only where they are to be asked.
    pub(super) outside: Vec<(String, Found)>,
    /// What the page has alone.
    pub(super) own: Marks,
    /// What it has in common with others: header, footer, navigation.
    pub(super) frame: Marks,
}

/// Hashes of what a page names, sorted.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
pub(super) struct Marks {
    /// Paths of this site that it leads to.
    pub(super) targets: Vec<u32>,
    /// Its identifiers.
    pub(super) ids: Vec<u32>,
}

/// The links of a page to other hosts.
pub(super) fn outside_of(page: &Page<'_>) -> Vec<(String, Found)> {
    let outside = page.links().filter(|(link, _)| link.is_anchor).filter_map(|(link, lead)| match lead {
        Lead::Outside(outside) => {
            let scheme = if outside.is_plain { "http" } else { "https" };
            let address = format!("{scheme}://{}{}", outside.host, outside.path);
            Some((address, of_link(page, link, Diagnostic::note(Code(""), ""))))
        }
        _ => None,
    });
    outside.collect()
}

/// What a page names, apart by whether it stands in its own part.
pub(super) fn marks(facts: &Facts<'_>, links: &[Lead<'_>], resources: &[Lead<'_>]) -> (Marks, Marks) {
    let (mut own, mut frame) = (Marks::default(), Marks::default());
    let links = facts.links.iter().map(|link| link.at).zip(links);
    let resources = facts.resources.iter().map(|resource| resource.at).zip(resources);
    for (at, lead) in links.chain(resources) {
        if let Lead::Inside(path, _) = lead {
            let marks = if facts.is_in_main(at) { &mut own } else { &mut frame };
            marks.targets.push(short(hash_of(path)));
        }
    }
    for (id, at) in &facts.ids {
        let marks = if facts.is_in_main(*at) { &mut own } else { &mut frame };
        marks.ids.push(short(hash_of(&unescaped(id))));
    }
    for marks in [&mut own, &mut frame] {
        for list in [&mut marks.targets, &mut marks.ids] {
            list.sort_unstable();
            list.dedup();
        }
    }
    (own, frame)
}
