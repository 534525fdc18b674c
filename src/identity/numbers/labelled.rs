//! Numbers that only their label tells: of passports, patients, prisoners, and of records of the police or social care.

use std::ops::Range;

use crate::identity::dates::day_at;
use crate::identity::hit::{Hit, Kind};
use crate::identity::tables::headings;
use crate::identity::text::{label_before, stands_alone};
use crate::identity::titles::title_over;

use super::behind::label_behind;
use super::labels::{Label, Number, label};
use super::registers::Register;

/// Furthest that a label stands before its number, in bytes.
const REACH: usize = 64;
/// Letters of one part of a code before its first digit; more are a word.
const LETTERS: usize = 4;
/// Fewest digits of a number whose label stands behind it; fewer are how many there are of something.
const LEAST_BEFORE_LABEL: usize = 6;
/// Bytes of the longest number.
const LONGEST: usize = 24;

/// Whether some digits may be the first ones of a number that only its label tells: nearly all are counts, years and days.
pub(in crate::identity) fn may_be_labelled(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|at| bytes[at]);
    let is_joint = |byte: u8| matches!(byte, b'-' | b'/');
    let follows_letters = before.is_some_and(|byte| {
        byte.is_ascii_alphabetic() || is_joint(byte) && start > 1 && bytes[start - 2].is_ascii_alphanumeric()
    });
    let goes_on = match &bytes[end..] {
        [b'A'..=b'Z', ..] => true,
        [joint, next, ..] if is_joint(*joint) => next.is_ascii_alphanumeric(),
        // `log 45 of 3 May 2021`
        [b' ', b'o', b'f', b' ', next, ..] => next.is_ascii_digit(),
        [b' ', next, ..] => end - start > 1 && next.is_ascii_digit(),
        _ => false,
    };
    match end - start {
        5.. => true,
        4 => follows_letters || goes_on || !is_year(&bytes[start..end]),
        _ => follows_letters || goes_on,
    }
}

fn is_year(digits: &[u8]) -> bool {
    digits.starts_with(b"19") || digits.starts_with(b"20")
}

/// A number as it is written, and what it is made of.
#[derive(Debug)]
struct Value {
    range: Range<usize>,
    digits: usize,
    letters: usize,
    /// Whether it has a blank in it.
    is_apart: bool,
}

impl Value {
    fn of(text: &str, range: Range<usize>) -> Self {
        let bytes = &text.as_bytes()[range.clone()];
        let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
        let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        Self { range, digits, letters, is_apart: bytes.contains(&b' ') }
    }

    /// Digits and letters without what stands between.
    fn length(&self) -> usize {
        self.digits + self.letters
    }

    /// Whether it has more than digits, as counts of people have not.
    fn is_code(&self) -> bool {
        self.range.len() > self.digits
    }

    /// Whether it is written as a telephone number, those of bodies included: `0300 123 1234`, `0800 1111`.
    fn is_telephone(&self, text: &str) -> bool {
        let written = &text.as_bytes()[self.range.clone()];
        let is_of_body = matches!(written, [b'0', b'3' | b'8', _, _, b' ', ..]);
        let is_whole =
            matches!(written, [b'0', b'1'..=b'3' | b'7' | b'8', ..]) && (10..=11).contains(&self.digits);
        self.letters == 0 && (is_of_body || is_whole)
    }

    fn begins_with_zero(&self, text: &str) -> bool {
        text.as_bytes()[self.range.start] == b'0'
    }

    /// Whether it is long enough for a number that somebody has.
    fn may_be_number(&self, text: &str) -> bool {
        let written = &text.as_bytes()[self.range.clone()];
        let is_span = self.letters == 0
            && is_year(written)
            && written.get(4).is_some_and(|sign| !sign.is_ascii_digit())
            && matches!(written.len(), 7 | 9);
        match self.digits {
            0..=2 => false,
            3 => self.letters > 0 && self.length() > 5,
            4 => self.letters > 0 || !is_year(written),
            _ => !is_span,
        }
    }
}

