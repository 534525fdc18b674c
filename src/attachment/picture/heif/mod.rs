//! HEIC and AVIF: a list of boxes, one of which describes the items that the others hold.
//!
//! Of such a file the picture that is shown is written anew, with what it is made of: what is not known to belong to it is
//! left out, so that nothing has to be known of what it is.

mod boxes;
mod items;
mod properties;
mod streams;
mod write;

use std::collections::BTreeSet;

use super::super::reading::{Reading, Step, Stop, TraceKind};
use super::{DAMAGED, Extra, Why, extras, note_packet};
use boxes::{Boxed, Fields, boxes};
use items::{Item, Items};
use streams::{Units, av1, hevc};

/// What is said of pictures that later forms of the format brought.
const NEW: Why = "it is of a form of HEIC or AVIF that is not taken apart";

/// What is said of pictures that move.
const MOVING: Why = "it is a moving picture in HEIC or AVIF, which is not taken apart";

/// Names of the forms of a file of which nothing but the picture can be kept.
const BRANDS: [&[u8; 4]; 14] = [
    b"avif", b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2", b"miaf", b"MA1A", b"MA1B", b"MiHA",
    b"MiHB", b"MiHE", b"MiPr",
];

/// Names of forms that only pictures have, moving ones as well, and how the name of such a file ends.
const FORMS: [(&[u8; 4], &str); 13] = [
    (b"avif", "avif"),
    (b"avis", "avif"),
    (b"MA1A", "avif"),
    (b"MA1B", "avif"),
    (b"heic", "heic"),
    (b"heix", "heic"),
    (b"heim", "heic"),
    (b"heis", "heic"),
    (b"hevc", "heic"),
    (b"hevx", "heic"),
    (b"mif1", "heic"),
    (b"msf1", "heic"),
    (b"mif3", "heic"),
];

/// How the name of a file should end that is of such a form.
pub(super) fn extension(bytes: &[u8]) -> Option<&'static str> {
    let length = usize::try_from(u32::from_be_bytes(*bytes.first_chunk()?)).ok()?;
    let brands = bytes.get(8..length.min(bytes.len()))?.as_chunks::<4>().0;
    FORMS.iter().find(|(form, _)| brands.contains(form)).map(|(_, extension)| *extension)
}

/// How deep boxes of words stand within others.
const DEPTH: usize = 3;

/// A file, its boxes and items.
struct File<'p> {
    bytes: &'p [u8],
    boxes: Vec<Boxed>,
    items: Items<'p>,
    /// The places of the items that belong to the picture.
    kept: BTreeSet<usize>,
    /// Of each item, how many others it is made of.
    parts: Vec<usize>,
}

/// A file with nothing but the picture.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, Why> {
    File::of(bytes)?.written()
}

impl<'p> File<'p> {
    fn of(bytes: &'p [u8]) -> Result<Self, Why> {
        let boxes = boxes(bytes, 0..bytes.len())?;
        let find = |name: &[u8; 4]| boxes.iter().filter(|found| &found.name == name).collect::<Vec<_>>();
        if [b"moov", b"moof"].iter().any(|name| !find(name).is_empty()) {
            return Err(MOVING);
        }
        let ([kind], [description]) = (&*find(b"ftyp"), &*find(b"meta")) else {
            return Err(if find(b"mini").is_empty() { DAMAGED } else { NEW });
        };
        let brand = Fields::of(&bytes[kind.content.clone()]).name()?;
        if !BRANDS.contains(&&brand) {
            return Err(NEW);
        }
        let items = Items::of(bytes, description)?;
        let mut parts = vec![0; items.list.len()];
        let kept = kept(&items, &mut parts)?;
        Ok(Self { bytes, boxes, items, kept, parts })
    }
}

/// The picture that is shown, those that it is made of, and the transparency of each. Previews, depths, and other
/// pictures of the same moment are none of them.
fn kept(items: &Items<'_>, parts: &mut [usize]) -> Result<BTreeSet<usize>, Why> {
    let mut leads = vec![Vec::new(); items.list.len()];
    let place = |id: u32| items.place(id).ok_or(DAMAGED);
    for reference in &items.references {
        match &reference.kind {
            b"dimg" => {
                let to = reference.to.iter().map(|id| place(*id)).collect::<Result<Vec<_>, _>>()?;
                let from = place(reference.from)?;
                parts[from] += to.len();
                leads[from].extend(to);
            }
            b"auxl" => {
                let from = place(reference.from)?;
                let mut properties = items.properties_of(&items.list[from]);
                if properties.any(items::Property::is_transparency) {
                    for id in &reference.to {
                        leads[place(*id)?].push(from);
                    }
                }
            }
            _ => {}
        }
    }
    let (mut kept, mut open) = (BTreeSet::new(), vec![place(items.primary)?]);
    while let Some(at) = open.pop() {
        if kept.insert(at) {
            open.extend(&leads[at]);
        }
    }
    Ok(kept)
}

/// The units of a compressed picture; nothing for what is no such picture.
fn units(items: &Items<'_>, item: &Item<'_>, data: &[u8]) -> Result<Option<Units>, Why> {
    match &item.kind {
        b"av01" => av1(data).map(Some),
        b"hvc1" => {
            let of_length = items.properties_of(item).find_map(items::Property::length_of_lengths);
            hevc(data, of_length.ok_or(DAMAGED)?).map(Some)
        }
        _ => Ok(None),
    }
}

