//! A page as it is written, with limits on its size and on the time it takes.

use std::io::{self, Write};
use std::time::{Duration, Instant};

/// How many writes pass between two looks at the clock.
const WRITES_BETWEEN_LOOKS: u32 = 4096;

/// Appends to a buffer until a limit is passed.
pub(super) struct PageWriter<'a> {
    out: &'a mut Vec<u8>,
    end: usize,
    began: Instant,
    time: Duration,
    writes: u32,
}

impl<'a> PageWriter<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>, size: usize, seconds: u64) -> Self {
        let end = out.len().saturating_add(size);
        Self { out, end, began: Instant::now(), time: Duration::from_secs(seconds), writes: 0 }
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
        self.writes += 1;
        if self.writes == WRITES_BETWEEN_LOOKS {
            self.writes = 0;
            if self.began.elapsed() > self.time {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
