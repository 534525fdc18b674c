//! Words, byte by byte: where they begin and end, how many syllables they have, and which are short forms.

use std::ops::Range;

const SPACE: u8 = 1;
const VOWEL: u8 = 2;
const CAPITAL: u8 = 4;
const WORDY: u8 = 8;
/// The first byte of a no-break space, and of other characters.
const MAYBE_SPACE: u8 = 16;
/// A part of a character of several bytes.
const MANY: u8 = 32;
/// A mark that joins the parts of an address, a path or a name of a program.
const JOINT: u8 = 64;

/// What each byte is to a word, so that one look at it tells all.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b' ' | b'\t' | b'\n' | b'\r' => SPACE,
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => WORDY | VOWEL,
            b'A' | b'E' | b'I' | b'O' | b'U' | b'Y' => WORDY | VOWEL | CAPITAL,
            b'A'..=b'Z' => WORDY | CAPITAL,
            b'a'..=b'z' | b'0'..=b'9' => WORDY,
            0xC2 => MANY | MAYBE_SPACE,
            0x80..=0xFF => MANY,
            b'/' | b'@' | b'_' | b':' | b'.' | b'=' => JOINT,
            _ => 0,
        };
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    classes
};

/// What stands between white space.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// All of it.
    pub(super) token: Range<usize>,
    /// The same without the marks around it.
    pub(super) core: Range<usize>,
    /// Runs of vowels.
    vowels: u32,
    /// Capitals of the first twenty-six letters.
    capitals: u32,
    /// Whether there is a mark in it or at its end that joins parts of an address.
    may_be_address: bool,
}

/// Splits a block at white space.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, block: Range<usize>) -> Self {
        Self { text, at: block.start, end: block.end }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut start = self.at;
        while let length @ 1.. = space_at(bytes, start) {
            start += length;
        }
        let (mut end, mut seen, mut before) = (start, 0, 0);
        let (mut vowels, mut capitals) = (0, 0);
        while let Some(byte) = bytes.get(end) {
            let class = CLASSES[usize::from(*byte)];
            if class & (SPACE | MAYBE_SPACE) != 0 && space_at(bytes, end) > 0 {
                break;
            }
            vowels += u32::from(class & VOWEL & !before != 0);
            capitals += u32::from(class & CAPITAL != 0);
            seen |= class;
            before = class;
            end += 1;
        }
        self.at = end;
        let (first, token) = (CLASSES[usize::from(*bytes.get(start)?)], start..end);
        // Most words have no marks around them.
        let is_bare = seen & MANY == 0 && first & before & WORDY != 0;
        let core = if is_bare { token.clone() } else { core(self.text, &token) };
        Some(Word { token, core, vowels, capitals, may_be_address: seen & JOINT != 0 })
    }
}

impl Word {
    /// Syllables by the vowels: `safeguarding` has four by this count and four on the tongue, and a text of a hundred
    /// words comes out within a few of every hundred.
    ///
    /// An address, a path or a name of a program has one: nobody reads it out.
    pub(super) fn syllables(&self, text: &str) -> u32 {
        let word = &text.as_bytes()[self.core.clone()];
        if self.may_be_address && word.iter().any(|byte| CLASSES[usize::from(*byte)] & JOINT != 0) {
            return 1;
        }
        let ends_silently = self.vowels > 1 && ends_silently(word);
        (self.vowels - u32::from(ends_silently)).max(1)
    }

    /// Adds the short forms in it.
    pub(super) fn short_forms(&self, text: &str, found: &mut Vec<Range<usize>>) {
        if self.capitals > 1 {
            short_forms(text, &self.core, found);
        }
    }
}

/// How many bytes of white space stand at an offset: a no-break space has two.
fn space_at(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b' ' | b'\t' | b'\n' | b'\r') => 1,
        Some(0xC2) if bytes.get(at + 1) == Some(&0xA0) => 2,
        _ => 0,
    }
}

