//! PNG as a list of chunks.

use std::io::Read;

use super::Extra;
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// The bytes before the first chunk.
pub(super) const SIGNATURE: usize = 8;

/// The most that a packed text is unpacked to, and a packed colour profile.
pub(super) const TEXT_SIZE: u64 = 1_000_000;
pub(super) const PROFILE_SIZE: u64 = 8_000_000;

/// A chunk; one without a name is what stands behind the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'p> {
    pub(super) name: [u8; 4],
    pub(super) whole: &'p [u8],
    pub(super) data: &'p [u8],
}

/// The chunks of a file; nothing where it is damaged.
pub(super) fn chunks(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut list = Vec::new();
    let mut rest = bytes.get(SIGNATURE..)?;
    loop {
        let (head, tail) = rest.split_first_chunk::<8>()?;
        let [a, b, c, d, name @ ..] = *head;
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()?;
        let data = tail.get(..length)?;
        let whole = rest.get(..length.checked_add(12)?)?;
        list.push(Chunk { name, whole, data });
        if list.len() > ATTACHMENT_PARTS_LIMIT {
            return None;
        }
        rest = &rest[whole.len()..];
        if &name == b"IEND" {
            if !rest.is_empty() {
                list.push(Chunk { name: *b"\0\0\0\0", whole: rest, data: rest });
            }
            return Some(list);
        }
    }
}

impl Chunk<'_> {
    /// Whether the picture can not be shown as it is meant without it.
    pub(super) fn is_picture(&self) -> bool {
        // A chunk that no standard knows is nothing to show, whatever its name claims.
        let needed: [&[u8; 4]; 20] = [
            b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
            b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT", b"hIST", b"oFFs",
        ];
        needed.contains(&&self.name)
    }
}

/// Everything that is not the picture.
pub(super) fn extras(chunks: Vec<Chunk<'_>>) -> Vec<Extra<'_>> {
    let others = chunks.into_iter().filter(|chunk| !chunk.is_picture() || &chunk.name == b"iCCP");
    others
        .map(|chunk| match &chunk.name {
            b"iCCP" => profile(chunk.data),
            b"eXIf" => Extra::Exif(chunk.data),
            b"tEXt" => Extra::Comment("text in the file", chunk.data.into()),
            b"zTXt" => packed(chunk.data),
            b"iTXt" => international(chunk.data),
            b"\0\0\0\0" => Extra::Other("data behind the picture", chunk.data),
            b"tIME" => Extra::Other("when it was changed", chunk.data),
            _ => Extra::Other("data of a program", chunk.data),
        })
        .collect()
}

/// A keyword and what is packed behind it.
fn named(data: &[u8]) -> (&[u8], &[u8]) {
    let end = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
    (&data[..end], data.get(end + 2..).unwrap_or_default())
}

fn packed(data: &[u8]) -> Extra<'_> {
    let (keyword, text) = named(data);
    Extra::Packed(keyword, text)
}

fn profile(data: &[u8]) -> Extra<'_> {
    let (name, profile) = named(data);
    Extra::PackedProfile(name, profile)
}

/// Unpacks a text, as far as it goes and is not longer than it may be; and whether that is all of it.
pub(super) fn unpack(data: &[u8], most: u64) -> (Vec<u8>, bool) {
    let mut text = Vec::new();
    let read = flate2::read::ZlibDecoder::new(data).take(most + 1).read_to_end(&mut text);
    let is_whole = read.is_ok() && text.len() as u64 <= most;
    (text, is_whole)
}

/// A text in any language, packed or not; XMP is one of them.
fn international(data: &[u8]) -> Extra<'_> {
    let mut parts = data.splitn(2, |byte| *byte == 0);
    let (keyword, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_packed = rest.first() == Some(&1);
    let mut parts = rest.get(2..).unwrap_or_default().splitn(3, |byte| *byte == 0);
    let (_, translated, text) =
        (parts.next(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match (is_packed, keyword) {
        (true, _) => Extra::Packed(keyword, text),
        (false, b"XML:com.adobe.xmp") => Extra::Xmp(text.into()),
        (false, _) => {
            Extra::Comment("text in the file", [keyword, b"\n", translated, b"\n", text].concat().into())
        }
    }
}
