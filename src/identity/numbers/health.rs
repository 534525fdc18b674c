//! NHS and CHI numbers.

use std::ops::Range;

use crate::identity::dates::is_of_a_record;
use crate::identity::doers::sentence_around;
use crate::identity::hit::{Hit, Kind};
use crate::identity::tables::headings;
use crate::identity::text::{Phrases, after, label_before, last_word, without_signs};
use crate::identity::titles::title_over;

use super::OTHERWISE;
use super::behind::label_behind;
use super::joints::{Joint, joint};
use super::labels::{Label, Number, label};
use super::registers::Register;
use super::ten::{DIGITS, Likelihood, Ten};

static ISBN: Phrases = Phrases::new(&["isbn", "isbn-10", "isbn 10"]);

/// NHS and CHI numbers at the first digit of some: with a label however they are grouped, without one as people group them. Says
/// whether there is one.
pub(in crate::identity) fn health_number(text: &str, start: usize, found: &mut Vec<Hit>) -> bool {
    let Some(ten) = Ten::read(text, start) else { return false };
    let kind = if ten.has_check_digit() { kind(text, &ten) } else { mistyped(text, &ten) };
    let hit = kind.map(|kind| Hit { kind, what: ten.written(), range: ten.range });
    let is_found = hit.is_some();
    found.extend(hit);
    is_found
}

/// What ten digits are whose last one does not check the others, but that are said to be a number of health: one with a slip of the pen
/// tells as much.
fn mistyped(text: &str, ten: &Ten) -> Option<Kind> {
    // `NHS 0300 123 123` is a telephone, and `000 000 0000` stands for none.
    let may_be_one = ten.is_day_of_birth() || ten.digits[0] != 0;
    if !may_be_one || ten.is_of_one_digit() || is_joined(text, ten) {
        return None;
    }
    let label = own_label(text, ten, &label_before(text, ten.range.start, 64))?;
    let is_one =
        label.number == Some(Number::One) || ten.likelihood(text) != Likelihood::None && label.is_number();
    (is_one && !label.is_loose).then_some(Kind::LikelyNumber)
}

/// A CHI number whose first six digits are written as the day of birth that they are, before its other four and with its label: `CHI:
/// 12/03/14 1009`. Says whether there is one.
pub(in crate::identity) fn health_number_with_day(
    text: &str,
    day: &Range<usize>,
    digits: [u8; 6],
    found: &mut Vec<Hit>,
) -> bool {
    let bytes = text.as_bytes();
    let Some((_, at)) = joint(text, day.end) else { return false };
    let rest = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if rest != 4 {
        return false;
    }
    let mut ten = Ten {
        digits: [0; DIGITS],
        lengths: [2, 2, 2, 4, 0, 0, 0, 0, 0, 0],
        joint: Some(Joint::Slash),
        range: day.start..at + rest,
        first: day.start + 2,
    };
    ten.digits[..6].copy_from_slice(&digits);
    for (place, byte) in ten.digits[6..].iter_mut().zip(&bytes[at..]) {
        *place = byte - b'0';
    }
    let is_it = ten.has_check_digit() && own_label(text, &ten, &label_before(text, day.start, 64)).is_some();
    if is_it {
        found.push(Hit { kind: Kind::ChiNumber, what: ten.written(), range: ten.range });
    }
    is_it
}

/// Whether ten digits go on as a word, or are a sum of money.
fn is_joined(text: &str, ten: &Ten) -> bool {
    text[ten.range.end..].starts_with(char::is_alphanumeric)
        || text[..ten.range.start].ends_with(['£', '$', '€'])
}

/// What ten digits are whose last one checks the others.
fn kind(text: &str, ten: &Ten) -> Option<Kind> {
    let start = ten.range.start;
    if is_joined(text, ten) {
        return None;
    }
    let lead = label_before(text, start, 64);
    match own_label(text, ten, &lead) {
        Some(label) if label.register == Register::Chi => Some(Kind::ChiNumber),
        Some(_) => Some(Kind::NhsNumber),
        // `nhs943...` has one.
        None if text[..start].ends_with(char::is_alphanumeric) => None,
        None => otherwise(text, ten, &lead),
    }
}

