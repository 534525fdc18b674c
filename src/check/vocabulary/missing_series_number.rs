//! A briefing without a number in a series that counts.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::FacetKind;
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("vocabulary/missing-series-number"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("missing_series_number.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(series) = site.facets.iter().find(|facet| facet.kind == FacetKind::Series) else { return };
    for term in &series.terms {
        let of = |at: &u32| site.briefings[*at as usize].front.series.as_ref();
        let number = |at: &u32| of(at).and_then(|series| series.number.as_ref()).map(|number| number.value);
        let Some(most) = term.briefings.iter().filter_map(number).max() else { continue };
        for at in term.briefings.iter().filter(|at| number(at).is_none()) {
            let message = format!("this briefing has no number, and others of `{}` have", term.term.label);
            found.push(
                RULE.finding(message)
                    .at(site.briefings[*at as usize].place())
                    .help(format!(
                        "write `number: {}` under `series` if it is the newest",
                        most.saturating_add(1)
                    ))
                    .because("people cite a briefing by its number"),
            );
        }
    }
}
