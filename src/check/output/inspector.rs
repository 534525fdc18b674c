//! Looks at outputs while they are made.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::address::{Home, Lead};
use super::addresses::Addresses;
use super::context::{Known, Page, Surroundings, Written};
use super::facts::{Facts, Medium};
use super::findings::{Findings, Found, Part};
use super::html::read_address;
use super::placing::place_in;
use super::remembered::RememberedPages;
use super::seen::{Seen, marks, outside_of};
use crate::attachment::{Kind, RECORDING_END, decode, first_data_address};
use crate::check::attachments::{Contents, Copies};
use crate::check::{Frame, Guard, Levels, Looks, Rule, Told, attachments, links, rules};
use crate::load::Asset;
use crate::model::{Site, SlotValue};
use crate::online::Answer;
use crate::plan::{Plan, Schedule, Subject, Task};
use crate::source::{ATTACHMENT_SIZE_LIMIT, OutputPath, Place, SourcePath, SourceText};
use crate::theme::Theme;

type Check = fn(&Page<'_>, &mut Findings);

/// Looks at outputs while they are made; many threads use it.
pub struct Inspector<'a> {
    site: &'a Site,
    pub(super) theme: &'a Theme,
    checks: Vec<Check>,
    /// The rules about what is in files that are published as they are.
    traces: Vec<&'static Rule>,
    pub(super) levels: &'a Levels,
    guard: &'a Guard,
    /// What was found in the texts of which outputs are made.
    pub(super) told: &'a Told,
    /// Files that are published at several addresses.
    copies: Copies,
    pub(super) surroundings: Surroundings<'a>,
    pub(super) seen: Vec<OnceLock<Box<Seen>>>,
    /// Whether links to other hosts are kept, to be asked for.
    keeps_outside: bool,
    /// What is around the words of texts.
    frame: Frame,
    /// How many pictures had to be unpacked.
    pub(super) unpacked: AtomicUsize,
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
            unpacked: AtomicUsize::new(0),
            frame: if theme.has_own_templates() { Frame::Site } else { Frame::Program },
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
            let contents =
                self.copies.contents(hash, Kind::of(path), || self.look_into(*subject, path, bytes));
            let contents = contents.get().into_iter();
            seen.placed.extend(
                contents
                    .flat_map(|contents| attachments::tell(path, contents, &self.traces, Some(self.guard))),
            );
        }
        let in_addresses =
            if path.is_none() { self.look_at_addresses(output, &text, &mut seen) } else { Vec::new() };
        if is_text {
            let frame = if path.is_some() { Frame::Site } else { self.frame };
            let is_read = path.as_ref().is_some_and(|path| Kind::of(path).is_read());
            for (finding, clue) in self.guard.look_at_output(output, &text, frame, &in_addresses) {
                // What is found in a drawing both ways is told once.
                if is_read && seen.placed.iter().any(|known| known.code == finding.code) {
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

    /// Looks into a file, of which it may be known what unpacking it gave.
    fn look_into(&self, subject: Subject, path: &SourcePath, bytes: &[u8]) -> Contents {
        let unpacked = match subject {
            Subject::ThemeAsset(at) => self.theme.assets().get(at as usize).map(|asset| &asset.unpacked),
            _ => self.file(subject).map(|file| &file.unpacked),
        };
        let unpacked = unpacked.cloned().unwrap_or_default();
        let contents = attachments::look_into(path, bytes, &unpacked, Some(self.guard));
        self.unpacked.fetch_add(usize::from(contents.has_unpacked), Ordering::Relaxed);
        contents
    }

    /// Looks into the files in the addresses of a page, which its template brought; gives their texts.
    fn look_at_addresses(&self, output: &OutputPath, text: &str, seen: &mut Seen) -> Vec<String> {
        let (texts, findings) = attachments::look_into_addresses(output, text, &self.traces);
        for diagnostic in findings {
            let clues = first_data_address(text).map(str::to_owned).into_iter().collect();
            seen.loose.push(Found { diagnostic, clues, nth: 0, part: Part::Frame });
        }
        texts
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
    pub(super) fn file_of(&self, subject: Subject) -> Option<SourcePath> {
        self.file(subject).map(|file| file.path.clone())
    }

    /// Where the file stands of which an output is a copy, if it belongs to the theme.
    pub(super) fn file_of_theme(&self, subject: Subject) -> Option<SourcePath> {
        let Subject::ThemeAsset(at) = subject else { return None };
        let name = &self.theme.assets().get(at as usize)?.name;
        Some(SourcePath::new(format!("themes/{}/static/{name}", self.site.config.theme)))
    }

    /// The text that an output shows.
    pub(super) fn source_of(&self, subject: Subject) -> Option<&'a SourcePath> {
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
}
