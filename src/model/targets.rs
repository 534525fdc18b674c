//! Everything that a link can lead to.

use std::sync::atomic::AtomicU32;

use ahash::HashMap;
use jiff::civil::Date;

use crate::load::Asset;
use crate::parse::Document;
use crate::source::{OutputPath, Slug, SourcePath};

use super::retention::Retention;
use super::withhold::Withheld;
use super::{Alias, Briefing, FEED, Facet, Page, PublishedAsset, SiteFile, Standing, Unfinished};

/// Everything a link can lead to.
#[derive(Default)]
pub(super) struct Targets<'a> {
    /// Pages by their source file.
    pub(super) sources: HashMap<SourcePath, SourceTarget<'a>>,
    /// What is not handed out.
    pub(super) held: Held,
    /// Files beside the briefings, as indices into `files`.
    pub(super) assets: HashMap<SourcePath, u32>,
    /// The files.
    pub(super) files: &'a [Asset],
    /// The files of `static/`.
    pub(super) statics: &'a [PublishedAsset],
    /// Outputs by address.
    pub(super) addresses: HashMap<String, OutputPath>,
    /// What files with errors will be when they are mended.
    pub(super) unfinished: Option<&'a Unfinished>,
    /// Suggestions made so far.
    pub(super) suggested: AtomicU32,
}

/// What no link may lead to.
#[derive(Default)]
pub(super) struct Held {
    /// Source files that are not published, and why.
    pub(super) withheld: HashMap<SourcePath, Withheld>,
    /// The files that briefings call their own.
    pub(super) retention: Retention,
    /// The day that counts as today.
    pub(super) today: Date,
}

/// A page that comes from a source file.
pub(super) struct SourceTarget<'a> {
    /// Its output.
    pub(super) output: OutputPath,
    /// Its body, for the anchors.
    pub(super) document: &'a Document,
}

impl<'a> Targets<'a> {
    /// Adds the pages of files, and the files beside them.
    pub(super) fn add_sources(&mut self, briefings: [&'a Vec<Briefing>; 2], pages: &'a [Page]) {
        let of_briefings = briefings.into_iter().flatten().map(|b| (&b.source, &b.output, &b.document));
        let of_pages = pages.iter().map(|p| (&p.source, &p.output, &p.document));
        let number = briefings.iter().map(|some| some.len()).sum::<usize>() + pages.len();
        self.sources.reserve(number);
        self.addresses.reserve(number);
        for (source, output, document) in of_briefings.chain(of_pages) {
            self.sources.insert(source.clone(), SourceTarget { output: output.clone(), document });
            self.add(output.clone());
        }
        self.assets = self.files.iter().map(|asset| asset.path.clone()).zip(0..).collect();
    }

    /// Adds what the program makes. A former address leads where its page is now.
    pub(super) fn add_made(&mut self, facets: &[Facet], standing: &[Standing], aliases: &[Alias]) {
        for alias in aliases {
            self.addresses.insert(alias.from.value.address().to_owned(), alias.to.clone());
        }
        for facet in facets {
            let Ok(folder) = Slug::parse(facet.kind.key()) else { continue };
            self.add(OutputPath::page([&folder]));
            for term in &facet.terms {
                let page = OutputPath::page([&folder, &term.term.key]);
                self.add_file(&format!("{}{FEED}", page.address()));
                self.add(page);
            }
        }
        for file in SiteFile::ALL.iter().map(|file| file.name()).chain([INDEX]) {
            self.add_file(file);
        }
        for page in standing {
            self.add_file(&page.path());
        }
    }

    /// Adds the files of `static/`: where one takes the place of what the program makes, both are at one address.
    pub(super) fn add_statics(&mut self, statics: &'a [PublishedAsset]) {
        self.statics = statics;
        for file in statics {
            self.add(file.output.clone());
        }
    }

    fn add(&mut self, output: OutputPath) {
        self.addresses.insert(output.address().to_owned(), output);
    }

    fn add_file(&mut self, path: &str) {
        if let Ok(output) = OutputPath::file(path) {
            self.add(output);
        }
    }
}

/// The first page of the site.
const INDEX: &str = "index.html";
