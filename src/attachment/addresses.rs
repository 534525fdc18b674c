//! Files that stand in an address: `data:image/png;base64,...`, however a style, a script, a page or data writes it.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::BASE64_STANDARD;
use memchr::memmem;

use super::escapes::sign;
use super::kind::actual;
use super::reading::{Reading, Step, TraceKind, too_much};
use super::{read_within, stripped};
use crate::source::ATTACHMENT_DEPTH_LIMIT;

/// The ends of the word before a file in letters, in whatever case it is written: its last letter is either small or large, and texts
/// have two digits more often than these behind it.
const ENDS_OF_MARK: [&[u8]; 2] = [b"e64", b"E64"];
const MARK: &[u8] = b"base64";

/// What a picture begins with that is written as it is, or by the numbers of its bytes.
const PLAIN_MARK: &[u8] = b"data:image/";

/// The longest that may stand between that and the comma.
const LONGEST_KIND: usize = 60;

/// How much of an address tells it from others.
const BEGINNING: usize = 64;

/// A picture that is shorter has no room for anything beside it. Such ones stand for others, and some of them are cut off.
const SHORTEST: usize = 64;

/// Browsers take what is cut off, and letters that are left over.
pub(super) const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// A file in an address of a text.
struct Held {
    /// Where in the text its bytes are written.
    body: Range<usize>,
    bytes: Vec<u8>,
    /// How the name of such a file would end.
    extension: &'static str,
}

/// The files in the addresses of a text, one by one.
struct Addresses<'t> {
    text: &'t [u8],
    /// Where the marks stand of a file in letters, in either case, and of one that is written as it is.
    marks: [Peekable<memmem::FindIter<'t, 'static>>; 3],
    /// Where the one before ended.
    end: usize,
    /// How many bytes may still be gone through for what turns out to be no file.
    left: usize,
    /// Whether there were more.
    is_cut: bool,
}

impl<'t> Addresses<'t> {
    fn of(text: &'t [u8]) -> Self {
        let [lower, upper] = ENDS_OF_MARK;
        let marks = [lower, upper, PLAIN_MARK].map(|mark| memmem::find_iter(text, mark).peekable());
        Self { text, marks, end: 0, left: 1_000_000 + 4 * text.len(), is_cut: false }
    }
}

impl Addresses<'_> {
    /// The picture that begins here and is written as it is.
    fn as_it_is(&mut self, start: usize) -> Option<Held> {
        if self.left == 0 {
            self.is_cut = true;
            return None;
        }
        let held = as_it_is(self.text, start)?;
        // A drawing may be put together by a script, of which this is but a part.
        let is_part = held.extension == "svg" && memmem::find(&held.bytes, b"</svg").is_none();
        if is_part || held.extension == "txt" {
            self.left = self.left.saturating_sub(held.body.len());
            return None;
        }
        Some(held)
    }
}

impl Iterator for Addresses<'_> {
    type Item = Held;

    fn next(&mut self) -> Option<Held> {
        loop {
            let next = self.marks.iter_mut().enumerate();
            let (at, mark) = next.filter_map(|(mark, all)| Some((*all.peek()?, mark))).min()?;
            self.marks[mark].next();
            let held = match ENDS_OF_MARK.get(mark) {
                _ if at < self.end => None,
                Some(end) => in_letters(self.text, at + end.len()),
                None => self.as_it_is(at),
            };
            if let Some(held) = held {
                self.end = held.body.end.max(at);
                return Some(held);
            }
        }
    }
}

/// The file in letters behind the mark that ends here.
fn in_letters(text: &[u8], mark_end: usize) -> Option<Held> {
    let mark = mark_end.checked_sub(MARK.len())?;
    if !text[mark..mark_end].eq_ignore_ascii_case(MARK) {
        return None;
    }
    let mut at = mark_end;
    loop {
        let (sign, length) = sign(&text[at..])?;
        at += length;
        match sign {
            Some(b',') => break,
            Some(byte) if !byte.is_ascii_whitespace() => return None,
            _ => {}
        }
    }
    let (start, mut end, mut letters) = (at, at, Vec::new());
    while let Some((sign, length)) = sign(&text[at..]) {
        at += length;
        match sign {
            Some(byte) if is_letter(byte) => letters.push(byte),
            Some(b'=') => {}
            Some(byte) if !byte.is_ascii_whitespace() => break,
            _ => continue,
        }
        end = at;
    }
    let whole = &letters[..letters.len() - usize::from(letters.len() % 4 == 1)];
    let bytes = LENIENT.decode(whole).ok().filter(|bytes| !bytes.is_empty())?;
    let extension = extension(&bytes);
    Some(Held { body: start..end, bytes, extension })
}

