//! Numbers that only their label tells: of passports, patients, prisoners, and of records of the police or social care.

use std::ops::Range;

use crate::identity::dates::day_at;
use crate::identity::hit::{Hit, Kind};
use crate::identity::tables::headings;
use crate::identity::text::{after, stands_alone, word_at};
use crate::identity::titles::title_over;

use super::behind::label_behind;
use super::counts::is_of_counts;
use super::joints::goes_on_from_digit;
use super::labels::{Label, Number, label, label_at};
use super::registers::Register;
use super::value::{Value, code_end, code_start, groups, is_year};

/// Fewest digits of a number whose label stands behind it; fewer are how many there are of something.
const LEAST_BEFORE_LABEL: usize = 6;

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
        [b' ', next, ..] if end - start > 1 => next.is_ascii_digit(),
        // `512.345.678`, `512\u{2022}345\u{2022}678`, and each digit by itself
        [b'.' | b'_', next, ..] | [b' ', next, b' ', ..] => {
            next.is_ascii_digit() && !goes_on_from_digit(bytes, start)
        }
        [0xC2 | 0xE2, ..] => !goes_on_from_digit(bytes, start),
        _ => false,
    };
    match end - start {
        5.. => true,
        4 => follows_letters || goes_on || !is_year(&bytes[start..end]),
        _ => follows_letters || goes_on,
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
    if is_count(text, &whole)
        || whole.is_apart && is_of_phone()
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
    let behind_letters = is_glued_label.then_some(start);
    let starts = [Some(from), behind_joint, behind_letters, letters_apart(text, from)];
    let hit = starts
        .into_iter()
        .flatten()
        .find_map(|from| of(label_at(text, from)?, from))
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
        .or_else(|| Some((in_list(text, &whole, found)?, whole.range.clone())));
    // `case number 1234/2020` is told as that already.
    let is_told = |range: &Range<usize>| found.last().is_some_and(|hit| hit.range.end > range.start);
    if let Some((kind, range)) = hit
        .filter(|(kind, range)| *kind != Kind::UnlabelledNumber || !is_told(range))
        .filter(|_| !is_of_counts(text, &whole))
    {
        found.push(Hit { kind, what: text[range.clone()].to_ascii_uppercase(), range });
    }
}

/// Whether so many of something are meant, which follow right behind: `The Example 12345 tiles`.
fn is_count(text: &str, value: &Value) -> bool {
    const LONGEST: usize = 6;
    let behind = text[value.range.end..].strip_prefix(' ').unwrap_or_default();
    // `12345 open cases`
    let behind = KINDS.iter().find_map(|kind| behind.strip_prefix(*kind)).unwrap_or(behind);
    let next = word_at(behind, 0);
    let is_plain = value.letters == 0 && value.digits <= LONGEST && value.length() == value.range.len();
    is_plain && is_of_area(&text[value.range.end..])
        || is_plain
            && next.len() > 3
            && next.starts_with(|c: char| c.is_ascii_lowercase())
            && next.ends_with('s')
            && !matches!(
                next,
                "does"
                    | "shows"
                    | "says"
                    | "gives"
                    | "belongs"
                    | "remains"
                    | "refers"
                    | "relates"
                    | "this"
                    | "appears"
            )
}

/// What may stand between how many there are and of what.
const KINDS: [&str; 7] = ["open ", "new ", "live ", "active ", "closed ", "current ", "different "];

/// Whether what follows a number says where there are so many: ` in the ward`, ` across our county`.
fn is_of_area(behind: &str) -> bool {
    const AREAS: [&str; 13] = [
        "ward",
        "county",
        "borough",
        "district",
        "area",
        "region",
        "city",
        "country",
        "authority",
        "parish",
        "town",
        "constituency",
        "nation",
    ];
    const REACH: usize = 24;
    // An address has hyphens where a heading has blanks.
    let behind = after(behind, 0, REACH).replace('-', " ");
    let place = [" in ", " across "].iter().find_map(|lead| behind.strip_prefix(*lead));
    let place = place.and_then(|place| {
        ["the ", "our ", "this ", "each "].iter().find_map(|article| place.strip_prefix(*article))
    });
    place.is_some_and(|place| AREAS.contains(&word_at(place, 0)))
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
        Register::Public => None,
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
    const TIMES: [&str; 6] =
        [" of the night", " of that ", " of the same ", " of the day", " of the evening", " of yesterday"];
    if TIMES.iter().any(|time| text[end..].starts_with(time)) {
        return true;
    }
    let start = end + " of ".len();
    let digits = text.as_bytes().get(start..).unwrap_or_default();
    let length = digits.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    text[end..].starts_with(" of ") && length > 0 && day_at(text, start, start + length).is_some()
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
