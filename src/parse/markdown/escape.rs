//! Text into HTML, so that nothing an author writes can be read as markup.

/// Writes a text between tags.
pub(super) fn push_text(html: &mut String, text: &str) {
    push_escaped(html, text, false);
}

/// Writes a text between double quotes.
pub(super) fn push_attribute(html: &mut String, text: &str) {
    push_escaped(html, text, true);
}

fn push_escaped(html: &mut String, text: &str, quotes: bool) {
    if !any_byte(text, needs_escape) {
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

/// Whether any byte is of a kind. It looks at all of them, without an early way out and without a branch: that is what the
/// compiler can do sixteen bytes at a time.
fn any_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.bytes().map(|byte| u8::from(is(byte))).fold(0, |any, one| any | one) != 0
}

fn needs_escape(byte: u8) -> bool {
    const KINDS: [u8; 6] = [b'<', b'>', b'&', b'"', b'\'', 0x7F];
    KINDS.iter().fold(u8::from(byte < b' '), |any, kind| any | u8::from(byte == *kind)) != 0
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
pub(super) fn count_words(text: &str, in_word: &mut bool) -> u32 {
    if !text.is_ascii() {
        return count_foreign_words(text, in_word);
    }
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
    let carried = std::mem::replace(in_word, *last > b' ');
    let mut words = u32::from(!carried && *first > b' ');
    // A count in one byte lets the compiler take sixteen at a time; it can not overflow within a chunk.
    for (ones, twos) in bytes.chunks(128).zip(bytes[1..].chunks(128)) {
        let begins = ones.iter().zip(twos).map(|(one, two)| u8::from(*one <= b' ') & u8::from(*two > b' '));
        words += u32::from(begins.fold(0, u8::wrapping_add));
    }
    words
}

fn count_foreign_words(text: &str, in_word: &mut bool) -> u32 {
    let mut words = 0;
    for c in text.chars() {
        let inside = !c.is_whitespace();
        words += u32::from(inside && !*in_word);
        *in_word = inside;
    }
    words
}

/// Whether a text has a capital letter within a word, as most short forms have and most other words have not.
pub(super) fn has_inner_capital(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs
        .map(|(one, two)| u8::from(*one > b'/') & u8::from(two.wrapping_sub(b'A') < 26))
        .fold(0, |any, one| any | one)
        != 0
}
