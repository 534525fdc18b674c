//! Looks at outputs while they are made, and joins what was found when all are.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use std::sync::atomic::AtomicU32;

use ahash::HashMap;
use rayon::prelude::*;

use super::address::{Home, Lead};
use super::addresses::{Addresses, hash_of, short};
use super::context::{Known, Page, Surroundings, Written};
use super::facts::{Facts, Medium};
use super::findings::{Findings, Found, Part, Question, of_link};
use super::html::{read_address, unescaped};
use super::placing::place_in;
use super::remembered::{RememberedPages, Writer};
use crate::attachment::{Kind, RECORDING_END, decode};
use crate::check::attachments::Copies;
use crate::check::{Guard, Levels, Looks, Rule, Told, attachments, links, rules};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::Asset;
use crate::model::{Site, SlotValue};
use crate::online::Answer;
use crate::plan::{Plan, Schedule, Subject, Task};
use crate::source::{ATTACHMENT_SIZE_LIMIT, Place, SourcePath, SourceText};
use crate::theme::Theme;

type Check = fn(&Page<'_>, &mut Findings);

/// What is known of one output after it was looked at.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// Findings that have their place.
    pub(super) placed: Vec<Diagnostic>,
    /// Findings whose place is in a template, or nowhere.
    pub(super) loose: Vec<Found>,
    /// Links to parts of other pages.
    pub(super) questions: Vec<Question>,
    /// Links to other hosts, each with a finding that is not yet one; only where they are to be asked.
    pub(super) outside: Vec<(String, Found)>,
    /// What the page has alone.
    pub(super) own: Marks,
    /// What it has in common with others: header, footer, navigation.
    pub(super) frame: Marks,
}

/// Hashes of what a page names, sorted.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
pub(super) struct Marks {
    /// Paths of this site that it leads to.
    pub(super) targets: Vec<u32>,
    /// Its identifiers.
    pub(super) ids: Vec<u32>,
}

/// Looks at outputs while they are made; many threads use it.
pub struct Inspector<'a> {
    site: &'a Site,
    theme: &'a Theme,
    checks: Vec<Check>,
    /// The rules about what is in files that are published as they are.
    traces: Vec<&'static Rule>,
    levels: &'a Levels,
    guard: &'a Guard,
    /// What was found in the texts of which outputs are made.
    told: &'a Told,
    /// Files that are published at several addresses.
    copies: Copies,
    surroundings: Surroundings<'a>,
    seen: Vec<OnceLock<Box<Seen>>>,
    /// Whether links to other hosts are kept, to be asked for.
    keeps_outside: bool,
}

/// What all outputs together gave.
#[derive(Debug, Default)]
pub struct Inspected {
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
    /// What the next build has to know of the outputs that it keeps, but for the output it is true of.
    pub remembered: RememberedPages,
}

/// How much of a file has to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Nothing.
    None,
    /// All of it.
    Whole,
    /// As many bytes from its beginning: it is larger than what is looked into.
    Beginning(u64),
    /// As many bytes from its beginning and from its end: sound or film.
    Ends(u64),
}

fn sight_of(file: &Asset) -> Sight {
    match Kind::of(&file.path) {
        kind if kind.is_streamed() => Sight::Ends(RECORDING_END as u64),
        _ if file.size > ATTACHMENT_SIZE_LIMIT => Sight::Beginning(ATTACHMENT_SIZE_LIMIT + 1),
        _ => Sight::Whole,
    }
}

/// How the text of a source is read once more; nothing where it can not be read.
pub(super) type ReadSource<'r> = &'r (dyn Fn(&SourcePath) -> Option<SourceText> + Sync);

