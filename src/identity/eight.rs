//! Eight bytes at once: nearly no byte of a text begins anything, and most are passed without being looked at one by one.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHEST: u64 = 0x80 * ONES;
const OTHERS: u64 = !HIGHEST;

/// How many bytes are read at once.
pub(super) const EIGHT: usize = 8;

/// Bytes of a text that stand one after the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eight(u64);

/// Which of eight bytes are meant, by the highest bit of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks(u64);

impl Eight {
    /// Eight bytes from one on; what lies behind the end is zero.
    #[inline]
    pub(super) fn at(bytes: &[u8], from: usize) -> Self {
        if let Some(chunk) = bytes.get(from..).and_then(<[u8]>::first_chunk) {
            return Self(u64::from_le_bytes(*chunk));
        }
        let mut chunk = [0; EIGHT];
        let rest = bytes.get(from..).unwrap_or_default();
        chunk[..rest.len()].copy_from_slice(rest);
        Self(u64::from_le_bytes(chunk))
    }

    /// Those between two ASCII signs.
    #[inline]
    pub(super) const fn between(self, first: u8, last: u8) -> Marks {
        // Seven bits of each, so that no sum goes over into the next byte.
        let bits = self.0 & OTHERS;
        let from_first = bits + ONES * (0x80 - first as u64);
        let behind_last = bits + ONES * (0x7F - last as u64);
        Marks(from_first & !behind_last & !self.0 & HIGHEST)
    }

    /// Those between two bytes that are none of ASCII.
    #[inline]
    pub(super) const fn between_wide(self, first: u8, last: u8) -> Marks {
        Self(self.0 ^ HIGHEST).between(first & 0x7F, last & 0x7F)
    }

    /// ASCII letters and digits.
    #[inline]
    pub(super) const fn letters_and_digits(self) -> Marks {
        // A small letter differs from a large one in one bit, and no other sign becomes a letter by it.
        Self(self.0 | (0x20 * ONES)).between(b'a', b'z').or(self.between(b'0', b'9'))
    }
}

impl Marks {
    /// These and those.
    #[inline]
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The first of them.
    #[inline]
    pub(super) const fn first(self) -> Option<usize> {
        if self.0 == 0 { None } else { Some(self.0.trailing_zeros() as usize / EIGHT) }
    }

    /// One bit for each of the eight bytes, the first one lowest.
    #[inline]
    const fn bits(self) -> u64 {
        // Brings the highest bits of the bytes side by side, in the highest byte of the product.
        const GATHER: u64 = 0x0102_0408_1020_4080;
        (self.0 >> 7).wrapping_mul(GATHER) >> 56
    }
}

/// How many bytes are asked at once for the beginnings of words.
pub(super) const AT_ONCE: usize = 64;

/// One bit for each of so many bytes from one on that is a letter or a digit of ASCII. Whoever goes through the bits of few bytes at
/// a time is surprised by their number each time, which costs more than to find them.
#[inline]
pub(super) fn letters_and_digits(bytes: &[u8], from: usize) -> u64 {
    (0..AT_ONCE / EIGHT).fold(0, |all, part| {
        let bits = Eight::at(bytes, from + part * EIGHT).letters_and_digits().bits();
        all | bits << (part * EIGHT)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_as_by_itself() {
        for byte in 0..=u8::MAX {
            for place in 0..EIGHT {
                let mut bytes = [if place % 2 == 0 { 0 } else { 0xFF }; EIGHT];
                bytes[place] = byte;
                let eight = Eight::at(&bytes, 0);
                let is = |is: bool| is.then_some(place);
                assert_eq!(eight.between(b'0', b'9').first(), is(byte.is_ascii_digit()), "{byte} {place}");
                assert_eq!(
                    eight.between_wide(0xC3, 0xC5).first(),
                    is((0xC3..=0xC5).contains(&byte)),
                    "{byte} {place}"
                );
                let letters = eight.letters_and_digits();
                assert_eq!(letters.first(), is(byte.is_ascii_alphanumeric()), "{byte} {place}");
                assert_eq!(letters.bits(), u64::from(byte.is_ascii_alphanumeric()) << place);
            }
        }
    }

    #[test]
    fn each_letter_has_its_bit() {
        let text =
            "one, tw\u{f6} 3 four-five; six, seven, eight, nine, ten, eleven, twelve and so on".as_bytes();
        for from in [0, 1, 7, 40, text.len() - 1, text.len(), text.len() + 9] {
            let bits = letters_and_digits(text, from);
            for at in 0..AT_ONCE {
                let is_one = text.get(from + at).is_some_and(u8::is_ascii_alphanumeric);
                assert_eq!(bits >> at & 1 == 1, is_one, "{from} {at}");
            }
        }
    }
}
