//! Bytes to text: UTF-8 without anything that a reader can not see.

use super::LoadError;
use super::file::PlainFile;
use super::list::Entry;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, SourcePath, SourceText, Span};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads one text; `None` where a finding says why it could not be taken.
pub(super) fn load(
    entry: &Entry,
    size_limit: u64,
    buffer: &mut Vec<u8>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<SourceText>, LoadError> {
    let bytes = load_bytes(entry, size_limit, buffer, diagnostics)?;
    Ok(bytes.and_then(|bytes| decode(&entry.path, bytes, diagnostics)))
}

/// Reads the bytes of one text; `None` where a finding says why they could not be taken.
pub(super) fn load_bytes<'b>(
    entry: &Entry,
    size_limit: u64,
    buffer: &'b mut Vec<u8>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<&'b [u8]>, LoadError> {
    let mut file = PlainFile::open(&entry.absolute)?;
    if file.size > size_limit {
        diagnostics.push(too_large(&entry.path, file.size, size_limit));
        return Ok(None);
    }
    file.read_into(buffer)?;
    Ok(Some(buffer))
}

/// The finding for a file that is not even read.
pub(super) fn too_large(path: &SourcePath, size: u64, limit: u64) -> Diagnostic {
    Diagnostic::error(
        Code("load/too-large"),
        format!("`{path}` has {} and is not read", megabytes(size)),
    )
    .at(Place::of_file(path))
    .help(format!(
        "split it, or raise `limits.file` in `site.yaml` (now {}); pictures belong into files of their own",
        megabytes(limit)
    ))
}

/// A size in MB with one digit after the point, which is what a file manager shows, rounded up so that what is just above a
/// limit does not read like the limit.
fn megabytes(bytes: u64) -> String {
    if bytes < 1_000_000 {
        return format!("{} kB", bytes.div_ceil(1_000));
    }
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// Takes the bytes as text, or says where they are not.
pub(super) fn decode(
    path: &SourcePath,
    bytes: &[u8],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<SourceText> {
    if let Some(finding) = wide_encoding(path, bytes) {
        diagnostics.push(finding);
        return None;
    }
    let (mark, bytes) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (BYTE_ORDER_MARK.len(), rest),
        None => (0, bytes),
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            diagnostics.push(not_utf8(path, bytes, error.valid_up_to(), mark));
            return None;
        }
    };
    let odd = find_odd(text);
    let source = SourceText::new(path.clone(), text);
    if let Some((at, character)) = odd.forbidden {
        diagnostics.push(forbidden(&source, at, character, mark));
        return None;
    }
    if let Some((at, character)) = odd.invisible {
        diagnostics.push(invisible(&source, at, character, odd.invisible_count));
    }
    Some(source)
}

/// UTF-16 is what some editors call "Unicode": worth a name of its own.
fn wide_encoding(path: &SourcePath, bytes: &[u8]) -> Option<Diagnostic> {
    let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let head = &bytes[..bytes.len().min(64) & !1];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let unmarked = head.len() >= 4
        && (zeros(0) * 4 > head.len() || zeros(1) * 4 > head.len())
        && zeros(0).min(zeros(1)) == 0;
    (marked || unmarked).then(|| {
        Diagnostic::error(Code("load/encoding"), "this file is UTF-16, not UTF-8")
            .at(Place::of_file(path))
            .because("it shows at byte 0")
            .help("save it again and choose the encoding `UTF-8` (Notepad calls UTF-16 `Unicode`)")
    })
}

fn not_utf8(path: &SourcePath, bytes: &[u8], at: usize, mark: usize) -> Diagnostic {
    // Only what stands before the place, and a little after it, is needed to show it.
    let near = &bytes[..bytes.len().min(at + 200)];
    let lossy = SourceText::new(path.clone(), String::from_utf8_lossy(near).into_owned());
    let place = lossy.place(Span::new(at, at + '\u{FFFD}'.len_utf8()));
    if bytes.starts_with(b"PK\x03\x04") {
        return Diagnostic::error(
            Code("load/encoding"),
            "this is a Word or ZIP file under the name of a text",
        )
        .at(Place::of_file(path))
        .because(format!("it stops being text at byte {}", at + mark))
        .help("open it in its own program and save it as plain text in UTF-8");
    }
    Diagnostic::error(Code("load/encoding"), format!("this is not UTF-8 text (byte {})", at + mark))
        .at(place)
        .label(format!("the byte here is {:#04X}", bytes.get(at).copied().unwrap_or_default()))
        .help("save the file again and choose the encoding `UTF-8`")
}

fn forbidden(source: &SourceText, at: usize, character: char, mark: usize) -> Diagnostic {
    let place = source.place(Span::new(at, at + character.len_utf8()));
    let (message, help) = if character == '\r' {
        (
            "this file ends its lines in the manner of old Macs (a lone carriage return)",
            "save the file again with `LF` or `CRLF` line endings",
        )
    } else {
        (
            "a control character stands in the text",
            "delete the character, or save the file again as plain text in UTF-8",
        )
    };
    Diagnostic::error(Code("load/control-character"), message)
        .at(place)
        .label(format!("U+{:04X} at byte {}", u32::from(character), at + mark))
        .help(help)
}

fn invisible(source: &SourceText, at: usize, character: char, count: usize) -> Diagnostic {
    let place = source.place(Span::new(at, at + character.len_utf8()));
    let more = if count > 1 { format!(" (the first of {count})") } else { String::new() };
    Diagnostic::warning(
        Code("load/invisible-character"),
        format!("an invisible character stands in the text{more}"),
    )
    .at(place)
    .label(format!("U+{:04X}", u32::from(character)))
    .help("delete it: put the cursor after it and press backspace once")
    .because("it can hide a name from the checks, or show the text in another order than it is written")
}

/// The characters of a text that deserve a finding.
#[derive(Default)]
struct Odd {
    forbidden: Option<(usize, char)>,
    invisible: Option<(usize, char)>,
    invisible_count: usize,
}

/// Looks at whole blocks first: nearly all of them hold nothing odd, and a block is told at a glance.
fn find_odd(text: &str) -> Odd {
    const BLOCK: usize = 64;
    let mut odd = Odd::default();
    for (index, block) in text.as_bytes().chunks(BLOCK).enumerate() {
        if !block.iter().fold(false, |any, byte| any | is_suspect(*byte)) {
            continue;
        }
        for (offset, byte) in block.iter().enumerate() {
            if is_suspect(*byte) {
                inspect(text, index * BLOCK + offset, &mut odd);
            }
        }
        if odd.forbidden.is_some() {
            break;
        }
    }
    odd
}

/// Whether an odd character can begin with this byte.
fn is_suspect(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\n' && byte != b'\t')
        || matches!(byte, 0x7F | 0xC2 | 0xCD | 0xD8 | 0xE1..=0xE3 | 0xEF | 0xF3)
}

fn inspect(text: &str, at: usize, odd: &mut Odd) {
    let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
    let forbidden = match character {
        '\r' => !text[at + 1..].starts_with('\n'),
        '\n' | '\t' => false,
        // The last two are not allowed in XML, so no feed could carry them.
        c => c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'),
    };
    if forbidden {
        odd.forbidden.get_or_insert((at, character));
    } else if is_invisible(text, at, character) {
        odd.invisible.get_or_insert((at, character));
        odd.invisible_count += 1;
    }
}

/// Whether a character is there and not to be seen. Joiners are needed in emoji and in many scripts, and count
/// only between plain letters.
fn is_invisible(text: &str, at: usize, character: char) -> bool {
    match character {
        '\u{200C}' | '\u{200D}' => {
            let plain = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            plain(text[..at].chars().next_back()) && plain(text[at + character.len_utf8()..].chars().next())
        }
        '\u{00AD}' | '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' => true,
        // The flags of England, Scotland and Wales are a black flag with letters behind it that are not shown.
        '\u{E0020}'..='\u{E007F}' => !text[..at].trim_end_matches(is_tag).ends_with('\u{1F3F4}'),
        c => {
            is_tag(c)
                || matches!(c, '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
                    | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FFA0}')
        }
    }
}

/// Characters that once marked the language of a text, and are never shown.
fn is_tag(character: char) -> bool {
    matches!(character, '\u{E0000}'..='\u{E007F}')
}
