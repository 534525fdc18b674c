//! Files whose front matter has an error. Nothing of them is published; but what could be read of them counts where files
//! are compared, so that one mistake neither hides another nor makes a false one.

use crate::parse::{FrontMatter, UnreadKeys};
use crate::source::{OutputPath, Place, SourcePath};

use super::aliases::alias_output;
use super::{Briefing, FacetKind};

/// What is known of the files with errors.
#[derive(Debug, Clone, Default)]
pub struct Unfinished {
    briefings: Vec<UnfinishedBriefing>,
    addresses: Vec<AwaitedAddress>,
    /// Whether there is a briefing of which nothing could be read.
    has_unreadable: bool,
}

/// A briefing that would be published but for an error in its front matter.
#[derive(Debug, Clone)]
pub struct UnfinishedBriefing {
    /// It, as far as it could be read.
    pub briefing: Briefing,
    /// Whether lists would show it.
    pub is_listed: bool,
    /// What could not be read.
    pub unread: UnreadKeys,
}

/// An address that a file will have when it is mended.
#[derive(Debug, Clone)]
pub struct AwaitedAddress {
    /// The file.
    pub source: SourcePath,
    /// Where its page goes, or a former address of it.
    pub output: OutputPath,
    /// What says so.
    pub place: Place,
    /// Whether nothing that has to be mended can change it.
    pub is_certain: bool,
}

impl Unfinished {
    pub(super) fn add(&mut self, briefing: UnfinishedBriefing) {
        self.briefings.push(briefing);
    }

    /// Notes where the page of a file will be, and whether that is certain.
    pub(super) fn await_page(
        &mut self,
        source: &SourcePath,
        front: &FrontMatter,
        (output, is_certain): (OutputPath, bool),
    ) {
        let place = front.slug.as_ref().map(|slug| &slug.place).or(front.place.as_ref());
        let place = place.cloned().unwrap_or_else(|| Place::of_file(source));
        self.addresses.push(AwaitedAddress { source: source.clone(), output, place, is_certain });
    }

    /// Notes the former addresses of a file.
    pub(super) fn await_aliases(&mut self, source: &SourcePath, front: &FrontMatter, unread: &UnreadKeys) {
        let is_certain = unread.knows("aliases");
        self.addresses.extend(front.aliases.iter().filter_map(|alias| {
            let (source, output) = (source.clone(), alias_output(&alias.value)?);
            Some(AwaitedAddress { source, output, place: alias.place.clone(), is_certain })
        }));
    }

    pub(super) fn add_unreadable(&mut self) {
        self.has_unreadable = true;
    }

    /// The briefings of which it is known what they say of some keys.
    pub fn briefings<'a>(&'a self, keys: &'a [&str]) -> impl Iterator<Item = &'a UnfinishedBriefing> {
        self.briefings.iter().filter(|briefing| keys.iter().all(|key| briefing.unread.knows(key)))
    }

    /// The same of those that are known to be no drafts.
    pub(super) fn judged<'a>(&'a self, keys: &'a [&str]) -> impl Iterator<Item = &'a UnfinishedBriefing> {
        self.briefings(keys).filter(|briefing| briefing.unread.knows("draft"))
    }

    /// The addresses that files will have for certain when they are mended.
    pub fn addresses(&self) -> impl Iterator<Item = &AwaitedAddress> {
        self.addresses.iter().filter(|address| address.is_certain)
    }

    /// Whether it is known of every briefing what it says of a key: without that nobody can say that something is missing.
    pub fn knows(&self, key: &str) -> bool {
        !self.has_unreadable && self.briefings.iter().all(|briefing| briefing.unread.knows(key))
    }

    /// Whether something may stand at an address below the root when all files are mended.
    pub fn may_be_at(&self, address: &str) -> bool {
        if self.briefings.is_empty() && self.addresses.is_empty() && !self.has_unreadable {
            return false;
        }
        let bare = address.trim_end_matches('/');
        let is_awaited = |awaited: &AwaitedAddress| {
            awaited.output.as_str() == address || awaited.output.address().trim_end_matches('/') == bare
        };
        let folder = address.split('/').next().unwrap_or_default();
        // Lists have more terms and more pages then.
        let is_list = folder == "page" || FacetKind::ALL.iter().any(|kind| kind.key() == folder);
        is_list || (folder == "briefings" && !self.knows("slug")) || self.addresses.iter().any(is_awaited)
    }
}
