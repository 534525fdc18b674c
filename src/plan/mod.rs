//! Site and theme to every output as a task. Decides *whether* an output is made; `render` decides what bytes.

mod collisions;
mod digest;
mod facts;
mod hosts;
mod inputs;
mod naming;
mod record;
mod schedule;
mod shared;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{Briefing, FEED, Facet, Site, SiteFile, Standing, TermIndex};
use crate::source::{OutputPath, Slug};
use crate::theme::Theme;

pub use hosts::HostFile;
pub use inputs::{PlanInputs, Setup, TaskInputs, plan_inputs, replan_inputs, rethemed_inputs};
pub use record::BuildRecord;
pub use schedule::{DirtyReason, Schedule, schedule};

/// Addresses in one sitemap file; the protocol allows 50,000.
pub const SITEMAP_SIZE: usize = 50_000;

/// Every output of a site. Nothing else is written.
#[derive(Debug, Default)]
pub struct Plan {
    /// The tasks; no two have the same output.
    pub tasks: Vec<Task>,
}

/// One output to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Where it goes.
    pub output: OutputPath,
    /// What it is.
    pub subject: Subject,
}

/// What an output is made of; numbers are indices into the site and the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A page of the index, from 0.
    Index(u32),
    /// The page of a listed briefing.
    Briefing(u32),
    /// The page of a withdrawn briefing.
    Withdrawn(u32),
    /// A plain page.
    Page(u32),
    /// A page that every site should have and this one does not write.
    Standing(Standing),
    /// The terms of a facet.
    Facet(u8),
    /// A page of the briefings of a term, from 0.
    Term(TermIndex, u32),
    /// The feed of the whole site.
    Feed,
    /// The feed of a term.
    TermFeed(TermIndex),
    /// The page for addresses that do not exist.
    NotFound,
    /// The sitemap, or the index of its parts where it has several.
    Sitemap,
    /// A part of a sitemap, from 0.
    SitemapPart(u32),
    /// `robots.txt`.
    Robots,
    /// `briefings.json`.
    BriefingsJson,
    /// `filter.json`.
    FilterJson,
    /// `actions.csv`.
    ActionsCsv,
    /// A file for a host.
    Host(HostFile),
    /// A page that leads from a former address to the present one.
    Alias(u32),
    /// A file beside a briefing or page.
    Asset(u32),
    /// A file of `static/`.
    Static(u32),
    /// A file of the theme.
    ThemeAsset(u32),
}

impl Plan {
    /// Whether the files of a theme stand in it as they would in a plan with that theme.
    pub fn has_files_of(&self, theme: &Theme) -> bool {
        let planned = self.tasks.iter().filter_map(|task| match task.subject {
            Subject::ThemeAsset(at) => Some((at, &task.output)),
            _ => None,
        });
        planned.eq((0u32..).zip(theme.assets().iter().map(|file| &file.output)))
    }
}

/// How many pages a list of some length takes; an empty list has one.
pub fn page_count(length: usize, paginate_by: usize) -> u32 {
    u32::try_from(length.div_ceil(paginate_by.max(1)).max(1)).unwrap_or(u32::MAX)
}

/// The addresses that the sitemap lists, in the order of the plan.
pub fn in_sitemap<'p>(plan: &'p Plan, site: &Site) -> Vec<&'p OutputPath> {
    let wanted = |task: &&Task| match task.subject {
        Subject::Index(page) | Subject::Term(_, page) => page == 0,
        Subject::Facet(_) | Subject::Standing(_) => true,
        Subject::Briefing(at) => site.briefings[at as usize].front.indexing != Some(false),
        Subject::Page(at) => site.pages[at as usize].front.indexing != Some(false),
        _ => false,
    };
    plan.tasks.iter().filter(wanted).map(|task| &task.output).collect()
}

/// Plans every output. Two tasks for one address are reported, and the first one stays.
pub fn plan_outputs(site: &Site, theme: &Theme, diagnostics: &mut Vec<Diagnostic>) -> Plan {
    let mut tasks = Vec::with_capacity(site.briefings.len() * 2 + 64);
    plan_briefings(site, &mut tasks);
    plan_lists(site, &mut tasks);
    plan_files(site, theme, &mut tasks);
    let sitemap = tasks.iter().filter(|task| task.output.is_html()).count();
    tasks.extend(plan_sitemap(sitemap));
    Plan { tasks: collisions::without_duplicates(tasks, site, theme, diagnostics) }
}

