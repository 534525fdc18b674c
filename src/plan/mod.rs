//! Site and theme to every output as a task. Decides *whether* an output is made; `render` decides what bytes.

mod digest;
mod facts;
mod hosts;
mod inputs;
mod record;
mod schedule;
mod standing;

use std::sync::Arc;

use ahash::{HashMap, HashMapExt as _};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AwaitedAddress, Briefing, Facet, Site, TermIndex};
use crate::source::{OutputPath, Place, Slug};
use crate::theme::Theme;

pub use hosts::HostFile;
pub use inputs::{PlanInputs, Setup, TaskInputs, plan_inputs, replan_inputs, rethemed_inputs};
pub use record::BuildRecord;
pub use schedule::{DirtyReason, Schedule, schedule};
pub use standing::{Standing, standing_pages};

const DUPLICATE_ADDRESS: Code = Code("site/duplicate-address");
const FILE_AND_FOLDER: Code = Code("site/file-and-folder");

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
    Plan { tasks: without_duplicates(tasks, site, diagnostics) }
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
            tasks.extend(task(&format!("{folder}feed.xml"), Subject::TermFeed(at)));
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
    let fixed = [
        ("404.html", Subject::NotFound),
        ("feed.xml", Subject::Feed),
        ("robots.txt", Subject::Robots),
        ("briefings.json", Subject::BriefingsJson),
        ("actions.csv", Subject::ActionsCsv),
        ("filter.json", Subject::FilterJson),
    ];
    tasks.extend(fixed.into_iter().filter_map(|(path, subject)| task(path, subject)));
    tasks.extend(standing_pages(site).filter_map(|page| task(&page.path(), Subject::Standing(page))));
    tasks.extend(hosts::host_files(site).filter_map(|file| task(file.name(), Subject::Host(file))));
    let copies = (0u32..).zip(&site.assets).map(|(at, file)| (file.output.clone(), Subject::Asset(at)));
    let statics = (0u32..).zip(&site.statics).map(|(at, file)| (file.output.clone(), Subject::Static(at)));
    let theme = (0u32..).zip(theme.assets()).map(|(at, file)| (file.output.clone(), Subject::ThemeAsset(at)));
    let aliases =
        (0u32..).zip(&site.aliases).map(|(at, alias)| (alias.from.value.clone(), Subject::Alias(at)));
    let all = copies.chain(statics).chain(theme).chain(aliases);
    tasks.extend(all.map(|(output, subject)| Task { output, subject }));
}

fn plan_sitemap(addresses: usize) -> Vec<Task> {
    let mut tasks: Vec<Task> = task("sitemap.xml", Subject::Sitemap).into_iter().collect();
    if addresses > SITEMAP_SIZE {
        let parts = page_count(addresses, SITEMAP_SIZE);
        tasks.extend(
            (0..parts)
                .filter_map(|part| task(&format!("sitemap-{}.xml", part + 1), Subject::SitemapPart(part))),
        );
    }
    tasks
}

fn without_duplicates(tasks: Vec<Task>, site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Vec<Task> {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(tasks.len());
    let mut kept: Vec<Task> = Vec::with_capacity(tasks.len());
    for task in tasks {
        match seen.entry(task.output.folded()) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(kept.len());
                kept.push(task);
            }
            std::collections::hash_map::Entry::Occupied(first) => {
                let of = |subject| (describe(subject, site), place_of(subject, site));
                let first = of(kept[*first.get()].subject);
                diagnostics.push(duplicate(first, of(task.subject), &task.output));
            }
        }
    }
    report_files_in_the_way(&kept, &seen, site, diagnostics);
    report_awaited(&kept, &seen, site, diagnostics);
    kept
}

/// Reports addresses that files with errors will have when they are mended, and that others have.
fn report_awaited(
    tasks: &[Task],
    seen: &HashMap<String, usize>,
    site: &Site,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut awaited: HashMap<String, &AwaitedAddress> = HashMap::new();
    for address in site.unfinished.addresses() {
        let second = (format!("`{}`", address.source), Some(address.place.clone()));
        let output = &address.output;
        let task = seen.get(&output.folded()).map(|at| tasks[*at].subject);
        // What is made where a site has no page of its own gives way to that page.
        if let Some(subject) = task.filter(|subject| !matches!(subject, Subject::Standing(_))) {
            let first = (describe(subject, site), place_of(subject, site));
            diagnostics.push(duplicate(first, second, output));
        } else if let Some(first) = awaited.insert(output.folded(), address) {
            let first = (format!("`{}`", first.source), Some(first.place.clone()));
            diagnostics.push(duplicate(first, second, output));
        }
    }
}

