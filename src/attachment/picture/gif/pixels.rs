//! Packed pixels of a GIF: followed as far as it takes to know where they end.

/// The longest code, in bits.
const LONGEST: u32 = 12;

/// How many bytes of a list of parts belong to a picture of as many pixels, whose values are of a width in bits; nothing where
/// the codes make no sense.
pub(super) fn length(width: u8, data: &[u8], pixels: u64) -> Option<usize> {
    if !(2..=8).contains(&width) {
        return None;
    }
    let width = u32::from(width);
    let clear = 1_usize << width;
    // How many pixels each code stands for: one of a value, and of a new code one more than of that before it.
    let mut lengths = vec![1_u32; 1 << LONGEST];
    let (mut next, mut bits, mut before) = (clear + 2, width + 1, None::<usize>);
    let mut left = pixels;
    let mut codes = Codes { data, at: 0, part: 0, held: 0, count: 0 };
    // Once all pixels are there, only the mark of their end may follow.
    loop {
        let place = codes.at;
        let Some(code) = codes.take(bits) else { return Some(codes.end()) };
        if code == clear {
            (next, bits, before) = (clear + 2, width + 1, None);
            continue;
        }
        if code == clear + 1 {
            return Some(codes.at);
        }
        if left == 0 {
            return Some(place);
        }
        let is_known =
            code < clear || (code > clear + 1 && code < next) || (code == next && before.is_some());
        if !is_known {
            return None;
        }
        if let Some(before) = before.filter(|_| next < 1 << LONGEST) {
            lengths[next] = lengths[before].saturating_add(1);
            next += 1;
            if next == 1 << bits && bits < LONGEST {
                bits += 1;
            }
        }
        left = left.saturating_sub(lengths[code].into());
        before = Some(code);
    }
}

/// Codes of a changing width, the lowest bits first, over the ends of parts.
struct Codes<'p> {
    data: &'p [u8],
    /// Where the next byte stands.
    at: usize,
    /// How many bytes are left of the part.
    part: usize,
    held: u32,
    count: u32,
}

impl Codes<'_> {
    fn take(&mut self, bits: u32) -> Option<usize> {
        while self.count < bits {
            if self.part == 0 {
                self.part = usize::from(*self.data.get(self.at)?);
                if self.part == 0 {
                    return None;
                }
                self.at += 1;
            }
            self.held |= u32::from(*self.data.get(self.at)?) << self.count;
            self.at += 1;
            self.part -= 1;
            self.count += 8;
        }
        let code = self.held & ((1 << bits) - 1);
        self.held >>= bits;
        self.count -= bits;
        usize::try_from(code).ok()
    }

    /// Where the parts end.
    fn end(&self) -> usize {
        self.data.len().saturating_sub(1)
    }
}
