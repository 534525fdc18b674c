//! Which words may stand between those of a sealed name.

use super::words::{Word, Words};

/// Whether a word may stand within a name: one that says which name comes next, as in forms (`Forename: Jane, Surname: Smith`),
/// a title, or who speaks.
pub(super) fn is_label(word: &[u8]) -> bool {
    const LABELS: [&[u8]; 27] = [
        b"name",
        b"names",
        // `Surname(s)`
        b"s",
        b"surname",
        b"surnames",
        b"forename",
        b"forenames",
        b"middle",
        b"other",
        b"christian",
        b"maiden",
        b"preferred",
        b"legal",
        b"first",
        b"given",
        b"last",
        b"family",
        b"mr",
        b"mrs",
        b"ms",
        b"miss",
        b"dr",
        b"said",
        b"says",
        b"asked",
        b"aka",
        b"alias",
    ];
    LABELS.contains(&word)
}

/// Whether a word is of a key of front matter or data, `by:` or `"owner_role":` at the beginning of a line, an entry or a field. A
/// theme may show the values of two fields as one, so a name goes on behind a key.
pub(super) fn is_of_key(text: &str, word: &Word) -> bool {
    let is_inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let bytes = text.as_bytes();
    let behind = &bytes[word.end..];
    let behind = &behind[behind.iter().take_while(|byte| is_inner(byte)).count()..];
    let before = &bytes[..word.start];
    let before = &before[..before.len() - before.iter().rev().take_while(|byte| is_inner(byte)).count()];
    let (before, behind) = match (before.strip_suffix(b"\""), behind.strip_prefix(b"\"")) {
        (Some(before), Some(behind)) => (before, behind),
        _ => (before, behind),
    };
    let lead = before.trim_ascii_end();
    let is_first =
        matches!(lead.last(), None | Some(b'{' | b',' | b'-')) || before[lead.len()..].contains(&b'\n');
    is_first && behind.first() == Some(&b':')
}

/// Whether a word is the name of an element, or of a blank that is shown as it is written: `Jane<br>Smith`, `Jane&amp;nbsp;Smith`.
pub(super) fn is_of_tag(text: &str, word: &Word) -> bool {
    let before = &text[..word.start];
    before.strip_suffix('/').unwrap_or(before).ends_with('<')
        || matches!(word.normal(), b"nbsp" | b"amp")
            && before.strip_suffix("amp;").unwrap_or(before).ends_with('&')
}

/// Whether a word stands in a bracket that opens right behind a byte: `Jane (known as Jan) Smith`.
pub(super) fn is_in_brackets(text: &str, from: usize, word: &Word) -> bool {
    const LONGEST: usize = 40;
    let between = &text[from..word.start];
    let inner = between.strip_prefix(' ').unwrap_or(between).strip_prefix('(');
    between.len() <= LONGEST && inner.is_some_and(|inner| !inner.contains([')', '(', '.', '\n']))
}

/// Whether a word stands between two others that begin with capitals as a name of somebody does who has several, `Louise` in `Jane
/// Louise Smith`: with a capital, and nothing but a blank or a hyphen around it, or in brackets or quotation marks (`Jane (Jan) Smith`).
pub(super) fn is_between_names(text: &str, word: &Word) -> bool {
    let is_capital = |at: &str| at.chars().next().is_some_and(char::is_uppercase);
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\n' | '-');
    let opens = |c: char| matches!(c, '(' | '[' | '"' | '\'' | '\u{201c}' | '\u{2018}');
    let closes = |c: char| matches!(c, ')' | ']' | '"' | '\'' | '\u{201d}' | '\u{2019}');
    let (before, behind) = (&text[..word.start], &text[word.end..]);
    let before = before.strip_suffix(opens).unwrap_or(before).strip_suffix(blank);
    let behind = behind.strip_prefix(closes).unwrap_or(behind).strip_prefix(blank);
    let behind = behind.map(|behind| behind.strip_prefix(opens).unwrap_or(behind));
    is_capital(&text[word.start..])
        && before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
        && behind.is_some_and(is_capital)
}

/// Whether what stands between the words of a window and the next one is more than a name has between its words; tags and `passed`
/// bytes are nothing.
pub(super) fn are_apart(text: &str, window: &[Word], word: &Word, passed: usize) -> bool {
    const WIDEST: usize = 14;
    let (Some(first), Some(last)) = (window.first(), window.last()) else { return false };
    let between = &text[last.end..word.start];
    if between.matches('\n').count() > 1 {
        // Cells, terms, items, lines of a form: whoever reads one after the other, with nothing else in them, reads a name.
        let is_light = |c: char| {
            c.is_whitespace() || c.is_alphabetic() || matches!(c, ':' | '|' | '(' | ')' | '*' | ',')
        };
        let weight = between.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        return weight > WIDEST + passed
            || !between.chars().all(is_light)
            || !begins_line(text, first.start)
            || !ends_line(text, word.end);
    }
    between.len() > WIDEST + passed && visible(between).map(str::len).sum::<usize>() > WIDEST + passed
}

/// What a reader sees of some text with tags.
pub(super) fn visible(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text))
}

/// Whether nothing but labels stands before a byte in its line.
fn begins_line(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    Words::new(line).all(|word| is_label(word.normal()))
}

/// Whether at most one more word, which may be of the same name, stands behind a byte in its line.
fn ends_line(text: &str, at: usize) -> bool {
    let line = text[at..].split('\n').next().unwrap_or_default();
    line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() <= 1
}