/// Reports files that stand where another output needs a folder: the alias `/feed.xml` is `feed.xml/index.html`.
///
/// Only a file without a dot in its name, or a folder with one, can get into such a conflict: there are few of them.
fn report_files_in_the_way(
    tasks: &[Task],
    seen: &HashMap<String, usize>,
    site: &Site,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for task in tasks {
        let path = task.output.as_str();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if folder.contains('.') {
            let whole = task.output.folded();
            let mut above = whole.match_indices('/').map(|(end, _)| &whole[..end]);
            let file = above.find_map(|folder| seen.get(folder));
            diagnostics.extend(file.map(|file| in_the_way(&tasks[*file], task, site)));
        }
        if !name.contains('.') {
            let below = format!("{}/", task.output.folded());
            let within = tasks.iter().find(|other| other.output.folded().starts_with(&below));
            diagnostics.extend(within.map(|within| in_the_way(task, within, site)));
        }
    }
}

fn in_the_way(file: &Task, within: &Task, site: &Site) -> Diagnostic {
    let message = format!(
        "{} is a file at `/{}`, where {} needs a folder",
        describe(file.subject, site),
        file.output,
        describe(within.subject, site)
    );
    let diagnostic = Diagnostic::error(FILE_AND_FOLDER, message).help("give one of them another name");
    with_places(diagnostic, place_of(file.subject, site), place_of(within.subject, site))
}

/// What wants an address, and what says so.
type Claim = (String, Option<Place>);

fn duplicate(first: Claim, second: Claim, output: &OutputPath) -> Diagnostic {
    let message = format!("{} and {} have the same address, `/{}`", first.0, second.0, output.address());
    let diagnostic = Diagnostic::error(DUPLICATE_ADDRESS, message)
        .help("give one of them another `slug:`, or rename its file")
        .because("many hosts are blind to case, so addresses that differ only in capital letters count as the same");
    with_places(diagnostic, first.1, second.1)
}

/// Shows the second place, and the first one as belonging to it.
fn with_places(diagnostic: Diagnostic, first: Option<Place>, second: Option<Place>) -> Diagnostic {
    match (first, second) {
        (Some(first), Some(second)) => diagnostic.at(second).related(first, "the other one"),
        (Some(only), None) | (None, Some(only)) => diagnostic.at(only),
        (None, None) => diagnostic,
    }
}

fn place_of(subject: Subject, site: &Site) -> Option<Place> {
    let of_briefing =
        |b: &Briefing| b.front.slug.as_ref().map_or_else(|| b.place(), |slug| slug.place.clone());
    match subject {
        Subject::Briefing(at) => Some(of_briefing(&site.briefings[at as usize])),
        Subject::Withdrawn(at) => Some(of_briefing(&site.withdrawn[at as usize])),
        Subject::Page(at) => {
            let page = &site.pages[at as usize];
            let slug = page.front.slug.as_ref().map(|slug| slug.place.clone());
            Some(slug.unwrap_or_else(|| Place::of_file(&page.source)))
        }
        Subject::Alias(at) => Some(site.aliases[at as usize].from.place.clone()),
        Subject::Asset(at) => Some(Place::of_file(&site.assets[at as usize].asset.path)),
        Subject::Static(at) => Some(Place::of_file(&site.statics[at as usize].asset.path)),
        Subject::Term(at, _) | Subject::TermFeed(at) => {
            let first = site.term(at).briefings.first()?;
            Some(site.briefings[*first as usize].place())
        }
        _ => None,
    }
}

fn describe(subject: Subject, site: &Site) -> String {
    match subject {
        Subject::Briefing(at) => format!("`{}`", site.briefings[at as usize].source),
        Subject::Withdrawn(at) => format!("`{}`", site.withdrawn[at as usize].source),
        Subject::Page(at) => format!("`{}`", site.pages[at as usize].source),
        Subject::Alias(at) => format!("the alias of \"{}\"", site.aliases[at as usize].title),
        Subject::Asset(at) => format!("`{}`", site.assets[at as usize].asset.path),
        Subject::Static(at) => format!("`{}`", site.statics[at as usize].asset.path),
        Subject::Index(_) => "the index".to_owned(),
        Subject::Facet(facet) => format!("the list of {}", site.facets[facet as usize].kind.key()),
        Subject::Term(at, _) => format!("the page of `{}`", site.term(at).term.label),
        Subject::Feed | Subject::TermFeed(_) => "a feed".to_owned(),
        Subject::Standing(page) => format!("the page \"{}\"", page.title(site)),
        Subject::Host(_) => "a file for the host".to_owned(),
        Subject::NotFound => "the page for missing addresses".to_owned(),
        Subject::Sitemap | Subject::SitemapPart(_) => "the sitemap".to_owned(),
        Subject::Robots => "`robots.txt`".to_owned(),
        Subject::BriefingsJson => "the open data".to_owned(),
        Subject::FilterJson => "the data of the filters".to_owned(),
        Subject::ActionsCsv => "the action list".to_owned(),
        Subject::ThemeAsset(_) => "a file of the theme".to_owned(),
    }
}
