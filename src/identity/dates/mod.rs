//! Days. One with a label of birth is one thing, the day of an event another, and the day of a publication none.

mod behind;
mod behind_words;
mod birth;
mod birthday;
mod born;
mod expected;
mod fields;
mod file_names;
mod general;
mod glued;
mod in_words;
mod labels;
mod loose;
mod months;
mod named_days;
mod of_age;
mod otherwise;
mod reading;
mod short;
mod weekdays;
mod who;

use std::ops::Range;

use super::doers::is_nobodys;
use super::hit::{Hit, Kind};
use super::tables::{is_cell, is_of_chronology};
use super::text::label_before;
use birth::is_of_birth;
use expected::is_expected_birth;
use file_names::is_file_name;
use general::{is_long_past, is_of_cohort, is_of_nobody};
use named_days::is_of_named_day;
use otherwise::{is_of_a_footer, is_of_document, is_of_whole_months, is_otherwise};
use reading::{Day, year_at};
use weekdays::without_weekday;

pub(super) use birth::{last_words_of_labels, names_birth, words_behind_labels};
pub(super) use file_names::is_of_a_record;
pub(super) use in_words::{ORDINALS, day_in_words};
pub(super) use loose::loose_birth_date;
pub use months::month;
pub(super) use reading::day_at;
pub(super) use short::{day_of_the_month, joined_day};
pub(super) use who::ends_in_one;

/// What a day is: of birth, of an event (told `with_review` only), or none of our business.
pub(super) fn judge_day(text: &str, day: Day, with_review: bool, found: &mut Vec<Hit>) {
    let Day { range, year, month, number: day } = day;
    let label = label_before(text, range.start, 64);
    let label = without_weekday(&label);
    let kind = if is_of_birth(text, &range, label, found) && !is_of_nobody(text, &range, year) {
        Kind::BirthDate
    } else if !with_review
        || is_long_past(text, &range, year)
        || is_otherwise(label) && !is_expected_birth(label)
        || is_file_name(text, &range) && !is_of_a_record(text, &range)
        || is_of_cohort(label)
        || is_of_document(text, range.start)
        || is_of_a_footer(text, range.start)
        || is_of_named_day(text, &range)
        || is_of_whole_months(text, &range, label, day)
        || is_cell(text, &range) && !is_of_chronology(text, &range)
        || is_nobodys(text, &range) && !is_expected_birth(label)
    {
        return;
    } else {
        Kind::EventDate
    };
    let what = if year == 0 { format!("{day}-{month:02}") } else { format!("{year}-{month:02}-{day:02}") };
    found.push(Hit { kind, range, what });
}

/// Days that have a name instead of a number.
pub(super) const NAMED_DAYS: [&str; 31] = [
    "christmas day",
    "christmas eve",
    "boxing day",
    "new year's eve",
    "new year\u{2019}s eve",
    "new year's day",
    "new year\u{2019}s day",
    "hogmanay",
    "good friday",
    "maundy thursday",
    "ash wednesday",
    "shrove tuesday",
    "palm sunday",
    "easter sunday",
    "easter monday",
    "easter day",
    "whit monday",
    "mothering sunday",
    "mother's day",
    "mother\u{2019}s day",
    "father's day",
    "father\u{2019}s day",
    "valentine's day",
    "valentine\u{2019}s day",
    "st david's day",
    "st patrick's day",
    "st andrew's day",
    "halloween",
    "bonfire night",
    "dydd nadolig",
    "noswyl nadolig",
];

/// A named day of a year, as that of an event or of a birth: `Christmas Day 2016`, `born on Boxing Day 2019`.
pub(super) fn named_day(text: &str, day: Range<usize>, found: &mut Vec<Hit>) {
    let Some((_, end)) = year_at(text, day.end) else { return };
    let range = day.start..end;
    let is_birth = is_of_birth(text, &range, &label_before(text, range.start, 64), found);
    let kind = if is_birth { Kind::BirthDate } else { Kind::EventDate };
    found.push(Hit { kind, what: text[range.clone()].to_ascii_lowercase(), range });
}