/// A token without the marks around it.
fn core(text: &str, token: &Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let (mut start, mut end) = (token.start, token.end);
    while start < end && !is_wordy(bytes[start]) {
        start += 1;
    }
    while end > start && !is_wordy(bytes[end - 1]) {
        end -= 1;
    }
    if bytes[start..end].is_ascii() { start..end } else { core_of_characters(text, token) }
}

/// The same where marks may have several bytes.
fn core_of_characters(text: &str, token: &Range<usize>) -> Range<usize> {
    let word = &text[token.clone()];
    let trimmed = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = token.end - trimmed.len();
    start..start + trimmed.trim_end_matches(|c: char| !c.is_alphanumeric()).len()
}

fn is_wordy(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Whether the last vowel of a word is written and not said, as in `home` and `asked`, but not in `houses`.
fn ends_silently(word: &[u8]) -> bool {
    let lower = |back: usize| word.len().checked_sub(back).map_or(0, |at| word[at] | 0x20);
    let is_vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    match (lower(3), lower(2), lower(1)) {
        (before, b'l', b'e') => is_vowel(before),
        (_, before, b'e') => !is_vowel(before),
        (before, b'e', b'd') => !matches!(before, b't' | b'd') && !is_vowel(before),
        (before, b'e', b's') => {
            !matches!(before, b's' | b'x' | b'z' | b'c' | b'g' | b'h') && !is_vowel(before)
        }
        _ => false,
    }
}

/// The short forms in a word: runs of two to seven capitals that stand for themselves, in the plural as well.
fn short_forms(text: &str, word: &Range<usize>, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let mut at = word.start;
    while at < word.end {
        if !bytes[at].is_ascii_uppercase() {
            at += 1;
            continue;
        }
        let start = at;
        while at < word.end && bytes[at].is_ascii_uppercase() {
            at += 1;
        }
        let run = start..at;
        let next = |at: usize| if at < word.end { bytes[at] } else { b' ' };
        let plural = usize::from(next(at) == b's');
        let joined =
            |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'&' | b'_' | b'.');
        let before = if start > word.start { bytes[start - 1] } else { b' ' };
        if (2..=7).contains(&run.len()) && !joined(before) && !joined(next(at + plural)) {
            found.push(run);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn syllables_are_those_on_the_tongue() {
        for (word, count) in [
            ("cat", 1),
            ("safeguarding", 4),
            ("people", 2),
            ("child", 1),
            ("children", 2),
            ("agreed", 2),
            ("asked", 1),
            ("wanted", 2),
            ("homes", 1),
            ("houses", 2),
            ("information", 4),
            ("the", 1),
            ("review", 2),
            ("47", 1),
            ("@example/auto-instrumentation", 1),
            ("www.example.org", 1),
        ] {
            let read = Words::new(word, 0..word.len()).next().unwrap();
            assert_eq!(read.syllables(word), count, "{word}");
        }
    }

    #[test]
    fn words_stand_without_their_marks() {
        let text = "(“Hello”, s.47\u{a0}– “été”)";
        let words: Vec<&str> = Words::new(text, 0..text.len()).map(|word| &text[word.core]).collect();
        assert_eq!(words, ["Hello", "s.47", "", "été"]);
    }

    #[test]
    fn short_forms_are_capitals_that_stand_alone() {
        for (word, expected) in [
            ("LADO", vec!["LADO"]),
            ("IROs", vec!["IRO"]),
            ("SCR/LCSPR", vec!["SCR", "LCSPR"]),
            ("LSCB-led", vec!["LSCB"]),
            ("A&E", vec![]),
            ("R&DE", vec![]),
            ("CO2", vec![]),
            ("PhD", vec![]),
            ("WWW.NHS.UK", vec![]),
            ("I", vec![]),
        ] {
            let mut found = Vec::new();
            Words::new(word, 0..word.len()).for_each(|read| read.short_forms(word, &mut found));
            assert_eq!(found.into_iter().map(|range| &word[range]).collect::<Vec<_>>(), expected, "{word}");
        }
    }
}
