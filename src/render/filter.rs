//! `filter.json`: what the filters of the index need to know, and no more, for a phone loads it.

use serde::ser::{Serialize, Serializer};

use crate::model::Site;

/// Where the briefings of each term that the index offers stand in the list of all, newest first.
#[derive(serde::Serialize)]
struct FilterData<'s> {
    /// How many briefings there are.
    briefings: usize,
    /// How many rows a page of a list has.
    per_page: usize,
    /// By facet and term, as `themes/neglect`.
    terms: Terms<'s>,
}

struct Terms<'s>(&'s Site);

impl Serialize for Terms<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let offered = self.0.facets.iter().flat_map(|facet| {
            facet
                .offered()
                .into_iter()
                .map(move |term| (format!("{}/{}", facet.kind.key(), term.term.key), Places(&term.briefings)))
        });
        serializer.collect_map(offered)
    }
}

/// Each place as the distance from the one before, the first from the head of the list: small numbers compress well.
struct Places<'s>(&'s [u32]);

impl Serialize for Places<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ends = self.0.iter().map(|at| at + 1);
        let starts = std::iter::once(0).chain(ends.clone());
        serializer.collect_seq(ends.zip(starts).map(|(end, start)| end - start))
    }
}

/// `filter.json`.
pub(super) fn filter_json(site: &Site, buffer: &mut Vec<u8>) {
    let data =
        FilterData { briefings: site.briefings.len(), per_page: site.config.paginate_by, terms: Terms(site) };
    // Numbers, lists and maps with texts as keys are always written.
    let _ = serde_json::to_writer(&mut *buffer, &data);
    buffer.push(b'\n');
}
