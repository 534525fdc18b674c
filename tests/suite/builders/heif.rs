//! AVIF of one pixel, in the boxes in which encoders put it, with as much beside it as a test wants.

use super::Part;
use super::picture::{exif_of, packed};

/// The compressed pixel: where a picture begins, the head of its sequence, and a frame.
pub(crate) const PIXEL: &[u8] = b"\x12\0\x0A\x07\x18\0\x0E\x58\x08\x68\x35\x32\x06\x1F\xF0\0\x01\x10\x0F";

/// How the pixel is to be decoded.
const DECODER: &[u8] = b"\x81\0\x1C\0";

/// An item as it will be written.
struct Item {
    kind: [u8; 4],
    /// Its name, and of what is no picture its kind and its packing.
    words: Vec<u8>,
    pieces: Vec<Vec<u8>>,
    is_in_description: bool,
    /// Numbers of its properties.
    properties: Vec<u8>,
    /// To which other item it refers, and how.
    reference: Option<([u8; 4], Vec<u16>)>,
}

impl Item {
    fn of(kind: [u8; 4], words: &[u8], data: &[u8]) -> Self {
        Self {
            kind,
            words: words.to_vec(),
            pieces: vec![data.to_vec()],
            is_in_description: false,
            properties: Vec::new(),
            reference: None,
        }
    }

    fn refers(mut self, kind: [u8; 4], to: &[u16]) -> Self {
        self.reference = Some((kind, to.to_vec()));
        self
    }

    fn has(mut self, properties: &[u8]) -> Self {
        self.properties = properties.to_vec();
        self
    }
}

pub(crate) fn boxed(name: [u8; 4], content: &[&[u8]]) -> Vec<u8> {
    let content = content.concat();
    let size = u32::try_from(content.len() + 8).unwrap();
    [&size.to_be_bytes()[..], &name, &content].concat()
}

/// A unit of AV1 in which a program notes something.
fn note(words: &str) -> Vec<u8> {
    [b"\x2A", &[u8::try_from(words.len() + 1).unwrap()][..], b"\x04", words.as_bytes()].concat()
}

fn number(size: usize) -> [u8; 4] {
    u32::try_from(size).unwrap().to_be_bytes()
}

