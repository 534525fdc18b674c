//! Looking around in a text.

use std::ops::{Deref, Range};

use crate::source::{boundary_before, boundary_behind};

/// Furthest that anything looks around, in bytes.
const FURTHEST: usize = 64;

/// A few words of a text in small letters. There are several for each number of a text, so they are kept where they are made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    bytes: [u8; FURTHEST],
    length: usize,
}

impl Near {
    /// A few words; of more than are ever looked at none.
    pub(super) fn of(words: &str) -> Self {
        let mut near = Self { bytes: [0; FURTHEST], length: words.len() };
        if let Some(bytes) = near.bytes.get_mut(..words.len()) {
            bytes.copy_from_slice(words.as_bytes());
            bytes.make_ascii_lowercase();
        } else {
            near.length = 0;
        }
        near
    }
}

impl Deref for Near {
    type Target = str;

    fn deref(&self) -> &str {
        // Whole characters were put in, and small letters are as long as large ones.
        str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// The words right before a byte, at most `reach` bytes of them, in small letters.
pub(super) fn before(text: &str, at: usize, reach: usize) -> Near {
    let from = boundary_behind(text, at.saturating_sub(reach.min(FURTHEST)));
    let line = memchr::memrchr(b'\n', &text.as_bytes()[from..at]).map_or(from, |end| from + end + 1);
    Near::of(&text[line..at])
}

/// The words of a label right before a byte: those of the line before where the line begins here, for lines of a page break
/// anywhere.
pub(super) fn label_before(text: &str, at: usize, reach: usize) -> Near {
    let near = before(text, at, reach);
    if !near.trim().is_empty() {
        return near;
    }
    let lead = text[..at].trim_end_matches([' ', '\t', '\r', '\n']);
    if text[lead.len()..at].matches('\n').count() > 1 {
        return near;
    }
    let above = before(text, lead.len(), reach);
    // The last cell of a row says nothing of the first one of the next.
    if near.contains('\t') && above.contains('\t') { near } else { above }
}

/// Where the line of a byte begins; nothing where that is more than so many bytes before it, for a line may be a megabyte.
pub(super) fn line_start(text: &str, at: usize, most: usize) -> Option<usize> {
    let from = at.saturating_sub(most);
    let line = memchr::memrchr(b'\n', &text.as_bytes()[from..at]).map(|end| from + end + 1);
    line.or_else(|| (from == 0).then_some(0))
}

/// Where the bracket opens that a byte of a line stands in, at most `reach` bytes before it.
pub(super) fn bracket_around(text: &str, at: usize, reach: usize) -> Option<usize> {
    let from = boundary_behind(text, at.saturating_sub(reach));
    let open = from + text[from..at].rfind(['(', ')', '\n'])?;
    text[open..].starts_with('(').then_some(open)
}

/// The words right behind a byte, at most `reach` bytes of them, in small letters.
pub(super) fn after(text: &str, at: usize, reach: usize) -> Near {
    let to = boundary_before(text, at.saturating_add(reach.min(FURTHEST)));
    let line = memchr::memchr(b'\n', &text.as_bytes()[at..to]).map_or(to, |end| at + end);
    Near::of(&text[at..line])
}

/// Phrases that are looked for at the end of a few words.
#[derive(Debug)]
pub(super) struct Phrases {
    all: &'static [&'static str],
    /// One bit for each last byte that a phrase has: dozens are asked for at each number, and nearly none of them ends so.
    ends: u128,
}

/// Words that may stand between a label and what it labels.
const SMALL: [&str; 18] = [
    "s",
    "is",
    "was",
    "no",
    "number",
    "the",
    "of",
    "on",
    "at",
    "nr",
    "ref",
    "reference",
    "are",
    "a",
    "an",
    "in",
    "as",
    "under",
];

impl Phrases {
    /// Phrases in small letters, none of them empty or ending in a sign that is not ASCII.
    pub(super) const fn new(all: &'static [&'static str]) -> Self {
        let mut ends = 0;
        let mut at = 0;
        while at < all.len() {
            let phrase = all[at].as_bytes();
            ends |= 1 << phrase[phrase.len() - 1];
            at += 1;
        }
        Self { all, ends }
    }

