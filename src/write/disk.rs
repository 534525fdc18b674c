//! The few calls to the file system that this room makes, each relative to an open folder.
//!
//! An open folder stays the same one when it is renamed, and a path relative to it can not be led astray by
//! what happens above it; it is also shorter for the system to walk.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Dir, FileType, Gid, Mode, OFlags, Stat, Timespec, Timestamps, Uid};
use rustix::io::Errno;

/// An open folder.
#[derive(Debug)]
pub(super) struct Folder(OwnedFd);

/// What a folder holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Relative to the folder that was listed; bytes, because a foreign name need not be text.
    pub(super) path: Vec<u8>,
    /// The number of the file on its disk: two names with one number are one file.
    pub(super) inode: u64,
    pub(super) is_folder: bool,
}

/// What is known of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) inode: u64,
    pub(super) device: u64,
    pub(super) size: u64,
    /// Seconds and nanoseconds.
    pub(super) modified: (i64, i64),
    pub(super) mode: Mode,
    pub(super) owner: Uid,
    pub(super) group: Gid,
    pub(super) is_file: bool,
    pub(super) is_folder: bool,
}

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
const NEW_FILE: OFlags =
    OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);
const ANY_FILE: Mode = Mode::from_raw_mode(0o666);
const ANY_FOLDER: Mode = Mode::from_raw_mode(0o777);

impl Folder {
    /// Opens a folder by its absolute path.
    pub(super) fn open(path: &Path) -> Result<Self, Errno> {
        rustix::fs::openat(CWD, path, FOLDER, Mode::empty()).map(Self)
    }

    /// A folder that everything can be done with but bringing it to safety.
    #[cfg(test)]
    pub(super) fn open_unflushable(path: &Path) -> Result<Self, Errno> {
        rustix::fs::openat(CWD, path, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
            .map(Self)
    }

    /// Opens a folder below this one, if it is one and no link.
    pub(super) fn open_below(&self, path: &[u8]) -> Result<Self, Errno> {
        let path = if path.is_empty() { b"." } else { path };
        rustix::fs::openat(&self.0, path, FOLDER | OFlags::NOFOLLOW, Mode::empty()).map(Self)
    }

    /// Makes a folder that every user may read.
    pub(super) fn make_folder(&self, path: &[u8]) -> Result<(), Errno> {
        rustix::fs::mkdirat(&self.0, path, ANY_FOLDER)
    }

    /// Makes a folder that only its owner may enter.
    pub(super) fn make_private_folder(&self, path: &[u8]) -> Result<(), Errno> {
        rustix::fs::mkdirat(&self.0, path, Mode::RWXU)
    }

    /// Makes the folders that a path lies in. One that another thread makes meanwhile is welcome.
    pub(super) fn make_parents(&self, path: &[u8]) -> Result<(), Errno> {
        let Some(slash) = path.iter().rposition(|byte| *byte == b'/') else { return Ok(()) };
        let parent = &path[..slash];
        match self.make_folder(parent) {
            Err(Errno::NOENT) => {
                self.make_parents(parent)?;
                match self.make_folder(parent) {
                    Err(Errno::EXIST) => Ok(()),
                    made => made,
                }
            }
            Err(Errno::EXIST) => Ok(()),
            made => made,
        }
    }

    /// Makes a file that must not exist yet, with the folders it lies in.
    pub(super) fn make_file(&self, path: &[u8]) -> Result<File, Errno> {
        match rustix::fs::openat(&self.0, path, NEW_FILE, ANY_FILE) {
            Err(Errno::NOENT) => {
                self.make_parents(path)?;
                rustix::fs::openat(&self.0, path, NEW_FILE, ANY_FILE).map(File::from)
            }
            made => made.map(File::from),
        }
    }

    /// Opens a plain file for reading, not through a link.
    pub(super) fn read_file(&self, path: &[u8]) -> Result<File, Errno> {
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
        rustix::fs::openat(&self.0, path, flags, Mode::empty()).map(File::from)
    }

    /// Opens a file for reading and writing, and makes it if need be.
    pub(super) fn read_write_file(&self, path: &[u8]) -> Result<File, Errno> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        rustix::fs::openat(&self.0, path, flags, ANY_FILE).map(File::from)
    }

