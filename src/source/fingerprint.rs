//! Content hashes: how one build knows what another one saw.

use std::fmt;

/// The BLAKE3 hash of a content or of a whole set of inputs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The hash of several parts; each part's length is hashed too, so that parts can not run into each other.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The hash that a hasher has come to, for a content that is read in blocks.
    pub fn from_hasher(hasher: &blake3::Hasher) -> Self {
        Self(*hasher.finalize().as_bytes())
    }

    /// The hash that these bytes are.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The raw bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The whole hash as 64 hexadecimal digits.
    pub fn to_hex(self) -> String {
        blake3::Hash::from(self.0).to_hex().to_string()
    }

    /// Reads what [`Self::to_hex`] wrote.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let (pairs, []) = hex.as_bytes().as_chunks::<2>() else { return None };
        let mut bytes = [0; 32];
        if pairs.len() != bytes.len() {
            return None;
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Some(Self(bytes))
    }

    /// The first ten hexadecimal digits, for file names.
    pub fn short(self) -> String {
        self.to_hex()[..10].to_owned()
    }
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short())
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn hexadecimal_digits_are_read_back_and_nothing_else() {
        for content in ["", "a", "another content"] {
            let fingerprint = Fingerprint::of(content.as_bytes());
            let hex = fingerprint.to_hex();
            assert_eq!(Fingerprint::from_hex(&hex), Some(fingerprint));
            for wrong in [&hex[1..], &hex[2..], &format!("{hex}0"), &format!("{hex}00"), &hex.to_uppercase()]
            {
                assert_eq!(Fingerprint::from_hex(wrong), None, "{wrong}");
            }
            assert_eq!(Fingerprint::from_hex(&hex.replace(&hex[..1], "g")), None);
        }
    }
}
