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

    /// Those that have none of these right before them; `after` says whether the byte before the first one is one of these.
    #[inline]
    pub(super) const fn begins(self, after: bool) -> Self {
        Self(self.0 & !(self.0 << EIGHT | (after as u64) << 7))
    }

    /// Whether the last byte is one of them.
    #[inline]
    pub(super) const fn has_last(self) -> bool {
        self.0 >> 63 == 1
    }

    /// The first of them.
    #[inline]
    pub(super) const fn first(self) -> Option<usize> {
        if self.0 == 0 { None } else { Some(self.0.trailing_zeros() as usize / EIGHT) }
    }

    /// All but the first of them.
    #[inline]
    pub(super) const fn rest(self) -> Self {
        Self(self.0 & self.0.wrapping_sub(1))
    }
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
                assert_eq!(letters.has_last(), place == 7 && byte.is_ascii_alphanumeric());
            }
        }
    }

    #[test]
    fn words_begin_where_something_else_ends() {
        let starts = |text: &str, after| {
            let mut marks = Eight::at(text.as_bytes(), 0).letters_and_digits().begins(after);
            let mut starts = Vec::new();
            while let Some(start) = marks.first() {
                starts.push(start);
                marks = marks.rest();
            }
            starts
        };
        assert_eq!(starts("one, two", false), [0, 5]);
        assert_eq!(starts("one, two", true), [5]);
        assert_eq!(starts("a b c d ", false), [0, 2, 4, 6]);
        assert_eq!(starts("\u{e9}t\u{e9} 1", true), [2, 6]);
        assert_eq!(starts("", true), [0; 0]);
    }
}