/// Reads what stands beside the picture. What can not be taken apart is searched for what can be found in it.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    let file = File::of(bytes).and_then(|file| file.written().map(|_| file));
    match file {
        Ok(file) => file.read(reading),
        Err(why) => {
            note_packet(reading, bytes)?;
            let boxes = boxes(bytes, 0..bytes.len()).map_err(Stop::because)?;
            for found in boxes.iter().filter(|found| &found.name != b"mdat") {
                read_words(reading, bytes, found, 0)?;
            }
            let description = boxes.iter().find(|found| &found.name == b"meta");
            if let Some(items) = description.and_then(|found| Items::of(bytes, found).ok()) {
                let file = File { bytes, boxes, items, kept: BTreeSet::new(), parts: Vec::new() };
                for item in
                    file.items.list.iter().filter(|item| matches!(&item.kind, b"Exif" | b"mime" | b"uri "))
                {
                    file.read_item(reading, item, false)?;
                }
            }
            Err(Stop::because(why))
        }
    }
}

/// Reads the words of a box, and of those within it one by one: their names would run into what stands behind them.
fn read_words(reading: &mut Reading<'_>, bytes: &[u8], found: &Boxed, depth: usize) -> Step {
    reading.step()?;
    let head = match (&found.name, depth) {
        (b"meta", 0..DEPTH) => 4,
        (b"iprp" | b"ipco" | b"moov" | b"udta", 0..DEPTH) => 0,
        _ => return super::super::strings::read(reading, "its description", &bytes[found.content.clone()]),
    };
    let Ok(all) = boxes(bytes, found.content.start + head..found.content.end) else {
        return super::super::strings::read(reading, "its description", &bytes[found.content.clone()]);
    };
    all.iter().try_for_each(|found| read_words(reading, bytes, found, depth + 1))
}

impl File<'_> {
    fn read(&self, reading: &mut Reading<'_>) -> Step {
        for (at, item) in self.items.list.iter().enumerate() {
            reading.step()?;
            self.read_item(reading, item, self.kept.contains(&at))?;
        }
        for found in self.boxes.iter().filter(|found| &found.name != b"mdat") {
            let content = &self.bytes[found.content.clone()];
            let is_filling =
                matches!(&found.name, b"free" | b"skip") && content.iter().all(|byte| *byte == 0);
            if !is_filling && !matches!(&found.name, b"ftyp" | b"meta") {
                reading.note(TraceKind::PictureMetadata, "data of a program");
            }
            read_words(reading, self.bytes, found, 0)?;
        }
        self.read_between(reading)
    }

    fn read_item(&self, reading: &mut Reading<'_>, item: &Item<'_>, is_kept: bool) -> Step {
        reading.unpacked(item.length() as u64)?;
        reading.passage("name of a picture", &String::from_utf8_lossy(item.name));
        // A picture that is another one has no bytes of its own.
        if is_kept && item.length() == 0 {
            return Ok(());
        }
        let Ok(data) = item.data(self.bytes) else {
            reading.note(TraceKind::PictureMetadata, "data that are locked or stand elsewhere");
            return Ok(());
        };
        if let Ok(Some(units)) = units(&self.items, item, &data) {
            if !is_kept {
                reading.note(TraceKind::PictureMetadata, "another picture");
            }
            let noted = streams::joined(&data, &units.noted);
            let noted = (!noted.is_empty()).then_some(Extra::Other("data of a program", &noted));
            return extras(reading, noted);
        }
        if is_kept {
            return Ok(());
        }
        let extra = match (&item.kind, item.content) {
            (b"Exif", _) => {
                // Before it stands how many bytes are to be passed over.
                let mut fields = Fields::of(&data);
                let passed = fields.size(4).and_then(|length| fields.take(length)).unwrap_or_default();
                super::super::strings::read(reading, "EXIF", passed)?;
                Extra::Exif(fields.rest())
            }
            (b"mime", (b"application/rdf+xml", b"")) => Extra::Xmp((&*data).into()),
            (b"mime", (kind, packing)) if !packing.is_empty() => Extra::Packed(kind, &data),
            (b"grid" | b"iovl" | b"iden", _) => Extra::Other("another picture", &data),
            _ => Extra::Other("data of a program", &data),
        };
        extras(reading, [extra])
    }

    /// Reads what stands between the items and belongs to none.
    fn read_between(&self, reading: &mut Reading<'_>) -> Step {
        let mut used: Vec<_> = self.items.list.iter().flat_map(|item| item.ranges.iter().flatten()).collect();
        used.sort_unstable_by_key(|range| (range.start, range.end));
        let mut used = used.into_iter().peekable();
        let mut between = Vec::new();
        for data in self.boxes.iter().filter(|found| &found.name == b"mdat") {
            let mut at = data.content.start;
            while let Some(range) = used.next_if(|range| range.start < data.content.end) {
                between.extend_from_slice(self.bytes.get(at..range.start).unwrap_or_default());
                at = at.max(range.end);
            }
            between.extend_from_slice(self.bytes.get(at..data.content.end).unwrap_or_default());
        }
        let is_something = between.iter().any(|byte| *byte != 0);
        extras(reading, is_something.then_some(Extra::Other("data that belong to no picture", &between)))
    }
}
