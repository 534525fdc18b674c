//! How much a PDF holds, before a library holds it in memory: each word of its objects takes a hundred times its size there.

use std::io::Read as _;

use super::{OBJECT, STREAM, STREAM_END, behind_line_end};
use crate::attachment::reading::{Reading, Step, Stop};

/// Most words of objects that stand in the file as they are.
const WORDS: usize = 3_000_000;

/// Most bytes of objects that are packed in streams, all together.
const PACKED: u64 = 12_000_000;

/// Refuses a file with more objects, or larger ones, than any program writes into one that is to be read.
pub(super) fn check(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    reading.steps(bytes.len() as u64 / 1024)?;
    let too_much = || Stop::because("its objects hold more than can be looked through");
    let (mut words, mut packed) = (0, 0);
    let mut at = 0;
    while at < bytes.len() {
        let stream = memchr::memmem::find(&bytes[at..], STREAM).map_or(bytes.len(), |ahead| at + ahead);
        let plain = &bytes[at..stream];
        words += plain
            .iter()
            .filter(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'/' | b'(' | b'[' | b'<'))
            .count();
        let data = bytes.get(stream + STREAM.len()..).unwrap_or_default();
        let length = memchr::memmem::find(data, STREAM_END).unwrap_or(data.len());
        let dictionary = &plain[memchr::memmem::rfind(plain, OBJECT).unwrap_or_default()..];
        let has = |word: &[u8]| memchr::memmem::find(dictionary, word).is_some();
        // A name may be written by the numbers of its letters.
        if has(b"ObjStm") || has(b"#") {
            packed += unpacked(&data[..length], PACKED);
        }
        if words > WORDS || packed > PACKED {
            return Err(too_much());
        }
        at = stream + STREAM.len() + length + STREAM_END.len();
    }
    Ok(())
}

/// How many bytes a stream unpacks to; no more than one above a limit.
fn unpacked(data: &[u8], limit: u64) -> u64 {
    let mut packed = flate2::read::ZlibDecoder::new(behind_line_end(data)).take(limit + 1);
    // What is damaged is unpacked as far as it goes, as a reader does.
    let mut buffer = [0; 16 * 1024];
    let mut length = 0;
    while let Ok(read @ 1..) = packed.read(&mut buffer) {
        length += read as u64;
    }
    length
}
