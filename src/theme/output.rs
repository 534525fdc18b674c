//! A page as it is written, with limits on its size and on the time it takes.

use std::io::{self, Write};

use super::stopwatch;

/// Appends to a buffer until a limit is passed.
pub(super) struct PageWriter<'a> {
    out: &'a mut Vec<u8>,
    end: usize,
}

impl<'a> PageWriter<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>, size: usize) -> Self {
        let end = out.len().saturating_add(size);
        Self { out, end }
    }
}

impl Write for PageWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > self.end.saturating_sub(self.out.len()) {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if !stopwatch::step() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
