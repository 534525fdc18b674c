//! Series: previous, next, and numbers that are given twice.

use crate::diagnostic::{Code, Diagnostic};

use super::{Briefing, Facet, FacetKind, Unfinished};

const DUPLICATE_NUMBER: Code = Code("vocabulary/duplicate-series-number");

/// Links the numbered briefings of each series.
pub(super) fn link_series(facets: &[Facet], briefings: &mut [Briefing]) {
    let Some(series) = facets.iter().find(|facet| facet.kind == FacetKind::Series) else { return };
    for term in &series.terms {
        let mut numbered: Vec<(u32, u32)> = term
            .briefings
            .iter()
            .filter_map(|index| {
                let front = &briefings[*index as usize].front;
                Some((front.series.as_ref()?.number.as_ref()?.value, *index))
            })
            .collect();
        numbered.sort_unstable();
        for pair in numbered.windows(2) {
            let [(number, first), (next_number, second)] = [pair[0], pair[1]];
            if number != next_number {
                briefings[first as usize].next = Some(second);
                briefings[second as usize].previous = Some(first);
            }
        }
    }
}

/// Reports a number of a series that two briefings have, be there an error elsewhere in them.
///
/// Language versions of one briefing share a number by right.
pub(super) fn report_duplicate_numbers(
    briefings: &[Briefing],
    unfinished: &Unfinished,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let listed = unfinished.briefings(&["series", "translation_key", "lang"]).filter(|one| one.is_listed);
    let mut numbered: Vec<(&str, u32, &Briefing)> = briefings
        .iter()
        .chain(listed.map(|one| &one.briefing))
        .filter_map(|briefing| {
            let series = briefing.front.series.as_ref()?;
            Some((series.term.key.as_str(), series.number.as_ref()?.value, briefing))
        })
        .collect();
    // In a stable way: of three with one number each stands beside the one before it.
    numbered.sort_by_key(|(series, number, _)| (*series, *number));
    for pair in numbered.windows(2) {
        let [(series, number, first), (next_series, next_number, second)] = [pair[0], pair[1]];
        if (series, number) == (next_series, next_number) && !are_translations(first, second) {
            diagnostics.extend(duplicate(number, first, second));
        }
    }
}

fn are_translations(one: &Briefing, other: &Briefing) -> bool {
    one.front.translation_key.is_some()
        && one.front.translation_key == other.front.translation_key
        && one.front.lang != other.front.lang
}

fn duplicate(number: u32, one: &Briefing, other: &Briefing) -> Option<Diagnostic> {
    let (first, second) = if one.source <= other.source { (one, other) } else { (other, one) };
    let place = |briefing: &Briefing| Some(briefing.front.series.as_ref()?.number.as_ref()?.place.clone());
    let series = second.front.series.as_ref()?;
    Some(
        Diagnostic::error(
            DUPLICATE_NUMBER,
            format!("number {number} of `{}` is given to two briefings", series.term.label),
        )
        .at(place(second)?)
        .related(place(first)?, "first given here")
        .help("give one of them the next free number")
        .because("people cite a briefing by its number"),
    )
}
