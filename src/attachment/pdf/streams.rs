//! Streams, unpacked: their filters may be named in full or in short, by reference, and by either of two entries.

use std::borrow::Cow;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use lopdf::{DecompressError, Dictionary, Document, Error, Object, Stream};

use crate::attachment::reading::{Reading, Step, Stop, take_all, too_large};

/// Filters by the names that they have in pictures among operators, and that programs take everywhere.
const SHORT: [(&[u8], &[u8]); 8] = [
    (b"Fl", b"FlateDecode"),
    (b"A85", b"ASCII85Decode"),
    (b"AHx", b"ASCIIHexDecode"),
    (b"LZW", b"LZWDecode"),
    (b"RL", b"RunLengthDecode"),
    (b"DCT", b"DCTDecode"),
    (b"CCF", b"CCITTFaxDecode"),
    (b"Br", b"BrotliDecode"),
];

/// Most filters that are looked at: the library takes sixteen.
const FILTERS: usize = 17;

/// Unpacks a stream as far as the limits allow. What can not be unpacked is taken as it is.
pub(super) fn unpack(reading: &mut Reading<'_>, document: &Document, stream: &Stream) -> Step<Vec<u8>> {
    unpack_whole(reading, document, stream).map(|(bytes, _)| bytes)
}

/// The same of a stream with letters to be read; that it can not be unpacked is told.
pub(super) fn unpack_drawing(
    reading: &mut Reading<'_>,
    document: &Document,
    stream: &Stream,
) -> Step<Vec<u8>> {
    let (bytes, is_unpacked) = unpack_whole(reading, document, stream)?;
    if !is_unpacked {
        reading.stopped(Stop::because("a part of it is packed in a way that can not be read"));
    }
    Ok(bytes)
}

fn unpack_whole(reading: &mut Reading<'_>, document: &Document, stream: &Stream) -> Step<(Vec<u8>, bool)> {
    let left = usize::try_from(reading.bytes_left()).unwrap_or(usize::MAX);
    if let Some(times) = plainly_deflated(stream) {
        let bytes = inflated(stream, times, reading.bytes_left())?;
        reading.unpacked(bytes.len() as u64)?;
        return Ok((bytes, true));
    }
    let unpacked = match plainly_packed(document, stream) {
        Some(plain) => plain.decompressed_content_with_limit(left),
        None => stream.decompressed_content_with_limit(left),
    };
    let (bytes, is_unpacked) = match unpacked {
        Ok(bytes) => (bytes, true),
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => return Err(too_large()),
        Err(_) if stream.content.len() > left => return Err(too_large()),
        Err(_) => (stream.content.clone(), false),
    };
    reading.unpacked(bytes.len() as u64)?;
    Ok((bytes, is_unpacked))
}

/// How often a stream is packed in the way in which nearly all are; nothing if it is packed in any other.
///
/// The library does not tell a file that is damaged from a machine that is out of memory, and gives what it has.
fn plainly_deflated(stream: &Stream) -> Option<usize> {
    let is_deflated = |name: &Object| name.as_name().is_ok_and(|name| matches!(name, b"FlateDecode" | b"Fl"));
    if stream.dict.has(b"DecodeParms") || stream.dict.has(b"DP") {
        return None;
    }
    match stream.dict.get(b"Filter").ok()? {
        Object::Array(names) if names.len() < FILTERS && names.iter().all(is_deflated) => Some(names.len()),
        name => is_deflated(name).then_some(1),
    }
}

/// A stream unpacked as far as it goes, as every reader does with one that is damaged.
fn inflated(stream: &Stream, times: usize, most: u64) -> Step<Vec<u8>> {
    let mut packed = Cow::Borrowed(&*stream.content);
    for _ in 0..times {
        let mut unpacked = Vec::new();
        take_all(ZlibDecoder::new(&*packed), most, &mut unpacked)?;
        // One whose head is damaged is read without it.
        if unpacked.is_empty() && packed.len() > 2 {
            take_all(DeflateDecoder::new(&packed[2..]), most, &mut unpacked)?;
        }
        packed = unpacked.into();
    }
    Ok(packed.into_owned())
}

/// The filters of a stream, by their full names, the first to be undone first.
pub(super) fn filters<'s>(document: &'s Document, stream: &'s Stream) -> Vec<&'s [u8]> {
    let items = match entry(document, &stream.dict, b"Filter", b"F") {
        Some(Object::Array(items)) => items.as_slice(),
        Some(item) => std::slice::from_ref(item),
        None => &[],
    };
    let names = items.iter().take(FILTERS).map(|item| resolved(document, item).as_name().unwrap_or_default());
    names.map(|name| SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, full)| full)).collect()
}

/// A stream with its filters in the form in which the library takes them; nothing where they are in it, as they nearly always are.
fn plainly_packed(document: &Document, stream: &Stream) -> Option<Stream> {
    let is_name =
        |name: &Object| name.as_name().is_ok_and(|name| SHORT.iter().all(|(short, _)| *short != name));
    let is_plain = match stream.dict.get(b"Filter") {
        Ok(Object::Array(names)) => names.iter().all(is_name),
        Ok(name) => is_name(name),
        Err(_) => !stream.dict.has(b"F"),
    };
    let is_direct = |parameters: &Object| match parameters {
        Object::Dictionary(entries) => entries.iter().all(|(_, value)| value.as_reference().is_err()),
        Object::Null => true,
        _ => false,
    };
    let are_direct = match stream.dict.get(b"DecodeParms") {
        Ok(Object::Array(each)) => each.iter().all(is_direct),
        Ok(parameters) => is_direct(parameters),
        Err(_) => !stream.dict.has(b"DP"),
    };
    if is_plain && are_direct {
        return None;
    }
    let names = filters(document, stream);
    if names.is_empty() {
        return None;
    }
    let parameters = entry(document, &stream.dict, b"DecodeParms", b"DP");
    let parameters: Vec<Object> = match parameters {
        Some(Object::Array(each)) => each.iter().take(FILTERS).map(|each| direct(document, each)).collect(),
        Some(parameters) => names.iter().map(|_| direct(document, parameters)).collect(),
        None => Vec::new(),
    };
    let names: Vec<Object> = names.into_iter().map(|name| Object::Name(name.to_vec())).collect();
    let mut entries = Dictionary::new();
    entries.set("Filter", names);
    entries.set("DecodeParms", parameters);
    Some(Stream::new(entries, stream.content.clone()))
}

/// An entry by its name, or by its short one. The short name of filters is that of files as well.
fn entry<'s>(
    document: &'s Document,
    entries: &'s Dictionary,
    name: &[u8],
    short: &[u8],
) -> Option<&'s Object> {
    let named = entries.get(name).or_else(|_| entries.get(short)).ok()?;
    let named = resolved(document, named);
    matches!(named, Object::Name(_) | Object::Array(_) | Object::Dictionary(_)).then_some(named)
}

fn resolved<'s>(document: &'s Document, object: &'s Object) -> &'s Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}

/// Parameters without references.
fn direct(document: &Document, parameters: &Object) -> Object {
    let Ok(entries) = resolved(document, parameters).as_dict() else { return Object::Null };
    let mut plain = Dictionary::new();
    for (key, value) in entries.iter().take(FILTERS) {
        if let value @ (Object::Integer(_) | Object::Boolean(_)) = resolved(document, value) {
            plain.set(key.clone(), value.clone());
        }
    }
    Object::Dictionary(plain)
}
