//! National insurance numbers and unique pupil numbers, told by their form.

use std::ops::Range;

use crate::identity::hit::{Hit, Kind};
use crate::identity::tables::headings;
use crate::identity::text::{Phrases, after, before, label_before, last_word, stands_alone};
use crate::identity::titles::title_over;

use super::bank::ends_in_label;
use super::joints::Joint;
use super::ten::Grouped;
use super::{is_labelled_behind, is_within_code, letters_before};

static INSURANCE: Phrases = Phrases::new(&[
    "nino",
    "nat ins",
    "nat. ins",
    "natl insurance",
    "national ins",
    "yg",
    "ni",
    "n.i",
    "ni number",
    "national insurance",
    "national_insurance",
    "nationalinsurance",
    "yswiriant gwladol",
    "rhif yswiriant gwladol",
]);
/// Labels behind a number.
const INSURANCE_BEHIND: [&str; 4] = ["ni n", "ni)", "nino", "national insurance"];

/// What else has numbers that are written so.
static THINGS: Phrases = Phrases::new(&[
    "part number",
    "part no",
    "model",
    "serial number",
    "serial no",
    "product",
    "product code",
    "sku",
    "catalogue",
    "batch",
    "stock code",
    "item code",
    "voucher code",
    "asset tag",
]);
/// The same behind a number.
const THINGS_BEHIND: [&str; 7] =
    ["part n", "model n", "serial n", "product ", "catalogue n", "batch n", "asset tag"];

/// Whether the digits of a national insurance number may begin at a byte: two letters stand before them, or the second of two apart.
pub(in crate::identity) fn may_be_insurance(bytes: &[u8], start: usize) -> bool {
    let letter = |back: usize| start >= back && bytes[start - back].is_ascii_alphabetic();
    let is_part = |back: usize| start > back && bytes[start - back - 1].is_ascii_alphanumeric();
    let is_line = start > 2 && bytes[start - 2..start] == *b"\r\n";
    let from = if letter(1) { 1 } else { 2 + usize::from(is_line) };
    letter(from)
        && (letter(from + 1) && !is_part(from + 1)
            || !is_part(from) && letter(from + 2) && !is_part(from + 2))
}

/// Two letters, six digits, a letter from A to D; with its label also without that letter. Two letters that are never given are told
/// with a label, for they may stand for some that were, and without one for review.
/// Source: HMRC National Insurance Manual NIM39110.
pub(in crate::identity) fn insurance_number(text: &str, start: usize, found: &mut Vec<Hit>) {
    const SHAPES: [&[usize]; 6] = [&[6], &[2, 2, 2], &[2, 4], &[4, 2], &[3, 3], &[1; 6]];
    let Some(six) = Grouped::<6>::read(text, start) else { return };
    let is_joined = |joint: Joint| joint.is_plain() || matches!(joint, Joint::LowLine | Joint::Slash);
    if !SHAPES.iter().any(|shape| six.is_of(shape)) || !six.joint.is_none_or(is_joined) {
        return;
    }
    let Some(prefix) = Prefix::before(text, start, six.lengths[0] == 1) else { return };
    let digits_end = six.range.end;
    let suffix = suffix(text, digits_end);
    if suffix.is_none() && prefix.is_small_and_apart && is_small_word(prefix.letters) {
        return;
    }
    let range = prefix.from..suffix.map_or(digits_end, |(_, end)| end);
    if !stands_alone(text, &range) || is_within_code(text, &range) {
        return;
    }
    let is_formed = prefix.is_given() && suffix.is_some_and(|(letter, _)| matches!(letter, b'A'..=b'D'));
    // In small letters and apart they are mostly a word: `as 12 34 56 a`.
    let is_plain = !prefix.is_small_and_apart;
    let kind = if is_formed && is_plain && !is_of_thing(text, &range) || is_of_insurance(text, &range) {
        Kind::InsuranceNumber
    } else if is_plain && prefix.is_large && suffix.is_some_and(|(letter, _)| matches!(letter, b'A'..=b'D')) {
        Kind::UnlabelledNumber
    } else {
        return;
    };
    let letters = prefix.letters.map(char::from);
    let mut what: String = letters.into_iter().chain(six.written().chars()).collect();
    what.extend(suffix.map(|(letter, _)| char::from(letter)));
    found.push(Hit { kind, range, what });
}

