//! Pictures that carry words in places which their form leaves room for, and which no program shows.

use briefpress::attachment::{Passage, TraceKind, read, strip};
use briefpress::source::SourcePath;

use crate::builders::{chunk, gif, jpeg, packed, parts, png, profile, webp};
use crate::stripping::{has, is_clean_or_told};

type Chunk<'c> = (&'c [u8; 4], Vec<u8>);

const SECRET: &[u8] = b"Quill of Elm Row";

/// Bytes with the secret behind them.
fn and(bytes: &[u8]) -> Vec<u8> {
    [bytes, SECRET].concat()
}

/// A PNG of one grey point, or of one colour of a palette.
fn png_of(kind: u8, chunks: &[Chunk<'_>]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    chunk(&mut file, *b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, kind, 0, 0, 0]);
    for (name, data) in chunks {
        chunk(&mut file, **name, data);
    }
    file
}

fn pixels() -> Chunk<'static> {
    (b"IDAT", packed(&[0, 0]))
}

fn grey(between: &[Chunk<'_>]) -> Vec<u8> {
    let chunks = between.iter().cloned().chain([pixels(), (b"IEND", Vec::new())]);
    png_of(0, &chunks.collect::<Vec<_>>())
}

fn with_palette(between: &[Chunk<'_>]) -> Vec<u8> {
    let chunks = between.iter().cloned().chain([pixels(), (b"IEND", Vec::new())]);
    png_of(3, &chunks.collect::<Vec<_>>())
}

fn frame(number: u8, tail: &[u8]) -> Chunk<'static> {
    let control = [0, 0, 0, number, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 9, 0, 0];
    (b"fcTL", [&control[..], tail].concat())
}

/// A moving PNG of two frames, the second of which has something behind its pixels.
fn moving(second: &[Chunk<'_>], tail: &[u8]) -> Vec<u8> {
    let mut chunks = vec![(b"acTL", vec![0, 0, 0, 2, 0, 0, 0, 0]), frame(0, &[]), pixels(), frame(1, &[])];
    chunks.push((b"fdAT", [&[0, 0, 0, 2], &*packed(&[0, 0]), tail].concat()));
    chunks.extend(second.iter().cloned());
    chunks.push((b"IEND", Vec::new()));
    png_of(0, &chunks)
}

/// A PNG whose words stand where the checksum of a chunk should.
fn unsummed(name: [u8; 4]) -> Vec<u8> {
    let mut file = grey(&[(&name, SECRET.to_vec())]);
    let at = memchr::memmem::find(&file, SECRET).unwrap() + SECRET.len();
    file[at..at + 4].copy_from_slice(b"Quil");
    file
}

/// What a picture hides, and the picture.
type Crafted = (&'static str, Vec<u8>);

fn crafted_png() -> Vec<Crafted> {
    let colour = || (b"PLTE", vec![1, 2, 3]);
    let profiled = |name: &[u8], tail: &[u8]| -> Chunk<'static> {
        (b"iCCP", [name, b"\0\0", &*packed(&profile("A screen")), tail].concat())
    };
    vec![
        ("words in the end", png_of(0, &[pixels(), (b"IEND", SECRET.to_vec())])),
        ("behind the pixels", png_of(0, &[(b"IDAT", and(&packed(&[0, 0]))), (b"IEND", Vec::new())])),
        ("a piece behind the pixels", grey(&[pixels(), (b"IDAT", SECRET.to_vec())])),
        ("a palette that a picture of greys has not", grey(&[(b"PLTE", and(b"ab"))])),
        ("see-through greys", grey(&[(b"tRNS", and(&[0, 0]))])),
        ("see-through colours", with_palette(&[colour(), (b"tRNS", and(&[0, 0]))])),
        ("background", grey(&[(b"bKGD", and(&[0, 0]))])),
        ("bits", grey(&[(b"sBIT", and(&[8]))])),
        ("how often each colour is there", with_palette(&[colour(), (b"hIST", and(&[0]))])),
        ("measures", grey(&[(b"pHYs", and(&[0, 0, 11, 19, 0, 0, 11, 19, 1]))])),
        ("words for measures", grey(&[(b"pHYs", b"Quill of\x01".to_vec())])),
        ("light", grey(&[(b"gAMA", and(&[0, 0, 177, 143]))])),
        ("words for colours", grey(&[(b"cHRM", b"Quill of Elm Row, who is eleven.".to_vec())])),
        ("rendering", grey(&[(b"sRGB", and(&[0]))])),
        ("place", grey(&[(b"oFFs", and(&[0; 9]))])),
        ("movement of a picture that stands", grey(&[frame(0, SECRET), (b"fdAT", SECRET.to_vec())])),
        ("a movement of more than its number", grey(&[(b"acTL", and(&[0, 0, 0, 0, 0, 0, 0, 0]))])),
        ("behind the pixels of a frame", moving(&[], SECRET)),
        ("a piece behind the pixels of a frame", moving(&[(b"fdAT", and(&[0, 0, 0, 3]))], &[])),
        ("a chunk with another checksum", unsummed(*b"gAMA")),
        ("name of a profile", grey(&[profiled(SECRET, &[])])),
        ("behind a profile", grey(&[profiled(b"icc", SECRET)])),
        ("what is no profile", grey(&[(b"iCCP", [b"icc\0\0", SECRET].concat())])),
        ("a second profile", grey(&[profiled(b"icc", &[]), profiled(SECRET, &[])])),
        ("name within a profile", png(&parts("--- profile\nQuill of Elm Row\n"))),
    ]
}

/// A JPEG with segments before its picture.
fn jpeg_with(before: &[(u8, &[u8])]) -> Vec<u8> {
    let plain = jpeg(&[]);
    let mut file = plain[..20].to_vec();
    for (marker, data) in before {
        file.extend([0xFF, *marker]);
        file.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        file.extend_from_slice(data);
    }
    file.extend_from_slice(&plain[20..]);
    file
}

/// A JPEG one of whose segments is longer than it needs to be.
fn jpeg_longer(marker: u8) -> Vec<u8> {
    let mut file = jpeg(&[]);
    let at = memchr::memmem::find(&file, &[0xFF, marker]).unwrap();
    let length = usize::from(u16::from_be_bytes([file[at + 2], file[at + 3]]));
    let longer = u16::try_from(length + SECRET.len()).unwrap().to_be_bytes();
    file[at + 2..at + 4].copy_from_slice(&longer);
    file.splice(at + 2 + length..at + 2 + length, SECRET.iter().copied());
    file
}

fn crafted_jpeg() -> Vec<Crafted> {
    // Values of a table that no scan asks for, and of one that another of its name stands behind.
    let quantities = |name: u8| [&[name][..], SECRET, &[b'.'; 64 - SECRET.len()]].concat();
    let codes = |name: u8| [&[name, 0, 0, 0, 0, 16][..], &[0; 11], SECRET].concat();
    let of_kind = |marker: u8| jpeg_with(&[(marker, SECRET)]);
    vec![
        ("a kind of frame that is reserved", of_kind(0xC8)),
        ("lines", of_kind(0xDC)),
        ("frames of several sizes", of_kind(0xDE)),
        ("how one is made of another", of_kind(0xDF)),
        ("a comment", of_kind(0xFE)),
        ("several pictures", jpeg_with(&[(0xE2, &[b"MPF\0", SECRET].concat())])),
        ("a preview", jpeg_with(&[(0xE0, &[b"JFXX\0\x10", SECRET].concat())])),
        ("a second head", jpeg_with(&[(0xE0, &[b"JFIF\0\x01\x02\0", SECRET].concat())])),
        (
            "a second table of colours",
            jpeg_with(&[(0xEE, b"Adobe\0\x64\0\0\0\0\0"), (0xEE, &[b"Adobe", SECRET].concat())]),
        ),
        ("arithmetic", of_kind(0xCC)),
        ("behind how often it begins anew", jpeg_with(&[(0xDD, &and(&[0, 0]))])),
        ("behind quantities", jpeg_longer(0xDB)),
        ("behind codes", jpeg_longer(0xC4)),
        ("behind the frame", jpeg_longer(0xC0)),
        ("behind the head of a scan", jpeg_longer(0xDA)),
        ("quantities of no use", jpeg_with(&[(0xDB, &quantities(3))])),
        ("quantities that others replace", jpeg_with(&[(0xDB, &quantities(0))])),
        ("codes of no use", jpeg_with(&[(0xC4, &codes(0x13))])),
        ("codes that others replace", jpeg_with(&[(0xC4, &codes(0x10))])),
        ("behind the end", and(&jpeg(&[]))),
        ("a profile that is none", jpeg_with(&[(0xE2, &[b"ICC_PROFILE\0\x01\x01", SECRET].concat())])),
        ("a profile", jpeg(&parts("--- profile\nQuill of Elm Row\n"))),
    ]
}

fn gif_with(blocks: &[u8]) -> Vec<u8> {
    let plain = gif(&[]);
    [&plain[..19], blocks, &plain[19..]].concat()
}

fn crafted_gif() -> Vec<Crafted> {
    let words = [&[16], SECRET, &[0]].concat();
    let pixels = gif(&[]);
    let pixels = &pixels[..pixels.len() - 2];
    let colours = profile("Quill of Elm Row");
    let in_parts: Vec<u8> =
        colours.chunks(255).flat_map(|part| [&[u8::try_from(part.len()).unwrap()], part].concat()).collect();
    vec![
        ("a block of no kind", gif_with(&[b"!\x42", &*words].concat())),
        ("how often it moves", gif_with(&[b"!\xFF\x0BNETSCAPE2.0\x03\x01\0\0", &*words].concat())),
        ("words for how often it moves", gif_with(&[b"!\xFF\x0BNETSCAPE2.0", &*words].concat())),
        ("how a picture goes", gif_with(&[b"!\xF9\x04\0\0\0\0", &*words].concat())),
        ("words for how a picture goes", gif_with(&[b"!\xF9", &*words].concat())),
        ("behind the pixels", [pixels, &words, b";"].concat()),
        ("behind the pixels in their part", {
            let at = pixels.len() - 3;
            [&pixels[..at], &[18], &pixels[at + 1..], SECRET, b"\0;"].concat()
        }),
        ("a comment", gif_with(&[b"!\xFE", &*words].concat())),
        ("painted words", gif_with(&[b"!\x01\x0C\0\0\0\0\0\0\0\0\0\0\0\0", &*words].concat())),
        ("a program", gif_with(&[b"!\xFF\x0BPROGRAM 1.0", &*words].concat())),
        ("a profile", gif_with(&[b"!\xFF\x0BICCRGBG1012", &*in_parts, &[0]].concat())),
        ("behind the end", and(&gif(&[]))),
    ]
}

/// A WebP of these chunks; of one of an odd size the byte that makes it even belongs to the words.
fn webp_of(chunks: &[Chunk<'_>]) -> Vec<u8> {
    let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
    for (name, data) in chunks {
        file.extend(*name);
        file.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        file.extend(data);
        file.extend(vec![b'Q'; data.len() % 2]);
    }
    let size = u32::try_from(file.len() - 8).unwrap();
    file[4..8].copy_from_slice(&size.to_le_bytes());
    file
}

fn crafted_webp() -> Vec<Crafted> {
    let pixel = || (b"VP8L", b"/\0\0\0\0\x88\x88\x08".to_vec());
    let head = |flags: u8, tail: &[u8]| (b"VP8X", [&[flags, 0, 0, 0, 0, 0, 0, 0, 0, 0], tail].concat());
    let animation = || (b"ANIM", vec![0; 6]);
    let frame = |chunks: &[Chunk<'_>]| (b"ANMF", [&[0; 16], &webp_of(chunks)[12..]].concat());
    vec![
        ("behind a simple picture", webp_of(&[pixel(), (b"NOTE", SECRET.to_vec())])),
        ("a second simple picture", webp_of(&[pixel(), (b"VP8L", SECRET.to_vec())])),
        ("behind the head", webp_of(&[head(0, SECRET), pixel()])),
        ("behind the movement", webp_of(&[head(2, &[]), (b"ANIM", and(&[0; 6])), frame(&[pixel()])])),
        (
            "a chunk of a frame",
            webp_of(&[head(2, &[]), animation(), frame(&[pixel(), (b"NOTE", SECRET.to_vec())])]),
        ),
        (
            "a second picture of a frame",
            webp_of(&[head(2, &[]), animation(), frame(&[pixel(), (b"VP8 ", SECRET.to_vec())])]),
        ),
        (
            "a picture beside frames",
            webp_of(&[head(2, &[]), animation(), frame(&[pixel()]), (b"VP8 ", SECRET.to_vec())]),
        ),
        ("a frame beside a picture", webp_of(&[head(0, &[]), pixel(), (b"ANMF", and(&[0; 16]))])),
        ("a profile", webp_of(&[head(0x20, &[]), (b"ICCP", profile("Quill of Elm Row")), pixel()])),
        ("no profile", webp_of(&[head(0x20, &[]), (b"ICCP", SECRET.to_vec()), pixel()])),
        ("behind the end", and(&webp(&[]))),
    ]
}

/// The name of a file of each form, and the pictures of that form with what each hides.
fn crafted() -> [(&'static str, Vec<Crafted>); 4] {
    [
        ("a.png", crafted_png()),
        ("a.jpg", crafted_jpeg()),
        ("a.gif", crafted_gif()),
        ("a.webp", crafted_webp()),
    ]
}

#[test]
fn words_in_a_crafted_picture_are_read_and_not_published() {
    for (name, all) in crafted() {
        for (what, bytes) in all {
            let mut texts = String::new();
            let path = SourcePath::new(name);
            let traces = read(&path, &bytes, &mut |passage: &Passage<'_>| texts.push_str(passage.text));
            assert!(texts.contains("Quill of"), "{name} hides {what}: {texts}");
            let unreadable = traces.iter().find(|trace| trace.kind == TraceKind::Unreadable);
            assert!(unreadable.is_none(), "{name}, {what}: {unreadable:?}");
            let stripped = strip(&bytes).unwrap_or_else(|| panic!("{name}, {what} stays as it is"));
            for left in [SECRET, b"Quil", b"Elm"] {
                assert!(!has(&stripped, left), "{name} keeps {what}");
            }
            assert_eq!(read(&path, &stripped, &mut |_: &Passage<'_>| {}), [], "{name}, {what}");
            assert_eq!(strip(&stripped), None, "{name}, {what} is stripped at once");
        }
    }
}

#[test]
fn colours_stay_under_a_name_that_all_have() {
    let of = |name: &str| {
        let described = format!("--- profile\n{name}\n");
        let of = parts(&described);
        [strip(&png(&of)).unwrap(), strip(&jpeg(&of)).unwrap()]
    };
    assert!(of("The screen of Quill") == of("Another"));
    let [_, jpeg] = of("The screen of Quill");
    assert!(has(&jpeg, b"rXYZ") && has(&jpeg, b"\x6F\xA2\0\0\x38\xF5"), "lost its colours");
}

#[test]
fn what_could_be_a_picture_or_not_is_refused() {
    let twice = png_of(0, &[pixels(), (b"tEXt", Vec::new()), pixels(), (b"IEND", Vec::new())]);
    let mut unsummed = grey(&[]);
    let at = unsummed.len() - 13;
    unsummed[at] ^= 1;
    let frame: &[u8] = &[8, 0, 1, 0, 1, 1, 1, 0x11, 0];
    for (what, name, bytes) in [
        ("pixels in two runs", "a.png", twice),
        ("two heads", "a.png", grey(&[(b"IHDR", vec![0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])])),
        ("pixels with another checksum", "a.png", unsummed),
        (
            "more pixels than it says",
            "a.png",
            png_of(0, &[(b"IDAT", packed(&[0; 99])), (b"IEND", Vec::new())]),
        ),
        ("frames out of order", "a.png", moving(&[(b"fdAT", and(&[0, 0, 0, 9]))], &[])),
        ("more frames than it says", "a.png", moving(&[frame_three(), (b"fdAT", and(&[0, 0, 0, 4]))], &[])),
        ("a palette of no colours", "a.png", with_palette(&[(b"PLTE", Vec::new())])),
        ("two frames", "a.jpg", jpeg_with(&[(0xC0, frame)])),
        ("a scan before the frame", "a.jpg", jpeg_with(&[(0xDA, &[1, 1, 0, 0, 63, 0])])),
        ("codes that are cut off", "a.jpg", jpeg_with(&[(0xC4, &[0, 200])])),
        ("marks where nothing begins anew", "a.jpg", {
            let mut file = jpeg(&[]);
            let at = file.len() - 2;
            file.splice(at..at, *b"\xFF\xD0Q\xFF\xD3");
            file
        }),
        ("codes that make no sense", "a.gif", {
            let mut file = gif(&[]);
            let at = file.len() - 4;
            file[at] = 0xFF;
            file
        }),
    ] {
        let traces = read(&SourcePath::new(name), &bytes, &mut |_: &Passage<'_>| {});
        assert!(traces.iter().any(|trace| trace.kind == TraceKind::Unreadable), "{what}: {traces:?}");
        assert_eq!(strip(&bytes), None, "{what}");
    }
}

fn frame_three() -> Chunk<'static> {
    frame(3, &[])
}

#[test]
fn a_crafted_picture_that_is_cut_or_changed_anywhere_is_clean_or_told() {
    for (name, all) in crafted() {
        for (_, bytes) in all {
            for at in 0..bytes.len() {
                let mut other = bytes.clone();
                other[at] ^= [0x01, 0x80, 0xFF][at % 3];
                is_clean_or_told(name, &other);
                is_clean_or_told(name, &bytes[..at]);
            }
        }
    }
}
