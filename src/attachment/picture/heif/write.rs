//! A file with nothing but the picture: its own list of items, its own places, and the compressed data as they were.

use std::borrow::Cow;

use super::super::{DAMAGED, Why};
use super::boxes::{Fields, write};
use super::items::Item;
use super::{BRANDS, File, NEW, streams, units};

/// A number as a file has it, where it can be no larger.
fn number(size: usize) -> Result<[u8; 4], Why> {
    Ok(u32::try_from(size).map_err(|_| DAMAGED)?.to_be_bytes())
}

/// Items as they will be written.
struct Written<'f, 'p> {
    file: &'f File<'p>,
    items: Vec<(&'f Item<'p>, Cow<'p, [u8]>)>,
    /// Whether a number of an item takes four bytes.
    is_long: bool,
}

impl<'p> File<'p> {
    /// The file with nothing but the picture.
    pub(super) fn written(&self) -> Result<Vec<u8>, Why> {
        let items: Vec<_> = self.kept.iter().map(|at| &self.items.list[*at]).collect();
        // A file may have the same bytes for many parts of a picture, but not more of them than it is long.
        if items.iter().map(|item| item.length()).sum::<usize>() > 2 * self.bytes.len() {
            return Err(DAMAGED);
        }
        let items: Vec<_> =
            items.into_iter().map(|item| Ok((item, self.data(item)?))).collect::<Result<_, Why>>()?;
        let is_long = items.iter().any(|(item, _)| item.id > u32::from(u16::MAX));
        Written { file: self, items, is_long }.whole()
    }

    /// The bytes of an item that belongs to the picture, without what programs note in them.
    fn data(&self, item: &Item<'p>) -> Result<Cow<'p, [u8]>, Why> {
        if &item.kind == b"iden" && item.length() == 0 {
            return Ok(Cow::default());
        }
        let data = item.data(self.bytes)?;
        if let Some(units) = units(&self.items, item, &data)? {
            let has_layers = || self.items.properties_of(item).any(|property| &property.name == b"a1lx");
            return match &*units.noted {
                [] => Ok(data),
                // The lengths of its layers would no longer be true.
                _ if has_layers() => Err(NEW),
                _ => Ok(streams::joined(&data, &units.needed).into()),
            };
        }
        let of_number = if data.get(1).is_some_and(|flags| flags & 1 == 1) { 4 } else { 2 };
        let parts = self.items.place(item.id).map_or(0, |at| self.parts[at]);
        let length = match &item.kind {
            b"grid" => 4 + 2 * of_number,
            b"iovl" => 10 + 2 * of_number * (1 + parts),
            _ => return Err(NEW),
        };
        if data.len() == length { Ok(data) } else { Err(DAMAGED) }
    }
}

impl Written<'_, '_> {
    fn whole(&self) -> Result<Vec<u8>, Why> {
        let mut whole = Vec::new();
        write(&mut whole, *b"ftyp", &[&self.kinds()?])?;
        // Places take as many bytes whatever they are, so that a first description says where the data will begin.
        let start = whole.len() + self.description(0)?.len() + 8;
        whole.extend(self.description(start)?);
        let data: Vec<&[u8]> =
            self.items.iter().filter(|(item, _)| !item.is_in_description).map(|(_, data)| &**data).collect();
        write(&mut whole, *b"mdat", &data)?;
        Ok(whole)
    }

    fn kinds(&self) -> Result<Vec<u8>, Why> {
        let own = self.file.boxes.iter().find(|found| &found.name == b"ftyp").ok_or(DAMAGED)?;
        let mut fields = Fields::of(&self.file.bytes[own.content.clone()]);
        let mut kinds = fields.name()?.to_vec();
        fields.take(4)?;
        kinds.extend([0; 4]);
        for brand in fields.rest().chunks_exact(4).filter(|brand| BRANDS.iter().any(|known| known == brand)) {
            kinds.extend_from_slice(brand);
        }
        Ok(kinds)
    }

    fn description(&self, start: usize) -> Result<Vec<u8>, Why> {
        let form = u8::from(self.is_long);
        let mut all = vec![0; 4];
        write(&mut all, *b"hdlr", &[&[0; 8], b"pict", &[0; 13]])?;
        write(&mut all, *b"pitm", &[&[form, 0, 0, 0], &self.id(self.file.items.primary)])?;
        write(&mut all, *b"iloc", &[&self.places(start)?])?;
        write(&mut all, *b"iinf", &[&self.list()?])?;
        let references = self.references()?;
        if !references.is_empty() {
            write(&mut all, *b"iref", &[&[form, 0, 0, 0], &references])?;
        }
        write(&mut all, *b"iprp", &[&self.properties()?])?;
        let within: Vec<&[u8]> =
            self.items.iter().filter(|(item, _)| item.is_in_description).map(|(_, data)| &**data).collect();
        if within.iter().any(|data| !data.is_empty()) {
            write(&mut all, *b"idat", &within)?;
        }
        let mut whole = Vec::with_capacity(all.len() + 8);
        write(&mut whole, *b"meta", &[&all])?;
        Ok(whole)
    }

