//! One task to one artifact. Pure: reads the site and the theme, returns bytes.
//!
//! Templates see a small named set of inputs through the views made here; domain types are not `Serialize`.

mod bodies;
mod body;
mod briefing_parts;
mod data;
mod feed;
mod filter;
mod frame;
mod hosts;
mod labels;
mod lists;
mod metadata;
mod pack;
mod page;
mod patience;
mod shared;
mod sitemap;
mod standing;
mod urls;
mod view;

use std::sync::OnceLock;
use std::time::Duration;

use tera::Value;

use crate::attachment;
use crate::diagnostic::Diagnostic;
use crate::load::Asset;
use crate::model::{Briefing, Site};
use crate::plan::{Plan, Subject, Task};
use crate::source::{Fingerprint, Placed, SourcePath};
use crate::theme::Theme;

pub use bodies::Bodies;
pub use briefing_parts::size_words;
pub use hosts::{HOST_HEADERS, report_left_by_hosts};
pub use pack::pack_page;

use patience::Patience;
use shared::Shared;

/// Makes the artifacts of one build.
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    plan: &'a Plan,
    bodies: &'a Bodies,
    shared: Shared,
    /// The entry of each briefing in feeds, made when the first feed needs it: the newest stand in a dozen.
    entries: Vec<OnceLock<Value>>,
    patience: Patience,
}

/// What a task became.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Artifact<'a> {
    /// The bytes are in the buffer that was passed.
    Bytes,
    /// A copy of a source file whose hash is known.
    Copy(&'a SourcePath, Fingerprint),
    /// What is left of a picture when nothing but the picture is.
    Stripped(&'a Asset),
}

impl<'a> Renderer<'a> {
    /// Prepares what pages share: the values of the site, of every term and of the summary of every briefing that is
    /// needed, each made once. Rows that fail to render are reported.
    ///
    /// `needed` tells for each listed briefing whether a task that will be rendered names it; `bodies` has the body of
    /// every text that a task will show and of which only the outline was remembered.
    pub fn new(
        site: &'a Site,
        theme: &'a Theme,
        plan: &'a Plan,
        needed: &[bool],
        bodies: &'a Bodies,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let shared = Shared::new(site, theme, needed, diagnostics);
        let entries = std::iter::repeat_with(OnceLock::new).take(site.briefings.len()).collect();
        Self { site, theme, plan, bodies, shared, entries, patience: Patience::after(diagnostics) }
    }

    /// Renders one task into a buffer, which is cleared first.
    ///
    /// Once a page has run out of time or room nothing more is rendered: the buffer stays empty, and the finding about
    /// that page keeps the site from being published.
    pub fn render(&self, task: &Task, buffer: &mut Vec<u8>) -> Result<Artifact<'a>, Diagnostic> {
        buffer.clear();
        if self.patience.is_over() {
            return Ok(Artifact::Bytes);
        }
        self.make(task, buffer).map_err(|found| self.patience.note(found))
    }

    /// What makes the output of a task: the name of a template, or what kind of file it is where no template has a part.
    pub fn maker(&self, task: &Task) -> &'a str {
        let of_briefing = |briefing: &'a Briefing| named(briefing.front.template.as_ref(), "briefing.html");
        match task.subject {
            Subject::Index(_) => "index.html",
            Subject::Facet(_) => "list.html",
            Subject::Term(..) => "term.html",
            Subject::Briefing(at) => of_briefing(&self.site.briefings[at as usize]),
            Subject::Withdrawn(at) => of_briefing(&self.site.withdrawn[at as usize]),
            Subject::Page(at) => named(self.site.pages[at as usize].front.template.as_ref(), "page.html"),
            Subject::Standing(_) => "page.html",
            Subject::NotFound => "404.html",
            Subject::Feed | Subject::TermFeed(_) => "feed.xml",
            Subject::Host(_) => "files for hosts",
            Subject::Sitemap | Subject::SitemapPart(_) | Subject::Robots => "files for search engines",
            Subject::BriefingsJson | Subject::ActionsCsv => "open data",
            Subject::FilterJson => "data of filters",
            Subject::Alias(_) => "former addresses",
            Subject::ThemeAsset(_) | Subject::Asset(_) | Subject::Static(_) => "copied files",
        }
    }

    /// How long the rows of lists took, added up over all threads.
    pub fn time_of_rows(&self) -> Duration {
        self.shared.time_of_rows
    }

    fn make(&self, task: &Task, buffer: &mut Vec<u8>) -> Result<Artifact<'a>, Diagnostic> {
        match task.subject {
            Subject::Index(page) => self.index(task, page, buffer)?,
            Subject::Facet(facet) => self.facet(task, facet, buffer)?,
            Subject::Term(at, page) => self.term(task, at, page, buffer)?,
            Subject::Briefing(at) => {
                self.briefing(task, &self.site.briefings[at as usize], Some(at), buffer)?;
            }
            Subject::Withdrawn(at) => self.briefing(task, &self.site.withdrawn[at as usize], None, buffer)?,
            Subject::Page(at) => self.page(task, &self.site.pages[at as usize], buffer)?,
            Subject::Standing(page) => self.standing(task, page, buffer)?,
            Subject::Host(file) => hosts::host_file(file, self.site, buffer),
            Subject::NotFound => self.not_found(task, buffer)?,
            Subject::Feed => self.feed(task, None, buffer)?,
            Subject::TermFeed(at) => self.feed(task, Some(at), buffer)?,
            Subject::Sitemap => sitemap::sitemap(self.plan, self.site, buffer),
            Subject::SitemapPart(part) => sitemap::part(self.plan, self.site, part, buffer),
            Subject::Robots => sitemap::robots(self.site, buffer),
            Subject::BriefingsJson => data::briefings_json(self.site, buffer),
            Subject::ActionsCsv => data::actions_csv(self.site, buffer),
            Subject::FilterJson => filter::filter_json(self.site, buffer),
            Subject::Alias(at) => {
                page::alias(self.site, &self.shared.labels.moved, &self.site.aliases[at as usize], buffer);
            }
            Subject::ThemeAsset(at) => buffer.extend_from_slice(&self.theme.assets()[at as usize].bytes),
            Subject::Asset(at) => return Ok(copy(&self.site.assets[at as usize])),
            Subject::Static(at) => return Ok(copy(&self.site.statics[at as usize])),
        }
        Ok(Artifact::Bytes)
    }
}

/// The template that a text asks for, or the usual one.
fn named<'a>(template: Option<&'a Placed<String>>, usual: &'a str) -> &'a str {
    template.map_or(usual, |template| template.value.as_str())
}

fn copy(file: &crate::model::PublishedAsset) -> Artifact<'_> {
    let Asset { path, original, fingerprint, .. } = &file.asset;
    if original == fingerprint { Artifact::Copy(path, *fingerprint) } else { Artifact::Stripped(&file.asset) }
}

/// What is published of a picture: nothing but the picture. Says as well whether it had to be unpacked for that.
pub fn stripped(asset: &Asset, original: Vec<u8>) -> (Vec<u8>, bool) {
    let apart = attachment::take_apart(&original, &asset.unpacked);
    (apart.stripped.unwrap_or(original), apart.has_unpacked)
}

/// Escapes a text for HTML and XML, in text and in quoted attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
