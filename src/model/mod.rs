//! All parsed files to one resolved, inert [`Site`]. Compares files with each other; no I/O, no clock, no lock.
//!
//! What must not be published never becomes part of a `Site`: drafts, embargoed and purged briefings are left out
//! by [`resolve_site`], and withdrawn ones stand apart from those that lists, feeds and the sitemap may take.

mod addresses;
mod aliases;
mod assemble;
mod facets;
mod identity;
mod link_values;
mod links;
mod logo;
mod purged;
mod related;
mod resolve;
mod retention;
mod series;
mod site_file;
mod standing;
mod tables;
mod targets;
mod unfinished;
mod unindexed;
mod versions;
mod withhold;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::config::{Config, Helpline, Named, Registries, Term};
use crate::load::Asset;
use crate::parse::{Action, Document, FrontMatter, SignedPart, changed_parts};
use crate::source::{Fingerprint, OutputPath, Place, Placed, Slug, SourcePath};

pub use facets::FacetKind;
pub use logo::SiteLogo;
pub use purged::Purged;
pub use resolve::{SiteInputs, default_format, resolve_site};
pub use site_file::{FEED, SiteFile};
pub use standing::Standing;
pub use unfinished::{AwaitedAddress, Unfinished, UnfinishedBriefing};
pub use withhold::{EmbargoEnd, Wanted, Withheld, WithheldBriefing};

/// Words that a practitioner reads silently in a minute: slower than the 238 of general adult reading, because the
/// texts are dense.
const WORDS_A_MINUTE: u32 = 200;

/// A whole site, resolved: what it holds may be published.
///
/// What is large is shared, so that a site of which one body changed costs little beside the one before.
#[derive(Debug, Clone)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The registries.
    pub registries: Arc<Registries>,
    /// The day that counts as today.
    pub today: Date,
    /// The briefings that lists, feeds and the sitemap may take, newest first.
    pub briefings: Vec<Arc<Briefing>>,
    /// Withdrawn briefings: their pages stay, with a banner, and nothing lists them.
    pub withdrawn: Vec<Arc<Briefing>>,
    /// What is still told of briefings that were purged, by source.
    pub purged: Vec<Purged>,
    /// What is known of files with errors: no output is made of them.
    pub unfinished: Unfinished,
    /// Plain pages, by address.
    pub pages: Vec<Arc<Page>>,
    /// What briefings are found by, in the order of [`FacetKind::ALL`].
    pub facets: Vec<Facet>,
    /// The files beside briefings and pages that something published refers to.
    pub assets: Vec<PublishedAsset>,
    /// Files of `static/`.
    pub statics: Vec<PublishedAsset>,
    /// The publisher's mark, among the files of `static/`.
    pub logo: Option<SiteLogo>,
    /// Former addresses.
    pub aliases: Vec<Alias>,
    /// The pages that are made because the site does not write them itself.
    pub standing: Vec<Standing>,
}

/// A briefing that may be published.
#[derive(Debug, Clone)]
pub struct Briefing {
    /// Where it stands.
    pub source: SourcePath,
    /// The hash of its text.
    pub fingerprint: Fingerprint,
    /// The stable name.
    pub id: String,
    /// Its part of the address.
    pub slug: Slug,
    /// Where its page goes.
    pub output: OutputPath,
    /// The day it was issued.
    pub date: Date,
    /// The moment since which it is public, where its front matter names one that is later than the beginning of that
    /// day.
    pub released: Option<Timestamp>,
    /// What its front matter says.
    pub front: Box<FrontMatter>,
    /// Its body.
    pub document: Document,
    /// The summary as shown: the front matter's, or the first paragraph.
    pub summary: Arc<str>,
    /// Its actions, wherever they were written.
    pub actions: Vec<Action>,
    /// The table that its actions stand in, and the hash of its text.
    pub table: Option<(SourcePath, Fingerprint)>,
    /// What goes into the slots of the document, in their order.
    pub slots: Vec<SlotValue>,
    /// The published file of each attachment, as an index into [`Site::assets`].
    pub attachments: Vec<Option<u32>>,
    /// Its terms, by facet and then in the order of the front matter.
    pub terms: Vec<TermIndex>,
    /// The one before it in its series.
    pub previous: Option<u32>,
    /// The one after it in its series.
    pub next: Option<u32>,
    /// Briefings that share most with it.
    pub related: Vec<u32>,
    /// The briefing that took its place.
    pub replaced_by: Option<(String, OutputPath)>,
    /// The other language versions: language, title and page.
    pub translations: Vec<Translation>,
}

/// A plain page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it stands.
    pub source: SourcePath,
    /// The hash of its text.
    pub fingerprint: Fingerprint,
    /// Where it goes.
    pub output: OutputPath,
    /// What its front matter says.
    pub front: Box<FrontMatter>,
    /// Its body.
    pub document: Document,
    /// What goes into the slots of the document, in their order.
    pub slots: Vec<SlotValue>,
}

/// What goes into a slot of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotValue {
    /// A page of the site, with an anchor.
    Page(OutputPath, Option<Box<str>>),
    /// A published file, as an index into [`Site::assets`].
    Asset(u32),
    /// An anchor of the same page.
    Anchor(Box<str>),
    /// A file whose time is over: its words stay, and lead nowhere.
    Over,
    /// Nothing: the target was reported as missing, so the page will not be published.
    Broken,
}

/// One language version of a briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// BCP 47 language.
    pub language: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub output: OutputPath,
}

