//! GIF: a list of blocks, of which those that show the picture are written anew, each with as much as its form has room for.

mod pixels;

use super::parts::Parts;
use super::unpacked::{Extent, Unpacking};
use super::{DAMAGED, Extra, Why};
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// The bytes of the head, of what says where a picture goes, and of how it is shown.
const HEAD: usize = 13;
const PLACE: usize = 10;
const CONTROL: usize = 4;

/// The most of a colour profile that one part of a block holds.
const PART: usize = 255;

/// Takes a file apart.
pub(super) fn parts<'p>(bytes: &'p [u8], unpacking: &mut Unpacking<'_>) -> Result<Parts<'p>, Why> {
    let head = bytes.get(..HEAD).ok_or(DAMAGED)?;
    let at = HEAD + table(head[10]);
    let mut parts = Parts::beginning_with(bytes.get(..at).ok_or(DAMAGED)?, bytes.len());
    // A signature of another length would be told by the first block.
    let mut file = Gif { bytes, at, unpacking, count: 0, loops: false, has_profile: false };
    while file.block(&mut parts).ok_or(DAMAGED)? {}
    let behind = &bytes[file.at..];
    if !behind.is_empty() {
        parts.leave(Extra::Other("data behind the picture", behind));
    }
    Ok(parts)
}

/// A file while it is taken apart.
struct Gif<'p, 'u, 'k> {
    bytes: &'p [u8],
    at: usize,
    unpacking: &'u mut Unpacking<'k>,
    count: usize,
    loops: bool,
    has_profile: bool,
}

impl<'p> Gif<'p, '_, '_> {
    /// Takes a block; says whether another one may follow, or nothing where the file is damaged.
    fn block(&mut self, parts: &mut Parts<'p>) -> Option<bool> {
        self.count += 1;
        if self.count > ATTACHMENT_PARTS_LIMIT {
            return None;
        }
        let start = self.at;
        match *self.bytes.get(start)? {
            0x3B => {
                parts.keep(&[0x3B]);
                self.at += 1;
                Some(false)
            }
            0x2C => self.picture(parts).map(|()| true),
            0x21 => {
                let label = *self.bytes.get(start + 1)?;
                self.at = start + 2;
                match label {
                    0xF9 => {
                        let data = self.data()?;
                        let control = data.strip_prefix(&[4]).and_then(|rest| rest.get(..CONTROL));
                        // Its last byte ends the parts, where nothing stands behind.
                        match control {
                            Some(control) => {
                                parts.keep(&[&[0x21, label, 4], control, &[0]].concat());
                                parts.leave_tail(strip_end(&data[1 + CONTROL..]));
                            }
                            None => parts.leave_unknown(data),
                        }
                    }
                    0xFF => self.program(parts)?,
                    // What is left as a comment, and what a program of 1989 would have painted.
                    0xFE | 0x01 => {
                        parts.leave(Extra::Comment("a comment in the file", joined(self.data()?).into()));
                    }
                    _ => parts.leave_unknown(self.data()?),
                }
                Some(true)
            }
            _ => None,
        }
    }

    /// Takes the parts of a block, each with its length before it, and one without length that ends them.
    fn data(&mut self) -> Option<&'p [u8]> {
        let start = self.at;
        loop {
            let length = usize::from(*self.bytes.get(self.at)?);
            self.at += 1 + length;
            if length == 0 {
                return self.bytes.get(start..self.at);
            }
        }
    }

    /// Takes a picture: where it goes, its colours, and its pixels up to where they end.
    fn picture(&mut self, parts: &mut Parts<'p>) -> Option<()> {
        let place = self.bytes.get(self.at..self.at + PLACE)?;
        let short = |at: usize| u64::from(u16::from_le_bytes([place[at], place[at + 1]]));
        let size = short(5) * short(7);
        let end = self.at + PLACE + table(place[9]);
        parts.keep(self.bytes.get(self.at..=end)?);
        let width = self.bytes[end];
        self.at = end + 1;
        let data = self.data()?;
        parts.unpacked += size;
        let length = self.end_of_pixels(width, data, size)?;
        let kept = data.get(..length)?;
        parts.keep(kept);
        // The part in which they end may be longer than they are.
        let tail = strip_end(&data[length..]);
        if let Some(last) = last_part(kept) {
            let at = parts.kept.len() - (kept.len() - last);
            parts.kept[at] = u8::try_from(kept.len() - last - 1).ok()?;
        }
        parts.keep(&[0]);
        parts.leave_tail(tail);
        Some(())
    }

    /// How many bytes of a list of parts belong to a picture.
    fn end_of_pixels(&mut self, width: u8, data: &[u8], size: u64) -> Option<usize> {
        if let Some(known) = self.unpacking.pixels().ok()? {
            return usize::try_from(known.packed).ok();
        }
        let length = pixels::length(width, data, size);
        match length {
            Some(length) => self.unpacking.are(Extent { packed: length as u64, unpacked: size }),
            None => self.unpacking.are_refused(DAMAGED),
        }
        length
    }

    /// Takes what a program noted, of which only how often the picture moves and its colours change how it is shown.
    fn program(&mut self, parts: &mut Parts<'p>) -> Option<()> {
        let size = usize::from(*self.bytes.get(self.at)?);
        let name = self.bytes.get(self.at + 1..self.at + 1 + size)?;
        self.at += 1 + size;
        let data = self.data()?;
        match name {
            b"XMP DataXMP" => parts.leave(Extra::Xmp(packet(data).into())),
            b"NETSCAPE2.0" | b"ANIMEXTS1.0" if !self.loops && data.starts_with(&[3, 1]) => {
                self.loops = true;
                parts.keep(&[&[0x21, 0xFF, 11], name, &data[..4], &[0]].concat());
                parts.leave_tail(strip_end(&data[4..]));
            }
            b"ICCRGBG1012" if !self.has_profile => {
                self.has_profile = true;
                if let Some(colours) = parts.colours(joined(data)) {
                    parts.keep(&[&[0x21, 0xFF, 11], name].concat());
                    for part in colours.chunks(PART) {
                        parts.keep(&[u8::try_from(part.len()).ok()?]);
                        parts.keep(part);
                    }
                    parts.keep(&[0]);
                }
            }
            _ => parts.leave_unknown(data),
        }
        Some(())
    }
}

/// The bytes of a table of colours that a byte of flags announces.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where the last part begins of those that begin here.
fn last_part(parts: &[u8]) -> Option<usize> {
    let (mut at, mut last) = (0, None);
    while let Some(length) = parts.get(at) {
        last = Some(at);
        at += 1 + usize::from(*length);
    }
    last
}

/// Nothing where there is but the end of a list of parts.
fn strip_end(parts: &[u8]) -> &[u8] {
    if parts == [0] { &[] } else { parts }
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
