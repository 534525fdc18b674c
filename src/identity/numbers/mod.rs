//! Numbers that stand for one person: with a check digit, or with a label.

mod bank;
mod behind;
mod checked;
mod counts;
mod health;
mod joints;
mod labelled;
mod labels;
mod registers;
mod ten;
mod unlabelled;
mod unlabelled_ten;
mod value;

use std::ops::Range;

use super::text::{Phrases, after, before};

pub(super) use bank::{account_number, may_be_of_account};
pub(super) use checked::{insurance_number, may_be_insurance, pupil_number};
pub(super) use health::{health_number, health_number_with_day};
pub(super) use joints::{Joint, goes_on_from_digit, joint};
pub(super) use labelled::{labelled_number, may_be_labelled};
pub(super) use unlabelled::{may_be_unlabelled, unlabelled_number};
pub(super) use unlabelled_ten::unlabelled_ten;

pub(super) use labels::{last_words as last_words_of_labels, words_between as words_behind_labels};

/// Whether some words in small letters are a label of a number that somebody has.
pub(super) fn names_number(words: &str) -> bool {
    labels::label(words).is_some()
}

/// Digits that belong together as those of a telephone number do.
#[derive(Debug, Clone)]
pub(super) struct Digits<'t> {
    text: &'t str,
    /// Where each group stands.
    pub(super) groups: Vec<Range<usize>>,
    /// How many digits they have in all.
    pub(super) count: usize,
}

impl<'t> Digits<'t> {
    /// Reads groups of digits with blanks, dashes, dots, brackets or the end of a line or cell between; with a slash or a low line only
    /// behind the first one.
    pub(super) fn read(text: &'t str, start: usize) -> Self {
        const MOST: usize = 20;
        let bytes = text.as_bytes();
        let mut digits = Self { text, groups: Vec::new(), count: 0 };
        let mut at = start;
        loop {
            let from = at;
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            digits.groups.push(from..at);
            digits.count += at - from;
            let is_code = digits.groups.len() == 1 && at - from > 2;
            match joint(text, at) {
                Some((sign, next))
                    if digits.count <= MOST
                        && (sign.is_plain()
                            || sign == Joint::Tab
                            || is_code && matches!(sign, Joint::Slash | Joint::LowLine)) =>
                {
                    at = next;
                }
                _ => return digits,
            }
        }
    }

    /// Where the next group begins, should one belong to a group that ends at a byte.
    pub(super) fn go_on(bytes: &[u8], end: usize) -> Option<usize> {
        let between = match bytes.get(end..) {
            Some([b' ' | b'-' | b'.' | b'\n' | b'\t', ..]) => 1,
            Some([0xC2, 0xA0, ..]) => 2,
            Some([0xE2, 0x80, 0x90..=0x93 | 0x89 | 0xAF, ..] | [b'%', b'2', b'0', ..]) => 3,
            _ => return None,
        };
        let next = end + between;
        bytes.get(next).is_some_and(u8::is_ascii_digit).then_some(next)
    }

    /// Whether these digits are the first ones; a group goes on from the one before it.
    pub(super) fn begin_with(&self, first: &str) -> bool {
        let digits = self.groups.iter().flat_map(|group| self.text[group.clone()].bytes());
        digits.take(first.len()).eq(first.bytes())
    }
}

/// Phrases by which a number is said to be something else.
static OTHERWISE: Phrases = Phrases::new(&[
    "ref",
    "reference",
    "refs",
    "isbn",
    "isbn-10",
    "issn",
    "doi",
    "order",
    "invoice",
    "ticket",
    "charity",
    "company",
    "account",
    "job",
    "contract",
    "tender",
    "licence",
    "policy",
    "serial",
    "uprn",
    "id",
    "case",
    "grant",
    "foi",
    "registration",
    "registered",
    "version",
    "item",
    "code",
    "utr",
    "vat",
    "vat number",
    "vat no",
    "catalogue number",
    "catalogue no",
    "meeting number",
    "zoom meeting",
    "webinar",
    "oclc",
    "pmid",
    "ean",
    "barcode",
    "grid",
    "part number",
    "batch number",
    "batch",
    "model",
    "snomed",
    "snomed ct",
    "snomed code",
    "snomed concept",
    "sctid",
]);
/// At most `most` letters before a byte, large, with a blank or hyphen between allowed; and where they begin. What has
/// more letters has none.
pub(super) fn letters_before(text: &str, at: usize, most: usize) -> (String, usize) {
    let bytes = text.as_bytes();
    let mut end = at;
    if end > 1 && matches!(bytes[end - 1], b' ' | b'-' | b'\n' | b'\t') && bytes[end - 2].is_ascii_uppercase()
    {
        end -= 1;
    }
    let mut from = end;
    while from > 0 && bytes[from - 1].is_ascii_alphabetic() && end - from <= most {
        from -= 1;
    }
    if end - from > most || end == from {
        return (String::new(), at);
    }
    (text[from..end].to_ascii_uppercase(), from)
}

/// Whether a range is part of something longer: a path, a hash, a name with hyphens or underscores.
pub(super) fn is_within_code(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let joint = |byte: u8| matches!(byte, b'-' | b'_' | b'/' | b'=' | b'.');
    let before = range.start > 1 && joint(bytes[range.start - 1]) && bytes[range.start - 2].is_ascii_digit();
    let behind = bytes.get(range.end).is_some_and(|byte| matches!(byte, b'-' | b'/'))
        && bytes.get(range.end + 1).is_some_and(u8::is_ascii_digit);
    before || behind
}

/// Whether what follows or goes before says that a number is a reference.
pub(super) fn is_reference(text: &str, start: usize) -> bool {
    OTHERWISE.end(&before(text, start, 40))
}

/// Whether a label stands right behind, in brackets.
pub(super) fn is_labelled_behind(text: &str, end: usize, labels: &[&str]) -> bool {
    let signs = [' ', '(', '[', ',', '-'];
    let has_word = text[end..].trim_start_matches(signs).starts_with(|c: char| c.is_ascii_alphabetic());
    has_word && {
        let behind = after(text, end, 24);
        let behind = behind.trim_start_matches(signs);
        labels.iter().any(|label| behind.starts_with(label))
    }
}
