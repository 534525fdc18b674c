//! PDF, by `lopdf`: what is on its pages, what is in its objects, and what earlier saves left.

mod content;
mod drawings;
mod encoding;
mod fonts;
mod geometry;
mod leftovers;
mod letters;
mod lexer;
mod objects;
mod order;
mod page;
mod resources;
mod revisions;
mod streams;
mod unicode_map;
mod weight;

use std::collections::HashSet;

use lopdf::{Document, LoadOptions};

use super::reading::{Reading, Step, Stop};
use crate::source::{ATTACHMENT_PARTS_LIMIT, PDF_PAGES_LIMIT};

/// What separates an object from the next one in a file.
const OBJECT: &[u8] = b" obj";

/// The words around the data of a stream.
const STREAM: &[u8] = b"stream";
const STREAM_END: &[u8] = b"endstream";

/// The data of a stream behind the word that begins it, without the end of that line.
fn behind_line_end(data: &[u8]) -> &[u8] {
    data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data)
}

/// Reads a PDF.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    let document = open(reading, bytes)?;
    objects::read(reading, &document)?;
    pages(reading, &document)?;
    leftovers::read(reading, &document, bytes)?;
    revisions::read(reading, bytes)
}

fn open(reading: &mut Reading<'_>, bytes: &[u8]) -> Step<Document> {
    if memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_none() {
        return Err(Stop::because("it is no PDF, though its name says so"));
    }
    if memchr::memmem::find_iter(bytes, OBJECT).take(ATTACHMENT_PARTS_LIMIT + 1).count()
        > ATTACHMENT_PARTS_LIMIT
    {
        return Err(too_many());
    }
    weight::check(reading, bytes)?;
    let left = usize::try_from(reading.bytes_left()).unwrap_or(usize::MAX);
    let options = LoadOptions { max_decompressed_size: Some(left), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword
        | lopdf::Error::Decryption(_)
        | lopdf::Error::UnsupportedSecurityHandler(_) => Stop::Encrypted,
        _ => Stop::because("it is damaged, and no program of ours can open it"),
    })?;
    if document.is_encrypted() || document.was_encrypted() || document.trailer.has(b"Encrypt") {
        return Err(Stop::Encrypted);
    }
    if document.objects.len() > ATTACHMENT_PARTS_LIMIT {
        return Err(too_many());
    }
    reading.steps(document.objects.len() as u64)?;
    Ok(document)
}

fn too_many() -> Stop {
    Stop::because(format!("it has more than {ATTACHMENT_PARTS_LIMIT} objects"))
}

/// Reads the pages of a PDF, or of what it was before its last save.
fn pages(reading: &mut Reading<'_>, document: &Document) -> Step {
    let mut fonts = fonts::Fonts::default();
    let mut shown = HashSet::new();
    let mut before: Option<String> = None;
    for (number, id) in (1..).zip(document.page_iter()) {
        if number > PDF_PAGES_LIMIT {
            return Err(Stop::because(format!("it has more than {PDF_PAGES_LIMIT} pages")));
        }
        let text = page::read(reading, document, id, &format!("page {number}"), &mut fonts)?;
        if let Some(before) = &before {
            let whereabouts = format!("pages {} and {number}, read on", number - 1);
            reading.markup(&whereabouts, read_on(before, &text).iter().map(String::as_str));
        }
        before = Some(text);
        shown.insert(id);
    }
    if shown.is_empty() {
        return Err(Stop::because("it has no page that can be found"));
    }
    drawings::read(reading, document, &shown, &mut fonts)
}

/// The last words of a page with the first ones of the next: those of its last line, and of the line before where the last one is the
/// foot of the page, and so at its head.
fn read_on(before: &str, text: &str) -> Vec<String> {
    const LINES: usize = 2;
    const WORDS: usize = 6;
    let is_written = |line: &&str| !line.trim().is_empty();
    let last_words = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().rev().take(WORDS).collect();
        words.into_iter().rev().collect::<Vec<_>>().join(" ")
    };
    let first_words = |line: &str| line.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ");
    let ends: Vec<String> = before.lines().rev().filter(is_written).take(LINES).map(last_words).collect();
    let starts: Vec<String> = text.lines().filter(is_written).take(LINES).map(first_words).collect();
    ends.iter().flat_map(|end| starts.iter().map(move |start| format!("{end} {start}"))).collect()
}

/// A text of a PDF: UTF-16 or UTF-8 with its mark, or Latin.
fn words(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