    /// Gives a file of this folder a second name in another one, with the folders it lies in.
    pub(super) fn link(&self, path: &[u8], to: &Folder) -> io::Result<()> {
        let mut linked = rustix::fs::linkat(&self.0, path, &to.0, path, AtFlags::empty());
        if linked == Err(Errno::NOENT) {
            to.make_parents(path)?;
            linked = rustix::fs::linkat(&self.0, path, &to.0, path, AtFlags::empty());
        }
        match linked {
            // Not every disk can give a file two names.
            Err(Errno::PERM | Errno::OPNOTSUPP | Errno::NOSYS | Errno::MLINK | Errno::INVAL) => {
                self.copy(path, to)
            }
            other => Ok(other?),
        }
    }

    /// Copies a file with its time of change, or a link as a link.
    fn copy(&self, path: &[u8], to: &Folder) -> io::Result<()> {
        let status = rustix::fs::statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW)?;
        if FileType::from_raw_mode(status.st_mode) == FileType::Symlink {
            let target = rustix::fs::readlinkat(&self.0, path, Vec::new())?;
            return Ok(rustix::fs::symlinkat(target, &to.0, path)?);
        }
        if FileType::from_raw_mode(status.st_mode) != FileType::RegularFile {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let mut from = self.read_file(path)?;
        let mut copy = to.make_file(path)?;
        io::copy(&mut from, &mut copy)?;
        let modified = Timespec { tv_sec: seconds(&status), tv_nsec: nanoseconds(&status) as _ };
        Ok(rustix::fs::futimens(&copy, &Timestamps { last_access: modified, last_modification: modified })?)
    }

    /// Removes a file; one that is not there is as good as removed.
    pub(super) fn remove_file(&self, path: &[u8]) -> Result<(), Errno> {
        match rustix::fs::unlinkat(&self.0, path, AtFlags::empty()) {
            Err(Errno::NOENT | Errno::NOTDIR) => Ok(()),
            other => other,
        }
    }

    /// Removes a folder that is empty.
    pub(super) fn remove_folder(&self, path: &[u8]) -> Result<(), Errno> {
        rustix::fs::unlinkat(&self.0, path, AtFlags::REMOVEDIR)
    }

    /// Removes the folders that a removed file leaves empty.
    pub(super) fn remove_empty_parents(&self, path: &[u8]) {
        let mut path = path;
        while let Some(slash) = path.iter().rposition(|byte| *byte == b'/') {
            path = &path[..slash];
            if self.remove_folder(path).is_err() {
                return;
            }
        }
    }

    /// What stands at a path, not through a link.
    pub(super) fn status(&self, path: &[u8]) -> Result<Status, Errno> {
        rustix::fs::statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW).map(|stat| Status::new(&stat))
    }

    /// What is known of the folder itself.
    pub(super) fn own_status(&self) -> Result<Status, Errno> {
        rustix::fs::fstat(&self.0).map(|stat| Status::new(&stat))
    }

    /// Gives the folder the owner and the group of another one, as far as the user may: at least the group, without
    /// which a program that serves the folder might not get in.
    pub(super) fn set_owner_of(&self, other: &Status) -> Result<(), Errno> {
        let own = self.own_status()?;
        if (own.owner, own.group) == (other.owner, other.group) {
            return Ok(());
        }
        match rustix::fs::fchown(&self.0, Some(other.owner), Some(other.group)) {
            Err(Errno::PERM) if own.group == other.group => return Ok(()),
            Err(Errno::PERM) => {}
            done => return done,
        }
        match rustix::fs::fchown(&self.0, None, Some(other.group)) {
            // Everybody may read it, so the group does not matter.
            Err(Errno::PERM) if other.mode.contains(Mode::ROTH | Mode::XOTH) => Ok(()),
            done => done,
        }
    }

    /// Sets the mode if it is another one: on some disks, or of a folder of somebody else, it can not be set.
    pub(super) fn set_mode(&self, mode: Mode) -> Result<(), Errno> {
        if self.own_status()?.mode == mode { Ok(()) } else { rustix::fs::fchmod(&self.0, mode) }
    }

    /// What the folder holds, without what its folders hold. `path` is put before each name.
    pub(super) fn list(&self, path: &[u8]) -> Result<Vec<Item>, Errno> {
        let opened = self.open_below(path)?;
        let mut items = Vec::new();
        for entry in Dir::new(opened.0)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if matches!(name, b"." | b"..") {
                continue;
            }
            let mut full = Vec::with_capacity(path.len() + 1 + name.len());
            if !path.is_empty() {
                full.extend_from_slice(path);
                full.push(b'/');
            }
            full.extend_from_slice(name);
            let is_folder = match entry.file_type() {
                FileType::Unknown => self.status(&full)?.is_folder,
                kind => kind == FileType::Directory,
            };
            items.push(Item { path: full, inode: entry.ino(), is_folder });
        }
        Ok(items)
    }

    /// Has the system put everything on this disk into safety.
    pub(super) fn flush_disk(&self) -> Result<(), Errno> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        rustix::fs::syncfs(&self.0)?;
        rustix::fs::fsync(&self.0)
    }
}

