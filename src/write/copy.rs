//! Files that are published as they are: reports, tables, fonts, pictures with nothing to take out.

use std::io::Write;

use rustix::io::Errno;

use super::WriteError;
use super::disk::{self, Folder};
use super::staging::{Record, Staging};
use crate::source::{Fingerprint, OutputPath, SourcePath};

impl Staging {
    /// Adds a file of the site as it is, provided that it still is what was read before.
    pub fn copy(
        &self,
        path: &OutputPath,
        from: &SourcePath,
        expected: Fingerprint,
    ) -> Result<(), WriteError> {
        if let Some(live) = self.live_entry(path).filter(|live| live.fingerprint == expected) {
            self.record(Record {
                path: path.clone(),
                fingerprint: expected,
                size: live.size,
                is_written: false,
            });
            return Ok(());
        }
        let mut source = self.open_source(from)?;
        let mut file = self.make_file(path)?;
        let mut hasher = blake3::Hasher::new();
        let mut size = 0;
        let mut unwritten = None;
        let read = disk::read_blocks(&mut source, |block| {
            hasher.update(block);
            size += block.len() as u64;
            file.write_all(block).map_err(|cause| {
                unwritten = Some(cause);
                std::io::ErrorKind::Other.into()
            })
        });
        if let Err(cause) = read {
            return Err(match unwritten {
                Some(cause) => self.abandon(path, cause),
                None => self.unreadable(path, from, cause),
            });
        }
        self.written.add(size);
        self.record(Record { path: path.clone(), fingerprint: expected, size, is_written: true });
        if Fingerprint::from_hasher(&hasher) == expected {
            Ok(())
        } else {
            Err(WriteError::SourceChanged { path: from.clone() })
        }
    }

    fn open_source(&self, from: &SourcePath) -> Result<std::fs::File, WriteError> {
        let changed = || WriteError::SourceChanged { path: from.clone() };
        let root = Folder::open(&self.root).map_err(|errno| WriteError::new(&self.root, errno.into()))?;
        let file = root.read_file(from.as_str().as_bytes()).map_err(|errno| match errno {
            Errno::NOENT | Errno::NOTDIR | Errno::LOOP | Errno::NXIO => changed(),
            other => WriteError::Unreadable { path: from.clone(), cause: other.into() },
        })?;
        match file.metadata() {
            Ok(metadata) if metadata.is_file() => Ok(file),
            Ok(_) => Err(changed()),
            Err(cause) => Err(WriteError::Unreadable { path: from.clone(), cause }),
        }
    }

    fn unreadable(&self, path: &OutputPath, from: &SourcePath, cause: std::io::Error) -> WriteError {
        let _ = self.abandon(path, std::io::ErrorKind::Other.into());
        WriteError::Unreadable { path: from.clone(), cause }
    }
}
