//! The texts of a site: read, recalled or parsed, and read once more where that is needed.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::memory::not_kept;
use super::preview::Showing;
use super::timings::Step;
use super::{BuildError, BuildOptions, Material, Progress, Purpose, STATE_FOLDER, collecting};
use crate::check::{Checks, Guard, check_source};
use crate::diagnostic::{self, Diagnostic};
use crate::load::{LoadError, TextFile, load_state};
use crate::model::{Briefing, Site};
use crate::parse::{Document, LifecycleState, ParseContext, ParsedSource, Prose, SourceKind, parse_source};
use crate::plan::{Plan, Schedule, Subject};
use crate::recall::{SHARDS, Shard, ShardWriter, shard_of};
use crate::render::Bodies;
use crate::source::{Fingerprint, SourcePath, SourceText};
use crate::write::{sources_file, write_state};

/// The listed texts of a site, each kind sorted by path.
#[derive(Debug)]
pub(super) struct Sources {
    pub(super) briefings: Vec<TextFile>,
    pub(super) pages: Vec<TextFile>,
}

/// What parsing gave, each kind sorted by path.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) briefings: Vec<ParsedSource>,
    pub(super) pages: Vec<ParsedSource>,
    /// How many texts had to be parsed and checked; what was found of the others was remembered.
    pub(super) checked: usize,
    /// What was found in each text, in the order of [`Sources`].
    pub(super) found: Vec<Vec<Diagnostic>>,
}

/// What is remembered of the texts within one process, part by part. Each build looks at each part once, so nobody
/// ever waits.
#[derive(Debug)]
pub(super) struct Parts([Mutex<Option<Vec<u8>>>; SHARDS]);

impl Default for Parts {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::default()))
    }
}

/// What is remembered of the texts, and under which setup it holds.
pub(super) struct SourceMemory<'a> {
    store: Store<'a>,
    setup: Fingerprint,
    /// Whether what is remembered is used. It is replaced in any case: what was purged must not stay in it.
    recalls: bool,
}

/// A part as it was found.
enum Found {
    Nothing,
    /// It is there and of no use.
    Useless,
    Known(Box<Shard>),
}

enum Store<'a> {
    /// On disk, from one process to the next.
    Folder(PathBuf),
    /// In memory, from one build of a process to the next.
    Process(&'a Parts),
}

/// What became of one file: nothing where a finding says why it could not be taken.
struct Read {
    number: usize,
    source: Result<Option<ParsedSource>, LoadError>,
    /// Whether it had to be parsed and checked.
    is_new: bool,
    diagnostics: Vec<Diagnostic>,
}

/// What texts are read by.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) context: ParseContext<'a>,
    pub(super) checks: &'a Checks<'a>,
    pub(super) progress: &'a Progress,
}

impl Reading<'_> {
    /// Parses a text and checks it; its words are dropped with it.
    fn read(self, text: &SourceText, fingerprint: Fingerprint, kind: SourceKind) -> ParsedSource {
        let mut source = parse_source(text, fingerprint, kind, self.context);
        let found = check_source(text, &source, kind, self.checks);
        source.diagnostics.extend(found);
        diagnostic::sort(&mut source.diagnostics);
        source.prose = Prose::default();
        source
    }

    /// Reads a file, parses its text and checks it.
    pub(super) fn read_file(
        self,
        file: &TextFile,
        kind: SourceKind,
        found: &mut Vec<Diagnostic>,
    ) -> Result<Option<ParsedSource>, LoadError> {
        let mut buffer = Vec::new();
        let Some(bytes) = file.read_bytes(&mut buffer, found)? else { return Ok(None) };
        let text = file.decode(bytes, found);
        Ok(text.map(|text| self.read(&text, Fingerprint::of(bytes), kind)))
    }
}

impl<'a> SourceMemory<'a> {
    /// The memory of a preview is its process; that of a build that publishes is a folder; others have none.
    pub(super) fn of(
        options: &BuildOptions,
        showing: Option<&Showing<'a>>,
        setup: Fingerprint,
    ) -> Option<Self> {
        let store = match showing {
            Some(showing) => Store::Process(showing.parts),
            None if options.purpose == Purpose::Publish => Store::Folder(options.root.join(STATE_FOLDER)),
            None => return None,
        };
        Some(Self { store, setup, recalls: options.use_cache || showing.is_some() })
    }

    fn recall(&self, part: usize) -> Found {
        let bytes = match &self.store {
            Store::Folder(folder) => load_state(&sources_file(folder, part)),
            Store::Process(Parts(parts)) => lock(&parts[part]).take(),
        };
        let Some(bytes) = bytes else { return Found::Nothing };
        Shard::read(bytes, self.setup)
            .filter(|_| self.recalls)
            .map_or(Found::Useless, |known| Found::Known(Box::new(known)))
    }

