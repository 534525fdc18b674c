//! From a finished generation to the live output.

use std::os::unix::ffi::OsStrExt;

use rayon::prelude::*;
use rustix::io::Errno;

use super::WriteError;
use super::disk::{Folder, Item, read_blocks, write_whole};
use super::exchange;
use super::manifest::{MANIFEST, Manifest, ManifestEntry};
use super::staging::{Live, Record, Staging};
use super::tree::{Wanted, align, find, folders_of, list_tree, remove_tree};
use super::work_folder::NEXT;
use crate::source::Fingerprint;

/// What a build did to the output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// How many files are new or have a new content.
    pub written: usize,
    /// How many files are the same as before, with their time of change.
    pub kept: usize,
    /// The files of the last build that are gone, sorted.
    pub removed: Vec<String>,
    /// The files in the output that this program did not write and left alone, sorted. They are looked for only
    /// when something is published.
    pub foreign: Vec<String>,
}

pub(super) fn publish(mut staging: Staging) -> Result<Published, WriteError> {
    let records = staging.take_records()?;
    let result = publish_records(&staging, &records);
    match result {
        Ok(published) => {
            staging.is_published = true;
            Ok(published)
        }
        Err(error) => {
            // The records go back, so that dropping the generation removes what they name.
            staging.put_back(records);
            Err(error)
        }
    }
}

fn publish_records(staging: &Staging, records: &[Record]) -> Result<Published, WriteError> {
    let written = records.iter().filter(|record| record.is_written).count();
    let mut published = Published { written, kept: records.len() - written, ..Published::default() };
    if let Some(previous) = staging.previous() {
        let is_gone = |path: &str| records.binary_search_by(|record| record.path.as_str().cmp(path)).is_err();
        published.removed = previous
            .entries()
            .map(|entry| entry.path)
            .filter(|path| is_gone(path))
            .map(str::to_owned)
            .collect();
        if written == 0 && published.removed.is_empty() {
            return Ok(published);
        }
    }
    let fail = |errno: Errno| staging.fail(errno.into());
    let next = staging.next()?;
    if let Some(live) = &staging.live {
        published.foreign = complete(staging, live, next, records)?;
        if live.status.mode != next.own_status().map_err(fail)?.mode {
            next.set_mode(live.status.mode).map_err(fail)?;
        }
    }
    write_manifest(staging, next, records)?;
    if staging.options.durable {
        next.flush_disk().map_err(fail)?;
    }
    change_places(staging)?;
    if staging.options.durable {
        staging.parent.flush_disk().map_err(fail)?;
    }
    tidy_spare(staging, next, records, &published);
    Ok(published)
}

/// Brings everything into the new generation that was not written: files that are kept, and foreign ones.
/// Gives the names of the foreign ones.
fn complete(
    staging: &Staging,
    live: &Live,
    next: &Folder,
    records: &[Record],
) -> Result<Vec<String>, WriteError> {
    let fail = |errno: Errno| staging.fail(errno.into());
    let live_items = list_tree(&live.folder).map_err(fail)?;
    let next_items = if staging.is_fresh() { Vec::new() } else { list_tree(next).map_err(fail)? };

    let foreign = foreign_items(staging, live, &live_items, records)?;
    let mut wanted = Vec::with_capacity(records.len() + foreign.len() + 1);
    for record in records {
        let path = record.path.as_str().as_bytes();
        let shared = match find(&live_items, path) {
            _ if record.is_written => None,
            Some(item) if !item.is_folder => Some(item.inode),
            _ => return Err(WriteError::OutputChanged { output: staging.target.named.clone() }),
        };
        wanted.push(Wanted { path, shared });
    }
    let foreign_files = foreign.iter().filter(|item| !item.is_folder);
    wanted.extend(foreign_files.clone().map(|item| Wanted { path: &item.path, shared: Some(item.inode) }));
    wanted.push(Wanted { path: MANIFEST.as_bytes(), shared: None });
    wanted.par_sort_unstable_by_key(|wanted| wanted.path);

    let bare: Vec<&[u8]> =
        foreign.iter().filter(|item| item.is_folder).map(|item| item.path.as_slice()).collect();
    let mut folders = folders_of(wanted.iter().map(|wanted| wanted.path));
    folders.extend(&bare);
    align(next, &next_items, &wanted, &folders, &bare, &live.folder).map_err(|cause| staging.fail(cause))?;
    Ok(foreign_files.map(|item| String::from_utf8_lossy(&item.path).into_owned()).collect())
}

