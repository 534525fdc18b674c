//! Words, byte by byte: where they begin and end, how many syllables they have, and which are short forms.

use std::ops::Range;

/// Splits a block at white space.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, block: Range<usize>) -> Self {
        Self { text, at: block.start, end: block.end }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut start = self.at;
        while start < self.end {
            match space_at(bytes, start) {
                0 => break,
                length => start += length,
            }
        }
        let mut end = start;
        while end < self.end && space_at(bytes, end) == 0 {
            end += 1;
        }
        self.at = end;
        (end > start).then_some(start..end)
    }
}

/// How many bytes of white space stand at an offset: a no-break space has two.
fn space_at(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b' ' | b'\t' | b'\n' | b'\r' => 1,
        0xC2 if bytes.get(at + 1) == Some(&0xA0) => 2,
        _ => 0,
    }
}

/// A token without the marks around it.
pub(super) fn core(text: &str, token: &Range<usize>) -> Range<usize> {
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

/// Syllables of a word, by its vowels: `safeguarding` has four by this count and four on the tongue, and a text of a
/// hundred words comes out within a few of every hundred.
///
/// An address, a path or a name of a program has one: nobody reads it out.
pub(super) fn syllables(word: &[u8]) -> u32 {
    if word.iter().any(|byte| matches!(byte, b'/' | b'@' | b'_' | b':' | b'.' | b'=')) {
        return 1;
    }
    let mut count = 0;
    let mut in_vowels = false;
    for byte in word {
        let is_vowel =
            matches!(byte | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y') && byte.is_ascii_alphabetic();
        count += u32::from(is_vowel && !in_vowels);
        in_vowels = is_vowel;
    }
    let lower = |back: usize| word.len().checked_sub(back).map_or(0, |at| word[at] | 0x20);
    let is_vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let silent = match (lower(3), lower(2), lower(1)) {
        (before, b'l', b'e') => is_vowel(before),
        (_, before, b'e') => !is_vowel(before),
        (before, b'e', b'd') => !matches!(before, b't' | b'd') && !is_vowel(before),
        (before, b'e', b's') => {
            !matches!(before, b's' | b'x' | b'z' | b'c' | b'g' | b'h') && !is_vowel(before)
        }
        _ => false,
    };
    (count - u32::from(silent && count > 1)).max(1)
}

/// The short forms in a word: runs of two to seven capitals that stand for themselves, in the plural as well.
pub(super) fn short_forms(text: &str, word: &Range<usize>, found: &mut Vec<Range<usize>>) {
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
    use super::{Tokens, core, short_forms, syllables};

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
            assert_eq!(syllables(word.as_bytes()), count, "{word}");
        }
    }

    #[test]
    fn words_stand_without_their_marks() {
        let text = "(“Hello”, s.47\u{a0}– “été”)";
        let words: Vec<&str> =
            Tokens::new(text, 0..text.len()).map(|token| &text[core(text, &token)]).collect();
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
            short_forms(word, &(0..word.len()), &mut found);
            assert_eq!(found.into_iter().map(|range| &word[range]).collect::<Vec<_>>(), expected, "{word}");
        }
    }
}
