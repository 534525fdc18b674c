//! Files that search engines are asked to leave out, because every page that has them is left out.

use std::collections::BTreeSet;

use crate::parse::FrontMatter;
use crate::source::OutputPath;

use super::{Site, SlotValue};

impl Site {
    /// The files that nothing has but withdrawn briefings, and briefings and pages with `indexing: false`; by path.
    ///
    /// A page asks search engines in its own head; for a file its host has to.
    pub fn unindexed_files(&self) -> Vec<&OutputPath> {
        let is_left_out = |front: &FrontMatter| front.indexing == Some(false);
        let withdrawn = self.withdrawn.iter().map(|one| (true, &*one.slots, &*one.attachments));
        let briefings =
            self.briefings.iter().map(|one| (is_left_out(&one.front), &*one.slots, &*one.attachments));
        let pages = self.pages.iter().map(|one| (is_left_out(&one.front), &*one.slots, [].as_slice()));
        let all = withdrawn.chain(briefings).chain(pages);
        let files_of = |left_out: bool| {
            let pages = all.clone().filter(move |page| page.0 == left_out);
            pages.flat_map(|(_, slots, attached)| files(slots, attached))
        };
        let mut unindexed: BTreeSet<u32> = files_of(true).collect();
        if !unindexed.is_empty() {
            for shown in files_of(false) {
                unindexed.remove(&shown);
            }
        }
        unindexed.iter().filter_map(|at| self.assets.get(*at as usize)).map(|file| &file.output).collect()
    }
}

/// The files that a page links, shows or lists.
fn files<'s>(slots: &'s [SlotValue], attached: &'s [Option<u32>]) -> impl Iterator<Item = u32> + 's {
    let linked = slots.iter().filter_map(|slot| match slot {
        SlotValue::Asset(at) => Some(*at),
        _ => None,
    });
    linked.chain(attached.iter().copied().flatten())
}
