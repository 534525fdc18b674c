//! Messages, and pages that are saved as one file (MIME): their parts as programs put them together, whatever they are packed in.

use base64::Engine as _;
use memchr::memmem;

use super::kind::actual;
use super::reading::{Reading, Step, Stop, TraceKind};
use super::{addresses, decode, read_within, strings, text};
use crate::source::{ATTACHMENT_DEPTH_LIMIT, is_inline_element};

/// The line of a head that says how a part is packed, and the one that makes a text a message.
const PACKING: &[u8] = b"Content-Transfer-Encoding";
const VERSION: &[u8] = b"MIME-Version";

/// The longest value of a line of a head that is looked at.
const LONGEST_VALUE: usize = 400;

/// How far behind the line its head may end.
const LONGEST_HEAD: usize = 64 * 1024;

/// The longest word of a head that is packed by itself.
const LONGEST_WORD: usize = 1_000;

/// How a part is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Letters,
    Quoted,
    /// In a way that is not read.
    Other,
    Not,
}

/// Whether a text is a message, or has one in it.
pub(super) fn is_message(text: &[u8]) -> bool {
    lines_of_head(text).next().is_some()
}

/// Where behind its name each line of a head is that matters, and whether it says how a part is packed.
fn lines_of_head(text: &[u8]) -> impl Iterator<Item = (usize, bool)> {
    let starts = std::iter::once(0).chain(memchr::memchr2_iter(b'\n', b'\r', text).map(|end| end + 1));
    starts.filter_map(|start| {
        let begins = |name: &[u8]| {
            let behind = start + name.len();
            let is_named = text.get(start..behind).is_some_and(|it| it.eq_ignore_ascii_case(name));
            let blanks = || text[behind..].iter().take(8).take_while(|byte| matches!(byte, b' ' | b'\t'));
            let colon = is_named.then(|| behind + blanks().count())?;
            (text.get(colon) == Some(&b':')).then_some(colon + 1)
        };
        if !matches!(text.get(start), Some(b'C' | b'c' | b'M' | b'm')) {
            return None;
        }
        begins(PACKING).map(|behind| (behind, true)).or_else(|| begins(VERSION).map(|behind| (behind, false)))
    })
}

/// What the value of a line says, with the lines that it goes on in.
fn packing(value: &[u8]) -> Packing {
    let value = &value[..value.len().min(LONGEST_VALUE)];
    let goes_on = |end: &usize| matches!(value.get(end + 1), Some(b' ' | b'\t' | b'\n'));
    let end = memchr::memchr_iter(b'\n', value).find(|end| !goes_on(end)).unwrap_or(value.len());
    let value = value[..end].to_ascii_lowercase();
    let says = |word: &[u8]| memmem::find(&value, word).is_some();
    match () {
        () if says(b"base64") => Packing::Letters,
        () if says(b"quoted") => Packing::Quoted,
        () if says(b"uue") || says(b"binhex") || says(b"yenc") => Packing::Other,
        () => Packing::Not,
    }
}

/// Reads the parts of a message that are packed; what is not is read as it stands by whoever asks.
pub(super) fn read(reading: &mut Reading<'_>, message: &[u8]) -> Step {
    reading.steps(message.len() as u64 / 64)?;
    let mut lines = lines_of_head(message).filter(|(_, is_packing)| *is_packing).peekable();
    let (mut is_quoted, mut is_in_letters) = (false, false);
    while let Some((behind, _)) = lines.next() {
        reading.step()?;
        match packing(&message[behind..]) {
            Packing::Letters => is_in_letters = true,
            Packing::Quoted => is_quoted = true,
            Packing::Other => {
                return Err(Stop::because("a part of a message in it is packed in a way that is not read"));
            }
            Packing::Not => {}
        }
        // Of two lines in one head programs follow one or the other.
        let region = &message[behind..lines.peek().map_or(message.len(), |(next, _)| *next)];
        if let Some(body) = body(region).filter(|_| is_in_letters) {
            in_letters(reading, body)?;
            is_in_letters = false;
        }
    }
    if is_quoted {
        words(reading, "a message", &unquoted(message));
    }
    reading.passage("the head of a message", &heads(message));
    Ok(())
}

/// What stands behind the head, up to the line that ends the part.
fn body(region: &[u8]) -> Option<&[u8]> {
    let head = &region[..region.len().min(LONGEST_HEAD)];
    let start = [&b"\n\n"[..], b"\n\r\n", b"\r\r"].iter().filter_map(|end| memmem::find(head, end)).min()?;
    let body = &region[start..];
    let end = [&b"\n--"[..], b"\r--"].iter().filter_map(|end| memmem::find(body, end)).min();
    Some(&body[..end.unwrap_or(body.len())])
}

/// Reads a part that is packed in letters.
fn in_letters(reading: &mut Reading<'_>, body: &[u8]) -> Step {
    let bytes = from_letters(body);
    reading.unpacked(bytes.len() as u64)?;
    if let Some(actual) = actual(&bytes) {
        reading.note(TraceKind::EmbeddedFile, "a part of a message");
        read_within(reading, "a part of a message", &format!("part.{}", actual.extension), &bytes);
        return Ok(());
    }
    if bytes.contains(&0) {
        strings::read(reading, "a part of a message", &bytes)?;
    }
    words(reading, "a part of a message", &bytes);
    Ok(())
}

/// What letters stand for; what is none of them is passed over, as programs do.
fn from_letters(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for run in body.split(|byte| *byte == b'=') {
        let mut letters: Vec<u8> = run.iter().copied().filter(|byte| addresses::is_letter(*byte)).collect();
        letters.truncate(letters.len() - usize::from(letters.len() % 4 == 1));
        bytes.extend(addresses::LENIENT.decode(&letters).unwrap_or_default());
    }
    bytes
}

