//! What the objects of a PDF hold, whether a page shows it or not: properties, files, scripts, words of notes and forms.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, Stream};

use super::resources::unpack;
use super::words;
use crate::attachment::picture;
use crate::attachment::reading::{Reading, Step, TraceKind, is_local_path};
use crate::attachment::{read_within, strings};

/// Entries with words in them, and how they are called.
const WORDS: [(&[u8], &str); 16] = [
    (b"Contents", "a note"),
    (b"RC", "a note"),
    (b"Subj", "the subject of a note"),
    (b"Title", "a bookmark"),
    (b"V", "the value of a field"),
    (b"DV", "the value of a field"),
    (b"TU", "the name of a field"),
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

/// Reads everything but the pages.
pub(super) fn read(reading: &mut Reading<'_>, document: &Document) -> Step {
    let info = information(reading, document);
    structure(reading, document);
    let names = file_names(document);
    for object in document.objects.values() {
        reading.step()?;
        match object {
            Object::Dictionary(dictionary) if !info.is_some_and(|info| std::ptr::eq(info, dictionary)) => {
                entries(reading, dictionary);
            }
            Object::Stream(stream) => {
                entries(reading, &stream.dict);
                content(reading, &names, stream)?;
            }
            Object::Array(items) => {
                for item in items {
                    reading.step()?;
                    if let Object::Dictionary(dictionary) = item {
                        entries(reading, dictionary);
                    }
                }
            }
            _ => {}
        }
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

fn entries(reading: &mut Reading<'_>, dictionary: &Dictionary) {
    let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
    match name(b"S") {
        b"JavaScript" => reading.note(TraceKind::ActiveContent, "a script"),
        b"Launch" => reading.note(TraceKind::ActiveContent, "the start of a program"),
        b"SubmitForm" | b"ImportData" => reading.note(TraceKind::OutsideReference, "a form that is sent"),
        _ => {}
    }
    if dictionary.has(b"PieceInfo") {
        reading.note(TraceKind::CustomData, "data of the program that made it");
    }
    let is_structure = name(b"Type") == b"StructElem";
    for (key, value) in dictionary {
        match value {
            Object::String(text, _) => {
                let known = WORDS.iter().find(|(known, _)| known == key);
                if let Some((_, what)) = known.filter(|_| !(is_structure && key == b"T")) {
                    let text = words(text);
                    if is_local_path(&text) {
                        reading.note(TraceKind::LocalPath, what);
                    }
                    reading.passage(what, &text);
                }
            }
            // Notes and actions may stand within other objects.
            Object::Dictionary(inner) if matches!(&**key, b"A" | b"AA" | b"OpenAction" | b"FS" | b"MK") => {
                entries(reading, inner);
            }
            Object::Array(items) if key == b"Names" || key == b"Annots" || key == b"Opt" => {
                for item in items.iter().take(10_000) {
                    match item {
                        Object::String(text, _) => reading.passage("a name in it", &words(text)),
                        Object::Dictionary(inner) if !inner.has(b"Names") => entries(reading, inner),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn content(reading: &mut Reading<'_>, names: &Names, stream: &Stream) -> Step {
    let name = |key: &[u8]| stream.dict.get(key).and_then(Object::as_name).unwrap_or_default();
    let listed = names.get(&std::ptr::from_ref(stream));
    if name(b"Type") == b"EmbeddedFile" || listed.is_some() {
        let bytes = unpack(reading, stream)?;
        reading.note(TraceKind::EmbeddedFile, &listed.map_or_else(String::new, |name| format!("`{name}`")));
        read_within(reading, listed.map_or("file", String::as_str), &bytes);
        return Ok(());
    }
    if name(b"Type") == b"Metadata" && name(b"Subtype") == b"XML" {
        let bytes = unpack(reading, stream)?;
        return picture::packet(reading, &bytes);
    }
    if name(b"Type") == b"XFA" {
        let bytes = unpack(reading, stream)?;
        return strings::read(reading, "a form", &bytes);
    }
    let filters = stream.filters().unwrap_or_default();
    if filters.len() == 1 && filters[0] == b"DCTDecode" {
        // The compressed data are the file of a camera as it was.
        reading.within("a picture", |reading| picture::read(reading, &stream.content));
    }
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
