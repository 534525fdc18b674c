//! NHS and CHI numbers.

use std::ops::Range;

use crate::identity::hit::{Hit, Kind};
use crate::identity::tables::headings;
use crate::identity::text::{Phrases, after, label_before};
use crate::identity::titles::title_over;

use super::joints::{Joint, has_neighbour, joint};
use super::labels::{Label, Number, Register, label};
use super::{OTHERWISE, is_labelled_behind};

/// Digits of a number.
const DIGITS: usize = 10;

static ISBN: Phrases = Phrases::new(&["isbn", "isbn-10", "isbn 10"]);

/// Ten digits that belong together, with what people put between them.
#[derive(Debug)]
struct Ten {
    digits: [u8; DIGITS],
    /// How long each group is; zero behind the last.
    lengths: [usize; DIGITS],
    /// What stands between the groups; all but plain joints are the same.
    joint: Option<Joint>,
    range: Range<usize>,
    /// Where the first group ends.
    first: usize,
}

impl Ten {
    /// Reads groups of digits from the first digit of one on.
    fn read(bytes: &[u8], start: usize) -> Option<Self> {
        let mut ten =
            Self { digits: [0; DIGITS], lengths: [0; DIGITS], joint: None, range: start..start, first: 0 };
        let (mut at, mut count) = (start, 0);
        for group in 0.. {
            let from = at;
            while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
                *ten.digits.get_mut(count)? = digit - b'0';
                count += 1;
                at += 1;
            }
            ten.lengths[group] = at - from;
            if group == 0 {
                ten.first = at;
            }
            if count == DIGITS {
                break;
            }
            let (joint, next) = joint(bytes, at)?;
            ten.joint = match ten.joint {
                Some(known) if known != joint => Some(known.with(joint)?),
                _ => Some(joint),
            };
            at = next;
        }
        ten.range = start..at;
        Some(ten)
    }

    /// Its digits without what stands between.
    fn written(&self) -> String {
        self.digits.iter().map(|digit| char::from(b'0' + digit)).collect()
    }

    /// Whether its groups are of these lengths.
    fn is_of(&self, lengths: &[usize]) -> bool {
        self.lengths.iter().take_while(|length| **length > 0).eq(lengths)
    }

    /// The last digit checks the others, modulo 11. Source: NHS Data Dictionary, attribute NHS NUMBER.
    fn has_check_digit(&self) -> bool {
        let sum: u32 =
            self.digits.iter().zip((2..=10).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
        let check = (11 - sum % 11) % 11;
        check != 10
            && check == u32::from(self.digits[DIGITS - 1])
            && self.digits.iter().any(|digit| *digit != self.digits[0])
    }

    /// Whether it begins with a day, a month and a year of two digits.
    fn is_day_of_birth(&self) -> bool {
        let two = |at: usize| self.digits[at] * 10 + self.digits[at + 1];
        (1..=31).contains(&two(0)) && (1..=12).contains(&two(2))
    }

    /// Whether it is grouped as sums of money are: `4,010,232,137`.
    fn is_sum(&self) -> bool {
        self.joint == Some(Joint::Comma) && self.is_of(&[1, 3, 3, 3])
    }

    /// How likely it is that it is one, where nothing says so.
    fn likelihood(&self, text: &str) -> Likelihood {
        const USUAL: [&[usize]; 4] = [&[10], &[3, 3, 4], &[6, 4], &[5, 5]];
        const SELDOM: [&[usize]; 4] = [&[3, 7], &[4, 3, 3], &[7, 3], &[3, 4, 3]];
        let is_one_of = |shapes: &[&[usize]]| shapes.iter().any(|shape| self.is_of(shape));
        let is_plain = self.joint.is_none_or(Joint::is_plain);
        let is_alone = || !has_neighbour(text, &self.range, true);
        let goes_on = || {
            matches!(self.joint, Some(Joint::Dash | Joint::Dot)) && has_neighbour(text, &self.range, false)
        };
        if is_plain && is_one_of(&USUAL) && !goes_on() {
            Likelihood::Likely { is_chi: !self.is_of(&[3, 3, 4]) }
        } else if (is_plain && is_one_of(&SELDOM) || self.joint == Some(Joint::Tab) && self.is_of(&[3, 3, 4]))
            && is_alone()
        {
            // `room-9434-765-919`, as anchors have what a heading has otherwise
            if self.is_tail(text) { Likelihood::Possible } else { Likelihood::Likely { is_chi: false } }
        } else if matches!(self.joint, Some(Joint::Comma | Joint::Slash | Joint::LowLine))
            && self.is_of(&[3, 3, 4])
            && !has_neighbour(text, &self.range, true)
        {
            Likelihood::Possible
        } else {
            Likelihood::None
        }
    }

    /// Whether it is joined to a word, as in the name of a file or an address.
    fn is_tail(&self, text: &str) -> bool {
        matches!(&text.as_bytes()[..self.range.start], [.., before, b'.' | b'/' | b'-' | b'+' | b'_' | b'=' | b'#']
            if before.is_ascii_alphanumeric())
    }

    fn starts_as_nhs(&self) -> bool {
        matches!(self.digits[0], 3 | 4 | 6 | 7 | 9)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likelihood {
    Likely {
        is_chi: bool,
    },
    /// Grouped as numbers of files and lists are as well.
    Possible,
    None,
}

/// NHS and CHI numbers at the first digit of some: with a label however they are grouped, without one as people group them. Says
/// whether there is one.
pub(in crate::identity) fn health_number(text: &str, start: usize, found: &mut Vec<Hit>) -> bool {
    let ten = Ten::read(text.as_bytes(), start).filter(Ten::has_check_digit);
    let hit =
        ten.and_then(|ten| Some(Hit { kind: kind(text, &ten)?, what: ten.written(), range: ten.range }));
    let is_found = hit.is_some();
    found.extend(hit);
    is_found
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
    let Some((_, at)) = joint(bytes, day.end) else { return false };
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

/// What ten digits are whose last one checks the others.
fn kind(text: &str, ten: &Ten) -> Option<Kind> {
    let Range { start, end } = ten.range;
    if text[end..].starts_with(char::is_alphanumeric) || text[..start].ends_with(['£', '$', '€']) {
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
            let is_chi = is_labelled_behind(text, ten.range.end, &["chi"]);
            let register = if is_chi { Register::Chi } else { Register::Nhs };
            let is_labelled = is_chi || is_labelled_behind(text, ten.range.end, &["nhs n", "nhs)"]);
            (is_labelled && !ten.is_sum()).then_some(Label {
                register,
                number: Some(Number::One),
                is_signed: false,
                is_loose: false,
            })
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
    if is_otherwise() || ten.first - start == DIGITS && ten.is_tail(text) {
        Some(Kind::LikelyNumber)
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

/// Words behind which ten digits are those of a telephone.
static PHONE: Phrases = Phrases::new(&[
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
            ("NHS no: 943/476/5918", None),
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
