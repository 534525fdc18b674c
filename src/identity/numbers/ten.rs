//! Digits as people group them; of ten, how likely it is that they are a number of health.

use std::ops::Range;

use super::joints::{Joint, has_neighbour, is_in_row_of_digits, joint};

/// Digits of a number.
pub(super) const DIGITS: usize = 10;

/// So many digits that belong together, with what people put between them.
#[derive(Debug)]
pub(super) struct Grouped<const COUNT: usize> {
    pub(super) digits: [u8; COUNT],
    /// How long each group is; zero behind the last.
    pub(super) lengths: [usize; COUNT],
    /// What stands between the groups; all but plain joints are the same.
    pub(super) joint: Option<Joint>,
    pub(super) range: Range<usize>,
    /// Where the first group ends.
    pub(super) first: usize,
}

/// Ten digits that belong together.
pub(super) type Ten = Grouped<DIGITS>;

impl<const COUNT: usize> Grouped<COUNT> {
    /// Reads groups of digits from the first digit of one on.
    pub(super) fn read(text: &str, start: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        let mut read =
            Self { digits: [0; COUNT], lengths: [0; COUNT], joint: None, range: start..start, first: 0 };
        let (mut at, mut count) = (start, 0);
        for group in 0.. {
            let from = at;
            while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
                *read.digits.get_mut(count)? = digit - b'0';
                count += 1;
                at += 1;
            }
            read.lengths[group] = at - from;
            if group == 0 {
                read.first = at;
            }
            if count == COUNT {
                break;
            }
            let (joint, next) = joint(text, at)?;
            read.joint = match read.joint {
                Some(known) if known != joint => Some(known.with(joint)?),
                _ => Some(joint),
            };
            at = next;
        }
        read.range = start..at;
        Some(read)
    }

    /// Its digits without what stands between.
    pub(super) fn written(&self) -> String {
        self.digits.iter().map(|digit| char::from(b'0' + digit)).collect()
    }

    /// Whether its groups are of these lengths.
    pub(super) fn is_of(&self, lengths: &[usize]) -> bool {
        self.lengths.iter().take_while(|length| **length > 0).eq(lengths)
    }
}

impl Ten {
    /// The last digit checks the others, modulo 11. Source: NHS Data Dictionary, attribute NHS NUMBER.
    pub(super) fn has_check_digit(&self) -> bool {
        let sum: u32 =
            self.digits.iter().zip((2..=10).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
        let check = (11 - sum % 11) % 11;
        check != 10 && check == u32::from(self.digits[DIGITS - 1]) && !self.is_of_one_digit()
    }

    /// Whether it stands for a number that nobody has: `000 000 0000`.
    pub(super) fn is_of_one_digit(&self) -> bool {
        self.digits.iter().all(|digit| *digit == self.digits[0])
    }

    /// Whether it begins with a day, a month and a year of two digits.
    pub(super) fn is_day_of_birth(&self) -> bool {
        let two = |at: usize| self.digits[at] * 10 + self.digits[at + 1];
        (1..=31).contains(&two(0)) && (1..=12).contains(&two(2))
    }

    /// Whether it is grouped as sums of money are: `4,010,232,137`.
    pub(super) fn is_sum(&self) -> bool {
        self.joint == Some(Joint::Comma) && self.is_of(&[1, 3, 3, 3])
    }

    /// How likely it is that it is one, where nothing says so.
    pub(super) fn likelihood(&self, text: &str) -> Likelihood {
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
        } else if matches!(self.joint, Some(Joint::Comma | Joint::Slash | Joint::LowLine | Joint::Stroke))
            && self.is_of(&[3, 3, 4])
            && is_alone()
            || self.is_of(&[1; DIGITS]) && !is_in_row_of_digits(text, &self.range)
        {
            Likelihood::Possible
        } else {
            Likelihood::None
        }
    }

    /// Whether it is joined to a word, as in the name of a file or an address.
    pub(super) fn is_tail(&self, text: &str) -> bool {
        matches!(&text.as_bytes()[..self.range.start], [.., before, b'.' | b'/' | b'-' | b'+' | b'_' | b'=' | b'#']
            if before.is_ascii_alphanumeric())
    }

    pub(super) fn starts_as_nhs(&self) -> bool {
        matches!(self.digits[0], 3 | 4 | 6 | 7 | 9)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likelihood {
    Likely {
        is_chi: bool,
    },
    /// Grouped as numbers of files and lists are as well.
    Possible,
    None,
}
