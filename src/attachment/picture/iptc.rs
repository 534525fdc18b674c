//! What press agencies write into pictures: records of IPTC in the resources of Photoshop.

use super::super::reading::{Reading, TraceKind};

/// The data sets that name people or places; the others are told by number.
const NAMES: [(u8, &str); 18] = [
    (5, "title"),
    (15, "category"),
    (25, "keywords"),
    (40, "instructions"),
    (55, "date"),
    (80, "by-line"),
    (85, "by-line title"),
    (90, "city"),
    (92, "sublocation"),
    (95, "province"),
    (101, "country"),
    (105, "headline"),
    (110, "credit"),
    (115, "source"),
    (116, "copyright"),
    (118, "contact"),
    (120, "caption"),
    (122, "caption writer"),
];

/// The resource of Photoshop that holds IPTC.
const RESOURCE: [u8; 2] = [0x04, 0x04];

/// Reads the resources of Photoshop.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) {
    reading.note(TraceKind::PictureMetadata, "IPTC");
    let mut rest = bytes.strip_prefix(b"Photoshop 3.0\0").unwrap_or(bytes);
    while let Some(resource) = rest.strip_prefix(b"8BIM") {
        let Some((id, data, next)) = split(resource) else { break };
        if id == RESOURCE {
            records(reading, data);
        } else {
            let _ = super::super::strings::read(reading, "resources of Photoshop", data);
        }
        rest = next;
    }
}

/// The number of a resource, its data, and what follows it.
fn split(resource: &[u8]) -> Option<([u8; 2], &[u8], &[u8])> {
    let (id, rest) = resource.split_first_chunk::<2>()?;
    let name = usize::from(*rest.first()?) + 1;
    let rest = rest.get(name + name % 2..)?;
    let (size, rest) = rest.split_first_chunk::<4>()?;
    let size = usize::try_from(u32::from_be_bytes(*size)).ok()?;
    let data = rest.get(..size)?;
    Some((*id, data, rest.get(size + size % 2..).unwrap_or_default()))
}

/// Reads records as they stand in TIFF, without resources around them.
pub(super) fn read_records(reading: &mut Reading<'_>, bytes: &[u8]) {
    reading.note(TraceKind::PictureMetadata, "IPTC");
    records(reading, bytes);
}

fn records(reading: &mut Reading<'_>, mut rest: &[u8]) {
    while let [0x1C, record, set, high, low, tail @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some(value) = tail.get(..length) else { return };
        rest = &tail[length..];
        if *record != 2 {
            continue;
        }
        let name = NAMES.iter().find(|(number, _)| number == set).map_or("other", |(_, name)| name);
        match set {
            80 | 85 | 118 | 122 => reading.note(TraceKind::Author, &format!("IPTC `{name}`")),
            90 | 92 | 95 => reading.note(TraceKind::Location, &format!("IPTC `{name}`")),
            _ => {}
        }
        reading.passage(&format!("IPTC `{name}`"), &String::from_utf8_lossy(value));
    }
}
