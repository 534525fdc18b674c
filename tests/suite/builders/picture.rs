//! Pictures of one pixel with as much beside it as a test wants.

use std::io::Write as _;

use super::Part;

/// EXIF of texts by the numbers of their tags, of the place where the picture was taken, and of its turn.
pub(crate) fn exif(texts: &[(u16, &str)], is_placed: bool, turn: Option<u16>) -> Vec<u8> {
    let own: Vec<_> = texts.iter().filter(|(tag, _)| *tag < 0x9000 || *tag > 0x9C00).collect();
    let of_camera: Vec<_> = texts.iter().filter(|(tag, _)| (0x9000..=0x9C00).contains(tag)).collect();
    let count =
        own.len() + usize::from(turn.is_some()) + usize::from(is_placed) + usize::from(!of_camera.is_empty());
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let mut heap = Vec::new();
    let size = |count: usize| 2 + 12 * count + 4;
    let heap_at = 8
        + size(count)
        + if of_camera.is_empty() { 0 } else { size(of_camera.len()) }
        + if is_placed { size(2) } else { 0 };
    let entry = |to: &mut Vec<u8>, heap: &mut Vec<u8>, tag: u16, kind: u16, count: usize, data: &[u8]| {
        to.extend(tag.to_le_bytes());
        to.extend(kind.to_le_bytes());
        to.extend(u32::try_from(count).unwrap().to_le_bytes());
        if data.len() <= 4 {
            to.extend(data);
            to.extend(vec![0; 4 - data.len()]);
        } else {
            to.extend(u32::try_from(heap_at + heap.len()).unwrap().to_le_bytes());
            heap.extend(data);
        }
    };
    let text = |to: &mut Vec<u8>, heap: &mut Vec<u8>, tag: u16, text: &str| match tag {
        // What a person wrote about a picture has its encoding before it.
        0x9286 => {
            let data = [b"ASCII\0\0\0", text.as_bytes()].concat();
            entry(to, heap, tag, 7, data.len(), &data);
        }
        0x9C9B.. => {
            let data: Vec<u8> = text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            entry(to, heap, tag, 1, data.len(), &data);
        }
        _ => {
            let data = [text.as_bytes(), b"\0"].concat();
            entry(to, heap, tag, 2, data.len(), &data);
        }
    };
    tiff.extend(u16::try_from(count).unwrap().to_le_bytes());
    for (tag, words) in own.iter().filter(|(tag, _)| *tag < 0x0112) {
        text(&mut tiff, &mut heap, *tag, words);
    }
    if let Some(turn) = turn {
        entry(&mut tiff, &mut heap, 0x0112, 3, 1, &turn.to_le_bytes());
    }
    for (tag, words) in own.iter().filter(|(tag, _)| (0x0113..0x8769).contains(tag)) {
        text(&mut tiff, &mut heap, *tag, words);
    }
    let mut next = 8 + size(count);
    for (tag, is_there, entries) in [(0x8769, !of_camera.is_empty(), of_camera.len()), (0x8825, is_placed, 2)]
    {
        if is_there {
            entry(&mut tiff, &mut heap, tag, 4, 1, &u32::try_from(next).unwrap().to_le_bytes());
            next += size(entries);
        }
    }
    for (tag, words) in own.iter().filter(|(tag, _)| *tag > 0x8825) {
        text(&mut tiff, &mut heap, *tag, words);
    }
    tiff.extend([0; 4]);
    if !of_camera.is_empty() {
        tiff.extend(u16::try_from(of_camera.len()).unwrap().to_le_bytes());
        for (tag, words) in of_camera {
            text(&mut tiff, &mut heap, *tag, words);
        }
        tiff.extend([0; 4]);
    }
    if is_placed {
        tiff.extend(2_u16.to_le_bytes());
        entry(&mut tiff, &mut heap, 1, 2, 2, b"N\0");
        let degrees: Vec<u8> = [51_u32, 1, 30, 1, 0, 1].into_iter().flat_map(u32::to_le_bytes).collect();
        entry(&mut tiff, &mut heap, 2, 5, 3, &degrees);
        tiff.extend([0; 4]);
    }
    [tiff, heap].concat()
}

