//! A number of a series that no briefing has.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

pub(super) const RULE: Rule = Rule {
    code: Code("vocabulary/series-gap"),
    owner: Owner::Author,
    severity: Severity::Note,
    document: include_str!("series_gap.md"),
    looks: Looks::Site(check),
};

/// Most missing numbers that are named; with more the series counts by years or in tens.
const NAMED: usize = 5;

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // The number that is missing may be that of a briefing that could not be read.
    if !site.unfinished.knows("series") {
        return;
    }
    let mut series: BTreeMap<&str, (&str, BTreeSet<u32>)> = BTreeMap::new();
    for of in site.judged_pages(&[]).filter_map(|briefing| briefing.front.series.as_ref()) {
        let entry = series.entry(of.term.key.as_str()).or_insert((&of.term.label, BTreeSet::new()));
        entry.1.extend(of.number.as_ref().map(|number| number.value));
    }
    for (label, numbers) in series.into_values() {
        let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { continue };
        let span = (last - first + 1) as usize;
        if span - numbers.len() > NAMED {
            continue;
        }
        let missing: Vec<String> = (*first..*last)
            .filter(|number| !numbers.contains(number))
            .map(|number| number.to_string())
            .collect();
        if !missing.is_empty() {
            found.push(
                RULE.finding(format!("`{label}` has no number {}", missing.join(", ")))
                    .help("publish the missing briefing, withdraw it with a reason, or say on a page why there is none")
                    .because("readers who count look for a briefing that they think they have missed"),
            );
        }
    }
}
