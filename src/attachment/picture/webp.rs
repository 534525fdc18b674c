//! WebP: a list of chunks, of which those that show the picture are written anew.

use super::parts::Parts;
use super::{DAMAGED, Extra, Why, exif};
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// What the head of an extended file says that there is.
const ANIMATION: u8 = 0x02;
const EXIF: u8 = 0x08;
const ALPHA: u8 = 0x10;
const PROFILE: u8 = 0x20;

/// The bytes of the head of an extended file, of that of an animation, and of a frame before its chunks.
const EXTENDED: usize = 10;
const ANIMATED: usize = 6;
const FRAME: usize = 16;

/// A chunk; one without a name is what stands behind the picture.
#[derive(Debug, Clone, Copy)]
struct Chunk<'p> {
    name: [u8; 4],
    data: &'p [u8],
}

/// The chunks of a file; nothing where it is damaged.
fn chunks(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let size = bytes.get(4..8)?.try_into().ok().map(u32::from_le_bytes)?;
    let end = usize::try_from(size).ok()?.checked_add(8)?;
    let mut list = chunks_of(bytes.get(12..end)?)?;
    let behind = bytes.get(end + (end % 2)..).unwrap_or_default();
    if !behind.is_empty() {
        list.push(Chunk { name: *b"\0\0\0\0", data: behind });
    }
    (!list.is_empty()).then_some(list)
}

fn chunks_of(mut rest: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut list = Vec::new();
    while !rest.is_empty() {
        let (head, tail) = rest.split_first_chunk::<8>()?;
        let [a, b, c, d, size @ ..] = *head;
        let length = usize::try_from(u32::from_le_bytes(size)).ok()?;
        let data = tail.get(..length)?;
        list.push(Chunk { name: [a, b, c, d], data });
        if list.len() > ATTACHMENT_PARTS_LIMIT {
            return None;
        }
        // The last one may lack the byte that makes it even.
        rest = &rest[(8 + length + length % 2).min(rest.len())..];
    }
    Some(list)
}

/// Takes a file apart.
pub(super) fn parts(bytes: &[u8]) -> Result<Parts<'_>, Why> {
    let chunks = chunks(bytes).ok_or(DAMAGED)?;
    let mut parts = Parts::beginning_with(b"RIFF\0\0\0\0WEBP", bytes.len());
    let head = chunks.first().filter(|chunk| &chunk.name == b"VP8X");
    let Some(head) = head else {
        // A simple file is one chunk, and what stands behind it is passed over.
        let (first, rest) = chunks.split_first().ok_or(DAMAGED)?;
        if !matches!(&first.name, b"VP8 " | b"VP8L") {
            return Err(DAMAGED);
        }
        write(&mut parts.kept, first.name, first.data)?;
        for chunk in rest {
            leave(&mut parts, *chunk);
        }
        return finished(parts);
    };
    let extended = head.data.first_chunk::<EXTENDED>().ok_or(DAMAGED)?;
    let moves = extended[0] & ANIMATION != 0;
    let flags_at = parts.kept.len() + 8;
    // Three bytes behind the flags are of no use yet.
    write(
        &mut parts.kept,
        head.name,
        &[&[extended[0] & (ANIMATION | ALPHA), 0, 0, 0], &extended[4..]].concat(),
    )?;
    parts.leave_tail(&head.data[EXTENDED..]);
    let (mut flags, mut turn, mut seen) = (0, None, Vec::new());
    for chunk in &chunks[1..] {
        // Of all but frames there is one.
        let is_new = &chunk.name == b"ANMF" || !seen.contains(&chunk.name);
        seen.push(chunk.name);
        match &chunk.name {
            b"ICCP" if is_new => {
                if let Some(colours) = parts.colours(chunk.data) {
                    write(&mut parts.kept, chunk.name, &colours)?;
                    flags |= PROFILE;
                }
            }
            b"ANIM" if moves && is_new && chunk.data.len() >= ANIMATED => {
                write(&mut parts.kept, chunk.name, &chunk.data[..ANIMATED])?;
                parts.leave_tail(&chunk.data[ANIMATED..]);
            }
            b"ANMF" if moves => frame(&mut parts, chunk.data)?,
            b"ALPH" | b"VP8 " | b"VP8L" if !moves && is_new => {
                write(&mut parts.kept, chunk.name, chunk.data)?;
            }
            b"EXIF" if is_new => {
                let noted = chunk.data.strip_prefix(b"Exif\0\0").unwrap_or(chunk.data);
                turn = exif::orientation(noted);
                leave(&mut parts, *chunk);
            }
            _ => leave(&mut parts, *chunk),
        }
    }
    if let Some(turn) = turn {
        write(&mut parts.kept, *b"EXIF", &exif::turned(turn))?;
        flags |= EXIF;
    }
    parts.kept[flags_at] |= flags;
    finished(parts)
}

/// Writes a frame of a moving picture with the chunks that it is made of.
fn frame<'p>(parts: &mut Parts<'p>, data: &'p [u8]) -> Result<(), Why> {
    let (head, rest) = data.split_at_checked(FRAME).ok_or(DAMAGED)?;
    let mut kept = head.to_vec();
    // How it is painted and goes; the other bits are of no use yet.
    kept[FRAME - 1] &= 3;
    let mut is_shown = false;
    for chunk in chunks_of(rest).ok_or(DAMAGED)? {
        if !is_shown && matches!(&chunk.name, b"ALPH" | b"VP8 " | b"VP8L") {
            write(&mut kept, chunk.name, chunk.data)?;
            is_shown = &chunk.name != b"ALPH";
        } else {
            leave(parts, chunk);
        }
    }
    write(&mut parts.kept, *b"ANMF", &kept)
}

fn finished(mut parts: Parts<'_>) -> Result<Parts<'_>, Why> {
    let size = u32::try_from(parts.kept.len() - 8).map_err(|_| DAMAGED)?;
    parts.kept[4..8].copy_from_slice(&size.to_le_bytes());
    Ok(parts)
}

fn write(to: &mut Vec<u8>, name: [u8; 4], data: &[u8]) -> Result<(), Why> {
    to.extend(name);
    to.extend(u32::try_from(data.len()).map_err(|_| DAMAGED)?.to_le_bytes());
    to.extend_from_slice(data);
    to.extend(std::iter::repeat_n(0, data.len() % 2));
    Ok(())
}

fn leave<'p>(parts: &mut Parts<'p>, chunk: Chunk<'p>) {
    parts.leave(match &chunk.name {
        b"EXIF" => Extra::Exif(chunk.data.strip_prefix(b"Exif\0\0").unwrap_or(chunk.data)),
        b"XMP " => Extra::Xmp(chunk.data.into()),
        b"\0\0\0\0" => Extra::Other("data behind the picture", chunk.data),
        _ => Extra::Other("data of a program", chunk.data),
    });
}
