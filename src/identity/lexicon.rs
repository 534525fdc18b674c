//! Phrases that begin where a word begins, found in one pass over a text.
//!
//! Nearly no word of a text begins such a phrase, and its first four bytes tell: each word is asked once for these, and
//! no other byte is looked at twice. An automaton takes several steps for every byte. Where the words begin is found once for all lists.

use std::cmp::Reverse;
use std::ops::Range;

use super::word_starts::{LEAD, PLACES, WordStarts, lead_at, place_of};

/// Shortest phrase that is found.
const SHORTEST: usize = 3;

/// A list of phrases, found whatever the case of their ASCII letters.
#[derive(Debug)]
pub struct Lexicon {
    phrases: Vec<String>,
    /// One bit for each place at which there is a lead.
    leads: Box<[u64]>,
    /// Which of `by_place` has the phrases of each place.
    index: Box<[u16]>,
    /// The numbers of the phrases of a place, the longest first.
    by_place: Vec<Vec<usize>>,
}

impl Lexicon {
    /// A list of phrases, each of at least three bytes and with an ASCII letter or digit for its first; another one is
    /// never found.
    pub fn new<P: Into<String>>(phrases: impl IntoIterator<Item = P>) -> Self {
        let phrases = phrases.into_iter().map(|phrase| phrase.into().to_ascii_lowercase()).collect();
        let mut lexicon = Self {
            phrases,
            leads: vec![0; (1 << PLACES) / 64].into_boxed_slice(),
            index: vec![0; 1 << PLACES].into_boxed_slice(),
            by_place: Vec::new(),
        };
        for number in 0..lexicon.phrases.len() {
            let bytes = lexicon.phrases[number].as_bytes();
            if bytes.len() < SHORTEST {
                continue;
            }
            let lead = lead_at(bytes, 0);
            // Behind one that is shorter than a lead anything may stand.
            let behind = if bytes.len() < LEAD { 0..32 } else { 0..1 };
            for byte in behind {
                lexicon.put(usize::from(place_of(lead | byte << (8 * SHORTEST))), number);
            }
        }
        let Self { phrases, by_place, .. } = &mut lexicon;
        for numbers in by_place {
            numbers.sort_by_key(|number| Reverse(phrases[*number].len()));
        }
        lexicon
    }

    fn put(&mut self, place: usize, number: usize) {
        let bit = 1 << (place % 64);
        if self.leads[place / 64] & bit == 0 {
            self.leads[place / 64] |= bit;
            self.index[place] = u16::try_from(self.by_place.len()).unwrap_or_default();
            self.by_place.push(Vec::new());
        }
        self.by_place[usize::from(self.index[place])].push(number);
    }

    /// The phrases of a text in its order, each by its number and with its bytes: at one place the longest that `ends` lets
    /// end at a byte. None begins within another.
    pub fn find(
        &self,
        text: &str,
        starts: &WordStarts,
        ends: impl Fn(usize) -> bool,
    ) -> Vec<(usize, Range<usize>)> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut done = 0;
        starts.each_with_place().for_each(|(at, place)| {
            if self.leads[place / 64] >> (place % 64) & 1 == 0 || at < done {
                return;
            }
            if let Some(number) = self.phrase_at(bytes, at, place, &ends) {
                done = at + self.phrases[number].len();
                found.push((number, at..done));
            }
        });
        found
    }

    fn phrase_at(
        &self,
        bytes: &[u8],
        at: usize,
        place: usize,
        ends: &impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let is_here = |number: &usize| {
            let phrase = self.phrases[*number].as_bytes();
            // What begins alike is told apart soonest at its end: `in the` begins many sentences, and four phrases.
            let is_same = |written: &[u8]| {
                written.iter().zip(phrase).rev().all(|(one, other)| one.to_ascii_lowercase() == *other)
            };
            bytes.get(at..at + phrase.len()).is_some_and(is_same) && ends(at + phrase.len())
        };
        self.by_place[usize::from(self.index[place])].iter().copied().find(is_here)
    }
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
            lexicon
                .find(text, &WordStarts::of(text), ends)
                .into_iter()
                .map(|(_, range)| &text[range])
                .collect()
        };
        assert_eq!(found("Twins from Iran, 3 SONS and a twin"), ["Twins", "from Iran", "3 SONS", "twin"]);
        assert_eq!(found("a 5-year-old aged 5 twin"), ["year-old", "aged ", "twin"]);
        assert_eq!(found("éntwined, untwin, twinset, 13 sons, managed x, twi"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
        assert_eq!(found("TWI twin"), ["twin"]);
    }

    #[test]
    fn what_ends_wrongly_gives_way_to_what_is_shorter() {
        let lexicon = Lexicon::new(["by the sea", "by the"]);
        let text = "by the seaside by the sea";
        let ends = |at: usize| text.as_bytes().get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        assert_eq!(lexicon.find(text, &WordStarts::of(text), ends), [(1, 0..6), (0, 15..25)]);
    }
}
