//! The items of a file: pictures, parts of pictures and what is noted of them, with where their bytes stand.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::super::{DAMAGED, Why};
use super::boxes::{Boxed, Fields, boxes};
use crate::source::ATTACHMENT_PARTS_LIMIT;

/// What is said of a picture that keeps its bytes elsewhere, under a lock, or in a way of which programs differ.
const ELSEWHERE: Why = "its bytes are locked, or stand in another file or item";

/// Something that a file holds.
#[derive(Debug)]
pub(super) struct Item<'p> {
    pub(super) id: u32,
    pub(super) kind: [u8; 4],
    pub(super) is_hidden: bool,
    is_locked: bool,
    pub(super) name: &'p [u8],
    /// Of what kind its content is, where the item is no picture, and how it is packed.
    pub(super) content: (&'p [u8], &'p [u8]),
    /// Whether its bytes stand in the description of the file, as those of pictures do that are made of others.
    pub(super) is_in_description: bool,
    /// Where its bytes stand; nothing where that is not said in a way that is understood.
    pub(super) ranges: Option<Vec<Range<usize>>>,
    /// The numbers of its properties, and whether each is essential, in the order in which they apply.
    pub(super) properties: Vec<(usize, bool)>,
}

/// A reference of one item to others.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) kind: [u8; 4],
    pub(super) from: u32,
    pub(super) to: Vec<u32>,
}

/// A property of pictures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Property<'p> {
    pub(super) name: [u8; 4],
    pub(super) content: &'p [u8],
}

/// All items of a file.
#[derive(Debug, Default)]
pub(super) struct Items<'p> {
    pub(super) list: Vec<Item<'p>>,
    places: BTreeMap<u32, usize>,
    /// The one that is shown.
    pub(super) primary: u32,
    pub(super) references: Vec<Reference>,
    pub(super) properties: Vec<Property<'p>>,
}

impl<'p> Items<'p> {
    /// Reads the description of a file.
    pub(super) fn of(bytes: &'p [u8], description: &Boxed) -> Result<Self, Why> {
        let mut head = Fields::of(&bytes[description.content.clone()]);
        if head.form()? != (0, 0) {
            return Err(DAMAGED);
        }
        let parts =
            Parts { bytes, list: boxes(bytes, description.content.start + 4..description.content.end)? };
        if parts.find(*b"ipro")?.is_some() {
            return Err(ELSEWHERE);
        }
        let mut head = Fields::of(parts.need(*b"hdlr")?);
        head.take(8)?;
        if &head.name()? != b"pict" {
            return Err(DAMAGED);
        }
        let mut items = Self::default();
        let mut primary = Fields::of(parts.need(*b"pitm")?);
        let (form, _) = primary.form()?;
        items.primary = primary.id(form > 0)?;
        items.read_list(bytes, parts.range(*b"iinf")?.ok_or(DAMAGED)?)?;
        let within = parts.range(*b"idat")?;
        items.read_places(Fields::of(parts.need(*b"iloc")?), bytes.len(), within.as_ref())?;
        items.read_properties(bytes, parts.range(*b"iprp")?.ok_or(DAMAGED)?)?;
        if let Some(range) = parts.range(*b"iref")? {
            items.read_references(bytes, range)?;
        }
        Ok(items)
    }

    /// The place of an item in the list.
    pub(super) fn place(&self, id: u32) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// The properties of an item.
    pub(super) fn properties_of(&self, item: &Item<'_>) -> impl Iterator<Item = Property<'p>> {
        item.properties.iter().map(|(at, _)| self.properties[*at])
    }

    fn item(&mut self, id: u32) -> Result<&mut Item<'p>, Why> {
        let place = self.place(id).ok_or(DAMAGED)?;
        Ok(&mut self.list[place])
    }

    fn read_list(&mut self, bytes: &'p [u8], range: Range<usize>) -> Result<(), Why> {
        let mut head = Fields::of(&bytes[range.clone()]);
        let (form, _) = head.form()?;
        let length = if form > 0 { 4 } else { 2 };
        let count = head.size(length)?;
        let entries = boxes(bytes, range.start + 4 + length..range.end)?;
        if entries.len() != count {
            return Err(DAMAGED);
        }
        for entry in entries {
            let mut fields = Fields::of(&bytes[entry.content]);
            let (form, flags) = fields.form()?;
            if &entry.name != b"infe" || !matches!(form, 2 | 3) {
                return Err(DAMAGED);
            }
            let id = fields.id(form == 3)?;
            let is_locked = fields.number(2)? != 0;
            let kind = fields.name()?;
            let name = fields.text();
            let content = if &kind == b"mime" { (fields.text(), fields.text()) } else { Default::default() };
            if self.places.insert(id, self.list.len()).is_some() {
                return Err(DAMAGED);
            }
            self.list.push(Item {
                id,
                kind,
                is_hidden: flags & 1 == 1,
                is_locked,
                name,
                content,
                is_in_description: false,
                ranges: None,
                properties: Vec::new(),
            });
        }
        Ok(())
    }

