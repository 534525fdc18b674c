//! The note that says that the spare is a full copy of the live generation.
//!
//! With it the next build need not look through the spare. It is removed before the spare is touched and written
//! when everything is done, so an interrupted build leaves none, and the spare is looked through. So is one in which
//! somebody put, replaced or removed a file since: its folder is younger than the note.

use std::io::Read;

use rustix::io::Errno;

use super::disk::{Folder, Item, Status, write_whole};
use super::manifest::Manifest;
use super::tree::folders_of;
use super::work_folder::NEXT;
use crate::source::Fingerprint;

pub(super) const STAMP: &[u8] = b"spare";

/// What identifies a live generation: its list of files, and the folder on the disk.
fn title(manifest: &str, live: Status) -> String {
    format!("briefpress-spare 1 {} {}\n", Fingerprint::of(manifest.as_bytes()).to_hex(), live.inode)
}

/// Reads the note and removes it. Gives the foreign files and folders in the spare, if the note is about the
/// live generation and the spare is as it was left.
pub(super) fn take(work: &Folder, manifest: &Manifest, live: Status) -> Result<Option<Vec<Item>>, Errno> {
    let mut bytes = Vec::new();
    let read =
        work.read_file(STAMP).map_err(std::io::Error::from).and_then(|mut file| file.read_to_end(&mut bytes));
    let written = work.status(STAMP);
    work.remove_file(STAMP)?;
    let title = title(manifest.text(), live);
    let Some(rest) = read.ok().and_then(|_| bytes.strip_prefix(title.as_bytes())) else { return Ok(None) };
    let foreign: Option<Vec<Item>> = rest.split_inclusive(|byte| *byte == 0).map(read_item).collect();
    Ok(foreign.filter(|foreign| written.is_ok_and(|written| is_untouched(work, manifest, foreign, written))))
}

/// Whether no folder of the spare was changed after the note was written. Its files need no look: they are those of
/// the live generation, or of its folder somebody would have changed.
fn is_untouched(work: &Folder, manifest: &Manifest, foreign: &[Item], written: Status) -> bool {
    let paths = manifest.entries().map(|entry| entry.path.as_bytes());
    let mut folders = folders_of(paths.chain(foreign.iter().map(|item| item.path.as_slice())));
    folders.extend(foreign.iter().filter(|item| item.is_folder).map(|item| item.path.as_slice()));
    folders.insert(b"");
    let Ok(spare) = work.open_below(NEXT) else { return false };
    folders.iter().all(|path| {
        let path = if path.is_empty() { b"." } else { *path };
        spare.status(path).is_ok_and(|found| found.is_folder && found.modified <= written.modified)
    })
}

/// Writes the note; without it the next build only takes longer.
pub(super) fn write(work: &Folder, manifest: &str, live: Status, foreign: &[Item]) {
    let mut bytes = title(manifest, live).into_bytes();
    for item in foreign {
        let kind = if item.is_folder { 'd' } else { 'f' };
        bytes.extend_from_slice(format!("{kind} {} ", item.inode).as_bytes());
        bytes.extend_from_slice(&item.path);
        bytes.push(0);
    }
    let written = work
        .remove_file(STAMP)
        .and_then(|()| work.make_file(STAMP))
        .is_ok_and(|file| write_whole(file, &bytes).is_ok());
    if !written {
        let _ = work.remove_file(STAMP);
    }
}

/// `kind inode path`, ended by a zero byte; a note that was cut has no end.
fn read_item(bytes: &[u8]) -> Option<Item> {
    let line = bytes.strip_suffix(&[0])?;
    let mut words = line.splitn(3, |byte| *byte == b' ');
    let is_folder = words.next()? == b"d";
    let inode = std::str::from_utf8(words.next()?).ok()?.parse().ok()?;
    Some(Item { path: words.next()?.to_vec(), inode, is_folder })
}
