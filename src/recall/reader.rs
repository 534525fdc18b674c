//! Bytes that are read back, never beyond their end.

use std::sync::Arc;

use ahash::HashMap;

use super::Kept;
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

/// What is left of what was written of one thing.
pub(super) struct Reader<'a> {
    /// The numbers.
    rest: &'a [u8],
    texts: &'a str,
    /// The file that the bytes are about.
    pub(super) path: &'a SourcePath,
    names: &'a mut Names,
}

impl<'a> Reader<'a> {
    /// Reads what [`Writer::finish`](super::writer::Writer::finish) wrote at the beginning of some bytes, and gives what
    /// follows it.
    pub(super) fn new(
        bytes: &'a [u8],
        path: &'a SourcePath,
        names: &'a mut Names,
    ) -> Option<(Self, &'a [u8])> {
        let mut reader = Self { rest: bytes, texts: "", path, names };
        let (numbers, texts) = (reader.length()?, reader.length()?);
        let (numbers, rest) = reader.rest.split_at_checked(numbers)?;
        let (texts, rest) = rest.split_at_checked(texts)?;
        reader.rest = numbers;
        reader.texts = std::str::from_utf8(texts).ok()?;
        Some((reader, rest))
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
        let length = usize::try_from(self.number()?).ok()?;
        let (taken, rest) = self.texts.split_at_checked(length)?;
        self.texts = rest;
        Some(taken)
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
        let label = if let Some(known) = self.names.labels.get(text) {
            known.clone()
        } else {
            let label: Arc<str> = text.into();
            self.names.labels.insert(text.into(), label.clone());
            label
        };
        Some(Term { key, label, is_of_program: bool::take(self)? })
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

    /// Whether everything was read.
    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty() && self.texts.is_empty()
    }
}
