//! How the bytes of a text are turned into letters.
//!
//! A font may say it twice: by an encoding, which is what is painted, and by `/ToUnicode`, which is what is copied and searched. Where
//! they differ both are read, for neither of them has to be true.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, Stream};

use super::encoding::{Letter, encoding};
use super::letters::spelled;
use super::streams::unpack;
use super::unicode_map::UnicodeMap;
use crate::attachment::reading::{Reading, Step, TraceKind};

/// What making a font ready costs: it takes some kilobytes of memory.
const STEPS: u64 = 500;

/// How many different letters of a font may be unknown: bullets and blanks often are, and words have more.
const UNKNOWN: usize = 3;

/// The same of all fonts of a file.
const UNKNOWN_IN_ALL: usize = 12;

/// What pages share.
#[derive(Default)]
pub(super) struct Fonts {
    /// Fonts that were made ready.
    ready: HashMap<*const Dictionary, Rc<Font>>,
    /// Streams that were painted.
    pub(super) painted: HashSet<*const Stream>,
    unknown: Unknown,
}

/// Letters that were painted and that no font tells.
#[derive(Default)]
struct Unknown {
    codes: HashMap<*const Dictionary, BTreeSet<u32>>,
    is_told: bool,
}

/// The words of a text.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// As they are copied and searched.
    pub(super) text: String,
    /// As they are painted, where that is something else.
    pub(super) painted: Option<String>,
}

/// A font that was made ready.
struct Font {
    codes: Codes,
    /// How wide letters are, in thousandths, from letter `first`.
    widths: Vec<f64>,
    first: usize,
}

enum Codes {
    /// A byte is a letter.
    Single(Vec<Letter>),
    /// A letter has several bytes.
    Several { map: Option<UnicodeMap>, lengths: Lengths, plain: Plain },
}

/// How the bytes of a text are cut into codes.
enum Lengths {
    Two,
    /// As the map of the font or its encoding says.
    Map,
    Encoding(UnicodeMap),
}

/// What codes stand for without a map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    /// They are numbers of letters in the font; programs take them for Unicode, as there is nothing else to take.
    Number,
    /// They are Unicode.
    Unicode,
}

impl Words {
    /// Adds letters: as they are copied, and as they are painted.
    fn push(&mut self, copied: &str, painted: &str) {
        // Blanks, hyphens and marks differ often, and make no other word.
        let is_other = copied != painted && painted.chars().any(char::is_alphanumeric);
        if is_other && self.painted.is_none() {
            self.painted = Some(self.text.clone());
        }
        // Those of control are nothing to read.
        let is_read = |letter: &char| !letter.is_control() || letter.is_whitespace();
        self.text.extend(copied.chars().filter(is_read));
        if let Some(all) = &mut self.painted {
            all.extend(painted.chars().filter(is_read));
        }
    }

    /// Adds a blank.
    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() || self.painted.is_some() {
            self.push(" ", " ");
        }
    }
}

impl Fonts {
    /// Adds the words of a text in a font, and gives how wide they are at size 1.
    pub(super) fn decode(
        &mut self,
        reading: &mut Reading<'_>,
        document: &Document,
        dictionary: &Dictionary,
        text: &[u8],
        words: &mut Words,
    ) -> Step<f64> {
        let key = std::ptr::from_ref(dictionary);
        let font = if let Some(font) = self.ready.get(&key) {
            Rc::clone(font)
        } else {
            let font = Rc::new(Font::of(reading, document, dictionary)?);
            self.ready.insert(key, Rc::clone(&font));
            font
        };
        let before = words.text.len();
        let (width, is_told) = font.decode(text, words, &mut |code| self.unknown.is_too_much(key, code));
        // A map may turn every byte into a line.
        reading.unpacked((words.text.len() - before).saturating_sub(text.len() * 3) as u64)?;
        if is_told && !std::mem::replace(&mut self.unknown.is_told, true) {
            reading.note(TraceKind::Unreadable, "it has a font that does not say which letters it shows");
        }
        Ok(width)
    }
}

impl Unknown {
    /// Takes down a letter; says whether there are too many of them.
    fn is_too_much(&mut self, font: *const Dictionary, code: u32) -> bool {
        if self.is_told {
            return false;
        }
        let codes = self.codes.entry(font).or_default();
        codes.insert(code);
        codes.len() > UNKNOWN || self.codes.values().map(BTreeSet::len).sum::<usize>() > UNKNOWN_IN_ALL
    }
}

impl Font {
    fn of(reading: &mut Reading<'_>, document: &Document, font: &Dictionary) -> Step<Self> {
        reading.steps(STEPS)?;
        let widths = font.get_deref(b"Widths", document).ok().and_then(|widths| widths.as_array().ok());
        let widths = widths.into_iter().flatten().take(256);
        let first = font.get_deref(b"FirstChar", document).ok().and_then(|first| first.as_i64().ok());
        let is_composite = kind(document, font) == b"Type0";
        Ok(Self {
            codes: if is_composite {
                several(reading, document, font)?
            } else {
                single(reading, document, font)?
            },
            widths: widths.map(|width| width.as_float().map_or(500.0, f64::from)).collect(),
            first: first.and_then(|first| usize::try_from(first).ok()).unwrap_or_default(),
        })
    }

