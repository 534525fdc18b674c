//! The segments of a JPEG, up to where the picture ends and whatever stands behind it.

use std::ops::Range;

use crate::source::ATTACHMENT_PARTS_LIMIT;

pub(super) const END: u8 = 0xD9;
pub(super) const SCAN: u8 = 0xDA;
const COMMENT: u8 = 0xFE;

/// A piece of a JPEG file.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) marker: u8,
    /// All of it, with its marker.
    pub(super) whole: Range<usize>,
    /// What it holds.
    pub(super) data: Range<usize>,
}

/// A JPEG file.
pub(super) struct Segments<'p> {
    pub(super) bytes: &'p [u8],
    pub(super) list: Vec<Segment>,
    /// Where the picture ends.
    pub(super) end: usize,
}

/// The segments of a file; nothing where it is damaged.
pub(super) fn segments(bytes: &[u8]) -> Option<Segments<'_>> {
    let mut list = Vec::new();
    let mut at = 2;
    loop {
        if list.len() > ATTACHMENT_PARTS_LIMIT {
            return None;
        }
        let mut segment = segment_at(bytes, at)?;
        if segment.marker == END {
            return Some(Segments { bytes, list, end: segment.whole.end });
        }
        if segment.marker == SCAN {
            segment.whole.end = end_of_scan(bytes, segment.data.end)?;
        }
        at = segment.whole.end;
        list.push(segment);
    }
}

/// What a camera noted, where it stands before the compressed picture.
pub(in crate::attachment::picture) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 2;
    for _ in 0..ATTACHMENT_PARTS_LIMIT {
        let segment = segment_at(bytes, at)?;
        if segment.role(bytes) == Role::Exif {
            return bytes.get(segment.data.start + 6..segment.data.end);
        }
        if matches!(segment.marker, SCAN | END) {
            break;
        }
        at = segment.whole.end;
    }
    None
}

/// The segment that begins at a place; of a scan its head.
fn segment_at(bytes: &[u8], start: usize) -> Option<Segment> {
    if bytes.get(start)? != &0xFF {
        return None;
    }
    let mut at = start;
    while bytes.get(at)? == &0xFF {
        at += 1;
    }
    let marker = *bytes.get(at)?;
    at += 1;
    let data = match marker {
        0x01 | 0xD0..=END => at..at,
        _ => {
            let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
            at + 2..at + length.max(2)
        }
    };
    bytes.get(data.clone())?;
    Some(Segment { marker, whole: start..data.end, data })
}

/// Where the compressed data of a scan ends: at the next marker that is none of its own.
fn end_of_scan(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr(0xFF, bytes.get(at..)?)?;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

/// What a segment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// How large the picture is, and what its colours are made of.
    Frame,
    /// Which numbers the values of the pixels were divided by.
    Quantities,
    /// How the pixels are packed.
    Codes,
    /// The same in another way, which few programs know.
    Arithmetic,
    /// How often the packing begins anew.
    Restarts,
    /// Packed pixels.
    Scan,
    /// The head of JFIF, which may hold a preview.
    Head,
    Exif,
    Xmp,
    /// A piece of XMP that is too long for one segment.
    XmpPiece,
    Iptc,
    Comment,
    Profile,
    /// How the colours are to be understood.
    Colours,
    Other,
}

/// The length of what Adobe says of the colours; nothing belongs behind it.
pub(super) const COLOURS: usize = 12;

/// What a piece of a colour profile begins with; behind it stand its number and how many there are.
pub(super) const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// What a piece of XMP begins with, and how much stands between that and its text: a hash, the length of all, and where in it the
/// piece begins.
pub(super) const PIECE: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
pub(super) const PIECE_HEAD: usize = 40;

impl Segment {
    pub(super) fn role(&self, bytes: &[u8]) -> Role {
        let data = &bytes[self.data.clone()];
        match self.marker {
            0xE0 if data.starts_with(b"JFIF\0") => Role::Head,
            0xE1 if data.starts_with(b"Exif\0") => Role::Exif,
            0xE1 if data.starts_with(PIECE) => Role::XmpPiece,
            0xE1 if data.starts_with(b"http://ns.adobe.com/") => Role::Xmp,
            0xE2 if data.starts_with(PROFILE) => Role::Profile,
            0xED => Role::Iptc,
            0xEE if data.starts_with(b"Adobe") => Role::Colours,
            0xC4 => Role::Codes,
            0xCC => Role::Arithmetic,
            0xC0..=0xC7 | 0xC9..=0xCF => Role::Frame,
            0xDB => Role::Quantities,
            0xDD => Role::Restarts,
            SCAN => Role::Scan,
            COMMENT => Role::Comment,
            // Segments of programs, those that no standard knows, and those that programs which show pictures pass over.
            _ => Role::Other,
        }
    }
}
