//! Letters that look like those of our alphabet: of other alphabets, and in the styles that mathematics, forms of full width and
//! decorated texts have. Sealed names, labels and numbers are all read by this one table.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use crate::source::{boundary_before, boundary_behind};

/// The last letter of those of Latin, which look like ours because they are.
const LATIN: char = '\u{24f}';

/// The letter of ASCII that another one looks like, large or small as it is: `D` of `𝐃`, `d` of `ⓓ`, `O` of the Cyrillic `О`.
pub(super) fn letter(c: char) -> Option<u8> {
    let of_alphabet = || {
        let small = look_alike(c)?;
        Some(if c.is_uppercase() { small.to_ascii_uppercase() } else { small })
    };
    if c.is_ascii() { None } else { styled(c).or_else(of_alphabet) }
}

/// How a letter of another alphabet, or a small capital, is read that looks like one of ours.
const fn look_alike(c: char) -> Option<u8> {
    Some(match c {
        'ԁ' | 'ᴅ' => b'd',
        'ʟ' | 'ӏ' => b'l',
        'а' | 'А' | 'Α' | 'α' | 'ᴀ' => b'a',
        'В' | 'Β' | 'ʙ' => b'b',
        'с' | 'С' | 'ᴄ' => b'c',
        'е' | 'Е' | 'Ε' | 'ε' | 'ᴇ' => b'e',
        'ꜰ' => b'f',
        'ɡ' | 'ɢ' => b'g',
        'Н' | 'Η' | 'һ' | 'ʜ' => b'h',
        'ı' | 'і' | 'І' | 'Ι' | 'ι' | 'ɪ' => b'i',
        'ј' | 'Ј' | 'ᴊ' => b'j',
        'К' | 'к' | 'Κ' | 'κ' | 'ᴋ' => b'k',
        'М' | 'Μ' | 'ᴍ' => b'm',
        'Ν' | 'ɴ' => b'n',
        'о' | 'О' | 'Ο' | 'ο' | 'ᴏ' => b'o',
        'р' | 'Р' | 'Ρ' | 'ρ' | 'ᴘ' => b'p',
        'ʀ' => b'r',
        'ѕ' | 'Ѕ' | 'ꜱ' => b's',
        'Т' | 'Τ' | 'τ' | 'ᴛ' => b't',
        'υ' | 'ᴜ' => b'u',
        'ν' | 'ᴠ' => b'v',
        'ԝ' | 'ᴡ' => b'w',
        'х' | 'Х' | 'Χ' | 'χ' => b'x',
        'у' | 'У' | 'Υ' | 'ʏ' => b'y',
        'Ζ' | 'ᴢ' => b'z',
        _ => return None,
    })
}

/// The letter that one in another style stands for: `𝐃`, `Ⓓ`, `Ｄ`, `🄳`.
fn styled(c: char) -> Option<u8> {
    /// Where the letters begin that stand in a square, in a filled circle and in a filled square.
    const FRAMED: [u32; 3] = [0x1F130, 0x1F150, 0x1F170];
    let number = u32::from(c);
    match number {
        // Letters as symbols, in circles, of full width, and of mathematics: what each is made of is known.
        0x2100..=0x214F | 0x24B6..=0x24E9 | 0xFF21..=0xFF5A | 0x1_D400..=0x1_D7CB => {
            let mut letters = c.nfkd();
            let letter = letters.next().and_then(|letter| u8::try_from(letter).ok());
            letter.filter(|letter| letter.is_ascii_alphabetic() && letters.next().is_none())
        }
        0x1_F130..=0x1_F189 => {
            let place = FRAMED.iter().map(|first| number.wrapping_sub(*first)).find(|place| *place < 26)?;
            u8::try_from(place).ok().map(|place| b'A' + place)
        }
        _ => None,
    }
}

/// How far the letters of a word are read as those of ASCII.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Where the word ends of which it was asked last.
    end: usize,
    /// Whether its letters are read so.
    is_read: bool,
}

impl Reading {
    /// The letter of ASCII that the character at a byte of a text is read as; the text is asked about from its beginning to its end.
    ///
    /// Letters of other styles always are. Those of other alphabets are where every letter of their word looks like one of ours, and where
    /// one is ours or nothing around is written in that alphabet: `DОB`, `ΝΗЅ`, but no word of a Greek sentence.
    pub(super) fn letter(&mut self, text: &str, at: usize, c: char) -> Option<u8> {
        let of_style = styled(c);
        if of_style.is_some() || c <= LATIN {
            return of_style;
        }
        if at >= self.end && c.is_alphabetic() {
            (self.end, self.is_read) = word_from(text, at);
        }
        letter(c).filter(|_| self.is_read && at < self.end)
    }
}

/// Where a word ends of which a letter stands at a byte, the first one that is none of Latin, and whether it is read in our letters.
fn word_from(text: &str, at: usize) -> (usize, bool) {
    let is_latin = |c: char| c <= LATIN && c.is_alphabetic();
    let letters = || text[at..].chars().take_while(|c| c.is_alphabetic());
    let end = at + letters().map(char::len_utf8).sum::<usize>();
    let looks_like_ours = letters().all(|c| c <= LATIN || letter(c).is_some());
    let has_ours = || text[..at].ends_with(is_latin) || letters().any(is_latin);
    (end, looks_like_ours && (has_ours() || !is_among_others(text, &(at..end))))
}

/// Whether letters of another alphabet stand near a word, which look like none of ours.
fn is_among_others(text: &str, word: &Range<usize>) -> bool {
    const NEAR: usize = 32;
    let is_other = |c: char| {
        matches!(c, '\u{370}'..='\u{52f}' | '\u{1f00}'..='\u{1fff}')
            && c.is_alphabetic()
            && letter(c).is_none()
    };
    let from = boundary_behind(text, word.start.saturating_sub(NEAR));
    let to = boundary_before(text, word.end.saturating_add(NEAR));
    text[from..word.start].contains(is_other) || text[word.end..to].contains(is_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut reading = Reading::default();
        let letters = text.char_indices().map(|(at, c)| reading.letter(text, at, c).map_or(c, char::from));
        letters.collect()
    }

    #[test]
    fn letters_that_look_like_ours_are_read_as_ours() {
        for (written, ours) in [
            ("ＤＯＢ", "DOB"),
            ("𝐃𝐎𝐁 𝗗𝗢𝗕 𝔻𝕆𝔹 𝒟𝒪ℬ 𝙳𝙾𝙱", "DOB DOB DOB DOB DOB"),
            ("Ⓓⓞⓑ 🄳🄾🄱 🅓🅞🅑 🅳🅾🅱", "Dob DOB DOB DOB"),
            ("ᴅᴏʙ", "dob"),
            ("DОB and DΟВ", "DOB and DOB"),
            ("ΝΗЅ", "NHS"),
            ("Dаtе оf birth", "Date of birth"),
            ("АВ123456С", "AB123456C"),
            ("Zоë", "Zoë"),
        ] {
            assert_eq!(read(written), ours);
        }
    }

    #[test]
    fn what_is_written_in_another_alphabet_stays() {
        for text in [
            "Ребёнок не был дома, а мать спала.",
            "Το παιδί και η μητέρα του.",
            "Łukasz, Ŵyn, Işıl",
            "Cronbach’s α and β",
            "℃ ™ Å",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn a_word_may_be_as_long_as_a_text() {
        let long = "о".repeat(1 << 20);
        assert_eq!(read(&long).len(), 1 << 20);
        assert_eq!(read(&format!("{long}ж")).len(), (1 << 21) + 2);
    }
}
