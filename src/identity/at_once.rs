//! Many bytes at once: nearly no byte of a text begins anything, and most are passed without being looked at one by one.
//!
//! What asks of each byte has no branch, so that a compiler asks sixteen of them with one instruction.

/// How many bytes are asked at once.
pub(super) const AT_ONCE: usize = 64;

/// So many bytes from one on; what lies behind the end is zero.
#[inline]
fn chunk(bytes: &[u8], from: usize) -> [u8; AT_ONCE] {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.first_chunk().copied().unwrap_or_else(|| {
        let mut chunk = [0; AT_ONCE];
        chunk[..rest.len()].copy_from_slice(rest);
        chunk
    })
}

/// Whether one of [`AT_ONCE`] bytes from one on may be meant.
#[inline]
pub(super) fn has_any(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> bool {
    chunk(bytes, from).iter().fold(false, |any, byte| any | is(*byte))
}

/// One bit for each of [`AT_ONCE`] bytes from one on that is meant, the first one lowest.
#[inline]
pub(super) fn bits(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> u64 {
    // Brings the lowest bits of eight bytes side by side, in the highest byte of the product.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    const EIGHT: usize = 8;
    let meant = chunk(bytes, from).map(|byte| u8::from(is(byte)));
    let (eights, _) = meant.as_chunks::<EIGHT>();
    eights.iter().enumerate().fold(0, |all, (part, eight)| {
        all | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56 << (part * EIGHT)
    })
}

/// The bytes of a text at which something may begin, asked for one after the other.
#[derive(Debug)]
pub(super) struct Signs<'t, F> {
    bytes: &'t [u8],
    is: F,
    /// Where the bytes begin of which each bit tells.
    from: usize,
    bits: u64,
}

impl<'t, F: Fn(u8) -> bool> Signs<'t, F> {
    pub(super) fn new(bytes: &'t [u8], is: F) -> Self {
        let first = bits(bytes, 0, &is);
        Self { bytes, is, from: 0, bits: first }
    }

    /// The first of them from a byte on, which is none before those that were given.
    #[inline]
    pub(super) fn next(&mut self, at: usize) -> Option<usize> {
        if at >= self.from + AT_ONCE {
            self.read(at / AT_ONCE * AT_ONCE)?;
        }
        let mut ahead = self.bits & u64::MAX << (at.saturating_sub(self.from));
        while ahead == 0 {
            self.read(self.from + AT_ONCE)?;
            ahead = self.bits;
        }
        Some(self.from + ahead.trailing_zeros() as usize)
    }

    fn read(&mut self, from: usize) -> Option<()> {
        (from < self.bytes.len()).then(|| {
            (self.from, self.bits) = (from, bits(self.bytes, from, &self.is));
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one, tw\u{f6} 3 four-five; six, seven, eight, nine, ten, eleven, twelve and so on, to a hundred (100)";

    #[test]
    fn each_byte_that_is_meant_has_its_bit() {
        let bytes = TEXT.as_bytes();
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric();
        for from in [0, 1, 7, 40, bytes.len() - 1, bytes.len(), bytes.len() + 9] {
            let bits = bits(bytes, from, is_letter);
            for at in 0..AT_ONCE {
                let is_one = bytes.get(from + at).is_some_and(u8::is_ascii_alphanumeric);
                assert_eq!(bits >> at & 1 == 1, is_one, "{from} {at}");
            }
            assert_eq!(bits != 0, has_any(bytes, from, is_letter));
        }
    }

    #[test]
    fn signs_are_given_from_any_byte_on() {
        let text = TEXT.repeat(5);
        let bytes = text.as_bytes();
        let is = |byte: u8| byte == b'3' || byte == b'(';
        for step in [1, 5, 63, 64, 65, 200, bytes.len() + 1] {
            let mut signs = Signs::new(bytes, is);
            for from in (0..=bytes.len() + 70).step_by(step) {
                let next = (from..bytes.len()).find(|at| is(bytes[*at]));
                assert_eq!(signs.next(from), next, "{from} {step}");
                if next.is_none() {
                    break;
                }
            }
        }
    }
}
