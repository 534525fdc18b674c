//! What the objects of a PDF hold, whether a page shows it or not: properties, files, scripts, words of notes and forms.

use std::collections::{BTreeSet, HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::streams::{filters, unpack};
use super::words;
use crate::attachment::picture;
use crate::attachment::reading::{Reading, Step, Stop, TraceKind, is_local_path};
use crate::attachment::{read_embedded, strings};

/// Entries with words in them, and how they are called; all others are words in the file.
const WORDS: [(&[u8], &str); 20] = [
    (b"Contents", "a note"),
    (b"RC", "a note"),
    (b"Subj", "the subject of a note"),
    (b"Title", "a bookmark"),
    (b"V", "the value of a field"),
    (b"DV", "the value of a field"),
    (b"TU", "the name of a field"),
    (b"TM", "the name of a field"),
    (b"Opt", "a choice of a field"),
    (b"JS", "a script"),
    (b"P", "the label of a page"),
    (b"Alt", "the description of a picture"),
    (b"ActualText", "words for screen readers"),
    (b"E", "words for screen readers"),
    (b"T", "the name of a field or author"),
    (b"URI", "the address of a link"),
    (b"F", "the name of a file"),
    (b"UF", "the name of a file"),
    (b"Desc", "the description of a file"),
    (b"Name", "the name of a layer or stamp"),
];

/// Properties, and how they are called.
const PROPERTIES: [&[u8]; 6] = [b"Title", b"Author", b"Subject", b"Keywords", b"Creator", b"Producer"];

/// Deepest nesting of arrays and dictionaries in an object.
const DEPTH: usize = 200;

/// Names of fonts, which are of makers of fonts.
const FONTS: [&[u8]; 3] = [b"BaseFont", b"FontName", b"Font"];

/// Streams that hold no words, or of which the words are read by another way, by the kind of object and the entry that lead to
/// them.
const READ_ELSEWHERE: [(&[u8], &[&[u8]]); 3] = [
    (b"Page", &[b"Contents"]),
    (b"Font", &[b"ToUnicode", b"CIDToGIDMap", b"Encoding"]),
    (b"FontDescriptor", &[b"CIDSet"]),
];

/// What a walk through all objects gathers.
#[derive(Default)]
struct Gathered<'d> {
    /// Names and keys, each once: whoever makes a file may choose them.
    names: BTreeSet<&'d [u8]>,
    /// The values of fields, for a form may ask for a name in two.
    values: String,
    /// Streams that are read by another way.
    read_elsewhere: HashSet<ObjectId>,
}

/// Reads everything but the pages.
pub(super) fn read(reading: &mut Reading<'_>, document: &Document) -> Step {
    let info = information(reading, document);
    structure(reading, document);
    let names = file_names(document);
    let mut gathered = Gathered::default();
    for object in document.objects.values() {
        match object {
            Object::Dictionary(dictionary) if info.is_some_and(|info| std::ptr::eq(info, dictionary)) => {
                gathered.names.extend(dictionary.iter().map(|(key, _)| &**key));
            }
            object => walk(reading, object, b"", 0, &mut gathered)?,
        }
    }
    for (key, value) in document.trailer.iter().filter(|(key, _)| *key != b"ID") {
        walk(reading, value, key, 0, &mut gathered)?;
    }
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        content(reading, document, &names, stream, gathered.read_elsewhere.contains(id))?;
    }
    reading.passage("the values of fields", &gathered.values);
    // Each stands by itself: the word between keeps two from being read as one.
    let words: Vec<String> = gathered.names.iter().map(|name| super::words(name)).collect();
    reading.passage("names in its objects", &words.join("\nof\n"));
    Ok(())
}