/// The EXIF that parts describe: `exif` has lines of a tag's number and its text.
pub(super) fn exif_of(parts: &[Part<'_>]) -> Option<Vec<u8>> {
    let body = |name: &str| parts.iter().find(|(part, _)| *part == name).map(|(_, body)| body);
    let lines = body("exif").map(|body| {
        body.lines().map(|line| {
            let (tag, text) = line.split_once(' ').unwrap();
            (u16::from_str_radix(tag, 16).unwrap(), text)
        })
    });
    let mut texts: Vec<(u16, &str)> = lines.into_iter().flatten().collect();
    texts.sort_unstable();
    let turn = body("orientation").map(|turn| turn.trim().parse().unwrap());
    let is_placed = body("gps").is_some();
    (!texts.is_empty() || turn.is_some() || is_placed).then(|| exif(&texts, is_placed, turn))
}

pub(super) fn iptc_records(body: &str) -> Vec<u8> {
    let mut records = Vec::new();
    for line in body.lines() {
        let (set, text) = line.split_once(' ').unwrap();
        records.extend([0x1C, 2, set.parse().unwrap()]);
        records.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
        records.extend(text.bytes());
    }
    records
}

fn iptc_of(body: &str) -> Vec<u8> {
    let records = iptc_records(body);
    let size = u32::try_from(records.len()).unwrap().to_be_bytes();
    [b"Photoshop 3.0\08BIM\x04\x04\0\0", &size[..], &records].concat()
}

/// The tables and the compressed pixel of every JPEG here.
fn pixel() -> Vec<u8> {
    let table = |class: u8, value: u8| [&[0xFF, 0xC4, 0, 20, class, 1][..], &[0; 15], &[value]].concat();
    let quantities = [&[0xFF, 0xDB, 0, 67, 0][..], &[1; 64]].concat();
    let frame = b"\xFF\xC0\0\x0B\x08\0\x01\0\x01\x01\x01\x11\0".to_vec();
    let scan = b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x7A\xFF\0\xD9".to_vec();
    [quantities, frame, table(0, 0), table(0x10, 0), scan, vec![0xFF, 0xD9]].concat()
}

/// A JPEG of one pixel.
pub(crate) fn jpeg(parts: &[Part<'_>]) -> Vec<u8> {
    let mut file = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0".to_vec();
    let segment = |file: &mut Vec<u8>, marker: u8, data: &[u8]| {
        file.extend([0xFF, marker]);
        file.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        file.extend(data);
    };
    if let Some(exif) = exif_of(parts) {
        segment(&mut file, 0xE1, &[b"Exif\0\0", &*exif].concat());
    }
    for (name, body) in parts {
        match *name {
            "xmp" => segment(&mut file, 0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", body.as_bytes()].concat()),
            "iptc" => segment(&mut file, 0xED, &iptc_of(body)),
            "comment" => segment(&mut file, 0xFE, body.as_bytes()),
            "program" => segment(&mut file, 0xEC, body.as_bytes()),
            "reserved" => segment(&mut file, 0xF0, body.as_bytes()),
            "adobe" => segment(&mut file, 0xEE, &[b"Adobe\0\x64\0\0\0\0\0", body.as_bytes()].concat()),
            "split xmp" => {
                // Behind the name of the format stand a hash, the length of all and where this part begins.
                let (one, other) = body.split_at(body.len() / 2);
                for (part, at) in [(one, 0), (other, one.len())] {
                    let size = |size: usize| u32::try_from(size).unwrap().to_be_bytes();
                    let head = [&b"http://ns.adobe.com/xmp/extension/\0"[..], &[b'0'; 32]].concat();
                    let data = [&head[..], &size(body.len()), &size(at), part.as_bytes()].concat();
                    segment(&mut file, 0xE1, &data);
                }
            }
            "profile" => segment(&mut file, 0xE2, &[b"ICC_PROFILE\0\x01\x01", &*profile(body)].concat()),
            _ => {}
        }
    }
    file.extend(pixel());
    if let Some((_, body)) = parts.iter().find(|(name, _)| *name == "behind") {
        file.extend(body.bytes());
    }
    file
}

/// A colour profile of one colour, of a screen that is called so.
pub(crate) fn profile(name: &str) -> Vec<u8> {
    let size = |size: usize| u32::try_from(size).unwrap().to_be_bytes();
    let named = [&b"desc\0\0\0\0"[..], &size(name.len() + 1), name.as_bytes(), &[0; 79]].concat();
    let colour = b"XYZ \0\0\0\0\0\0\x6F\xA2\0\0\x38\xF5\0\0\x03\x90";
    let mut whole = vec![0; 128];
    whole[8..10].copy_from_slice(&[2, 0x10]);
    whole[12..24].copy_from_slice(b"mntrRGB XYZ ");
    whole[36..40].copy_from_slice(b"acsp");
    whole.extend([&size(2)[..], b"desc", &size(156), &size(named.len())].concat());
    whole.extend([&b"rXYZ"[..], &size(156 + named.len()), &size(colour.len())].concat());
    whole.extend([&*named, colour].concat());
    let length = size(whole.len());
    whole[..4].copy_from_slice(&length);
    whole
}

pub(crate) fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
    let named = [&name, data].concat();
    file.extend(&named);
    file.extend(crc32fast::hash(&named).to_be_bytes());
}

pub(crate) fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// A PNG of one pixel.
pub(crate) fn png(parts: &[Part<'_>]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    chunk(&mut file, *b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    if let Some(exif) = exif_of(parts) {
        chunk(&mut file, *b"eXIf", &exif);
    }
    for (name, body) in parts {
        match *name {
            "profile" => chunk(&mut file, *b"iCCP", &[b"sRGB\0\0", &*packed(&profile(body))].concat()),
            "comment" => chunk(&mut file, *b"tEXt", &[b"Comment\0", body.as_bytes()].concat()),
            "packed" => chunk(&mut file, *b"zTXt", &[b"Comment\0\0", &*packed(body.as_bytes())].concat()),
            "critical" => chunk(&mut file, *b"WHOM", body.as_bytes()),
            "packed words" => {
                chunk(&mut file, *b"iTXt", &[b"Title\0\x01\0en\0\0", &*packed(body.as_bytes())].concat());
            }
            "words" => chunk(&mut file, *b"iTXt", &[b"Title\0\0\0en\0\0", body.as_bytes()].concat()),
            "xmp" => chunk(&mut file, *b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", body.as_bytes()].concat()),
            _ => {}
        }
    }
    chunk(&mut file, *b"IDAT", &packed(&[0, 127]));
    chunk(&mut file, *b"IEND", &[]);
    if let Some((_, body)) = parts.iter().find(|(name, _)| *name == "behind") {
        file.extend(body.bytes());
    }
    file
}

/// A GIF of one pixel.
pub(crate) fn gif(parts: &[Part<'_>]) -> Vec<u8> {
    let mut file = b"GIF89a\x01\0\x01\0\x80\0\0\xFF\xFF\xFF\0\0\0".to_vec();
    for (name, body) in parts {
        let length = u8::try_from(body.len()).unwrap();
        match *name {
            "comment" => file.extend([b"!\xFE", &[length][..], body.as_bytes(), b"\0"].concat()),
            "text" => {
                let place = [12, 0, 0, 0, 0, 1, 0, 1, 0, 8, 8, 0, 1, length];
                file.extend([b"!\x01", &place[..], body.as_bytes(), b"\0"].concat());
            }
            // Behind the text runs a slide of bytes that leads every reader to the end of the block.
            "xmp" => {
                let slide: Vec<u8> = [1].into_iter().chain((0..=255).rev()).chain([0]).collect();
                file.extend([b"!\xFF\x0BXMP DataXMP", body.as_bytes(), &slide].concat());
            }
            "loop" => file.extend(b"!\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0"),
            _ => {}
        }
    }
    file.extend(b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;");
    file
}

/// A WebP of one pixel.
pub(crate) fn webp(parts: &[Part<'_>]) -> Vec<u8> {
    let mut chunks: Vec<(&[u8; 4], Vec<u8>)> = vec![(b"VP8X", vec![0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0])];
    chunks.push((b"VP8L", b"/\0\0\0\0\x88\x88\x08".to_vec()));
    chunks.extend(exif_of(parts).map(|exif| (b"EXIF", exif)));
    for (name, body) in parts {
        if *name == "xmp" {
            chunks.push((b"XMP ", body.clone().into_bytes()));
        }
    }
    let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
    for (name, data) in chunks {
        file.extend(name);
        file.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        file.extend(&data);
        file.extend(vec![0; data.len() % 2]);
    }
    let size = u32::try_from(file.len() - 8).unwrap();
    file[4..8].copy_from_slice(&size.to_le_bytes());
    file
}
