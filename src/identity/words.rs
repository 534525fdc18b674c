//! Words as names are compared by: small letters without accents, whatever stands between, in and around them.
//!
//! What hides a letter from a reader's eye, or writes it in another way, does not hide it here: soft hyphens and letters
//! of no width, entities, percent-encoding, escapes of scripts, tags
//! around some of its letters, and the end of a line at a hyphen.

use unicode_normalization::UnicodeNormalization as _;

use super::look_alikes::letter;
use crate::source::is_inline_element;

/// Longest word that is compared, in bytes of its normal form; what is longer is no name and no joined one.
pub(super) const LONGEST: usize = 48;

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Its first byte in the text.
    pub(super) start: usize,
    /// The byte after its last one.
    pub(super) end: usize,
    /// Its normal form, zeros behind it.
    bytes: [u8; LONGEST],
    length: usize,
}

impl Word {
    /// Its normal form.
    pub(super) fn normal(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Its normal form in whole words of eight bytes, zeros behind it.
    pub(super) fn blocks(&self) -> impl Iterator<Item = u64> {
        self.bytes[..self.length.next_multiple_of(8)].chunks_exact(8).map(|chunk| {
            let mut block = [0; 8];
            block.copy_from_slice(chunk);
            u64::from_le_bytes(block)
        })
    }

    /// The same word of a text of which the one that it was read in begins at a byte.
    pub(super) fn behind(mut self, at: usize) -> Self {
        self.start += at;
        self.end += at;
        self
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        } else {
            // Nothing that is longer is ever looked up: it must not be taken for its beginning.
            self.length = LONGEST + 1;
        }
    }
}

/// What a byte is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Letter,
    Apostrophe,
    /// Emphasis within a word, as in `Ja**ne**`, or what is not shown.
    Mark,
    /// A hyphen, at which a word may be broken over two lines.
    Hyphen,
    /// A tag may begin here.
    Tag,
    /// An escape may begin here.
    Escape,
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut at = 0;
    while at < 256 {
        classes[at] = match at {
            0x61..=0x7A | 0x41..=0x5A => Class::Letter,
            0x27 | 0x60 => Class::Apostrophe,
            0x2A | 0x7E | 0x01..=0x08 | 0x0E..=0x1F | 0x7F => Class::Mark,
            0x2D => Class::Hyphen,
            0x3C => Class::Tag,
            0x25 | 0x26 | 0x5C => Class::Escape,
            0x80.. => Class::Wide,
            _ => Class::Other,
        };
        at += 1;
    }
    classes
};

/// The words of a text.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    /// Whether a backslash parts words.
    are_paths: bool,
}

impl<'a> Words<'a> {
    /// The words of a text in which a backslash hides nothing, as before a sign in Markdown: `Jane O\'Example`.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, are_paths: false }
    }

    /// The words of a text in which a backslash parts words, as the names of folders: `S:\Cases\Jane Example`.
    pub(super) fn of_paths(text: &'a str) -> Self {
        Self { text, at: 0, are_paths: true }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        let mut word = Word { start: at, end: at, bytes: [0; LONGEST], length: 0 };
        // Where an apostrophe was, in the normal form: what follows may be a possessive.
        let mut apostrophe = None;
        // How many letters a word that is spelt out has so far.
        let mut spelt = 1;
        while let Some(byte) = bytes.get(at) {
            match CLASSES[usize::from(*byte)] {
                Class::Letter => {
                    if word.length == 0 {
                        word.start = at;
                    } else if byte.is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase() {
                        // `JaneSmith`
                        break;
                    }
                    word.push(byte.to_ascii_lowercase());
                    at += 1;
                    word.end = at;
                }
                Class::Other => {
                    at += 1;
                    if word.length > 0 && !(word.length == spelt && is_spelt(bytes, at - 1, &mut spelt)) {
                        break;
                    }
                }
                Class::Apostrophe => {
                    apostrophe = Some(word.length);
                    at += 1;
                }
                Class::Mark => at += 1,
                Class::Hyphen => {
                    let broken =
                        if word.length > 0 { line_break(&bytes[at + 1..], bytes[at - 1]) } else { 0 };
                    at += 1 + broken;
                    let mut is_whole = || word.length != spelt || !is_spelt(bytes, at - 1, &mut spelt);
                    if word.length > 0 && broken == 0 && is_whole() {
                        break;
                    }
                }
                Class::Tag => {
                    let tag = inline_tag(&bytes[at..]);
                    at += tag.max(1);
                    if word.length > 0 && tag == 0 {
                        break;
                    }
                }
                Class::Escape | Class::Wide => {
                    let (c, length) = character(self.text, at);
                    let from = at;
                    at += length;
                    match role(c) {
                        Role::Apostrophe => apostrophe = Some(word.length),
                        Role::Between if word.length > 0 => break,
                        Role::Nothing if self.are_paths && c == '\\' && word.length > 0 => break,
                        Role::Between | Role::Nothing => {
                            if c == '\u{ad}' {
                                at += line_break(&bytes[at..], bytes[from.saturating_sub(1)]);
                            }
                        }
                        Role::Letter => {
                            if word.length == 0 {
                                word.start = from;
                            }
                            push_folded(&mut word, c);
                            word.end = at;
                        }
                    }
                }
            }
        }
        self.at = at;
        if word.length == 0 {
            return None;
        }
        if let Some(before) = apostrophe
            && before > 0
            && word.length == before + 1
            && word.bytes.get(before) == Some(&b's')
        {
            word.bytes[before] = 0;
            word.length = before;
        }
        if word.length > LONGEST {
            word.length = 1;
            word.bytes = [0; LONGEST];
        }
        Some(word)
    }
}

