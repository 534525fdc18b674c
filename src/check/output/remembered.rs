//! What one build remembers of its outputs for the next: findings, identifiers and where links lead, for each.
//!
//! Header, footer and navigation are the same on most pages, so what they name is kept once and pages refer to it; the
//! rest is four bytes for each link. What can not be read counts as nothing: everything is then made anew.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::addresses::{AsItIs, hash_of};
use super::findings::{Found, Part, Question};
use super::seen::{Marks, Seen};
use crate::check::find_rule;
use crate::diagnostic::{Diagnostic, Severity, Statement};
use crate::source::{ByteReader, Excerpt, Fingerprint, Place, SourcePath, put_number, put_text};

const TITLE: &[u8] = b"briefpress-pages 3\n";

type Index = HashMap<u64, Entry, BuildHasherDefault<AsItIs>>;

/// What is remembered of every output of a build.
#[derive(Debug, Default)]
pub struct RememberedPages {
    bytes: Vec<u8>,
    addresses: Vec<u32>,
    frames: Vec<Marks>,
    pages: Index,
    /// Bytes before the body: of which output it is true, and the hash of the body.
    from: usize,
}

/// Where in the bytes an output stands.
#[derive(Debug, Clone, Copy)]
struct Entry {
    frame: usize,
    from: usize,
}

impl RememberedPages {
    /// Reads what was kept for an output with this manifest; `None` where it is damaged, or true of another one.
    pub fn read(bytes: Vec<u8>, manifest: Fingerprint) -> Option<Self> {
        let rest = bytes.strip_prefix(TITLE)?.strip_prefix(manifest.as_bytes().as_slice())?;
        let (hash, body) = rest.split_at_checked(manifest.as_bytes().len())?;
        if Fingerprint::of(body).as_bytes().as_slice() != hash {
            return None;
        }
        let from = bytes.len() - body.len();
        Self::index(bytes, from)
    }

    fn index(bytes: Vec<u8>, from: usize) -> Option<Self> {
        let mut reader = ByteReader::new(bytes.get(from..)?);
        let addresses = reader.numbers()?;
        let frames = reader.list(ByteReader::marks)?;
        let count = reader.count()?;
        let mut pages = Index::with_capacity_and_hasher(count, BuildHasherDefault::default());
        for _ in 0..count {
            let path = reader.text()?;
            let frame = reader.number()? as usize;
            let length = reader.count()?;
            pages.insert(hash_of(path), Entry { frame, from: bytes.len() - reader.left() });
            reader.take(length)?;
        }
        Some(Self { bytes, addresses, frames, pages, from })
    }

    /// As it is written for the next build, once the manifest of the output is known.
    pub fn to_bytes(&self, manifest: Fingerprint) -> Vec<u8> {
        [TITLE, manifest.as_bytes(), Fingerprint::of(self.body()).as_bytes(), self.body()].concat()
    }

    /// Whether another one says the same.
    pub fn is_same(&self, other: &Self) -> bool {
        self.body() == other.body()
    }

    /// The bytes without what says of which output they are true.
    fn body(&self) -> &[u8] {
        &self.bytes[self.from..]
    }

    /// What is known of an output.
    pub(super) fn find(&self, output: &str) -> Option<Seen> {
        let entry = self.pages.get(&hash_of(output))?;
        let mut reader = ByteReader::new(self.bytes.get(entry.from..)?);
        let frame = self.frames.get(entry.frame)?.clone();
        Some(Seen {
            own: reader.marks()?,
            placed: reader.list(ByteReader::diagnostic)?,
            loose: reader.list(ByteReader::found)?,
            questions: reader.list(ByteReader::question)?,
            outside: Vec::new(),
            frame,
        })
    }

    /// Addresses that are there now and were not, or were and are not; sorted.
    pub(super) fn changed_addresses(&self, now: &[u32]) -> Vec<u32> {
        let gone = self.addresses.iter().filter(|hash| now.binary_search(hash).is_err());
        let come = now.iter().filter(|hash| self.addresses.binary_search(hash).is_err());
        let mut changed: Vec<u32> = gone.chain(come).copied().collect();
        changed.sort_unstable();
        changed
    }

    /// Whether an output leads to one of some addresses, or that can not be told.
    pub(super) fn names_any(&self, output: &str, addresses: &[u32]) -> bool {
        let Some(entry) = self.pages.get(&hash_of(output)) else { return false };
        let mut reader = ByteReader::new(self.bytes.get(entry.from..).unwrap_or_default());
        let (Some(frame), Some(own)) = (self.frames.get(entry.frame), reader.marks()) else {
            return true;
        };
        frame.targets.iter().chain(&own.targets).any(|target| addresses.binary_search(target).is_ok())
    }
}

/// Writes what is remembered.
pub(super) struct Writer {
    addresses: Vec<u32>,
    frames: Vec<Marks>,
    numbers: ahash::HashMap<Marks, usize>,
    pages: Vec<u8>,
    count: usize,
    entry: Vec<u8>,
}

impl Writer {
    pub(super) fn new(addresses: Vec<u32>) -> Self {
        Self {
            addresses,
            frames: Vec::new(),
            numbers: ahash::HashMap::default(),
            pages: Vec::new(),
            count: 0,
            entry: Vec::new(),
        }
    }

