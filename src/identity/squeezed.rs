//! A text without what parts its words more than a reader sees: several blanks in a row, as texts from Word have them, blanks that
//! are written as entities or do not break, and signs of no width; with digits of other scripts as those that forms have.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

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
                    && let Some(plain) = plain_sign(c) =>
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

/// The sign of ASCII that a character is read as: digits of other scripts, and letters and signs of full width.
fn plain_sign(c: char) -> Option<&'static str> {
    // From `!` on, the first of those that there are in full width.
    const PLAIN: &str =
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    const ZERO: u32 = b'0' as u32 - b'!' as u32;
    let number = u32::from(c);
    let at = match number {
        0xFF01..=0xFF5E => number - 0xFF01,
        // Strokes and hyphens as programs that set type have them.
        0x2044 | 0x2215 => u32::from(b'/' - b'!'),
        0x2010 | 0x2011 => u32::from(b'-' - b'!'),
        _ => digit(number)? + ZERO,
    };
    let at = usize::try_from(at).ok()?;
    PLAIN.get(at..=at)
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

/// Bytes that begin what is squeezed or read as another sign: blanks and signs of no width, and digits of other scripts.
const LEADS: [u8; 9] = [0xC2, 0xE2, 0xEF, 0xD9, 0xDB, 0xE3, 0xE0, 0xE1, 0xF0];

/// Whether there is anything to squeeze: two blanks within a line, an entity that may be a blank, or a sign that is none of ASCII and no letter.
fn needs_it(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_squeezed = |at: usize| {
        text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| {
            BLANKS.contains(&c)
                || NO_WIDTH.contains(&c)
                || plain_sign(c).is_some_and(|sign| matches!(sign.as_bytes()[0], b'0'..=b'9' | b'/' | b'-'))
                || small_digit(c).is_some() && small_number(&text[at..]) > 0
        })
    };
    let [blank, sign, wide, arabic, persian, full, indic, further, maths] = LEADS;
    memchr::memchr_iter(b'&', bytes)
        .any(|at| ENTITIES.iter().any(|(entity, _)| text[at..].starts_with(entity)))
        || memchr::memchr3_iter(blank, sign, wide, bytes).any(is_squeezed)
        || memchr::memchr3_iter(arabic, persian, full, bytes).any(is_squeezed)
        || memchr::memchr3_iter(indic, further, maths, bytes).any(is_squeezed)
        || has_blanks_within_line(bytes)
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
            "&amp; &lt;",
            "9 m² and ¹² of ② and ½",
            "ก नमस्ते ẃ",
        ] {
            assert!(Squeezed::of(text).is_none(), "{text}");
        }
    }

    #[test]
    fn whatever_is_squeezed_begins_with_a_byte_that_is_looked_for() {
        let digits =
            (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| plain_sign(*c).is_some());
        for c in digits.chain(BLANKS).chain(NO_WIDTH) {
            assert!(LEADS.contains(&c.to_string().as_bytes()[0]), "{c:?}");
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
