//! A hash of values one after the other, so that no two can run into each other.

use crate::source::Fingerprint;

/// A hash in the making. The values are written one after the other and hashed at the end: BLAKE3 takes a thousand bytes
/// in the time of three short ones.
pub(super) struct Digest(Vec<u8>);

impl Default for Digest {
    /// With room for what most hashes are made of.
    fn default() -> Self {
        Self(Vec::with_capacity(1024))
    }
}

impl Digest {
    /// Adds a text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    /// Adds a text that may be missing, which is not the same as an empty one.
    pub(super) fn option(&mut self, text: Option<&str>) -> &mut Self {
        self.flag(text.is_some()).text(text.unwrap_or_default())
    }

    /// Adds a number, in groups of seven bits: nearly all are small, and there is one before each text.
    pub(super) fn number(&mut self, mut number: usize) -> &mut Self {
        while number >= 0x80 {
            self.0.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
        self
    }

    /// Adds a yes or no.
    pub(super) fn flag(&mut self, flag: bool) -> &mut Self {
        self.0.push(u8::from(flag));
        self
    }

    /// Adds a day that may be missing.
    pub(super) fn day(&mut self, day: Option<jiff::civil::Date>) -> &mut Self {
        self.flag(day.is_some());
        let day = day.unwrap_or_default();
        self.0.extend_from_slice(&day.year().to_le_bytes());
        self.0.extend_from_slice(&day.month().to_le_bytes());
        self.0.extend_from_slice(&day.day().to_le_bytes());
        self
    }

    /// Adds a hash.
    pub(super) fn hash(&mut self, fingerprint: Fingerprint) -> &mut Self {
        self.0.extend_from_slice(fingerprint.as_bytes());
        self
    }

    /// The hash of all that was added.
    pub(super) fn finish(&self) -> Fingerprint {
        Fingerprint::of(&self.0)
    }
}
