//! Everything that a link can lead to.

use std::sync::atomic::AtomicU32;

use ahash::HashMap;
use jiff::civil::Date;

use crate::load::Asset;
use crate::parse::Document;
use crate::source::{OutputPath, Slug, SourcePath};

use super::retention::Retention;
use super::withhold::Withheld;
use super::{Briefing, Facet, Page, PublishedAsset, Unfinished};

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

/// Collects what a site has.
pub(super) fn collect_targets<'a>(
    briefings: &'a [Briefing],
    withdrawn: &'a [Briefing],
    pages: &'a [Page],
    facets: &[Facet],
    statics: &[PublishedAsset],
    assets: &'a [Asset],
    held: Held,
) -> Targets<'a> {
    let mut targets = Targets { held, files: assets, ..Targets::default() };
    targets.sources.reserve(briefings.len() + withdrawn.len() + pages.len());
    targets.addresses.reserve(briefings.len() + withdrawn.len() + pages.len());
    let of_briefings = briefings.iter().chain(withdrawn).map(|b| (&b.source, &b.output, &b.document));
    for (source, output, document) in
        of_briefings.chain(pages.iter().map(|p| (&p.source, &p.output, &p.document)))
    {
        targets.sources.insert(source.clone(), SourceTarget { output: output.clone(), document });
        targets.addresses.insert(output.address().to_owned(), output.clone());
    }
    for (at, asset) in (0u32..).zip(assets) {
        targets.assets.insert(asset.path.clone(), at);
    }
    let mut add = |output: OutputPath| targets.addresses.insert(output.address().to_owned(), output);
    for facet in facets {
        let Ok(folder) = Slug::parse(facet.kind.key()) else { continue };
        add(OutputPath::page([&folder]));
        for term in &facet.terms {
            add(OutputPath::page([&folder, &term.term.key]));
        }
    }
    for output in statics.iter().map(|file| file.output.clone()) {
        add(output);
    }
    for file in [
        "index.html",
        "404.html",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "briefings.json",
        "actions.csv",
        "filter.json",
    ] {
        if let Ok(output) = OutputPath::file(file) {
            add(output);
        }
    }
    targets
}
