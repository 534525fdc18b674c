//! The boxes that HEIC and AVIF consist of, and the numbers in them.

use std::ops::Range;

use super::super::{DAMAGED, Why};
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// A box: its name, and where in the file its content stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Boxed {
    pub(super) name: [u8; 4],
    pub(super) content: Range<usize>,
}

/// The boxes within a range of a file, to its end.
pub(super) fn boxes(bytes: &[u8], within: Range<usize>) -> Result<Vec<Boxed>, Why> {
    let mut list = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let mut head = Fields::of(bytes.get(at..within.end).ok_or(DAMAGED)?);
        let (size, name) = (head.number(4)?, head.name()?);
        let (size, length) = match size {
            // The last box may leave its size to the end of the file, and a large one writes it behind its name.
            0 => (within.end - at, 8),
            1 => (head.size(8)?, 16),
            size => (usize::try_from(size).map_err(|_| DAMAGED)?, 8),
        };
        let end = at.checked_add(size).filter(|end| size >= length && *end <= within.end).ok_or(DAMAGED)?;
        list.push(Boxed { name, content: at + length..end });
        if list.len() > ATTACHMENT_PARTS_LIMIT {
            return Err(DAMAGED);
        }
        at = end;
    }
    Ok(list)
}

/// Adds a box to a file that is written, its content in pieces.
pub(super) fn write(to: &mut Vec<u8>, name: [u8; 4], content: &[&[u8]]) -> Result<(), Why> {
    let size = 8 + content.iter().map(|piece| piece.len()).sum::<usize>();
    to.extend(u32::try_from(size).map_err(|_| DAMAGED)?.to_be_bytes());
    to.extend(name);
    for piece in content {
        to.extend_from_slice(piece);
    }
    Ok(())
}

/// The content of a box, read from its beginning.
#[derive(Debug, Clone)]
pub(super) struct Fields<'p> {
    rest: &'p [u8],
}

impl<'p> Fields<'p> {
    pub(super) fn of(rest: &'p [u8]) -> Self {
        Self { rest }
    }

    /// What was not read yet.
    pub(super) fn rest(&self) -> &'p [u8] {
        self.rest
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'p [u8], Why> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(DAMAGED)?;
        self.rest = rest;
        Ok(taken)
    }

    /// A number of 0 to 8 bytes.
    pub(super) fn number(&mut self, length: usize) -> Result<u64, Why> {
        Ok(self.take(length)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// A number that is a size or a place in the file.
    pub(super) fn size(&mut self, length: usize) -> Result<usize, Why> {
        usize::try_from(self.number(length)?).map_err(|_| DAMAGED)
    }

    /// The number of an item: of two bytes in older forms of a box, of four in newer ones.
    pub(super) fn id(&mut self, is_long: bool) -> Result<u32, Why> {
        u32::try_from(self.number(if is_long { 4 } else { 2 })?).map_err(|_| DAMAGED)
    }

    /// The form of a box and its flags.
    pub(super) fn form(&mut self) -> Result<(u8, u32), Why> {
        let [form, flags @ ..] = self.name()?;
        Ok((form, u32::from_be_bytes([0, flags[0], flags[1], flags[2]])))
    }

    /// Four letters.
    pub(super) fn name(&mut self) -> Result<[u8; 4], Why> {
        self.take(4)?.try_into().map_err(|_| DAMAGED)
    }

    /// A text up to the nought behind it, or to the end.
    pub(super) fn text(&mut self) -> &'p [u8] {
        let end = memchr::memchr(0, self.rest).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest.get(1..).unwrap_or_default();
        text
    }
}

#[cfg(test)]
mod tests {
    use super::boxes;

    fn written(name: &str, content: &[u8]) -> Vec<u8> {
        let size = u32::try_from(content.len() + 8).unwrap();
        [&size.to_be_bytes(), name.as_bytes(), content].concat()
    }

    #[test]
    fn boxes_are_followed_to_the_end_or_the_file_is_damaged() {
        let head = [written("ftyp", b"avif\0\0\0\0"), written("meta", b"words")].concat();
        let large = [b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x14".as_slice(), b"data"].concat();
        let open = b"\0\0\0\0mdatdata".to_vec();
        for (what, bytes, names) in [
            ("whole", head.clone(), Some("ftyp meta")),
            ("large box", [head.clone(), large].concat(), Some("ftyp meta mdat")),
            ("open end", [head.clone(), open].concat(), Some("ftyp meta mdat")),
            ("cut off", head[..head.len() - 1].to_vec(), None),
            ("words behind", [head.clone(), b"Ada Elmton".to_vec()].concat(), None),
            ("a size below that of its own head", [head.clone(), b"\0\0\0\x07free".to_vec()].concat(), None),
            (
                "a size beyond all",
                [head, b"\0\0\0\x01free\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF".to_vec()].concat(),
                None,
            ),
            ("empty", Vec::new(), Some("")),
        ] {
            let read = boxes(&bytes, 0..bytes.len()).ok().map(|list| {
                let names = list.iter().map(|found| String::from_utf8_lossy(&found.name).into_owned());
                names.collect::<Vec<_>>().join(" ")
            });
            assert_eq!(read.as_deref(), names, "{what}");
        }
    }
}
