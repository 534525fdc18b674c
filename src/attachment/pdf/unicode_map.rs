//! What a font says its letters are: its `/ToUnicode`, read as far as it can be understood.
//!
//! Programs that read a PDF take any list of letters that they find in such a map, whether or not what stands around it is whole.
//! So nothing is asked of it here but the lists.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::letters::spelled;
use crate::attachment::reading::{Reading, Step};

/// Most letters that one code stands for: more is no writing.
const LETTERS: usize = 64;

/// Most lengths of codes that a map may tell; real ones have five at most.
const SPACES: usize = 32;

/// What one entry of a map costs: it takes a hundred bytes of memory.
const STEPS: u64 = 8;

/// What the codes of a font stand for.
#[derive(Debug, Default)]
pub(super) struct UnicodeMap {
    /// Ranges of codes by their first one; no two overlap.
    ranges: BTreeMap<u32, Range>,
    /// Which codes there are: the lowest and highest bytes of each length.
    spaces: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Codes that stand for letters which follow each other.
#[derive(Debug, Clone)]
struct Range {
    last: u32,
    /// The code that stands for the letters as they are; each one behind it for letters that are one further.
    base: u32,
    units: Rc<[u16]>,
}

/// A word of a map.
#[derive(Debug, PartialEq, Eq)]
enum Word<'m> {
    /// The digits of a number in angle brackets.
    Code(&'m [u8]),
    Open,
    Close,
    Other(&'m [u8]),
}

/// Which list of a map is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    None,
    Spaces,
    Letters,
    Ranges,
}

impl UnicodeMap {
    /// Reads a map.
    pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step<Self> {
        let mut map = Self::default();
        let mut list = List::None;
        // The codes of an entry that were read so far; within a list of letters, the code of the next one.
        let mut codes: Vec<&[u8]> = Vec::new();
        let mut next: Option<u32> = None;
        let mut rest = bytes;
        while let Some(word) = next_word(&mut rest) {
            reading.step()?;
            match (word, list) {
                (Word::Other(word), _) if list_of(word).is_some() => {
                    list = list_of(word).unwrap_or(List::None);
                    (codes, next) = (Vec::new(), None);
                }
                (Word::Open, List::Ranges) => next = codes.first().and_then(|first| number(first)),
                (Word::Close, _) => (codes, next) = (Vec::new(), None),
                (Word::Code(letters), List::Ranges) if next.is_some() => {
                    reading.steps(STEPS)?;
                    let at = next.unwrap_or_default();
                    map.put(at, at, units(letters));
                    next = at.checked_add(1);
                }
                (Word::Code(code), List::Spaces | List::Letters | List::Ranges) => {
                    codes.push(code);
                    reading.steps(STEPS)?;
                    map.entry(list, &mut codes, None);
                }
                // Maps of the codes of a font to the numbers of its letters are used as this kind as well.
                (Word::Other(word), List::Letters | List::Ranges) => {
                    let letter = std::str::from_utf8(word).ok().and_then(|word| word.parse::<u16>().ok());
                    map.entry(list, &mut codes, letter);
                }
                _ => {}
            }
        }
        Ok(map)
    }

    /// Takes an entry once it is whole.
    fn entry(&mut self, kind: List, codes: &mut Vec<&[u8]>, letter: Option<u16>) {
        match (kind, &**codes, letter) {
            (List::Spaces, [low, high], _) => {
                if self.spaces.len() < SPACES {
                    self.spaces.push((bytes_of(low), bytes_of(high)));
                }
            }
            (List::Letters, [code, letters], _) => {
                if let Some(code) = number(code) {
                    self.put(code, code, units(letters));
                }
            }
            (List::Letters, [code], Some(letter)) => {
                if let Some(code) = number(code) {
                    self.put(code, code, vec![letter]);
                }
            }
            (List::Ranges, [first, last, letters], _) => {
                if let (Some(first), Some(last)) = (number(first), number(last)) {
                    self.put(first, last, units(letters));
                }
            }
            (List::Ranges, [first, last], Some(letter)) => {
                if let (Some(first), Some(last)) = (number(first), number(last)) {
                    self.put(first, last, vec![letter]);
                }
            }
            _ => return,
        }
        codes.clear();
    }

