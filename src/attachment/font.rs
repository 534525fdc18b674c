//! Fonts: the words in their tables, whichever of them a program would read.

use super::reading::{Reading, Step, Stop};
use super::strings;

/// The head of a WOFF file, and one entry of its list of tables.
const WOFF_HEAD: usize = 44;
const WOFF_ENTRY: usize = 20;

/// The head of a WOFF 2 file.
const WOFF2_HEAD: usize = 48;

/// The number of a table that has its name written out, and of those two that are packed in a way of their own.
const UNKNOWN: u8 = 63;
const OUTLINES: [u8; 2] = [10, 11];

/// Reads a font.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    match bytes {
        [b'w', b'O', b'F', b'F', ..] => woff(reading, bytes),
        [b'w', b'O', b'F', b'2', ..] => woff2(reading, bytes),
        [0, 1, 0, 0, ..] | [b'O', b'T', b'T', b'O', ..] | [b't', b'r', b'u', b'e', ..] => {
            strings::read(reading, "the words of the font", bytes)
        }
        _ => Err(Stop::because("it is no font, though its name says so")),
    }
}

fn damaged() -> Stop {
    Stop::because("it is damaged: a table of the font can not be read")
}

/// Each table is packed by itself.
fn woff(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    let tables = usize::from(u16::from_be_bytes(*array(bytes, 12)?));
    for table in 0..tables {
        reading.step()?;
        let entry = WOFF_HEAD + table * WOFF_ENTRY;
        let table = packed(reading, bytes, [entry + 4, entry + 8, entry + 12])?;
        strings::read(reading, "the words of the font", &table)?;
    }
    about(reading, bytes, 24, packed)
}

/// All tables are packed together, behind a list of them.
fn woff2(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    if bytes.get(4..8) == Some(b"ttcf") {
        return Err(Stop::because("it is a collection of fonts, which is not read; publish each by itself"));
    }
    let tables = u16::from_be_bytes(*array(bytes, 12)?);
    let mut at = WOFF2_HEAD;
    for _ in 0..tables {
        reading.step()?;
        let flags = *bytes.get(at).ok_or_else(damaged)?;
        at += if flags & UNKNOWN == UNKNOWN { 5 } else { 1 };
        at = behind_number(bytes, at)?;
        let is_plain = if OUTLINES.contains(&(flags & UNKNOWN)) { flags >> 6 == 3 } else { flags >> 6 == 0 };
        if !is_plain {
            at = behind_number(bytes, at)?;
        }
    }
    let length = number(bytes, 20)?;
    let stream = bytes.get(at..at.saturating_add(length)).ok_or_else(damaged)?;
    let words = unbrotlied(reading, stream)?;
    strings::read(reading, "the words of the font", &words)?;
    about(reading, bytes, 28, |reading, bytes, [offset, length, _]| {
        let (offset, length) = (number(bytes, offset)?, number(bytes, length)?);
        let stream = bytes.get(offset..offset.saturating_add(length)).ok_or_else(damaged)?;
        unbrotlied(reading, stream)
    })
}

/// What a font says of itself and what its makers added, of which the head tells the places.
fn about(
    reading: &mut Reading<'_>,
    bytes: &[u8],
    at: usize,
    unpack: impl Fn(&mut Reading<'_>, &[u8], [usize; 3]) -> Step<Vec<u8>>,
) -> Step {
    if number(bytes, at)? > 0 {
        let words = unpack(reading, bytes, [at, at + 4, at + 8])?;
        reading.passage("what the font says of itself", &String::from_utf8_lossy(&words));
    }
    let (offset, length) = (number(bytes, at + 12)?, number(bytes, at + 16)?);
    if offset > 0 {
        let own = bytes.get(offset..offset.saturating_add(length)).ok_or_else(damaged)?;
        strings::read(reading, "data of those who made the font", own)?;
    }
    Ok(())
}

/// What stands in a file at a place, with a length and a length unpacked: each told at a byte of the head.
fn packed(reading: &mut Reading<'_>, bytes: &[u8], [offset, length, whole]: [usize; 3]) -> Step<Vec<u8>> {
    let (offset, length, whole) = (number(bytes, offset)?, number(bytes, length)?, number(bytes, whole)?);
    let data = bytes.get(offset..offset.saturating_add(length)).ok_or_else(damaged)?;
    if length >= whole {
        // Many tables may be the same bytes.
        reading.unpacked(length as u64)?;
        return Ok(data.to_vec());
    }
    unpacked(reading, flate2::read::ZlibDecoder::new(data))
}

fn unbrotlied(reading: &mut Reading<'_>, stream: &[u8]) -> Step<Vec<u8>> {
    const BUFFER: usize = 16 * 1024;
    unpacked(reading, brotli_decompressor::Decompressor::new(stream, BUFFER))
}

fn unpacked(reading: &mut Reading<'_>, packed: impl std::io::Read) -> Step<Vec<u8>> {
    let (unpacked, is_whole) = reading.unpack(packed)?;
    if is_whole { Ok(unpacked) } else { Err(damaged()) }
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Step<&[u8; N]> {
    bytes.get(at..).and_then(<[u8]>::first_chunk).ok_or_else(damaged)
}

fn number(bytes: &[u8], at: usize) -> Step<usize> {
    usize::try_from(u32::from_be_bytes(*array(bytes, at)?)).map_err(|_| damaged())
}

/// The byte behind a number that is written in as many bytes as it needs, at most five.
fn behind_number(bytes: &[u8], at: usize) -> Step<usize> {
    let rest = bytes.get(at..).unwrap_or_default();
    let length = rest.iter().take(5).position(|byte| byte & 0x80 == 0).ok_or_else(damaged)?;
    Ok(at + length + 1)
}
