//! The tables of a JPEG by which its pixels are packed, and which of them its scans use: the others could be anything.

use std::ops::Range;

use super::super::{DAMAGED, Why};
use super::segments::{Role, Segments};

/// The most colours that a picture is made of.
const COMPONENTS: usize = 4;

/// What a frame says of the picture.
#[derive(Debug)]
pub(super) struct Frame {
    /// How long it is.
    pub(super) length: usize,
    /// The number of each component and of its table of quantities.
    components: Vec<(u8, u8)>,
}

impl Frame {
    pub(super) fn of(data: &[u8]) -> Option<Self> {
        let (head, rest) = data.split_first_chunk::<6>()?;
        let count = usize::from(head[5]);
        let own = rest.get(..3 * count)?;
        // A height of nought would be said behind the pixels, which no browser waits for.
        let is_fitting = (1..=COMPONENTS).contains(&count) && head[1..3] != [0, 0];
        let components = own.as_chunks::<3>().0.iter().map(|[name, _, table]| (*name, *table)).collect();
        is_fitting.then_some(Self { length: 6 + 3 * count, components })
    }
}

/// How long the head of a scan is.
pub(super) fn scan_length(data: &[u8]) -> Option<usize> {
    let count = usize::from(*data.first()?);
    let length = 1 + 2 * count + 3;
    ((1..=COMPONENTS).contains(&count) && data.len() >= length).then_some(length)
}

/// A table: the segment that it stands in, where in it, and whether a scan uses it.
#[derive(Debug)]
struct Table {
    segment: usize,
    range: Range<usize>,
    is_used: bool,
}

/// All tables of a file.
#[derive(Debug, Default)]
pub(super) struct Tables {
    list: Vec<Table>,
    /// Of each name, which table is the last one: of quantities, of codes for the means, of codes for the rest.
    last: [[Option<usize>; 4]; 3],
}

impl Tables {
    /// Finds the tables of a file.
    pub(super) fn of(file: &Segments<'_>) -> Result<Self, Why> {
        let (mut tables, mut frame, mut has_scan) = (Self::default(), None, false);
        for (at, segment) in file.list.iter().enumerate() {
            let data = &file.bytes[segment.data.clone()];
            match segment.role(file.bytes) {
                Role::Quantities => tables.add(at, data, quantities)?,
                Role::Codes => tables.add(at, data, codes)?,
                Role::Frame => frame = Frame::of(data),
                Role::Scan => {
                    has_scan = true;
                    tables.use_by(data, frame.as_ref().ok_or(DAMAGED)?);
                }
                _ => {}
            }
        }
        if !has_scan {
            // A file of tables alone is for pixels that stand elsewhere.
            tables.list.iter_mut().for_each(|table| table.is_used = true);
        }
        Ok(tables)
    }

    fn add(&mut self, segment: usize, data: &[u8], read: fn(&[u8]) -> Option<Found>) -> Result<(), Why> {
        let mut at = 0;
        // Behind the last table there may be anything, unless there is none.
        while let Some(found) = read(&data[at..]) {
            self.last[found.kind][found.name] = Some(self.list.len());
            self.list.push(Table { segment, range: at..at + found.length, is_used: false });
            at += found.length;
        }
        if at == 0 { Err(DAMAGED) } else { Ok(()) }
    }

    /// Notes which tables a scan needs.
    fn use_by(&mut self, scan: &[u8], frame: &Frame) {
        let count = scan.first().map_or(0, |count| usize::from(*count));
        for [name, codes] in scan.get(1..).unwrap_or_default().as_chunks::<2>().0.iter().take(count) {
            let own = frame.components.iter().filter(|(component, _)| component == name);
            let used = own.map(|(_, table)| (0, *table)).chain([(1, codes >> 4), (2, codes & 15)]);
            for (kind, table) in used.collect::<Vec<_>>() {
                let table = self.last[kind].get(usize::from(table)).copied().flatten();
                if let Some(table) = table {
                    self.list[table].is_used = true;
                }
            }
        }
    }

    /// The tables of a segment that are used, and everything else in it.
    pub(super) fn split<'p>(&self, segment: usize, data: &'p [u8]) -> (Vec<u8>, Vec<&'p [u8]>) {
        let (mut used, mut unused, mut end) = (Vec::new(), Vec::new(), 0);
        let first = self.list.partition_point(|table| table.segment < segment);
        for table in self.list[first..].iter().take_while(|table| table.segment == segment) {
            let own = &data[table.range.clone()];
            if table.is_used {
                used.extend_from_slice(own);
            } else {
                unused.push(own);
            }
            end = table.range.end;
        }
        unused.push(&data[end..]);
        (used, unused)
    }
}

/// A table as it is read: of which kind, its name, and how long it is.
struct Found {
    kind: usize,
    name: usize,
    length: usize,
}

fn quantities(data: &[u8]) -> Option<Found> {
    let (width, name) = (data.first()? >> 4, usize::from(data[0] & 15));
    let length = 1 + 64 * (1 + usize::from(width));
    (width < 2 && name < 4 && data.len() >= length).then_some(Found { kind: 0, name, length })
}

fn codes(data: &[u8]) -> Option<Found> {
    let (kind, name) = (usize::from(data.first()? >> 4), usize::from(data[0] & 15));
    let values: usize = data.get(1..17)?.iter().map(|count| usize::from(*count)).sum();
    let length = 17 + values;
    (kind < 2 && name < 4 && values <= 256 && data.len() >= length).then_some(Found {
        kind: 1 + kind,
        name,
        length,
    })
}
