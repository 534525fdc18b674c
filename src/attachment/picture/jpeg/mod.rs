//! JPEG: a list of segments, of which those that show the picture are written anew, each with as much as its form has room for.

mod segments;
mod tables;

use super::parts::Parts;
use super::{DAMAGED, Extra, Why, exif};
use segments::{COLOURS, END, PIECE, PIECE_HEAD, PROFILE, Role, SCAN, Segment, Segments, segments};
use tables::{Frame, Tables};

pub(super) use segments::exif as exif_of;

/// The most of a colour profile that one segment holds.
const PROFILE_PIECE: usize = 65_519;

/// The bytes of the head of JFIF before the preview that may follow.
const HEAD: usize = 14;

/// Takes a file apart.
pub(super) fn parts(bytes: &[u8]) -> Result<Parts<'_>, Why> {
    let file = segments(bytes).ok_or(DAMAGED)?;
    let tables = Tables::of(&file)?;
    let profile = file.profile();
    let mut jpeg = Jpeg {
        parts: Parts::beginning_with(&[0xFF, 0xD8], bytes.len()),
        frame: None,
        tables,
        profile,
        seen: Vec::new(),
        restarts: false,
        is_arithmetic: file.list.iter().any(|segment| matches!(segment.marker, 0xC9..=0xCB | 0xCD..=0xCF)),
        pieces: Vec::new(),
    };
    for (at, segment) in file.list.iter().enumerate() {
        jpeg.take(&file, at, segment)?;
    }
    let Jpeg { mut parts, mut pieces, .. } = jpeg;
    if !pieces.is_empty() {
        // A text may be of several hashes; within each its pieces are in the order of where they begin.
        pieces.sort_by_key(|(head, _)| *head);
        parts.leave(Extra::Xmp(pieces.iter().flat_map(|(_, text)| text.iter().copied()).collect()));
    }
    if file.end < bytes.len() {
        parts.leave(Extra::Other("data behind the picture", &bytes[file.end..]));
    }
    parts.keep(&[0xFF, END]);
    Ok(parts)
}

/// A file while it is taken apart.
struct Jpeg<'p> {
    parts: Parts<'p>,
    frame: Option<Frame>,
    tables: Tables,
    /// The colour profile, until it is written.
    profile: Option<Vec<u8>>,
    /// What there is one of.
    seen: Vec<Role>,
    /// Whether the packing begins anew now and then.
    restarts: bool,
    /// Whether it is packed in the way that few programs know.
    is_arithmetic: bool,
    /// Pieces of XMP, each with what stands before it.
    pieces: Vec<(&'p [u8], &'p [u8])>,
}

impl<'p> Jpeg<'p> {
    fn take(&mut self, file: &Segments<'p>, at: usize, segment: &Segment) -> Result<(), Why> {
        let bytes = file.bytes;
        let data = &bytes[segment.data.clone()];
        let role = segment.role(bytes);
        match role {
            Role::Frame => {
                let frame = Frame::of(data).filter(|_| self.frame.is_none()).ok_or(DAMAGED)?;
                self.keep(segment.marker, data, frame.length);
                self.frame = Some(frame);
            }
            Role::Quantities | Role::Codes => {
                let (used, unused) = self.tables.split(at, data);
                if !used.is_empty() {
                    write(&mut self.parts.kept, segment.marker, &used);
                }
                for table in unused {
                    self.parts.leave_tail(table);
                }
            }
            Role::Arithmetic if self.is_arithmetic => {
                self.keep(segment.marker, data, data.len().min(32) / 2 * 2);
            }
            Role::Restarts => {
                self.restarts = data.first_chunk::<2>().ok_or(DAMAGED)? != &[0, 0];
                self.keep(segment.marker, data, 2);
            }
            Role::Scan => self.scan(file, segment)?,
            // The preview that may follow in the head is left out, and its measures are nought.
            Role::Head if data.len() >= HEAD && self.is_first(role) => {
                write(&mut self.parts.kept, segment.marker, &[&data[..HEAD - 2], &[0, 0]].concat());
                if data.len() > HEAD {
                    self.parts.leave(Extra::Other("a preview picture", &data[HEAD..]));
                }
            }
            Role::Exif => self.turn(data.get(6..).unwrap_or_default()),
            Role::Colours if data.len() >= COLOURS && self.is_first(role) => {
                self.keep(segment.marker, data, COLOURS);
            }
            Role::Profile => self.colours(),
            _ => self.leave(role, data),
        }
        Ok(())
    }

