//! Packed files: the parts of an Office document, each unpacked as far as the limits allow.

use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::reading::{Reading, Step, Stop, too_large};
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// The head of an entry in the list of a packed file.
const ENTRY: &[u8] = b"PK\x01\x02";

/// A packed file.
pub(super) struct Package<'p> {
    archive: ZipArchive<Cursor<&'p [u8]>>,
    bytes: &'p [u8],
    /// The names of its parts, in the order of its list.
    pub(super) names: Vec<String>,
}

impl<'p> Package<'p> {
    /// Reads the list of parts.
    pub(super) fn open(bytes: &'p [u8]) -> Step<Self> {
        // The list is read whole, so its length is looked at first.
        if memchr::memmem::find_iter(bytes, ENTRY).take(ATTACHMENT_PARTS_LIMIT + 1).count()
            > ATTACHMENT_PARTS_LIMIT
        {
            return Err(Stop::because(format!("it has more than {ATTACHMENT_PARTS_LIMIT} parts")));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
        if listed(bytes).is_some_and(|count| count != archive.len() & usize::from(u16::MAX)) {
            // Of two parts of one name programs read one or the other.
            return Err(Stop::because("it is damaged: its list has a part twice, or less than it says"));
        }
        let name = |at| match archive.name_for_index(at) {
            Some(Ok(name)) => name.into_owned(),
            _ => format!("part {at}"),
        };
        let names = (0..archive.len()).map(name).collect();
        Ok(Self { archive, bytes, names })
    }

    /// Hands on what is said of the file and its parts, and what stands before them: no program shows it.
    pub(super) fn remarks(&mut self, reading: &mut Reading<'_>) -> Step {
        reading.passage("what is said of the file", &String::from_utf8_lossy(self.archive.comment()));
        for at in 0..self.archive.len() {
            reading.step()?;
            let part = self.archive.by_index_raw(at).map_err(|error| refused(&error))?;
            reading.passage("what is said of a part", part.comment());
        }
        let start = usize::try_from(self.archive.offset()).unwrap_or_default();
        let before = self.bytes.get(..start).unwrap_or_default();
        super::strings::read(reading, "before its parts", before)
    }

    /// Whether there is a part with a name, whatever its case.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known.eq_ignore_ascii_case(name))
    }

    /// Unpacks a part as a stream.
    pub(super) fn stream<T>(
        &mut self,
        reading: &mut Reading<'_>,
        at: usize,
        read: impl FnOnce(&mut Reading<'_>, &mut dyn std::io::BufRead) -> Step<T>,
    ) -> Step<T> {
        let part = self.archive.by_index(at).map_err(|error| refused(&error))?;
        if part.encrypted() {
            return Err(Stop::Encrypted);
        }
        let left = reading.bytes_left();
        let mut counted = Counted { part, left };
        let outcome = read(reading, &mut BufReader::with_capacity(32 * 1024, &mut counted));
        let used = left - counted.left;
        reading.unpacked(used)?;
        outcome
    }

    /// Unpacks a part whole.
    pub(super) fn whole(&mut self, reading: &mut Reading<'_>, at: usize) -> Step<Vec<u8>> {
        self.stream(reading, at, |_, stream| {
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).map_err(|error| cut(&error))?;
            Ok(bytes)
        })
    }
}

/// How many parts the end of a packed file says that its list has, in sixteen bits.
fn listed(bytes: &[u8]) -> Option<usize> {
    const END: &[u8] = b"PK\x05\x06";
    const COUNT: usize = 10;
    let end = memchr::memmem::rfind(bytes, END)?;
    let count = bytes.get(end + COUNT..)?.first_chunk()?;
    Some(usize::from(u16::from_le_bytes(*count)))
}

/// A part that ends in an error where it unpacks to more than may be.
struct Counted<R> {
    part: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.part.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(std::io::ErrorKind::FileTooLarge.into()),
        }
        Ok(read)
    }
}

/// Why a part ends before its end.
pub(super) fn cut(error: &std::io::Error) -> Stop {
    if error.kind() == std::io::ErrorKind::FileTooLarge {
        too_large()
    } else {
        Stop::because("a part of it is damaged")
    }
}

fn refused(error: &ZipError) -> Stop {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => Stop::Encrypted,
        ZipError::UnsupportedArchive(_) => Stop::because("it is packed in a way that is not read"),
        _ => Stop::because("it is damaged: its list of parts can not be read"),
    }
}
