//! Days of birth in forms of finished pages, with a field each for the day, the month and the year: every field may stand in a block of its
//! own, and only their names and what stands above the first say what they are.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::dates::{month, names_birth};
use super::hit::{Hit, Kind};
use super::plain::{attributes, tag_at, text_and_values};
use super::text::Near;
use crate::source::boundary_behind;

/// The tag of a field, as people and as old programs write it.
static FIELDS: LazyLock<[Finder<'static>; 2]> =
    LazyLock::new(|| [Finder::new(b"<input"), Finder::new(b"<INPUT")]);

/// Furthest that what says what a form asks for stands before its first field, in bytes.
const REACH: usize = 800;

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Day,
    Month,
    Year,
}

/// A field for a part of a day.
#[derive(Debug, Clone, Copy)]
struct Field<'p> {
    part: Part,
    value: &'p str,
    /// Whether its name says that it is of a birth.
    is_of_birth: bool,
}

/// The days of birth that stand in three fields of a page, which is written as pages are. Few pages have any field.
pub fn births_in_fields(page: &str) -> Vec<Hit> {
    let mut found = Vec::new();
    if FIELDS.iter().all(|finder| finder.find(page.as_bytes()).is_none()) {
        return found;
    }
    let bytes = page.as_bytes();
    let mut fields: Vec<Field<'_>> = Vec::new();
    // Where the first of these fields begins, and where the last field ends that is none of a day.
    let (mut first, mut other) = (0, 0);
    // Where the last field ends: one whose quotation mark is not closed goes to the end of the page.
    let mut done = 0;
    for at in memchr::memchr_iter(b'<', bytes) {
        let is_field =
            at >= done && bytes.get(at + 1..at + 6).is_some_and(|name| name.eq_ignore_ascii_case(b"input"));
        if !is_field {
            continue;
        }
        let tag = tag_at(page, at);
        done = at + tag.len();
        let Some(field) = field(tag) else {
            fields.clear();
            other = done;
            continue;
        };
        if fields.is_empty() || fields.iter().any(|known| known.part == field.part) {
            fields.clear();
            first = at;
        }
        fields.push(field);
        if fields.len() == 3 {
            let is_of_birth = || {
                fields.iter().any(|field| field.is_of_birth)
                    || is_asked_for(page, other.max(first.saturating_sub(REACH)), first)
            };
            found.extend(day(&fields).filter(|_| is_of_birth()));
            fields.clear();
            other = done;
        }
    }
    found
}

/// What a field is, by one of its names and what it is filled with.
fn field(tag: &str) -> Option<Field<'_>> {
    let (mut value, mut named, mut is_of_birth) = ("", None, false);
    attributes(tag, |name, written| {
        if name.eq_ignore_ascii_case("value") {
            value = written.trim();
        } else if ["name", "id", "autocomplete"].iter().any(|known| name.eq_ignore_ascii_case(known))
            && let Some((part, lead)) = part(written)
        {
            named = named.or(Some(part));
            is_of_birth |= says_birth(lead);
        }
    });
    named.map(|part| Field { part, value, is_of_birth })
}

/// The part of a day in which the name of a field ends, and what stands before: `dob-day`, `birthDate[month]`, `YEAR`.
fn part(name: &str) -> Option<(Part, &str)> {
    const NAMES: [(&str, Part); 12] = [
        ("day", Part::Day),
        ("month", Part::Month),
        ("year", Part::Year),
        ("dd", Part::Day),
        ("mm", Part::Month),
        ("yyyy", Part::Year),
        ("yy", Part::Year),
        ("d", Part::Day),
        ("m", Part::Month),
        ("y", Part::Year),
        ("diwrnod", Part::Day),
        ("blwyddyn", Part::Year),
    ];
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    NAMES.iter().find_map(|(word, part)| {
        let at = name.len().checked_sub(word.len()).filter(|at| name.is_char_boundary(*at))?;
        let (lead, end) = name.split_at(at);
        // `dobDay`, and `dobday`, which no word ends so
        let begins_word = !lead.ends_with(char::is_alphanumeric)
            || end.starts_with(char::is_uppercase) && lead.ends_with(char::is_lowercase)
            || word.len() > 2 && (lead.ends_with("dob") || lead.ends_with("birth"));
        (end.eq_ignore_ascii_case(word) && begins_word).then_some((*part, lead))
    })
}

