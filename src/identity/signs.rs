//! What a text has that its form or its surroundings tell, in one pass over its bytes.

use std::ops::Range;

use super::ages;
use super::at_once::{AT_ONCE, Signs, bits, has_any};
use super::contacts;
use super::coordinates::coordinates;
use super::dates::{day_at, day_of_the_month, joined_day, judge_day, loose_birth_date};
use super::fiction::Excuse;
use super::hit::{Hit, Kind};
use super::leads;
use super::names::{Run, judge};
use super::numbers::{self, Digits, goes_on_from_digit, joint};
use super::phrases::phrases;
use super::places;
use super::word_starts::WordStarts;

/// What may begin at a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    None,
    Digit,
    Capital,
    At,
}

#[inline]
const fn sign(byte: u8) -> Sign {
    match byte {
        b'0'..=b'9' => Sign::Digit,
        // The large letters, and the first byte of those with accents: `É`, `Ł`, `Ŵ`.
        b'A'..=b'Z' | 0xC3..=0xC5 => Sign::Capital,
        b'@' => Sign::At,
        _ => Sign::None,
    }
}

/// Whether there may be anything in a text, as it is or with its entities resolved, that needs no judgement, but for sealed
/// names: each has a digit or an `@`, or what digits of another script begin with; and so has every number that an entity may be
/// written as in its place. The digits in `<h2>` and `&#39;` are none: most lines of a page have no other.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte costs eight times as much")]
pub fn may_be_certain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let may_be = |byte: u8| (byte.wrapping_sub(b'0') < 10) | (byte == b'@') | (byte >= 0xD9);
    let is_sign = |at: usize| match bytes[at] {
        b'0'..=b'9' => !(is_of_heading(bytes, at) || is_of_apostrophe(bytes, at)),
        b'@' | 0xD9 | 0xDB => true,
        // Digits that are raised, lowered or in a circle; most signs that begin so are quotation marks.
        0xE2 => matches!(bytes.get(at + 1), Some(0x81..=0x83 | 0x90..=0x93)),
        byte => byte >= 0xE0,
    };
    (0..bytes.len()).step_by(AT_ONCE).any(|from| {
        let mut ahead = if has_any(bytes, from, may_be) { bits(bytes, from, may_be) } else { 0 };
        while ahead != 0 {
            if is_sign(from + ahead.trailing_zeros() as usize) {
                return true;
            }
            ahead &= ahead - 1;
        }
        false
    })
}

/// Whether a digit stands behind an `h`, as in `<h2>`.
fn is_of_heading(bytes: &[u8], at: usize) -> bool {
    at > 0 && bytes[at - 1] == b'h'
}

/// Whether a digit is one of those in `&#39;`, which stands for an apostrophe.
fn is_of_apostrophe(bytes: &[u8], at: usize) -> bool {
    let from = at - usize::from(bytes[at] == b'9' && at > 0);
    from > 1 && bytes[from - 2..].starts_with(b"&#39;")
}

/// Whether something may begin at a byte, as [`sign`] says; without a branch.
const fn is_sign(byte: u8) -> bool {
    // `A` stands right behind `@`.
    (byte.wrapping_sub(b'0') < 10) | (byte.wrapping_sub(b'@') < 27) | (byte.wrapping_sub(0xC3) < 3)
}

/// Everything that its form or its surroundings tell; what only a human can judge where the beginnings of the words are given.
pub(super) fn signs(
    text: &str,
    for_review: Option<&WordStarts>,
    hits: &mut Vec<Hit>,
    excuses: &mut Vec<(usize, Excuse)>,
) {
    let with_review = for_review.is_some();
    let bytes = text.as_bytes();
    let mut begins = Signs::new(bytes, is_sign);
    let mut from = 0;
    let mut run_end = 0;
    while let Some(mut at) = begins.next(from) {
        match sign(bytes[at]) {
            Sign::None => at += 1,
            Sign::At => {
                contacts::email(text, at, hits);
                at += 1;
            }
            Sign::Capital => {
                let is_first = at == 0
                    || !(bytes[at - 1].is_ascii_alphanumeric()
                        || bytes[at - 1] >= 0x80 && bytes[at - 1] != 0xA0 && !is_quote(bytes, at));
                let begins = at >= run_end
                    && is_first
                    && (with_review || places::house_number(text, at).is_some())
                    && text[at..].chars().next().is_some_and(char::is_uppercase);
                if begins {
                    let run = Run::read(text, at);
                    run_end = run.end.max(at + 1);
                    if run.end > at {
                        let before = hits.len();
                        judge(text, &run, hits);
                        if !with_review {
                            let mut of_run = hits.split_off(before);
                            of_run.retain(|hit| hit.kind == Kind::StreetAddress);
                            hits.append(&mut of_run);
                        }
                    }
                }
                at += 1;
            }
            Sign::Digit => {
                let start = at;
                while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                    at += 1;
                }
                at = digits(text, start..at, with_review, hits);
            }
        }
        from = at;
    }
    if let Some(starts) = for_review {
        phrases(text, starts, hits, excuses);
    }
}

