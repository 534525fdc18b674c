//! What people put between the groups of digits of one number.

use std::ops::Range;

use crate::identity::words::{entity, inline_tag};

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
    /// A stroke without blanks, as files of data have it between two values.
    Stroke,
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
pub(in crate::identity) fn joint(text: &str, end: usize) -> Option<(Joint, usize)> {
    // ` \u{2014} `, ` | `, the two tabs between the cells of a page, signs of Markdown, tags around a group.
    const LONGEST: usize = 8;
    let bytes = text.as_bytes();
    // Behind most digits words go on.
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if is_letter(end) || is_letter(end + 1) && !matches!(bytes[end], b'<' | b'&') {
        return None;
    }
    let mut joint = None;
    let (mut has_blank, mut has_mark) = (false, false);
    let mut at = end;
    for _ in 0..=LONGEST {
        if bytes.get(at)?.is_ascii_digit() {
            let joint = joint.or_else(|| has_mark.then_some(Joint::Other))?;
            return Some((whole(joint, has_blank), at));
        }
        let (sign, length) = sign_at(text, at)?;
        at += length;
        if let Some(sign) = sign {
            has_blank |= sign == Joint::Blank;
            joint = Some(both(joint, sign)?);
        } else {
            has_mark = true;
        }
    }
    None
}

/// What the sign at a byte joins, with how many bytes write it; of one that only sets words off nothing.
fn sign_at(text: &str, at: usize) -> Option<(Option<Joint>, usize)> {
    let rest = &text[at..];
    let (c, length) = match rest.as_bytes() {
        [b'%', b'2', b'0', ..] => (' ', 3),
        [b'\r', b'\n', ..] => ('\n', 2),
        [b'&', ..] => entity(rest)?,
        // `<b>943</b> 476`
        [b'<', ..] => return Some((None, Some(inline_tag(rest.as_bytes())).filter(|length| *length > 0)?)),
        // Markdown writes `943\_476\_5919`, a path `943\476`.
        [b'\\', b'-' | b'.' | b'_' | b'(' | b')' | b'*' | b'|', ..] => return Some((None, 1)),
        _ => {
            let c = rest.chars().next()?;
            (c, c.len_utf8())
        }
    };
    let sign = match c {
        // `943 **476** 5919`, `` `943` ``
        '*' | '`' => return Some((None, length)),
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => Joint::Blank,
        '\n' => Joint::Line,
        '\t' => Joint::Tab,
        '|' | '\u{a6}' => Joint::Stroke,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Joint::Dash,
        '.'
        | '\u{b7}'
        | '\u{387}'
        | '\u{2022}'
        | '\u{2024}'..='\u{2027}'
        | '\u{2219}'
        | '\u{22c5}'
        | '\u{25cf}'
        | '\u{30fb}' => Joint::Dot,
        '(' | ')' | '[' | ']' => Joint::Bracket,
        ',' => Joint::Comma,
        '_' => Joint::LowLine,
        '/' | '\\' | '\u{2044}' => Joint::Slash,
        ':' | ';' | '+' | '~' | '=' | '^' | '"' | '\'' => Joint::Other,
        _ => return None,
    };
    Some((Some(sign), length))
}

/// Two signs that stand side by side, as one; nothing where nobody joins a number so.
fn both(first: Option<Joint>, second: Joint) -> Option<Joint> {
    Some(match (first, second) {
        (None | Some(Joint::Blank), sign) | (Some(sign), Joint::Blank) => sign,
        (Some(Joint::Tab | Joint::Cell | Joint::Stroke), Joint::Tab | Joint::Stroke) => Joint::Cell,
        (Some(Joint::Dash), Joint::Dash | Joint::Line) => Joint::Dash,
        (Some(Joint::Bracket), Joint::Bracket | Joint::Dash) => Joint::Bracket,
        (Some(Joint::Other), Joint::Other) => Joint::Other,
        _ => return None,
    })
}

/// A comma or a slash with a blank parts what it stands between; a stroke without one may join it.
fn whole(joint: Joint, has_blank: bool) -> Joint {
    match joint {
        Joint::Comma | Joint::Slash | Joint::LowLine if has_blank => Joint::Other,
        Joint::Stroke if has_blank => Joint::Cell,
        joint => joint,
    }
}

/// Whether digits go on from others, or others from them, with one sign between; with a blank only where `with_blank`.
pub(super) fn has_neighbour(text: &str, range: &Range<usize>, with_blank: bool) -> bool {
    let bytes = text.as_bytes();
    let is_joint = |byte: u8| b"-.,/_)(+:\t|".contains(&byte) || with_blank && byte == b' ';
    let before = &bytes[..range.start];
    let is_behind_others = matches!(before, [.., digit, sign] if digit.is_ascii_digit() && is_joint(*sign))
        || with_blank && matches!(before, [.., digit, b')', b' '] if digit.is_ascii_digit());
    let goes_on =
        matches!(&bytes[range.end..], [sign, digit, ..] if digit.is_ascii_digit() && is_joint(*sign));
    is_behind_others || goes_on
}

/// Whether some digits follow others with one sign between, so that a number that they are of has begun before.
pub(in crate::identity) fn goes_on_from_digit(bytes: &[u8], start: usize) -> bool {
    match &bytes[..start] {
        [.., digit, b' ' | b'.' | b'_'] => digit.is_ascii_digit(),
        [.., last] => !last.is_ascii(),
        [] => false,
    }
}

/// Whether there are other digits of the same line beside some, with nothing but signs and blanks between.
pub(super) fn is_in_row_of_digits(text: &str, range: &Range<usize>) -> bool {
    const FURTHEST: usize = 8;
    let says = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'\n';
    let bytes = text.as_bytes();
    let before = bytes[..range.start].iter().rev().take(FURTHEST).find(says);
    let behind = bytes[range.end..].iter().take(FURTHEST).find(says);
    [before, behind].into_iter().flatten().any(u8::is_ascii_digit)
}