/// Reads an object with all that stands in it; `key` is the entry that leads there.
fn walk<'d>(
    reading: &mut Reading<'_>,
    object: &'d Object,
    key: &[u8],
    depth: usize,
    gathered: &mut Gathered<'d>,
) -> Step {
    reading.step()?;
    if depth > DEPTH {
        return Err(Stop::because("its objects are nested deeper than any program writes"));
    }
    match object {
        Object::String(text, _) => {
            let text = words(text);
            let what = WORDS.iter().find(|(known, _)| *known == key).map_or("words in it", |(_, what)| what);
            if is_local_path(&text) {
                reading.note(TraceKind::LocalPath, what);
            }
            if matches!(key, b"V" | b"DV") {
                gathered.values.push_str(&text);
                gathered.values.push('\n');
            }
            reading.passage(what, &text);
        }
        Object::Name(name) if !FONTS.contains(&key) => {
            gathered.names.insert(name);
        }
        Object::Array(items) => {
            for item in items {
                walk(reading, item, key, depth + 1, gathered)?;
            }
        }
        Object::Dictionary(dictionary) => entries(reading, dictionary, depth, gathered)?,
        Object::Stream(stream) => entries(reading, &stream.dict, depth, gathered)?,
        _ => {}
    }
    Ok(())
}

fn information<'d>(reading: &mut Reading<'_>, document: &'d Document) -> Option<&'d Dictionary> {
    let info = document.trailer.get_deref(b"Info", document).ok()?.as_dict().ok()?;
    for (key, value) in info {
        let Some(text) = value_of(value, document).map(words) else { continue };
        if text.trim().is_empty() || matches!(&**key, b"CreationDate" | b"ModDate") {
            continue;
        }
        let name = String::from_utf8_lossy(key);
        let whereabouts = format!("property `{}`", name.to_lowercase());
        if key == b"Author" || key == b"Company" {
            reading.note(TraceKind::Author, &format!("`{}`", name.to_lowercase()));
        }
        if !PROPERTIES.contains(&&**key) && !matches!(&**key, b"Trapped" | b"Company" | b"SourceModified") {
            reading.note(TraceKind::CustomData, "a property of its own");
        }
        if is_local_path(&text) {
            reading.note(TraceKind::LocalPath, &whereabouts);
        }
        reading.passage(&whereabouts, &text);
    }
    Some(info)
}

fn value_of<'d>(value: &'d Object, document: &'d Document) -> Option<&'d [u8]> {
    document.dereference(value).ok()?.1.as_str().ok()
}

/// What a screen reader needs: tags, a title, a language.
fn structure(reading: &mut Reading<'_>, document: &Document) {
    let Ok(catalogue) = document.catalog() else { return };
    let mark = catalogue.get_deref(b"MarkInfo", document).ok().and_then(|info| info.as_dict().ok());
    let is_marked =
        mark.and_then(|mark| mark.get_deref(b"Marked", document).ok()).and_then(|it| it.as_bool().ok());
    if is_marked != Some(true) || !catalogue.has(b"StructTreeRoot") {
        reading.note(TraceKind::InaccessiblePdf, "tags");
    }
    let text = |dictionary: &Dictionary, key: &[u8]| {
        let value = dictionary.get_deref(key, document).ok().and_then(|value| value.as_str().ok());
        value.is_some_and(|value| !words(value).trim().is_empty())
    };
    let info = document.trailer.get_deref(b"Info", document).ok().and_then(|info| info.as_dict().ok());
    if !info.is_some_and(|info| text(info, b"Title")) {
        reading.note(TraceKind::InaccessiblePdf, "a title");
    }
    if !text(catalogue, b"Lang") {
        reading.note(TraceKind::InaccessiblePdf, "a language");
    }
    let layers = catalogue.get_deref(b"OCProperties", document).ok().and_then(|layers| layers.as_dict().ok());
    let shown =
        layers.and_then(|layers| layers.get_deref(b"D", document).ok()).and_then(|it| it.as_dict().ok());
    let off =
        shown.and_then(|shown| shown.get_deref(b"OFF", document).ok()).and_then(|it| it.as_array().ok());
    if off.is_some_and(|off| !off.is_empty()) {
        reading.note(TraceKind::HiddenText, "a layer that is switched off");
    }
}