/// Reads words, which may be those of a page, or of another message.
fn words(reading: &mut Reading<'_>, what: &str, bytes: &[u8]) {
    let words = decode(bytes);
    reading.within(what, |reading| {
        if reading.depth > ATTACHMENT_DEPTH_LIMIT {
            return Err(Stop::because(format!("files are nested more than {ATTACHMENT_DEPTH_LIMIT} deep")));
        }
        if words.contains('<') {
            text::lines(reading, without_elements(&words).into())?;
        }
        addresses::read(reading, &words)?;
        // One that is put together of a whole message has its heads still.
        if what != "a message" && is_message(words.as_bytes()) {
            read(reading, words.as_bytes())?;
        }
        text::lines(reading, words)
    });
}

/// A text of which signs are written by numbers (`=3D`), and lines are broken (`=` at their end).
fn unquoted(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(ahead) = memchr::memchr(b'=', &text[at..]) {
        plain.extend_from_slice(&text[at..at + ahead]);
        at += ahead + 1;
        let rest = &text[at..];
        let number = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = number.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            plain.push(byte);
            at += 2;
            continue;
        }
        let blanks = rest.iter().take(80).take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        match rest.get(blanks) {
            Some(b'\n') => at += blanks + 1,
            _ if rest.first() == Some(&b'\r') => at += 1,
            _ => plain.push(b'='),
        }
    }
    plain.extend_from_slice(&text[at..]);
    plain
}

/// The words of heads that are packed by themselves: `=?utf-8?B?...?=`.
fn heads(text: &[u8]) -> String {
    let (mut words, mut at) = (String::new(), 0);
    while let Some(ahead) = memmem::find(&text[at..], b"=?") {
        let rest = &text[at + ahead + 2..];
        let word = &rest[..rest.len().min(LONGEST_WORD)];
        let mut parts = word.splitn(3, |byte| *byte == b'?');
        let (_, kind, data) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
        let end = memmem::find(data, b"?=");
        let data = &data[..end.unwrap_or_default()];
        let bytes = match kind {
            Some(b"B" | b"b") => from_letters(data),
            Some(b"Q" | b"q") => {
                let blank = |byte: &u8| if *byte == b'_' { b' ' } else { *byte };
                unquoted(&data.iter().map(blank).collect::<Vec<_>>())
            }
            _ => Vec::new(),
        };
        // Blanks between two such words are none.
        if !text[at..at + ahead].trim_ascii().is_empty() {
            words.push('\n');
        }
        words.push_str(&decode(&bytes));
        at += ahead + 2;
        if let Some(end) = end {
            at += data.as_ptr().addr() - rest.as_ptr().addr() + end + 2;
        }
    }
    words
}

/// The words of a page without its elements: those within a line part no words.
fn without_elements(page: &str) -> String {
    let (mut plain, mut at, mut is_open) = (String::with_capacity(page.len() / 2), 0, true);
    while let Some(ahead) = memchr::memchr2(b'<', b'&', &page.as_bytes()[at..]) {
        plain.push_str(&page[at..at + ahead]);
        at += ahead;
        let rest = &page[at..];
        if rest.starts_with('&') {
            let (letter, length) = entity(rest).unwrap_or(('&', 1));
            plain.push(letter);
            at += length;
            continue;
        }
        let inner = rest[1..].trim_start_matches('/');
        let name = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let end = if is_open && (name > 0 || inner.starts_with(['!', '?'])) { rest.find('>') } else { None };
        is_open &= end.is_some() || name == 0;
        if name > 0 && !is_inline_element(&inner.as_bytes()[..name]) {
            plain.push('\n');
        }
        if end.is_none() {
            plain.push('<');
        }
        at += end.unwrap_or_default() + 1;
    }
    plain.push_str(&page[at..]);
    plain
}

/// The sign that stands for another one, and how long it is.
fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 12;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let number = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(number) => u32::from_str_radix(number, 16).ok(),
            None => number.parse().ok(),
        },
        None if name == "nbsp" => Some(0xA0),
        None => quick_xml::escape::resolve_predefined_entity(name)?.chars().next().map(u32::from),
    };
    Some((number.and_then(char::from_u32)?, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_put_together() {
        assert_eq!(unquoted(b"a=20b=\nc=\r\nd=3D= \ne=zz"), b"a bcd=e=zz");
        assert_eq!(from_letters(b"QW\r\nRh!IA==RXg="), b"Ada Ex");
        assert_eq!(heads(b"Subject: =?utf-8?Q?Ada=20Ex?=\r\n =?utf-8?B?YW1wbGU=?= =?"), "\nAda Example");
        assert_eq!(without_elements("<p>A<b>d</b>a&nbsp;&#69;x</p><x&y<"), "\nAda\u{a0}Ex\n\n<x&y<");
    }

    #[test]
    fn a_head_says_how_its_part_is_packed() {
        for (value, expected) in [
            (&b" base64\r\n\r\nquoted"[..], Packing::Letters),
            (b"\r\n Quoted-Printable\nbase64", Packing::Quoted),
            (b"7bit", Packing::Not),
            (b" x-uuencode", Packing::Other),
            (b"", Packing::Not),
        ] {
            assert_eq!(packing(value), expected, "{value:?}");
        }
        assert!(is_message(b"x\ncontent-transfer-ENCODING : 7bit"));
        assert!(is_message(b"MIME-Version:"));
        assert!(!is_message(b"see Content-Transfer-Encoding: base64"));
    }
}
