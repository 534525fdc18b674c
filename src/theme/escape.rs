//! Escaping by place: one form that is safe in HTML text, in attributes and in XML, and one for JSON in a script.

use std::io::Write;

/// Writes a text so that it is text in HTML, in quoted attributes and in XML 1.0.
///
/// What XML 1.0 forbids (control characters, `U+FFFE`, `U+FFFF`) is left out: a feed with one of them can not be
/// read at all, and on a page they show nothing.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let bytes = text.as_bytes();
    let mut written = 0;
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| IS_SPECIAL[*byte as usize]) {
        at += next;
        let (replacement, length): (&[u8], usize) = match bytes[at] {
            b'&' => (b"&amp;", 1),
            b'<' => (b"&lt;", 1),
            b'>' => (b"&gt;", 1),
            b'"' => (b"&quot;", 1),
            b'\'' => (b"&#39;", 1),
            0xEF if matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])) => (b"", 3),
            0xEF => {
                at += 1;
                continue;
            }
            _ => (b"", 1),
        };
        out.write_all(&bytes[written..at])?;
        out.write_all(replacement)?;
        at += length;
        written = at;
    }
    out.write_all(&bytes[written..])
}

/// The bytes at which text may need more than to be copied.
static IS_SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 32 {
        special[byte] = !matches!(byte, 9 | 10 | 13);
        byte += 1;
    }
    special[127] = true;
    special[0xEF] = true;
    special[b'&' as usize] = true;
    special[b'<' as usize] = true;
    special[b'>' as usize] = true;
    special[b'"' as usize] = true;
    special[b'\'' as usize] = true;
    special
};

/// Makes JSON safe inside a script element: no `<`, `>`, `&`, `'`, and none of the two line ends that JavaScript
/// knows and JSON does not. All of them can only stand inside strings, where `\u` means the same.
pub(super) fn escape_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        match character {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\'' => safe.push_str("\\u0027"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            other => safe.push(other),
        }
    }
    safe
}
