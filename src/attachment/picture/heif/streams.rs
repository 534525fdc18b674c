//! Compressed pictures as a list of units: those that a decoder needs, and those in which a program notes something.

use std::ops::Range;

use super::super::{DAMAGED, Why};
use super::boxes::Fields;
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// The units of a compressed picture.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Units {
    pub(super) needed: Vec<Range<usize>>,
    /// Remarks, filling and what no standard knows.
    pub(super) noted: Vec<Range<usize>>,
}

impl Units {
    fn add(&mut self, unit: Range<usize>, is_needed: bool) -> Result<(), Why> {
        let list = if is_needed { &mut self.needed } else { &mut self.noted };
        match list.last_mut() {
            Some(before) if before.end == unit.start => before.end = unit.end,
            _ => list.push(unit),
        }
        if list.len() > ATTACHMENT_PARTS_LIMIT { Err(DAMAGED) } else { Ok(()) }
    }
}

/// Some pieces of bytes, one behind the other.
pub(super) fn joined(bytes: &[u8], pieces: &[Range<usize>]) -> Vec<u8> {
    pieces.iter().flat_map(|piece| &bytes[piece.clone()]).copied().collect()
}

/// The units of AV1.
pub(super) fn av1(bytes: &[u8]) -> Result<Units, Why> {
    let mut units = Units::default();
    let mut fields = Fields::of(bytes);
    while !fields.rest().is_empty() {
        let start = bytes.len() - fields.rest().len();
        let head = fields.number(1)?;
        if head & 0x81 != 0 {
            return Err(DAMAGED);
        }
        if head & 4 != 0 {
            fields.take(1)?;
        }
        let length = if head & 2 != 0 { leb128(&mut fields)? } else { fields.rest().len() };
        fields.take(length)?;
        // The head of a sequence, delimiters, frames and their tiles.
        let is_needed = matches!(head >> 3, 1..=4 | 6 | 7);
        units.add(start..bytes.len() - fields.rest().len(), is_needed)?;
    }
    Ok(units)
}

/// A number of which each byte says whether another one follows.
fn leb128(fields: &mut Fields<'_>) -> Result<usize, Why> {
    let mut number = 0_u64;
    for shift in (0..56).step_by(7) {
        let byte = fields.number(1)?;
        number |= (byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return usize::try_from(number).map_err(|_| DAMAGED);
        }
    }
    Err(DAMAGED)
}

/// The units of HEVC, each with its length before it.
pub(super) fn hevc(bytes: &[u8], of_length: usize) -> Result<Units, Why> {
    let mut units = Units::default();
    let mut fields = Fields::of(bytes);
    while !fields.rest().is_empty() {
        let start = bytes.len() - fields.rest().len();
        let length = fields.size(of_length)?;
        let unit = fields.take(length)?;
        let is_needed = unit.first().is_some_and(|head| is_hevc_picture(head >> 1 & 0x3F));
        units.add(start..start + of_length + length, is_needed)?;
    }
    Ok(units)
}

/// Whether a unit of HEVC is a piece of the picture, a set of its parameters, or a mark of where it ends.
pub(super) fn is_hevc_picture(kind: u8) -> bool {
    matches!(kind, 0..=37)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of the picture, and those in which something is noted.
    fn said(units: Result<Units, Why>) -> String {
        units.map_or_else(str::to_owned, |units| format!("{:?} {:?}", units.needed, units.noted))
    }

    #[test]
    fn notes_are_told_from_the_picture() {
        let metadata = b"\x2A\x05\x05Ada!";
        for (bytes, expected) in [
            (&b"\x12\0\x0A\x02ab\x32\x01c"[..], "[0..9] []"),
            (&[b"\x0A\x01a", &metadata[..], b"\x30rest"].concat(), "[0..3, 10..15] [3..10]"),
            // Units with layers, and a length in two bytes.
            (b"\x0E\x08\x81\0a\x7A\x01\x80", "[0..5] [5..8]"),
            (b"\x8A\x01a", DAMAGED),
            (b"\x0A\x02a", DAMAGED),
            (b"\x0A", DAMAGED),
            (b"\x0A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", DAMAGED),
            (b"\x0E", DAMAGED),
        ] {
            assert_eq!(said(av1(bytes)), expected, "{bytes:?}");
        }
        let (picture, remark) = (b"\0\0\0\x03\x26\x01a", b"\0\0\0\x03\x4E\x01a");
        let all = [&picture[..], remark, picture].concat();
        for (bytes, of_length, expected) in
            [(&all[..], 4, "[0..7, 14..21] [7..14]"), (&all[..20], 4, DAMAGED), (b"\0", 1, "[] [0..1]")]
        {
            assert_eq!(said(hevc(bytes, of_length)), expected, "{bytes:?}");
        }
    }
}
