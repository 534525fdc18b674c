//! Which folder the site is written into, and which ones it is never written into.
//!
//! A folder is known by what it is on the disk, not by how its name is spelt: links, `..`, another case on a
//! disk that is blind to it, or the same folder mounted twice, all lead to the same refusal.

use std::ffi::OsString;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use super::disk::{Folder, Status};
use super::manifest::{MANIFEST, Manifest, ManifestError};
use super::work_folder::{is_work_folder_name, work_folder_name};
use super::{Refusal, WriteError};

/// The folders of a site that hold its sources, and those that git and this program keep.
const SOURCES: [&str; 6] = ["briefings", "pages", "data", "themes", "static", "site.yaml"];
const INTERNAL: [&str; 2] = [".git", ".briefpress"];

/// Folders of the operating system; many are empty on one machine or another.
const SYSTEM: [&str; 24] = [
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/home",
    "/lib",
    "/lib64",
    "/media",
    "/mnt",
    "/opt",
    "/proc",
    "/root",
    "/run",
    "/sbin",
    "/srv",
    "/sys",
    "/tmp",
    "/usr",
    "/var",
    "/Applications",
    "/Library",
    "/System",
    "/Users",
    "/Volumes",
];

/// How many bytes the name of a file or folder has at most, on every disk in use.
const NAME_LENGTH: usize = 255;

/// Files that may stand in a folder that counts as empty.
const COUNTS_AS_EMPTY: [&str; 2] = [".gitignore", ".gitkeep"];

/// The place of the output: every link resolved, and nothing spoken against it.
#[derive(Debug)]
pub(super) struct Target {
    /// The output as the caller named it, for messages.
    pub(super) named: PathBuf,
    pub(super) parent: PathBuf,
    pub(super) name: OsString,
}

/// Where things are that the output must stay clear of.
pub(super) struct Surroundings<'a> {
    pub(super) root: &'a Path,
    pub(super) state: &'a Path,
    pub(super) home: Option<&'a Path>,
}

