//! Slugs: the parts of an address.

use std::fmt;
use std::sync::Arc;

use super::path::is_reserved;
use super::{DERIVED_SLUG_LENGTH_LIMIT, SLUG_LENGTH_LIMIT};

/// One part of an address: lower-case letters, digits and single hyphens, nothing else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

/// Why a text is not a slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlugError {
    /// Nothing in it can stand in an address.
    Empty,
    /// It has a character other than `a-z`, `0-9` and `-`.
    Character(char),
    /// It begins or ends with a hyphen, or has two in a row.
    Hyphen,
    /// It is longer than [`SLUG_LENGTH_LIMIT`] characters.
    TooLong(usize),
    /// It is the name of a device on Windows (`con`, `nul`, `lpt1`).
    Reserved,
}

impl Slug {
    /// Takes a slug as an author wrote it; nothing is mended silently.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        if text.is_empty() {
            return Err(SlugError::Empty);
        }
        if let Some(bad) = text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
            return Err(SlugError::Character(bad));
        }
        if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
            return Err(SlugError::Hyphen);
        }
        if text.len() > SLUG_LENGTH_LIMIT {
            return Err(SlugError::TooLong(text.len()));
        }
        if is_reserved(text) {
            return Err(SlugError::Reserved);
        }
        Ok(Self(text.into()))
    }

    /// Makes a slug of a file name or a label: transliterated, lower case, cut at
    /// [`DERIVED_SLUG_LENGTH_LIMIT`] characters.
    pub fn from_text(text: &str) -> Result<Self, SlugError> {
        if let Ok(slug) = Self::parse(text)
            && text.len() <= DERIVED_SLUG_LENGTH_LIMIT
        {
            return Ok(slug);
        }
        let mut slug = slug::slugify(text);
        if slug.len() > DERIVED_SLUG_LENGTH_LIMIT {
            slug.truncate(DERIVED_SLUG_LENGTH_LIMIT);
            slug.truncate(slug.trim_end_matches('-').len());
        }
        Self::parse(&slug)
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
