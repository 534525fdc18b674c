//! Where the words of a text begin, and what their first bytes are, for all lists of phrases that are looked for in it.

use super::at_once::{AT_ONCE, bits};

/// How many bytes a word is asked for first.
pub(super) const LEAD: usize = 4;
/// Those bits of each of these bytes that small and large letters have in common.
const COMMON: u32 = 0x1F1F_1F1F;
/// How many places leads are spread over, as a power of two: two that fall on one place cost a comparison.
pub(super) const PLACES: u32 = 15;

/// Where the words of a text begin: at each letter or digit of ASCII with none right before it. It is made once for all lists of
/// phrases that are looked for in the text.
#[derive(Debug)]
pub struct WordStarts {
    /// Each of them, as a byte of the text, with the place at which its first bytes are looked up.
    starts: Vec<(u32, u16)>,
}

impl WordStarts {
    /// The beginnings of the words of a text; of one that is larger than any that is read, those of its first four billion bytes.
    pub fn of(text: &str) -> Self {
        // Words have some six bytes, with the blank behind them.
        const LENGTH: usize = 5;
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / LENGTH);
        let mut last = 0;
        for from in (0..bytes.len()).step_by(AT_ONCE) {
            let letters = bits(bytes, from, is_letter_or_digit);
            let mut ahead = letters & !(letters << 1 | last);
            last = letters >> (AT_ONCE - 1);
            while ahead != 0 {
                let at = from + ahead.trailing_zeros() as usize;
                ahead &= ahead - 1;
                let Ok(narrow) = u32::try_from(at) else { return Self { starts } };
                starts.push((narrow, place_of(lead_at(bytes, at))));
            }
        }
        Self { starts }
    }

    /// Each of them, as a byte of the text.
    pub fn each(&self) -> impl Iterator<Item = usize> {
        self.starts.iter().map(|(at, _)| *at as usize)
    }

    /// Each of them with the place at which its first bytes are looked up.
    pub(super) fn each_with_place(&self) -> impl Iterator<Item = (usize, usize)> {
        self.starts.iter().map(|(at, place)| (*at as usize, usize::from(*place)))
    }
}

/// Whether a byte is a letter or a digit of ASCII; in place of the usual way, which has branches.
#[inline]
const fn is_letter_or_digit(byte: u8) -> bool {
    // A small letter differs from a large one in one bit, and no other sign becomes a letter by it.
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
}

/// What the first bytes of a word have in common with those of a phrase that begins like it, whatever the case; nothing stands
/// behind the end of a text.
#[inline]
pub(super) fn lead_at(bytes: &[u8], at: usize) -> u32 {
    let lead = bytes[at..].first_chunk().copied().unwrap_or_else(|| {
        let mut lead = [0; LEAD];
        lead[..bytes.len() - at].copy_from_slice(&bytes[at..]);
        lead
    });
    u32::from_le_bytes(lead) & COMMON
}

/// Where a lead is looked up.
#[inline]
pub(super) const fn place_of(lead: u32) -> u16 {
    // An odd number without a pattern in its bits spreads the leads.
    const SPREAD: u32 = 0x9E37_79B1;
    (lead.wrapping_mul(SPREAD) >> (u32::BITS - PLACES)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one, tw\u{f6} 3 four-five; six, seven, eight, nine, ten, eleven, twelve and so on, to a hundred (100)";

    #[test]
    fn letters_and_digits_are_those_of_ascii() {
        for byte in 0..=u8::MAX {
            assert_eq!(is_letter_or_digit(byte), byte.is_ascii_alphanumeric(), "{byte}");
        }
    }

    #[test]
    fn a_word_begins_where_no_letter_is_before_it() {
        for text in [TEXT, "", "a", &"ab".repeat(40), &"a ".repeat(40), &TEXT.repeat(9)] {
            let bytes = text.as_bytes();
            let is_start = |at: &usize| {
                bytes[*at].is_ascii_alphanumeric() && (*at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
            };
            let starts: Vec<usize> = (0..bytes.len()).filter(is_start).collect();
            assert_eq!(WordStarts::of(text).each().collect::<Vec<_>>(), starts, "{text}");
        }
    }
}
