//! Given names: a list of our own, of names common in the United Kingdom over the last hundred years.

use std::sync::LazyLock;

use ahash::HashMap;
use unicode_normalization::UnicodeNormalization as _;

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
        let mut small = word.to_ascii_lowercase();
        small[..1].make_ascii_uppercase();
        return GIVEN.get(small.as_str()).copied().filter(|kind| *kind == Given::Plain);
    }
    None
}

/// Whether a word is a given name and nothing else: neither a month nor a word of the language.
pub fn is_given_name(word: &str) -> bool {
    given(word) == Some(Given::Plain)
}
