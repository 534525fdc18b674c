//! National insurance numbers and unique pupil numbers, told by their form.

use crate::identity::hit::{Hit, Kind};
use crate::identity::tables::column_heading;
use crate::identity::text::{Phrases, before, label_before, stands_alone};

use super::{Digits, is_within_code, letters_before};

static INSURANCE: Phrases = Phrases::new(&[
    "nino",
    "ni",
    "ni number",
    "national insurance",
    "yswiriant gwladol",
    "rhif yswiriant gwladol",
]);
/// Two letters, six digits, a letter from A to D.
/// Source: HMRC National Insurance Manual NIM39110.
pub(in crate::identity) fn insurance_number(
    text: &str,
    start: usize,
    digits: &Digits<'_>,
    found: &mut Vec<Hit>,
) {
    let shape: &[usize] = if digits.fit(&[6]) { &[6] } else { &[2, 2, 2] };
    let Some((number, end)) = digits.shaped(shape) else { return };
    let (letters, from) = match letters_before(text, start, 2) {
        (letters, _) if letters.is_empty() => small_prefix(text, start).unwrap_or_default(),
        known => known,
    };
    let bytes = text.as_bytes();
    let gap = usize::from(matches!(bytes.get(end), Some(b' ' | b'-' | b'\n' | b'\t')));
    let Some(suffix) = bytes.get(end + gap).map(u8::to_ascii_uppercase).filter(|c| matches!(c, b'A'..=b'D'))
    else {
        return;
    };
    let range = from..end + gap + 1;
    let [one, two] = letters.as_bytes() else { return };
    let is_prefix = !b"DFIQUV".contains(one)
        && !b"DFIOQUV".contains(two)
        && !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(&letters.as_str());
    // With its label also one that is never given: it may stand for one that was.
    let is_labelled = || {
        INSURANCE.end(&label_before(text, from, 32))
            || column_heading(text, &range).is_some_and(|heading| INSURANCE.end(&heading))
    };
    if (is_prefix || is_labelled()) && stands_alone(text, &range) && !is_within_code(text, &range) {
        let what = format!("{letters}{number}{}", char::from(suffix));
        found.push(Hit { kind: Kind::InsuranceNumber, range, what });
    }
}

/// Two small letters and a blank before a number that is said to be of national insurance: `NINO ab 12 34 56 c`.
fn small_prefix(text: &str, start: usize) -> Option<(String, usize)> {
    let from = start.checked_sub(3)?;
    let letters = text.get(from..start)?.strip_suffix(' ')?;
    let is_pair = letters.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_pair && INSURANCE.end(&before(text, from, 32))).then(|| (letters.to_ascii_uppercase(), from))
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
