//! Files that are text: as they are, or as drawings.

use std::borrow::Cow;
use std::ops::Range;

use super::reading::{Reading, Step, Stop, TraceKind, is_local_path};
use super::rows::Head;
use super::xml::{self, Node};
use super::{addresses, mime};
use crate::source::{SourcePath, boundary_behind, is_inline_element};

/// Lines that are handed on at a time; what may belong together stands in one of them with its neighbours.
const LINES: usize = 200;

/// About how many bytes of a table are handed on at a time: further from a cell nobody looks for its head.
const MOST_OF_A_TABLE: usize = 8 * 1024;

/// Most lines of the end of a part that the next one begins with, for something may go over that end, and most bytes of them.
const SHARED_LINES: usize = 3;
const SHARED: usize = 600;

/// About how many bytes are handed on at a time, and most of one line: a file may be one line.
const LONGEST_PART: usize = 64 * 1024;
const LONGEST_PIECE: usize = 32 * 1024;

/// How far the end of a word is looked for.
const LONGEST_WORD: usize = 100;

/// Whether bytes are text, in UTF-8.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'))
}

/// Whether a file is a table whose cells are apart by commas or semicolons.
pub(super) fn is_table(path: &SourcePath) -> bool {
    path.extension().as_deref() == Some("csv")
}

/// Reads a table: its cells are apart by tabs, as those of sheets are, so that the head of a column says what stands in it.
pub(super) fn table(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    let text = known(bytes)?;
    addresses::read(reading, &text)?;
    let sign = sign_of_table(&text);
    let (mut is_quoted, mut cells) = (false, String::with_capacity(text.len()));
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        cells.push(match c {
            // Two of them within a cell are one.
            '"' if is_quoted && signs.next_if_eq(&'"').is_some() => '"',
            '"' => {
                is_quoted = !is_quoted;
                ' '
            }
            c if c == sign && !is_quoted => '\t',
            c => c,
        });
    }
    drop(text);
    lines(reading, Cow::Owned(cells))
}

/// The sign between the cells of a table: that of the first line that has more of one than of the other and goes before another line
/// with cells; above it a title may stand.
fn sign_of_table(text: &str) -> char {
    const FIRST: usize = 20;
    let count = |line: &str, sign: char| line.matches(sign).count();
    let lines = || text.lines().take(FIRST);
    let of = |line: &str| if count(line, ';') > count(line, ',') { ';' } else { ',' };
    let first = lines().zip(lines().skip(1)).find(|(line, next)| {
        let sign = of(line);
        count(line, sign) > 0 && count(next, sign) >= count(line, sign)
    });
    of(first.map_or_else(|| text.lines().next().unwrap_or_default(), |(line, _)| line))
}

/// Reads a text as it is.
pub(super) fn plain(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    let text = known(bytes)?;
    addresses::read(reading, &text)?;
    if mime::is_message(text.as_bytes()) {
        mime::read(reading, text.as_bytes())?;
    }
    lines(reading, text)
}

/// The text of a file, unless it has signs that no text has.
pub(super) fn known(bytes: &[u8]) -> Result<Cow<'_, str>, Stop> {
    let is_wide = bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || bytes.starts_with(&[0, 0, 0xFE, 0xFF]);
    if !is_wide && bytes.contains(&0) {
        return Err(Stop::because("it is no text, though its name says so"));
    }
    Ok(decode(bytes))
}

/// Hands on the lines of a text, some at a time, each part with the head of the table that it goes on with.
pub(super) fn lines(reading: &mut Reading<'_>, text: Cow<'_, str>) -> Step {
    reading.steps(text.len() as u64 / 64)?;
    // The number of each line, where lines of the file were put together.
    let (text, numbers) = unfolded(text);
    numbered(reading, &text, &numbers);
    Ok(())
}

