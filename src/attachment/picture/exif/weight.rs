//! How much memory the fields of EXIF would take once they are read: they may all be the same bytes.

use std::collections::BTreeSet;

use super::super::tiff::{Order, length};
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// The bytes of one field in a list.
const ENTRY: usize = 12;

/// Fields that lead to lists of further fields: of the camera, of the place, and of how programs work together.
const LISTS: [usize; 3] = [0x8769, 0x8825, 0xA005];

/// The type of texts, of which each nought ends one.
const TEXT: usize = 2;

/// The most bytes of text in EXIF: a library takes thirty times as much for a text of nothing but ends.
const TEXTS: usize = 4_000_000;

/// Whether reading all fields would take much more memory than the bytes themselves.
pub(super) fn is_heavy(bytes: &[u8]) -> bool {
    let order = if bytes.starts_with(b"II") { Order::Little } else { Order::Big };
    let number = |at: usize, length| order.at(bytes, at, length).ok();
    let (mut seen, mut open) = (BTreeSet::new(), Vec::from_iter(number(4, 4)));
    let (mut entries, mut values, mut texts) = (0, 0_usize, 0_usize);
    while let Some(list) = open.pop() {
        let Some(count) = number(list, 2).filter(|_| seen.insert(list)) else { continue };
        let start = list + 2;
        for at in (0..count).map(|entry| start + entry * ENTRY) {
            let (Some(tag), Some(kind), Some(count), Some(place)) =
                (number(at, 2), number(at + 2, 2), number(at + 4, 4), number(at + 8, 4))
            else {
                break;
            };
            entries += 1;
            if LISTS.contains(&tag) {
                open.push(place);
            }
            let each = u16::try_from(kind).ok().and_then(length).unwrap_or_default();
            // What goes beyond the end is not read.
            let size = each.saturating_mul(count);
            if size <= bytes.len().saturating_sub(place) {
                values = values.saturating_add(size);
                texts = texts.saturating_add(if kind == TEXT { size } else { 0 });
            }
            if entries > ATTACHMENT_PARTS_LIMIT || values > 2 * bytes.len() || texts > TEXTS {
                return true;
            }
        }
        open.extend(number(start + count * ENTRY, 4).filter(|next| *next != 0));
    }
    false
}
