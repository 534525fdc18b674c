//! WebP as a list of chunks.

use super::Extra;
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// A chunk; one without a name is what stands behind the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'p> {
    pub(super) name: [u8; 4],
    pub(super) whole: &'p [u8],
    pub(super) data: &'p [u8],
}

/// The chunks of a file; nothing where it is damaged.
pub(super) fn chunks(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let size = bytes.get(4..8)?.try_into().ok().map(u32::from_le_bytes)?;
    let end = usize::try_from(size).ok()?.checked_add(8)?;
    let mut rest = bytes.get(12..end)?;
    let mut list = Vec::new();
    while !rest.is_empty() {
        let (head, tail) = rest.split_first_chunk::<8>()?;
        let [a, b, c, d, size @ ..] = *head;
        let length = usize::try_from(u32::from_le_bytes(size)).ok()?;
        let data = tail.get(..length)?;
        // The last one may lack the byte that makes it even.
        let whole = &rest[..(8 + length + length % 2).min(rest.len())];
        list.push(Chunk { name: [a, b, c, d], whole, data });
        if list.len() > ATTACHMENT_PARTS_LIMIT {
            return None;
        }
        rest = &rest[whole.len()..];
    }
    let behind = bytes.get(end + (end % 2)..).unwrap_or_default();
    if !behind.is_empty() {
        list.push(Chunk { name: *b"\0\0\0\0", whole: behind, data: behind });
    }
    (!list.is_empty()).then_some(list)
}

impl Chunk<'_> {
    /// Whether the picture can not be shown as it is meant without it.
    pub(super) fn is_picture(&self) -> bool {
        matches!(&self.name, b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP")
    }
}

/// Everything that is not the picture.
pub(super) fn extras(chunks: Vec<Chunk<'_>>) -> Vec<Extra<'_>> {
    chunks.into_iter().filter_map(extra).collect()
}

fn extra(chunk: Chunk<'_>) -> Option<Extra<'_>> {
    match &chunk.name {
        b"EXIF" => Some(Extra::Exif(chunk.data.strip_prefix(b"Exif\0\0").unwrap_or(chunk.data))),
        b"XMP " => Some(Extra::Xmp(chunk.data.into())),
        b"ICCP" => Some(Extra::Profile(chunk.data.into())),
        b"\0\0\0\0" => Some(Extra::Other("data behind the picture", chunk.data)),
        _ if chunk.is_picture() => None,
        _ => Some(Extra::Other("data of a program", chunk.data)),
    }
}