/// The label of a health number: before it, behind it in brackets, or at the head of its column or row.
fn own_label(text: &str, ten: &Ten, lead: &str) -> Option<Label> {
    let is_of_health = |label: &Label| matches!(label.register, Register::Nhs | Register::Chi);
    let is_usual = ten.likelihood(text) != Likelihood::None;
    let before = label(lead).filter(is_of_health).filter(|label| {
        // `the NHS 2023-24 6,000`
        let is_list = matches!(ten.joint, Some(Joint::Other | Joint::Comma));
        is_usual || label.is_number() && !(label.is_loose && is_list) && !ten.is_sum()
    });
    before
        .or_else(|| headings(text, ten.range.start).find_map(|heading| label(&heading).filter(is_of_health)))
        .or_else(|| {
            let title = title_over(text, ten.range.start).and_then(|title| label(&title));
            title.filter(|label| is_of_health(label) && label.number.is_some())
        })
        .or_else(|| {
            let behind = label_behind(text, ten.range.end).filter(is_of_health);
            behind.filter(|_| !ten.is_sum())
        })
}

/// What ten digits are whose label is none of health.
fn otherwise(text: &str, ten: &Ten, lead: &str) -> Option<Kind> {
    let Range { start, end } = ten.range;
    let bytes = text.as_bytes();
    let likelihood = ten.likelihood(text);
    let goes_on = matches!(&bytes[end..], [b'-' | b'/', next, ..] if next.is_ascii_alphanumeric());
    if likelihood == Likelihood::None || goes_on || ISBN.end(lead) {
        return None;
    }
    let is_possible =
        ten.starts_as_nhs() || ten.is_day_of_birth() && likelihood == Likelihood::Likely { is_chi: true };
    let is_otherwise = || {
        OTHERWISE.end(lead)
            || PHONE.end(lead)
            || headings(text, start).any(|heading| OTHERWISE.end(&heading))
            || after(text, end, 24).trim_start_matches([' ', '(']).starts_with("ref")
    };
    let is_of_file = || ten.first - start == DIGITS && ten.is_tail(text) && !is_of_a_record(text, &ten.range);
    if is_otherwise() || is_of_file() {
        // `our ref 943 476 5919`, as hospitals and surgeries write about a patient
        let is_of_patient = ten.starts_as_nhs() && REFERENCE.end(lead) && is_about_patient(text, &ten.range);
        Some(if is_of_patient { Kind::NhsNumber } else { Kind::LikelyNumber })
    } else if !is_possible {
        None
    } else if likelihood == Likelihood::Possible {
        Some(Kind::LikelyNumber)
    } else if ten.starts_as_nhs() {
        Some(Kind::NhsNumber)
    } else {
        Some(Kind::ChiNumber)
    }
}

static REFERENCE: Phrases = Phrases::new(&["ref", "reference"]);

/// Whether a sentence speaks of a patient or of who treats one, and of nothing that is bought or paid.
fn is_about_patient(text: &str, range: &Range<usize>) -> bool {
    const OF_PATIENTS: [&str; 9] =
        ["patient", "gp", "hospital", "nhs", "surgery", "clinic", "midwife", "paediatrician", "consultant"];
    const OF_THINGS: [&str; 12] = [
        "invoice",
        "order",
        "purchase",
        "tender",
        "contract",
        "grant",
        "procurement",
        "licence",
        "funding",
        "complaint",
        "foi",
        "payment",
    ];
    let (mut is_of_patient, mut is_of_thing) = (false, false);
    // `ref.` ends no sentence.
    let lead = without_signs(&text[..range.start]);
    let range = lead.len() - last_word(lead).len()..range.end;
    for word in sentence_around(text, &range).split(|c: char| !c.is_alphanumeric()) {
        let is_one_of = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
        is_of_patient |= is_one_of(&OF_PATIENTS);
        is_of_thing |= is_one_of(&OF_THINGS);
    }
    is_of_patient && !is_of_thing
}

