//! Typographic punctuation for texts that are no Markdown, by the rules that Markdown follows: one page has one kind of
//! quotation marks.

use std::borrow::Cow;

/// A text with typographic quotation marks, apostrophes, dashes and ellipses for `"`, `'`, `--` and `...`.
pub fn typeset(text: &str) -> Cow<'_, str> {
    if !text.contains(['"', '\'']) && !text.contains("--") && !text.contains("...") {
        return Cow::Borrowed(text);
    }
    let mut set = String::with_capacity(text.len() + 8);
    let mut is_double_open = false;
    // Where the last single mark stands that may open a quotation: an apostrophe until another one closes it.
    let mut single_open = None;
    let mut rest = text;
    while let Some(mark) = rest.chars().next() {
        let before = text[..text.len() - rest.len()].chars().next_back();
        let mut length = mark.len_utf8();
        let after = rest[length..].chars().next();
        match mark {
            '"' => {
                let closes = is_double_open && may_close(before, after);
                is_double_open = !closes && (is_double_open || may_open(mark, before, after));
                set.push(if closes { '\u{201D}' } else { '\u{201C}' });
            }
            '\'' => {
                if let Some(at) = single_open.filter(|_| may_close(before, after)) {
                    set.replace_range(at..at + '\u{2019}'.len_utf8(), "\u{2018}");
                    single_open = None;
                } else if may_open(mark, before, after) {
                    single_open = Some(set.len());
                }
                set.push('\u{2019}');
            }
            '-' => {
                length = rest.len() - rest.trim_start_matches('-').len();
                push_dashes(length, &mut set);
            }
            '.' if rest.starts_with("...") => {
                length = 3;
                set.push('\u{2026}');
            }
            _ => set.push(mark),
        }
        rest = &rest[length..];
    }
    Cow::Owned(set)
}

/// Whether a mark may open a quotation: a word begins behind it, and none ends before it.
fn may_open(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let begins = after.is_some_and(|next| !next.is_whitespace());
    let is_after_bracket = mark == '\'' && matches!(before, Some(']' | ')'));
    begins && before.is_none_or(|last| !last.is_alphanumeric()) && !is_after_bracket
}

/// Whether a mark may close a quotation: something ends before it, and no word begins behind it.
fn may_close(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|last| !last.is_whitespace()) && after.is_none_or(|next| !next.is_alphanumeric())
}

/// Hyphens as dashes: two are a short one, three a long one, more are as many as fit evenly.
fn push_dashes(hyphens: usize, set: &mut String) {
    let (long, short) = match (hyphens, hyphens % 6) {
        (1, _) => {
            set.push('-');
            (0, 0)
        }
        (_, 0 | 3) => (hyphens / 3, 0),
        (_, 2 | 4) => (0, hyphens / 2),
        (_, 1) => (hyphens / 3 - 1, 2),
        _ => (hyphens / 3, 1),
    };
    set.extend(std::iter::repeat_n('\u{2014}', long));
    set.extend(std::iter::repeat_n('\u{2013}', short));
}
