//! A picture without what is not needed to show it: nothing but the picture, its colour profile and its turn is left,
//! and the compressed data stay as they are.

use super::jpeg::{Role, Segments};
use super::{DAMAGED, Format, Why, exif, gif, heif, jpeg, png, tiff, webp};

/// The flags of a WebP file that announce EXIF and XMP.
const WEBP_EXTRAS: u8 = 0x08 | 0x04;

/// A picture without what does not belong to it, or why it can not be had.
pub(in crate::attachment) fn stripped(bytes: &[u8]) -> Result<Vec<u8>, Why> {
    match Format::of(bytes).ok_or(DAMAGED)? {
        Format::Jpeg => jpeg::segments(bytes).map(|file| of_jpeg(&file)).ok_or(DAMAGED),
        Format::Png => of_png(bytes).ok_or(DAMAGED),
        Format::WebP => of_webp(bytes).ok_or(DAMAGED),
        Format::Gif => {
            let blocks = gif::blocks(bytes).ok_or(DAMAGED)?;
            let kept = blocks.into_iter().filter(|block| block.role == gif::Role::Picture);
            Ok(kept.flat_map(|block| block.whole.iter().copied()).collect())
        }
        Format::Tiff => tiff::strip(bytes),
        Format::Heif => heif::strip(bytes),
    }
}

/// Whether browsers turn a picture by a quarter when they show it, so that its width becomes its height. They do so with
/// JPEG and PNG; not all of them do with WebP, and the measures of AVIF and HEIC are those that are shown.
pub(in crate::attachment) fn lies_on_its_side(bytes: &[u8]) -> bool {
    let turn = match Format::of(bytes) {
        Some(Format::Jpeg) => jpeg::exif(bytes).and_then(exif::orientation),
        Some(Format::Png) => png::chunks(bytes)
            .and_then(|chunks| chunks.into_iter().find(|chunk| &chunk.name == b"eXIf"))
            .and_then(|chunk| exif::orientation(chunk.data)),
        _ => None,
    };
    turn.is_some_and(|turn| turn >= 5)
}

/// EXIF that says how the picture is turned, and nothing else.
fn turned(orientation: u16) -> Vec<u8> {
    let mut exif = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    exif.extend(orientation.to_be_bytes());
    exif.extend([0, 0, 0, 0, 0, 0]);
    exif
}

fn of_jpeg(file: &Segments<'_>) -> Vec<u8> {
    let bytes = file.bytes;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend([0xFF, 0xD8]);
    let is_exif = |segment: &&jpeg::Segment| segment.role(bytes) == Role::Exif;
    let exif = file.list.iter().find(is_exif);
    let turn =
        exif.and_then(|segment| exif::orientation(bytes.get(segment.data.start + 6..segment.data.end)?));
    let mut exif = turn.map(turned).map(|exif| [b"Exif\0\0", &*exif].concat());
    for segment in &file.list {
        let data = &bytes[segment.data.clone()];
        match segment.role(bytes) {
            // The preview that may follow in the head is left out, and its measures are nought.
            Role::Head if data.len() >= 14 => {
                jpeg_segment(&mut kept, 0xE0, &[&data[..12], &[0, 0]].concat());
            }
            Role::Exif => {
                if let Some(exif) = exif.take() {
                    jpeg_segment(&mut kept, 0xE1, &exif);
                }
            }
            Role::Colours => jpeg_segment(&mut kept, segment.marker, &data[..data.len().min(jpeg::COLOURS)]),
            Role::Picture | Role::Profile => kept.extend_from_slice(&bytes[segment.whole.clone()]),
            Role::Head | Role::Xmp | Role::XmpPiece | Role::Iptc | Role::Comment | Role::Other => {}
        }
    }
    kept.extend([0xFF, 0xD9]);
    kept
}

fn jpeg_segment(to: &mut Vec<u8>, marker: u8, data: &[u8]) {
    let length = u16::try_from(data.len() + 2).unwrap_or(u16::MAX);
    to.extend([0xFF, marker]);
    to.extend(length.to_be_bytes());
    to.extend_from_slice(data);
}

fn of_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes[..png::SIGNATURE].to_vec();
    for chunk in png::chunks(bytes)? {
        if chunk.is_picture() {
            kept.extend_from_slice(chunk.whole);
        } else if let Some(turn) = exif::orientation(chunk.data).filter(|_| &chunk.name == b"eXIf") {
            let data = turned(turn);
            let named = [b"eXIf", &*data].concat();
            kept.extend(u32::try_from(data.len()).ok()?.to_be_bytes());
            kept.extend_from_slice(&named);
            kept.extend(crc32fast::hash(&named).to_be_bytes());
        }
    }
    Some(kept)
}

fn of_webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let chunks = webp::chunks(bytes)?;
    let exif = chunks.iter().find(|chunk| &chunk.name == b"EXIF");
    let turn =
        exif.and_then(|chunk| exif::orientation(chunk.data.strip_prefix(b"Exif\0\0").unwrap_or(chunk.data)));
    let mut kept = b"RIFF\0\0\0\0WEBP".to_vec();
    for chunk in &chunks {
        let from = kept.len();
        if chunk.is_picture() {
            kept.extend_from_slice(chunk.whole);
            if kept.len() % 2 == 1 {
                kept.push(0);
            }
        }
        if &chunk.name == b"VP8X" {
            let flags = kept.get_mut(from + 8)?;
            *flags &= !WEBP_EXTRAS;
            *flags |= if turn.is_some() { 0x08 } else { 0 };
        }
    }
    if let Some(turn) = turn {
        let data = turned(turn);
        kept.extend(b"EXIF");
        kept.extend(u32::try_from(data.len()).ok()?.to_le_bytes());
        kept.extend_from_slice(&data);
    }
    let size = u32::try_from(kept.len() - 8).ok()?;
    kept[4..8].copy_from_slice(&size.to_le_bytes());
    Some(kept)
}
