//! What stands in a packed file and in none of its parts: before, between and behind them, and what its heads say beside names.

use std::io::Cursor;
use std::ops::Range;

use zip::ZipArchive;

use super::super::reading::{Reading, Step, Stop, TraceKind};
use super::super::strings;
use super::refused;

/// What the head of a part, its entry in the list, the end of the list and the two that large files have before that begin with.
const HEAD: &[u8] = b"PK\x03\x04";
const ENTRY: &[u8] = b"PK\x01\x02";
pub(super) const END: &[u8] = b"PK\x05\x06";
const LARGE_END: &[u8] = b"PK\x06\x06";
const LARGE_PLACE: &[u8] = b"PK\x06\x07";

/// How long they are without what has a length of its own.
const HEAD_LENGTH: usize = 30;
const ENTRY_LENGTH: usize = 46;
const END_LENGTH: usize = 22;
const LARGE_PLACE_LENGTH: usize = 20;

/// Where a part of a packed file stands.
pub(super) struct Stretch {
    /// Its head, with its name and what else is said of it.
    head: Range<usize>,
    /// Where in its head its name ends.
    name_end: usize,
    /// Its packed bytes.
    pub(super) data: Range<usize>,
}

impl Stretch {
    /// The part whose head begins at a byte.
    pub(super) fn at(bytes: &[u8], start: u64, length: u64) -> Option<Self> {
        let start = usize::try_from(start).ok()?;
        let head = bytes.get(start..).filter(|head| head.starts_with(HEAD))?;
        let name_end = start + HEAD_LENGTH + short(head, 26)?;
        let behind = name_end + short(head, 28)?;
        let end = behind.checked_add(usize::try_from(length).ok()?)?;
        (end <= bytes.len()).then_some(Self { head: start..behind, name_end, data: behind..end })
    }
}

impl Stretch {
    /// Whether its head has nothing but its name.
    pub(super) fn says_nothing(&self) -> bool {
        self.name_end == self.head.end
    }
}

/// Reads what stands in no part.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8], archive: &mut ZipArchive<Cursor<&[u8]>>) -> Step {
    let mut known: Vec<Range<usize>> = Vec::with_capacity(2 * archive.len() + 3);
    let mut said: Vec<u8> = Vec::new();
    let mut say = |bytes: &[u8]| {
        said.extend_from_slice(bytes);
        said.push(0);
    };
    for at in 0..archive.len() {
        reading.step()?;
        let part = archive.by_index_raw(at).map_err(|error| refused(&error))?;
        if let Some(stretch) = Stretch::at(bytes, part.header_start(), part.compressed_size()) {
            let name = &bytes[stretch.head.start + HEAD_LENGTH..stretch.name_end];
            if name != part.name_raw() {
                say(name);
            }
            let sum = sum_behind(bytes, stretch.data.end);
            for rest in [stretch.name_end..stretch.head.end, sum.clone()] {
                say(&bytes[rest]);
            }
            known.push(stretch.head.start..sum.end);
        }
        let start = usize::try_from(part.central_header_start()).unwrap_or(usize::MAX);
        let entry = bytes.get(start..).filter(|entry| entry.starts_with(ENTRY));
        let length = |at| entry.and_then(|entry| short(entry, at)).unwrap_or_default();
        if entry.is_some() {
            let more = start + ENTRY_LENGTH + length(28);
            let remark = more + length(30);
            say(bytes.get(more..remark).unwrap_or_default());
            known.push(start..(remark + length(32)).min(bytes.len()));
        }
    }
    known.extend(ends(bytes, &mut say));
    strings::read_markup(reading, "what is said of its parts", &said)?;
    known.sort_unstable_by_key(|range| range.start);
    between(reading, bytes, &known)
}

/// The ends of the list.
fn ends(bytes: &[u8], say: &mut dyn FnMut(&[u8])) -> Vec<Range<usize>> {
    let Some(end) = memchr::memmem::rfind(bytes, END) else { return Vec::new() };
    let remark = short(&bytes[end..], 20).unwrap_or_default();
    let mut known = Vec::with_capacity(3);
    known.push(end..(end + END_LENGTH + remark).min(bytes.len()));
    let place = end.saturating_sub(LARGE_PLACE_LENGTH);
    if bytes[place..].starts_with(LARGE_PLACE) {
        known.push(place..end);
        // It stands before that, and may have words of its own.
        if let Some(large) = memchr::memmem::rfind(&bytes[..place], LARGE_END) {
            say(&bytes[large..place]);
            known.push(large..place);
        }
    }
    known
}

/// The sum that stands behind a part whose length was not known when it was begun, if it is there.
fn sum_behind(bytes: &[u8], end: usize) -> Range<usize> {
    const SIGN: &[u8] = b"PK\x07\x08";
    let rest = &bytes[end..];
    let lengths: [usize; 2] = if rest.starts_with(SIGN) { [16, 24] } else { [12, 20] };
    let goes_on = |length: &usize| {
        rest.get(*length..).is_some_and(|next| next.starts_with(HEAD) || next.starts_with(ENTRY))
    };
    let is_there = !rest.starts_with(HEAD) && !rest.starts_with(ENTRY);
    end..end + lengths.into_iter().find(goes_on).filter(|_| is_there).unwrap_or_default()
}

/// Reads the bytes between the known ones. Noughts and blanks fill up what is to begin at an even place.
fn between(reading: &mut Reading<'_>, bytes: &[u8], known: &[Range<usize>]) -> Step {
    let mut end = 0;
    let last = bytes.len()..bytes.len();
    for range in known.iter().chain([&last]) {
        let gap = bytes.get(end..range.start).unwrap_or_default();
        let place = match (end, range.start == bytes.len()) {
            (0, _) => "before its parts",
            (_, true) => "behind its parts",
            _ => "between its parts",
        };
        end = end.max(range.end);
        if gap.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace()) {
            continue;
        }
        if memchr::memmem::find(gap, HEAD).is_some() {
            return Err(Stop::because("it has a part that its list does not name"));
        }
        reading.note(TraceKind::CustomData, "bytes that are in the file and in none of its parts");
        strings::read(reading, place, gap)?;
    }
    Ok(())
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?)))
}