/// Whether the name of a field says that it is of a birth.
fn says_birth(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["dob", "birth", "bday", "born", "geni"].iter().any(|word| name.contains(word))
}

/// Whether the nearest words between two bytes of a page that say what is asked for ask for a day of birth; an example and the name of the
/// first field may stand between.
fn is_asked_for(page: &str, from: usize, to: usize) -> bool {
    const MOST_LINES: usize = 4;
    let (plain, _) = text_and_values(&page[boundary_behind(page, from).min(to)..to]);
    let lines = plain.lines().rev().map(str::trim).filter(|line| line.contains(char::is_alphabetic));
    lines.take(MOST_LINES).any(|line| names_birth(&Near::of(line)))
}

/// The day of three fields.
fn day(fields: &[Field<'_>]) -> Option<Hit> {
    let value = |part: Part| fields.iter().find(|field| field.part == part).map(|field| field.value);
    let (day, name, year) = (value(Part::Day)?, value(Part::Month)?, value(Part::Year)?);
    let number = |digits: &str| digits.parse::<u32>().ok();
    let month = number(name).or_else(|| month(name))?;
    let is_year = match year.len() {
        4 => (1900..2100).contains(&number(year)?),
        2 => number(year).is_some(),
        _ => false,
    };
    let is_day = is_year && (1..=31).contains(&number(day)?) && (1..=12).contains(&month);
    let what = format!("{day}/{name}/{year}");
    is_day.then_some(Hit { kind: Kind::BirthDate, range: 0..what.len(), what })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(page: &str) -> Vec<String> {
        births_in_fields(page).into_iter().map(|hit| hit.what).collect()
    }

    #[test]
    fn a_day_of_birth_may_be_in_three_fields() {
        for page in [
            "<form><input name=\"dob-day\" value=\"12\"><input name=\"dob-month\" value=\"3\"><input name=\"dob-year\" value=\"2014\"></form>",
            "<div>\n<label>Day</label>\n<input name='dob[day]' value='12'>\n</div>\n<div>\n<label>Month</label>\n<input name='dob[month]' value=3>\n</div>\n<div>\n<label>Year</label>\n<input name='dob[year]' value='2014'/>\n</div>",
            "<INPUT NAME=birthDay VALUE=12><INPUT NAME=birthMonth VALUE=3><INPUT NAME=birthYear VALUE=2014>",
            "<input id=\"dobday\" type=\"text\" value=\"12\"> <input id=\"dobmonth\" value=\"3\"> <input id=\"dobyear\" value=\"2014\">",
            "<input class=\"x\" id=\"a-1-day\" autocomplete=\"bday-day\" value=\"12\"><input id=\"a-1-month\" value=\"3\"><input id=\"a-1-year\" value=\"2014\">",
            "<fieldset><legend>Date of birth</legend>\n<div>For example, 27 3 2007</div>\n<label>Day</label>\n<input name=\"dd\" value=\"12\">\n<input name=\"mm\" value=\"3\">\n<input name=\"yyyy\" value=\"2014\">",
            "<p>DOB</p><input name=year value=2014><input name=month value=3><input name=day value=12>",
        ] {
            assert_eq!(told(page), ["12/3/2014"], "{page}");
        }
        assert_eq!(
            told(
                "<input name=dob_d value=12><input name=dob_m value=March><input name=dob_y value=14>\
                 <input name=dob_d value=13><input name=dob_m value=04><input name=dob_y value=2015>"
            ),
            ["12/March/14", "13/04/2015"]
        );
    }

    #[test]
    fn other_days_and_empty_fields_are_none() {
        for page in [
            "<input name=\"dob-day\"><input name=\"dob-month\"><input name=\"dob-year\">",
            "<input name=\"dob-day\" value=\"dd\"><input name=\"dob-month\" value=\"mm\"><input name=\"dob-year\" value=\"yyyy\">",
            "<legend>Date of the visit</legend><input name=day value=12><input name=month value=3><input name=year value=2014>",
            "<label>Date of birth</label><input name=dob value=x><label>Seen</label><input name=day value=12><input name=month value=3><input name=year value=2014>",
            "<input name=dob-day value=12><input name=dob-month value=3><input name=sex value=f><input name=dob-year value=2014>",
            "<input name=birthday-list value=12><input name=holiday value=3><input name=mayday value=2014>",
            "<input",
            "<input name=\"dob-day\" value=\"12",
            "",
        ] {
            assert_eq!(told(page), [""; 0], "{page}");
        }
    }
}
