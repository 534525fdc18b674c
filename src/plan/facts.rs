//! What a briefing brings to the pages that show something of it, each hashed once.

use ahash::HashMap;

use crate::config::Term;
use crate::load::AssetKind;
use crate::model::{Briefing, Facet, FacetKind, FacetTerm, Site, SlotValue};
use crate::parse::{Action, ActionStatus};
use crate::source::{Fingerprint, Slug};

use super::digest::Digest;

/// Which terms have a page: links to the others are plain words.
pub(super) struct Terms<'s>(HashMap<(FacetKind, &'s Slug), &'s FacetTerm>);

impl<'s> Terms<'s> {
    /// The terms of a site.
    pub(super) fn of(site: &'s Site) -> Self {
        let of_facet = |facet: &'s Facet| facet.terms.iter().map(|term| ((facet.kind, &term.term.key), term));
        Self(site.facets.iter().flat_map(of_facet).collect())
    }

    /// Adds how a page names a term.
    pub(super) fn digest(&self, digest: &mut Digest, kind: FacetKind, term: &Term) {
        // The label that a page shows is that of the term's own page, or the briefing's where there is none.
        let known = self.0.get(&(kind, &term.key));
        digest.text(&term.label).flag(known.is_some());
        if let Some(known) = known {
            digest.text(&known.term.label);
        }
    }

    /// What replaced a type of review is a link where it has a page.
    pub(super) fn digest_successor(&self, digest: &mut Digest, site: &Site, term: &Term) {
        let types = &site.registries.review_types;
        digest.flag(self.0.contains_key(&(FacetKind::ReviewTypes, &term.key)));
        let successor = types.find(term.key.as_str()).and_then(|entry| entry.detail.successor.as_ref());
        if let Some(next) = successor.and_then(|key| types.find(key.as_str())) {
            digest.flag(self.0.contains_key(&(FacetKind::ReviewTypes, &next.term.key)));
        }
    }
}

/// What a briefing brings to other pages, each part as a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    /// What lists show of it.
    pub(super) summary: Fingerprint,
    /// What feeds show of it.
    pub(super) entry: Fingerprint,
    /// What the open data show of it.
    pub(super) record: Fingerprint,
    /// Its actions, with what names it.
    pub(super) actions: Fingerprint,
}

impl Facts {
    /// All of them at once, while the briefing is at hand.
    pub(super) fn of(site: &Site, terms: &Terms<'_>, briefing: &Briefing) -> Self {
        let core = core(briefing);
        Self {
            summary: summary(site, terms, briefing, core),
            entry: entry(site, briefing, core),
            record: record(site, briefing, core),
            actions: actions(site, briefing),
        }
    }
}

/// What lists show of a briefing.
fn summary(site: &Site, terms: &Terms<'_>, briefing: &Briefing, core: Fingerprint) -> Fingerprint {
    let mut digest = Digest::default();
    digest.hash(core);
    digest.day(briefing.front.updated);
    digest.number(briefing.minutes() as usize);
    for kind in [FacetKind::Series, FacetKind::Formats, FacetKind::ReviewTypes, FacetKind::Themes] {
        for at in briefing.terms_of(kind) {
            terms.digest(&mut digest, kind, &site.term(at).term);
        }
    }
    digest.finish()
}

/// What the open data show of a briefing.
fn record(site: &Site, briefing: &Briefing, core: Fingerprint) -> Fingerprint {
    let mut digest = Digest::default();
    digest.hash(core);
    digest.day(briefing.front.updated);
    digest.number(briefing.minutes() as usize).number(briefing.actions.len());
    for at in &briefing.terms {
        digest.number(at.facet as usize).text(site.term(*at).term.key.as_str());
    }
    digest.finish()
}

/// The actions of a briefing, with what names it.
pub(super) fn actions(site: &Site, briefing: &Briefing) -> Fingerprint {
    let mut digest = Digest::default();
    digest.text(&briefing.id).text(&briefing.front.title).text(briefing.output.as_str());
    for action in &briefing.actions {
        digest_action(&mut digest, action, site);
    }
    digest.finish()
}

/// What feeds show of a briefing.
fn entry(site: &Site, briefing: &Briefing, core: Fingerprint) -> Fingerprint {
    let mut digest = Digest::default();
    digest.hash(core);
    digest.day(Some(briefing.last_change()));
    digest.option(briefing.released.map(|moment| moment.to_string()).as_deref());
    for at in [FacetKind::Themes, FacetKind::Harms].into_iter().flat_map(|kind| briefing.terms_of(kind)) {
        let term = &site.term(at).term;
        digest.text(&term.label).text(term.key.as_str());
    }
    digest.finish()
}

/// What summaries, feeds and open data have in common.
fn core(briefing: &Briefing) -> Fingerprint {
    let mut digest = Digest::default();
    let front = &briefing.front;
    let number = front.series.as_ref().and_then(|series| series.number.as_ref());
    digest
        .text(&briefing.id)
        .text(&front.title)
        .text(briefing.output.as_str())
        .day(Some(briefing.date))
        .text(&briefing.summary)
        .option(front.publisher.as_deref())
        .option(front.lang.as_deref())
        .number(number.map_or(0, |number| number.value as usize + 1))
        .number(front.lifecycle.state.as_ref().map_or(0, |state| state.value as usize + 1))
        .finish()
}

/// What the links of a body lead to.
pub(super) fn digest_slots(digest: &mut Digest, site: &Site, slots: &[SlotValue]) {
    for slot in slots {
        match slot {
            SlotValue::Page(output, fragment) => {
                digest.text(output.as_str()).option(fragment.as_deref());
            }
            SlotValue::Anchor(anchor) => {
                digest.text(anchor);
            }
            SlotValue::Asset(at) => {
                if let Some(file) = site.assets.get(*at as usize) {
                    digest_asset(digest, file);
                }
            }
            SlotValue::Over => {
                digest.flag(true);
            }
            SlotValue::Broken => {
                digest.flag(false);
            }
        }
    }
}

/// A file is linked by address, type and size; a picture has measures.
pub(super) fn digest_asset(digest: &mut Digest, file: &crate::model::PublishedAsset) {
    digest.text(file.output.as_str()).text(file.asset.path.as_str()).hash(file.asset.fingerprint);
    if let AssetKind::Image { width, height } = file.asset.kind {
        digest.number(width as usize).number(height as usize);
    }
}

fn digest_action(digest: &mut Digest, action: &Action, site: &Site) {
    let is_open = matches!(action.status, None | Some(ActionStatus::Planned | ActionStatus::UnderWay));
    digest
        .option(action.id.as_ref().map(|id| id.value.as_str()))
        .text(&action.text)
        .option(action.html.as_deref())
        .option(action.owner.as_deref())
        .option(action.owner_role.as_deref())
        .day(action.due)
        .day(action.updated)
        .option(action.progress.as_deref())
        .option(action.evidence.as_deref())
        .option(action.impact.as_deref())
        .number(action.status.map_or(0, |status| status as usize + 1))
        .flag(is_open && action.due.is_some_and(|due| due < site.today));
}