/// Whether a word that is spelt out goes on behind a sign, as in `Q-U-I-L-L` or `Q u i l l`: with the same sign before and behind each
/// letter that stands by itself. Two letters are initials, and three with a blank or a dot between are that too.
fn is_spelt(bytes: &[u8], sign: usize, spelt: &mut usize) -> bool {
    let mark = bytes[sign];
    let more = match mark {
        b'-' => 2,
        b' ' | b'.' => 3,
        _ => return false,
    };
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let is_wordy =
        |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    let is_apart = |at: usize| is_letter(at) && !is_wordy(at + 1);
    // The first letter has to have enough behind it; the others come one by one.
    let is_begun = *spelt > 1
        || (sign < 2 || !is_wordy(sign - 2))
            && (1..more)
                .all(|number| bytes.get(sign + 2 * number) == Some(&mark) && is_apart(sign + 2 * number + 1));
    let goes_on = is_begun && is_apart(sign + 1);
    *spelt += usize::from(goes_on);
    goes_on
}

/// How many bytes a line end and what indents the next line take up, where a word goes on there in small letters, or in capitals behind
/// one; else none.
fn line_break(bytes: &[u8], last: u8) -> usize {
    let end = usize::from(bytes.first() == Some(&b'\r'));
    if bytes.get(end) != Some(&b'\n') {
        return 0;
    }
    let indent = bytes[end + 1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
    let next = end + 1 + indent;
    let goes_on =
        |byte: &u8| byte.is_ascii_lowercase() || last.is_ascii_uppercase() && byte.is_ascii_uppercase();
    if bytes.get(next).is_some_and(goes_on) { next } else { 0 }
}

/// How many bytes a tag takes up that changes how letters look and does not part them; else none.
pub(super) fn inline_tag(bytes: &[u8]) -> usize {
    const LONGEST: usize = 80;
    let from = 1 + usize::from(bytes.get(1) == Some(&b'/'));
    let name = bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let is_inline = bytes.get(from..from + name).is_some_and(is_inline_element);
    let end = bytes.iter().take(LONGEST).position(|byte| *byte == b'>');
    end.filter(|_| is_inline).map_or(0, |end| end + 1)
}

enum Role {
    Letter,
    Apostrophe,
    Between,
    Nothing,
}

fn role(c: char) -> Role {
    match c {
        '\u{ad}'
        | '\u{80}'..='\u{84}'
        | '\u{86}'..='\u{9f}'
        | '\u{61c}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}'
        // Accents and what chooses between shapes.
        | '\u{300}'..='\u{36f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}'
        | '\u{e0100}'..='\u{e01ef}'
        | '\\'
        | '*' => Role::Nothing,
        '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2b9}' | '\u{b4}' | '\u{2032}' | '\u{ff07}' => {
            Role::Apostrophe
        }
        c if c.is_alphabetic() => Role::Letter,
        _ => Role::Between,
    }
}

/// Letters that no decomposition brings to the alphabet.
fn push_folded(word: &mut Word, c: char) {
    let mut buffer = [0; 4];
    for c in c.nfkd() {
        let plain = match c {
            'ß' | 'ẞ' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'ð' | 'Ð' | 'đ' | 'Đ' => "d",
            'þ' | 'Þ' => "th",
            'ł' | 'Ł' => "l",
            'ø' | 'Ø' => "o",
            '\u{300}'..='\u{36f}' => "",
            c => {
                if let Some(letter) = letter(c) {
                    word.push(letter.to_ascii_lowercase());
                    continue;
                }
                for lower in c.to_lowercase() {
                    for byte in lower.encode_utf8(&mut buffer).bytes() {
                        word.push(byte);
                    }
                }
                continue;
            }
        };
        plain.bytes().for_each(|byte| word.push(byte));
    }
}

/// The character at a byte, with how many bytes write it.
fn character(text: &str, at: usize) -> (char, usize) {
    let rest = &text[at..];
    let plain = || {
        let c = rest.chars().next().unwrap_or(' ');
        (c, c.len_utf8())
    };
    match rest.as_bytes()[0] {
        b'%' => percent(rest.as_bytes()).unwrap_or_else(plain),
        b'&' => entity(rest).unwrap_or_else(plain),
        b'\\' => escape(rest).unwrap_or_else(plain),
        _ => plain(),
    }
}

/// `%C3%A9`, and `%25C3%25A9`, which was encoded twice.
fn percent(bytes: &[u8]) -> Option<(char, usize)> {
    let mut end = 0;
    let mut next = || {
        let (byte, length) = percent_byte(&bytes[end..])?;
        end += length;
        Some(byte)
    };
    let mut decoded = [next()?, 0, 0, 0];
    let length = match decoded[0] {
        0x00..=0x7F => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    };
    for place in decoded.iter_mut().take(length).skip(1) {
        *place = next()?;
    }
    let c = std::str::from_utf8(&decoded[..length]).ok()?.chars().next()?;
    Some((c, end))
}

/// The byte of `%C3`, and how many bytes write it.
fn percent_byte(bytes: &[u8]) -> Option<(u8, usize)> {
    let pair = |at: usize| {
        let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        u8::try_from(digit(at)? * 16 + digit(at + 1)?).ok()
    };
    let mut at = bytes.starts_with(b"%").then_some(1)?;
    while bytes[at..].starts_with(b"25") && pair(at + 2).is_some() {
        at += 2;
    }
    Some((pair(at)?, at + 2))
}

/// The character of `&eacute;`, `&#233;`, `&#xe9;`, and how many bytes write it.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    // `&NonBreakingSpace;`
    const MOST: usize = 20;
    if let Some(number) = text.strip_prefix("&#")
        && let Some(read) = unended(number)
    {
        return Some(read);
    }
    let end = text.bytes().take(MOST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let number = name.strip_prefix('#');
    let c = match number.map(|number| (number, number.strip_prefix(['x', 'X']))) {
        Some((_, Some(hex))) => char::from_u32(u32::from_str_radix(hex, 16).ok()?)?,
        Some((number, None)) => char::from_u32(number.parse().ok()?)?,
        None => named(name)?,
    };
    Some((c, end + 1))
}

/// The character of a number without a sign at its end, which browsers take as well, and how many bytes write it.
fn unended(number: &str) -> Option<(char, usize)> {
    let (digits, radix, head) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 3),
        None => (number, 10, 2),
    };
    let length = digits.bytes().take(8).take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let c = char::from_u32(u32::from_str_radix(&digits[..length], radix).ok()?)?;
    (digits.as_bytes().get(length) != Some(&b';')).then_some((c, head + length))
}