    fn id(&self, id: u32) -> Vec<u8> {
        id.to_be_bytes()[if self.is_long { 0 } else { 2 }..].to_vec()
    }

    /// How many there are, in as many bytes as a number takes.
    fn count(&self, count: usize) -> Result<Vec<u8>, Why> {
        let number = number(count)?;
        if !self.is_long && number[..2] != [0, 0] {
            return Err(DAMAGED);
        }
        Ok(number[if self.is_long { 0 } else { 2 }..].to_vec())
    }

    fn places(&self, start: usize) -> Result<Vec<u8>, Why> {
        // Places and lengths of four bytes each.
        let mut places = vec![1 + u8::from(self.is_long), 0, 0, 0, 0x44, 0];
        let (mut at, mut within) = (start, 0);
        // One without bytes has no place.
        let items = self.items.iter().filter(|(_, data)| !data.is_empty());
        places.extend(self.count(items.clone().count())?);
        for (item, data) in items {
            places.extend(self.id(item.id));
            places.extend([0, u8::from(item.is_in_description), 0, 0, 0, 1]);
            let place = if item.is_in_description { &mut within } else { &mut at };
            places.extend(number(*place)?);
            places.extend(number(data.len())?);
            *place += data.len();
        }
        Ok(places)
    }

    fn list(&self) -> Result<Vec<u8>, Why> {
        let mut list = vec![u8::from(self.is_long), 0, 0, 0];
        list.extend(self.count(self.items.len())?);
        for (item, _) in &self.items {
            let head = [2 + u8::from(self.is_long), 0, 0, u8::from(item.is_hidden)];
            write(&mut list, *b"infe", &[&head, &self.id(item.id), &[0, 0], &item.kind, &[0]])?;
        }
        Ok(list)
    }

    /// References between items that are both there.
    fn references(&self) -> Result<Vec<u8>, Why> {
        let items = &self.file.items;
        let is_kept = |id: &u32| items.place(*id).is_some_and(|at| self.file.kept.contains(&at));
        let mut all = Vec::new();
        let known = |kind: &[u8; 4]| matches!(kind, b"dimg" | b"auxl" | b"prem");
        for found in items.references.iter().filter(|found| known(&found.kind) && is_kept(&found.from)) {
            let to: Vec<u32> = found.to.iter().copied().filter(is_kept).collect();
            if !to.is_empty() {
                let ids: Vec<u8> = to.iter().flat_map(|id| self.id(*id)).collect();
                write(&mut all, found.kind, &[&self.id(found.from), &number(to.len())?[2..], &ids])?;
            }
        }
        Ok(all)
    }

    fn properties(&self) -> Result<Vec<u8>, Why> {
        let items = &self.file.items;
        // Each property once, by its new number; programs count from one.
        let mut numbers = vec![None; items.properties.len()];
        let (mut bodies, mut count) = (Vec::new(), 0_usize);
        let mut associations = Vec::new();
        let mut list: Vec<&Item<'_>> = self.items.iter().map(|(item, _)| *item).collect();
        list.sort_unstable_by_key(|item| item.id);
        for item in &list {
            let mut own = Vec::new();
            for (at, is_essential) in &item.properties {
                if numbers[*at].is_none() {
                    let Some(body) = items.properties[*at].kept(*is_essential)? else { continue };
                    count += 1;
                    numbers[*at] = Some(count);
                    write(&mut bodies, items.properties[*at].name, &[&body])?;
                }
                let number = u16::try_from(numbers[*at].unwrap_or_default()).map_err(|_| DAMAGED)?;
                own.extend((number | if *is_essential { 0x8000 } else { 0 }).to_be_bytes());
            }
            associations.extend(self.id(item.id));
            associations.push(u8::try_from(own.len() / 2).map_err(|_| DAMAGED)?);
            associations.extend(own);
        }
        if count >= 0x8000 {
            return Err(DAMAGED);
        }
        let mut all = Vec::new();
        write(&mut all, *b"ipco", &[&bodies])?;
        let head = [u8::from(self.is_long), 0, 0, 1];
        write(&mut all, *b"ipma", &[&head, &number(list.len())?, &associations])?;
        Ok(all)
    }
}
