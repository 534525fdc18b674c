//! The folder beside the output in which a generation is made, and the lock in it.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;

use rustix::fs::FlockOperation;
use rustix::io::Errno;

use super::disk::{Folder, Status, write_whole};
use super::stamp::STAMP;
use super::target::Target;
use super::tree::remove_tree;
use super::{Refusal, WriteError};

/// The generation in the making, below the work folder; between builds it is the spare.
pub(super) const NEXT: &[u8] = b"next";
/// What was live, in the moment between two renames where they can not be exchanged at once.
pub(super) const PREVIOUS: &[u8] = b"previous";

const LOCK: &[u8] = b"lock";
const NOTICE: &[u8] = b"README";
const NOTICE_TEXT: &[u8] = b"Briefpress prepares the next edition of the site beside this file.\n\
    While no build runs this folder can be deleted; it only saves time.\n";
const SUFFIX: &str = ".briefpress";

/// An open work folder; nobody else works in it while this value lives.
#[derive(Debug)]
pub(super) struct WorkFolder {
    pub(super) folder: Folder,
    pub(super) path: PathBuf,
    name: Vec<u8>,
    lock: File,
    /// Whether it was made for this build.
    is_new: bool,
}

/// The name of the work folder of an output.
pub(super) fn work_folder_name(output: &OsStr) -> Vec<u8> {
    [b".", output.as_bytes(), SUFFIX.as_bytes()].concat()
}

/// Whether a folder of this name may be a work folder.
pub(super) fn is_work_folder_name(name: &OsStr) -> bool {
    let name = name.as_bytes();
    name.len() > SUFFIX.len() + 1
        && name.starts_with(b".")
        && name.to_ascii_lowercase().ends_with(SUFFIX.as_bytes())
}

impl WorkFolder {
    /// Opens the work folder of an output and locks it.
    pub(super) fn open(parent: &Folder, target: &Target) -> Result<Self, WriteError> {
        let name = work_folder_name(&target.name);
        let path = target.parent.join(OsString::from_vec(name.clone()));
        let fail = |errno: Errno| match WriteError::new(&path, errno.into()) {
            // Of a disk that can only be read the output says more than a folder nobody knows.
            WriteError::ReadOnly { .. } => WriteError::ReadOnly { path: target.path() },
            other => other,
        };
        // Another build may remove its own work folder between our opening and our locking it.
        for _ in 0..100 {
            let is_new = match parent.make_private_folder(&name) {
                Ok(()) => true,
                Err(Errno::EXIST) => false,
                // The folder that the output lies in is what can not be written to.
                Err(errno) => return Err(WriteError::new(&target.parent, errno.into())),
            };
            let folder = match parent.open_below(&name) {
                Ok(folder) => folder,
                Err(Errno::NOENT) => continue,
                Err(Errno::NOTDIR | Errno::LOOP) => {
                    return Err(WriteError::Refused { output: path, why: Refusal::File });
                }
                Err(errno) => return Err(fail(errno)),
            };
            check_ours(&folder, &path)?;
            let lock = match folder.read_write_file(LOCK) {
                Ok(lock) => lock,
                Err(Errno::NOENT) => continue,
                Err(errno) => return Err(fail(errno)),
            };
            match rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {}
                Err(Errno::WOULDBLOCK) => {
                    return Err(WriteError::Locked {
                        output: target.named.clone(),
                        holder: read_holder(lock),
                    });
                }
                Err(errno) => return Err(fail(errno)),
            }
            let work = Self { folder, path: path.clone(), name: name.clone(), lock, is_new };
            if work.is_current(parent) {
                work.settle().map_err(|cause| WriteError::new(&target.path(), cause))?;
                return Ok(work);
            }
        }
        Err(WriteError::Locked { output: target.named.clone(), holder: None })
    }

    /// Whether the folder and the lock are still the ones that others find under their names.
    fn is_current(&self, parent: &Folder) -> bool {
        let same = |found: Result<Status, Errno>, own: Result<Status, Errno>| matches!((found, own), (Ok(found), Ok(own)) if found.is_same(&own));
        let lock = rustix::fs::fstat(&self.lock);
        same(parent.status(&self.name), self.folder.own_status())
            && matches!((self.folder.status(LOCK), lock), (Ok(found), Ok(own)) if found.is_same(&Status::new(&own)))
    }

    /// Writes down who holds the lock, and what the folder is for.
    fn settle(&self) -> std::io::Result<()> {
        let mut lock = &self.lock;
        lock.set_len(0)?;
        lock.seek(SeekFrom::Start(0))?;
        writeln!(lock, "{}", std::process::id())?;
        for (name, text) in [(NOTICE, NOTICE_TEXT), (b".gitignore", b"*\n".as_slice())] {
            match self.folder.make_file(name) {
                Ok(file) => write_whole(file, text)?,
                Err(Errno::EXIST) => {}
                Err(errno) => return Err(errno.into()),
            }
        }
        Ok(())
    }

    #[cfg(test)]
    pub(super) fn share_lock(&self) -> File {
        self.lock.try_clone().expect("a further descriptor")
    }

    /// Removes a work folder that served for nothing.
    pub(super) fn remove_if_new(&self, parent: &Folder) {
        if !self.is_new {
            return;
        }
        // Whoever opened the lock meanwhile finds that it is no longer the one under its name.
        let _ = remove_tree(parent, &self.name);
    }
}

impl Drop for WorkFolder {
    fn drop(&mut self) {
        // Closing the file alone would not do where a process that was started meanwhile still shares it.
        let _ = rustix::fs::flock(&self.lock, FlockOperation::Unlock);
    }
}

/// A folder of our name that somebody else made is left alone.
fn check_ours(folder: &Folder, path: &std::path::Path) -> Result<(), WriteError> {
    let items = folder.list(b"").map_err(|errno| WriteError::new(path, errno.into()))?;
    let is_known = |name: &[u8]| {
        let is_folder = [NEXT, PREVIOUS].contains(&name);
        let is_file = [LOCK, NOTICE, STAMP, b".gitignore"].contains(&name);
        match folder.status(name) {
            Ok(found) => is_folder && found.is_folder || is_file && found.is_file,
            // Another build removed it meanwhile.
            Err(errno) => errno == Errno::NOENT && (is_folder || is_file),
        }
    };
    let mut strange: Vec<_> = items
        .iter()
        .filter(|item| !is_known(&item.path))
        .map(|item| String::from_utf8_lossy(&item.path).into_owned())
        .collect();
    strange.sort_unstable();
    if strange.is_empty() { Ok(()) } else { Err(not_ours(path, strange)) }
}

fn not_ours(path: &std::path::Path, names: Vec<String>) -> WriteError {
    WriteError::Refused { output: path.to_owned(), why: Refusal::NotOurs(names) }
}

fn read_holder(mut lock: File) -> Option<u32> {
    let mut text = String::new();
    lock.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
