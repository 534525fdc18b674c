//! Addresses that two outputs want, each told with both places.

use ahash::{HashMap, HashMapExt as _};

use super::{Subject, Task};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AwaitedAddress, Briefing, Site};
use crate::source::{OutputPath, Place};
use crate::theme::Theme;

const DUPLICATE_ADDRESS: Code = Code("site/duplicate-address");
const FILE_AND_FOLDER: Code = Code("site/file-and-folder");

/// Takes the first task for each address, and reports the others.
pub(super) fn without_duplicates(
    tasks: Vec<Task>,
    site: &Site,
    theme: &Theme,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Task> {
    let claims = Claims { site, theme };
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(tasks.len());
    let mut kept: Vec<Task> = Vec::with_capacity(tasks.len());
    for task in tasks {
        match seen.entry(task.output.folded()) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(kept.len());
                kept.push(task);
            }
            std::collections::hash_map::Entry::Occupied(first) => {
                let (first, second) = (kept[*first.get()].subject, task.subject);
                let found = duplicate(claims.of(first), claims.of(second), &task.output);
                diagnostics.push(found.help(way_out(first, second)));
            }
        }
    }
    claims.report_files_in_the_way(&kept, &seen, diagnostics);
    claims.report_awaited(&kept, &seen, diagnostics);
    kept
}

/// What wants an address, and what says so.
type Claim = (String, Option<Place>);

/// Says what wants an address.
struct Claims<'a> {
    site: &'a Site,
    theme: &'a Theme,
}

impl Claims<'_> {
    fn of(&self, subject: Subject) -> Claim {
        (self.describe(subject), self.place_of(subject))
    }

    /// Reports addresses that files with errors will have when they are mended, and that others have.
    fn report_awaited(
        &self,
        tasks: &[Task],
        seen: &HashMap<String, usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut awaited: HashMap<String, &AwaitedAddress> = HashMap::new();
        for address in self.site.unfinished.addresses() {
            let second = (format!("`{}`", address.source), Some(address.place.clone()));
            let output = &address.output;
            let task = seen.get(&output.folded()).map(|at| tasks[*at].subject);
            // What is made where a site has no page of its own gives way to that page.
            if let Some(subject) = task.filter(|subject| !matches!(subject, Subject::Standing(_))) {
                diagnostics.push(duplicate(self.of(subject), second, output).help(RENAME_ONE));
            } else if let Some(first) = awaited.insert(output.folded(), address) {
                let first = (format!("`{}`", first.source), Some(first.place.clone()));
                diagnostics.push(duplicate(first, second, output).help(RENAME_ONE));
            }
        }
    }

    /// Reports files that stand where another output needs a folder: the alias `/feed.xml` is `feed.xml/index.html`.
    ///
    /// Only a file without a dot in its name, or a folder with one, can get into such a conflict: there are few of them.
    fn report_files_in_the_way(
        &self,
        tasks: &[Task],
        seen: &HashMap<String, usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for task in tasks {
            let path = task.output.as_str();
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            if folder.contains('.') {
                let whole = task.output.folded();
                let mut above = whole.match_indices('/').map(|(end, _)| &whole[..end]);
                let file = above.find_map(|folder| seen.get(folder));
                diagnostics.extend(file.map(|file| self.in_the_way(&tasks[*file], task)));
            }
            if !name.contains('.') {
                let below = format!("{}/", task.output.folded());
                let within = tasks.iter().find(|other| other.output.folded().starts_with(&below));
                diagnostics.extend(within.map(|within| self.in_the_way(task, within)));
            }
        }
    }

    fn in_the_way(&self, file: &Task, within: &Task) -> Diagnostic {
        let (first, second) = (self.of(file.subject), self.of(within.subject));
        let message =
            format!("{} is a file at `/{}`, where {} needs a folder", first.0, file.output, second.0);
        let diagnostic = Diagnostic::error(FILE_AND_FOLDER, message).help("give one of them another name");
        with_places(diagnostic, first.1, second.1)
    }

    fn place_of(&self, subject: Subject) -> Option<Place> {
        let site = self.site;
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
            Subject::ThemeAsset(at) => Some(Place::of_file(&self.theme.assets()[at as usize].source)),
            Subject::Term(at, _) | Subject::TermFeed(at) => {
                let first = site.term(at).briefings.first()?;
                Some(site.briefings[*first as usize].place())
            }
            _ => None,
        }
    }

    fn describe(&self, subject: Subject) -> String {
        let site = self.site;
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
            Subject::ActionsCsv => "the action list".to_owned(),
            Subject::FilterJson => "the data of the filters".to_owned(),
            Subject::ThemeAsset(at) => format!("`{}`", self.theme.assets()[at as usize].source),
        }
    }
}

const RENAME_ONE: &str = "give one of them another `slug:`, or rename its file";

/// What helps depends on what the two are: an alias has no slug, and neither has a file that is copied.
fn way_out(first: Subject, second: Subject) -> &'static str {
    let has_slug =
        |s| matches!(s, Subject::Briefing(_) | Subject::Withdrawn(_) | Subject::Page(_) | Subject::Term(..));
    match (first, second) {
        (Subject::Alias(_), Subject::Alias(_)) => "take one of the two aliases out",
        (Subject::Alias(_), _) | (_, Subject::Alias(_)) => {
            "take the alias out: a former address can only lead on while nothing else stands at it"
        }
        (first, second) if has_slug(first) || has_slug(second) => RENAME_ONE,
        _ => "rename one of the two files",
    }
}

fn duplicate(first: Claim, second: Claim, output: &OutputPath) -> Diagnostic {
    let message = format!("{} and {} have the same address, `/{}`", first.0, second.0, output.address());
    let diagnostic = Diagnostic::error(DUPLICATE_ADDRESS, message).because(
        "many hosts are blind to case, so addresses that differ only in capital letters count as the same",
    );
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