/// Whether a label says that a number is of national insurance: before it, behind it, at the head of its column or row, or above.
fn is_of_insurance(text: &str, range: &Range<usize>) -> bool {
    ends_in_label(&INSURANCE, &label_before(text, range.start, 48))
        || headings(text, range.start).any(|heading| INSURANCE.end(&heading))
        || is_labelled_behind(text, range.end, &INSURANCE_BEHIND)
        || title_over(text, range.start).is_some_and(|title| INSURANCE.end(&title))
}

/// Whether what stands before or behind a number says that it is of something that is made or filled in: `part number`, `is the model
/// number`; `the form` may have one on it.
fn is_of_thing(text: &str, range: &Range<usize>) -> bool {
    const SAYING: [&str; 2] = ["is ", "was "];
    const WHOSE: [&str; 4] = ["the ", "a ", "our ", "their "];
    // An address has hyphens where a heading has blanks: `#part-number-ab123456c`.
    let lead = before(text, range.start, 40).replace(['-', '_'], " ");
    let is_form = || {
        let lead = lead.trim_end().strip_suffix("form").filter(|lead| !lead.ends_with(char::is_alphanumeric));
        lead.is_some_and(|lead| {
            matches!(last_word(lead.trim_end()), "" | "see" | "use" | "complete" | "of" | "on" | "return")
        })
    };
    let is_said_behind = || {
        let behind = after(text, range.end, 32);
        let without = |words: &'_ str, leads: &[&str]| {
            leads.iter().find(|lead| words.starts_with(**lead)).map_or(0, |lead| lead.len())
        };
        let words = behind.trim_start_matches([' ', '(', ',', '-', '\u{2013}']);
        let words = &words[without(words, &SAYING)..];
        let words = &words[without(words, &WHOSE)..];
        THINGS_BEHIND.iter().any(|thing| words.starts_with(thing))
    };
    THINGS.end(&lead) || is_form() || is_said_behind()
}

/// Whether two large letters are a word that may stand before some digits: `NI, as 12 34 56 of them`.
fn is_small_word(letters: [u8; 2]) -> bool {
    const WORDS: [&[u8; 2]; 14] =
        [b"AS", b"IS", b"AT", b"ON", b"IN", b"OF", b"TO", b"NO", b"BY", b"OR", b"AN", b"AM", b"BE", b"SO"];
    WORDS.contains(&&letters)
}

/// The two letters of a number, large.
struct Prefix {
    letters: [u8; 2],
    from: usize,
    is_large: bool,
    is_small_and_apart: bool,
}

impl Prefix {
    /// The letters before some digits, with one sign between; apart from each other only where the digits are as well.
    fn before(text: &str, start: usize, is_spelt: bool) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_letter = |at: &usize| bytes[*at].is_ascii_alphabetic();
        let is_sign = |at: usize| matches!(bytes[at], b' ' | b'-' | b'.' | b'_' | b'/' | b'\n' | b'\t');
        let mut second = start.checked_sub(1)?;
        let is_apart = is_sign(second);
        if is_apart {
            // The end of a line may have two signs.
            let is_line = bytes[..=second].ends_with(b"\r\n");
            second = second.checked_sub(1 + usize::from(is_line))?;
        }
        let mut first = second.checked_sub(1)?;
        if is_spelt && is_sign(first) {
            first = first.checked_sub(1)?;
        }
        let written = [first, second];
        let is_large = written.iter().all(|at| bytes[*at].is_ascii_uppercase());
        written.iter().all(is_letter).then(|| Self {
            letters: written.map(|at| bytes[at].to_ascii_uppercase()),
            from: first,
            is_large,
            is_small_and_apart: is_apart && !is_large,
        })
    }

    /// Whether numbers begin so that are given to people.
    fn is_given(&self) -> bool {
        // No list of those in use has `OC`, with which numbers of partnerships begin that are companies.
        const NEVER: [&[u8; 2]; 8] = [b"BG", b"GB", b"KN", b"NK", b"NT", b"OC", b"TN", b"ZZ"];
        let [first, second] = &self.letters;
        !b"DFIQUV".contains(first) && !b"DFIOQUV".contains(second) && !NEVER.contains(&&self.letters)
    }
}

