//! Text that a terminal can show without being steered by it.

use std::borrow::Cow;

use crate::source::is_unprintable;

/// Longest text of one message, help or note that reaches a terminal, in characters.
const MESSAGE_WIDTH: usize = 1_000;

/// Replaces control characters, changes of direction and invisible characters, and cuts what is far too long.
///
/// Line breaks and tabs become spaces: one message is one line.
///
/// ```
/// assert_eq!(briefpress::diagnostic::printable("a\u{1b}[2Jb\nc"), "a\u{fffd}[2Jb c");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    let cut = text.char_indices().nth(MESSAGE_WIDTH).map(|(at, _)| at);
    let shown = &text[..cut.unwrap_or(text.len())];
    if cut.is_none() && !shown.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut plain: String = shown.chars().map(plain_character).collect();
    if cut.is_some() {
        plain.push('…');
    }
    Cow::Owned(plain)
}

fn plain_character(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_unprintable(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}
