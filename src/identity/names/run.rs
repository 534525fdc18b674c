//! Words with capitals that stand together.

use std::ops::Range;

use crate::identity::given_names::given;
use crate::identity::places::{Noun, noun};
use crate::identity::text::{is_possessive, without_possessive};

use super::name_words::is_title;

/// Words with capitals that stand together.
const MOST: usize = 8;

/// The words of a run, and the byte where it ends.
#[derive(Debug)]
pub(in crate::identity) struct Run {
    pub(super) words: Vec<Range<usize>>,
    pub(in crate::identity) end: usize,
}

impl Run {
    /// Reads words with capitals from the first of them; `of`, `the` and the like may join them.
    pub(in crate::identity) fn read(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut run = Self { words: Vec::with_capacity(4), end: start };
        let mut at = start;
        while run.words.len() < MOST {
            let end = word_end(text, at);
            if end == at {
                break;
            }
            run.words.push(at..end);
            run.end = end;
            let mut next = end;
            if bytes.get(next) == Some(&b'.')
                && end - at <= 4
                && bytes.get(next + 1) == Some(&b' ')
                && is_shortened(&text[at..end])
            {
                next += 1;
            }
            next += collar_number(&text[at..end], &bytes[next..]);
            let gap = match bytes.get(next..) {
                Some([b' ', b' ', ..]) => 0,
                // `From: Example`, and in the next line `To: ...`
                Some([b'\n', ..]) if bytes.get(word_end(text, next + 1)) == Some(&b':') => 0,
                Some([b' ' | b'\n', ..]) => 1,
                Some([0xC2, 0xA0, ..]) => 2,
                _ => 0,
            };
            if gap == 0 || is_possessive(&text[at..end]) && !run.goes_on(text, next + gap) {
                break;
            }
            at = next + gap;
            if !is_capital(text, at) {
                break;
            }
        }
        run
    }

    /// Whether a possessive is a part of a name of a place: `St Mary's School`, `Tanner's Row`, `Mill Children's Centre`.
    fn goes_on(&self, text: &str, next: usize) -> bool {
        let first = self.word(text, 0);
        let last = self.word(text, self.words.len() - 1);
        let follows = &text[next..word_end(text, next)];
        (self.words.len() > 1 && matches!(first, "St" | "Saint" | "Our"))
            || (matches!(last, "Children" | "Women") && matches!(follows, "Centre" | "Home" | "House"))
            || (self.words.len() == 1
                && given(last).is_none()
                && matches!(
                    noun(follows),
                    Some(Noun::Street | Noun::WeakStreet | Noun::RareStreet | Noun::Named)
                ))
    }

    pub(super) fn word<'t>(&self, text: &'t str, at: usize) -> &'t str {
        self.words.get(at).map_or("", |range| without_possessive(&text[range.clone()]))
    }
}

/// How many bytes the number of a police officer takes up behind the rank: `PC 4471 Example`.
fn collar_number(rank: &str, behind: &[u8]) -> usize {
    if !matches!(rank, "PC" | "WPC" | "PS" | "DC" | "PCSO" | "Constable") || behind.first() != Some(&b' ') {
        return 0;
    }
    let digits = behind[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if (2..=5).contains(&digits) { 1 + digits } else { 0 }
}

fn is_shortened(word: &str) -> bool {
    word.len() == 1 || is_title(word) || word == "St"
}

pub(super) fn is_capital(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase),
        None => false,
    }
}

pub(super) fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    for c in text[start..].chars() {
        let is_inner = matches!(c, '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}')
            && text[end + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic);
        if !(c.is_alphabetic() || is_inner) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// The word that stands one blank behind a byte; nothing where none does.
pub(super) fn word_behind(text: &str, end: usize) -> &str {
    text[end..].strip_prefix(' ').map_or("", |rest| &rest[..word_end(rest, 0)])
}