    /// The last word of each phrase.
    pub(super) fn last_words(&self) -> impl Iterator<Item = &'static str> {
        self.all.iter().map(|phrase| last_word(phrase))
    }

    /// Whether some words in small letters end in one of the phrases, apart from signs and small words between.
    pub(super) fn end(&self, words: &str) -> bool {
        let mut rest = words;
        loop {
            if self.end_right_at(rest.as_bytes()) {
                return true;
            }
            let bare = without_signs(rest);
            if bare.len() < rest.len() && self.end_right_at(bare.as_bytes()) {
                return true;
            }
            let word = last_word(bare);
            let mut is_small = false;
            for small in SMALL.iter().filter(|small| has_last(small.as_bytes(), word.as_bytes())) {
                let Some(lead) = word.strip_suffix(small) else { continue };
                is_small |= lead.is_empty();
                // `patients`, `hospitalno`
                if !lead.is_empty() && self.end_right_at(&bare.as_bytes()[..bare.len() - small.len()]) {
                    return true;
                }
            }
            if !is_small {
                return false;
            }
            rest = &bare[..bare.len() - word.len()];
        }
    }

    /// Whether one of the phrases ends at the end of some words, and begins a word.
    pub(super) fn end_right_at(&self, words: &[u8]) -> bool {
        self.length_right_at(words).is_some()
    }

    /// The words before one of the phrases that ends at the end of some words, and begins a word.
    pub(super) fn lead_right_at<'w>(&self, words: &'w str) -> Option<&'w str> {
        self.length_right_at(words.as_bytes()).map(|length| &words[..words.len() - length])
    }

    fn length_right_at(&self, words: &[u8]) -> Option<usize> {
        let last = words.last().filter(|last| last.is_ascii())?;
        if self.ends & 1 << last == 0 {
            return None;
        }
        let begins_word = |lead: &[u8]| {
            let lead = str::from_utf8(lead).unwrap_or_default();
            lead.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
        };
        let mut phrases = self.all.iter().filter(|phrase| has_last(phrase.as_bytes(), words));
        phrases
            .find(|phrase| words.strip_suffix(phrase.as_bytes()).is_some_and(begins_word))
            .map(|phrase| phrase.len())
    }
}

/// Whether two words have their last letter in common, which tells most of them apart before they are compared.
fn has_last(one: &[u8], other: &[u8]) -> bool {
    one.last() == other.last()
}

/// Words without the signs behind them.
pub(super) fn without_signs(words: &str) -> &str {
    let signs =
        words.bytes().rev().take_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).count();
    let bare = &words[..words.len() - signs];
    if bare.ends_with(|c: char| c.is_ascii()) {
        bare
    } else {
        bare.trim_end_matches(|c: char| !c.is_alphanumeric())
    }
}

/// The letters and digits at the end of a text; of more than any word has only the last ones, for it is asked at each number of a
/// line.
pub(super) fn last_word(text: &str) -> &str {
    let text = &text[boundary_behind(text, text.len().saturating_sub(FURTHEST))..];
    let length = text.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let lead = &text.as_bytes()[..text.len() - length];
    if lead.last().is_none_or(u8::is_ascii) {
        return &text[lead.len()..];
    }
    text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// The letters and digits that a text has from a byte on.
pub(super) fn word_at(text: &str, at: usize) -> &str {
    let Some(rest) = text.get(at..) else { return "" };
    let end = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    &rest[..end]
}

/// A word as a name is written, with nothing but its first letter large: `Tamsin` for `TAMSIN`.
pub fn as_name(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}

/// A word without its possessive: `Kezia` of `Kezia's`.
pub fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word)
}

/// Whether some words end in a possessive.
pub(super) fn is_possessive(words: &str) -> bool {
    without_possessive(words).len() < words.len()
}

/// Whether the character before and the one behind a range can not belong to the same word or number.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let behind = text[range.end..].chars().next();
    [before, behind].into_iter().flatten().all(|c| !c.is_alphanumeric())
}
