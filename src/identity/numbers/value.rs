//! Numbers as they are written: digits and letters, with signs and blanks between.

use std::ops::Range;

use crate::identity::text::stands_alone;

use super::joints::{Joint, joint};

/// Letters of one part of a code before its first digit; more are a word.
const LETTERS: usize = 4;
/// Bytes of the longest number.
const LONGEST: usize = 24;

/// Whether some digits begin as a year does.
pub(super) fn is_year(digits: &[u8]) -> bool {
    digits.starts_with(b"19") || digits.starts_with(b"20")
}

/// A number as it is written, and what it is made of.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) range: Range<usize>,
    pub(super) digits: usize,
    pub(super) letters: usize,
    /// Whether it has a blank in it.
    pub(super) is_apart: bool,
}

impl Value {
    pub(super) fn of(text: &str, range: Range<usize>) -> Self {
        let bytes = &text.as_bytes()[range.clone()];
        let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
        let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        Self { range, digits, letters, is_apart: bytes.contains(&b' ') }
    }

    /// Digits and letters without what stands between.
    pub(super) fn length(&self) -> usize {
        self.digits + self.letters
    }

    /// Whether it has more than digits, as counts of people have not.
    pub(super) fn is_code(&self) -> bool {
        self.range.len() > self.digits
    }

    /// Whether it is written as a telephone number, those of bodies included: `0300 123 1234`, `0800 1111`.
    pub(super) fn is_telephone(&self, text: &str) -> bool {
        let written = &text.as_bytes()[self.range.clone()];
        let is_of_body = matches!(written, [b'0', b'3' | b'8', _, _, b' ', ..]);
        let is_whole =
            matches!(written, [b'0', b'1'..=b'3' | b'7' | b'8', ..]) && (10..=11).contains(&self.digits);
        self.letters == 0 && (is_of_body || is_whole)
    }

    pub(super) fn begins_with_zero(&self, text: &str) -> bool {
        text.as_bytes()[self.range.start] == b'0'
    }

    /// Whether it is long enough for a number that somebody has.
    pub(super) fn may_be_number(&self, text: &str) -> bool {
        let written = &text.as_bytes()[self.range.clone()];
        let is_span = self.letters == 0
            && is_year(written)
            && written.get(4).is_some_and(|sign| !sign.is_ascii_digit())
            && matches!(written.len(), 7 | 9);
        match self.digits {
            0..=2 => false,
            3 => self.letters > 0 && self.length() > 5,
            4 => self.letters > 0 || !is_year(written),
            _ => !is_span,
        }
    }
}

/// Where the code begins of which a digit is the first one; nothing where there is one before it.
pub(super) fn code_start(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let count = |at: usize, is_letter: fn(&u8) -> bool| {
        bytes[..at].iter().rev().take(LETTERS + 1).take_while(|byte| is_letter(byte)).count()
    };
    let glued = count(start, u8::is_ascii_alphabetic);
    if glued > LETTERS {
        return Some(start);
    }
    let mut from = start - glued;
    // Only large letters: in `custody-in-2023`, as anchors have it, no word belongs to a code.
    while let [.., last, b'-' | b'/'] = &bytes[..from] {
        let letters = count(from - 1, u8::is_ascii_uppercase);
        let part = from - 1 - letters;
        if last.is_ascii_digit() {
            return None;
        }
        if !(1..=LETTERS).contains(&letters)
            || start - part > LONGEST
            || text[..part].ends_with(char::is_alphabetic)
        {
            break;
        }
        from = part;
    }
    (!text[..from].ends_with(|c: char| c.is_ascii_digit())).then_some(from)
}

/// Where the code ends that goes on at a byte; nothing where it is too long for one.
pub(super) fn code_end(text: &str, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = end;
    while at - end < LONGEST {
        match &bytes[at..] {
            [byte, ..] if byte.is_ascii_alphanumeric() => at += 1,
            [b'-' | b'/', b'0'..=b'9' | b'A'..=b'Z', ..] => at += 2,
            _ => return (!text[at..].starts_with(char::is_alphanumeric)).then_some(at),
        }
    }
    None
}

/// A code alone, and with each group of digits that goes on behind a blank, a dot or a low line: `51234 5678`, `512.345.678`.
pub(super) fn groups(text: &str, from: usize, end: usize) -> Vec<Value> {
    const MOST: usize = 4;
    // Fewer digits that stand by themselves are a scale.
    const FEWEST_SPELT: usize = 6;
    const MOST_SPELT: usize = 12;
    const LONGEST_GROUP: usize = 8;
    let bytes = text.as_bytes();
    let mut values = vec![Value::of(text, from..end)];
    let is_spelt = end - from == 1;
    let mut at = end;
    for count in 2..=if is_spelt { MOST_SPELT } else { MOST } {
        let Some(next) = next_group(text, at) else { break };
        let length =
            bytes[next..].iter().take(LONGEST_GROUP + 1).take_while(|b| b.is_ascii_alphanumeric()).count();
        let group = next..next + length;
        let is_group = if is_spelt { length == 1 } else { (2..=LONGEST_GROUP).contains(&length) };
        if !is_group || !stands_alone(text, &group) {
            break;
        }
        at = group.end;
        if !is_spelt || count >= FEWEST_SPELT {
            values.push(Value::of(text, from..at));
        }
    }
    values
}

/// Where the next group of digits begins; behind a dot with a blank another sentence does.
fn next_group(text: &str, at: usize) -> Option<usize> {
    let (sign, next) = joint(text, at)?;
    match sign {
        Joint::Blank => Some(next),
        Joint::Dot | Joint::LowLine => (!text[at..next].contains(' ')).then_some(next),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_from_its_first_digit() {
        let code = |text: &'static str| {
            let start = text.find(|c: char| c.is_ascii_digit()).unwrap();
            let end = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
            Some(&text[code_start(text, start)?..code_end(text, end)?])
        };
        for (text, read) in [
            ("no RX1-204417,", "RX1-204417"),
            ("A1234BC", "A1234BC"),
            ("42/12345/19.", "42/12345/19"),
            ("passport512345678", "512345678"),
            ("passport-512345678", "512345678"),
            ("PNC-12/345678K", "PNC-12/345678K"),
        ] {
            assert_eq!(code(text), Some(read), "{text}");
        }
        assert_eq!(code_start("12-34", 3), None);
        assert_eq!(code_end(&"1".repeat(99), 0), None);
    }
}
