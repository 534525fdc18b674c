//! A text without what parts its words more than a reader sees: several blanks in a row, as texts from Word have them, blanks that
//! are written as entities or do not break, and signs of no width; with digits of other scripts as those that forms have, and
//! letters that only look like ours as ours.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::at_once::{AT_ONCE, has_any};
use super::look_alikes::{Reading, letter};
use crate::source::boundary_behind;

/// Blanks that are none of ASCII.
const BLANKS: [char; 17] = [
    '\u{a0}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}', '\u{2007}',
    '\u{2008}', '\u{2009}', '\u{200a}', '\u{2028}', '\u{2029}', '\u{202f}', '\u{205f}', '\u{3000}',
];
/// Signs of no width, those that say in which direction is read among them, the hyphen that only a break shows, and the key that is
/// drawn around a digit.
const NO_WIDTH: [char; 19] = [
    '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}',
    '\u{202d}', '\u{202e}', '\u{2060}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{feff}',
    '\u{fe0f}', '\u{20e3}',
];
/// A blank that does not break, and a sign of no width, as entities.
const ENTITIES: [(&str, &str); 20] = [
    ("&numsp;", " "),
    ("&puncsp;", " "),
    ("&hairsp;", " "),
    ("&#8199;", " "),
    ("&lrm;", ""),
    ("&rlm;", ""),
    ("&nbsp;", " "),
    ("&NonBreakingSpace;", " "),
    ("&#160;", " "),
    ("&#xa0;", " "),
    ("&#xA0;", " "),
    ("&ensp;", " "),
    ("&emsp;", " "),
    ("&thinsp;", " "),
    ("&#8203;", ""),
    ("&#x200b;", ""),
    ("&#x200B;", ""),
    ("&ZeroWidthSpace;", ""),
    ("&shy;", ""),
    ("&#173;", ""),
];

/// A text as it is read, and where each part of it stands in the text as it is written.
#[derive(Debug)]
pub(super) struct Squeezed<'t> {
    text: String,
    /// Where a part begins here and there, in order; between two of them both run side by side.
    parts: Vec<(usize, usize)>,
    written: &'t str,
}

impl<'t> Squeezed<'t> {
    /// Squeezes a text; nothing where there is nothing to squeeze, which is so of most.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        if !needs_it(text) {
            return None;
        }
        let mut this = Self { text: String::with_capacity(text.len()), parts: Vec::new(), written: text };
        let mut at = 0;
        // Whether the line has had anything but blanks.
        let mut has_words = false;
        // Where a number ends that is written in small digits.
        let mut small_end = 0;
        let mut letters = Reading::default();
        let is_plain = |byte: &&u8| byte.is_ascii() && !matches!(**byte, b'&' | b' ' | b'\n');
        while let Some(c) = text[at..].chars().next() {
            // Nearly all of a text is words of ASCII.
            let plain = text.as_bytes()[at..].iter().take_while(is_plain).count();
            if plain > 0 {
                this.push(&text[at..at + plain], at);
                has_words = true;
                at += plain;
                continue;
            }
            if at >= small_end && small_digit(c).is_some() && !text[..at].ends_with(char::is_numeric) {
                small_end = at + small_number(&text[at..]);
            }
            let (read, length) = match c {
                c if at < small_end => (small_digit(c).unwrap_or_default(), c.len_utf8()),
                '&' => ENTITIES
                    .iter()
                    .find(|(entity, _)| text[at..].starts_with(entity))
                    .map_or(("&", 1), |(entity, read)| (*read, entity.len())),
                c if BLANKS.contains(&c) => (" ", c.len_utf8()),
                c if NO_WIDTH.contains(&c) => ("", c.len_utf8()),
                c if !c.is_ascii()
                    && let Some(plain) = letters
                        .letter(text, at, c)
                        .and_then(of_byte)
                        .or_else(|| plain_sign(c))
                        .or_else(|| sign_of_number(c, &text[..at])) =>
                {
                    (plain, c.len_utf8())
                }
                _ => (&text[at..at + c.len_utf8()], c.len_utf8()),
            };
            // A blank behind another one; those at the beginning of a line say how deep something stands.
            let is_more = read == " " && has_words && this.text.ends_with(' ');
            has_words = c != '\n' && (has_words || !matches!(read, " " | ""));
            if !is_more && !read.is_empty() {
                this.push(read, at);
            }
            at += length;
        }
        Some(this)
    }

    /// The same, and nothing where no letter is read as another one.
    pub(super) fn of_letters(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_read = |at: usize| {
            text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| letter(c).is_some())
        };
        let has_letters = memchr::memchr_iter(0xE2, bytes).any(is_read)
            || has_rare(bytes) && (0..bytes.len()).filter(|at| is_rare(bytes[*at])).any(is_read);
        has_letters.then(|| Self::of(text)).flatten()
    }

    fn push(&mut self, read: &str, at: usize) {
        let here = self.text.len();
        let runs_on = self.parts.last().is_some_and(|(begun, there)| there + (here - begun) == at);
        if !runs_on {
            self.parts.push((here, at));
        }
        self.text.push_str(read);
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the squeezed text stands in the written one.
    pub(super) fn written(&self, range: &Range<usize>) -> Range<usize> {
        let of = |at: usize| {
            let next = self.parts.partition_point(|(here, _)| *here <= at);
            next.checked_sub(1).map_or(0, |part| self.parts[part].1 + (at - self.parts[part].0))
        };
        let start = of(range.start);
        // The end is right behind the last character, and not where the next part begins.
        let end =
            range.end.checked_sub(1).filter(|last| *last >= range.start).map_or(start, |last| of(last) + 1);
        start..boundary_behind(self.written, end).max(start)
    }
}