    /// Keeps a segment up to a length, and leaves out what stands behind that.
    fn keep(&mut self, marker: u8, data: &'p [u8], length: usize) {
        let (kept, tail) = data.split_at(length.min(data.len()));
        write(&mut self.parts.kept, marker, kept);
        self.parts.leave_tail(tail);
    }

    fn is_first(&mut self, role: Role) -> bool {
        let is_first = !self.seen.contains(&role);
        if is_first {
            self.seen.push(role);
        }
        is_first
    }

    /// Writes how the picture is turned, and nothing else of what a camera noted.
    fn turn(&mut self, noted: &'p [u8]) {
        self.parts.leave(Extra::Exif(noted));
        if let Some(turn) = exif::orientation(noted).filter(|_| self.is_first(Role::Exif)) {
            write(&mut self.parts.kept, 0xE1, &[b"Exif\0\0", &*exif::turned(turn)].concat());
        }
    }

    /// Writes the colours of the profile, of which this is the first segment, or nothing where they are written.
    fn colours(&mut self) {
        let Some(colours) = self.profile.take().and_then(|profile| self.parts.colours(profile)) else {
            return;
        };
        let pieces = colours.chunks(PROFILE_PIECE);
        let count = u8::try_from(pieces.len()).unwrap_or(u8::MAX);
        for (number, piece) in (1..=count).zip(pieces) {
            write(&mut self.parts.kept, 0xE2, &[PROFILE, &[number, count], piece].concat());
        }
    }

    /// Writes packed pixels with their head. Bytes that only fill are left out.
    fn scan(&mut self, file: &Segments<'p>, segment: &Segment) -> Result<(), Why> {
        let data = &file.bytes[segment.data.clone()];
        self.frame.as_ref().ok_or(DAMAGED)?;
        let length = tables::scan_length(data).ok_or(DAMAGED)?;
        self.keep(SCAN, data, length);
        let packed = &file.bytes[segment.data.end..segment.whole.end];
        let (mut at, mut next) = (0, 0);
        for found in memchr::memchr_iter(0xFF, packed) {
            match packed.get(found + 1) {
                Some(0) => {}
                Some(marker @ 0xD0..=0xD7) => {
                    // Where the packing does not begin anew, or in another order, marks say something else.
                    if !self.restarts || marker & 7 != next {
                        return Err(DAMAGED);
                    }
                    next = (next + 1) & 7;
                }
                _ => {
                    self.parts.kept.extend_from_slice(&packed[at..found]);
                    at = found + 1;
                }
            }
        }
        self.parts.kept.extend_from_slice(&packed[at..]);
        Ok(())
    }

    fn leave(&mut self, role: Role, data: &'p [u8]) {
        self.parts.leave(match role {
            Role::Xmp => {
                let end = data.iter().position(|byte| *byte == 0).map_or(data.len(), |end| end + 1);
                Extra::Xmp(data[end..].into())
            }
            Role::XmpPiece => {
                let piece = &data[PIECE.len()..];
                self.pieces.push(piece.split_at(PIECE_HEAD.min(piece.len())));
                return;
            }
            Role::Iptc => Extra::Iptc(data),
            Role::Comment => Extra::Comment("a comment in the file", data.into()),
            _ if data.is_empty() => return,
            _ => Extra::Other("data of a program", data),
        });
    }
}

fn write(to: &mut Vec<u8>, marker: u8, data: &[u8]) {
    let length = u16::try_from(data.len() + 2).unwrap_or(u16::MAX);
    to.extend([0xFF, marker]);
    to.extend(length.to_be_bytes());
    to.extend_from_slice(data);
}

impl Segments<'_> {
    /// The colour profile, which may stand in several segments, in any order.
    fn profile(&self) -> Option<Vec<u8>> {
        let own = self.list.iter().filter(|segment| segment.role(self.bytes) == Role::Profile);
        let mut pieces: Vec<&[u8]> =
            own.map(|segment| &self.bytes[segment.data.clone()][PROFILE.len()..]).collect();
        pieces.sort_by_key(|piece| piece.first().copied());
        // What does not fit together is read all the same, though no program takes it for a profile.
        (!pieces.is_empty())
            .then(|| pieces.iter().flat_map(|piece| piece.get(2..).unwrap_or_default()).copied().collect())
    }
}
