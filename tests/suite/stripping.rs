//! What is left of AVIF, HEIC and TIFF when nothing but the picture is, and what is told of those that can not be taken apart.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use briefpress::attachment::{
    Passage, Trace, TraceKind, Unscrubbed, read, read_data_addresses, scrub, strip,
};
use briefpress::source::SourcePath;

use crate::builders::{PIXEL, avif, boxed, parts, tiff, zipped};
use crate::unpacking::is_the_same_when_known;

/// Every text of a file, and its traces.
fn looked_into(name: &str, bytes: &[u8]) -> (String, Vec<Trace>) {
    let mut all = String::new();
    let traces = read(&SourcePath::new(name), bytes, &mut |passage: &Passage<'_>| {
        all.push_str(passage.text);
        all.push('\n');
    });
    (all, traces)
}

fn kinds(traces: &[Trace]) -> Vec<TraceKind> {
    let mut kinds: Vec<TraceKind> = traces.iter().map(|trace| trace.kind).collect();
    kinds.dedup();
    kinds
}

/// Why a file can not be looked into.
#[track_caller]
fn reason(name: &str, bytes: &[u8]) -> String {
    let (_, traces) = looked_into(name, bytes);
    let unreadable = traces.iter().find(|trace| trace.kind == TraceKind::Unreadable);
    unreadable.map_or_else(|| format!("{name} was read: {traces:?}"), |trace| trace.detail.clone())
}

pub(crate) fn has(bytes: &[u8], words: &[u8]) -> bool {
    memchr::memmem::find(bytes, words).is_some()
}

/// The points of a page behind the first.
fn page() -> Vec<u8> {
    vec![0x42; 300 * 300]
}

/// What every one of these pictures has beside it, and where; `Quill` begins whatever must not be left.
const SECRETS: &str = "--- exif
010E Quill Row
013B Quill Ada
9286 Quill and her brother
--- gps
--- xmp
<x:xmpmeta xmlns:x='x'><rdf:Description dc:creator='Quill Bea'><PersonInImage>Quill Cal</PersonInImage></rdf:Description></x:xmpmeta>
--- profile
Quill screen
--- between
Quill between
";

const OF_AVIF: &str = "--- packed xmp
<x:xmpmeta xmlns:x='x'><City>Quill packed</City></x:xmpmeta>
--- name
Quill name
--- property
Quill property
--- unit
Quill unit
--- program
Quill program
--- preview
Quill preview
--- depth
Quill depth
--- behind
Quill behind
";

const OF_TIFF: &str = "--- iptc
80 Quill Dan
90 Quillton
--- photoshop
Quill resource
--- program
Quill program
--- orientation
6
--- within
Quill within
--- page
Quill page
--- preview
Quill preview
--- declared preview
Quill declared
--- behind
Quill behind
";

/// The pictures with everything beside them.
pub(crate) fn full() -> Vec<(&'static str, Vec<u8>)> {
    let of_avif = format!("{SECRETS}{OF_AVIF}");
    let of_tiff = format!("{SECRETS}{OF_TIFF}");
    vec![
        ("a.avif", avif(&parts(&of_avif))),
        ("pieces.avif", avif(&parts(&format!("{of_avif}--- in pieces\n")))),
        ("within.avif", avif(&parts(&format!("{of_avif}--- in description\n")))),
        ("grid.avif", avif(&parts(&format!("{of_avif}--- grid\n")))),
        ("same.avif", avif(&parts(&format!("{of_avif}--- same\n")))),
        ("see-through.avif", avif(&parts(&format!("{of_avif}--- transparency\nQuill transparency\n")))),
        ("little.tif", tiff(&parts(&of_tiff), false)),
        ("big.tiff", tiff(&parts(&of_tiff), true)),
    ]
}

