//! The chunks of a PNG, and how much room each of them has.

use super::super::{DAMAGED, Why};
use super::SIGNATURE;
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// A chunk; one without a name is what stands behind the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'p> {
    pub(super) name: [u8; 4],
    pub(super) whole: &'p [u8],
    pub(super) data: &'p [u8],
    /// Whether its checksum fits.
    pub(super) is_whole: bool,
}

/// The chunks of a file; nothing where it is damaged.
pub(super) fn chunks(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut list = Vec::new();
    let mut rest = bytes.get(SIGNATURE..)?;
    loop {
        let chunk = first(rest)?;
        list.push(chunk);
        if list.len() > ATTACHMENT_PARTS_LIMIT {
            return None;
        }
        rest = &rest[chunk.whole.len()..];
        if &chunk.name == b"IEND" {
            if !rest.is_empty() {
                list.push(Chunk { name: *b"\0\0\0\0", whole: rest, data: rest, is_whole: false });
            }
            return Some(list);
        }
    }
}

/// The chunk with which bytes begin.
fn first(bytes: &[u8]) -> Option<Chunk<'_>> {
    let mut chunk = first_unchecked(bytes)?;
    let sum = chunk.whole[chunk.whole.len() - 4..].first_chunk()?;
    chunk.is_whole = crc32fast::hash(&bytes[4..8 + chunk.data.len()]) == u32::from_be_bytes(*sum);
    Some(chunk)
}

fn first_unchecked(bytes: &[u8]) -> Option<Chunk<'_>> {
    let (head, tail) = bytes.split_first_chunk::<8>()?;
    let [a, b, c, d, name @ ..] = *head;
    let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()?;
    let data = tail.get(..length)?;
    let whole = bytes.get(..length.checked_add(12)?)?;
    Some(Chunk { name, whole, data, is_whole: true })
}

/// What a camera noted.
pub(in crate::attachment::picture) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(SIGNATURE..)?;
    for _ in 0..ATTACHMENT_PARTS_LIMIT {
        let chunk = first_unchecked(rest)?;
        match &chunk.name {
            b"eXIf" => return Some(chunk.data),
            b"IEND" => return None,
            _ => rest = &rest[chunk.whole.len()..],
        }
    }
    None
}

impl Chunk<'_> {
    /// Whether no program shows the picture without it.
    pub(super) fn is_needed(&self) -> bool {
        self.name[0].is_ascii_uppercase() || matches!(&self.name, b"acTL" | b"fcTL" | b"fdAT")
    }
}

/// Writes a chunk.
pub(super) fn write(to: &mut Vec<u8>, name: [u8; 4], data: &[u8]) -> Result<(), Why> {
    to.extend(u32::try_from(data.len()).map_err(|_| DAMAGED)?.to_be_bytes());
    let from = to.len();
    to.extend(name);
    to.extend_from_slice(data);
    let sum = crc32fast::hash(&to[from..]);
    to.extend(sum.to_be_bytes());
    Ok(())
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// What a file says of its picture at the beginning.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    /// Width and height, in pixels.
    pub(super) size: (u32, u32),
    depth: u8,
    kind: Colours,
    is_interlaced: bool,
}

/// How colours are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colours {
    Grey,
    Full,
    Palette,
    GreyAndAlpha,
    FullAndAlpha,
}

/// The most that each number may be of how large a point is, and of where a colour stands. Words are larger numbers.
const MOST: u32 = 1_000_000;

