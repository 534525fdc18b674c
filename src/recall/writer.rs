//! Bytes in the making.

use crate::source::SourcePath;

/// The bytes of one source.
pub(super) struct Writer<'a> {
    bytes: &'a mut Vec<u8>,
    /// The file that they are about.
    pub(super) path: &'a SourcePath,
}

impl<'a> Writer<'a> {
    /// Writes after what is there.
    pub(super) fn new(bytes: &'a mut Vec<u8>, path: &'a SourcePath) -> Self {
        Self { bytes, path }
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// A number in groups of seven bits, the lowest first.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.byte(number.to_le_bytes()[0]);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes(text.as_bytes());
    }
}