fn task(path: &str, subject: Subject) -> Option<Task> {
    OutputPath::file(path).ok().map(|output| Task { output, subject })
}

fn plan_briefings(site: &Site, tasks: &mut Vec<Task>) {
    let made = |briefings: &[Arc<Briefing>], subject: fn(u32) -> Subject| {
        let numbered = (0u32..).zip(briefings);
        numbered.map(|(at, b)| Task { output: b.output.clone(), subject: subject(at) }).collect::<Vec<_>>()
    };
    tasks.extend(made(&site.briefings, Subject::Briefing));
    tasks.extend(made(&site.withdrawn, Subject::Withdrawn));
    let pages = (0u32..).zip(&site.pages);
    tasks.extend(pages.map(|(at, page)| Task { output: page.output.clone(), subject: Subject::Page(at) }));
}

fn plan_lists(site: &Site, tasks: &mut Vec<Task>) {
    let by = site.config.paginate_by;
    for page in 0..page_count(site.briefings.len(), by) {
        tasks.extend(task(&list_page("", page), Subject::Index(page)));
    }
    for (number, facet) in (0u8..).zip(&site.facets) {
        tasks.extend(task(&format!("{}/index.html", facet.kind.key()), Subject::Facet(number)));
        for (term, members) in (0u32..).zip(&facet.terms) {
            let at = TermIndex { facet: number, term };
            let folder = term_folder(facet, &members.term.key);
            for page in 0..page_count(members.briefings.len(), by) {
                tasks.extend(task(&list_page(&folder, page), Subject::Term(at, page)));
            }
            tasks.extend(task(&format!("{folder}{FEED}"), Subject::TermFeed(at)));
        }
    }
}

/// The folder of a term, ending in `/`.
fn term_folder(facet: &Facet, key: &Slug) -> String {
    format!("{}/{key}/", facet.kind.key())
}

/// The output of a page of a list: the first one is the folder's own.
pub fn list_page(folder: &str, page: u32) -> String {
    match page {
        0 => format!("{folder}index.html"),
        _ => format!("{folder}page/{}/index.html", page + 1),
    }
}

fn plan_files(site: &Site, theme: &Theme, tasks: &mut Vec<Task>) {
    let files = SiteFile::ALL.into_iter().filter(|file| *file != SiteFile::Sitemap);
    tasks.extend(files.filter_map(|file| task(file.name(), file.into())));
    let standing = site.standing.iter();
    tasks.extend(standing.filter_map(|page| task(&page.path(), Subject::Standing(*page))));
    tasks.extend(hosts::host_files(site).filter_map(|file| task(file.name(), Subject::Host(file))));
    let copies = (0u32..).zip(&site.assets).map(|(at, file)| (file.output.clone(), Subject::Asset(at)));
    let statics = (0u32..).zip(&site.statics).map(|(at, file)| (file.output.clone(), Subject::Static(at)));
    let theme = (0u32..).zip(theme.assets()).map(|(at, file)| (file.output.clone(), Subject::ThemeAsset(at)));
    let aliases =
        (0u32..).zip(&site.aliases).map(|(at, alias)| (alias.from.value.clone(), Subject::Alias(at)));
    let all = copies.chain(statics).chain(theme).chain(aliases);
    tasks.extend(all.map(|(output, subject)| Task { output, subject }));
}

impl From<SiteFile> for Subject {
    fn from(file: SiteFile) -> Self {
        match file {
            SiteFile::NotFound => Self::NotFound,
            SiteFile::Feed => Self::Feed,
            SiteFile::Robots => Self::Robots,
            SiteFile::BriefingsJson => Self::BriefingsJson,
            SiteFile::ActionsCsv => Self::ActionsCsv,
            SiteFile::FilterJson => Self::FilterJson,
            SiteFile::Sitemap => Self::Sitemap,
        }
    }
}

/// The sitemap, in parts where it is too long for one; it comes last, for it lists the others.
fn plan_sitemap(addresses: usize) -> Vec<Task> {
    let mut tasks: Vec<Task> = task(SiteFile::Sitemap.name(), Subject::Sitemap).into_iter().collect();
    if addresses > SITEMAP_SIZE {
        let parts = page_count(addresses, SITEMAP_SIZE);
        tasks.extend(
            (0..parts)
                .filter_map(|part| task(&format!("sitemap-{}.xml", part + 1), Subject::SitemapPart(part))),
        );
    }
    tasks
}
