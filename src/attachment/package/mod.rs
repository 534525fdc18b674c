//! Packed files: the parts of an Office document, each unpacked as far as the limits allow.

mod between;
mod unpacking;

use std::io::{BufReader, Cursor};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::reading::{Reading, Step, Stop, TraceKind, too_large};
use crate::source::ATTACHMENT_PARTS_LIMIT;

use between::Stretch;
use unpacking::Unpacking;

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

    /// Hands on what is said of the file and its parts, and what stands in none of them: no program shows it.
    pub(super) fn remarks(&mut self, reading: &mut Reading<'_>) -> Step {
        reading.passage("what is said of the file", &String::from_utf8_lossy(self.archive.comment()));
        for at in 0..self.archive.len() {
            reading.step()?;
            let part = self.archive.by_index_raw(at).map_err(|error| refused(&error))?;
            reading.passage("what is said of a part", part.comment());
        }
        between::read(reading, self.bytes, &mut self.archive)
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
        let (data, mut unpacking) = {
            let part = self.archive.by_index_raw(at).map_err(|error| refused(&error))?;
            if part.encrypted() {
                return Err(Stop::Encrypted);
            }
            let stretch = Stretch::at(self.bytes, part.header_start(), part.compressed_size());
            let data =
                stretch.ok_or_else(|| Stop::because("it is damaged: a part is not where its list says"))?;
            let data = &self.bytes[data.data];
            let unpacking = Unpacking::new(data, part.compression(), part.crc32(), reading.bytes_left());
            (data, unpacking.ok_or_else(|| Stop::because("it is packed in a way that is not read"))?)
        };
        let left = unpacking.left;
        let outcome = read(reading, &mut BufReader::with_capacity(32 * 1024, &mut unpacking));
        reading.unpacked(left - unpacking.left)?;
        let behind = &data[data.len() - unpacking.behind()..];
        if outcome.is_ok() && !behind.is_empty() {
            reading.note(TraceKind::CustomData, "bytes that are in the file and in none of its parts");
            super::strings::read(reading, "behind the end of a part", behind)?;
        }
        outcome
    }

    /// Whether nothing is said of a part but its name, and nothing stands behind its end.
    pub(super) fn is_plain(&mut self, at: usize) -> Step<bool> {
        let part = self.archive.by_index_raw(at).map_err(|error| refused(&error))?;
        let stretch = Stretch::at(self.bytes, part.header_start(), part.compressed_size());
        let is_silent = part.comment().is_empty() && part.extra_data().is_none_or(|more| more.is_empty());
        let (Some(stretch), true) = (stretch, is_silent) else { return Ok(false) };
        let data = &self.bytes[stretch.data.clone()];
        // What it unpacks to was accounted for when the file was read.
        let mut unpacking = Unpacking::new(data, part.compression(), part.crc32(), u64::MAX);
        let is_whole =
            unpacking.as_mut().is_some_and(|part| std::io::copy(part, &mut std::io::sink()).is_ok());
        Ok(stretch.says_nothing() && is_whole && unpacking.is_some_and(|part| part.behind() == 0))
    }

    /// How a part is packed.
    pub(super) fn method(&mut self, at: usize) -> Step<CompressionMethod> {
        Ok(self.archive.by_index_raw(at).map_err(|error| refused(&error))?.compression())
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
    const COUNT: usize = 10;
    let end = memchr::memmem::rfind(bytes, between::END)?;
    let count = bytes.get(end + COUNT..)?.first_chunk()?;
    Some(usize::from(u16::from_le_bytes(*count)))
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
