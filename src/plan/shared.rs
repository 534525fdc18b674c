//! What outputs are made of that many of them show alike.

use crate::model::{Facet, Site};
use crate::source::Fingerprint;
use crate::theme::{FRAME, Theme};

use super::digest::Digest;
use super::facts::digest_asset;

/// Adds the terms of a facet, each with the number of its briefings.
pub(super) fn digest_facet(digest: &mut Digest, facet: &Facet) {
    digest.number(facet.terms.len());
    for term in &facet.terms {
        digest.text(&term.term.label).text(term.term.key.as_str()).number(term.briefings.len());
    }
}

/// Which briefings have which of the terms that the index offers.
pub(super) fn offered(site: &Site) -> Digest {
    let mut digest = Digest::default();
    digest.number(site.briefings.len());
    for facet in &site.facets {
        for term in facet.offered() {
            digest.text(facet.kind.key()).text(term.term.key.as_str()).number(term.briefings.len());
            for at in &term.briefings {
                digest.number(*at as usize);
            }
        }
    }
    digest
}

/// What files for hosts list.
pub(super) fn moved(site: &Site) -> Digest {
    let mut links = Digest::default();
    for alias in &site.aliases {
        links.text(alias.from.value.as_str()).text(alias.to.as_str());
    }
    for briefing in &site.withdrawn {
        links.text(briefing.output.as_str());
    }
    links.number(site.withdrawn.len());
    for addresses in [site.gone(), site.unindexed_files()] {
        links.number(addresses.len());
        for address in addresses {
            links.text(address.as_str());
        }
    }
    links
}

/// The templates of what every page has alike.
pub(super) fn frame(theme: &Theme) -> Fingerprint {
    let mut digest = Digest::default();
    for (_, template) in FRAME {
        digest.hash(theme.template_fingerprint(template));
    }
    digest.finish()
}

/// All facets with the numbers of their briefings.
pub(super) fn facets(site: &Site) -> Fingerprint {
    let mut digest = Digest::default();
    for facet in &site.facets {
        digest_facet(&mut digest, facet);
    }
    digest.finish()
}

/// What the header of every page names: the facets that have terms, the pages, the publisher's mark.
pub(super) fn navigation(site: &Site) -> Fingerprint {
    let mut digest = Digest::default();
    for facet in &site.facets {
        digest.flag(facet.terms.is_empty());
    }
    for page in &site.pages {
        digest.text(&page.front.title).text(page.output.as_str());
    }
    for page in &site.standing {
        digest.text(page.key());
    }
    for at in site.logo.iter().flat_map(|logo| [Some(logo.light), logo.dark]) {
        digest.flag(at.is_some());
        if let Some(file) = at.and_then(|at| site.statics.get(at as usize)) {
            digest_asset(&mut digest, file);
        }
    }
    digest.finish()
}