    /// Adds an output.
    pub(super) fn put(&mut self, output: &str, seen: &Seen) {
        let frame = if let Some(known) = self.numbers.get(&seen.frame) {
            *known
        } else {
            let number = self.frames.len();
            self.frames.push(seen.frame.clone());
            self.numbers.insert(seen.frame.clone(), number);
            number
        };
        self.entry.clear();
        let entry = &mut self.entry;
        put_marks(entry, &seen.own);
        put_list(entry, &seen.placed, put_diagnostic);
        put_list(entry, &seen.loose, put_found);
        put_list(entry, &seen.questions, |to, question| {
            put_text(to, &question.path);
            put_text(to, &question.part);
            put_found(to, &question.found);
        });
        put_text(&mut self.pages, output);
        put_number(&mut self.pages, frame);
        put_number(&mut self.pages, self.entry.len());
        self.pages.extend_from_slice(&self.entry);
        self.count += 1;
    }

    pub(super) fn finish(self) -> RememberedPages {
        let mut bytes = Vec::with_capacity(self.pages.len() + self.addresses.len() * 4 + 1024);
        put_numbers(&mut bytes, &self.addresses);
        put_list(&mut bytes, &self.frames, put_marks);
        put_number(&mut bytes, self.count);
        bytes.extend_from_slice(&self.pages);
        RememberedPages::index(bytes, 0).unwrap_or_default()
    }
}

fn put_numbers(to: &mut Vec<u8>, numbers: &[u32]) {
    put_number(to, numbers.len());
    to.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn put_marks(to: &mut Vec<u8>, marks: &Marks) {
    put_numbers(to, &marks.targets);
    put_numbers(to, &marks.ids);
}

fn put_option<T>(to: &mut Vec<u8>, value: Option<&T>, put: impl FnOnce(&mut Vec<u8>, &T)) {
    to.push(u8::from(value.is_some()));
    if let Some(value) = value {
        put(to, value);
    }
}

fn put_list<T>(to: &mut Vec<u8>, list: &[T], put: impl Fn(&mut Vec<u8>, &T)) {
    put_number(to, list.len());
    for item in list {
        put(to, item);
    }
}

fn put_diagnostic(to: &mut Vec<u8>, diagnostic: &Diagnostic) {
    let Statement { code, severity, owner: _, message, place, label, related, help, notes } = &**diagnostic;
    put_text(to, code.0);
    to.push(
        Severity::ALL
            .iter()
            .position(|known| known == severity)
            .and_then(|at| u8::try_from(at).ok())
            .unwrap_or(0),
    );
    put_text(to, message);
    put_option(to, place.as_ref(), put_place);
    put_option(to, label.as_ref(), |to, text| put_text(to, text));
    put_list(to, related, |to, (place, label)| {
        put_place(to, place);
        put_text(to, label);
    });
    put_option(to, help.as_ref(), |to, text| put_text(to, text));
    put_list(to, notes, |to, note| put_text(to, note));
}

fn put_place(to: &mut Vec<u8>, place: &Place) {
    let Place { path, line, column, end_line, end_column, excerpt } = place;
    put_text(to, path.as_str());
    for number in [line, column, end_line, end_column] {
        put_number(to, *number as usize);
    }
    put_option(to, excerpt.as_deref(), |to, excerpt| {
        let Excerpt { text, mark, cut_left } = excerpt;
        put_text(to, text);
        put_number(to, mark.start);
        put_number(to, mark.end);
        to.push(u8::from(*cut_left));
    });
}

fn put_found(to: &mut Vec<u8>, found: &Found) {
    let Found { diagnostic, clues, nth, part } = found;
    put_diagnostic(to, diagnostic);
    put_list(to, clues, |to, clue| put_text(to, clue));
    put_number(to, *nth as usize);
    to.push(match part {
        Part::Main => 0,
        Part::Frame => 1,
        Part::Template => 2,
    });
}

/// Reads what the functions above write.
impl ByteReader<'_> {
    fn numbers(&mut self) -> Option<Vec<u32>> {
        let length = self.count()?;
        let bytes = self.take(length.checked_mul(4)?)?;
        Some(bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number)).collect())
    }

    fn marks(&mut self) -> Option<Marks> {
        Some(Marks { targets: self.numbers()?, ids: self.numbers()? })
    }

    fn owned(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    #[expect(clippy::option_option, reason = "the outer one tells that the bytes are damaged")]
    fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Some(None) }
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count()?;
        (0..count).map(|_| read(self)).collect()
    }

    fn diagnostic(&mut self) -> Option<Diagnostic> {
        let rule = find_rule(self.text()?)?;
        let severity = *Severity::ALL.get(usize::from(self.byte()?))?;
        let mut diagnostic = Diagnostic::new(severity, rule.code, self.owned()?);
        diagnostic.place = self.option(Self::place)?;
        diagnostic.label = self.option(Self::owned)?;
        diagnostic.related = self.list(|from| Some((from.place()?, from.owned()?)))?;
        diagnostic.help = self.option(Self::owned)?.map(Cow::Owned);
        diagnostic.notes = self.list(|from| from.owned().map(Cow::Owned))?;
        Some(diagnostic)
    }

    fn place(&mut self) -> Option<Place> {
        let path = SourcePath::new(self.text()?);
        let (line, column) = (self.number()?, self.number()?);
        let (end_line, end_column) = (self.number()?, self.number()?);
        let excerpt = self.option(|from| {
            let text = from.text()?.into();
            let mark = from.number()? as usize..from.number()? as usize;
            Some(Box::new(Excerpt { text, mark, cut_left: from.flag()? }))
        })?;
        Some(Place { path, line, column, end_line, end_column, excerpt })
    }

    fn found(&mut self) -> Option<Found> {
        Some(Found {
            diagnostic: self.diagnostic()?,
            clues: self.list(Self::owned)?,
            nth: self.number()?,
            part: match self.byte()? {
                0 => Part::Main,
                1 => Part::Frame,
                2 => Part::Template,
                _ => return None,
            },
        })
    }

    fn question(&mut self) -> Option<Question> {
        Some(Question { path: self.owned()?, part: self.owned()?, found: self.found()? })
    }
}
