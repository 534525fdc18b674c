//! What is still told of a briefing that was purged: to feed readers that its entry is to be deleted, to hosts that its
//! addresses are gone. Nothing of its words.

use ahash::{HashSet, HashSetExt as _};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::parse::{FrontMatter, ParsedSource};
use crate::source::{OutputPath, Placed, SourcePath};

use super::Site;
use super::addresses::asset_output;
use super::aliases::alias_output;
use super::assemble::briefing_page;
use super::identity::{slug_of, stem};
use super::links::path_of;
use super::withhold::Gate;

/// A briefing that was purged.
#[derive(Debug, Clone)]
pub struct Purged {
    /// The stable name that its feed entry had.
    pub id: String,
    /// The day of issue, which is part of that name.
    pub date: Date,
    /// The day of the purge: `updated`, where it is given.
    pub on: Date,
    /// The moment at which it had come out, where that is another than the beginning of its day of issue.
    pub released: Option<Timestamp>,
    /// What says that it was purged.
    pub said: Placed<SourcePath>,
    /// Whether some day says when it last changed.
    pub is_dated: bool,
    /// Where it stood, with its former addresses and its files.
    pub addresses: Vec<OutputPath>,
}

impl Purged {
    /// What is told of a source; nothing where it never had an address.
    pub(super) fn of(source: &ParsedSource, front: &FrontMatter, gate: &Gate) -> Option<Self> {
        // A name that gives no address was reported when there was something to publish.
        let slug = slug_of(&source.path, front.slug.as_ref(), &mut Vec::new())?;
        let date = front.date?;
        let files = front.attachments.iter().filter_map(|one| source.path.join(&one.file.value));
        let slots = source.document.slots.iter().chain(&source.document.lifted.slots);
        let linked = slots.filter_map(|slot| path_of(&source.path, &slot.target));
        let files = files.chain(linked).filter_map(|path| asset_output(&path).ok());
        let former = front.aliases.iter().filter_map(|alias| alias_output(&alias.value));
        let mut addresses: Vec<OutputPath> =
            std::iter::once(briefing_page(&slug)?).chain(former).chain(files).collect();
        let mut seen = HashSet::new();
        addresses.retain(|address| seen.insert(address.clone()));
        Some(Self {
            id: front.id.as_ref().map_or_else(|| stem(&source.path).to_owned(), |id| id.value.clone()),
            date,
            on: front.updates.iter().map(|update| update.date).chain(front.updated).fold(date, Date::max),
            released: gate.released(front),
            said: Placed { value: source.path.clone(), place: front.lifecycle.state.as_ref()?.place.clone() },
            is_dated: front.updated.is_some() || !front.updates.is_empty(),
            addresses,
        })
    }
}

impl Site {
    /// The addresses at which nothing is any more because it was purged, sorted. One that something published has now is
    /// not among them.
    pub fn gone(&self) -> Vec<&OutputPath> {
        let used: HashSet<&OutputPath> = self
            .briefing_pages()
            .map(|briefing| &briefing.output)
            .chain(self.pages.iter().map(|page| &page.output))
            .chain(self.assets.iter().chain(&self.statics).map(|file| &file.output))
            .chain(self.aliases.iter().map(|alias| &alias.from.value))
            .collect();
        let all = self.purged.iter().flat_map(|purged| &purged.addresses);
        let mut gone: Vec<&OutputPath> = all.filter(|address| !used.contains(address)).collect();
        gone.sort_by(|a, b| a.as_str().cmp(b.as_str()));
        gone.dedup();
        gone
    }
}
