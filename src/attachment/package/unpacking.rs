//! A part of a packed file while it is unpacked: how much may still come, whether it is whole, and what stands behind its end.

use std::io::Read;

use flate2::bufread::DeflateDecoder;
use zip::CompressionMethod;

/// The packed bytes of a part.
enum Packed<'p> {
    Stored(&'p [u8]),
    Deflated(DeflateDecoder<&'p [u8]>),
}

/// A part that ends in an error where it unpacks to more than may be, or to something else than its list says.
pub(super) struct Unpacking<'p> {
    packed: Packed<'p>,
    length: usize,
    /// How many bytes may still come.
    pub(super) left: u64,
    sum: crc32fast::Hasher,
    expected: u32,
    is_at_end: bool,
}

impl<'p> Unpacking<'p> {
    /// A part packed in one of the two ways that documents are; nothing for one that is packed in another.
    pub(super) fn new(data: &'p [u8], method: CompressionMethod, sum: u32, left: u64) -> Option<Self> {
        let packed = match method {
            CompressionMethod::Stored => Packed::Stored(data),
            CompressionMethod::Deflated => Packed::Deflated(DeflateDecoder::new(data)),
            _ => return None,
        };
        let length = data.len();
        Some(Self { packed, length, left, sum: crc32fast::Hasher::new(), expected: sum, is_at_end: false })
    }

    /// How many bytes stand behind the end of what was unpacked.
    pub(super) fn behind(&self) -> usize {
        match &self.packed {
            Packed::Deflated(decoder) if self.is_at_end => {
                self.length.saturating_sub(usize::try_from(decoder.total_in()).unwrap_or(self.length))
            }
            _ => 0,
        }
    }
}

impl Read for Unpacking<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = match &mut self.packed {
            Packed::Stored(rest) => rest.read(buffer)?,
            Packed::Deflated(decoder) => decoder.read(buffer)?,
        };
        self.sum.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() && !self.is_at_end {
            self.is_at_end = true;
            if self.sum.clone().finalize() != self.expected {
                return Err(std::io::ErrorKind::InvalidData.into());
            }
        }
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(std::io::ErrorKind::FileTooLarge.into()),
        }
        Ok(read)
    }
}
