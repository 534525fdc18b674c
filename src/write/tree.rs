//! Whole trees of files: listing one, removing one, and bringing one into line with another.

use std::io;

use ahash::{HashSet, HashSetExt as _};
use rayon::prelude::*;
use rustix::io::Errno;

use super::disk::{Folder, Item};

/// Everything below a folder, sorted by path.
pub(super) fn list_tree(folder: &Folder) -> Result<Vec<Item>, Errno> {
    let mut items = Vec::new();
    let mut folders = vec![Vec::new()];
    while !folders.is_empty() {
        let found: Vec<Vec<Item>> =
            folders.par_iter().with_min_len(16).map(|path| folder.list(path)).collect::<Result<_, _>>()?;
        let start = items.len();
        items.extend(found.into_iter().flatten());
        folders = items[start..].iter().filter(|item| item.is_folder).map(|item| item.path.clone()).collect();
    }
    items.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(items)
}

/// The item under a path of a sorted list.
pub(super) fn find<'a>(items: &'a [Item], path: &[u8]) -> Option<&'a Item> {
    items.binary_search_by(|item| item.path.as_slice().cmp(path)).ok().and_then(|at| items.get(at))
}

/// Every folder that one of the paths lies in.
pub(super) fn folders_of<'a>(paths: impl Iterator<Item = &'a [u8]>) -> HashSet<&'a [u8]> {
    let mut folders = HashSet::new();
    for path in paths {
        let mut rest = path;
        while let Some(slash) = rest.iter().rposition(|byte| *byte == b'/') {
            rest = &rest[..slash];
            if !folders.insert(rest) {
                break;
            }
        }
    }
    folders
}

/// Removes a folder with all that is in it.
pub(super) fn remove_tree(parent: &Folder, path: &[u8]) -> Result<(), Errno> {
    let folder = match parent.open_below(path) {
        Ok(folder) => folder,
        Err(Errno::NOENT) => return Ok(()),
        Err(other) => return Err(other),
    };
    // From the end: what a folder holds is sorted after it.
    for item in list_tree(&folder)?.iter().rev() {
        if item.is_folder {
            folder.remove_folder(&item.path)?;
        } else {
            folder.remove_file(&item.path)?;
        }
    }
    parent.remove_folder(path)
}

/// Removes whatever keeps a file from being made at a path: a file or folder there, or a file where one of
/// its folders has to be. Only for trees that hold nothing but further names of files.
pub(super) fn clear_way(folder: &Folder, path: &[u8]) -> Result<(), Errno> {
    for (at, _) in path.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        if folder.status(&path[..at]).is_ok_and(|status| !status.is_folder) {
            folder.remove_file(&path[..at])?;
        }
    }
    match folder.status(path) {
        Ok(status) if status.is_folder => remove_tree(folder, path),
        Ok(_) => folder.remove_file(path),
        Err(_) => Ok(()),
    }
}

/// A file that a tree shall hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) path: &'a [u8],
    /// The number of the file to share; nothing where the tree's own file is right.
    pub(super) shared: Option<u64>,
}

/// Makes a tree hold exactly the wanted files, of which some are shared with another tree. `folders` are those
/// that may stay, `bare` those of them that may hold no file, sorted. Whatever state the tree was left in,
/// this mends it.
pub(super) fn align(
    tree: &Folder,
    items: &[Item],
    wanted: &[Wanted<'_>],
    folders: &HashSet<&[u8]>,
    bare: &[&[u8]],
    shared: &Folder,
) -> io::Result<()> {
    let wish = |path: &[u8]| {
        wanted.binary_search_by(|wanted| wanted.path.cmp(path)).ok().and_then(|at| wanted.get(at))
    };
    for item in items.iter().filter(|item| !item.is_folder) {
        let right =
            wish(&item.path).is_some_and(|wanted| wanted.shared.is_none_or(|inode| inode == item.inode));
        if !right {
            tree.remove_file(&item.path)?;
        }
    }
    for item in items.iter().rev().filter(|item| item.is_folder && !folders.contains(item.path.as_slice())) {
        tree.remove_folder(&item.path)?;
    }
    wanted.par_iter().with_min_len(16).try_for_each(|wanted| {
        let Some(inode) = wanted.shared else { return Ok(()) };
        match find(items, wanted.path) {
            Some(item) if item.inode == inode && !item.is_folder => Ok(()),
            _ => shared.link(wanted.path, tree),
        }
    })?;
    for path in bare {
        match tree.make_folder(path) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(Errno::NOENT) => {
                tree.make_parents(path)?;
                tree.make_folder(path)?;
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(())
}
