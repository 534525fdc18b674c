//! The pages of a TIFF file, with their fields and where their data stand.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::{DAMAGED, Why};
use super::{NEW, tags};
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// The size of the head of a file, and of a field.
pub(super) const HEAD: usize = 8;
pub(super) const ENTRY: usize = 12;

/// How large a picture behind the first may be that is no page, in points of each side.
const PREVIEW_SIDE: u64 = 256;

/// A TIFF file.
#[derive(Debug)]
pub(super) struct Tiff<'p> {
    pub(super) bytes: &'p [u8],
    pub(super) order: Order,
    pub(super) pages: Vec<Page<'p>>,
}

/// Which byte of a number comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::attachment::picture) enum Order {
    Little,
    Big,
}

/// A field.
#[derive(Debug, Clone)]
pub(super) struct Entry<'p> {
    pub(super) tag: u16,
    pub(super) kind: u16,
    pub(super) count: u32,
    pub(super) value: &'p [u8],
    at: usize,
}

/// A page, or a preview that stands in the list of pages.
#[derive(Debug)]
pub(super) struct Page<'p> {
    own: Range<usize>,
    pub(super) entries: Vec<Entry<'p>>,
    pub(super) is_kept: bool,
    /// The pieces of its data, where it is kept.
    pub(super) pieces: Vec<Range<usize>>,
}

impl Order {
    pub(super) fn number(self, bytes: &[u8]) -> u64 {
        let add = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        match self {
            Self::Little => bytes.iter().rev().fold(0, add),
            Self::Big => bytes.iter().fold(0, add),
        }
    }

    /// The number that stands at a place.
    pub(in crate::attachment::picture) fn at(
        self,
        bytes: &[u8],
        at: usize,
        length: usize,
    ) -> Result<usize, Why> {
        let read = at.checked_add(length).and_then(|end| bytes.get(at..end)).ok_or(DAMAGED)?;
        usize::try_from(self.number(read)).map_err(|_| DAMAGED)
    }
}

impl<'p> Tiff<'p> {
    /// Reads the pages of a file.
    pub(super) fn of(bytes: &'p [u8]) -> Result<Self, Why> {
        let order = if bytes.starts_with(b"II") { Order::Little } else { Order::Big };
        let mut next = order.at(bytes, 4, 4)?;
        let (mut seen, mut pages, mut entries) = (BTreeSet::new(), Vec::new(), 0);
        while next != 0 {
            let (page, behind) = Page::of(bytes, order, next)?;
            entries += page.entries.len() + 1;
            if !seen.insert(next) || entries > ATTACHMENT_PARTS_LIMIT {
                return Err(DAMAGED);
            }
            pages.push(page);
            next = behind;
        }
        for (at, page) in pages.iter_mut().enumerate() {
            page.is_kept = page.is_page(order, at == 0);
            if page.is_kept {
                page.find_pieces(order, bytes.len())?;
            }
        }
        let has_page = pages.iter().any(|page| page.is_kept);
        let is_negative = pages.iter().any(|page| page.entry(tags::NEGATIVE).is_some());
        if has_page && !is_negative { Ok(Self { bytes, order, pages }) } else { Err(NEW) }
    }

    /// The bytes that belong to no page that is kept, but for the fields of those.
    pub(super) fn rest(&self) -> Vec<u8> {
        let head = 0..HEAD;
        let mut used = vec![&head];
        let mut values = Vec::new();
        for page in self.pages.iter().filter(|page| page.is_kept) {
            used.push(&page.own);
            used.extend(&page.pieces);
            let own = page.entries.iter().filter(|entry| tags::is_needed(entry.tag));
            values.extend(own.map(|entry| entry.at..entry.at + entry.value.len()));
        }
        used.extend(&values);
        used.sort_unstable_by_key(|range| (range.start, range.end));
        let (mut rest, mut at) = (Vec::new(), 0);
        for range in used {
            rest.extend_from_slice(self.bytes.get(at..range.start).unwrap_or_default());
            at = at.max(range.end);
        }
        rest.extend_from_slice(&self.bytes[at..]);
        rest
    }
}