/// Whether a sign that is written in three bytes, as a quotation mark or a dash, ends before a byte.
fn is_quote(bytes: &[u8], at: usize) -> bool {
    at >= 3 && bytes[at - 3] == 0xE2 && bytes[at - 2] == 0x80
}

/// What may begin at some digits, or at the letters before them. Gives the byte at which to go on.
fn digits(text: &str, range: Range<usize>, with_review: bool, hits: &mut Vec<Hit>) -> usize {
    let Range { start, end } = range.clone();
    if hits.last().is_some_and(|hit| hit.range.contains(&start) && is_number(hit.kind)) {
        return end;
    }
    // A sort code may be written as a day is.
    if numbers::may_be_of_account(text.as_bytes(), start, end)
        && let Some(behind) = numbers::account_number(text, start, end, hits)
    {
        return behind.max(end);
    }
    if let Some(day) = day_at(text, start, end) {
        // Whatever the day is of, its digits are of nothing else.
        let behind = day.range.end.max(end);
        if numbers::health_number_with_day(text, &day.range, day.digits(), hits) {
            return behind;
        }
        judge_day(text, day, with_review, hits);
        return behind;
    }
    number(text, range, with_review, hits);
    end
}

/// What may begin at some digits that are of no day.
fn number(text: &str, range: Range<usize>, with_review: bool, hits: &mut Vec<Hit>) {
    let Range { start, end } = range;
    let length = end - start;
    let bytes = text.as_bytes();
    let joined = joint(text, end);
    let before = hits.len();
    loose_birth_date(text, start, end, joined, hits);
    if length <= 3 {
        places::postcode(text, start, end, hits);
        contacts::vehicle(text, start, end, hits);
    }
    if length <= 4 {
        contacts::older_vehicle(text, start, end, hits);
    }
    if with_review {
        if length <= 2
            && let Some(range) = ages::in_figures(text, start, end)
        {
            hits.push(Hit { kind: Kind::Age, what: text[range.clone()].to_owned(), range });
        }
        if length <= 2 && matches!(bytes.get(end), Some(b's' | b'n' | b'r' | b't')) {
            day_of_the_month(text, start, end, hits);
        }
        if matches!(length, 6 | 8) && hits.len() == before {
            joined_day(text, start, end, hits);
        }
        if length <= 2 && bytes.get(end) == Some(&b'.') {
            coordinates(text, start, hits);
        }
        leads::case_number(text, start, end, hits);
        if length == 4 {
            leads::citation(text, start, end, hits);
        }
    }
    let is_of_health =
        (length == 10 || length < 10 && joined.is_some()) && numbers::health_number(text, start, hits);
    // A telephone begins with `0`, `44` or, spelt out, with one of ten single digits.
    let may_be_phone = bytes[start] == b'0'
        && (length > 1 || joined.is_some() && !goes_on_from_digit(bytes, start))
        || bytes[start..end].starts_with(b"44");
    if may_be_phone && !is_of_health {
        contacts::phone(text, start, &Digits::read(text, start), hits);
    }
    if length <= 6 && numbers::may_be_insurance(bytes, start) {
        numbers::insurance_number(text, start, hits);
    }
    if length >= 11 {
        numbers::pupil_number(text, start, end, hits);
    }
    if numbers::may_be_labelled(bytes, start, end) {
        numbers::labelled_number(text, start, end, hits);
    }
    if with_review && hits.len() == before && numbers::may_be_unlabelled(bytes, start, end) {
        numbers::unlabelled_number(text, start, end, hits);
    }
    if with_review && hits.len() == before && length == 3 && joined.is_some() {
        numbers::unlabelled_ten(text, start, hits);
    }
}

fn is_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::NhsNumber
            | Kind::ChiNumber
            | Kind::LikelyNumber
            | Kind::UnlabelledNumber
            | Kind::InsuranceNumber
            | Kind::Phone
            | Kind::BirthDate
            | Kind::EventDate
            | Kind::Postcode
            | Kind::Vehicle
            | Kind::Citation
    )
}