/// The items of a file, the first of which is the picture.
fn items(parts: &[Part<'_>]) -> Vec<Item> {
    let body = |name: &str| parts.iter().find(|(part, _)| *part == name).map(|(_, body)| body.as_str());
    let noted = body("unit").map(note).unwrap_or_default();
    let mut all = vec![];
    let picture = [&PIXEL[..2], &noted, &PIXEL[2..]].concat();
    let own = Item::of(*b"av01", body("name").unwrap_or_default().as_bytes(), &picture)
        .has(&[1, 8, 0x82, 3, 0x84, 5]);
    if body("grid").is_some() {
        // The picture is made of another one, as telephones make it of many.
        let mut grid = Item::of(*b"grid", b"", &[0, 0, 0, 0, 0, 1, 0, 1]).refers(*b"dimg", &[2]).has(&[1, 8]);
        grid.is_in_description = true;
        all.extend([grid, own]);
    } else if body("same").is_some() {
        // The picture is another one and has no bytes, as programs turn a picture without a copy of it.
        let mut same = Item::of(*b"iden", b"", b"").refers(*b"dimg", &[2]).has(&[1, 8, 0x84]);
        same.pieces.clear();
        all.extend([same, own]);
    } else {
        all.push(own);
    }
    if let Some(exif) = exif_of(parts) {
        let data = [&[0, 0, 0, 6], &b"Exif\0\0"[..], &exif].concat();
        let mut item = Item::of(*b"Exif", b"", &data).refers(*b"cdsc", &[1]);
        if body("in pieces").is_some() {
            item.pieces = data.chunks(7).map(<[u8]>::to_vec).collect();
        }
        item.is_in_description = body("in description").is_some();
        all.push(item);
    }
    for (name, body) in parts {
        let bytes = body.as_bytes();
        all.push(match *name {
            "xmp" => Item::of(*b"mime", b"\0application/rdf+xml\0", bytes).refers(*b"cdsc", &[1]),
            "packed xmp" => Item::of(*b"mime", b"\0application/rdf+xml\0deflate\0", &packed(bytes)),
            "program" => Item::of(*b"uri ", b"\0urn:example", bytes),
            "preview" => Item::of(*b"av01", b"", &[note(body), PIXEL.to_vec()].concat())
                .refers(*b"thmb", &[1])
                .has(&[1, 8, 0x82]),
            "depth" => Item::of(*b"av01", bytes, PIXEL).refers(*b"auxl", &[1]).has(&[1, 8, 0x82, 7]),
            "transparency" => Item::of(*b"av01", bytes, PIXEL).refers(*b"auxl", &[1]).has(&[1, 8, 0x82, 6]),
            _ => continue,
        });
    }
    all
}

fn properties(parts: &[Part<'_>]) -> Vec<u8> {
    let body = |name: &str| parts.iter().find(|(part, _)| *part == name).map(|(_, body)| body.as_str());
    let colours = match body("profile") {
        Some(profile) => [b"prof", &*super::profile(profile)].concat(),
        None => b"nclx\0\x01\0\x0D\0\x06\x80".to_vec(),
    };
    [
        boxed(*b"ispe", &[&[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]]),
        boxed(*b"av1C", &[DECODER]),
        boxed(*b"colr", &[&colours]),
        boxed(*b"irot", &[&[1]]),
        boxed(*b"udes", &[&[0; 4], b"en\0", body("property").unwrap_or_default().as_bytes(), b"\0"]),
        boxed(*b"auxC", &[&[0; 4], b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"]),
        boxed(*b"auxC", &[&[0; 4], b"urn:mpeg:hevc:2015:auxid:2\0"]),
        boxed(*b"pixi", &[&[0, 0, 0, 0, 1, 8]]),
    ]
    .concat()
}

/// The box that says where the items stand, whose data begin at a place.
fn places(items: &[Item], start: usize) -> Vec<u8> {
    let mut places = [&[1, 0, 0, 0, 0x44, 0][..], &number(items.len())[2..]].concat();
    let (mut at, mut within) = (start, 0);
    for (id, item) in (1..).zip(items) {
        places.extend([0, id, 0, u8::from(item.is_in_description), 0, 0]);
        places.extend(&number(item.pieces.len())[2..]);
        let place = if item.is_in_description { &mut within } else { &mut at };
        for piece in &item.pieces {
            places.extend(number(*place));
            places.extend(number(piece.len()));
            *place += piece.len();
        }
    }
    boxed(*b"iloc", &[&places])
}

fn description(items: &[Item], parts: &[Part<'_>], start: usize) -> Vec<u8> {
    let (mut list, mut references, mut associations) = (Vec::new(), Vec::new(), Vec::new());
    for (id, item) in (1..).zip(items) {
        list.extend(boxed(*b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], &item.kind, &item.words, b"\0"]));
        if let Some((kind, to)) = &item.reference {
            let to: Vec<u8> = to.iter().flat_map(|id| id.to_be_bytes()).collect();
            references.extend(boxed(*kind, &[&[0, id], &number(to.len() / 2)[2..], &to]));
        }
        associations.extend([0, id, u8::try_from(item.properties.len()).unwrap()]);
        associations.extend(&item.properties);
    }
    let within: Vec<u8> =
        items.iter().filter(|item| item.is_in_description).flat_map(|item| item.pieces.concat()).collect();
    let properties = [
        boxed(*b"ipco", &[&properties(parts)]),
        boxed(*b"ipma", &[&[0; 4], &number(items.len()), &associations]),
    ]
    .concat();
    boxed(
        *b"meta",
        &[
            &[0; 4],
            &boxed(*b"hdlr", &[&[0; 8], b"pict", &[0; 12], b"libavif\0"]),
            &boxed(*b"pitm", &[&[0, 0, 0, 0, 0, 1]]),
            &places(items, start),
            &boxed(*b"iinf", &[&[0; 4], &number(items.len())[2..], &list]),
            &if references.is_empty() { vec![] } else { boxed(*b"iref", &[&[0; 4], &references]) },
            &boxed(*b"iprp", &[&properties]),
            &if within.is_empty() { vec![] } else { boxed(*b"idat", &[&within]) },
        ],
    )
}

/// An AVIF of one pixel.
pub(crate) fn avif(parts: &[Part<'_>]) -> Vec<u8> {
    let items = items(parts);
    let body = |name: &str| parts.iter().find(|(part, _)| *part == name).map(|(_, body)| body.as_bytes());
    let between = body("between").unwrap_or_default();
    let head = boxed(*b"ftyp", &[b"avif\0\0\0\0avifmif1miaf"]);
    let start = head.len() + description(&items, parts, 0).len() + 8 + between.len();
    let data: Vec<u8> =
        items.iter().filter(|item| !item.is_in_description).flat_map(|item| item.pieces.concat()).collect();
    let mut file = [head, description(&items, parts, start), boxed(*b"mdat", &[between, &data])].concat();
    if let Some(words) = body("behind") {
        file.extend(boxed(*b"free", &[words]));
    }
    if let Some(words) = body("moving") {
        file.extend(boxed(*b"moov", &[&boxed(*b"udta", &[words])]));
    }
    file
}