/// What stands in the live output that no build wrote. Nothing of it may be lost, so where a page has to go
/// there the build ends.
fn foreign_items<'a>(
    staging: &Staging,
    live: &Live,
    items: &'a [Item],
    records: &[Record],
) -> Result<Vec<&'a Item>, WriteError> {
    let none = Manifest::default();
    let owned = live.manifest.as_ref().unwrap_or(&none);
    let owned_folders = folders_of(owned.entries().map(|entry| entry.path.as_bytes()));
    let new_folders = folders_of(records.iter().map(|record| record.path.as_str().as_bytes()));
    let mut foreign = Vec::new();
    for item in items {
        let path = item.path.as_slice();
        if path == MANIFEST.as_bytes() {
            continue;
        }
        let is_ours = if item.is_folder {
            owned_folders.contains(path) || new_folders.contains(path)
        } else {
            std::str::from_utf8(path).is_ok_and(|path| owned.owns(path))
        };
        if is_ours {
            continue;
        }
        let record = records.binary_search_by(|record| record.path.as_str().as_bytes().cmp(path)).ok();
        match record.and_then(|at| records.get(at)) {
            // Somebody put there by hand what the build makes: it becomes ours.
            Some(record) if !item.is_folder && holds(&live.folder, path, record.fingerprint) => {}
            None if item.is_folder || !new_folders.contains(path) => foreign.push(item),
            _ => {
                let path = String::from_utf8_lossy(path).into_owned();
                return Err(WriteError::InTheWay { output: staging.target.named.clone(), path });
            }
        }
    }
    Ok(foreign)
}

/// Whether a plain file has a certain content.
fn holds(folder: &Folder, path: &[u8], fingerprint: Fingerprint) -> bool {
    if !folder.status(path).is_ok_and(|status| status.is_file) {
        return false;
    }
    let Ok(mut file) = folder.read_file(path) else { return false };
    let mut hasher = blake3::Hasher::new();
    let read = read_blocks(&mut file, |block| {
        hasher.update(block);
        Ok(())
    });
    read.is_ok() && Fingerprint::from_hasher(&hasher) == fingerprint
}

/// Written last: it vouches for the rest, and no file is younger.
fn write_manifest(staging: &Staging, next: &Folder, records: &[Record]) -> Result<(), WriteError> {
    let text = Manifest::write(records.iter().map(|record| ManifestEntry {
        path: record.path.as_str(),
        fingerprint: record.fingerprint,
        size: record.size,
    }));
    next.remove_file(MANIFEST.as_bytes()).map_err(|errno| staging.fail(errno.into()))?;
    let file = next.make_file(MANIFEST.as_bytes()).map_err(|errno| staging.fail(errno.into()))?;
    write_whole(file, text.as_bytes()).map_err(|cause| staging.fail(cause))
}

fn change_places(staging: &Staging) -> Result<(), WriteError> {
    let name = staging.target.name.as_bytes();
    let fail = |errno: Errno| staging.fail(errno.into());
    let changed = || WriteError::OutputChanged { output: staging.target.named.clone() };
    let Some(live) = &staging.live else {
        return exchange::establish(&staging.work, &staging.parent, name).map_err(|errno| match errno {
            Errno::EXIST | Errno::NOTEMPTY | Errno::NOTDIR => changed(),
            other => fail(other),
        });
    };
    if !staging.parent.status(name).is_ok_and(|status| status.is_same(&live.status)) {
        return Err(changed());
    }
    exchange::exchange(staging.exchange, &staging.work, &staging.parent, name).map_err(fail)
}

/// Lets the generation that was live share what is new. A page that was withdrawn must not lie about in it,
/// and the next build finds less to do. What fails here the next build mends.
fn tidy_spare(staging: &Staging, live: &Folder, records: &[Record], published: &Published) {
    let Some(Live { folder: spare, manifest: Some(_), .. }) = &staging.live else {
        // Nothing or an empty folder was there before.
        let _ = remove_tree(&staging.work.folder, NEXT);
        return;
    };
    for path in &published.removed {
        let _ = spare.remove_file(path.as_bytes());
        spare.remove_empty_parents(path.as_bytes());
    }
    let made: Vec<&Record> = records.iter().filter(|record| record.is_written).collect();
    made.par_iter().with_min_len(16).for_each(|record| {
        let path = record.path.as_str().as_bytes();
        if spare.remove_file(path).is_ok() {
            let _ = live.link(path, spare);
        }
    });
}