    /// What is remembered of a file within one process, whatever its text is now.
    pub(super) fn outline(&self, path: &SourcePath) -> Option<ParsedSource> {
        let Store::Process(Parts(parts)) = &self.store else { return None };
        let bytes = lock(&parts[shard_of(path)]).clone()?;
        Shard::read(bytes, self.setup)?.outline(path)
    }

    /// Keeps a part, and leaves nothing of what was remembered before and is not kept.
    fn keep(&self, part: usize, found: Found, kept: &ShardWriter) -> Option<Diagnostic> {
        let (is_same, known) = match found {
            Found::Nothing => (kept.is_empty(), None),
            Found::Useless => (false, None),
            Found::Known(known) => (kept.is_as(&known), Some(*known)),
        };
        match &self.store {
            Store::Folder(_) if is_same => None,
            Store::Folder(folder) => {
                let bytes = kept.finish(known.as_ref(), self.setup);
                let written = write_state(&sources_file(folder, part), &bytes);
                written.err().map(|error| not_kept(&error))
            }
            Store::Process(Parts(parts)) => {
                let bytes = match known {
                    Some(known) if is_same => known.into_bytes(),
                    known => kept.finish(known.as_ref(), self.setup),
                };
                *lock(&parts[part]) = Some(bytes);
                None
            }
        }
    }
}

fn lock(part: &Mutex<Option<Vec<u8>>>) -> MutexGuard<'_, Option<Vec<u8>>> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sources {
    /// Reads all texts in parallel, parses and checks those that are not remembered; each text is dropped at once.
    pub(super) fn parse(
        &self,
        reading: Reading<'_>,
        memory: Option<&SourceMemory<'_>>,
        found: &mut Vec<Diagnostic>,
    ) -> Result<Parsed, BuildError> {
        let files: Vec<(SourceKind, &TextFile)> = self
            .briefings
            .iter()
            .map(|file| (SourceKind::Briefing, file))
            .chain(self.pages.iter().map(|file| (SourceKind::Page, file)))
            .collect();
        reading.progress.begin(Step::Read, files.len());
        let mut parts = vec![Vec::new(); SHARDS];
        for (number, (_, file)) in files.iter().enumerate() {
            parts[shard_of(file.path())].push(number);
        }
        let read: Vec<(Vec<Read>, Option<Diagnostic>)> = parts
            .par_iter()
            .enumerate()
            .with_max_len(1)
            .map_init(Vec::new, |buffer, (part, numbers)| {
                let read = parse_part(part, numbers, &files, reading, memory, buffer);
                reading.progress.advance(numbers.len());
                read
            })
            .collect();
        // Each result stands in its place, so that order and choice of error do not depend on the threads.
        let mut all: Vec<Option<Read>> = Vec::new();
        all.resize_with(files.len(), || None);
        let mut unkept = None;
        for (read, finding) in read {
            for read in read {
                let number = read.number;
                all[number] = Some(read);
            }
            unkept = unkept.or(finding);
        }
        found.extend(unkept);
        let mut parsed = Parsed {
            briefings: Vec::with_capacity(self.briefings.len()),
            pages: Vec::with_capacity(self.pages.len()),
            checked: all.iter().flatten().filter(|read| read.is_new).count(),
            found: Vec::with_capacity(files.len()),
        };
        for Read { number, source, mut diagnostics, .. } in all.into_iter().flatten() {
            let source = source?.map(|mut source| {
                // What was found while a text was read is nearly always nothing.
                if diagnostics.is_empty() {
                    std::mem::swap(&mut diagnostics, &mut source.diagnostics);
                }
                diagnostics.append(&mut source.diagnostics);
                source
            });
            parsed.found.push(diagnostics);
            if let Some(source) = source {
                match files[number].0 {
                    SourceKind::Briefing => parsed.briefings.push(source),
                    SourceKind::Page => parsed.pages.push(source),
                }
            }
        }
        Ok(parsed)
    }

    fn body(
        &self,
        kind: SourceKind,
        path: &SourcePath,
        fingerprint: Fingerprint,
        context: ParseContext<'_>,
        buffer: &mut Vec<u8>,
    ) -> Result<Document, LoadError> {
        let Some(file) = self.find(path) else { return Ok(Document::default()) };
        // What is wrong with the text was found when it was parsed first.
        let found = &mut Vec::new();
        let bytes = file.read_bytes(buffer, found)?.filter(|bytes| Fingerprint::of(bytes) == fingerprint);
        let text = bytes.and_then(|bytes| file.decode(bytes, found)).ok_or_else(|| file.changed())?;
        Ok(parse_source(&text, fingerprint, kind, context).document)
    }

    fn find(&self, path: &SourcePath) -> Option<&TextFile> {
        [&self.briefings, &self.pages].into_iter().find_map(|files| {
            let at = files.binary_search_by(|file| file.path().as_str().cmp(path.as_str())).ok()?;
            files.get(at)
        })
    }

    /// The text of a file as it is now; an aid, so nothing where it can not be read.
    pub(super) fn text(&self, path: &SourcePath) -> Option<SourceText> {
        self.find(path)?.read(&mut Vec::new(), &mut Vec::new()).ok()?
    }

    /// Adds to places that were only noted what the text says there, from the text as it is now.
    pub(super) fn quote<'d>(&self, found: impl Iterator<Item = &'d mut Diagnostic>) {
        let mut bare: Vec<_> = found
            .flat_map(|found| found.places_mut())
            .filter(|place| place.excerpt.is_none() && !place.is_whole())
            .collect();
        bare.sort_by(|a, b| a.path.cmp(&b.path));
        bare.par_chunk_by_mut(|a, b| a.path == b.path).for_each(|places| {
            let Some(file) = places.first().and_then(|place| self.find(&place.path)) else { return };
            // An excerpt only helps: a file that can not be read any more leaves its places without one.
            if let Ok(Some(text)) = file.read(&mut Vec::new(), &mut Vec::new()) {
                for place in places.iter_mut() {
                    text.quote(place);
                }
            }
        });
    }
}