    /// Lets codes stand for letters, whatever they stood for before.
    fn put(&mut self, first: u32, last: u32, units: Vec<u16>) {
        if first > last {
            return;
        }
        let before = self.ranges.range(..first).next_back().map(|(start, range)| (*start, range.clone()));
        if let Some((start, range)) = before.filter(|(_, range)| range.last >= first) {
            self.ranges.insert(start, Range { last: first - 1, ..range.clone() });
            if range.last > last {
                self.ranges.insert(last + 1, range);
            }
        }
        while let Some((start, range)) = self.ranges.range(first..=last).next().map(|(s, r)| (*s, r.clone()))
        {
            self.ranges.remove(&start);
            if range.last > last {
                self.ranges.insert(last + 1, range);
            }
        }
        self.ranges.insert(first, Range { last, base: first, units: units.into() });
    }

    /// The letters that a code stands for; nothing where the map does not say.
    pub(super) fn letters(&self, code: u32) -> Option<String> {
        let (_, range) = self.ranges.range(..=code).next_back()?;
        if range.last < code {
            return None;
        }
        let mut units = range.units.to_vec();
        if let Some(last) = units.last_mut() {
            let [low, high, ..] = (code - range.base).to_le_bytes();
            *last = last.wrapping_add(u16::from_le_bytes([low, high]));
        }
        Some(spelled(&String::from_utf16_lossy(&units)))
    }

    /// Whether it tells which codes there are.
    pub(super) fn has_spaces(&self) -> bool {
        !self.spaces.is_empty()
    }

    /// How many bytes the code takes with which a text begins; nothing where it begins with none that there is.
    pub(super) fn length(&self, text: &[u8]) -> Option<usize> {
        let is_within = |(low, high): &&(Vec<u8>, Vec<u8>)| {
            low.len() == high.len()
                && text.len() >= low.len()
                && text
                    .iter()
                    .zip(low.iter().zip(high))
                    .all(|(byte, (low, high))| (low..=high).contains(&byte))
        };
        self.spaces.iter().filter(is_within).map(|(low, _)| low.len()).filter(|length| *length > 0).min()
    }
}

/// The list that a word begins, or ends.
fn list_of(word: &[u8]) -> Option<List> {
    match word {
        b"begincodespacerange" => Some(List::Spaces),
        b"beginbfchar" | b"begincidchar" => Some(List::Letters),
        b"beginbfrange" | b"begincidrange" => Some(List::Ranges),
        b"endcodespacerange" | b"endbfchar" | b"endbfrange" | b"endcidchar" | b"endcidrange" | b"endcmap" => {
            Some(List::None)
        }
        _ => None,
    }
}

/// The next word of a map; nothing at its end.
fn next_word<'m>(rest: &mut &'m [u8]) -> Option<Word<'m>> {
    loop {
        let (byte, behind) = rest.split_first()?;
        let upto = |end: u8| memchr::memchr(end, behind).unwrap_or(behind.len());
        let past = |at: usize| behind.get(at + 1..).unwrap_or_default();
        match byte {
            b'<' if behind.first() == Some(&b'<') => *rest = &behind[1..],
            b'<' => {
                let end = upto(b'>');
                *rest = past(end);
                return Some(Word::Code(&behind[..end]));
            }
            b'(' => *rest = past(upto(b')')),
            b'%' => *rest = past(memchr::memchr2(b'\r', b'\n', behind).unwrap_or(behind.len())),
            b'[' | b']' => {
                *rest = behind;
                return Some(if *byte == b'[' { Word::Open } else { Word::Close });
            }
            b'>' | b')' | b'{' | b'}' => *rest = behind,
            byte if byte.is_ascii_whitespace() || *byte == 0 => *rest = behind,
            _ => {
                let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"\0<>()[]{}%/".contains(byte);
                let length = 1 + behind.iter().position(is_end).unwrap_or(behind.len());
                let (word, after) = rest.split_at(length);
                *rest = after;
                return Some(Word::Other(word));
            }
        }
    }
}