    /// Adds the words of a text; gives how wide they are, and whether too much of it is unknown.
    fn decode(
        &self,
        text: &[u8],
        words: &mut Words,
        is_too_much: &mut dyn FnMut(u32) -> bool,
    ) -> (f64, bool) {
        match &self.codes {
            Codes::Single(letters) => {
                let mut is_told = false;
                for byte in text {
                    let letter = &letters[usize::from(*byte)];
                    let painted = letter.painted.as_deref();
                    let copied = letter.mapped.as_deref().or(painted);
                    is_told |= letter.is_number && letter.mapped.is_none();
                    let is_unknown = copied.is_none() || (letter.is_guess && letter.mapped.is_none());
                    is_told |= is_unknown && !is_blank(*byte) && is_too_much(u32::from(*byte));
                    words.push(copied.unwrap_or_default(), painted.or(copied).unwrap_or_default());
                }
                (self.width(text), is_told)
            }
            Codes::Several { map, lengths, plain } => {
                decode_several(text, map.as_ref(), lengths, *plain, words, is_too_much)
            }
        }
    }

    fn width(&self, text: &[u8]) -> f64 {
        if self.widths.is_empty() {
            return 0.5 * length(text.len());
        }
        let width = |byte: &u8| {
            let at = usize::from(*byte).checked_sub(self.first);
            at.and_then(|at| self.widths.get(at)).copied().unwrap_or(500.0)
        };
        text.iter().map(width).sum::<f64>() / 1000.0
    }
}

/// The same of codes of several bytes.
fn decode_several(
    text: &[u8],
    map: Option<&UnicodeMap>,
    lengths: &Lengths,
    plain: Plain,
    words: &mut Words,
    is_too_much: &mut dyn FnMut(u32) -> bool,
) -> (f64, bool) {
    let (mut rest, mut count, mut is_told) = (text, 0, false);
    // Letters beyond the first plane of Unicode are two codes.
    let mut high: Option<u16> = None;
    while !rest.is_empty() {
        let length = match lengths {
            Lengths::Two => None,
            Lengths::Map => map.and_then(|map| map.length(rest)),
            Lengths::Encoding(encoding) => encoding.length(rest),
        };
        let (bytes, behind) = rest.split_at(length.unwrap_or(2).min(rest.len()));
        rest = behind;
        count += 1;
        let code = bytes.iter().fold(0, |code: u32, byte| code << 8 | u32::from(*byte));
        let mapped = map.and_then(|map| map.letters(code));
        let unit = u16::try_from(code).unwrap_or_default();
        let pair: Vec<u16> = high.take().into_iter().chain([unit]).collect();
        if (0xD800..0xDC00).contains(&unit) {
            high = Some(unit);
        }
        let letter: String = char::decode_utf16(pair).flatten().collect();
        let painted = (plain == Plain::Unicode || map.is_none()).then(|| spelled(&letter));
        let is_known = mapped.is_some() || plain == Plain::Unicode;
        is_told |= !is_known && is_too_much(code);
        let copied = mapped.as_deref().or(painted.as_deref()).unwrap_or_default();
        words.push(copied, painted.as_deref().unwrap_or(copied));
    }
    (0.5 * length(count), is_told)
}

/// Bytes that no font shows: ends of lines and blanks, and what fills up to a number of bytes.
fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 13 | 32 | 160)
}

/// A number of letters, as a measure.
pub(super) fn length(letters: usize) -> f64 {
    f64::from(u32::try_from(letters).unwrap_or(u32::MAX))
}

pub(super) fn kind<'d>(document: &'d Document, font: &'d Dictionary) -> &'d [u8] {
    font.get_deref(b"Subtype", document).and_then(Object::as_name).unwrap_or_default()
}

/// The map of a font; nothing where it has none.
fn map_of(reading: &mut Reading<'_>, document: &Document, font: &Dictionary) -> Step<Option<UnicodeMap>> {
    let Ok(Object::Stream(stream)) = font.get_deref(b"ToUnicode", document) else { return Ok(None) };
    let bytes = unpack(reading, document, stream)?;
    UnicodeMap::read(reading, &bytes).map(Some)
}

/// A font of which each letter is several bytes.
fn several(reading: &mut Reading<'_>, document: &Document, font: &Dictionary) -> Step<Codes> {
    let map = map_of(reading, document, font)?;
    let is_named = |key: &[u8], is: fn(&[u8]) -> bool| {
        font.get_deref(key, document).and_then(Object::as_name).is_ok_and(is)
    };
    let is_unicode =
        |name: &[u8]| [&b"UCS2"[..], b"UTF16"].iter().any(|form| memchr::memmem::find(name, form).is_some());
    let is_identity = |name: &[u8]| name.starts_with(b"Identity");
    let lengths = match font.get_deref(b"Encoding", document) {
        Ok(Object::Stream(stream)) => {
            let bytes = unpack(reading, document, stream)?;
            let encoding = UnicodeMap::read(reading, &bytes)?;
            if encoding.has_spaces() { Lengths::Encoding(encoding) } else { Lengths::Two }
        }
        Ok(Object::Name(name)) if !is_identity(name) && !is_unicode(name) => Lengths::Map,
        _ => Lengths::Two,
    };
    let is_plain = is_named(b"Encoding", is_unicode) || is_named(b"ToUnicode", is_identity);
    Ok(Codes::Several { map, lengths, plain: if is_plain { Plain::Unicode } else { Plain::Number } })
}

/// A font of which each letter is one byte.
fn single(reading: &mut Reading<'_>, document: &Document, font: &Dictionary) -> Step<Codes> {
    let mut letters = encoding(reading, document, font)?;
    if let Some(map) = map_of(reading, document, font)? {
        for (code, letter) in (0..).zip(&mut letters) {
            letter.mapped = map.letters(code).map(String::into_boxed_str);
        }
    }
    Ok(Codes::Single(letters))
}