/// A facet and its terms.
#[derive(Debug, Clone)]
pub struct Facet {
    /// Which one.
    pub kind: FacetKind,
    /// Its terms, by label (years: newest first).
    pub terms: Vec<FacetTerm>,
}

/// One term of a facet.
#[derive(Debug, Clone)]
pub struct FacetTerm {
    /// Key and label.
    pub term: Term,
    /// The briefings that have it, newest first, as indices into [`Site::briefings`].
    pub briefings: Vec<u32>,
}

/// A term as an index into [`Site::facets`] and its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermIndex {
    /// The facet.
    pub facet: u8,
    /// The term.
    pub term: u32,
}

/// A file that is published as it is, or a picture without what is not the picture.
#[derive(Debug, Clone)]
pub struct PublishedAsset {
    /// The file.
    pub asset: Asset,
    /// Where it goes.
    pub output: OutputPath,
}

/// A former address that leads to a page.
#[derive(Debug, Clone)]
pub struct Alias {
    /// The former address, as the page that stands there now.
    pub from: Placed<OutputPath>,
    /// The page.
    pub to: OutputPath,
    /// Its title.
    pub title: Arc<str>,
}

impl Site {
    /// A term by its index.
    pub fn term(&self, at: TermIndex) -> &FacetTerm {
        &self.facets[at.facet as usize].terms[at.term as usize]
    }

    /// The files of a briefing that a sign-off covers: what it offers, shows and links to, and the table of its actions.
    pub fn signed_files(&self, briefing: &Briefing) -> Vec<SignedPart> {
        let of_slots = briefing.slots.iter().filter_map(|slot| match slot {
            SlotValue::Asset(at) => Some(*at),
            _ => None,
        });
        let shown = of_slots.chain(briefing.attachments.iter().flatten().copied());
        let shown = shown.filter_map(|at| self.assets.get(at as usize)).map(|file| &file.asset);
        let mut files: BTreeMap<&SourcePath, Fingerprint> =
            shown.map(|asset| (&asset.path, asset.fingerprint)).collect();
        files.extend(briefing.table.iter().map(|(path, hash)| (path, *hash)));
        files.into_iter().map(|(path, hash)| SignedPart::new(format!("file {path}"), hash)).collect()
    }

    /// What has changed since a briefing was signed off, in words; nothing where the sign-off is not bound to the text.
    pub fn changes_since_approval(&self, briefing: &Briefing) -> Vec<String> {
        let Some(approval) = briefing.front.approval.as_ref().filter(|it| !it.fingerprint.is_empty()) else {
            return Vec::new();
        };
        let now = self.signed_files(briefing);
        // A file that is not handed out any more left on its day, or with words that have changed.
        let is_there = |part: &&SignedPart| now.iter().any(|file| file.name == part.name);
        let signed = approval.fingerprint.iter().filter(|part| part.is_file()).filter(is_there);
        let mut changes = approval.changes.clone();
        changes.extend(changed_parts(&signed.collect::<Vec<_>>(), &now));
        changes
    }

    /// The helplines that a page shows: those that it names and those of its harms, each once.
    pub fn helplines(&self, front: &FrontMatter) -> Vec<&Named<Helpline>> {
        let of_harms = front.harms.iter().filter_map(|harm| self.registries.harms.find(harm.key.as_str()));
        let mut keys = Vec::new();
        for key in front.helplines.iter().chain(of_harms.flat_map(|harm| &harm.detail.helplines)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.into_iter().filter_map(|key| self.registries.helplines.find(key.as_str())).collect()
    }

    /// Listed and withdrawn briefings: everything that has a page.
    pub fn briefing_pages(&self) -> impl Iterator<Item = &Briefing> {
        self.briefings.iter().chain(&self.withdrawn).map(Arc::as_ref)
    }

    /// Listed briefings, and those that will be when an error in their front matter is mended, as long as it is in none of
    /// some keys: for checks that look at no more than these keys.
    pub fn judged<'a>(&'a self, keys: &'a [&str]) -> impl Iterator<Item = &'a Briefing> {
        let unfinished = self.unfinished.judged(keys).filter(|unfinished| unfinished.is_listed);
        self.briefings.iter().map(Arc::as_ref).chain(unfinished.map(|unfinished| &unfinished.briefing))
    }

    /// The same of listed and withdrawn ones.
    pub fn judged_pages<'a>(&'a self, keys: &'a [&str]) -> impl Iterator<Item = &'a Briefing> {
        let unfinished = self.unfinished.judged(keys);
        self.briefing_pages().chain(unfinished.map(|unfinished| &unfinished.briefing))
    }
}

impl Briefing {
    /// Minutes to read it, at least one.
    pub fn minutes(&self) -> u32 {
        self.document.words.div_ceil(WORDS_A_MINUTE).max(1)
    }

    /// Its terms of one facet.
    pub fn terms_of(&self, kind: FacetKind) -> impl Iterator<Item = TermIndex> + '_ {
        self.terms.iter().copied().filter(move |at| at.facet == kind as u8)
    }

    /// The day of its last change in substance: of issue, of the update, or of the newest entry of what changed.
    pub fn last_change(&self) -> Date {
        let updates = self.front.updates.iter().map(|update| update.date);
        updates.chain(self.front.updated).fold(self.date, Date::max)
    }

    /// A place for findings about it as a whole.
    pub fn place(&self) -> Place {
        self.front.place.clone().unwrap_or_else(|| Place::of_file(&self.source))
    }
}