impl Material<'_> {
    /// Parses again what a task will show and of which only the outline was remembered.
    pub(super) fn bodies(&self, plan: &Plan, schedule: &Schedule) -> Result<Bodies, BuildError> {
        let Self { site, sources, glossary, .. } = *self;
        let context = ParseContext { config: &site.config, registries: &site.registries, glossary };
        let stale = plan.tasks.iter().zip(&schedule.reasons).filter(|(_, reason)| reason.is_some());
        let wanted: Vec<_> = stale.filter_map(|(task, _)| outline_of(site, task.subject)).collect();
        let bodies: Result<Vec<(SourcePath, Document)>, LoadError> = wanted
            .par_iter()
            .map_init(Vec::new, |buffer, (kind, path, fingerprint)| {
                let document = sources.body(*kind, path, *fingerprint, context, buffer)?;
                Ok(((*path).clone(), document))
            })
            .collect();
        Ok(bodies?.into_iter().collect())
    }
}

/// The text that a task shows, where only its outline is known.
fn outline_of(site: &Site, subject: Subject) -> Option<(SourceKind, &SourcePath, Fingerprint)> {
    match subject {
        Subject::Briefing(at) => of_briefing(&site.briefings[at as usize]),
        Subject::Withdrawn(at) => of_briefing(&site.withdrawn[at as usize]),
        Subject::Page(at) => {
            let page = &site.pages[at as usize];
            page.document.is_outline.then_some((SourceKind::Page, &page.source, page.fingerprint))
        }
        _ => None,
    }
}

fn of_briefing(briefing: &Briefing) -> Option<(SourceKind, &SourcePath, Fingerprint)> {
    briefing.document.is_outline.then_some((SourceKind::Briefing, &briefing.source, briefing.fingerprint))
}

/// Reads the texts of one part; keeps what is found of them, if anything is new.
fn parse_part(
    part: usize,
    numbers: &[usize],
    files: &[(SourceKind, &TextFile)],
    reading: Reading<'_>,
    memory: Option<&SourceMemory<'_>>,
    buffer: &mut Vec<u8>,
) -> (Vec<Read>, Option<Diagnostic>) {
    let mut before = memory.map_or(Found::Nothing, |memory| memory.recall(part));
    let mut kept = ShardWriter::default();
    let read = numbers.iter().map(|number| {
        let (kind, file) = files[*number];
        let mut is_new = false;
        let (source, diagnostics) = collecting(|found| {
            let Some(bytes) = file.read_bytes(buffer, found)? else { return Ok(None) };
            let fingerprint = Fingerprint::of(bytes);
            if let Found::Known(known) = &mut before
                && let Some(source) = known.recall(file.path(), fingerprint)
            {
                kept.keep_recalled(file.path(), fingerprint);
                return Ok(Some(source));
            }
            let Some(text) = file.decode(bytes, found) else { return Ok(None) };
            let mut source = reading.read(&text, fingerprint, kind);
            is_new = true;
            source.diagnostics.append(found);
            if memory.is_some() && !is_purged(&source) && Guard::may_be_kept(&source.diagnostics) {
                kept.keep(&source);
            }
            Ok(Some(source))
        });
        Read { number: *number, source, is_new, diagnostics }
    });
    let read: Vec<Read> = read.collect();
    let finding = memory.and_then(|memory| memory.keep(part, before, &kept));
    (read, finding)
}

/// What was purged leaves nothing behind, in no place.
fn is_purged(source: &ParsedSource) -> bool {
    let state = source.readable().and_then(|front| front.lifecycle.state.as_ref());
    state.is_some_and(|state| state.value == LifecycleState::Purged)
}
