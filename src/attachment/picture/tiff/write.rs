//! The pages of a TIFF file, and nothing else.

use std::borrow::Cow;

use super::super::{DAMAGED, Unpacking, Why, profile, stripped};
use super::pages::{ENTRY, HEAD, Order, Page, Tiff};
use super::{NEW, tags};

/// The number of the packing that is JPEG.
const JPEG: u64 = 7;

/// The type of a number of four bytes.
const LONG: u16 = 4;

impl Order {
    fn bytes<const N: usize>(self, mut big: [u8; N]) -> [u8; N] {
        if self == Self::Little {
            big.reverse();
        }
        big
    }

    fn place(self, at: usize) -> Result<[u8; 4], Why> {
        Ok(self.bytes(u32::try_from(at).map_err(|_| DAMAGED)?.to_be_bytes()))
    }
}

impl Tiff<'_> {
    /// The file with nothing but its pages.
    pub(super) fn written(&self) -> Result<Vec<u8>, Why> {
        let pages = || self.pages.iter().filter(|page| page.is_kept);
        // Many pieces may be the same bytes, but not more of them than the file is long.
        if pages().flat_map(|page| &page.pieces).map(ExactSizeIterator::len).sum::<usize>()
            > 2 * self.bytes.len()
        {
            return Err(DAMAGED);
        }
        let mut whole = self.bytes[..HEAD / 2].to_vec();
        let mut link = whole.len();
        whole.extend([0; 4]);
        for page in pages() {
            let at = self.write_page(&mut whole, page)?;
            whole[link..link + 4].copy_from_slice(&self.order.place(at)?);
            link = whole.len() - 4;
        }
        Ok(whole)
    }

    /// Writes the data of a page and then its fields; says where these stand.
    fn write_page(&self, whole: &mut Vec<u8>, page: &Page<'_>) -> Result<usize, Why> {
        let is_jpeg = page.number(self.order, tags::COMPRESSION) == Some(JPEG);
        let (mut starts, mut lengths) = (Vec::new(), Vec::new());
        for piece in &page.pieces {
            let piece = &self.bytes[piece.clone()];
            let piece = if is_jpeg && !piece.is_empty() { without_notes(piece)? } else { piece.into() };
            starts.extend(self.order.place(place(whole))?);
            lengths.extend(self.order.place(piece.len())?);
            whole.extend_from_slice(&piece);
        }
        let mut fields = Vec::new();
        for entry in page.entries.iter().filter(|entry| tags::is_needed(entry.tag)) {
            let (kind, value): (u16, Cow<'_, [u8]>) = match entry.tag {
                tags::STRIPS | tags::TILES => (LONG, (&*starts).into()),
                tags::STRIP_LENGTHS | tags::TILE_LENGTHS => (LONG, (&*lengths).into()),
                tags::JPEG_TABLES => (entry.kind, without_notes(entry.value)?),
                tags::PROFILE => match profile::neutral(entry.value) {
                    Some(colours) => (entry.kind, colours.into()),
                    // No program understands it.
                    None => continue,
                },
                _ => (entry.kind, entry.value.into()),
            };
            let count = value.len() / tags::length(kind).ok_or(NEW)?;
            fields.extend(self.order.bytes(entry.tag.to_be_bytes()));
            fields.extend(self.order.bytes(kind.to_be_bytes()));
            fields.extend(self.order.place(count)?);
            if value.len() <= 4 {
                fields.extend_from_slice(&value);
                fields.resize(fields.len().next_multiple_of(ENTRY), 0);
            } else {
                fields.extend(self.order.place(place(whole))?);
                whole.extend_from_slice(&value);
            }
        }
        let at = place(whole);
        let count = u16::try_from(fields.len() / ENTRY).map_err(|_| DAMAGED)?;
        whole.extend(self.order.bytes(count.to_be_bytes()));
        whole.extend(fields);
        whole.extend([0; 4]);
        Ok(at)
    }
}

/// Where the next of a file goes: at an even place.
fn place(whole: &mut Vec<u8>) -> usize {
    whole.resize(whole.len().next_multiple_of(2), 0);
    whole.len()
}

/// A piece of JPEG without remarks.
fn without_notes(piece: &[u8]) -> Result<Cow<'_, [u8]>, Why> {
    if piece.starts_with(&[0xFF, 0xD8]) {
        stripped(piece, &mut Unpacking::default()).map(Cow::Owned)
    } else {
        Err(DAMAGED)
    }
}
