//! A part of what is remembered: the texts whose paths fall into it. One changed text costs the writing of one part.

use std::ops::Range;

use ahash::{HashMap, HashMapExt as _};

use super::Kept;
use super::reader::{Names, Reader};
use super::source::{put_source, take_source};
use super::writer::Writer;
use crate::parse::ParsedSource;
use crate::source::{Fingerprint, SourcePath};

/// In how many parts what is remembered is kept.
pub const SHARDS: usize = 64;

const TITLE: &[u8] = b"briefpress-sources 2\n";

/// The part that a file belongs to.
pub fn shard_of(path: &SourcePath) -> usize {
    usize::from(Fingerprint::of(path.as_str().as_bytes()).as_bytes()[0]) % SHARDS
}

/// What one part remembers.
#[derive(Debug)]
pub struct Shard {
    bytes: Vec<u8>,
    entries: HashMap<Box<str>, (Fingerprint, Range<usize>)>,
    names: Names,
}

impl Shard {
    /// Reads a part. `None` where it is damaged, of another version, or was made under another setup.
    pub fn read(bytes: Vec<u8>, setup: Fingerprint) -> Option<Self> {
        let (checksum, rest) = bytes.strip_prefix(TITLE)?.split_at_checked(32)?;
        if Fingerprint::of(rest).as_bytes() != checksum {
            return None;
        }
        let path = SourcePath::new("");
        let mut names = Names::default();
        let (mut reader, kept) = Reader::new(rest, &path, &mut names)?;
        if Fingerprint::take(&mut reader)? != setup {
            return None;
        }
        let count = reader.length()?;
        let mut entries = HashMap::with_capacity(count);
        let mut from = bytes.len() - kept.len();
        for _ in 0..count {
            let path = reader.text()?;
            let fingerprint = Fingerprint::take(&mut reader)?;
            let length = usize::try_from(reader.number()?).ok()?;
            let to = from.checked_add(length)?;
            entries.insert(path.into(), (fingerprint, from..to));
            from = to;
        }
        (reader.is_empty() && from == bytes.len()).then_some(Self { bytes, entries, names })
    }

    /// How many texts it remembers.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it remembers none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The part as it was read.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// What is remembered of a file, if its bytes are the same.
    pub fn recall(&mut self, path: &SourcePath, fingerprint: Fingerprint) -> Option<ParsedSource> {
        let (_, range) = self.entries.get(path.as_str()).filter(|(known, _)| *known == fingerprint)?;
        let kept = self.bytes.get(range.clone())?;
        let (mut reader, rest) = Reader::new(kept, path, &mut self.names)?;
        take_source(&mut reader, fingerprint).filter(|_| rest.is_empty())
    }

    /// What is remembered of a file, whatever its bytes are now.
    pub fn outline(&mut self, path: &SourcePath) -> Option<ParsedSource> {
        let (fingerprint, _) = self.entries.get(path.as_str())?;
        self.recall(path, *fingerprint)
    }

    fn kept(&self, path: &SourcePath) -> Option<&[u8]> {
        let (_, range) = self.entries.get(path.as_str())?;
        self.bytes.get(range.clone())
    }
}

/// A part in the making.
#[derive(Debug, Default)]
pub struct ShardWriter {
    entries: Vec<(SourcePath, Fingerprint, Entry)>,
}

/// What a part keeps of a text.
#[derive(Debug)]
enum Entry {
    /// The same as before.
    Recalled,
    New(Vec<u8>),
}

impl ShardWriter {
    /// Keeps a source that was parsed.
    pub fn keep(&mut self, source: &ParsedSource) {
        let mut writer = Writer::new(&source.path);
        put_source(source, &mut writer);
        let mut bytes = Vec::new();
        writer.finish(&mut bytes);
        self.entries.push((source.path.clone(), source.fingerprint, Entry::New(bytes)));
    }

    /// Keeps what was recalled as it is.
    pub fn keep_recalled(&mut self, path: &SourcePath, fingerprint: Fingerprint) {
        self.entries.push((path.clone(), fingerprint, Entry::Recalled));
    }

    /// Whether it keeps neither more nor less than what was recalled.
    pub fn is_as(&self, known: &Shard) -> bool {
        let all = self.entries.iter().all(|(_, _, entry)| matches!(entry, Entry::Recalled));
        all && self.entries.len() == known.len()
    }

    /// Whether it keeps nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The part as bytes; `known` has what was recalled.
    pub fn finish(&self, known: Option<&Shard>, setup: Fingerprint) -> Vec<u8> {
        let none = SourcePath::new("");
        let mut head = Writer::new(&none);
        setup.put(&mut head);
        head.number(self.entries.len() as u64);
        let mut all: Vec<&[u8]> = Vec::with_capacity(self.entries.len());
        for (path, fingerprint, entry) in &self.entries {
            let kept = match entry {
                Entry::New(bytes) => bytes,
                // An entry that is gone reads as damaged, and is made anew.
                Entry::Recalled => known.and_then(|known| known.kept(path)).unwrap_or_default(),
            };
            head.text(path.as_str());
            fingerprint.put(&mut head);
            head.number(kept.len() as u64);
            all.push(kept);
        }
        let room =
            TITLE.len() + 96 + self.entries.len() * 128 + all.iter().map(|kept| kept.len()).sum::<usize>();
        let mut bytes = Vec::with_capacity(room);
        bytes.extend_from_slice(TITLE);
        bytes.extend_from_slice(&[0; 32]);
        head.finish(&mut bytes);
        for kept in all {
            bytes.extend_from_slice(kept);
        }
        let (head, rest) = bytes.split_at_mut(TITLE.len() + 32);
        head[TITLE.len()..].copy_from_slice(Fingerprint::of(rest).as_bytes());
        bytes
    }
}