impl AsFd for Folder {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.0.as_fd()
    }
}

impl Status {
    // The fields' types differ from system to system.
    #[allow(clippy::unnecessary_cast, clippy::cast_sign_loss, clippy::cast_possible_wrap)]
    pub(super) fn new(stat: &Stat) -> Self {
        let kind = FileType::from_raw_mode(stat.st_mode);
        Self {
            inode: stat.st_ino as u64,
            device: stat.st_dev as u64,
            size: stat.st_size as u64,
            modified: (seconds(stat), nanoseconds(stat)),
            mode: Mode::from_raw_mode(stat.st_mode),
            owner: Uid::from_raw(stat.st_uid),
            group: Gid::from_raw(stat.st_gid),
            is_file: kind == FileType::RegularFile,
            is_folder: kind == FileType::Directory,
        }
    }

    /// Whether both speak of one file or folder.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }
}

#[allow(clippy::unnecessary_cast, clippy::cast_possible_wrap)]
fn seconds(stat: &Stat) -> i64 {
    stat.st_mtime as i64
}

#[allow(clippy::unnecessary_cast, clippy::cast_possible_wrap)]
fn nanoseconds(stat: &Stat) -> i64 {
    stat.st_mtime_nsec as i64
}

/// Writes a whole content in as few calls as the system allows.
pub(super) fn write_whole(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)
}

/// Reads a file in blocks.
pub(super) fn read_blocks(file: &mut File, mut block: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = vec![0; 128 * 1024];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(length) => block(&buffer[..length])?,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, symlink};

    use super::Folder;

    #[test]
    fn where_a_file_has_one_name_only_it_is_copied() {
        let base = tempfile::tempdir().unwrap();
        for folder in ["from/a", "to"] {
            fs::create_dir_all(base.path().join(folder)).unwrap();
        }
        let (from, to) = (base.path().join("from"), base.path().join("to"));
        fs::write(from.join("a/page"), "text").unwrap();
        symlink("a/page", from.join("link")).unwrap();
        let old = std::time::UNIX_EPOCH + std::time::Duration::new(1_000_000_000, 5);
        fs::File::open(from.join("a/page")).unwrap().set_modified(old).unwrap();
        let (source, target) = (Folder::open(&from).unwrap(), Folder::open(&to).unwrap());
        for path in [&b"a/page"[..], b"link"] {
            source.copy(path, &target).unwrap();
        }
        let (one, other) =
            (fs::metadata(from.join("a/page")).unwrap(), fs::metadata(to.join("a/page")).unwrap());
        assert_eq!(fs::read_to_string(to.join("a/page")).unwrap(), "text");
        assert_eq!((one.mtime(), one.mtime_nsec()), (other.mtime(), other.mtime_nsec()));
        assert_ne!(one.ino(), other.ino());
        assert_eq!(fs::read_link(to.join("link")).unwrap(), std::path::Path::new("a/page"));
    }
}
