//! Text into HTML, so that nothing an author writes can be read as markup.

/// Writes a text between tags.
pub(super) fn push_text(html: &mut String, text: &str) {
    push_escaped(html, text, false);
}

/// Writes a text between double quotes.
pub(super) fn push_attribute(html: &mut String, text: &str) {
    push_escaped(html, text, true);
}

/// The folding of all bytes, without an early way out, is what the compiler can do sixteen bytes at a time.
fn push_escaped(html: &mut String, text: &str, quotes: bool) {
    if !text.bytes().fold(false, |any, byte| any | needs_escape(byte)) {
        html.push_str(text);
        return;
    }
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' if quotes => "&quot;",
            b'\'' if quotes => "&#39;",
            b'\n' | b'\t' => continue,
            // A control character has no place in HTML; the loader refuses them, but an entity can make one.
            0..=0x1F | 0x7F => "\u{FFFD}",
            _ => continue,
        };
        html.push_str(&text[done..at]);
        html.push_str(escaped);
        done = at + 1;
    }
    html.push_str(&text[done..]);
}

#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler compares many bytes at once")]
fn needs_escape(byte: u8) -> bool {
    (byte < b' ')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == b'&')
        | (byte == b'"')
        | (byte == b'\'')
        | (byte == 0x7F)
}

/// Writes an address between double quotes: what can not stand in an address is percent-encoded.
pub(super) fn push_address(html: &mut String, address: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in address.bytes() {
        match byte {
            b'&' => html.push_str("&amp;"),
            b'\'' => html.push_str("&#39;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => html.push(char::from(byte)),
            _ if b"-_.~:/?#[]@!$()*+,;=%".contains(&byte) => html.push(char::from(byte)),
            _ => {
                html.push('%');
                html.push(char::from(HEX[usize::from(byte >> 4)]));
                html.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

/// Counts the words that begin in a text; `in_word` carries a word over from one piece of text to the next.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler compares many bytes at once")]
pub(super) fn count_words(text: &str, in_word: &mut bool) -> u32 {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else { return 0 };
    let carried = std::mem::replace(in_word, !last.is_whitespace());
    let begins = u32::from(!carried && !first.is_whitespace());
    let starts: usize = if text.is_ascii() {
        bytes.iter().zip(&bytes[1..]).map(|(one, two)| usize::from((*one <= b' ') & (*two > b' '))).sum()
    } else {
        text.split_whitespace().count().saturating_sub(usize::from(!first.is_whitespace()))
    };
    begins + u32::try_from(starts).unwrap_or(u32::MAX)
}