fn entries<'d>(
    reading: &mut Reading<'_>,
    dictionary: &'d Dictionary,
    depth: usize,
    gathered: &mut Gathered<'d>,
) -> Step {
    match dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default() {
        b"JavaScript" => reading.note(TraceKind::ActiveContent, "a script"),
        b"Launch" => reading.note(TraceKind::ActiveContent, "the start of a program"),
        b"SubmitForm" | b"ImportData" => reading.note(TraceKind::OutsideReference, "a form that is sent"),
        _ => {}
    }
    if dictionary.has(b"PieceInfo") {
        reading.note(TraceKind::CustomData, "data of the program that made it");
    }
    let kind = dictionary.get(b"Type").and_then(Object::as_name).unwrap_or_default();
    let elsewhere = READ_ELSEWHERE.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, keys)| keys);
    for (key, value) in dictionary {
        gathered.names.insert(key);
        if elsewhere.contains(&&**key) {
            let streams = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            gathered.read_elsewhere.extend(streams.iter().filter_map(|stream| stream.as_reference().ok()));
        }
        walk(reading, value, key, depth + 1, gathered)?;
    }
    Ok(())
}

fn content(
    reading: &mut Reading<'_>,
    document: &Document,
    names: &Names,
    stream: &Stream,
    is_read_elsewhere: bool,
) -> Step {
    reading.step()?;
    let name = |key: &[u8]| stream.dict.get(key).and_then(Object::as_name).unwrap_or_default();
    let listed = names.get(&std::ptr::from_ref(stream));
    if name(b"Type") == b"EmbeddedFile" || listed.is_some() {
        let bytes = unpack(reading, document, stream)?;
        reading.note(TraceKind::EmbeddedFile, &listed.map_or_else(String::new, |name| format!("`{name}`")));
        read_embedded(reading, listed.map_or("file", String::as_str), &bytes);
        return Ok(());
    }
    if name(b"Type") == b"Metadata" && name(b"Subtype") == b"XML" {
        let bytes = unpack(reading, document, stream)?;
        return picture::packet(reading, &bytes);
    }
    if name(b"Subtype") == b"Image" {
        return photograph(reading, document, stream);
    }
    let is_index = matches!(name(b"Type"), b"ObjStm" | b"XRef");
    let is_drawing = super::drawings::is_one(stream);
    let is_measure = [&b"FunctionType"[..], b"ShadingType", b"N"].iter().any(|key| stream.dict.has(key));
    if is_read_elsewhere || is_index || is_drawing || is_measure {
        return Ok(());
    }
    // Data of forms, scripts and rich text have no type, and neither has what an editor left behind.
    let bytes = unpack(reading, document, stream)?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => {
            reading.passage("data in it", text);
            Ok(())
        }
        Err(_) => strings::read(reading, "data in it", &bytes),
    }
}

/// The compressed data of a photograph are the file of a camera as it was, perhaps packed once more.
fn photograph(reading: &mut Reading<'_>, document: &Document, stream: &Stream) -> Step {
    let unpacked = match filters(document, stream).as_slice() {
        [b"DCTDecode"] => stream.content.clone(),
        [b"FlateDecode", b"DCTDecode"] => {
            let packed =
                Stream::new(lopdf::dictionary! { "Filter" => "FlateDecode" }, stream.content.clone());
            unpack(reading, document, &packed)?
        }
        [b"JPXDecode"] => return strings::read(reading, "a picture", &stream.content),
        _ => return Ok(()),
    };
    reading.within("a picture", |reading| picture::read(reading, &unpacked));
    Ok(())
}

/// The names of embedded files, by the streams that hold them.
type Names = HashMap<*const Stream, String>;

/// The names under which embedded files are listed.
fn file_names(document: &Document) -> Names {
    let mut names = Names::new();
    let held = |value| document.dereference(value).ok().and_then(|(_, held)| held.as_stream().ok());
    for specification in document.objects.values().filter_map(|object| object.as_dict().ok()) {
        let files = specification.get_deref(b"EF", document).ok().and_then(|files| files.as_dict().ok());
        let name = specification.get(b"UF").or_else(|_| specification.get(b"F")).and_then(Object::as_str);
        let (Some(files), Ok(name)) = (files, name) else { continue };
        for stream in files.iter().take(8).filter_map(|(_, value)| held(value)) {
            names.insert(std::ptr::from_ref(stream), words(name));
        }
    }
    names
}
