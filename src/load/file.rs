//! One open file, of which it is certain that it is a plain one.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::LoadError;

/// An open plain file and the size it had when it was opened.
pub(super) struct PlainFile<'a> {
    path: &'a Path,
    pub(super) file: File,
    pub(super) size: u64,
}

impl<'a> PlainFile<'a> {
    /// Opens a file that was listed as a plain one; one that has become something else meanwhile is not waited for.
    pub(super) fn open(path: &'a Path) -> Result<Self, LoadError> {
        let file = open_unfollowed(path).map_err(|cause| LoadError::new(path, cause))?;
        let metadata = file.metadata().map_err(|cause| LoadError::new(path, cause))?;
        if !metadata.is_file() {
            return Err(LoadError::changed(path));
        }
        Ok(Self { path, file, size: metadata.len() })
    }

    /// Reads the whole file into the buffer; fails if it grows or shrinks meanwhile.
    pub(super) fn read_into(&mut self, buffer: &mut Vec<u8>) -> Result<(), LoadError> {
        // One byte more than the file has, so that a single read also shows that it ended there.
        let room = usize::try_from(self.size).unwrap_or(usize::MAX - 1) + 1;
        buffer.clear();
        buffer.reserve(room);
        while buffer.len() as u64 != self.size {
            match read_on(&mut self.file, buffer) {
                Ok(0) => return Err(LoadError::changed(self.path)),
                Ok(_) => {}
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(LoadError::new(self.path, cause)),
            }
            if buffer.len() as u64 > self.size {
                return Err(LoadError::changed(self.path));
            }
        }
        Ok(())
    }

    /// Hands the whole file to a function in blocks; fails if it grows or shrinks meanwhile.
    pub(super) fn read_blocks(
        &mut self,
        buffer: &mut Vec<u8>,
        mut block: impl FnMut(&[u8]),
    ) -> Result<(), LoadError> {
        const BLOCK: usize = 128 * 1024;
        let room = usize::try_from(self.size).unwrap_or(BLOCK).saturating_add(1).min(BLOCK);
        buffer.clear();
        buffer.resize(room, 0);
        let mut read = 0;
        loop {
            match self.file.read(buffer) {
                Ok(0) => break,
                Ok(length) => {
                    read += length as u64;
                    block(&buffer[..length]);
                }
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(LoadError::new(self.path, cause)),
            }
        }
        if read == self.size { Ok(()) } else { Err(LoadError::changed(self.path)) }
    }
}

/// Reads once into the room that a buffer has left, which is not filled with zeros before.
#[cfg(unix)]
fn read_on(file: &mut File, buffer: &mut Vec<u8>) -> io::Result<usize> {
    Ok(rustix::io::read(file, rustix::buffer::spare_capacity(buffer))?)
}

#[cfg(not(unix))]
fn read_on(file: &mut File, buffer: &mut Vec<u8>) -> io::Result<usize> {
    let (filled, room) = (buffer.len(), buffer.capacity());
    buffer.resize(room, 0);
    let read = file.read(&mut buffer[filled..]);
    buffer.truncate(filled + *read.as_ref().unwrap_or(&0));
    read
}

/// Neither follows a link nor waits at a pipe that took the file's place after it was listed.
#[cfg(unix)]
fn open_unfollowed(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(file) => Ok(File::from(file)),
        // It was a plain file when it was listed; a link or a pipe has taken its place.
        Err(rustix::io::Errno::LOOP | rustix::io::Errno::NXIO) => Err(io::ErrorKind::NotFound.into()),
        Err(other) => Err(other.into()),
    }
}

#[cfg(not(unix))]
fn open_unfollowed(path: &Path) -> io::Result<File> {
    File::open(path)
}
