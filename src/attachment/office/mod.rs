//! Office documents of both families, and e-books: packed XML. Every part is looked into, the known ones by what they
//! are, all others for their words.

mod cells;
mod chunk;
mod days;
mod general;
mod markup;
mod open_document;
mod properties;
mod sheet;
mod slide;
mod word;

use super::package::Package;
use super::picture;
use super::reading::{Reading, Step, Stop, TraceKind};
use super::xml::{self, Attributes, Node};
use super::{Kind, decode, mime, read_embedded, strings};
use crate::source::SourcePath;

/// What an encrypted Office document and the formats of before 2007 begin with.
const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Reads a packed document.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    if bytes.starts_with(COMPOUND_FILE) {
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
        let is_encrypted = memchr::memmem::find(bytes, &name).is_some();
        return Err(if is_encrypted {
            Stop::Encrypted
        } else {
            Stop::because("it is of a format from before 2007, whatever its name")
        });
    }
    if !bytes.starts_with(b"PK") {
        return Err(Stop::because("it is no Office document, though its name says so"));
    }
    let mut package = Package::open(bytes)?;
    reading.markup("the names of its parts", package.names.iter().map(String::as_str));
    package.remarks(reading)?;
    let book = sheet::Book::read(reading, &mut package)?;
    for at in 0..package.names.len() {
        let name = package.names[at].clone();
        if let Err(stop) = part(reading, &mut package, (at, &name), &book) {
            match stop {
                Stop::Unreadable(reason) => return Err(Stop::because(format!("`{name}` in it: {reason}"))),
                Stop::Encrypted => return Err(Stop::Encrypted),
            }
        }
    }
    book.leftovers(reading);
    Ok(())
}

fn part(
    reading: &mut Reading<'_>,
    package: &mut Package<'_>,
    (at, name): (usize, &str),
    book: &sheet::Book,
) -> Step {
    let lower = name.to_ascii_lowercase();
    let extension = lower.rsplit_once('.').map_or("", |(_, extension)| extension);
    if name.ends_with('/') || (sheet::Book::is_read_first(&lower) && book.is_there()) {
        return Ok(());
    }
    match extension {
        "xml" | "rels" | "vml" | "xhtml" | "html" | "htm" | "opf" | "ncx" | "svg" | "rdf" => {
            package.stream(reading, at, |reading, stream| document(reading, stream, name, book))
        }
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "tif" | "tiff" => {
            if lower.starts_with("docprops/") || lower.starts_with("thumbnails/") {
                reading.note(TraceKind::CustomData, "a preview picture");
            }
            let bytes = package.whole(reading, at)?;
            reading
                .within(&format!("picture `{}`", file_name(name)), |reading| picture::read(reading, &bytes));
            Ok(())
        }
        _ if lower.contains("vbaproject") || lower.starts_with("basic/") => {
            reading.note(TraceKind::ActiveContent, "macros");
            let bytes = package.whole(reading, at)?;
            strings::read(reading, "its macros", &bytes)
        }
        _ if lower.contains("embeddings/") || lower.starts_with("object ") => {
            reading.note(TraceKind::EmbeddedFile, &format!("`{}`", file_name(name)));
            let bytes = package.whole(reading, at)?;
            if extension == "bin" {
                return strings::read(reading, &format!("embedded file `{}`", file_name(name)), &bytes);
            }
            read_embedded(reading, name, &bytes);
            Ok(())
        }
        _ => {
            let bytes = package.whole(reading, at)?;
            other(reading, name, &bytes)
        }
    }
}

/// Ends a cell of a table: what stands in the next one is read beside it.
fn end_cell(text: &mut String) {
    text.truncate(text.trim_end_matches('\n').len());
    text.push('\t');
}

