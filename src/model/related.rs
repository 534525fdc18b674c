//! Related briefings: those that share most themes, harms and agencies.
//!
//! Comparing all with all would be quadratic. A reader gains little from a briefing of ten years ago that shares one
//! common theme, so only the nearest in time are compared for each shared term: the work grows with the number of
//! briefings times a constant.

use rayon::prelude::*;

use super::{Briefing, Facet, FacetKind, TermIndex};

/// How many related briefings a page shows.
const RELATED: usize = 4;

/// How many neighbours in time, on each side, are looked at for each shared term.
const NEIGHBOURS: usize = 8;

/// Finds the related briefings of each one.
pub(super) fn relate(briefings: &mut [Briefing], facets: &[Facet]) {
    let weights: Vec<Vec<f32>> = facets.iter().map(|facet| weights_of(facet, briefings.len())).collect();
    let shared: &[Briefing] = briefings;
    let related: Vec<Vec<u32>> = (0..shared.len())
        .into_par_iter()
        .map_init(
            || (vec![0.0; shared.len()], Vec::new()),
            |(scores, candidates), index| {
                related_to(index, shared, facets, &weights, (scores.as_mut_slice(), candidates))
            },
        )
        .collect();
    for (briefing, related) in briefings.iter_mut().zip(related) {
        briefing.related = related;
    }
}

/// A rare term that is shared says more than a common one: the weight is the logarithm of its rarity.
fn weights_of(facet: &Facet, total: usize) -> Vec<f32> {
    let counts = matches!(facet.kind, FacetKind::Themes | FacetKind::Harms | FacetKind::Agencies);
    let weight = |members: usize| {
        let (total, members) =
            (u16::try_from(total).unwrap_or(u16::MAX), u16::try_from(members).unwrap_or(u16::MAX));
        (1.0 + f32::from(total) / f32::from(members.max(1))).ln()
    };
    facet.terms.iter().map(|term| if counts { weight(term.briefings.len()) } else { 0.0 }).collect()
}

fn related_to(
    index: usize,
    briefings: &[Briefing],
    facets: &[Facet],
    weights: &[Vec<f32>],
    (scores, candidates): (&mut [f32], &mut Vec<(u32, f32)>),
) -> Vec<u32> {
    candidates.clear();
    let mut found: Vec<u32> = Vec::with_capacity(128);
    let own = u32::try_from(index).unwrap_or(u32::MAX);
    for at in &briefings[index].terms {
        let weight = weights[at.facet as usize][at.term as usize];
        if weight == 0.0 {
            continue;
        }
        for other in neighbours(own, *at, facets) {
            let score = &mut scores[other as usize];
            if *score == 0.0 {
                found.push(other);
            }
            *score += weight;
        }
    }
    // What was added up is taken out again, so that the next briefing finds nothing.
    candidates.extend(found.iter().map(|other| (*other, std::mem::take(&mut scores[*other as usize]))));
    let series = briefings[index].previous.into_iter().chain(briefings[index].next);
    let neighbours_in_series: Vec<u32> = series.collect();
    candidates.retain(|(other, _)| {
        !neighbours_in_series.contains(other)
            && !is_translation(&briefings[index], &briefings[*other as usize])
    });
    let nearest_first = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if candidates.len() > RELATED {
        candidates.select_nth_unstable_by(RELATED - 1, nearest_first);
        candidates.truncate(RELATED);
    }
    candidates.sort_unstable_by(nearest_first);
    candidates.iter().take(RELATED).map(|(other, _)| *other).collect()
}

fn is_translation(one: &Briefing, other: &Briefing) -> bool {
    one.front.translation_key.is_some() && one.front.translation_key == other.front.translation_key
}

fn neighbours(own: u32, at: TermIndex, facets: &[Facet]) -> impl Iterator<Item = u32> {
    let members = &facets[at.facet as usize].terms[at.term as usize].briefings;
    let here = members.binary_search(&own).unwrap_or_default();
    let from = here.saturating_sub(NEIGHBOURS);
    let to = (here + NEIGHBOURS + 1).min(members.len());
    members[from..to].iter().copied().filter(move |other| *other != own)
}
