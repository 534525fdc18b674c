//! The one step in which a new generation takes the place of the live one.

use rustix::fs::RenameFlags;
use rustix::io::Errno;

use super::WriteError;
use super::disk::Folder;
use super::manifest::MANIFEST;
use super::target::Target;
use super::work_folder::{NEXT, PREVIOUS, WorkFolder};

/// How two folders change places.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Exchange {
    /// In one step; where the system or the disk has no such step, in two.
    #[default]
    OneStep,
    /// In two renames, between which there is no output for an instant.
    #[cfg_attr(not(test), allow(dead_code))]
    TwoSteps,
}

/// Lets the new generation and the live one change places; the live one ends as the spare.
pub(super) fn exchange(how: Exchange, work: &WorkFolder, parent: &Folder, name: &[u8]) -> Result<(), Errno> {
    if how == Exchange::OneStep {
        match rename_with(&work.folder, NEXT, parent, name, Step::Exchange) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            done => return done,
        }
    }
    // If this is interrupted, the next build finds `previous` and no output, and puts it back.
    rustix::fs::renameat(parent, name, &work.folder, PREVIOUS)?;
    if let Err(errno) = rustix::fs::renameat(&work.folder, NEXT, parent, name) {
        rustix::fs::renameat(&work.folder, PREVIOUS, parent, name)?;
        return Err(errno);
    }
    // The new one is live whether this succeeds or not; where not, the next build does it.
    let _ = rustix::fs::renameat(&work.folder, PREVIOUS, &work.folder, NEXT);
    Ok(())
}

/// Puts a first generation where nothing is.
pub(super) fn establish(work: &WorkFolder, parent: &Folder, name: &[u8]) -> Result<(), Errno> {
    match rename_with(&work.folder, NEXT, parent, name, Step::NoReplace) {
        // A plain rename replaces nothing either but an empty folder.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            rustix::fs::renameat(&work.folder, NEXT, parent, name)
        }
        done => done,
    }
}

/// Mends what a build left that ended between two renames.
pub(super) fn recover(work: &WorkFolder, parent: &Folder, target: &Target) -> Result<(), WriteError> {
    use std::os::unix::ffi::OsStrExt;
    let fail = |errno: Errno| WriteError::new(&work.path, errno.into());
    if work.folder.status(PREVIOUS).is_err() {
        return Ok(());
    }
    let name = target.name.as_bytes();
    if parent.status(name) == Err(Errno::NOENT) {
        return rustix::fs::renameat(&work.folder, PREVIOUS, parent, name).map_err(fail);
    }
    // The new generation had arrived: what was live before is the spare.
    super::tree::remove_tree(&work.folder, NEXT).map_err(fail)?;
    let ours =
        work.folder.open_below(PREVIOUS).is_ok_and(|folder| folder.status(MANIFEST.as_bytes()).is_ok());
    if ours {
        rustix::fs::renameat(&work.folder, PREVIOUS, &work.folder, NEXT).map_err(fail)
    } else {
        super::tree::remove_tree(&work.folder, PREVIOUS).map_err(fail)
    }
}

#[derive(Clone, Copy)]
enum Step {
    Exchange,
    NoReplace,
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_with(from: &Folder, name: &[u8], to: &Folder, to_name: &[u8], step: Step) -> Result<(), Errno> {
    let flags = match step {
        Step::Exchange => RenameFlags::EXCHANGE,
        Step::NoReplace => RenameFlags::NOREPLACE,
    };
    rustix::fs::renameat_with(from, name, to, to_name, flags)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_with(_: &Folder, _: &[u8], _: &Folder, _: &[u8], _: Step) -> Result<(), Errno> {
    Err(Errno::NOSYS)
}