/// Hands on lines that have these numbers in the file; where there are none, they are as they were.
pub(super) fn numbered(reading: &mut Reading<'_>, text: &str, numbers: &[usize]) {
    let number = |at: usize| numbers.get(at).copied().unwrap_or(at + 1);
    let mut head = Head::default();
    // The head of the table that the part goes on with, and its number.
    let mut led_by = None;
    let mut part: Vec<Line> = Vec::new();
    let mut start = 0;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        for piece in Pieces(line) {
            let length = part.first().map_or(0, |first| start - first.start);
            let is_long = length > LONGEST_PART || length > MOST_OF_A_TABLE && head.is_there();
            if part.len() >= LINES || is_long {
                hand_on(reading, text, &part, led_by.as_ref());
                share(text, &mut part, &head);
                let first = part.first().map_or(start, |line| line.start);
                led_by = head.before(first).map(|(head, at)| (head, number(at)));
            }
            part.push(Line { start, end: start + piece.len(), number: number(at) });
            head.pass(text, start..start + piece.len(), at);
            start += piece.len();
        }
    }
    hand_on(reading, text, &part, led_by.as_ref());
}

/// Leaves of lines that were handed on what the next part begins with: the last of them, or the end of one that is longer.
fn share(text: &str, part: &mut Vec<Line>, head: &Head) {
    let Some(last) = part.last().copied() else { return };
    let is_shared = |line: &&Line| last.end - line.start <= SHARED;
    let shared = part.iter().rev().take(SHARED_LINES).take_while(is_shared).count();
    part.drain(..part.len() - shared);
    if part.is_empty() {
        let start = word_behind(text, last.end - SHARED);
        let is_of_head = head.before(last.end).is_some_and(|(head, _)| head.end > start);
        if start < last.end && !is_of_head {
            part.push(Line { start, ..last });
        }
    }
}

/// Where near a byte the next word begins.
pub(super) fn word_behind(text: &str, at: usize) -> usize {
    let at = boundary_behind(text, at);
    let near = &text.as_bytes()[at..text.len().min(at + LONGEST_WORD)];
    near.iter().position(u8::is_ascii_whitespace).map_or(at, |blank| at + blank)
}

/// A line in pieces that are not too long, each up to the end of a word if there is one.
struct Pieces<'t>(&'t str);

impl<'t> Iterator for Pieces<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let Self(rest) = *self;
        if rest.is_empty() {
            return None;
        }
        let mut end = rest.len();
        if end > LONGEST_PIECE {
            end = boundary_behind(rest, LONGEST_PIECE);
            let last = &rest.as_bytes()[end - LONGEST_WORD..end];
            let is_between = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b';' | b'"');
            if let Some(word) = last.iter().rposition(is_between) {
                end = end - LONGEST_WORD + word + 1;
            }
        }
        let (piece, more) = rest.split_at(end);
        self.0 = more;
        Some(piece)
    }
}

/// A line of a text, by its bytes, and its number in the file.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    number: usize,
}

/// Hands on some lines of a text that follow each other.
fn hand_on(reading: &mut Reading<'_>, text: &str, lines: &[Line], head: Option<&(Range<usize>, usize)>) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
    let part = &text[first.start..last.end];
    let (head, number) = head.map_or(("", 0), |(head, number)| (&text[head.clone()], *number));
    let own = lines.iter().map(|line| (head.len() + line.start - first.start, line.number.to_string()));
    let whole = if head.is_empty() { Cow::Borrowed(part) } else { Cow::Owned(format!("{head}{part}")) };
    let of_head = (!head.is_empty()).then(|| (0, number.to_string()));
    reading.lines(&whole, &of_head.into_iter().chain(own).collect::<Vec<_>>());
}

/// Calendars and address cards go on with a line after a break and a space, be it in the middle of a word (RFC 5545 and
/// 6350). Gives what they say, and the number in the file of each line that begins there; no numbers where all are as they
/// were.
fn unfolded(text: Cow<'_, str>) -> (Cow<'_, str>, Vec<usize>) {
    const BEGINNINGS: [&str; 2] = ["BEGIN:VCALENDAR", "BEGIN:VCARD"];
    let begins =
        |beginning: &&str| text.get(..beginning.len()).is_some_and(|it| it.eq_ignore_ascii_case(beginning));
    if !BEGINNINGS.iter().any(begins) {
        return (text, Vec::new());
    }
    let (mut whole, mut numbers) = (String::with_capacity(text.len()), Vec::new());
    for (number, line) in (1..).zip(text.split('\n')) {
        if let Some(rest) = line.strip_prefix([' ', '\t']).filter(|_| number > 1) {
            whole.truncate(whole.trim_end_matches(['\n', '\r']).len());
            whole.push_str(rest);
        } else {
            numbers.push(number);
            whole.push_str(line);
        }
        whole.push('\n');
    }
    (whole.into(), numbers)
}

