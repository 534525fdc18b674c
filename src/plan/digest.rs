//! A hash of values one after the other, so that no two can run into each other.

use crate::source::Fingerprint;

/// A hash in the making.
#[derive(Default)]
pub(super) struct Digest(blake3::Hasher);

impl Digest {
    /// Adds a text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len());
        self.0.update(text.as_bytes());
        self
    }

    /// Adds a text that may be missing, which is not the same as an empty one.
    pub(super) fn option(&mut self, text: Option<&str>) -> &mut Self {
        self.flag(text.is_some()).text(text.unwrap_or_default())
    }

    /// Adds a number.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        self.0.update(&(number as u64).to_le_bytes());
        self
    }

    /// Adds a yes or no.
    pub(super) fn flag(&mut self, flag: bool) -> &mut Self {
        self.0.update(&[u8::from(flag)]);
        self
    }

    /// Adds a hash.
    pub(super) fn hash(&mut self, fingerprint: Fingerprint) -> &mut Self {
        self.0.update(fingerprint.as_bytes());
        self
    }

    /// The hash of all that was added.
    pub(super) fn finish(&self) -> Fingerprint {
        Fingerprint::from_hasher(&self.0)
    }
}
