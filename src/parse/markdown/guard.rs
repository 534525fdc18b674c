//! What is looked at before any Markdown is read: texts that would cost far more than their size, and characters that
//! hide or reorder what an author sees.
//!
//! pulldown-cmark 0.13 is linear in nearly all of the known bad cases (`tests/hostile.rs` holds it to that). What is left is
//! the product of containers and lazy lines: a quotation of a hundred thousand `>`, followed by as many short lines,
//! takes minutes. So the depth is bounded line by line before, and again event by event.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{MARKDOWN_DEPTH_LIMIT, MARKDOWN_MARKS_LIMIT};

use super::findings::Findings;

/// Whether the body may be parsed; if not, the reason is reported. Hidden characters are reported on the way.
pub(super) fn admit(findings: &mut Findings<'_>) -> bool {
    let body = findings.body();
    if let Some(range) = too_deep(body) {
        findings.report_at(&range, nested_too_deep());
        return false;
    }
    report_hidden(findings, body);
    if let Some(at) = too_many_marks(body) {
        let message = format!("the text has more than {MARKDOWN_MARKS_LIMIT} marks of Markdown");
        let diagnostic = Diagnostic::error(Code("markdown/too-many-marks"), message)
            .label("here the limit is reached")
            .help("split the file into several briefings, or publish the long part as an attachment");
        findings.report_at(&(at..at + 1), diagnostic);
        return false;
    }
    true
}

/// The finding about a nesting that is too deep.
pub(super) fn nested_too_deep() -> Diagnostic {
    let message = format!("quotations, lists or emphasis are nested more than {MARKDOWN_DEPTH_LIMIT} deep");
    Diagnostic::error(Code("markdown/too-deep"), message)
        .help("remove the surplus marks (`>`, `-`, `*` and the like)")
}

/// Where the marks of a body exceed the limit. A body shorter than the limit is not looked at.
fn too_many_marks(body: &str) -> Option<usize> {
    if body.len() <= MARKDOWN_MARKS_LIMIT {
        return None;
    }
    let is_mark = |byte: u8| b"\n\r*_~[]!<>&\\`|'\"".contains(&byte);
    body.bytes().enumerate().filter(|(_, byte)| is_mark(*byte)).nth(MARKDOWN_MARKS_LIMIT).map(|(at, _)| at)
}

/// The beginning of a line that opens too many containers.
fn too_deep(body: &str) -> Option<Range<usize>> {
    // Fifty tabs and a mark are the shortest beginning that is too deep; it fills at least one of these blocks.
    let suspicious = body.as_bytes().chunks_exact(16).any(|block| block.iter().all(|byte| opens_line(*byte)));
    if !suspicious {
        return None;
    }
    let mut at = 0;
    for line in body.split_inclusive(['\n', '\r']) {
        if let Some(opened) = opens_too_many(line.as_bytes()) {
            return Some(at..at + opened);
        }
        at += line.len();
    }
    None
}

/// Whether a byte can stand before the text of a line.
fn opens_line(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b':' | b'.' | b')' | b'0'..=b'9')
}

/// The bytes of a line that open more than the allowed number of containers. Two columns of indentation before a mark can
/// stand for one list that an earlier line has opened.
fn opens_too_many(line: &[u8]) -> Option<usize> {
    let (mut at, mut depth) = (0, 0);
    loop {
        let mut columns = usize::from(at == 0);
        while let Some(blank @ (b' ' | b'\t')) = line.get(at) {
            columns += if *blank == b'\t' { 4 } else { 1 };
            at += 1;
        }
        let Some(length) = mark_length(&line[at..]) else { break };
        at += length;
        depth += 1 + columns.saturating_sub(1) / 2;
    }
    (depth > MARKDOWN_DEPTH_LIMIT && !is_rule(line)).then_some(at)
}

/// The length of the mark that opens a quotation, an item or a definition.
fn mark_length(rest: &[u8]) -> Option<usize> {
    let length = match rest.first()? {
        b'>' => return Some(1),
        b'-' | b'*' | b'+' | b':' => 1,
        b'0'..=b'9' => {
            let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
            matches!(rest.get(digits), Some(b'.' | b')')).then_some(digits + 1)?
        }
        _ => return None,
    };
    rest.get(length).is_none_or(u8::is_ascii_whitespace).then_some(length)
}

/// Whether a line is a thematic break: one of three marks, over and over.
fn is_rule(line: &[u8]) -> bool {
    let mut marks = line.iter().filter(|byte| !byte.is_ascii_whitespace());
    let Some(first @ (b'-' | b'*' | b'_')) = marks.next() else { return false };
    marks.all(|mark| mark == first)
}

/// Reports what turns the direction of a text, and what hides inside a word: either keeps a name from being found.
fn report_hidden(findings: &mut Findings<'_>, body: &str) {
    let mut at = 0;
    while let Some(start) = next_foreign(body, at) {
        at = start;
        let mut turns = false;
        for c in body[start..].chars().take_while(|c| is_hidden(*c)) {
            turns |= turns_direction(c);
            at += c.len_utf8();
        }
        let after = body[at..].chars().next();
        if at == start {
            at += after.map_or(1, char::len_utf8);
            continue;
        }
        let before = body[..start].chars().next_back();
        if turns || (before.is_some_and(is_plain_letter) && after.is_some_and(is_plain_letter)) {
            let first = body[start..].chars().next().unwrap_or_default();
            findings.report_at(&(start..at), hidden(first, turns));
        }
    }
}

/// The next byte at or after `from` that is not ASCII.
fn next_foreign(body: &str, from: usize) -> Option<usize> {
    let mut at = from;
    for block in body.as_bytes()[from..].chunks(64) {
        if !block.is_ascii() {
            return block.iter().position(|byte| !byte.is_ascii()).map(|within| at + within);
        }
        at += block.len();
    }
    None
}

/// The finding about a hidden character.
pub(super) fn hidden(c: char, turns: bool) -> Diagnostic {
    let number = u32::from(c);
    let what = if turns { "turns the direction of the text" } else { "stands inside a word" };
    let message = format!("an invisible character (`U+{number:04X}`) {what}");
    Diagnostic::warning(Code("markdown/invisible-character"), message)
        .help("delete it, and type the words around it again")
        .because(
            "it keeps a search, and the look for names that must not be published, from finding the word",
        )
}

pub(super) fn is_hidden(c: char) -> bool {
    turns_direction(c)
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{E0000}'..='\u{E007F}')
}

pub(super) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a letter belongs to a script whose words need no joiners: Persian, Urdu or Khmer do.
fn is_plain_letter(c: char) -> bool {
    c < '\u{590}' && c.is_alphanumeric()
}