#[test]
fn everything_beside_a_picture_is_told_and_nothing_of_it_is_left() {
    for (name, bytes) in full() {
        let (texts, traces) = looked_into(name, &bytes);
        let planted = if name.ends_with("avif") { OF_AVIF } else { OF_TIFF };
        for line in format!("{SECRETS}{planted}").lines().filter(|line| line.contains("Quill")) {
            let from = line.find("Quill").unwrap();
            let words = line[from..].split(['<', '\'']).next().unwrap();
            assert!(texts.contains(words), "{name} hides {words}:\n{texts}");
        }
        for kind in [TraceKind::Author, TraceKind::Location, TraceKind::PictureMetadata] {
            assert!(kinds(&traces).contains(&kind), "{name}: {traces:?}");
        }
        assert!(!kinds(&traces).contains(&TraceKind::Unreadable), "{name}: {traces:?}");

        let stripped = strip(&bytes).unwrap_or_else(|| panic!("{name} stays as it is"));
        let (texts, traces) = looked_into(name, &stripped);
        assert_eq!(traces, [], "{name} after stripping");
        for left in [&b"Quill"[..], b"rdf", b"Exif", b"libavif", b"udes"] {
            assert!(!has(&stripped, left), "{name} keeps {}", String::from_utf8_lossy(left));
        }
        assert!(has(&stripped, b"rXYZ"), "{name} lost its colours:\n{texts}");
        assert_eq!(strip(&stripped), None, "{name} is stripped at once");
        assert_eq!(scrub(&SourcePath::new(name), &bytes).as_deref(), Ok(&*stripped), "{name}");
    }
}

#[test]
fn the_picture_stays_as_it_was() {
    for (name, bytes) in full() {
        let stripped = strip(&bytes).unwrap();
        let (before, after) = (imagesize::blob_size(&bytes), imagesize::blob_size(&stripped));
        if name.ends_with("avif") {
            assert_eq!(before.ok().map(|size| (size.width, size.height)), Some((1, 1)), "{name}");
            assert_eq!(after.ok().map(|size| (size.width, size.height)), Some((1, 1)), "{name}");
            // The frame, without what a program noted in it.
            let count = memchr::memmem::find_iter(&stripped, &PIXEL[2..]).count();
            assert_eq!(count, if name == "see-through.avif" { 2 } else { 1 }, "{name}");
            assert!(has(&stripped, b"irot\x01"), "{name} lost its turn");
            assert_eq!(has(&stripped, b"auxC"), name == "see-through.avif", "{name}");
        } else {
            // Two pages, of which the first has one point and is turned.
            assert!(stripped[8] == 0x80 && has(&stripped, &page()), "{name} lost a page");
            assert!(!has(&stripped, &[0x41; 4]), "{name} keeps a picture within a page");
            let turn: &[u8] = if name == "big.tiff" {
                b"\x01\x12\0\x03\0\0\0\x01\0\x06"
            } else {
                b"\x12\x01\x03\0\x01\0\0\0\x06"
            };
            assert!(has(&stripped, turn), "{name} lost its turn");
        }
    }
}

#[test]
fn a_picture_without_anything_beside_it_is_told_nothing_of() {
    for (name, bytes) in [("a.avif", avif(&[])), ("a.tif", tiff(&[], false)), ("a.tiff", tiff(&[], true))] {
        let (_, traces) = looked_into(name, &bytes);
        assert_eq!(traces, [], "{name}");
    }
}

#[test]
fn more_pages_than_a_library_takes_are_read_and_kept() {
    let pages = "--- page\nQuill\n".repeat(12);
    for (text, kind) in [("", TraceKind::PictureMetadata), ("--- gps\n", TraceKind::Location)] {
        let bytes = tiff(&parts(&format!("{text}{pages}")), false);
        let (_, traces) = looked_into("a.tif", &bytes);
        assert!(kinds(&traces).contains(&kind), "{traces:?}");
        assert!(!kinds(&traces).contains(&TraceKind::Unreadable), "{traces:?}");
        let stripped = strip(&bytes).unwrap();
        assert_eq!(memchr::memmem::find_iter(&stripped, &page()).count(), 12);
        assert_eq!(looked_into("a.tif", &stripped).1, []);
    }
}

/// The place of bytes in a file.
fn place(bytes: &[u8], words: &[u8]) -> usize {
    memchr::memmem::find(bytes, words).unwrap_or_else(|| panic!("no {words:?}"))
}

/// A file in which some bytes are others.
fn changed(mut bytes: Vec<u8>, words: &[u8], offset: usize, new: &[u8]) -> Vec<u8> {
    let at = place(&bytes, words) + offset;
    bytes[at..at + new.len()].copy_from_slice(new);
    bytes
}

const DAMAGED: &str = "it is damaged, cut off, or has more parts than any picture";
const MOVING: &str = "it is a moving picture in HEIC or AVIF, which is not taken apart";
const NEW: &str = "it is of a form of HEIC or AVIF that is not taken apart";
const NEW_TIFF: &str = "it is of a form of TIFF that is not taken apart";
const ELSEWHERE: &str = "its bytes are locked, or stand in another file or item";