/// Bytes as text: UTF-8, UTF-16 and UTF-32 with their marks, or else what programs write on Windows. Noughts, which no browser shows, are
/// left out.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).filter(|unit| *unit != 0);
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect::<String>()
    };
    let widest = |bytes: &[u8], unit: fn([u8; 4]) -> u32| {
        let units = bytes.chunks_exact(4).map(|four| unit([four[0], four[1], four[2], four[3]]));
        let letters = units.filter(|unit| *unit != 0).map(char::from_u32);
        letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => widest(rest, u32::from_le_bytes).into(),
        [0, 0, 0xFE, 0xFF, rest @ ..] => widest(rest, u32::from_be_bytes).into(),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes).into(),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes).into(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) if memchr::memchr(0, bytes).is_some() => text.replace('\0', "").into(),
            Ok(text) => text.into(),
            Err(_) => bytes.iter().map(|byte| windows_character(*byte)).collect::<String>().into(),
        },
    }
}

/// A character of Windows-1252, as far as words are made of it.
pub(super) fn windows_character(byte: u8) -> char {
    match byte {
        0x91 | 0x92 => '\u{2019}',
        0x93 | 0x94 => '"',
        0x96 | 0x97 => '-',
        0x8A => 'Š',
        0x9A => 'š',
        0x8E => 'Ž',
        0x9E => 'ž',
        0x8C => 'Œ',
        0x9C => 'œ',
        0x9F => 'Ÿ',
        0x80..=0x9F => ' ',
        other => char::from(other),
    }
}

/// Attributes that say nothing but how a drawing looks.
const SHAPES: [&str; 14] = [
    "d",
    "points",
    "transform",
    "font-family",
    "class",
    "style",
    "fill",
    "stroke",
    "width",
    "height",
    "x",
    "y",
    "viewBox",
    "version",
];

/// Reads the words of a drawing: its texts, title and description, what a program noted, and names of people.
pub(super) fn drawing(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    let (mut text, mut open) = (String::new(), Vec::<String>::new());
    addresses::read(reading, &decode(bytes))?;
    xml::walk(reading, "the drawing", bytes, &mut |reading, node| {
        match node {
            Node::Open(name, attributes) => {
                if !is_inline_element(name.as_bytes()) {
                    flush(reading, &mut text, &open);
                }
                open.push(name.to_owned());
                for (attribute, value) in attributes.all() {
                    let is_path = matches!(&*attribute, "docname" | "export-filename" | "absref");
                    if is_path && is_local_path(&value) {
                        reading.note(TraceKind::LocalPath, &format!("attribute `{attribute}`"));
                    }
                    if !SHAPES.contains(&&*attribute) {
                        reading.passage(&format!("attribute `{attribute}`"), &value);
                    }
                }
            }
            Node::Text(part) => text.push_str(part),
            Node::Close(name) => {
                if !is_inline_element(name.as_bytes()) {
                    flush(reading, &mut text, &open);
                }
                open.pop();
            }
        }
        Ok(())
    })
}

fn flush(reading: &mut Reading<'_>, text: &mut String, open: &[String]) {
    let what = open.iter().rev().find(|name| !is_inline_element(name.as_bytes())).map_or("", |name| name);
    if what == "creator" && !text.trim().is_empty() {
        reading.note(TraceKind::Author, "`creator`");
    }
    // A style of the site itself is read as those of pages are; of one within another file nothing else tells.
    if what != "style" || reading.depth > 0 {
        reading.passage(&format!("`{what}`"), text);
    }
    text.clear();
}