/// Numbers that only their label tells, at their first digits.
pub(in crate::identity) fn labelled_number(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    if let Some(range) = driver_number(text, start) {
        found.push(Hit { kind: Kind::RecordNumber, what: text[range.clone()].to_ascii_uppercase(), range });
        return;
    }
    let Some(from) = code_start(text, start) else { return };
    let Some(behind) = code_end(text, end) else { return };
    let whole = groups(text, from, behind).pop();
    let whole = whole.filter(|whole| whole.may_be_number(text) || is_of_day(text, whole.range.end));
    let Some(whole) = whole else { return };
    if whole.letters == 0 && day_at(text, start, end).is_some_and(|day| day.range.end >= behind) {
        return;
    }
    let is_glued = from == start && text[..from].ends_with(char::is_alphabetic);
    let is_of_phone =
        || found.iter().rev().take(2).any(|hit| hit.kind == Kind::Phone && hit.range.contains(&start));
    if whole.is_apart && is_of_phone()
        || whole.is_telephone(text)
        || text[..from].ends_with(['£', '$', '€'])
        || text[..from].ends_with(char::is_alphanumeric) && !is_glued
    {
        return;
    }
    let of = |label: Label, from: usize| {
        groups(text, from, behind)
            .into_iter()
            .find_map(|value| Some((kind(label, &value, text)?, value.range)))
    };
    // `PNC-12/345678K`, `passport AB 1234567`
    let behind_joint = (from < start && text[..start].ends_with(['-', '/'])).then_some(start);
    // `MRN1234567`
    let is_glued_label = from < start && text.as_bytes()[from..start].iter().all(u8::is_ascii_uppercase);
    let behind_letters = (is_glued_label && whole.digits + start - from == whole.length()).then_some(start);
    let starts = [Some(from), behind_joint, behind_letters, letters_apart(text, from)];
    let hit = starts
        .into_iter()
        .flatten()
        .find_map(|from| of(label(&label_before(text, from, REACH))?, from))
        .or_else(|| {
            let start = letters_apart(text, from).unwrap_or(from);
            headings(text, start).find_map(|heading| of(label(&heading)?, start))
        })
        .or_else(|| of(label(&title_over(text, from)?).filter(|label| label.number.is_some())?, from))
        .or_else(|| {
            let may_be_one = whole.digits >= LEAST_BEFORE_LABEL || whole.is_code();
            let label = may_be_one.then(|| label_behind(text, whole.range.end)).flatten()?;
            of(label, from)
        })
        .or_else(|| Some((in_list(text, &whole, found)?, whole.range)));
    // `case number 1234/2020` is told as that already.
    let is_told = |range: &Range<usize>| found.last().is_some_and(|hit| hit.range.end > range.start);
    if let Some((kind, range)) =
        hit.filter(|(kind, range)| *kind != Kind::UnlabelledNumber || !is_told(range))
    {
        found.push(Hit { kind, what: text[range.clone()].to_ascii_uppercase(), range });
    }
}

/// What a number of a register is, where it is written as those of that register.
fn kind(label: Label, value: &Value, text: &str) -> Option<Kind> {
    const LONG: usize = 7;
    let Label { register, number, is_signed, is_loose, is_word } = label;
    // `client numbers: 12345` says how many there are.
    let is_one = number != Some(Number::Several) || value.is_code();
    let is_of_prison = value.digits == 4 && value.letters == 3 && value.length() == value.range.len();
    match register {
        // Of ten digits it is known already; of others one was left out or typed twice.
        Register::Nhs | Register::Chi => {
            let is_near = matches!(value.digits, 9 | 11) && value.letters < 2;
            let is_said = is_one && number.is_some() && !is_loose;
            (is_near && is_said && !value.begins_with_zero(text)).then_some(Kind::LikelyNumber)
        }
        Register::Log => {
            let is_number = number.is_some() && value.may_be_number(text) || is_of_day(text, value.range.end);
            (is_one && !is_loose && is_number).then_some(Kind::UnlabelledNumber)
        }
        Register::Passport => {
            let is_usual = value.length() == 9 && value.letters <= 2 && (!is_loose || is_signed);
            let is_long = number.is_some() && (6..=12).contains(&value.digits) && value.length() >= LONG;
            (is_usual || is_long).then_some(Kind::PassportNumber)
        }
        Register::Hospital => {
            let is_long = (5..=10).contains(&value.digits);
            (is_one && label.is_number() && is_long).then_some(Kind::HospitalNumber)
        }
        Register::Prison if is_of_prison => Some(Kind::RecordNumber),
        // `child poverty number: 12345`, `family ID 4137`
        Register::Record if is_word && is_loose => None,
        Register::Record if is_word && value.digits < 5 && !value.is_code() => {
            let is_told = is_one && number.is_some() && value.may_be_number(text);
            is_told.then_some(Kind::UnlabelledNumber)
        }
        Register::Prison | Register::Record => {
            let is_long = (5..=12).contains(&value.digits);
            let is_short = !is_loose && value.may_be_number(text);
            let is_told = is_one && number.is_some() && (is_long || is_short)
                || is_one && label.is_number() && is_long && (value.is_code() || value.digits >= LONG)
                || is_long && value.letters > 0 && !is_loose;
            is_told.then_some(Kind::RecordNumber)
        }
    }
}

/// Whether a day follows, as the police number the calls of each: `log 45 of 3 May 2021`.
fn is_of_day(text: &str, end: usize) -> bool {
    let start = end + " of ".len();
    let digits = text.as_bytes().get(start..).unwrap_or_default();
    let length = digits.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    text[end..].starts_with(" of ") && length > 0 && day_at(text, start, start + length).is_some()
}