impl<'a> Inspector<'a> {
    /// An inspector for the outputs of a plan.
    pub fn new(
        site: &'a Site,
        theme: &'a Theme,
        plan: &'a Plan,
        levels: &'a Levels,
        guard: &'a Guard,
        told: &'a Told,
    ) -> Self {
        let wanted = rules().iter().filter(|rule| levels.wants(rule));
        let checks =
            wanted.filter_map(|rule| if let Looks::Page(check) = rule.looks { Some(check) } else { None });
        let mut seen = Vec::new();
        seen.resize_with(plan.tasks.len(), OnceLock::new);
        let of_files =
            rules().iter().filter(|rule| levels.wants(rule) && matches!(rule.looks, Looks::File(_)));
        let files = site.statics.iter().map(|file| &file.asset);
        let files = files.chain(site.assets.iter().map(|file| &file.asset));
        Self {
            site,
            theme,
            checks: checks.collect(),
            traces: of_files.collect(),
            levels,
            guard,
            told,
            copies: Copies::among(files.map(|file| file.fingerprint)),
            surroundings: Surroundings {
                home: Home::of(&site.config.base_url),
                addresses: Addresses::of(plan),
                plan,
                unfinished: &site.unfinished,
                suggested: AtomicU32::new(0),
            },
            seen,
            keeps_outside: false,
        }
    }

    /// The same, but it keeps links to other hosts until it hears what they answer.
    #[must_use]
    pub fn keeping_outside(mut self, keeps: bool) -> Self {
        self.keeps_outside = keeps;
        self
    }

    /// The addresses of other hosts to which outputs lead.
    pub fn outside(&self) -> BTreeSet<String> {
        let seen = self.seen.iter().filter_map(OnceLock::get);
        seen.flat_map(|seen| &seen.outside).map(|(address, _)| address.clone()).collect()
    }

    /// Makes findings of what other hosts answered.
    pub fn hear(&mut self, answers: &BTreeMap<String, Answer>) {
        for seen in self.seen.iter_mut().filter_map(OnceLock::get_mut) {
            for (address, found) in std::mem::take(&mut seen.outside) {
                let diagnostic = answers.get(&address).and_then(|answer| links::of_answer(&address, answer));
                seen.loose.extend(diagnostic.map(|diagnostic| Found { diagnostic, ..found }));
            }
        }
    }

    /// How much of a file that is published as it is has to be looked at.
    pub fn looks_at(&self, task: usize) -> Sight {
        let Task { output, subject } = &self.surroundings.plan.tasks[task];
        match self.file(*subject) {
            Some(file) => sight_of(file),
            None if Medium::of(output.as_str()).is_some() => Sight::Whole,
            None => Sight::None,
        }
    }

    /// Looks at the bytes of an output. Looking twice changes nothing.
    pub fn look(&self, task: usize, bytes: &[u8]) {
        let Task { output, subject } = &self.surroundings.plan.tasks[task];
        let medium = Medium::of(output.as_str());
        let path = self.file_of(*subject).or_else(|| self.file_of_theme(*subject));
        let is_text = medium.is_some() || path.as_ref().is_none_or(|path| !Kind::of(path).is_read());
        let text = if is_text { decode(bytes) } else { Cow::default() };
        let mut seen = medium.map_or_else(Seen::default, |medium| self.look_at(task, &text, medium));
        if let Some(path) = &path {
            let hash = self.file(*subject).map(|file| file.fingerprint);
            let contents = self
                .copies
                .contents(hash, Kind::of(path), || attachments::look_into(path, bytes, Some(self.guard)));
            let contents = contents.get().into_iter();
            seen.placed.extend(
                contents
                    .flat_map(|contents| attachments::tell(path, contents, &self.traces, Some(self.guard))),
            );
        }
        if is_text {
            for (finding, clue) in self.guard.look_at_output(output, &text) {
                // What is found in a drawing both ways is told once.
                if seen.placed.iter().any(|known| known.code == finding.code) {
                    continue;
                }
                match self.file_of(*subject) {
                    Some(path) => seen.placed.push(finding.at(Place::of_file(&path))),
                    None => {
                        seen.loose.push(Found {
                            diagnostic: finding,
                            clues: vec![clue],
                            nth: 0,
                            part: Part::Frame,
                        });
                    }
                }
            }
        }
        let _ = self.seen[task].set(Box::new(seen));
    }

