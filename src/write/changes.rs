//! What a build would change for the public: the outputs of a plan against what a manifest says is there.

use std::io;
use std::path::Path;

use rustix::io::Errno;

use super::disk::Folder;
use super::manifest::ManifestError;
use super::target::{self, Holding};
use super::{Manifest, Refusal, WriteError};
use crate::source::{Fingerprint, OutputPath};

/// The difference between what is published and what would be; paths relative to the output, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// What would be new.
    pub added: Vec<String>,
    /// What would have another content.
    pub changed: Vec<String>,
    /// What would be gone.
    pub removed: Vec<String>,
    /// How many files would stay as they are.
    pub unchanged: usize,
}

impl Changes {
    /// Compares; an output that holds nothing yet has no manifest.
    pub fn between(before: Option<&Manifest>, after: &[(OutputPath, Fingerprint)]) -> Self {
        let mut changes = Self::default();
        for (path, fingerprint) in after {
            match before.and_then(|before| before.get(path.as_str())) {
                None => changes.added.push(path.to_string()),
                Some(entry) if entry.fingerprint == *fingerprint => changes.unchanged += 1,
                Some(_) => changes.changed.push(path.to_string()),
            }
        }
        let stays: std::collections::HashSet<&str> = after.iter().map(|(path, _)| path.as_str()).collect();
        let gone = before.into_iter().flat_map(Manifest::entries).map(|entry| entry.path);
        changes.removed = gone.filter(|path| !stays.contains(path)).map(str::to_owned).collect();
        changes.added.sort_unstable();
        changes.changed.sort_unstable();
        changes
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// Reads the manifest of an output folder; `None` where nothing was published there yet. A folder that a build would
/// refuse, because somebody else's files are in it or the manifest is damaged, is an error here too.
pub fn read_manifest(output: &Path) -> Result<Option<Manifest>, WriteError> {
    let folder = match Folder::open(output) {
        Ok(folder) => folder,
        Err(Errno::NOENT) => return Ok(None),
        Err(Errno::NOTDIR) => {
            return Err(WriteError::Refused { output: output.to_owned(), why: Refusal::File });
        }
        Err(errno) => return Err(WriteError::new(output, errno.into())),
    };
    Ok(match target::holding(&folder, output, None)? {
        Holding::Empty => None,
        Holding::Ours(manifest, _) => Some(manifest),
    })
}

/// Reads a file of an output by its path there; `None` where it is not there any more.
pub fn read_published(output: &std::path::Path, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
    let file = output.join(path);
    match std::fs::read(&file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(WriteError::new(&file, cause)),
    }
}

/// Reads a manifest that was put aside.
pub fn read_saved_manifest(file: &Path) -> Result<Manifest, WriteError> {
    let fail = |cause| WriteError::Incomparable { file: file.to_owned(), cause };
    let text = std::fs::read(file).map_err(fail)?;
    String::from_utf8(text).map_err(|_| ManifestError::Damaged).and_then(Manifest::read).map_err(|why| {
        let why = match why {
            ManifestError::Newer => "a later version of briefpress wrote it",
            ManifestError::Damaged => "it is cut or damaged, or is no list of what briefpress wrote",
        };
        fail(io::Error::new(io::ErrorKind::InvalidData, why))
    })
}
