//! Character counts to byte offsets, for a caller that mostly goes forward.

/// A place in a text that is known both in characters and in bytes.
///
/// The parser's markers count characters. Walking from the last place to the next costs the text once in all; a
/// text of ASCII only costs nothing.
pub(super) struct Cursor<'t> {
    text: &'t str,
    ascii: bool,
    chars: usize,
    bytes: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, ascii: bool) -> Self {
        Self { text, ascii, chars: 0, bytes: 0 }
    }

    /// The byte offset of a character; past the end it is the length of the text.
    pub(super) fn byte(&mut self, index: usize) -> usize {
        if self.ascii {
            return index.min(self.text.len());
        }
        let bytes = self.text.as_bytes();
        let continues = |at: usize| bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
        while self.chars < index && self.bytes < bytes.len() {
            self.bytes += 1;
            while continues(self.bytes) {
                self.bytes += 1;
            }
            self.chars += 1;
        }
        while self.chars > index {
            self.bytes -= 1;
            while continues(self.bytes) {
                self.bytes -= 1;
            }
            self.chars -= 1;
        }
        self.bytes
    }
}
