//! Phrases that begin where a word begins, found in one pass over a text.
//!
//! Nearly no word of a text begins such a phrase, and its first three bytes tell: each word is asked once for these, and
//! no other byte is looked at twice. An automaton takes several steps for every byte.

use std::cmp::Reverse;
use std::ops::Range;

/// How many bytes a word is asked for first.
const LEAD: usize = 3;
/// Bits of each that are asked for: small and large letters have the same ones.
const BITS: usize = 5;

/// A list of phrases, found whatever the case of their ASCII letters.
#[derive(Debug)]
pub struct Lexicon {
    phrases: Vec<String>,
    /// One bit for each lead that a phrase has.
    leads: Box<[u64]>,
    /// Where each lead is in `by_lead`.
    index: Box<[u16]>,
    by_lead: Vec<Group>,
}

/// Phrases with one lead.
#[derive(Debug, Default)]
struct Group {
    /// One bit for each byte that may stand behind the lead, as far as small and large letters tell it: most words that begin like a
    /// phrase go on otherwise.
    behind: u32,
    /// The numbers of the phrases, the longest first.
    numbers: Vec<usize>,
}

impl Lexicon {
    /// A list of phrases, each of at least three bytes and with an ASCII letter or digit for its first; another one is
    /// never found.
    pub fn new<P: Into<String>>(phrases: impl IntoIterator<Item = P>) -> Self {
        let phrases: Vec<String> =
            phrases.into_iter().map(|phrase| phrase.into().to_ascii_lowercase()).collect();
        let mut leads = vec![0; (1 << (LEAD * BITS)) / 64].into_boxed_slice();
        let mut index = vec![0; 1 << (LEAD * BITS)].into_boxed_slice();
        let mut by_lead: Vec<Group> = Vec::new();
        for (number, phrase) in phrases.iter().enumerate() {
            if let Some(lead) = phrase.as_bytes().first_chunk().copied().map(lead) {
                let bit = &mut leads[usize::from(lead >> 6)];
                if *bit >> (lead & 63) & 1 == 0 {
                    *bit |= 1 << (lead & 63);
                    index[usize::from(lead)] = u16::try_from(by_lead.len()).unwrap_or_default();
                    by_lead.push(Group::default());
                }
                let group: &mut Group = &mut by_lead[usize::from(index[usize::from(lead)])];
                group.behind |= phrase.as_bytes().get(LEAD).map_or(u32::MAX, |byte| 1 << (byte & 0x1F));
                group.numbers.push(number);
            }
        }
        for group in &mut by_lead {
            group.numbers.sort_by_key(|number| Reverse(phrases[*number].len()));
        }
        Self { phrases, leads, index, by_lead }
    }

    /// The phrases of a text in its order, each by its number and with its bytes: at one place the longest that `ends` lets
    /// end at a byte. None begins within another.
    pub fn find<'t>(
        &'t self,
        text: &'t str,
        ends: impl Fn(usize) -> bool + 't,
    ) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
        let bytes = text.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                at = next_start(bytes, at)?;
                if let Some(number) = self.phrase_at(bytes, at, &ends) {
                    let range = at..at + self.phrases[number].len();
                    at = range.end;
                    return Some((number, range));
                }
                at += 1;
            }
        })
    }

    #[inline]
    fn phrase_at(&self, bytes: &[u8], at: usize, ends: impl Fn(usize) -> bool) -> Option<usize> {
        let lead = lead(*bytes[at..].first_chunk()?);
        if self.leads[usize::from(lead >> 6)] >> (lead & 63) & 1 == 0 {
            return None;
        }
        let group = &self.by_lead[usize::from(self.index[usize::from(lead)])];
        let behind = bytes.get(at + LEAD).map_or(0, |byte| byte & 0x1F);
        if group.behind >> behind & 1 == 0 {
            return None;
        }
        let is_here = |number: &usize| {
            let phrase = self.phrases[*number].as_bytes();
            // Most differ at once: `in the` begins many sentences, and four phrases.
            let is_same = |written: &[u8]| {
                written.iter().zip(phrase).skip(LEAD).all(|(one, other)| one.to_ascii_lowercase() == *other)
                    && written[..LEAD].eq_ignore_ascii_case(&phrase[..LEAD])
            };
            bytes.get(at..at + phrase.len()).is_some_and(is_same) && ends(at + phrase.len())
        };
        group.numbers.iter().copied().find(is_here)
    }
}

/// What the first bytes of a phrase have in common with those of a word that begins like it, whatever the case.
#[inline]
fn lead(bytes: [u8; LEAD]) -> u16 {
    bytes.iter().fold(0, |lead, byte| lead << BITS | u16::from(byte & 0x1F))
}

/// The first byte from one on at which a word begins.
#[inline]
fn next_start(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    if at > 0 && is_of_word(bytes[at - 1]) {
        at += bytes[at..].iter().position(|byte| !is_of_word(*byte))?;
    }
    at += bytes[at..].iter().position(|byte| is_of_word(*byte))?;
    Some(at)
}

#[inline]
const fn is_of_word(byte: u8) -> bool {
    const OF_WORDS: [bool; 256] = {
        let mut of_words = [false; 256];
        let mut at: u8 = 0;
        while at < 128 {
            of_words[at as usize] = at.is_ascii_alphanumeric();
            at += 1;
        }
        of_words
    };
    OF_WORDS[byte as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_words_begin() {
        let lexicon = Lexicon::new(["twin", "twins", "from iran", "3 sons", "aged ", "year-old"]);
        let found = |text: &'static str| -> Vec<&str> {
            let is_letter = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
            let ends = move |at: usize| text[..at].ends_with(' ') || !is_letter(at);
            lexicon.find(text, ends).map(|(_, range)| &text[range]).collect()
        };
        assert_eq!(found("Twins from Iran, 3 SONS and a twin"), ["Twins", "from Iran", "3 SONS", "twin"]);
        assert_eq!(found("a 5-year-old aged 5 twin"), ["year-old", "aged ", "twin"]);
        assert_eq!(found("éntwined, untwin, twinset, 13 sons, managed x, twi"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn what_ends_wrongly_gives_way_to_what_is_shorter() {
        let lexicon = Lexicon::new(["by the sea", "by the"]);
        let text = "by the seaside by the sea";
        let ends = |at: usize| text.as_bytes().get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let found: Vec<_> = lexicon.find(text, ends).collect();
        assert_eq!(found, [(1, 0..6), (0, 15..25)]);
    }
}
