//! Whether the language versions of a briefing say the same.

mod missing_twin;
mod out_of_step;
mod stale_twin;
mod withdrawn_twin;

use std::collections::BTreeMap;

use crate::model::{Briefing, Site};

use super::Rule;

pub(super) const RULES: [Rule; 4] =
    [missing_twin::RULE, out_of_step::RULE, stale_twin::RULE, withdrawn_twin::RULE];

/// The listed language versions of one briefing: the original, and those made after it.
struct Twins<'a> {
    original: &'a Briefing,
    others: Vec<&'a Briefing>,
}

/// Every group of language versions. The original is the one in the site's language, else the oldest.
fn twins(site: &Site) -> impl Iterator<Item = Twins<'_>> {
    let mut groups: BTreeMap<&str, Vec<&Briefing>> = BTreeMap::new();
    for briefing in &site.briefings {
        if let Some(key) = &briefing.front.translation_key {
            groups.entry(key).or_default().push(briefing);
        }
    }
    // What one of them says is not known while it has an error.
    let is_known = site.unfinished.knows("translation_key");
    let unfinished =
        || site.unfinished.briefings(&[]).map(|one| one.briefing.front.translation_key.as_deref());
    groups.retain(|key, _| is_known && !unfinished().any(|own| own == Some(*key)));
    groups.into_values().filter_map(|mut members| {
        members.sort_by_key(|briefing| {
            (language(site, briefing) != site.config.language, briefing.date, &briefing.source)
        });
        let mut members = members.into_iter();
        Some(Twins { original: members.next()?, others: members.collect() })
    })
}

/// The language that a briefing is in.
fn language<'a>(site: &'a Site, briefing: &'a Briefing) -> &'a str {
    briefing.front.lang.as_deref().unwrap_or(&site.config.language)
}
