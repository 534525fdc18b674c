//! A part of what is remembered: the texts whose paths fall into it. One changed text costs the writing of one part.

use std::collections::HashMap;
use std::ops::Range;

use super::Kept;
use super::reader::{Names, Reader};
use super::source::{put_source, take_source};
use super::writer::Writer;
use crate::parse::ParsedSource;
use crate::source::{Fingerprint, SourcePath};

/// In how many parts what is remembered is kept.
pub const SHARDS: usize = 64;

const TITLE: &[u8] = b"briefpress-sources 1\n";

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
        let mut reader = Reader::new(rest, &path, &mut names);
        if Fingerprint::take(&mut reader)? != setup {
            return None;
        }
        let count = reader.length()?;
        let mut entries = HashMap::with_capacity(count);
        for _ in 0..count {
            let path = reader.text()?;
            let fingerprint = Fingerprint::take(&mut reader)?;
            let length = reader.length()?;
            let end = bytes.len() - reader.left();
            reader.bytes(length)?;
            entries.insert(path.into(), (fingerprint, end..end + length));
        }
        reader.is_empty().then_some(Self { bytes, entries, names })
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

    /// What is remembered of a file, if its bytes are the same; also as it is kept.
    pub fn recall(&mut self, path: &SourcePath, fingerprint: Fingerprint) -> Option<(ParsedSource, &[u8])> {
        let (_, range) = self.entries.get(path.as_str()).filter(|(known, _)| *known == fingerprint)?;
        let kept = self.bytes.get(range.clone())?;
        let source = take_source(&mut Reader::new(kept, path, &mut self.names), fingerprint)?;
        Some((source, kept))
    }
}

/// A part in the making.
#[derive(Debug, Default)]
pub struct ShardWriter {
    count: usize,
    entries: Vec<u8>,
    scratch: Vec<u8>,
}

impl ShardWriter {
    /// How many texts it remembers.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it remembers none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Keeps a source that was parsed.
    pub fn keep(&mut self, source: &ParsedSource) {
        let mut bytes = std::mem::take(&mut self.scratch);
        bytes.clear();
        put_source(source, &mut Writer::new(&mut bytes, &source.path));
        self.keep_again(&source.path, source.fingerprint, &bytes);
        self.scratch = bytes;
    }

    /// Keeps what was recalled.
    pub fn keep_again(&mut self, path: &SourcePath, fingerprint: Fingerprint, kept: &[u8]) {
        self.count += 1;
        let mut to = Writer::new(&mut self.entries, path);
        to.text(path.as_str());
        fingerprint.put(&mut to);
        to.number(kept.len() as u64);
        to.bytes(kept);
    }

    /// The part as bytes.
    pub fn finish(self, setup: Fingerprint) -> Vec<u8> {
        let path = SourcePath::new("");
        let mut bytes = Vec::with_capacity(TITLE.len() + 80 + self.entries.len());
        let mut to = Writer::new(&mut bytes, &path);
        to.bytes(TITLE);
        to.bytes(&[0; 32]);
        setup.put(&mut to);
        to.number(self.count as u64);
        to.bytes(&self.entries);
        let (head, rest) = bytes.split_at_mut(TITLE.len() + 32);
        head[TITLE.len()..].copy_from_slice(Fingerprint::of(rest).as_bytes());
        bytes
    }
}
