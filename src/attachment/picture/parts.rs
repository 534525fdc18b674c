//! A picture while it is taken apart: what is published of it, and what is left out.

use std::borrow::Cow;

use super::Extra;

/// What is said of bytes that a part has behind what its form gives it room for.
const TAIL: &str = "data behind a part of the picture";

/// What a picture file is made of.
#[derive(Default)]
pub(super) struct Parts<'p> {
    /// The file with nothing but the picture.
    pub(super) kept: Vec<u8>,
    /// Everything else, for whoever looks for words.
    pub(super) extras: Vec<Extra<'p>>,
    /// How many bytes were unpacked to tell the one from the other.
    pub(super) unpacked: u64,
}

impl<'p> Parts<'p> {
    /// What begins with some bytes, of a file of about this length.
    pub(super) fn beginning_with(bytes: &[u8], length: usize) -> Self {
        let mut kept = Vec::with_capacity(length);
        kept.extend_from_slice(bytes);
        Self { kept, extras: Vec::new(), unpacked: 0 }
    }

    pub(super) fn keep(&mut self, bytes: &[u8]) {
        self.kept.extend_from_slice(bytes);
    }

    pub(super) fn leave(&mut self, extra: Extra<'p>) {
        self.extras.push(extra);
    }

    /// Leaves out what no form of picture knows.
    pub(super) fn leave_unknown(&mut self, bytes: &'p [u8]) {
        self.leave(Extra::Other("data of a program", bytes));
    }

    /// Leaves out what stands behind a part, if anything does.
    pub(super) fn leave_tail(&mut self, bytes: &'p [u8]) {
        if !bytes.is_empty() {
            self.leave(Extra::Other(TAIL, bytes));
        }
    }

    /// What is published of a colour profile: the colours, without the words. The rest is left out.
    pub(super) fn colours(&mut self, profile: impl Into<Cow<'p, [u8]>>) -> Option<Vec<u8>> {
        let profile = profile.into();
        let neutral = super::profile::neutral(&profile);
        if neutral.as_deref() != Some(&*profile) {
            self.leave(Extra::Profile(profile));
        }
        neutral
    }
}
