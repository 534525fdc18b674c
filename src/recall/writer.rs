//! Bytes in the making.

use crate::source::SourcePath;

/// What is written of one thing: numbers, and the texts apart from them, so that all of those are looked at once when they
/// are read back.
pub(super) struct Writer<'a> {
    numbers: Vec<u8>,
    texts: String,
    /// The file that they are about.
    pub(super) path: &'a SourcePath,
}

impl<'a> Writer<'a> {
    pub(super) fn new(path: &'a SourcePath) -> Self {
        Self { numbers: Vec::with_capacity(2048), texts: String::with_capacity(4096), path }
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.numbers.push(byte);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.numbers.extend_from_slice(bytes);
    }

    /// A number in groups of seven bits, the lowest first.
    pub(super) fn number(&mut self, number: u64) {
        put_number(&mut self.numbers, number);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.texts.push_str(text);
    }

    /// Adds what was written to some bytes, from which [`Reader`](super::reader::Reader) takes it.
    pub(super) fn finish(&self, to: &mut Vec<u8>) {
        put_number(to, self.numbers.len() as u64);
        put_number(to, self.texts.len() as u64);
        to.extend_from_slice(&self.numbers);
        to.extend_from_slice(self.texts.as_bytes());
    }
}

fn put_number(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    to.push(number.to_le_bytes()[0]);
}