    fn look_at(&self, task: usize, text: &str, medium: Medium) -> Seen {
        let plan = self.surroundings.plan;
        let facts = Facts::of(text, medium);
        let from = plan.tasks[task].output.address();
        let links: Vec<Cow<'_, str>> =
            facts.links.iter().map(|link| read_address(link.address.unwrap_or_default())).collect();
        let to = self.leads(from, links.iter());
        let of = self.leads(from, facts.resources.iter().map(|resource| &resource.address));
        let subject = plan.tasks[task].subject;
        let shows_a_text = self.source_of(subject).is_some() || self.file_of(subject).is_some();
        let known = Known {
            has_broken_links: self.has_broken_links(subject),
            shows_a_text,
            written: self.written(subject),
        };
        let page = Page::new(&facts, (&to, &of), &self.surroundings, known);
        let mut findings = Findings::default();
        for check in &self.checks {
            check(&page, &mut findings);
        }
        let (own, frame) = marks(&facts, &to, &of);
        let outside = if self.keeps_outside { outside_of(&page) } else { Vec::new() };
        let Findings { list, questions } = findings;
        let (mut placed, mut loose) = (Vec::new(), list);
        // What stands in a file that is published as it is has its place there.
        if let (Some(path), false) = (self.file_of(subject), loose.is_empty()) {
            let source = SourceText::new(path, text);
            (placed, loose) = place_in(&source, loose);
            placed.extend(loose.drain(..).map(|found| found.diagnostic.at(source.whole())));
        }
        Seen { placed, loose, questions, outside, own, frame }
    }