    fn read_places(
        &mut self,
        mut fields: Fields<'_>,
        end: usize,
        within: Option<&Range<usize>>,
    ) -> Result<(), Why> {
        let (form, _) = fields.form()?;
        let lengths = fields.number(2)?;
        let [of_offset, of_length, of_base, of_index] =
            [12, 8, 4, 0].map(|shift| (lengths >> shift & 15) as usize);
        let of_index = if form > 0 { of_index } else { 0 };
        if form > 2
            || [of_offset, of_length, of_base, of_index].iter().any(|length| !matches!(length, 0 | 4 | 8))
        {
            return Err(DAMAGED);
        }
        let mut extents = 0;
        for _ in 0..fields.size(if form == 2 { 4 } else { 2 })? {
            let id = fields.id(form == 2)?;
            let way = if form > 0 { fields.number(2)? & 15 } else { 0 };
            let is_here = fields.number(2)? == 0;
            let base = fields.size(of_base)?;
            // What is in the description is counted from the beginning of its data.
            let (start, end) = match (way, within) {
                (0, _) => (0, end),
                (1, Some(within)) => (within.start, within.end),
                _ => (0, 0),
            };
            let count = fields.size(2)?;
            extents += count;
            if extents > ATTACHMENT_PARTS_LIMIT {
                return Err(DAMAGED);
            }
            let mut ranges = Vec::with_capacity(count);
            let mut is_clear = is_here && (way == 0 || (way == 1 && within.is_some()));
            for _ in 0..count {
                fields.number(of_index)?;
                let from = base.checked_add(fields.size(of_offset)?).and_then(|from| from.checked_add(start));
                let range =
                    from.ok_or(DAMAGED)?..from.unwrap_or_default().saturating_add(fields.size(of_length)?);
                // Where no length is said all of the file is meant, or nothing.
                is_clear &= range.end <= end && !range.is_empty();
                ranges.push(range);
            }
            let item = self.item(id)?;
            if item.ranges.is_some() || item.is_in_description {
                return Err(DAMAGED);
            }
            item.is_in_description = way == 1;
            item.ranges = is_clear.then_some(ranges);
        }
        Ok(())
    }

    fn read_properties(&mut self, bytes: &'p [u8], range: Range<usize>) -> Result<(), Why> {
        let parts = Parts { bytes, list: boxes(bytes, range)? };
        let all = boxes(bytes, parts.range(*b"ipco")?.ok_or(DAMAGED)?)?;
        self.properties = all
            .into_iter()
            .map(|found| Property { name: found.name, content: &bytes[found.content] })
            .collect();
        let mut associations = 0;
        for found in parts.list.iter().filter(|found| &found.name == b"ipma") {
            let mut fields = Fields::of(&bytes[found.content.clone()]);
            let (form, flags) = fields.form()?;
            for _ in 0..fields.number(4)? {
                let id = fields.id(form > 0)?;
                let mut own = Vec::new();
                for _ in 0..fields.number(1)? {
                    let length = if flags & 1 == 1 { 2 } else { 1 };
                    let (value, mark) = (fields.size(length)?, 1 << (8 * length - 1));
                    let Some(at) = (value & (mark - 1)).checked_sub(1) else { continue };
                    self.properties.get(at).ok_or(DAMAGED)?;
                    own.push((at, value & mark != 0));
                }
                associations += own.len();
                let item = self.item(id)?;
                if associations > ATTACHMENT_PARTS_LIMIT || !item.properties.is_empty() {
                    return Err(DAMAGED);
                }
                item.properties = own;
            }
        }
        Ok(())
    }

    fn read_references(&mut self, bytes: &[u8], range: Range<usize>) -> Result<(), Why> {
        let mut head = Fields::of(&bytes[range.clone()]);
        let (form, _) = head.form()?;
        let mut total = 0;
        for found in boxes(bytes, range.start + 4..range.end)? {
            let mut fields = Fields::of(&bytes[found.content]);
            let from = fields.id(form > 0)?;
            let count = fields.size(2)?;
            total += count;
            if total > ATTACHMENT_PARTS_LIMIT {
                return Err(DAMAGED);
            }
            let to = (0..count).map(|_| fields.id(form > 0)).collect::<Result<_, _>>()?;
            self.references.push(Reference { kind: found.name, from, to });
        }
        Ok(())
    }
}

impl Item<'_> {
    /// The bytes of an item that is to be shown.
    pub(super) fn data<'b>(&self, bytes: &'b [u8]) -> Result<Cow<'b, [u8]>, Why> {
        match &self.ranges {
            Some(ranges) if !self.is_locked => Ok(match &**ranges {
                [one] => bytes[one.clone()].into(),
                several => several.iter().flat_map(|range| &bytes[range.clone()]).copied().collect(),
            }),
            _ => Err(ELSEWHERE),
        }
    }

    /// How many bytes an item has.
    pub(super) fn length(&self) -> usize {
        self.ranges.iter().flatten().map(Range::len).sum()
    }
}

/// The boxes of which a box consists.
struct Parts<'p> {
    bytes: &'p [u8],
    list: Vec<Boxed>,
}

impl<'p> Parts<'p> {
    /// The one box of a name; of two, programs take different ones.
    fn find(&self, name: [u8; 4]) -> Result<Option<&Boxed>, Why> {
        let mut all = self.list.iter().filter(|found| found.name == name);
        match (all.next(), all.next()) {
            (first, None) => Ok(first),
            _ => Err(DAMAGED),
        }
    }

    fn range(&self, name: [u8; 4]) -> Result<Option<Range<usize>>, Why> {
        Ok(self.find(name)?.map(|found| found.content.clone()))
    }

    fn need(&self, name: [u8; 4]) -> Result<&'p [u8], Why> {
        Ok(&self.bytes[self.range(name)?.ok_or(DAMAGED)?])
    }
}
