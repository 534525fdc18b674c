//! JPEG as a list of segments, up to where the picture ends and whatever stands behind it.

use std::ops::Range;

use super::Extra;
use crate::source::ATTACHMENT_PARTS_LIMIT;

const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
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
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
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
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Needed to show the picture as it is meant.
    Picture,
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

/// What a piece of XMP begins with, and how much stands between that and its text: a hash, the length of all, and where in it the
/// piece begins.
const PIECE: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const PIECE_HEAD: usize = 40;

impl Segment {
    pub(super) fn role(&self, bytes: &[u8]) -> Role {
        let data = &bytes[self.data.clone()];
        match self.marker {
            0xE0 if data.starts_with(b"JFIF\0") => Role::Head,
            0xE1 if data.starts_with(b"Exif\0") => Role::Exif,
            0xE1 if data.starts_with(PIECE) => Role::XmpPiece,
            0xE1 if data.starts_with(b"http://ns.adobe.com/") => Role::Xmp,
            0xE2 if data.starts_with(b"ICC_PROFILE\0") => Role::Profile,
            0xED => Role::Iptc,
            0xEE if data.starts_with(b"Adobe") => Role::Colours,
            // Segments of programs, and those that no standard knows.
            0xE0..=0xEF | 0xF0..=0xFD | 0x02..=0xBF => Role::Other,
            COMMENT => Role::Comment,
            _ => Role::Picture,
        }
    }
}

impl<'p> Segments<'p> {
    /// Everything that is not the picture.
    pub(super) fn extras(&self) -> Vec<Extra<'p>> {
        let mut extras = Vec::new();
        let mut pieces: Vec<(&[u8], &[u8])> = Vec::new();
        for segment in &self.list {
            let data = &self.bytes[segment.data.clone()];
            match segment.role(self.bytes) {
                Role::Picture => {}
                Role::Head => {
                    if data.len() > 14 {
                        extras.push(Extra::Other("a preview picture", &data[14..]));
                    }
                }
                Role::Exif => extras.push(Extra::Exif(data.get(6..).unwrap_or_default())),
                Role::Xmp => {
                    let end = data.iter().position(|byte| *byte == 0).map_or(data.len(), |end| end + 1);
                    extras.push(Extra::Xmp(data[end..].into()));
                }
                Role::XmpPiece => {
                    let (head, text) = data[PIECE.len()..].split_at(PIECE_HEAD.min(data.len() - PIECE.len()));
                    pieces.push((head, text));
                }
                Role::Colours => {
                    if let Some(behind) = data.get(COLOURS..).filter(|behind| !behind.is_empty()) {
                        extras.push(Extra::Other("data behind the colours", behind));
                    }
                }
                Role::Iptc => extras.push(Extra::Iptc(data)),
                Role::Comment => extras.push(Extra::Comment("a comment in the file", data.into())),
                Role::Profile => extras.push(Extra::Profile(data.into())),
                Role::Other => extras.push(Extra::Other("data of a program", data)),
            }
        }
        if !pieces.is_empty() {
            // A text may be of several hashes; within each its pieces are in the order of where they begin.
            pieces.sort_by_key(|(head, _)| *head);
            extras.push(Extra::Xmp(pieces.iter().flat_map(|(_, text)| text.iter().copied()).collect()));
        }
        if self.end < self.bytes.len() {
            extras.push(Extra::Other("data behind the picture", &self.bytes[self.end..]));
        }
        extras
    }
}