/// Reads a part that is neither XML nor a picture by what its name says that it is: a text that Word is to take in, a font, the style of
/// a book.
fn other(reading: &mut Reading<'_>, name: &str, bytes: &[u8]) -> Step {
    if mime::is_message(bytes) {
        reading.note(TraceKind::EmbeddedFile, &format!("`{}`", file_name(name)));
        read_embedded(reading, "message.txt", bytes);
        return Ok(());
    }
    match Kind::of(&SourcePath::new(name)) {
        Kind::Pdf | Kind::Package | Kind::RichText => {
            reading.note(TraceKind::EmbeddedFile, &format!("`{}`", file_name(name)));
            read_embedded(reading, name, bytes);
            Ok(())
        }
        Kind::Font | Kind::Icon | Kind::Picture | Kind::Text => {
            read_embedded(reading, name, bytes);
            Ok(())
        }
        Kind::Web => {
            reading.passage(&format!("part `{name}`"), &decode(bytes));
            Ok(())
        }
        _ => {
            if name.to_ascii_lowercase().contains("printersettings/") {
                reading.note(TraceKind::CustomData, "the settings of a printer");
            }
            strings::read(reading, &format!("part `{name}`"), bytes)
        }
    }
}

fn file_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// Reads a part that is XML by what its first element says that it is.
fn document(
    reading: &mut Reading<'_>,
    stream: &mut dyn std::io::BufRead,
    name: &str,
    book: &sheet::Book,
) -> Step {
    let mut part: Option<Box<dyn Part + '_>> = None;
    xml::walk(reading, &format!("part `{name}`"), stream, &mut |reading, node| {
        if part.is_none() {
            match node {
                Node::Open(root, attributes) => part = Some(part_of(root, attributes, name, book)),
                // What stands before the first element is a head that makes something else of it.
                Node::Text(text) if !text.trim_matches('\u{feff}').trim().is_empty() => {
                    return Err(Stop::because("it is no XML, though its name says so"));
                }
                _ => return Ok(()),
            }
        }
        match part.as_mut() {
            Some(part) => part.node(reading, node),
            None => Ok(()),
        }
    })?;
    if let Some(mut part) = part {
        part.end(reading);
    }
    Ok(())
}

/// What reads one part of a document.
trait Part {
    /// The next of its XML.
    fn node(&mut self, reading: &mut Reading<'_>, node: Node<'_>) -> Step;

    /// Its end.
    fn end(&mut self, reading: &mut Reading<'_>);
}

fn part_of<'b>(
    root: &str,
    attributes: Attributes<'_>,
    name: &str,
    book: &'b sheet::Book,
) -> Box<dyn Part + 'b> {
    let lower = name.to_ascii_lowercase();
    if lower.rsplit('.').next() == Some("rels") {
        return Box::new(properties::Relationships);
    }
    if lower.starts_with("docprops/") || lower == "meta.xml" {
        return Box::new(properties::Properties::default());
    }
    if lower.starts_with("customxml/") {
        return Box::new(general::Words::custom(name));
    }
    if lower == "meta-inf/manifest.xml" {
        return Box::new(open_document::List);
    }
    if lower == "versionlist.xml" {
        let what = "a list of who saved it when";
        return Box::new(general::Words::noting(name, TraceKind::EarlierRevision, what));
    }
    match root {
        "document" | "hdr" | "ftr" | "footnotes" | "endnotes" | "comments" | "glossaryDocument"
            if lower.starts_with("word/") =>
        {
            Box::new(word::Text::new(name, root))
        }
        "worksheet" | "macrosheet" | "dialogsheet" | "chartsheet" => Box::new(sheet::Sheet::new(name, book)),
        "comments" | "ThreadedComments" | "cmLst" => Box::new(general::Words::comments(name)),
        "sld" | "notes" | "sldLayout" | "sldMaster" | "notesMaster" | "handoutMaster" => {
            Box::new(slide::Slide::new(name, root, attributes))
        }
        "externalLink" => Box::new(general::Words::noting(
            name,
            TraceKind::OutsideReference,
            "cells of another workbook, with their values",
        )),
        "connections" | "queryTable" => Box::new(general::Words::noting(
            name,
            TraceKind::OutsideReference,
            "a connection to a source of data",
        )),
        "pivotCacheRecords" => {
            Box::new(general::Words::noting(name, TraceKind::EmbeddedFile, "the rows behind a pivot table"))
        }
        "document-content" | "document-styles" => Box::new(open_document::Content::new(root)),
        _ => Box::new(general::Words::of(name)),
    }
}