    fn leads<'l>(&'l self, from: &str, addresses: impl Iterator<Item = &'l Cow<'l, str>>) -> Vec<Lead<'l>> {
        addresses.map(|address| self.surroundings.home.lead(from, address)).collect()
    }

    /// The file of which an output is a copy.
    fn file(&self, subject: Subject) -> Option<&'a Asset> {
        match subject {
            Subject::Static(at) => Some(&self.site.statics[at as usize].asset),
            Subject::Asset(at) => Some(&self.site.assets[at as usize].asset),
            _ => None,
        }
    }

    /// Where that file stands.
    fn file_of(&self, subject: Subject) -> Option<SourcePath> {
        self.file(subject).map(|file| file.path.clone())
    }

    /// Where the file stands of which an output is a copy, if it belongs to the theme.
    fn file_of_theme(&self, subject: Subject) -> Option<SourcePath> {
        let Subject::ThemeAsset(at) = subject else { return None };
        let name = &self.theme.assets().get(at as usize)?.name;
        Some(SourcePath::new(format!("themes/{}/static/{name}", self.site.config.theme)))
    }

    /// The text that an output shows.
    fn source_of(&self, subject: Subject) -> Option<&'a SourcePath> {
        let site = self.site;
        match subject {
            Subject::Briefing(at) => Some(&site.briefings[at as usize].source),
            Subject::Withdrawn(at) => Some(&site.withdrawn[at as usize].source),
            Subject::Page(at) => Some(&site.pages[at as usize].source),
            _ => None,
        }
    }

    /// Which headings of a page its author wrote.
    fn written(&self, subject: Subject) -> Written<'a> {
        let site = self.site;
        match subject {
            Subject::Briefing(at) => Written::These(&site.briefings[at as usize].document.headings),
            Subject::Withdrawn(at) => Written::These(&site.withdrawn[at as usize].document.headings),
            Subject::Page(at) => Written::These(&site.pages[at as usize].document.headings),
            Subject::Asset(_) | Subject::Static(_) => Written::All,
            _ => Written::These(&[]),
        }
    }

    fn has_broken_links(&self, subject: Subject) -> bool {
        let slots = match subject {
            Subject::Briefing(at) => &self.site.briefings[at as usize].slots,
            Subject::Withdrawn(at) => &self.site.withdrawn[at as usize].slots,
            Subject::Page(at) => &self.site.pages[at as usize].slots,
            _ => return false,
        };
        slots.contains(&SlotValue::Broken)
    }

    /// Adds to a schedule the outputs that would be kept, but that name an address which has come or gone since they were
    /// looked at: whether their links are dead has to be said anew.
    pub fn reschedule(&self, schedule: &mut Schedule, before: &RememberedPages) {
        let changed = before.changed_addresses(&self.surroundings.addresses.remembered());
        if changed.is_empty() {
            return;
        }
        let stale: Vec<usize> = (0..self.seen.len())
            .into_par_iter()
            .filter(|task| {
                let output = &self.surroundings.plan.tasks[*task].output;
                schedule.reasons[*task].is_none() && before.names_any(output.as_str(), &changed)
            })
            .collect();
        for task in stale {
            schedule.reasons[task] = Some(crate::plan::DirtyReason::Target);
        }
    }

    /// Joins what was found on all outputs: those that were looked at, and those that were kept.
    pub fn finish(mut self, before: Option<&RememberedPages>, read: ReadSource<'_>) -> Inspected {
        let tasks = &self.surroundings.plan.tasks;
        let mut all: Vec<Option<Seen>> = std::mem::take(&mut self.seen)
            .into_par_iter()
            .zip(tasks)
            .map(|(seen, task)| match seen.into_inner() {
                Some(seen) => Some(self.settled(*seen, task.subject, read)),
                None => before.and_then(|before| before.find(task.output.as_str())),
            })
            .collect();
        let mut of_others = Vec::new();
        let dead = self.dead_parts(&all, read, &mut of_others);
        let mut groups: Groups<'_> = BTreeMap::new();
        let mut tags = PlacesOfTags::default();
        let loose = all.iter().enumerate().filter_map(|(task, seen)| Some((task, seen.as_ref()?)));
        let loose = loose.flat_map(|(task, seen)| seen.loose.iter().map(move |found| (task, found)));
        let loose = loose.filter(|(_, found)| self.told.is_news(&found.diagnostic, self.levels));
        for (task, found) in loose.chain(dead.iter().map(|(task, found)| (*task, found))) {
            let place = tags.place_of(self.theme, found);
            groups.entry(key(found, place.as_ref())).or_insert_with(|| (task, found, place, 0)).3 += 1;
        }
        for (first, found, place, count) in groups.into_values() {
            of_others.push(self.of_group(first, found, count, place));
        }
        let mut writer = Writer::new(self.surroundings.addresses.remembered());
        for (seen, task) in all.iter().zip(tasks) {
            if let Some(seen) = seen {
                writer.put(task.output.as_str(), seen);
            }
        }
        let mut diagnostics = Vec::new();
        for seen in all.iter_mut().flatten() {
            diagnostics.extend(seen.placed.drain(..).filter(|found| self.told.is_news(found, self.levels)));
        }
        diagnostics.append(&mut of_others);
        Inspected { diagnostics, remembered: writer.finish() }
    }

    /// Looks in the text of a page for the places of what was found on it.
    fn settled(&self, mut seen: Seen, subject: Subject, read: ReadSource<'_>) -> Seen {
        if let (Some(path), false) = (self.source_of(subject), seen.loose.is_empty()) {
            (seen.placed, seen.loose) = in_source(path, std::mem::take(&mut seen.loose), read);
        }
        seen
    }

    /// Links to parts of other pages that do not have them: those with a place are told, the others come back.
    fn dead_parts(
        &self,
        all: &[Option<Seen>],
        read: ReadSource<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(usize, Found)> {
        let mut loose = Vec::new();
        for (task, seen) in all.iter().enumerate() {
            let Some(seen) = seen else { continue };
            let dead: Vec<Found> = seen
                .questions
                .iter()
                .filter(|question| self.is_dead(question, all))
                .map(|question| question.found.clone())
                .collect();
            if dead.is_empty() {
                continue;
            }
            let subject = self.surroundings.plan.tasks[task].subject;
            let others = match (self.source_of(subject), self.file_of(subject)) {
                (Some(path), _) => {
                    let (placed, others) = in_source(path, dead, read);
                    diagnostics.extend(placed);
                    others
                }
                (None, Some(path)) => {
                    let whole = Place::of_file(&path);
                    diagnostics.extend(dead.into_iter().map(|found| found.diagnostic.at(whole.clone())));
                    Vec::new()
                }
                (None, None) => dead,
            };
            loose.extend(others.into_iter().map(|found| (task, found)));
        }
        loose
    }

    fn is_dead(&self, question: &Question, all: &[Option<Seen>]) -> bool {
        let target = self.surroundings.addresses.find(&question.path).and_then(|at| all.get(at as usize));
        // A page that is not there is another finding, and what is no page has no parts that are known.
        let Some(Some(target)) = target else { return false };
        let hash = short(hash_of(&question.part));
        ![&target.own, &target.frame].into_iter().any(|marks| marks.ids.binary_search(&hash).is_ok())
    }

    /// One finding for all outputs that have it alike, with its place in a template where that can be found.
    fn of_group(&self, first: usize, found: &Found, count: usize, of_tag: Option<Place>) -> Diagnostic {
        let task = &self.surroundings.plan.tasks[first];
        let mut diagnostic = found.diagnostic.clone();
        let is_of_template = found.part == Part::Template;
        let in_theme = || if is_of_template { None } else { self.theme.place_of(&found.clues) };
        diagnostic.place = of_tag.or_else(in_theme).or_else(|| {
            // No author can mend what a template says.
            let source = self.source_of(task.subject).filter(|_| !is_of_template).cloned();
            let path = source.or_else(|| self.file_of_theme(task.subject));
            path.map(|path| Place::of_file(&path))
        });
        let address = task.output.address();
        let note = match count {
            1 => format!("it is on the page `/{address}`"),
            _ => format!("it is on {count} pages; the first is `/{address}`"),
        };
        diagnostic.because(note)
    }
}