/// The entities that editors write into names.
fn named(name: &str) -> Option<char> {
    let letter = name.chars().next()?;
    let accent = match &name[letter.len_utf8()..] {
        "acute" | "grave" | "circ" | "uml" | "tilde" | "cedil" | "ring" | "caron" | "slash" => Some(letter),
        _ => None,
    };
    accent.filter(char::is_ascii_alphabetic).or(match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" | "hairsp" | "numsp" | "puncsp" | "emsp13" | "emsp14" | "Tab"
        | "NonBreakingSpace" | "ThinSpace" | "VeryThinSpace" | "MediumSpace" | "ThickSpace" => Some(' '),
        "NewLine" => Some('\n'),
        "shy" => Some('\u{ad}'),
        "zwnj" | "zwj" | "zwsp" | "lrm" | "rlm" | "ZeroWidthSpace" | "NoBreak" | "InvisibleTimes" | "it"
        | "InvisibleComma" | "ic" | "ApplyFunction" | "af" | "NegativeThinSpace" => Some('\u{200b}'),
        "apos" | "rsquo" | "lsquo" => Some('\''),
        "szlig" => Some('ß'),
        "aelig" => Some('æ'),
        "AElig" => Some('Æ'),
        "eth" => Some('ð'),
        "thorn" => Some('þ'),
        "hyphen" | "dash" => Some('-'),
        "ndash" => Some('\u{2013}'),
        "mdash" => Some('\u{2014}'),
        "middot" | "centerdot" => Some('\u{b7}'),
        "bull" | "bullet" => Some('\u{2022}'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        _ => None,
    })
}

/// `\u00e9`, `\u{e9}`, `\xe9`, `\351`, and two that are one letter, `\ud835\udc00`; a line end or a tab is a blank, and before
/// anything else the stroke only protects.
pub(super) fn escape(text: &str) -> Option<(char, usize)> {
    let number = |from: usize, length: usize, radix: u32| {
        let digits = text.get(from..from + length)?;
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, radix).ok().filter(|_| is_plain)
    };
    let read = |c: Option<u32>, length: usize| Some((char::from_u32(c?)?, length));
    match text.as_bytes().get(1)? {
        b'u' if text.as_bytes().get(2) == Some(&b'{') => {
            const MOST: usize = 10;
            let end = text.bytes().take(MOST).position(|byte| byte == b'}')?;
            read(number(3, end - 3, 16), end + 1)
        }
        b'u' => match (number(2, 4, 16)?, text.get(6..8), number(8, 4, 16)) {
            (high @ 0xD800..=0xDBFF, Some("\\u"), Some(low @ 0xDC00..=0xDFFF)) => {
                read(Some(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)), 12)
            }
            (single, ..) => read(Some(single), 6),
        },
        b'x' => read(number(2, 2, 16), 4),
        b'0'..=b'3' => read(number(1, 3, 8), 4),
        b'n' | b't' | b'r' => Some((' ', 2)),
        _ => None,
    }
}
