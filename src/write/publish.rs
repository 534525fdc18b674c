//! From a finished generation to the live output.

use std::os::unix::ffi::OsStrExt;
use std::sync::atomic::Ordering;

use rayon::prelude::*;
use rustix::io::Errno;

use super::WriteError;
use super::disk::{Folder, Item, read_blocks, write_whole};
use super::exchange;
use super::live::Live;
use super::manifest::{MANIFEST, Manifest, ManifestEntry};
use super::staging::{Record, Staging};
use super::stamp;
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
    /// The hash of the manifest that is live now.
    pub manifest: Fingerprint,
}

pub(super) fn publish(staging: &Staging) -> Result<Published, WriteError> {
    let records = staging.take_records()?;
    let result = publish_records(staging, &records);
    if result.is_err() {
        // The records go back, so that dropping the generation removes what they name.
        staging.put_back(records);
    }
    result
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
            published.manifest = previous.fingerprint();
            forget_doubtful_spare(&staging.work.folder);
            staging.is_live.store(true, Ordering::Relaxed);
            return Ok(published);
        }
    }
    let fail = |errno: Errno| staging.fail(errno.into());
    let next = staging.next()?;
    let mut foreign = Vec::new();
    if let Some(live) = &staging.live {
        foreign = complete(staging, live, next, records, &published.removed)?;
        next.set_mode(live.status.mode).map_err(fail)?;
    }
    let files = foreign.iter().filter(|item| !item.is_folder);
    published.foreign = files.map(|item| String::from_utf8_lossy(&item.path).into_owned()).collect();
    let manifest = write_manifest(staging, next, records)?;
    published.manifest = Fingerprint::of(manifest.as_bytes());
    if staging.options.durable {
        next.flush_disk().map_err(fail)?;
    }
    change_places(staging)?;
    if tidy_spare(staging, next, records, &published.removed)
        && let Ok(status) = next.own_status()
    {
        stamp::write(&staging.work.folder, &manifest, status, &foreign);
    }
    if staging.options.durable {
        staging.parent.flush_disk().map_err(fail)?;
    }
    Ok(published)
}

/// Brings everything into the new generation that was not written: files that are kept, and foreign ones.
/// Gives the foreign ones.
fn complete(
    staging: &Staging,
    live: &Live,
    next: &Folder,
    records: &[Record],
    removed: &[String],
) -> Result<Vec<Item>, WriteError> {
    let fail = |errno: Errno| staging.fail(errno.into());
    let live_items = list_tree(&live.folder).map_err(fail)?;
    let foreign = foreign_items(staging, live, &live_items, records)?;

    let carried = staging.carried.get().and_then(Option::as_ref);
    let mut wanted = Vec::with_capacity(records.len() + foreign.len() + 1);
    if carried.is_some() {
        // The spare has all that is kept.
        for path in removed.iter().filter(|path| !is_folder_of(records, path)) {
            next.remove_file(path.as_bytes()).map_err(fail)?;
            next.remove_empty_parents(path.as_bytes());
        }
    } else {
        let kept = records.iter().map(|record| wanted_file(staging, record, &live_items));
        wanted = kept.collect::<Result<_, _>>()?;
        wanted.push(Wanted { path: MANIFEST.as_bytes(), shared: None });
    }
    let foreign_files = foreign.iter().filter(|item| !item.is_folder);
    wanted.extend(foreign_files.map(|item| Wanted { path: &item.path, shared: Some(item.inode) }));
    wanted.par_sort_unstable_by_key(|wanted| wanted.path);

    let bare: Vec<&[u8]> =
        foreign.iter().filter(|item| item.is_folder).map(|item| item.path.as_slice()).collect();
    let mut folders = folders_of(wanted.iter().map(|wanted| wanted.path));
    folders.extend(&bare);
    let listed;
    let next_items = match carried {
        Some(carried) => {
            folders.extend(folders_of(records.iter().map(|record| record.path.as_str().as_bytes())));
            carried.as_slice()
        }
        None if staging.is_fresh() => &[],
        None => {
            listed = list_tree(next).map_err(fail)?;
            listed.as_slice()
        }
    };
    align(next, next_items, &wanted, &folders, &bare, &live.folder).map_err(|cause| staging.fail(cause))?;
    Ok(foreign)
}

/// The wish for one of our own files.
fn wanted_file<'a>(
    staging: &Staging,
    record: &'a Record,
    live_items: &[Item],
) -> Result<Wanted<'a>, WriteError> {
    let path = record.path.as_str().as_bytes();
    match find(live_items, path) {
        _ if record.is_written => Ok(Wanted { path, shared: None }),
        Some(item) if !item.is_folder => Ok(Wanted { path, shared: Some(item.inode) }),
        _ => Err(WriteError::OutputChanged { output: staging.target.named.clone() }),
    }
}