type Groups<'g> = BTreeMap<Key<'g>, (usize, &'g Found, Option<Place>, usize)>;
/// The code, what is told, and the file, line and column of a tag.
type Key<'g> = (&'static str, &'g str, Option<(String, u32, u32)>);

fn key<'g>(found: &'g Found, of_tag: Option<&Place>) -> Key<'g> {
    let of_tag = of_tag.map(|place| (place.path.to_string(), place.line, place.column));
    (found.diagnostic.code.0, &found.diagnostic.message, of_tag)
}

/// Where templates make tags, each looked for once: what one of them makes stands on a thousand pages.
#[derive(Default)]
struct PlacesOfTags<'g>(HashMap<&'g [String], Option<Place>>);

impl<'g> PlacesOfTags<'g> {
    /// Nothing for what a text may say, and where several tags look alike.
    fn place_of(&mut self, theme: &Theme, found: &'g Found) -> Option<Place> {
        if found.part != Part::Template {
            return None;
        }
        self.0.entry(&found.clues).or_insert_with(|| theme.only_place_of(&found.clues)).clone()
    }
}

/// Those findings of which a text tells the place, and the others.
fn in_source(path: &SourcePath, found: Vec<Found>, read: ReadSource<'_>) -> (Vec<Diagnostic>, Vec<Found>) {
    let (own, others): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|found| found.part == Part::Main);
    if own.is_empty() {
        return (Vec::new(), others);
    }
    match read(path) {
        Some(source) => {
            let (placed, mut unplaced) = place_in(&source, own);
            unplaced.extend(others);
            (placed, unplaced)
        }
        None => (Vec::new(), own.into_iter().chain(others).collect()),
    }
}

/// The links of a page to other hosts.
fn outside_of(page: &Page<'_>) -> Vec<(String, Found)> {
    let outside = page.links().filter(|(link, _)| link.is_anchor).filter_map(|(link, lead)| match lead {
        Lead::Outside(outside) => {
            let scheme = if outside.is_plain { "http" } else { "https" };
            let address = format!("{scheme}://{}{}", outside.host, outside.path);
            Some((address, of_link(page, link, Diagnostic::note(Code(""), ""))))
        }
        _ => None,
    });
    outside.collect()
}

/// What a page names, apart by whether it stands in its own part.
fn marks(facts: &Facts<'_>, links: &[Lead<'_>], resources: &[Lead<'_>]) -> (Marks, Marks) {
    let (mut own, mut frame) = (Marks::default(), Marks::default());
    let links = facts.links.iter().map(|link| link.at).zip(links);
    let resources = facts.resources.iter().map(|resource| resource.at).zip(resources);
    for (at, lead) in links.chain(resources) {
        if let Lead::Inside(path, _) = lead {
            let marks = if facts.is_in_main(at) { &mut own } else { &mut frame };
            marks.targets.push(short(hash_of(path)));
        }
    }
    for (id, at) in &facts.ids {
        let marks = if facts.is_in_main(*at) { &mut own } else { &mut frame };
        marks.ids.push(short(hash_of(&unescaped(id))));
    }
    for marks in [&mut own, &mut frame] {
        for list in [&mut marks.targets, &mut marks.ids] {
            list.sort_unstable();
            list.dedup();
        }
    }
    (own, frame)
}