/// Where the points of the seven passes of an interlaced picture begin, and how far they are from each other.
const PASSES: [(u32, u32, u32, u32); 7] =
    [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

impl Header {
    pub(super) fn of(data: &[u8]) -> Option<Self> {
        let [.., depth, kind, 0, 0, interlaced @ (0 | 1)] = *data else { return None };
        let kind = match (kind, depth) {
            (0, 1 | 2 | 4 | 8 | 16) => Colours::Grey,
            (2, 8 | 16) => Colours::Full,
            (3, 1 | 2 | 4 | 8) => Colours::Palette,
            (4, 8 | 16) => Colours::GreyAndAlpha,
            (6, 8 | 16) => Colours::FullAndAlpha,
            _ => return None,
        };
        let size = (number(data, 0)?, number(data, 4)?);
        let is_fitting = data.len() == 13 && size.0 > 0 && size.1 > 0;
        is_fitting.then_some(Self { size, depth, kind, is_interlaced: interlaced == 1 })
    }

    /// The values of a point.
    fn channels(self) -> usize {
        match self.kind {
            Colours::Grey | Colours::Palette => 1,
            Colours::GreyAndAlpha => 2,
            Colours::Full => 3,
            Colours::FullAndAlpha => 4,
        }
    }

    /// How many colours its palette may have, where it has one.
    pub(super) fn palette(self) -> Option<usize> {
        (self.kind == Colours::Palette).then_some(1 << self.depth)
    }

    /// The bytes of a picture of a size when it is unpacked: its rows, each with the number of its filter.
    pub(super) fn unpacked_size(self, (width, height): (u32, u32)) -> Option<u64> {
        let rows = |width: u32, height: u32| -> Option<u64> {
            if width == 0 || height == 0 {
                return Some(0);
            }
            let bits = u64::from(width) * self.channels() as u64 * u64::from(self.depth);
            u64::from(height).checked_mul(1 + bits.div_ceil(8))
        };
        let all = if self.is_interlaced {
            let along = |all: u32, start: u32, step: u32| all.saturating_sub(start).div_ceil(step);
            PASSES.iter().try_fold(0_u64, |sum, (x, y, across, down)| {
                sum.checked_add(rows(along(width, *x, *across), along(height, *y, *down))?)
            })?
        } else {
            rows(width, height)?
        };
        (all <= super::pixels::MOST).then_some(all)
    }

    /// Whether a chunk that says how to show the picture is as long as it has to be, and has no larger numbers than it needs.
    pub(super) fn has_room_for(self, name: [u8; 4], data: &[u8], colours: usize) -> bool {
        let is_small = |data: &[u8]| {
            data.chunks_exact(4).all(|four| number(four, 0).is_some_and(|number| number <= MOST))
        };
        let length = match (&name, self.kind) {
            (b"tRNS", Colours::Palette) => return !data.is_empty() && data.len() <= colours,
            (b"pHYs", _) => return data.len() == 9 && is_small(data) && data[8] <= 1,
            (b"cHRM", _) => return data.len() == 32 && is_small(data),
            (b"gAMA", _) => return data.len() == 4 && is_small(data),
            (b"sRGB", _) => return matches!(data, [0..=3]),
            (b"sBIT", kind) => {
                let count = if kind == Colours::Palette { 3 } else { self.channels() };
                return data.len() == count && data.iter().all(|bits| (1..=16).contains(bits));
            }
            (b"bKGD", Colours::Palette) => return matches!(data, [at] if usize::from(*at) < colours),
            (b"tRNS" | b"bKGD", Colours::Grey) | (b"bKGD", Colours::GreyAndAlpha) => 2,
            (b"tRNS" | b"bKGD", Colours::Full) | (b"bKGD", Colours::FullAndAlpha) => 6,
            (b"cICP", _) => 4,
            (b"mDCV", _) => 24,
            (b"cLLI", _) => 8,
            _ => return false,
        };
        data.len() == length
    }
}

/// The frames of a moving picture.
#[derive(Debug)]
pub(super) struct Animation {
    /// How many frames are still to come.
    pub(super) frames_left: u32,
    next: u32,
}

impl Animation {
    pub(super) fn of(data: &[u8]) -> Option<Self> {
        Some(Self { frames_left: number(data, 0)?, next: 0 })
    }

    /// Takes the number of a chunk, which has to be the next one.
    pub(super) fn follow(&mut self, data: &[u8]) -> Option<()> {
        let is_next = number(data, 0)? == self.next;
        self.next = self.next.checked_add(1)?;
        is_next.then_some(())
    }

    /// Begins a frame; gives its width and height.
    pub(super) fn begin(&mut self, data: &[u8]) -> Option<(u32, u32)> {
        self.frames_left = self.frames_left.checked_sub(1)?;
        // How it goes and is painted is one of few numbers.
        let is_fitting = data.len() == 26 && data[24] <= 2 && data[25] <= 1;
        is_fitting.then_some((number(data, 4)?, number(data, 8)?))
    }
}
