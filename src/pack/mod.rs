//! All that those who sign a briefing off have to see, as one file that needs nothing else: what will be public, what the
//! checks say of it, and everything in it by which somebody could tell who is meant. No I/O.
//!
//! The file is not public, but it goes through many hands: names under seal are covered before anything else is done.

mod briefing;
mod cover;
mod files;
mod findings;
mod found;
mod leftovers;
mod page;
mod picture;
mod style;
mod tags;

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::{Counts, Diagnostic, Waived};
use crate::identity::{Allowed, Scanner, Seal, Setup};
use crate::model::{Briefing, Site};
use crate::render::pack_page;
use crate::source::{Fingerprint, OutputPath, SourceText};
use crate::theme::Theme;

use briefing::{Approval, Waiver};
use cover::Cover;
use files::File;
use findings::{Finding, Lines};
use found::{Finds, Group};
use page::{Page, Unseen};

/// What a pack is made of.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The site, with the briefing in it as it will be public.
    pub site: &'a Site,
    /// The briefing.
    pub briefing: &'a Briefing,
    /// Its text.
    pub source: &'a SourceText,
    /// The outputs that make it up: its page and each of its files.
    pub outputs: &'a HashMap<OutputPath, Arc<[u8]>>,
    /// The other outputs that say something of it.
    pub mentioned: &'a [OutputPath],
    /// Everything found in the site.
    pub found: &'a [Diagnostic],
    /// What somebody accepted.
    pub waived: &'a [Waived],
    /// The names that must not be public, where they can be told.
    pub seal: Option<&'a Seal>,
    /// Whether names are sealed that can not be told, for want of the key.
    pub is_closed: bool,
    /// The templates.
    pub theme: &'a Theme,
}

impl<'a> Material<'a> {
    fn output(&self, output: &OutputPath) -> Option<&'a [u8]> {
        self.outputs.get(output).map(|bytes| &**bytes)
    }
}

/// A finished pack.
#[derive(Debug)]
pub struct Pack {
    /// The file: HTML.
    pub html: Vec<u8>,
    /// How many findings of the briefing it lists.
    pub counts: Counts,
    /// How many of the things by which somebody could be told it lists.
    pub finds: usize,
}

/// The input `pack` of its template. Texts are plain, but for what ends in `_html`.
#[derive(Serialize)]
struct View<'a> {
    language: &'a str,
    title: String,
    id: String,
    file: String,
    address: String,
    today: String,
    program: &'static str,
    text_hash: String,
    page_hash: String,
    /// What the browser may do, and the style sheet that it may use.
    policy: String,
    style_html: &'static str,
    standing: briefing::Standing,
    counts: Counts,
    /// Errors of other files: nothing is published while they stand.
    blocked_elsewhere: usize,
    findings: Vec<Finding>,
    groups: Vec<Group>,
    is_sealed: bool,
    is_closed: bool,
    approval: Approval,
    waivers: Vec<Waiver>,
    page_language: String,
    page_html: &'a str,
    omitted: &'a [String],
    unseen: &'a [Unseen],
    mentioned: Vec<String>,
    files: Vec<File>,
}

/// Makes the pack of a briefing. A template of the site's own that can not make it is told as a finding.
pub fn pack(material: &Material<'_>) -> Result<Pack, Diagnostic> {
    let Material { site, briefing, .. } = *material;
    let seal = material.seal.cloned();
    let is_sealed = seal.is_some();
    // Nothing is left out of the lists; what may stand is marked.
    let scanner = Scanner::new(Setup { seal, allowed: Allowed::default() });
    let cover = Cover::new(&scanner);
    let bytes = material.output(&briefing.output).unwrap_or_default();
    let page = Page::read(material, &String::from_utf8_lossy(bytes), cover);
    let mut finds = Finds::new(&scanner, allowed(site, briefing));
    finds.take_page(&page);
    let files = files::read(material, cover, &mut finds);
    let lines = Lines::of(material.source, cover);
    let (groups, number) = finds.finish(&lines.text());
    let own = findings::own(material);
    let counts = Counts::of(&own);
    let view = View {
        language: &site.config.language,
        title: cover.text(&briefing.front.title),
        id: cover.text(&briefing.id),
        file: cover.text(briefing.source.as_str()),
        address: cover.text(&address(site, &briefing.output)),
        today: site.today.to_string(),
        program: concat!("Briefpress ", env!("CARGO_PKG_VERSION")),
        text_hash: briefing.fingerprint.short(),
        page_hash: Fingerprint::of(bytes).short(),
        policy: style::policy(),
        style_html: style::STYLE,
        standing: briefing::standing(site, briefing),
        counts,
        blocked_elsewhere: findings::blocking(material.found) - findings::blocking(&own),
        findings: own.iter().map(|found| Finding::of(found, &lines, cover)).collect(),
        groups,
        is_sealed,
        is_closed: material.is_closed,
        approval: Approval::of(site, briefing, cover),
        waivers: briefing::waivers(material, cover),
        page_language: briefing.front.lang.clone().unwrap_or_else(|| site.config.language.clone()),
        page_html: &page.html,
        omitted: &page.omitted,
        unseen: &page.unseen,
        mentioned: material.mentioned.iter().map(|output| cover.text(&address(site, output))).collect(),
        files,
    };
    Ok(Pack { html: pack_page(material.theme, &view)?, counts, finds: number })
}

/// What may stand in this briefing: what may stand in the site, and the people whom it names.
fn allowed(site: &Site, briefing: &Briefing) -> Allowed {
    let mut allowed = Allowed::of(&site.config, &site.registries);
    briefing.front.people.iter().for_each(|person| allowed.add_name(&person.name));
    allowed
}

/// Where an output will be found.
fn address(site: &Site, output: &OutputPath) -> String {
    let base = &site.config.base_url;
    let root = if site.config.base_url_given { base.as_str() } else { base.path() };
    format!("{root}{}", output.address())
}