impl<'p> Page<'p> {
    /// A page, and where the next one stands.
    pub(super) fn of(bytes: &'p [u8], order: Order, start: usize) -> Result<(Self, usize), Why> {
        let count = order.at(bytes, start, 2)?;
        let end = start + 2 + count * ENTRY;
        let mut entries: Vec<Entry<'_>> = Vec::new();
        for at in (start + 2..end).step_by(ENTRY) {
            let small = |at, length| {
                order.at(bytes, at, length).map(|number| u16::try_from(number).unwrap_or(u16::MAX))
            };
            let (tag, kind) = (small(at, 2)?, small(at + 2, 2)?);
            let count = order.at(bytes, at + 4, 4)?;
            let length = tags::length(kind).and_then(|each| count.checked_mul(each));
            let at = match length {
                Some(0..=4) => at + 8,
                _ => order.at(bytes, at + 8, 4)?,
            };
            let value = length.and_then(|length| bytes.get(at..at.checked_add(length)?));
            match value {
                Some(value) => {
                    let count = u32::try_from(count).map_err(|_| DAMAGED)?;
                    entries.push(Entry { tag, kind, count, value, at });
                }
                // What is not kept may be damaged; it is read as it stands.
                None if tags::is_needed(tag) => return Err(DAMAGED),
                None => entries.push(Entry { tag, kind, count: 0, value: &[], at: 0 }),
            }
        }
        let next = order.at(bytes, end, 4)?;
        entries.sort_by_key(|entry| entry.tag);
        let page = Self { own: start..end + 4, entries, is_kept: false, pieces: Vec::new() };
        Ok((page, next))
    }

    pub(super) fn entry(&self, tag: u16) -> Option<&Entry<'p>> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }

    /// The first value of a field of numbers.
    pub(super) fn number(&self, order: Order, tag: u16) -> Option<u64> {
        let entry = self.entry(tag)?;
        Some(order.number(entry.value.get(..tags::length(entry.kind)?)?))
    }

    /// Whether it is a page that a viewer shows: cameras and programs write previews into the list of pages as well.
    fn is_page(&self, order: Order, is_first: bool) -> bool {
        let purpose = self.number(order, tags::PURPOSE).unwrap_or(0);
        let old = self.number(order, tags::OLD_PURPOSE).unwrap_or(0);
        if purpose & 1 == 1 || old == 2 {
            return false;
        }
        let is_small = |tag| self.number(order, tag).unwrap_or(0) <= PREVIEW_SIDE;
        let is_declared = purpose & 6 != 0 || old == 3 || self.entry(tags::PAGE_NUMBER).is_some();
        let is_preview =
            self.entry(tags::PREVIEW).is_some() || (is_small(tags::WIDTH) && is_small(tags::HEIGHT));
        is_first || is_declared || !is_preview
    }

    /// The places to which a field of this page leads.
    pub(super) fn places(&self, order: Order, tag: u16) -> impl Iterator<Item = usize> {
        self.entry(tag).into_iter().flat_map(move |entry| entry.numbers(order))
    }

    /// Finds where the data of a page stand, and holds its fields to what they may be.
    fn find_pieces(&mut self, order: Order, end: usize) -> Result<(), Why> {
        let kept = self.entries.iter().filter(|entry| tags::is_needed(entry.tag));
        let mut last = None;
        for entry in kept {
            let is_fitting = tags::is_fitting(entry.tag, entry.kind);
            if !is_fitting || tags::most(entry.tag).is_none_or(|most| entry.count > most) {
                return Err(NEW);
            }
            // Of two fields of one name programs take different ones.
            if last.replace(entry.tag) == Some(entry.tag) {
                return Err(DAMAGED);
            }
        }
        // A page without a word about its packing is not packed.
        if !tags::is_known_packing(self.number(order, tags::COMPRESSION).unwrap_or(1)) {
            return Err(NEW);
        }
        let lists = |starts, lengths| Some((self.entry(starts)?, self.entry(lengths)?));
        let tiles = lists(tags::TILES, tags::TILE_LENGTHS);
        let strips = lists(tags::STRIPS, tags::STRIP_LENGTHS);
        let ((Some((starts, lengths)), None) | (None, Some((starts, lengths)))) = (strips, tiles) else {
            return Err(NEW);
        };
        let limit = u32::try_from(ATTACHMENT_PARTS_LIMIT).unwrap_or(u32::MAX);
        if starts.count != lengths.count || starts.count > limit {
            return Err(DAMAGED);
        }
        let pieces = starts.numbers(order).zip(lengths.numbers(order));
        self.pieces = pieces
            .map(|(start, length)| {
                let range = start..start.saturating_add(length);
                if range.end <= end { Ok(range) } else { Err(DAMAGED) }
            })
            .collect::<Result<_, _>>()?;
        Ok(())
    }
}

impl Entry<'_> {
    /// Its values, where they are numbers that say a place or a length.
    fn numbers(&self, order: Order) -> impl Iterator<Item = usize> {
        let each = tags::length(self.kind).unwrap_or(1);
        self.value
            .chunks_exact(each)
            .map(move |bytes| usize::try_from(order.number(bytes)).unwrap_or(usize::MAX))
    }
}