#[test]
fn what_is_not_understood_for_certain_is_an_error_and_stays_as_it_is() {
    let plain = || avif(&parts(SECRETS));
    let turned = || tiff(&parts(SECRETS), false);
    let moving = avif(&parts(&format!("{SECRETS}--- moving\nQuill film\n")));
    for (what, name, bytes, expected) in [
        ("a film beside the picture", "a.avif", moving, MOVING),
        (
            "a film by its name",
            "a.heic",
            [boxed(*b"ftyp", &[b"msf1\0\0\0\0"]), boxed(*b"moov", &[])].concat(),
            MOVING,
        ),
        (
            "the short form",
            "a.avif",
            [boxed(*b"ftyp", &[b"mif3\0\0\0\0avif"]), boxed(*b"mini", &[])].concat(),
            NEW,
        ),
        ("another kind of file", "a.avif", changed(plain(), b"ftyp", 4, b"jxs "), NEW),
        ("a picture in a packing that is not known", "a.avif", changed(plain(), b"av01", 0, b"j2k1"), NEW),
        ("a property that matters and is not known", "a.avif", changed(plain(), b"irot", 0, b"iscl"), NEW),
        ("a turn with something behind it", "a.avif", changed(plain(), b"udes", 0, b"irot"), NEW),
        ("a picture under a lock", "a.avif", changed(plain(), b"\0\x01\0\0av01", 3, b"\x01"), ELSEWHERE),
        ("data in another file", "a.avif", changed(plain(), b"iloc", 17, b"\x01"), ELSEWHERE),
        ("data in another item", "a.avif", changed(plain(), b"iloc", 15, b"\x02"), ELSEWHERE),
        ("data beyond the end", "a.avif", changed(plain(), b"iloc", 20, b"\x7F"), ELSEWHERE),
        ("another item that is shown", "a.avif", changed(plain(), b"pitm", 9, b"\x63"), DAMAGED),
        ("no list of items", "a.avif", changed(plain(), b"iinf", 0, b"free"), DAMAGED),
        ("two lists of places", "a.avif", changed(plain(), b"iref", 0, b"iloc"), DAMAGED),
        ("units that are cut off", "a.avif", changed(plain(), &PIXEL[10..], 1, b"\x7F"), DAMAGED),
        (
            "a packing with room for words",
            "a.tif",
            tiff(&parts(&format!("{SECRETS}--- packing\n34712\n")), false),
            NEW_TIFF,
        ),
        ("JPEG that is none", "a.tif", tiff(&parts(&format!("{SECRETS}--- packing\n7\n")), false), DAMAGED),
        (
            "a place beyond the end",
            "a.tif",
            changed(turned(), b"\x11\x01\x04\0\x01\0\0\0", 8, b"\0\0\0\x7F"),
            DAMAGED,
        ),
        ("no place", "a.tif", changed(turned(), b"\x11\x01\x04\0", 0, b"\x12\x01"), NEW_TIFF),
        ("a width in letters", "a.tif", changed(turned(), b"\0\x01\x03\0\x01\0\0\0", 2, b"\x02"), NEW_TIFF),
        ("pages that lead to themselves", "a.tif", looped(), DAMAGED),
        (
            "a negative",
            "a.tif",
            changed(tiff(&parts("--- program\nwords\n"), false), b"\x50\xC3", 0, b"\x12\xC6"),
            NEW_TIFF,
        ),
    ] {
        assert_eq!(reason(name, &bytes), expected, "{what}");
        assert_eq!(strip(&bytes), None, "{what}");
        let cleaned = scrub(&SourcePath::new(name), &bytes);
        assert_eq!(cleaned, Err(Unscrubbed::Unreadable(expected.to_owned())), "{what}");
    }
}

/// A TIFF whose first page is also the next one.
fn looped() -> Vec<u8> {
    let mut bytes = tiff(&[], false);
    let end = bytes.len() - 4;
    let first: [u8; 4] = bytes[4..8].try_into().unwrap();
    bytes[end..].copy_from_slice(&first);
    bytes
}

