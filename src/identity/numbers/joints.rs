//! What people put between the groups of digits of one number.

use std::ops::Range;

/// What stands between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::identity) enum Joint {
    Blank,
    /// The end of a line, which breaks anywhere.
    Line,
    Dash,
    Dot,
    /// A bracket, as around the first group: `(943) 476 5919`.
    Bracket,
    Comma,
    Slash,
    LowLine,
    /// The one tab between two cells of a sheet.
    Tab,
    /// The edge of a cell of another table.
    Cell,
    /// A sign that more often parts than joins: a comma or a slash with a blank, a colon, an asterisk.
    Other,
}

impl Joint {
    /// Whether groups so joined are read as one number wherever they stand.
    pub(super) fn is_plain(self) -> bool {
        matches!(self, Self::Blank | Self::Line | Self::Dash | Self::Dot | Self::Bracket)
    }

    /// Two joints of one number, as one; nothing where nobody mixes them.
    pub(super) fn with(self, other: Self) -> Option<Self> {
        let is_tab = |joint: Self| joint == Self::Tab;
        match (self, other) {
            (one, two) if one.is_plain() && two.is_plain() => Some(one),
            (one, two) if (is_tab(one) || is_tab(two)) && (one.is_plain() || two.is_plain()) => {
                Some(Self::Tab)
            }
            _ => None,
        }
    }
}

/// What joins the digits that end at a byte to those behind it, and where these begin.
pub(in crate::identity) fn joint(bytes: &[u8], end: usize) -> Option<(Joint, usize)> {
    // ` \u{2014} `, ` | `, the two tabs between the cells of a page, and signs of Markdown.
    const LONGEST: usize = 8;
    // Behind most digits words go on.
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if is_letter(end) || is_letter(end + 1) {
        return None;
    }
    let mut joint = None;
    let (mut has_blank, mut has_mark) = (false, false);
    let mut at = end;
    while at - end <= LONGEST {
        let (sign, length) = match bytes.get(at..)? {
            [b'0'..=b'9', ..] => {
                let joint = joint.or_else(|| has_mark.then_some(Joint::Other))?;
                return Some((whole(joint, has_blank), at));
            }
            // `943 **476** 5919`
            [b'*', ..] => {
                has_mark = true;
                at += 1;
                continue;
            }
            [b' ', ..] => (Joint::Blank, 1),
            [0xC2, 0xA0, ..] => (Joint::Blank, 2),
            [b'%', b'2', b'0', ..] | [0xE2, 0x80, 0x89 | 0xAF, ..] => (Joint::Blank, 3),
            [b'\n', ..] => (Joint::Line, 1),
            [b'\r', b'\n', ..] => (Joint::Line, 2),
            [b'\t', ..] => (Joint::Tab, 1),
            [b'|', ..] => (Joint::Cell, 1),
            [b'-', ..] => (Joint::Dash, 1),
            [0xE2, 0x80, 0x90..=0x95, ..] | [0xE2, 0x88, 0x92, ..] => (Joint::Dash, 3),
            [b'.', ..] => (Joint::Dot, 1),
            [0xC2, 0xB7, ..] => (Joint::Dot, 2),
            [b'(' | b')' | b'[' | b']', ..] => (Joint::Bracket, 1),
            [b',', ..] => (Joint::Comma, 1),
            [b'_', ..] => (Joint::LowLine, 1),
            // Markdown writes `943\_476\_5919`, a path `943\476`.
            [b'\\', b'-' | b'.' | b'_' | b'(' | b')' | b'*', ..] => {
                at += 1;
                continue;
            }
            [b'/' | b'\\', ..] => (Joint::Slash, 1),
            [b':' | b';' | b'+' | b'~', ..] => (Joint::Other, 1),
            _ => return None,
        };
        has_blank |= sign == Joint::Blank;
        joint = Some(both(joint, sign)?);
        at += length;
    }
    None
}

/// Two signs that stand side by side, as one; nothing where nobody joins a number so.
fn both(first: Option<Joint>, second: Joint) -> Option<Joint> {
    Some(match (first, second) {
        (None | Some(Joint::Blank), sign) | (Some(sign), Joint::Blank) => sign,
        (Some(Joint::Tab | Joint::Cell), Joint::Tab | Joint::Cell) => Joint::Cell,
        (Some(Joint::Dash), Joint::Dash | Joint::Line) => Joint::Dash,
        (Some(Joint::Bracket), Joint::Bracket | Joint::Dash) => Joint::Bracket,
        (Some(Joint::Other), Joint::Other) => Joint::Other,
        _ => return None,
    })
}

/// A comma or a slash with a blank parts what it stands between.
fn whole(joint: Joint, has_blank: bool) -> Joint {
    if has_blank && matches!(joint, Joint::Comma | Joint::Slash | Joint::LowLine) {
        Joint::Other
    } else {
        joint
    }
}

/// Whether digits go on from others, or others from them, with one sign between; with a blank only where `with_blank`.
pub(super) fn has_neighbour(text: &str, range: &Range<usize>, with_blank: bool) -> bool {
    let bytes = text.as_bytes();
    let is_joint = |byte: u8| b"-.,/_)(+:\t".contains(&byte) || with_blank && byte == b' ';
    let before = &bytes[..range.start];
    let is_behind_others = matches!(before, [.., digit, sign] if digit.is_ascii_digit() && is_joint(*sign))
        || with_blank && matches!(before, [.., digit, b')', b' '] if digit.is_ascii_digit());
    let goes_on =
        matches!(&bytes[range.end..], [sign, digit, ..] if digit.is_ascii_digit() && is_joint(*sign));
    is_behind_others || goes_on
}
