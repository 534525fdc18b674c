//! Icons of a site: a list of pictures.

use std::borrow::Cow;

use super::picture::Unpacking;
use super::reading::{Reading, Step, Stop};
use super::{picture, strings};

const HEAD: usize = 6;
const ENTRY: usize = 16;

/// Why an icon is not read or taken apart, as the end of a sentence.
const DAMAGED: &str = "it is damaged or cut off";

/// Whether bytes begin as an icon or a pointer does.
pub(super) fn is_icon(bytes: &[u8]) -> bool {
    matches!(bytes, [0, 0, 1 | 2, 0, ..]) && !picture::is_picture(bytes)
}

/// Whether bytes are an icon even where nothing says so: with as many pictures as it says, each of which has a byte of nought.
pub(super) fn is_icon_by_itself(bytes: &[u8]) -> bool {
    let entries = || count(bytes).and_then(|count| bytes.get(HEAD..HEAD + count * ENTRY));
    is_icon(bytes)
        && entries().is_some_and(|list| !list.is_empty() && list.chunks(ENTRY).all(|entry| entry[3] == 0))
}

/// Reads an icon. Browsers take a picture of another kind under that name as well.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    if picture::is_picture(bytes) {
        return picture::read(reading, bytes);
    }
    if !is_icon(bytes) {
        return Err(Stop::because("it is no icon, though its name says so"));
    }
    for entry in 0..count(bytes).ok_or_else(|| Stop::because(DAMAGED))? {
        reading.step()?;
        let own = picture_of(bytes, entry).ok_or_else(|| Stop::because(DAMAGED))?;
        // Many entries may be the same bytes.
        reading.unpacked(own.len() as u64)?;
        if picture::is_picture(own) {
            picture::read(reading, own)?;
        }
    }
    // Bitmaps have no place for words, but there may be some between them and behind.
    strings::read(reading, "data of the icon", bytes)
}

/// An icon whose pictures are nothing but pictures, one behind the other; or why it can not be had.
pub(super) fn stripped(bytes: &[u8], unpacking: &mut Unpacking<'_>) -> Result<Vec<u8>, &'static str> {
    let count = count(bytes).ok_or(DAMAGED)?;
    let pictures_at = HEAD + count * ENTRY;
    let mut kept = bytes.get(..pictures_at).ok_or(DAMAGED)?.to_vec();
    for entry in 0..count {
        let own = picture_of(bytes, entry).ok_or(DAMAGED)?;
        let own = if picture::is_picture(own) {
            Cow::Owned(picture::stripped(own, unpacking)?)
        } else {
            Cow::Borrowed(own)
        };
        // Many entries may be the same bytes, and would be multiplied.
        if kept.len() + own.len() > bytes.len() {
            return Err("its pictures overlap");
        }
        let number = |number: usize| u32::try_from(number).map(u32::to_le_bytes).map_err(|_| DAMAGED);
        let at = HEAD + entry * ENTRY;
        let (size, start) = (number(own.len())?, number(kept.len())?);
        kept[at + 8..at + 12].copy_from_slice(&size);
        kept[at + 12..at + 16].copy_from_slice(&start);
        kept.extend_from_slice(&own);
    }
    Ok(kept)
}

/// How many pictures there are.
fn count(bytes: &[u8]) -> Option<usize> {
    let count = bytes.get(HEAD - 2..)?.first_chunk()?;
    Some(usize::from(u16::from_le_bytes(*count)))
}

/// The bytes of a picture.
fn picture_of(bytes: &[u8], entry: usize) -> Option<&[u8]> {
    let number = |at: usize| {
        let bytes = bytes.get(HEAD + entry * ENTRY + at..)?.first_chunk()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    };
    let (size, start) = (number(8)?, number(12)?);
    bytes.get(start..start.checked_add(size)?)
}
