//! What all links of a site lead to, and the files that are published because one leads to them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::load::Asset;

use super::addresses::asset_output;
use super::targets::Targets;
use super::{Briefing, Page, PublishedAsset, SlotValue};

/// What the links of one source lead to.
pub(super) struct Resolved {
    slots: Vec<SlotValue>,
    attachments: Vec<Option<u32>>,
}

/// Slot values of listed briefings, withdrawn ones and pages, in their order.
pub(super) type ResolvedSite = (Vec<Resolved>, Vec<Resolved>, Vec<Resolved>);

/// Resolves every link of every file.
pub(super) fn resolve_links(
    targets: &Targets<'_>,
    briefings: [&Vec<Briefing>; 2],
    pages: &[Page],
    diagnostics: &mut Vec<Diagnostic>,
) -> ResolvedSite {
    let of_briefing = |briefing: &Briefing| targets.resolve_briefing(briefing);
    let [listed, withdrawn] = briefings.map(|some| some.par_iter().map(of_briefing).collect::<Vec<_>>());
    let pages: Vec<_> = pages
        .iter()
        .map(|page| {
            let mut found = Vec::new();
            let slots = targets.resolve_slots(&page.source, &page.document, &mut found);
            (Resolved { slots, attachments: Vec::new() }, found)
        })
        .collect();
    let mut keep = |resolved: Vec<(Resolved, Vec<Diagnostic>)>| {
        resolved
            .into_iter()
            .map(|(resolved, found)| {
                diagnostics.extend(found);
                resolved
            })
            .collect()
    };
    (keep(listed), keep(withdrawn), keep(pages))
}

impl Targets<'_> {
    /// What the links and attachments of a briefing lead to.
    pub(super) fn resolve_briefing(&self, briefing: &Briefing) -> (Resolved, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let slots = self.resolve_slots(&briefing.source, &briefing.document, &mut found);
        let attachments = briefing.front.attachments.iter().map(|attachment| {
            let file = &attachment.file;
            self.resolve_attachment(&briefing.source, &file.value, &file.place, &mut found)
        });
        (Resolved { attachments: attachments.collect(), slots }, found)
    }
}

/// Numbers the files that something published refers to.
pub(super) struct Published {
    number_of: BTreeMap<u32, u32>,
}

impl Published {
    /// Gives every source its slot values, and returns the files they refer to, by path.
    pub(super) fn apply(
        resolved: ResolvedSite,
        [briefings, withdrawn]: [&mut Vec<Briefing>; 2],
        pages: &mut [Page],
        assets: Vec<Asset>,
    ) -> Vec<PublishedAsset> {
        let (of_listed, of_withdrawn, of_pages) = resolved;
        let all = of_listed.iter().chain(&of_withdrawn).chain(&of_pages);
        let mut number_of: BTreeMap<u32, u32> = all.flat_map(Resolved::assets).map(|at| (at, 0)).collect();
        let mut published = Vec::with_capacity(number_of.len());
        let mut assets: Vec<Option<Asset>> = assets.into_iter().map(Some).collect();
        for (at, number) in &mut number_of {
            let Some(asset) = assets.get_mut(*at as usize).and_then(Option::take) else { continue };
            let Ok(output) = asset_output(&asset.path) else { continue };
            *number = u32::try_from(published.len()).unwrap_or(u32::MAX);
            published.push(PublishedAsset { asset, output });
        }
        let numbers = Self { number_of };
        for (briefing, resolved) in
            briefings.iter_mut().zip(of_listed).chain(withdrawn.iter_mut().zip(of_withdrawn))
        {
            let resolved = numbers.renumber(resolved);
            briefing.slots = resolved.slots;
            briefing.attachments = resolved.attachments;
        }
        for (page, resolved) in pages.iter_mut().zip(of_pages) {
            page.slots = numbers.renumber(resolved).slots;
        }
        published
    }

    fn renumber(&self, mut resolved: Resolved) -> Resolved {
        let slots = resolved.slots.iter_mut().filter_map(|slot| match slot {
            SlotValue::Asset(at) => Some(at),
            _ => None,
        });
        for at in slots.chain(resolved.attachments.iter_mut().flatten()) {
            *at = self.number_of.get(at).copied().unwrap_or(u32::MAX);
        }
        resolved
    }
}

impl Resolved {
    fn assets(&self) -> impl Iterator<Item = u32> + '_ {
        let of_slots = self.slots.iter().filter_map(|slot| match slot {
            SlotValue::Asset(at) => Some(*at),
            _ => None,
        });
        of_slots.chain(self.attachments.iter().flatten().copied())
    }
}
