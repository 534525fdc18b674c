//! GIF as a list of blocks.

use super::Extra;
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Needed to show the picture.
    Picture,
    Comment,
    Xmp,
    /// Of a program, and not needed.
    Other,
    /// Behind the end.
    Behind,
}

/// A block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'p> {
    pub(super) role: Role,
    pub(super) whole: &'p [u8],
    /// What it holds, for those that are not the picture: with the lengths of its parts in between.
    pub(super) data: &'p [u8],
}

/// Programs whose data change how the picture is shown.
const NEEDED: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// The blocks of a file, the first of which is its head; nothing where it is damaged.
pub(super) fn blocks(bytes: &[u8]) -> Option<Vec<Block<'_>>> {
    let mut at = 13 + table(*bytes.get(10)?);
    let mut list = vec![Block { role: Role::Picture, whole: bytes.get(..at)?, data: &[] }];
    loop {
        let start = at;
        let (role, data_at) = match bytes.get(at)? {
            0x3B => {
                list.push(Block { role: Role::Picture, whole: &bytes[at..=at], data: &[] });
                let behind = &bytes[at + 1..];
                if !behind.is_empty() {
                    list.push(Block { role: Role::Behind, whole: behind, data: behind });
                }
                return Some(list);
            }
            0x2C => (Role::Picture, at + 11 + table(*bytes.get(at + 9)?)),
            0x21 => match bytes.get(at + 1)? {
                // What is left as a comment, and what a program of 1989 would have painted.
                0xFE | 0x01 => (Role::Comment, at + 2),
                0xFF => {
                    let size = usize::from(*bytes.get(at + 2)?);
                    let name = bytes.get(at + 3..at + 3 + size)?;
                    let role = match name {
                        b"XMP DataXMP" => Role::Xmp,
                        _ if NEEDED.contains(&name) => Role::Picture,
                        _ => Role::Other,
                    };
                    (role, at + 3 + size)
                }
                _ => (Role::Picture, at + 2),
            },
            _ => return None,
        };
        at = end_of_parts(bytes, data_at)?;
        list.push(Block { role, whole: &bytes[start..at], data: &bytes[data_at..at] });
        if list.len() > ATTACHMENT_PARTS_LIMIT {
            return None;
        }
    }
}

/// The bytes of a table of colours that a byte of flags announces.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Parts have their length before them, and one without length ends them.
fn end_of_parts(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// Everything that is not the picture.
pub(super) fn extras(blocks: Vec<Block<'_>>) -> Vec<Extra<'_>> {
    let mut extras = Vec::new();
    for block in blocks {
        match block.role {
            Role::Picture => {}
            Role::Comment => extras.push(Extra::Comment("a comment in the file", joined(block.data).into())),
            Role::Xmp => extras.push(Extra::Xmp(packet(block.data).into())),
            Role::Other => extras.push(Extra::Other("data of a program", block.data)),
            Role::Behind => extras.push(Extra::Other("data behind the picture", block.data)),
        }
    }
    extras
}

fn joined(mut parts: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    while let Some((length, rest)) = parts.split_first() {
        let (part, next) = rest.split_at(usize::from(*length).min(rest.len()));
        text.extend_from_slice(part);
        parts = next;
    }
    text
}

/// XMP stands in a GIF as it is, followed by a run of bytes that leads any reader to the end.
fn packet(data: &[u8]) -> &[u8] {
    let end = memchr::memmem::rfind(data, b"\x01\xFF\xFE\xFD").unwrap_or(data.len());
    &data[..end]
}