/// Words behind which ten digits are those of a telephone.
pub(super) static PHONE: Phrases = Phrases::new(&[
    "tel",
    "telephone",
    "phone",
    "fax",
    "mobile",
    "ring",
    "call",
    "dial",
    "extension",
    "text",
    "line",
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Scanner, Setup, plain_of_html};

    fn kinds(text: &str) -> Vec<Kind> {
        let mut hits = Vec::new();
        Scanner::new(Setup::default()).scan_certain(text, &mut hits);
        hits.into_iter().map(|hit| hit.kind).collect()
    }

    #[test]
    fn a_label_counts_over_the_cells_of_a_page() {
        for html in [
            "<tr><th>NHS number</th><td>943</td><td>476</td><td>5919</td></tr>",
            "<dl><dt>NHS number</dt><dd>943/476/5919</dd></dl>",
            "<p><b>NHS number</b></p><p>943/<b>476</b>/5919</p>",
            "<h2>NHS no.</h2><ul><li>943,476,5919</li></ul>",
            "<p>NHS number (copied): <span>9434</span>-<span>765919</span></p>",
        ] {
            assert_eq!(kinds(&plain_of_html(html)), [Kind::NhsNumber], "{html}");
        }
    }

    #[test]
    fn what_a_grouping_says_depends_on_the_label() {
        for (text, told) in [
            ("943-4765919", Some(Kind::NhsNumber)),
            ("9434 765 919", Some(Kind::NhsNumber)),
            ("943\t476\t5919", Some(Kind::NhsNumber)),
            ("943/476/5919", Some(Kind::LikelyNumber)),
            ("Tel. 943 476 5919", Some(Kind::LikelyNumber)),
            ("94/34/76/59/19", None),
            ("2019\t943\t476\t5919", None),
            ("| 943 | 476 | 5919 |", None),
            ("NHS no: 94/34/76/59/19", Some(Kind::NhsNumber)),
            ("the NHS 94/34/76/59/19", None),
            ("NHS number: 9,434,765,919", None),
            ("943/476/5919 (NHS no.)", Some(Kind::NhsNumber)),
            ("NHS no: 943/476/5918", Some(Kind::LikelyNumber)),
            ("NHS number 943 476 5918", Some(Kind::LikelyNumber)),
            ("| NHS no. |\n|---|\n| 9434765918 |", Some(Kind::LikelyNumber)),
            ("943 476 5918 (NHS no)", Some(Kind::LikelyNumber)),
            ("H&C number: 943-476-5918", Some(Kind::LikelyNumber)),
            ("\"nhsNumber\": \"9434765918\"", Some(Kind::LikelyNumber)),
            ("NHS number 000 000 0000", None),
            ("NHS 0300 311 223", None),
            ("NHS figures 2019 2020 20", None),
            ("943 476 5918", None),
            ("943\u{2022}476\u{2022}5919", Some(Kind::NhsNumber)),
            ("**943** `476` 5919", Some(Kind::NhsNumber)),
            ("NHS no. **943** `476` 5919", Some(Kind::NhsNumber)),
            ("<b>943</b> 476 <span>5919</span>", Some(Kind::NhsNumber)),
            ("943|476|5919", Some(Kind::LikelyNumber)),
            ("9 4 3 4 7 6 5 9 1 9", Some(Kind::LikelyNumber)),
            ("| 9 | 4 | 3 | 4 | 7 | 6 | 5 | 9 | 1 | 9 |", Some(Kind::LikelyNumber)),
            ("| 2 | 9 | 4 | 3 | 4 | 7 | 6 | 5 | 9 | 1 | 9 |", None),
            ("|943|476|5919|12|", None),
            ("CHI: 12/03/14 1009", Some(Kind::ChiNumber)),
            ("CHI no. 12.03.2014-1009", Some(Kind::ChiNumber)),
            ("CHI number: 12 March 2014 1009", Some(Kind::ChiNumber)),
            ("CHI: 12/03/14 1008", None),
            ("seen on 12/03/14 1009", None),
        ] {
            assert_eq!(kinds(text), told.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}
