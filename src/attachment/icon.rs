//! Icons of a site: a list of pictures.

use super::reading::{Reading, Step, Stop};
use super::{picture, strings};

const HEAD: usize = 6;
const ENTRY: usize = 16;

/// Reads an icon. Browsers take a picture of another kind under that name as well.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    if picture::is_picture(bytes) {
        return picture::read(reading, bytes);
    }
    let [0, 0, 1 | 2, 0, count @ ..] = bytes else {
        return Err(Stop::because("it is no icon, though its name says so"));
    };
    let damaged = || Stop::because("it is damaged or cut off");
    let count = usize::from(u16::from_le_bytes(*count.first_chunk().ok_or_else(damaged)?));
    for entry in 0..count {
        reading.step()?;
        let number = |at: usize| {
            let bytes = bytes.get(HEAD + entry * ENTRY + at..).and_then(<[u8]>::first_chunk);
            usize::try_from(u32::from_le_bytes(*bytes.ok_or_else(damaged)?)).map_err(|_| damaged())
        };
        let (size, start) = (number(8)?, number(12)?);
        let own = bytes.get(start..start.saturating_add(size)).ok_or_else(damaged)?;
        // Many entries may be the same bytes.
        reading.unpacked(own.len() as u64)?;
        if picture::is_picture(own) {
            picture::read(reading, own)?;
        }
    }
    // Bitmaps have no place for words, but there may be some between them and behind.
    strings::read(reading, "data of the icon", bytes)
}
