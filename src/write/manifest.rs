//! The list of what was written: which files of the output are ours, and what is in them.

use crate::source::Fingerprint;

/// The name of the manifest in the output folder.
pub(super) const MANIFEST: &str = ".briefpress-manifest";

const TITLE: &str = "briefpress-manifest";
const VERSION: &str = "1";

/// What a generation of the output holds: path, hash and size of every file that was written.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    text: String,
    entries: Vec<Row>,
}

/// One line; the path is a range of the text, so that a large manifest is two allocations.
#[derive(Debug, Clone)]
struct Row {
    path: std::ops::Range<usize>,
    fingerprint: Fingerprint,
    size: u64,
    intact: bool,
}

/// One file of a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ManifestEntry<'a> {
    /// Relative to the output folder.
    pub path: &'a str,
    /// The hash of its bytes.
    pub fingerprint: Fingerprint,
    /// Its length in bytes.
    pub size: u64,
}

/// Why a manifest could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ManifestError {
    /// A later version of this program wrote it.
    Newer,
    /// It is cut or damaged.
    Damaged,
}

impl Manifest {
    /// Reads a manifest; `None` when it is cut, damaged or of another version.
    pub fn parse(text: String) -> Option<Self> {
        Self::read(text).ok()
    }

    pub(super) fn read(text: String) -> Result<Self, ManifestError> {
        let first = text.split('\n').next().unwrap_or_default();
        let mut words = first.split(' ');
        if words.next() != Some(TITLE) {
            return Err(ManifestError::Damaged);
        }
        if words.next().ok_or(ManifestError::Damaged)? != VERSION {
            return Err(ManifestError::Newer);
        }
        let count: usize = words.next().and_then(|word| word.parse().ok()).ok_or(ManifestError::Damaged)?;
        let mut entries = Vec::with_capacity(count.min(text.len() / 68));
        let mut at = first.len() + 1;
        while at < text.len() {
            let end = text[at..].find('\n').map(|length| at + length).ok_or(ManifestError::Damaged)?;
            entries.push(read_row(&text, at, end).ok_or(ManifestError::Damaged)?);
            at = end + 1;
        }
        let manifest = Self { text, entries };
        let sorted = manifest.entries.windows(2).all(|two| manifest.path(&two[0]) < manifest.path(&two[1]));
        if sorted && manifest.entries.len() == count { Ok(manifest) } else { Err(ManifestError::Damaged) }
    }

    /// Writes a manifest of entries that are sorted by path.
    pub(super) fn write<'a>(entries: impl ExactSizeIterator<Item = ManifestEntry<'a>>) -> String {
        use std::fmt::Write as _;
        let mut text = String::with_capacity(64 + entries.len() * 128);
        // Writing to a string can not fail.
        let _ = writeln!(text, "{TITLE} {VERSION} {}", entries.len());
        for entry in entries {
            text.push_str(&entry.fingerprint.to_hex());
            let _ = writeln!(text, " {} {}", entry.size, entry.path);
        }
        text
    }

    /// What stands under a path, if it stands there unharmed.
    pub fn get(&self, path: &str) -> Option<ManifestEntry<'_>> {
        self.find(path).filter(|row| row.intact).map(|row| self.entry(row))
    }

    /// Whether the path was written by this program, harmed or not.
    pub fn owns(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// Every file that was written, sorted by path.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = ManifestEntry<'_>> {
        self.entries.iter().map(|row| self.entry(row))
    }

    /// The hash of the manifest: it names one generation of an output.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.text.as_bytes())
    }

    /// The manifest as it was read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it names no file.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Marks what the test says is not there any more as it was written.
    pub(super) fn verify(&mut self, is_intact: impl Fn(ManifestEntry<'_>) -> bool + Sync) {
        use rayon::prelude::*;
        let text = &self.text;
        self.entries.par_iter_mut().with_min_len(64).for_each(|row| {
            let path = &text[row.path.clone()];
            row.intact = is_intact(ManifestEntry { path, fingerprint: row.fingerprint, size: row.size });
        });
    }

    fn find(&self, path: &str) -> Option<&Row> {
        let at = self.entries.binary_search_by(|row| self.path(row).cmp(path)).ok()?;
        self.entries.get(at)
    }

    fn path(&self, row: &Row) -> &str {
        &self.text[row.path.clone()]
    }

    fn entry(&self, row: &Row) -> ManifestEntry<'_> {
        ManifestEntry { path: self.path(row), fingerprint: row.fingerprint, size: row.size }
    }
}

/// `hash size path`. A path that leads out of the folder must not become a file to remove.
fn read_row(text: &str, start: usize, end: usize) -> Option<Row> {
    let line = &text[start..end];
    let (hash, rest) = line.split_once(' ')?;
    let (size, path) = rest.split_once(' ')?;
    if !crate::source::OutputPath::is_safe(path) {
        return None;
    }
    Some(Row {
        path: end - path.len()..end,
        fingerprint: Fingerprint::from_hex(hash)?,
        size: size.parse().ok()?,
        intact: true,
    })
}