fn digits(code: &[u8]) -> impl Iterator<Item = u32> + '_ {
    code.iter().filter_map(|digit| char::from(*digit).to_digit(16))
}

/// The number of a code; nothing if it is none, or longer than any.
fn number(code: &[u8]) -> Option<u32> {
    let significant = digits(code).skip_while(|digit| *digit == 0).count();
    let is_number = digits(code).next().is_some() && significant <= 8;
    is_number.then(|| digits(code).fold(0, |number: u32, digit| number.wrapping_mul(16).wrapping_add(digit)))
}

/// The bytes of a code; none of one that is longer than any.
fn bytes_of(code: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = digits(code).take(9).filter_map(|digit| u8::try_from(digit).ok()).collect();
    if digits.len() > 8 {
        Vec::new()
    } else {
        digits.chunks(2).map(|pair| pair.iter().fold(0, |n, d| n * 16 + d)).collect()
    }
}

/// The letters of an entry, as UTF-16. A number of one byte, or of three digits, is the number of a letter.
fn units(letters: &[u8]) -> Vec<u16> {
    let digits: Vec<u16> =
        digits(letters).take(LETTERS * 4).filter_map(|digit| u16::try_from(digit).ok()).collect();
    digits.chunks(4).map(|unit| unit.iter().fold(0, |number, digit| number * 16 + digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(text: &str) -> UnicodeMap {
        let mut ignore = |_: &crate::attachment::Passage<'_>| {};
        let mut reading = Reading::new(&mut ignore);
        UnicodeMap::read(&mut reading, text.as_bytes()).unwrap()
    }

    #[test]
    fn lists_are_read_whatever_stands_around_them() {
        for (text, read) in [
            ("beginbfchar <01> <005A> <02> <00650070> endbfchar", "Z ep - -"),
            ("12 dict begin\r1 beginbfchar\r<0001><005a>\r<02><5A>", "Z Z - -"),
            ("/Identity-H usecmap 1 beginbfrange <01> <03> <0041> endbfrange end", "A B C -"),
            ("beginbfrange <01> <03> [<0041> <D83DDE00>] <04> <04> <0044>", "A \u{1F600} - D"),
            (
                "% <01> <0041>\nbeginbfchar % more\n<1> <0042> (<03> <0041>) <02> <> endbfchar <03> <0041>",
                "B  - -",
            ),
            ("beginbfrange <00> <FF> <0041> endbfrange beginbfchar <02> <007A> endbfchar", "B z D E"),
            ("beginbfrange <04> <02> <0041> <01> <00000000FFFFFF> <0041> endbfrange", "A B C D"),
            ("begincidrange <01> <02> 90 endcidrange begincidchar <03> 65 endcidchar", "Z [ A -"),
            (
                "beginbfchar <01> <FB03> <02> <FFFFFFFFFF> <FFFFFFFFFF> <0041>",
                "ffi \u{FFFF}\u{FFFF}\u{FF} - -",
            ),
        ] {
            let map = map(text);
            let letters: Vec<String> =
                (1..=4).map(|code| map.letters(code).unwrap_or_else(|| "-".to_owned())).collect();
            assert_eq!(letters.join(" "), read, "{text}");
        }
    }

    #[test]
    fn codes_are_as_long_as_the_map_says() {
        let map = map("begincodespacerange <00> <80> <8140> <9FFC> <E000> <E0> endcodespacerange");
        assert_eq!(map.length(b"\x20\x20"), Some(1));
        assert_eq!(map.length(b"\x81\x41"), Some(2));
        assert_eq!(map.length(b"\x81"), None);
        assert_eq!(map.length(b"\xE0\x00"), None);
        assert!(map.has_spaces());
    }
}
