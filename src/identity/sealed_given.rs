//! When a sealed given name is told without its surname: where a campaign is called after somebody, and where only an initial
//! stands for the surname; and when an initial and a surname in one word are a name.

use super::given_names::given;
use super::honorifics::Honorific;
use super::sealed_chance::is_word_of_language;
use super::sealed_forms::is_digraph;
use super::text::{as_name, without_possessive};
use super::words::{Word, Words};
use crate::source::{boundary_before, boundary_behind};

/// Whether a campaign is called after a given name: `#JusticeForExample`, `Justice for Example`.
pub(super) fn is_of_campaign(text: &str, word: &Word) -> bool {
    const REACH: usize = 24;
    let from = boundary_behind(text, word.start.saturating_sub(REACH));
    let near = &text[from..word.start];
    if !near.trim_end_matches([' ', '-', '_']).ends_with(['r', 'R']) {
        return false;
    }
    let words: Vec<Word> = Words::new(near).collect();
    matches!(words.as_slice(), [.., justice, link] if justice.normal() == b"justice" && link.normal() == b"for")
        // `Justice for hope`
        && (text[word.start..].starts_with(char::is_uppercase) || !near.ends_with(' '))
        && (!near.ends_with(' ') || !is_word_of_language(&text[word.start..word.end]))
}

/// Whether a given name stands behind `Mr` or `Ms`, as that of somebody whose surname comes first or who is called by it. A
/// usual given name is a surname of others: `Mr James`.
pub(super) fn is_behind_title(text: &str, word: &Word) -> bool {
    const REACH: usize = 12;
    let from = boundary_behind(text, word.start.saturating_sub(REACH));
    let Some(title) = Words::new(&text[from..word.start]).last() else { return false };
    let between = &text[from + title.end..word.start];
    let name = &text[word.start..word.end];
    matches!(between, " " | ". " | "\u{a0}" | "." | "_" | "-")
        && Honorific::of_normal(title.normal()) == Some(Honorific::Plain)
        && given(&as_name(without_possessive(name))).is_none()
        && !is_word_of_language(name)
}

/// Whether some words are a given name with initials behind it, written as those of somebody who is only half named: `Jane S.`,
/// `jane-s`.
pub(super) fn is_half_named(text: &str, words: &[Word]) -> bool {
    let is_initial =
        |word: &Word| word.normal().len() == 1 || str::from_utf8(word.normal()).is_ok_and(is_digraph);
    let Some(names) = words.iter().position(is_initial).filter(|names| *names > 0) else { return false };
    let (given, initials) = words.split_at(names);
    let Some(last) = initials.last().filter(|_| initials.iter().all(is_initial)) else { return false };
    let is_capital = |word: &Word| text[word.start..].starts_with(char::is_uppercase);
    let between = |two: &[Word]| &text[two[0].end..two[1].start];
    let behind = &text[last.end..];
    let has_dot = behind.starts_with('.');
    // `Jane B-Group`, `Jane b/f`
    let goes_on = behind.starts_with(['-', '/', '&', '@']) && behind[1..].starts_with(char::is_alphanumeric);
    if goes_on && !words.windows(2).any(|two| matches!(between(two), "-" | "_")) {
        return false;
    }
    if words.windows(2).all(|two| matches!(between(two), "-" | "_")) {
        // `may-a-child`
        return !given.iter().all(|word| is_word_of_language(&text[word.start..word.end]))
            && !matches!(last.normal(), b"a" | b"i" | b"s");
    }
    let is_article = matches!(last.normal(), b"a" | b"i") && behind.starts_with(' ');
    words.iter().all(is_capital)
        && words.windows(2).all(|two| matches!(between(two), "" | " " | "\u{a0}" | "-" | "." | ". " | ".-"))
        && (has_dot
            || !is_article && !given.iter().all(|word| is_word_of_language(&text[word.start..word.end])))
}

/// Whether a word is written as the name of a user or of a file, and not as a word of a sentence: `jsmith1`, `jsmith@example.org`,
/// `JSmith`.
pub(super) fn is_login(text: &str, word: &Word) -> bool {
    // No name of a file is longer, and each word of what is would be looked around to its ends.
    const REACH: usize = 256;
    let is_end = |c: char| c.is_whitespace() || "\"'()[]{}<>,;/\\".contains(c);
    let from = boundary_behind(text, word.start.saturating_sub(REACH));
    let to = boundary_before(text, word.end.saturating_add(REACH));
    let start = text[from..word.start].rfind(is_end).map_or(from, |at| boundary_behind(text, from + at + 1));
    let end = text[word.end..to].find(is_end).map_or(to, |ahead| word.end + ahead);
    let (lead, behind) = (&text[start..word.start], &text[word.end..end]);
    let is_digit = |c: char| c.is_ascii_digit();
    let mut letters = text[word.start..word.end].chars();
    let is_capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
    let is_camel =
        is_capital(letters.next()) && is_capital(letters.next()) && letters.any(char::is_lowercase);
    let has_sign = |part: &str| part.contains(['_', '@']);
    let extension =
        behind.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    is_camel
        || lead.ends_with(is_digit)
        || behind.starts_with(is_digit)
        || has_sign(lead)
        || has_sign(behind)
        || extension
        || behind.starts_with('-') && behind.contains('.') && !behind.ends_with('.')
}
