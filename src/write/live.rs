//! What is at the output's place before a build, and whether it still is as it was written.

use rustix::io::Errno;

use super::WriteError;
use super::disk::{self, Folder, Status};
use super::manifest::{Manifest, ManifestEntry};
use super::target::{self, Holding, Target};
use crate::source::Fingerprint;

/// What is at the output's place before the build.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) folder: Folder,
    pub(super) status: Status,
    /// Nothing where the folder counts as empty.
    pub(super) manifest: Option<Manifest>,
    /// What is known of the manifest's own file.
    written: Status,
}

/// What is at the output's place; nothing if it does not exist. `seen` is what was there a moment ago.
pub(super) fn open_live(target: &Target, seen: Option<Live>) -> Result<Option<Live>, WriteError> {
    let path = target.path();
    let fail = |errno: Errno| WriteError::new(&path, errno.into());
    let folder = match Folder::open(&path) {
        Ok(folder) => folder,
        Err(Errno::NOENT) => return Ok(None),
        Err(errno) => return Err(fail(errno)),
    };
    let status = folder.own_status().map_err(fail)?;
    let (manifest, written) =
        match target::holding(&folder, &target.named, seen.and_then(|live| live.manifest))? {
            Holding::Empty => (None, status),
            Holding::Ours(manifest, written) => (Some(manifest), written),
        };
    Ok(Some(Live { folder, status, manifest, written }))
}

impl Live {
    /// Finds out what of the manifest is no longer so.
    pub(super) fn verified(mut self) -> Self {
        if let Some(manifest) = &mut self.manifest {
            manifest.verify(|entry| is_intact(&self.folder, entry, self.written));
        }
        self
    }
}

/// Whether a live file is as it was written. A file that was changed after the manifest was written is read;
/// the others are believed, for nothing but a build writes here.
fn is_intact(folder: &Folder, entry: ManifestEntry<'_>, manifest: Status) -> bool {
    let path = entry.path.as_bytes();
    let Ok(status) = folder.status(path) else { return false };
    if !status.is_file || status.size != entry.size {
        return false;
    }
    if status.modified <= manifest.modified {
        return true;
    }
    let mut hasher = blake3::Hasher::new();
    let read = folder.read_file(path).map_err(std::io::Error::from).and_then(|mut file| {
        disk::read_blocks(&mut file, |block| {
            hasher.update(block);
            Ok(())
        })
    });
    read.is_ok() && Fingerprint::from_hasher(&hasher) == entry.fingerprint
}