/// The signs of ASCII from `!` on, the first of those that there are in full width.
const PLAIN: &str =
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// A sign of ASCII by its byte.
fn of_byte(byte: u8) -> Option<&'static str> {
    let at = usize::from(byte.checked_sub(b'!')?);
    PLAIN.get(at..=at)
}

/// The sign of ASCII that a character is read as: digits of other scripts, and signs of full width.
fn plain_sign(c: char) -> Option<&'static str> {
    let number = u32::from(c);
    let byte = match number {
        0xFF01..=0xFF5E => number - 0xFF01 + u32::from(b'!'),
        // Strokes and hyphens as programs that set type have them.
        0x2044 | 0x2215 => u32::from(b'/'),
        0x2010 | 0x2011 => u32::from(b'-'),
        _ => digit(number)? + u32::from(b'0'),
    };
    u8::try_from(byte).ok().and_then(of_byte)
}

/// What says in one sign that a number follows, or the raised letter of the word for it: `№`, `Nº`.
fn sign_of_number(c: char, before: &str) -> Option<&'static str> {
    let is_raised = || {
        let lead = before.strip_suffix(['N', 'n']);
        lead.is_some_and(|lead| !lead.ends_with(char::is_alphanumeric))
    };
    match c {
        '\u{2116}' => Some("No "),
        '\u{ba}' | '\u{b0}' if is_raised() => Some("o"),
        _ => None,
    }
}

/// The zeros of scripts, each with nine digits behind it.
const ZEROS: [u32; 21] = [
    0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040,
    0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1C50,
];

/// What a digit of another script counts, or one of the shapes that mathematics has.
fn digit(number: u32) -> Option<u32> {
    match number {
        ..0x660 | 0x1C5A..0x1_D7CE => None,
        0x1_D7CE..=0x1_D7FF => Some((number - 0x1_D7CE) % 10),
        _ => ZEROS.iter().map(|zero| number.wrapping_sub(*zero)).find(|digit| *digit < 10),
    }
}

/// What a digit counts that is raised, lowered or in a circle: by itself it is a footnote, a power or an item.
fn small_digit(c: char) -> Option<&'static str> {
    const DIGITS: &str = "0123456789";
    let number = u32::from(c);
    let digit = match number {
        0xB9 => 1,
        0xB2 | 0xB3 => number - 0xB0,
        0x2070 | 0x2074..=0x2079 => number - 0x2070,
        0x2080..=0x2089 => number - 0x2080,
        0x2460..=0x2468 => number - 0x245F,
        0x24EA => 0,
        _ => return None,
    };
    let at = usize::try_from(digit).ok()?;
    DIGITS.get(at..=at)
}

/// How many bytes so many small digits in a row take up that a text begins with, as a number written in them has; of fewer none.
fn small_number(text: &str) -> usize {
    const FEWEST: usize = 3;
    let digits = || text.chars().take_while(|c| small_digit(*c).is_some());
    if digits().take(FEWEST).count() < FEWEST { 0 } else { digits().map(char::len_utf8).sum() }
}

/// Whether a byte may begin a letter, a digit or a sign that is read as another one; texts in English have nearly none. Blanks and
/// dashes begin with two others.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte costs eight times as much")]
const fn is_rare(byte: u8) -> bool {
    (byte > 0xC5) & (byte != 0xE2)
}

/// Whether there is anything to squeeze: two blanks within a line, an entity that may be a blank, a sign that is none of ASCII and no letter, or a
/// letter that looks like another one.
fn needs_it(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_squeezed = |at: usize| {
        text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| {
            BLANKS.contains(&c)
                || NO_WIDTH.contains(&c)
                || letter(c).is_some()
                || plain_sign(c).is_some_and(|sign| matches!(sign.as_bytes()[0], b'0'..=b'9' | b'/' | b'-'))
                || sign_of_number(c, &text[..at]).is_some()
                || small_digit(c).is_some() && small_number(&text[at..]) > 0
        })
    };
    memchr::memchr_iter(b'&', bytes)
        .any(|at| ENTITIES.iter().any(|(entity, _)| text[at..].starts_with(entity)))
        || memchr::memchr2_iter(0xC2, 0xE2, bytes).any(is_squeezed)
        || has_rare(bytes) && (0..bytes.len()).filter(|at| is_rare(bytes[*at])).any(is_squeezed)
        || has_blanks_within_line(bytes)
}