/// What begins here and is written as it is, up to the sign that ends its address.
fn as_it_is(text: &[u8], start: usize) -> Option<Held> {
    let head = &text[start..];
    let comma = memchr::memchr(b',', &head[..head.len().min(LONGEST_KIND + PLAIN_MARK.len())])?;
    if memmem::find(&head[..comma].to_ascii_lowercase(), MARK).is_some() {
        return None;
    }
    let quote = start.checked_sub(1).map(|before| text[before]);
    let is_end = |byte: u8| match quote {
        Some(quote @ (b'"' | b'\'' | b'`')) => byte == quote,
        Some(b'(') => byte == b')',
        _ => byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'<' | b'>'),
    };
    let body = start + comma + 1;
    let (mut at, mut bytes) = (body, Vec::new());
    while let Some(byte) = text.get(at).filter(|byte| !is_end(**byte)) {
        // What a text has escaped is put together by whoever reads it.
        let (sign, length) = sign(&text[at..]).unwrap_or((Some(*byte), 1));
        bytes.extend(sign);
        at += length;
    }
    let extension = extension(&bytes);
    Some(Held { body: body..at.min(text.len()), bytes, extension })
}

/// How the name of a file would end, by its bytes.
fn extension(bytes: &[u8]) -> &'static str {
    match actual(bytes) {
        Some(actual) => actual.extension,
        None if bytes.starts_with(b"wOFF") => "woff",
        None if bytes.starts_with(b"wOF2") => "woff2",
        None if memmem::find(bytes, b"<svg").is_some() => "svg",
        None => "txt",
    }
}

pub(super) fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
}

/// Reads all files in the addresses of a text. What is not packed in letters is text as it is.
pub(super) fn read(reading: &mut Reading<'_>, text: &str) -> Step {
    let (mut line, mut counted) = (1, 0);
    let mut all = Addresses::of(text.as_bytes());
    for held in all.by_ref() {
        reading.steps(1 + held.body.len() as u64 / 64)?;
        reading.unpacked(held.bytes.len() as u64)?;
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..held.body.start]).count();
        counted = held.body.start;
        let before = reading.traces.len();
        let is_broken = held.bytes.len() < SHORTEST && stripped(&held.bytes).is_err();
        let extension = if is_broken { "txt" } else { held.extension };
        let place = format!("a file in an address in line {line}");
        reading.for_programs(|reading| match (extension, std::str::from_utf8(&held.bytes)) {
            ("txt", Ok(words)) => {
                reading.passage(&place, words);
                Ok(())
            }
            ("txt", Err(_)) => super::strings::read(reading, &place, &held.bytes),
            (extension, _) => {
                read_within(reading, &place, &format!("address.{extension}"), &held.bytes);
                Ok(())
            }
        })?;
        if reading.depth == 0 {
            // Whoever publishes such a text publishes the picture as it is.
            for trace in &mut reading.traces[before..] {
                if trace.kind == TraceKind::PictureMetadata {
                    trace.kind = TraceKind::PictureInAddress;
                }
            }
        }
    }
    if all.is_cut { Err(too_much()) } else { Ok(()) }
}

/// What the first address of a text that holds a file begins with.
pub(super) fn first(text: &str) -> Option<&str> {
    let held = Addresses::of(text.as_bytes()).next()?;
    let start = memmem::rfind(&text.as_bytes()[..held.body.start], b"data:").unwrap_or(held.body.start);
    text.get(start..held.body.end.min(start + BEGINNING))
}

/// A text with nothing but the picture of every picture in its addresses, whatever encloses it; nothing where there is none.
/// Where one can not be taken apart, the reason.
pub(super) fn cleaned(text: &[u8], depth: usize) -> Result<Option<Vec<u8>>, &'static str> {
    if depth > ATTACHMENT_DEPTH_LIMIT {
        return Ok(None);
    }
    let (mut whole, mut at, mut has_any) = (Vec::new(), 0, false);
    for held in Addresses::of(text) {
        let is_in_letters = {
            let head = &text[held.body.start.saturating_sub(LONGEST_KIND)..held.body.start];
            memmem::find(&head.to_ascii_lowercase(), MARK).is_some()
        };
        let own: Cow<'_, [u8]> = match held.extension {
            "svg" => match cleaned(&held.bytes, depth + 1)? {
                Some(own) if is_in_letters => own.into(),
                _ => continue,
            },
            _ if held.bytes.len() < SHORTEST && stripped(&held.bytes).is_err() => continue,
            _ if is_in_letters && actual(&held.bytes).is_some_and(|actual| actual.kind.is_stripped()) => {
                stripped(&held.bytes)?.into()
            }
            _ => continue,
        };
        has_any = true;
        whole.extend_from_slice(&text[at..held.body.start]);
        at = held.body.end;
        if *own == held.bytes {
            whole.extend_from_slice(&text[held.body]);
        } else {
            whole.extend(BASE64_STANDARD.encode(own).into_bytes());
        }
    }
    whole.extend_from_slice(&text[at..]);
    Ok(has_any.then_some(whole))
}
