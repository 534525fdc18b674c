//! Fonts and icons with nothing in them but a name.

use std::io::Write as _;

/// A font of one table, `name`, with a text as programs for Windows read it.
pub(crate) fn sfnt(kind: [u8; 4], name: &str) -> Vec<u8> {
    let table = names(name);
    let mut file =
        [&kind[..], b"\0\x01\0\x10\0\0\0\0", b"name", b"\0\0\0\0", &word(28), &size(&table)].concat();
    file.extend(table);
    file
}

/// A table of names: one record, in UTF-16.
fn names(name: &str) -> Vec<u8> {
    let text: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let length = u16::try_from(text.len()).unwrap().to_be_bytes();
    [b"\0\0\0\x01\0\x12\0\x03\0\x01\x04\x09\0\x04", &length[..], b"\0\0", &text].concat()
}

/// The same as WOFF, with its table packed and a text about it.
pub(crate) fn woff(name: &str, about: &str) -> Vec<u8> {
    let (table, about_packed) = (names(name), packed(about.as_bytes()));
    let table_packed = packed(&table);
    let about_at = 64 + table_packed.len();
    [
        &b"wOFF\0\x01\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0"[..],
        &word(about_at),
        &size(&about_packed),
        &size(about.as_bytes()),
        &[0; 8],
        b"name",
        &word(64),
        &size(&table_packed),
        &size(&table),
        &[0; 4],
        &table_packed,
        &about_packed,
    ]
    .concat()
}

/// The same as WOFF 2.
pub(crate) fn woff2(name: &str) -> Vec<u8> {
    let table = names(name);
    let stream = stored(&table);
    // The name table is the fifth of those with a number of their own.
    let directory = [5, u8::try_from(table.len()).unwrap()];
    let sizes = [&[0; 4][..], &size(&stream), &[0; 24]].concat();
    [&b"wOF2\0\x01\0\0\0\0\0\0\0\x01\0\0"[..], &sizes, &directory, &stream].concat()
}

/// An icon of one picture.
pub(crate) fn icon(picture: &[u8]) -> Vec<u8> {
    let mut size = size(picture);
    size.reverse();
    [&b"\0\0\x01\0\x01\0\x01\x01\0\0\x01\0\x20\0"[..], &size, b"\x16\0\0\0", picture].concat()
}

/// Bytes as Brotli has them where it does not pack them.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let head = (u32::try_from(bytes.len()).unwrap() - 1) << 4 | 1 << 20;
    [&head.to_le_bytes()[..3], bytes, b"\x03"].concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn word(number: usize) -> Vec<u8> {
    u32::try_from(number).unwrap().to_be_bytes().to_vec()
}

fn size(bytes: &[u8]) -> Vec<u8> {
    word(bytes.len())
}
