//! What stands over a block and says what it is: a heading, a term, the item before.

use super::text::{Near, line_start};

/// Signs that set a block off, or words within it.
const SIGNS: [char; 14] = [' ', '\t', '\r', '-', '*', '+', '_', '=', '#', '>', ':', '|', '"', '\''];

/// The line over what begins a block at a byte, in small letters, with nothing but signs and empty lines between: a heading, a term, an
/// item.
pub(super) fn title_over(text: &str, start: usize) -> Option<Near> {
    const LONGEST: usize = 64;
    const MOST_EMPTY: usize = 4;
    if is_behind_word(text, start) {
        return None;
    }
    let mut line = line_start(text, start, LONGEST)?;
    if !without_signs(&text[line..start]).is_empty() {
        return None;
    }
    for _ in 0..=MOST_EMPTY {
        let end = line.checked_sub(1)?;
        line = line_start(text, end, LONGEST)?;
        let words = without_signs(&text[line..end]);
        if !words.is_empty() {
            return Some(Near::of(words));
        }
    }
    None
}

/// Whether a word stands right before a byte, with one blank between: so do nearly all days and numbers, and nothing begins there.
fn is_behind_word(text: &str, start: usize) -> bool {
    matches!(text.as_bytes()[..start], [.., letter, b' '] if letter.is_ascii_alphabetic())
}

/// The words of a line without the signs around them, and without the number of an item.
fn without_signs(line: &str) -> &str {
    let line = line.trim_matches(SIGNS);
    let words = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = words.len() < line.len()
        && (words == "." || words == ")" || words.starts_with(". ") || words.starts_with(") "));
    if is_item { words[1..].trim_matches(SIGNS) } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_over_a_block() {
        let over = |text: &str| title_over(text, text.find("512").unwrap()).map(|title| title.to_string());
        for text in [
            "**Passport**\n\n512",
            "- Passport:\n- 512",
            "1. Passport\n2. 512",
            "> ## Passport\n>\n> **512",
            "Passport\n===\n\n512",
            "Passport\n: 512",
            "passport:\n  - \"512",
        ] {
            assert_eq!(over(text).as_deref(), Some("passport"), "{text}");
        }
        assert_eq!(over("Passport\n\nnot 512"), None);
        assert_eq!(over(&format!("Passport{}512", "\n".repeat(9))), None);
        assert_eq!(over("512"), None);
    }
}
