//! Words and signs between a pseudonym and a name.

use std::ops::Range;

use crate::identity::{as_name, may_be_name};

/// Words that may stand between a pseudonym and a name of the same person.
pub(super) const JOINTS: [&str; 93] = [
    "pseudonym",
    "is",
    "was",
    "are",
    "call",
    "calls",
    "called",
    "known",
    "as",
    "named",
    "name",
    "names",
    "real",
    "first",
    "own",
    "her",
    "his",
    "their",
    "to",
    "by",
    "for",
    "the",
    "a",
    "family",
    "school",
    "friends",
    "friend",
    "staff",
    "carers",
    "workers",
    "mother",
    "father",
    "parents",
    "brother",
    "sister",
    "everyone",
    "everybody",
    "neighbours",
    "teachers",
    "used",
    "uses",
    "use",
    "here",
    "who",
    "whose",
    "formerly",
    "previously",
    "also",
    "then",
    "now",
    "or",
    "means",
    "meaning",
    "stands",
    "read",
    "really",
    "actually",
    "liked",
    "likes",
    "be",
    "being",
    "been",
    "has",
    "had",
    "have",
    "chose",
    "referred",
    "identified",
    "given",
    "that",
    "not",
    "true",
    "actual",
    "birth",
    "surname",
    "nickname",
    "nicknamed",
    "aka",
    "alias",
    "signed",
    "throughout",
    "above",
    "below",
    "yw",
    "i'w",
    "ei",
    "yn",
    "oedd",
    "theulu",
    "enw",
    "iawn",
    "sef",
    "neu",
];
/// Texts in which a pseudonym may be said to stand: `known in this review as`.
const IN_THIS_TEXT: [&str; 8] = [
    "in this review",
    "in this report",
    "in this briefing",
    "in this document",
    "in the review",
    "in the report",
    "in the briefing",
    "yn yr adroddiad hwn",
];

/// The byte behind words that say in which text somebody is called so, should some begin at a byte.
pub(super) fn behind_this_text(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start();
    let words = IN_THIS_TEXT.iter().find(|words| rest.starts_with(**words))?;
    Some(text.len() - rest.len() + words.len())
}

/// A word or a sign of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) is_word: bool,
}

/// The first word or sign from a byte on, over blanks, one line end and signs of Markdown.
pub(super) fn token_at(text: &str, at: usize) -> Option<Token> {
    let mut start = at;
    for c in text[at..].chars() {
        if !matches!(c, ' ' | '\n' | '*' | '_' | '\u{a0}') {
            break;
        }
        start += c.len_utf8();
    }
    if text[at..start].contains("\n\n") {
        return None;
    }
    let first = text[start..].chars().next()?;
    if !first.is_alphabetic() {
        return Some(Token { range: start..start + first.len_utf8(), is_word: false });
    }
    let is_inner = |at: usize, c: char| {
        matches!(c, '\'' | '\u{2019}' | '-')
            && text[at + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic)
    };
    let length =
        text[start..].char_indices().find(|(ahead, c)| !c.is_alphabetic() && !is_inner(start + ahead, *c));
    Some(Token { range: start..length.map_or(text.len(), |(ahead, _)| start + ahead), is_word: true })
}

/// Whether a sign may stand between a pseudonym and a name.
pub(super) fn is_between(sign: &str) -> bool {
    matches!(
        sign,
        "(" | ")"
            | ","
            | ":"
            | "/"
            | "\u{2013}"
            | "\u{2014}"
            | "-"
            | "="
            | "|"
            | "\""
            | "'"
            | "\u{201c}"
            | "\u{201d}"
            | "\u{2018}"
            | "\u{2019}"
            | "\u{2192}"
            | "["
    )
}

/// Whether a word with a capital could be a name; where something says so, one that is a word of the language as well. A word in
/// large letters is one where it is none as a name is written.
pub(super) fn is_name(word: &str, is_said: bool) -> bool {
    // Short forms of bodies and forms are mostly shorter.
    const SHORTEST: usize = 5;
    let mut letters = word.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    if is_capital && letters.next().is_some_and(char::is_lowercase) {
        return word.chars().count() > 2 && may_be_name(word, is_said);
    }
    is_capital
        && word.len() >= SHORTEST
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && may_be_name(&as_name(word), is_said)
}