/// The letter behind some digits, large, with at most one sign between, and where it ends.
fn suffix(text: &str, end: usize) -> Option<(u8, usize)> {
    let bytes = text.as_bytes();
    let gap = match &bytes[end..] {
        [b'\r', b'\n', ..] => 2,
        [b' ' | b'-' | b'.' | b'_' | b'/' | b'\n' | b'\t', ..] => 1,
        _ => 0,
    };
    let letter = bytes.get(end + gap).filter(|byte| byte.is_ascii_alphabetic())?;
    let range = end + gap..end + gap + 1;
    let is_apart = !text[range.end..].starts_with(char::is_alphanumeric);
    // `AB 123456 a letter`, with its label
    let is_word =
        gap > 0 && letter.is_ascii_lowercase() && bytes[end] == b' ' && bytes.get(range.end) == Some(&b' ');
    (is_apart && !is_word).then(|| (letter.to_ascii_uppercase(), range.end))
}

/// A check letter, eleven digits, and a digit or (of a temporary one) a letter.
/// Source: Department for Education, Unique pupil numbers: guide for schools.
pub(in crate::identity) fn pupil_number(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let bytes = text.as_bytes();
    let (letters, from) = letters_before(text, start, 1);
    if from + 1 != start || letters.len() != 1 {
        return;
    }
    let (weighed, behind) = match end - start {
        12 => (u32::from(bytes[end - 1] - b'0'), end),
        11 => match bytes
            .get(end)
            .and_then(|last| LETTERS.iter().position(|known| *known == last.to_ascii_uppercase()))
        {
            Some(at) => (u32::try_from(at).unwrap_or_default(), end + 1),
            None => return,
        },
        _ => return,
    };
    let sum: u32 = bytes[start..start + 11]
        .iter()
        .zip(2..)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    let check = LETTERS[((sum + weighed * 13) % 23) as usize];
    let range = from..behind;
    if letters.as_bytes() == [check] && stands_alone(text, &range) {
        found.push(Hit { kind: Kind::PupilNumber, what: text[range.clone()].to_ascii_uppercase(), range });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Scanner, Setup};

    #[test]
    fn an_insurance_number_is_told_by_its_form_and_its_label() {
        let told = |text: &str| {
            let mut hits = Vec::new();
            Scanner::new(Setup::default()).scan_certain(text, &mut hits);
            hits.pop().map(|hit| hit.kind)
        };
        for text in [
            "AB123456C",
            "AB-12-34-56-C",
            "AB_12_34_56_C",
            "AB/12/34/56/C",
            "AB.12.34.56.C",
            "AB12 3456C",
            "AB 1234 56 C",
            "A B 1 2 3 4 5 6 C",
            "NI number AB123456",
            "NINO ab 12 34 56",
            "\"nationalInsuranceNumber\": \"AB123456\"",
            "NI No. AB 12 34 56 E",
            "| NI number |\n|---|\n| AB123456 |",
            "QQ123456C (NI number)",
            "AB123456C_scan.pdf",
            "AB 12 34 56\r\nC",
            "AB\r\n12 34 56 C",
            "AB 12\r\n34 56 C",
        ] {
            assert_eq!(told(text), Some(Kind::InsuranceNumber), "{text}");
        }
        for text in ["QQ123456C was shown", "QQ120956C.pdf", "see QQ 12 34 56 C"] {
            assert_eq!(told(text), Some(Kind::UnlabelledNumber), "{text}");
        }
        for text in ["AB123456", "AB123456E", "in 12 34 56 a", "XAB123456C", "AB 12,34,56 C", "AB123456CD"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