/// Whether any byte is rare.
fn has_rare(bytes: &[u8]) -> bool {
    (0..bytes.len()).step_by(AT_ONCE).any(|from| has_any(bytes, from, is_rare))
}

/// Whether two blanks stand between words of one line; each run of blanks is passed once.
fn has_blanks_within_line(bytes: &[u8]) -> bool {
    static TWO: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("  "));
    let mut from = 0;
    while let Some(at) = TWO.find(&bytes[from..]).map(|at| from + at) {
        let end = at + bytes[at..].iter().take_while(|byte| **byte == b' ').count();
        let begins = at > 0 && bytes[at - 1] != b'\n';
        if begins && bytes.get(end).is_some_and(|next| !matches!(next, b'\n' | b'\r')) {
            return true;
        }
        from = end;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_words_more_than_a_reader_sees_is_squeezed() {
        for (written, read) in [
            ("943  476   5919", "943 476 5919"),
            ("a\u{a0}b&nbsp;c&#160;\u{a0} d", "a b c d"),
            ("94\u{200b}3\u{ad}4&#8203;7", "94347"),
            ("k:\n  - a  b\n", "k:\n  - a b\n"),
            ("\u{ff19}\u{ff14}3 \u{664}\u{667}6", "943 476"),
            ("\u{96f}\u{96a}3 \u{9ea}\u{9ed}6 \u{e55}", "943 476 5"),
            ("\u{1d7d7}\u{1d7ec} \u{1d7ff}", "90 9"),
            ("\u{2079}\u{2074}\u{b3} \u{2084}\u{2087}\u{2086} \u{2464}\u{2468}\u{2460}", "943 476 591"),
            ("9\u{fe0f}\u{20e3}4\u{fe0f}\u{20e3}", "94"),
            ("ＤＯＢ： 12", "DOB: 12"),
            ("𝐍𝐇𝐒 nо 943", "NHS no 943"),
            ("hospital № 12", "hospital No 12"),
            ("hospital №12, Nº 3, n° 4", "hospital No 12, No 3, no 4"),
        ] {
            let squeezed = Squeezed::of(written).unwrap();
            assert_eq!(squeezed.text(), read, "{written}");
        }
        let blanks = " ".repeat(1 << 20);
        assert_eq!(Squeezed::of(&format!("a{blanks}b")).unwrap().text(), "a b");
        assert!(Squeezed::of(&format!("{blanks}\n{blanks}a")).is_none());
        for text in [
            "a b",
            "k:\n  - a\n    b\n",
            "a  \nb",
            "é – “x”",
            "5°N, 12º, 3° C",
            "Łukasz a Ŵyn",
            "&amp; &lt;",
            "9 m² and ¹² of ② and ½",
            "ก नमस्ते ẃ",
        ] {
            assert!(Squeezed::of(text).is_none(), "{text}");
        }
    }

    #[test]
    fn whatever_is_squeezed_begins_with_a_byte_that_is_looked_for() {
        let is_read =
            |c: &char| !c.is_ascii() && *c != 'ı' && (plain_sign(*c).is_some() || letter(*c).is_some());
        let read = (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(is_read);
        for c in read.chain(BLANKS).chain(NO_WIDTH) {
            let first = c.to_string().as_bytes()[0];
            assert!(is_rare(first) || matches!(first, 0xC2 | 0xE2), "{c:?}");
            assert_eq!(has_rare(&[first]), is_rare(first), "{c:?}");
        }
    }

    #[test]
    fn a_range_is_found_again_where_it_is_written() {
        let written = "Her  number&nbsp;943&nbsp;476  5919, see";
        let squeezed = Squeezed::of(written).unwrap();
        let start = squeezed.text().find("943").unwrap();
        let end = squeezed.text().find(',').unwrap();
        assert_eq!(&written[squeezed.written(&(start..end))], "943&nbsp;476  5919");
        assert_eq!(squeezed.written(&(0..3)), 0..3);
        assert_eq!(&written[squeezed.written(&(0..squeezed.text().len()))], written);
        let wide = "No \u{ff19}\u{ff14}, see";
        let squeezed = Squeezed::of(wide).unwrap();
        assert_eq!(&wide[squeezed.written(&(3..5))], "\u{ff19}\u{ff14}");
    }
}
