//! The note that says that the spare is a full copy of the live generation.
//!
//! With it the next build need not look through the spare. It is removed before the spare is touched and written
//! when everything is done, so an interrupted build leaves none, and the spare is looked through.

use std::io::Read;

use rustix::io::Errno;

use super::disk::{Folder, Item, Status, write_whole};
use super::manifest::Manifest;
use crate::source::Fingerprint;

pub(super) const STAMP: &[u8] = b"spare";

/// What identifies a live generation: its list of files, and the folder on the disk.
fn title(manifest: &str, live: Status) -> String {
    format!("briefpress-spare 1 {} {}\n", Fingerprint::of(manifest.as_bytes()).to_hex(), live.inode)
}

/// Reads the note and removes it. Gives the foreign files and folders in the spare, if the note is about the
/// live generation.
pub(super) fn take(work: &Folder, manifest: &Manifest, live: Status) -> Result<Option<Vec<Item>>, Errno> {
    let mut bytes = Vec::new();
    let read =
        work.read_file(STAMP).map_err(std::io::Error::from).and_then(|mut file| file.read_to_end(&mut bytes));
    work.remove_file(STAMP)?;
    let title = title(manifest.text(), live);
    let Some(rest) = read.ok().and_then(|_| bytes.strip_prefix(title.as_bytes())) else { return Ok(None) };
    Ok(rest.split_inclusive(|byte| *byte == 0).map(read_item).collect())
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
