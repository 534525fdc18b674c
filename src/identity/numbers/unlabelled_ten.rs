//! Ten digits that are grouped as health numbers are, without a label and with a last digit that does not check the others: one of them
//! may have been written down wrongly, so they are for a person to judge.

use std::ops::Range;

use crate::identity::hit::{Hit, Kind};
use crate::identity::text::{after, before};

use super::OTHERWISE;
use super::health::PHONE;
use super::joints::Joint;
use super::ten::Ten;
use super::unlabelled::{is_apart, is_nobodys};
use super::value::is_year;

/// Ten digits in groups of three, three and four, at the first of them.
pub(in crate::identity) fn unlabelled_ten(text: &str, start: usize, found: &mut Vec<Hit>) {
    let Some(ten) = Ten::read(text, start) else { return };
    let is_grouped =
        ten.is_of(&[3, 3, 4]) && matches!(ten.joint, Some(Joint::Blank | Joint::Dash | Joint::Dot));
    if !is_grouped || ten.digits[0] == 0 || ten.is_of_one_digit() {
        return;
    }
    let range = ten.range.clone();
    let last = &text.as_bytes()[range.end - 4..range.end];
    let is_figure = ten.joint == Some(Joint::Blank) && is_year(last) || last.ends_with(b"00");
    if !is_figure
        && !is_next_to_digits(text, &range)
        && is_apart(text, &range)
        && !is_of_figures(text, &range)
        && !is_nobodys(text, &range)
    {
        found.push(Hit { kind: Kind::UnlabelledNumber, what: ten.written(), range });
    }
}

/// Whether other digits stand right before or behind, as in a row of figures.
fn is_next_to_digits(text: &str, range: &Range<usize>) -> bool {
    let is_joint = |byte: u8| b" -.,/_+\t|".contains(&byte);
    let bytes = text.as_bytes();
    let is_behind =
        matches!(&bytes[..range.start], [.., digit, sign] if digit.is_ascii_digit() && is_joint(*sign));
    let goes_on =
        matches!(&bytes[range.end..], [sign, digit, ..] if digit.is_ascii_digit() && is_joint(*sign));
    is_behind || goes_on
}

/// Whether the words around say that there are so many of something, or that it is called.
fn is_of_figures(text: &str, range: &Range<usize>) -> bool {
    const FIGURES: [&str; 12] = [
        "figures",
        "counts",
        "rows",
        "totals",
        "scores",
        "numbers",
        "series",
        "abroad",
        "grant",
        "budget",
        "population",
        "values",
    ];
    let lead = before(text, range.start, 40);
    let behind = after(text, range.end, 24);
    let is_money = [" pounds", " euros", " gbp", " million", "p ", " abroad", " from abroad"]
        .iter()
        .any(|unit| behind.starts_with(unit));
    is_money
        || OTHERWISE.end(&lead)
        || PHONE.end(&lead)
        || lead.split(|c: char| !c.is_alphanumeric()).any(|word| FIGURES.contains(&word))
}
