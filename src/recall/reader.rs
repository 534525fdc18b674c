//! Bytes that are read back, never beyond their end.

use std::collections::HashMap;
use std::sync::Arc;

use crate::config::Term;
use crate::diagnostic::Code;
use crate::source::{Slug, SourcePath};

/// Names that many texts have in common, so that each is in memory once and not once a text.
#[derive(Debug, Default)]
pub(super) struct Names {
    slugs: HashMap<Box<str>, Slug>,
    labels: HashMap<Box<str>, Arc<str>>,
    codes: HashMap<Box<str>, Code>,
}

/// What is left of the bytes of one source.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    /// The file that the bytes are about.
    pub(super) path: &'a SourcePath,
    names: &'a mut Names,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8], path: &'a SourcePath, names: &'a mut Names) -> Self {
        Self { rest: bytes, path, names }
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub(super) fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// A number in groups of seven bits, the lowest first.
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn length(&mut self) -> Option<usize> {
        // No length is greater than what is left: each item has a byte at least.
        usize::try_from(self.number()?).ok().filter(|length| *length <= self.rest.len())
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = self.length()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    pub(super) fn slug(&mut self) -> Option<Slug> {
        let text = self.text()?;
        if let Some(known) = self.names.slugs.get(text) {
            return Some(known.clone());
        }
        let slug = Slug::parse(text).ok()?;
        self.names.slugs.insert(text.into(), slug.clone());
        Some(slug)
    }

    pub(super) fn term(&mut self) -> Option<Term> {
        let key = self.slug()?;
        let text = self.text()?;
        if let Some(known) = self.names.labels.get(text) {
            return Some(Term { key, label: known.clone() });
        }
        let label: Arc<str> = text.into();
        self.names.labels.insert(text.into(), label.clone());
        Some(Term { key, label })
    }

    pub(super) fn code(&mut self) -> Option<Code> {
        let text = self.text()?;
        if let Some(known) = self.names.codes.get(text) {
            return Some(*known);
        }
        let code = Code::remembered(text)?;
        self.names.codes.insert(text.into(), code);
        Some(code)
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Whether everything was read.
    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}
