//! Given names: a list of our own, of names common in the United Kingdom over the last hundred years.

use std::sync::LazyLock;

use ahash::HashMap;
use unicode_normalization::UnicodeNormalization as _;

use super::known_words::is_known;
use super::places::{is_general, noun};
use super::text::as_name;

/// What a given name may be besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// Nothing else.
    Plain,
    /// A word of the language, a surname or a place.
    Word,
    /// A month.
    Month,
}

static GIVEN: LazyLock<HashMap<&'static str, Given>> = LazyLock::new(|| {
    let plain = include_str!("given_names.txt").lines().filter(|line| !line.starts_with('#'));
    let names = plain.flat_map(str::split_whitespace).map(|name| match name.strip_suffix('*') {
        Some(name) => (name, Given::Word),
        None => match name.strip_suffix('+') {
            Some(name) => (name, Given::Month),
            None => (name, Given::Plain),
        },
    });
    names.collect()
});

/// Whether a word is a given name; with a capital and small letters, or all large.
pub(super) fn given(word: &str) -> Option<Given> {
    if !(2..=14).contains(&word.len()) || !word.as_bytes()[0].is_ascii_uppercase() {
        return None;
    }
    if let Some(kind) = GIVEN.get(word) {
        return Some(*kind);
    }
    if !word.is_ascii() {
        // `Siân`, `Zoë`: the list has no accents.
        let plain: String = word.nfd().filter(char::is_ascii).collect();
        return GIVEN.get(plain.as_str()).copied();
    }
    if word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return GIVEN.get(as_name(word).as_str()).copied().filter(|kind| *kind == Given::Plain);
    }
    None
}

/// Whether a word with a capital may be a name: a given name, or a word that no list has; where something around it says that it is
/// one (`is_said`), also a given name that is a word of the language as well.
pub fn may_be_name(word: &str, is_said: bool) -> bool {
    match given(word) {
        Some(Given::Plain) => true,
        Some(Given::Word) => is_said,
        Some(Given::Month) => false,
        None => !is_known(word) && noun(word).is_none() && !is_general(word),
    }
}