/// Whether a path is by now the folder of a new file.
fn is_folder_of(records: &[Record], path: &str) -> bool {
    let below = format!("{path}/");
    let at = records.partition_point(|record| record.path.as_str() < below.as_str());
    records.get(at).is_some_and(|record| record.path.as_str().starts_with(&below))
}

/// What stands in the live output that no build wrote. Nothing of it may be lost, so where a page has to go
/// there the build ends.
fn foreign_items(
    staging: &Staging,
    live: &Live,
    items: &[Item],
    records: &[Record],
) -> Result<Vec<Item>, WriteError> {
    let none = Manifest::default();
    let owned = live.manifest.as_ref().unwrap_or(&none);
    let owned_folders = folders_of(owned.entries().map(|entry| entry.path.as_bytes()));
    let new_folders = folders_of(records.iter().map(|record| record.path.as_str().as_bytes()));
    let is_ours = |item: &Item| {
        let path = item.path.as_slice();
        if item.is_folder {
            owned_folders.contains(path) || new_folders.contains(path)
        } else {
            path == MANIFEST.as_bytes() || std::str::from_utf8(path).is_ok_and(|path| owned.owns(path))
        }
    };
    let unknown: Vec<Item> =
        items.into_par_iter().with_min_len(256).filter(|item| !is_ours(item)).cloned().collect();
    let mut foreign = Vec::with_capacity(unknown.len());
    for item in unknown {
        let path = item.path.as_slice();
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
fn write_manifest(staging: &Staging, next: &Folder, records: &[Record]) -> Result<String, WriteError> {
    let text = Manifest::write(records.iter().map(|record| ManifestEntry {
        path: record.path.as_str(),
        fingerprint: record.fingerprint,
        size: record.size,
    }));
    next.remove_file(MANIFEST.as_bytes()).map_err(|errno| staging.fail(errno.into()))?;
    let file = next.make_file(MANIFEST.as_bytes()).map_err(|errno| staging.fail(errno.into()))?;
    write_whole(file, text.as_bytes()).map_err(|cause| staging.fail(cause))?;
    Ok(text)
}

fn change_places(staging: &Staging) -> Result<(), WriteError> {
    let name = staging.target.name.as_bytes();
    let fail = |errno: Errno| staging.fail(errno.into());
    let changed = || WriteError::OutputChanged { output: staging.target.named.clone() };
    let is_live = |is_live| staging.is_live.store(is_live, Ordering::Relaxed);
    let Some(live) = &staging.live else {
        exchange::establish(&staging.work, &staging.parent, name).map_err(|errno| match errno {
            Errno::EXIST | Errno::NOTEMPTY | Errno::NOTDIR => changed(),
            other => fail(other),
        })?;
        is_live(true);
        return Ok(());
    };
    if !staging.parent.status(name).is_ok_and(|status| status.is_same(&live.status)) {
        return Err(changed());
    }
    let swap = || exchange::exchange(staging.exchange, &staging.work, &staging.parent, name).map_err(fail);
    swap()?;
    is_live(true);
    if staging.work.folder.status(NEXT).is_ok_and(|status| !status.is_same(&live.status)) {
        // Somebody put another folder there in the last instant: it goes back as it is.
        swap()?;
        is_live(false);
        return Err(changed());
    }
    Ok(())
}

/// Removes a spare that an interrupted build left behind: it may hold a page that was withdrawn since. Whoever
/// changes something makes it anew.
fn forget_doubtful_spare(work: &Folder) {
    if work.status(stamp::STAMP) == Err(Errno::NOENT) {
        let _ = remove_tree(work, NEXT);
    }
}

/// Lets the generation that was live share what is new. A page that was withdrawn must not lie about in it,
/// and the next build finds less to do. `false` when the next build has to look through it.
fn tidy_spare(staging: &Staging, live: &Folder, records: &[Record], removed: &[String]) -> bool {
    let Some(Live { folder: spare, manifest: Some(_), .. }) = &staging.live else {
        // Nothing or an empty folder was there before.
        let _ = remove_tree(&staging.work.folder, NEXT);
        return false;
    };
    let mut done = true;
    for path in removed {
        done &= spare.remove_file(path.as_bytes()).is_ok();
        spare.remove_empty_parents(path.as_bytes());
    }
    let relink = |record: &&Record| {
        let path = record.path.as_str().as_bytes();
        spare.remove_file(path).is_ok() && live.link(path, spare).is_ok()
    };
    // The old list of files names what was withdrawn, and a name alone may tell too much.
    done &= spare.remove_file(MANIFEST.as_bytes()).is_ok() && live.link(MANIFEST.as_bytes(), spare).is_ok();
    let made: Vec<&Record> = records.iter().filter(|record| record.is_written).collect();
    done & made.par_iter().with_min_len(16).map(relink).reduce(|| true, |a, b| a & b)
}