#[test]
fn what_is_told_of_a_picture_that_is_not_taken_apart_holds_what_was_found_in_it() {
    for (name, bytes) in [
        ("a.avif", avif(&parts(&format!("{SECRETS}--- moving\nQuill film\n")))),
        ("a.tif", tiff(&parts(&format!("{SECRETS}--- packing\n34712\n")), false)),
    ] {
        let (texts, traces) = looked_into(name, &bytes);
        for kind in
            [TraceKind::Unreadable, TraceKind::Author, TraceKind::Location, TraceKind::PictureMetadata]
        {
            assert!(kinds(&traces).contains(&kind), "{name}: {traces:?}");
        }
        assert!(texts.contains("Quill Bea") && texts.contains("Quill Ada"), "{name}: {texts}");
    }
}

#[test]
fn a_file_that_is_cut_or_changed_anywhere_is_clean_or_told() {
    for (name, bytes) in
        full().into_iter().filter(|(name, _)| *name == "grid.avif" || *name == "see-through.avif")
    {
        for at in 0..bytes.len() {
            for flip in [0x01, 0x80, 0xFF] {
                let mut other = bytes.clone();
                other[at] ^= flip;
                is_clean_or_told(name, &other);
            }
            is_clean_or_told(name, &bytes[..at]);
        }
    }
    // Without the large page, which would be read a thousand times.
    let small = tiff(&parts(&format!("{SECRETS}{OF_TIFF}").replace("--- page", "--- preview")), true);
    for at in 0..small.len() {
        let mut other = small.clone();
        other[at] ^= 0x81;
        is_clean_or_told("a.tiff", &other);
        is_clean_or_told("a.tiff", &small[..at]);
    }
}

/// Either nothing is left of what was noted, or the file can not be published.
#[track_caller]
pub(crate) fn is_clean_or_told(name: &str, bytes: &[u8]) {
    is_the_same_when_known(name, bytes);
    let stripped = strip(bytes);
    let published = stripped.as_deref().unwrap_or(bytes);
    let (_, traces) = looked_into(name, published);
    if !kinds(&traces).contains(&TraceKind::Unreadable) {
        assert_eq!(traces, [], "{name}");
        assert_eq!(strip(published), None, "{name} is stripped at once");
    }
}

#[test]
fn many_parts_that_are_the_same_bytes_are_refused_and_not_multiplied() {
    // A thousand pieces, each of them most of the file.
    let short = |number: u16| number.to_le_bytes();
    let long = |number: u32| number.to_le_bytes();
    let mut bytes = b"II*\0".to_vec();
    let pieces = 1_000_u32;
    bytes.extend(long(8 + 8 * pieces));
    bytes.extend((0..pieces).flat_map(|_| long(8)));
    bytes.extend((0..pieces).flat_map(|_| long(8 * pieces)));
    bytes.extend(short(6));
    for (tag, kind, count, value) in [
        (256, 3, 1, 1),
        (257, 3, 1, 1),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, pieces, 8),
        (279, 4, pieces, 8 + 4 * pieces),
    ] {
        bytes.extend([&short(tag)[..], &short(kind), &long(count), &long(value)].concat());
    }
    bytes.extend([0; 4]);
    assert_eq!(reason("a.tif", &bytes), DAMAGED);
    assert_eq!(strip(&bytes), None);
}

#[test]
fn pictures_in_addresses_are_taken_for_what_they_are() {
    for (kind, bytes) in [
        ("avif", avif(&parts(SECRETS))),
        ("heic", avif(&parts(SECRETS))),
        ("heif", avif(&parts(SECRETS))),
        ("tiff", tiff(&parts(SECRETS), true)),
    ] {
        let text = format!("<img src=\"data:image/{kind};base64,{}\">", BASE64_STANDARD.encode(bytes));
        let traces = read_data_addresses(&text, &mut |_| {});
        assert!(traces.iter().any(|trace| trace.kind == TraceKind::Location), "{kind}: {traces:?}");
    }
}

#[test]
fn pictures_within_a_document_are_cleaned_with_it() {
    let named = "--- exif\n013B Quill Ada\n--- gps\n".to_owned();
    for kind in ["avif", "heic", "tif", "tiff", "jpg"] {
        let bytes = zipped(&[
            ("word/document.xml", "<document/>".to_owned()),
            (&format!("word/media/a.{kind}"), named.clone()),
        ]);
        let (texts, traces) = looked_into("a.docx", &bytes);
        assert!(
            texts.contains("Quill Ada") && kinds(&traces).contains(&TraceKind::Location),
            "{kind}: {traces:?}"
        );
        let cleaned = scrub(&SourcePath::new("a.docx"), &bytes).unwrap();
        assert_eq!(looked_into("a.docx", &cleaned).1, [], "{kind}");
    }
}