/// Where the code begins of which a digit is the first one; nothing where there is one before it.
fn code_start(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let count = |at: usize, is_letter: fn(&u8) -> bool| {
        bytes[..at].iter().rev().take(LETTERS + 1).take_while(|byte| is_letter(byte)).count()
    };
    let glued = count(start, u8::is_ascii_alphabetic);
    if glued > LETTERS {
        return Some(start);
    }
    let mut from = start - glued;
    // Only large letters: in `custody-in-2023`, as anchors have it, no word belongs to a code.
    while let [.., last, b'-' | b'/'] = &bytes[..from] {
        let letters = count(from - 1, u8::is_ascii_uppercase);
        let part = from - 1 - letters;
        if last.is_ascii_digit() {
            return None;
        }
        if !(1..=LETTERS).contains(&letters)
            || start - part > LONGEST
            || text[..part].ends_with(char::is_alphabetic)
        {
            break;
        }
        from = part;
    }
    (!text[..from].ends_with(|c: char| c.is_ascii_digit())).then_some(from)
}

/// Where the code ends that goes on at a byte; nothing where it is too long for one.
fn code_end(text: &str, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = end;
    while at - end < LONGEST {
        match &bytes[at..] {
            [byte, ..] if byte.is_ascii_alphanumeric() => at += 1,
            [b'-' | b'/', b'0'..=b'9' | b'A'..=b'Z', ..] => at += 2,
            _ => return (!text[at..].starts_with(char::is_alphanumeric)).then_some(at),
        }
    }
    None
}

/// A code alone, and with each group of digits that goes on behind a blank: `51234 5678`.
fn groups(text: &str, from: usize, end: usize) -> Vec<Value> {
    const MOST: usize = 4;
    const LONGEST_GROUP: usize = 8;
    let bytes = text.as_bytes();
    let mut values = vec![Value::of(text, from..end)];
    let mut at = end;
    while values.len() < MOST {
        let [b' ', next, ..] = bytes[at..] else { break };
        if !next.is_ascii_digit() {
            break;
        }
        let length =
            bytes[at + 1..].iter().take(LONGEST_GROUP + 1).take_while(|b| b.is_ascii_alphanumeric()).count();
        let group = at + 1..at + 1 + length;
        if !(2..=LONGEST_GROUP).contains(&length) || !stands_alone(text, &group) {
            break;
        }
        at = group.end;
        values.push(Value::of(text, from..at));
    }
    values
}

/// Where the large letters begin that stand before a code with a blank between, as the first ones of it.
fn letters_apart(text: &str, from: usize) -> Option<usize> {
    let lead = text[..from].strip_suffix(' ')?;
    let letters = lead.bytes().rev().take(3).take_while(u8::is_ascii_uppercase).count();
    let at = lead.len() - letters;
    (letters > 0 && stands_alone(text, &(at..lead.len()))).then_some(at)
}

/// What a number is that stands behind another one of the same length in a list: `passport numbers 512345678 and 512345679`.
fn in_list(text: &str, value: &Value, found: &[Hit]) -> Option<Kind> {
    const NEAREST: usize = 3;
    const JOINTS: [&str; 8] = [", ", " and ", ", and ", " & ", " or ", "/", " / ", "; "];
    let other = found.iter().rev().take(NEAREST).find(|hit| {
        matches!(hit.kind, Kind::PassportNumber | Kind::HospitalNumber | Kind::RecordNumber)
            && text.get(hit.range.end..value.range.start).is_some_and(|between| JOINTS.contains(&between))
    })?;
    let other_value = Value::of(text, other.range.clone());
    (other_value.length() == value.length()).then_some(other.kind)
}

/// The number of a driving licence of Great Britain at its six digits, written together or apart: five of a name, six digits, two
/// initials, a digit and two letters. Source: DVLA, how the driver number is made up.
fn driver_number(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let name_end = start - usize::from(start > 0 && bytes[start - 1] == b' ');
    let from = name_end.checked_sub(5)?;
    let is_name = bytes[from].is_ascii_uppercase()
        && bytes[from..name_end].iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'9');
    let end = start + 6;
    let rest = end + usize::from(bytes.get(end) == Some(&b' '));
    let is_digits = bytes.get(start..end)?.iter().all(u8::is_ascii_digit);
    let [one, two, check, last @ ..] = bytes.get(rest..rest + 5)? else { return None };
    let is_tail = [one, two].iter().all(|byte| byte.is_ascii_uppercase() || **byte == b'9')
        && [check].into_iter().chain(last).all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let range = from..rest + 5;
    (is_name && is_digits && is_tail && stands_alone(text, &range)).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_from_its_first_digit() {
        let code = |text: &'static str| {
            let start = text.find(|c: char| c.is_ascii_digit()).unwrap();
            let end = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
            Some(&text[code_start(text, start)?..code_end(text, end)?])
        };
        for (text, read) in [
            ("no RX1-204417,", "RX1-204417"),
            ("A1234BC", "A1234BC"),
            ("42/12345/19.", "42/12345/19"),
            ("passport512345678", "512345678"),
            ("passport-512345678", "512345678"),
            ("PNC-12/345678K", "PNC-12/345678K"),
        ] {
            assert_eq!(code(text), Some(read), "{text}");
        }
        assert_eq!(code_start("12-34", 3), None);
        assert_eq!(code_end(&"1".repeat(99), 0), None);
    }
}