impl Target {
    /// The output folder's own path.
    pub(super) fn path(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// Makes the folders that the output lies in; gives those that were not there.
    pub(super) fn make_parents(&self) -> Result<Vec<PathBuf>, WriteError> {
        let mut missing: Vec<PathBuf> =
            self.parent.ancestors().take_while(|path| !path.exists()).map(Path::to_owned).collect();
        missing.reverse();
        for (index, path) in missing.iter().enumerate() {
            if let Err(cause) = std::fs::create_dir(path)
                && cause.kind() != std::io::ErrorKind::AlreadyExists
            {
                remove_folders(&missing[..index]);
                return Err(WriteError::new(path.parent().unwrap_or(path), cause));
            }
        }
        Ok(missing)
    }
}

/// Finds the place that a path means, and refuses it if a site must not be written there.
pub(super) fn resolve(output: &Path, around: &Surroundings<'_>) -> Result<Target, WriteError> {
    let refuse = |why| WriteError::Refused { output: output.to_owned(), why };
    if output.as_os_str().is_empty() {
        return Err(refuse(Refusal::Empty));
    }
    if output.components().next() == Some(Component::Normal("~".as_ref())) {
        return Err(refuse(Refusal::Tilde));
    }
    // The folder beside it has a longer name.
    if output.file_name().is_some_and(|name| work_folder_name(name).len() > NAME_LENGTH) {
        return Err(refuse(Refusal::LongName));
    }
    let absolute = std::path::absolute(output).map_err(|cause| WriteError::new(output, cause))?;
    let path = canonical(&absolute).map_err(|found| match found {
        Unresolved::Refused(why) => refuse(why),
        Unresolved::Failed(path, cause) => WriteError::new(&path, cause),
    })?;
    if let Some(why) = objection(&path, around) {
        return Err(refuse(why));
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => {
            Ok(Target { named: output.to_owned(), parent: parent.to_owned(), name: name.to_owned() })
        }
        _ => Err(refuse(Refusal::System)),
    }
}

/// Removes folders again that were made in vain, unless something is in them.
pub(super) fn remove_folders(paths: &[PathBuf]) {
    for path in paths.iter().rev() {
        let _ = std::fs::remove_dir(path);
    }
}

enum Unresolved {
    Refused(Refusal),
    Failed(PathBuf, std::io::Error),
}

/// Resolves every link of the part that exists and appends the part that does not.
fn canonical(absolute: &Path) -> Result<PathBuf, Unresolved> {
    let mut missing: Vec<&std::ffi::OsStr> = Vec::new();
    let mut existing = absolute;
    loop {
        match fs::canonicalize(existing) {
            Ok(mut path) => {
                if !missing.is_empty() && !path.is_dir() {
                    return Err(Unresolved::Refused(Refusal::File));
                }
                path.extend(missing.iter().rev());
                return Ok(path);
            }
            Err(cause) if cause.kind() == ErrorKind::NotFound => {}
            Err(cause) if cause.kind() == ErrorKind::NotADirectory => {
                return Err(Unresolved::Refused(Refusal::File));
            }
            Err(cause) if cause.kind() == ErrorKind::PermissionDenied => {
                return Err(Unresolved::Failed(existing.to_owned(), cause));
            }
            // What is left is a circle of links, which has no stable name yet, and names that are too long.
            Err(cause)
                if existing.is_symlink()
                    || rustix::io::Errno::from_io_error(&cause) == Some(rustix::io::Errno::LOOP) =>
            {
                return Err(Unresolved::Refused(Refusal::DeadLink));
            }
            Err(cause) => return Err(Unresolved::Failed(existing.to_owned(), cause)),
        }
        if existing.is_symlink() {
            return Err(Unresolved::Refused(Refusal::DeadLink));
        }
        match existing.components().next_back() {
            Some(Component::Normal(name)) => missing.push(name),
            _ => return Err(Unresolved::Refused(Refusal::Unclear)),
        }
        existing = existing.parent().ok_or(Unresolved::Refused(Refusal::Unclear))?;
    }
}

/// What speaks against a path, if anything does. The path has no links in it.
fn objection(path: &Path, around: &Surroundings<'_>) -> Option<Refusal> {
    let lines = lineage(path);
    let same = |status: &Status| lines.iter().any(|own| own.is_same(status));
    // The folder itself, if it is there already.
    let own = status(path);
    let holds = |other: &Path| {
        other.starts_with(path)
            || own.is_some_and(|own| lineage(other).iter().any(|above| above.is_same(&own)))
    };

    if own.is_some_and(|own| !own.is_folder) {
        return Some(Refusal::File);
    }
    if path.parent().is_none() || SYSTEM.iter().any(|system| path == Path::new(system)) {
        return Some(Refusal::System);
    }
    if around.home.is_some_and(|home| holds(&resolved(home))) {
        return Some(Refusal::Home);
    }
    let root = resolved(around.root);
    if holds(&root) {
        return Some(Refusal::Site);
    }
    if holds(&resolved(around.state)) || path.starts_with(resolved(around.state)) || names_internal(path) {
        return Some(Refusal::Internal);
    }
    let first = path.strip_prefix(&root).ok().and_then(|below| below.components().next());
    for source in SOURCES {
        let folder = resolved(&root.join(source));
        // The name counts whatever its case: the site may be copied to a disk that is blind to it.
        let named = first.is_some_and(|first| first.as_os_str().eq_ignore_ascii_case(source));
        if named
            || path.starts_with(&folder)
            || holds(&folder)
            || status(&folder).is_some_and(|status| same(&status))
        {
            return Some(Refusal::Source(source.to_owned()));
        }
    }
    if let Some(other) = path.ancestors().skip(1).find(|above| above.join(MANIFEST).is_file()) {
        return Some(Refusal::Nested(other.to_owned()));
    }
    is_mount_point(path).then_some(Refusal::MountPoint)
}

fn resolved(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

fn names_internal(path: &Path) -> bool {
    path.components().any(|part| {
        let part = part.as_os_str();
        INTERNAL.iter().any(|name| part.eq_ignore_ascii_case(name)) || is_work_folder_name(part)
    })
}

/// The folder and every one above it, as far as they exist.
fn lineage(path: &Path) -> Vec<Status> {
    path.ancestors().filter_map(status).collect()
}

fn status(path: &Path) -> Option<Status> {
    let (parent, name) = (path.parent()?, path.file_name()?);
    Folder::open(parent).ok()?.status(name.as_encoded_bytes()).ok()
}

/// A folder on which a disk is mounted can not be renamed.
fn is_mount_point(path: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        let told = statx(CWD, path, AtFlags::empty(), StatxFlags::empty());
        if told.is_ok_and(|told| told.stx_attributes.contains(StatxAttributes::MOUNT_ROOT)) {
            return true;
        }
    }
    let above = path
        .parent()
        .and_then(|parent| Folder::open(parent).ok())
        .and_then(|parent| parent.own_status().ok());
    matches!((status(path), above), (Some(own), Some(above)) if own.device != above.device)
}

/// What an output folder holds before the build.
#[derive(Debug)]
pub(super) enum Holding {
    /// Nothing that counts.
    Empty,
    /// A generation that this program wrote.
    Ours(Manifest, Status),
}

/// Looks into an output folder, and refuses it if it is somebody else's. A manifest that was read before is not understood
/// once more where it is the same.
pub(super) fn holding(folder: &Folder, output: &Path, seen: Option<Manifest>) -> Result<Holding, WriteError> {
    let refuse = |why| WriteError::Refused { output: output.to_owned(), why };
    let fail = |cause: std::io::Error| WriteError::new(output, cause);
    match folder.status(MANIFEST.as_bytes()) {
        Ok(status) if status.is_file => {
            let mut bytes = Vec::new();
            let mut file = folder.read_file(MANIFEST.as_bytes()).map_err(|errno| fail(errno.into()))?;
            file.read_to_end(&mut bytes).map_err(fail)?;
            let read = match seen.filter(|seen| seen.text().as_bytes() == bytes) {
                Some(same) => Ok(same),
                None => String::from_utf8(bytes).map_err(|_| ManifestError::Damaged).and_then(Manifest::read),
            };
            return match read {
                Ok(manifest) => Ok(Holding::Ours(manifest, status)),
                Err(ManifestError::Newer) => Err(refuse(Refusal::Newer)),
                Err(ManifestError::Damaged) => Err(refuse(Refusal::Damaged)),
            };
        }
        Ok(_) => return Err(refuse(Refusal::Damaged)),
        Err(rustix::io::Errno::NOENT) => {}
        Err(errno) => return Err(fail(errno.into())),
    }
    let mut names: Vec<String> = folder
        .list(b"")
        .map_err(|errno| fail(errno.into()))?
        .iter()
        .map(|item| String::from_utf8_lossy(&item.path).into_owned())
        .filter(|name| !COUNTS_AS_EMPTY.contains(&name.as_str()))
        .collect();
    if names.is_empty() {
        return Ok(Holding::Empty);
    }
    names.sort_unstable();
    if names.len() > 3 {
        names.truncate(3);
        names.push("...".to_owned());
    }
    Err(refuse(Refusal::NotOurs(names)))
}
