//! Dates: one spelling is read, the others are recognised so that help can name the right one.

use jiff::civil::Date;

/// Why a text is no date.
pub(super) enum DateProblem {
    /// Spelt as a date should be, but there is no such day; the text says why.
    Impossible(String),
    /// Not spelt `YYYY-MM-DD`; these spellings may be meant.
    Spelling(Vec<Date>),
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Reads `YYYY-MM-DD`.
pub(super) fn read_date(text: &str) -> Result<Date, DateProblem> {
    let Some((year, month, day)) = iso(text) else {
        return Err(DateProblem::Spelling(guesses(text)));
    };
    Date::new(year, month, day).map_err(|_| DateProblem::Impossible(reason(year, month, day)))
}

/// Why there is no such day.
fn reason(year: i16, month: i8, day: i8) -> String {
    let Ok(first) = Date::new(year, month, 1) else {
        return if month == 0 {
            "months count from 01 to 12".to_owned()
        } else {
            format!("there is no month {month}; the order is year, month, day")
        };
    };
    let name = name_of(month);
    let days = first.days_in_month();
    if day == 0 {
        "days count from 01".to_owned()
    } else if month == 2 && day == 29 {
        format!("{year} is not a leap year, so February has 28 days")
    } else {
        format!("{name} has {days} days")
    }
}

/// A date in words: `3 November 2015`.
pub(super) fn in_words(date: Date) -> String {
    format!("{} {} {}", date.day(), name_of(date.month()), date.year())
}

fn name_of(month: i8) -> &'static str {
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1))).copied().unwrap_or("")
}

fn iso(text: &str) -> Option<(i16, i8, i8)> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let digits = |from: usize, to: usize| {
        bytes[from..to].iter().try_fold(0_i16, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + i16::from(byte - b'0'))
        })
    };
    let narrow = |number: i16| i8::try_from(number).ok();
    Some((digits(0, 4)?, narrow(digits(5, 7)?)?, narrow(digits(8, 10)?)?))
}

/// The dates that another spelling may mean: two where day and month can not be told apart.
fn guesses(text: &str) -> Vec<Date> {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || "\u{201C}\u{201D}\u{2018}\u{2019}\"'".contains(c));
    if text.len() > 40 {
        return Vec::new();
    }
    let is_separator = |c: char| c.is_whitespace() || "/.,-\u{2013}\u{2010}\u{2011}".contains(c);
    let mut parts: Vec<&str> = text.split(is_separator).filter(|part| !part.is_empty()).collect();
    if let Some(last) = parts.get_mut(2)
        && let Some(at) = last.find(['T', 't'])
        && last[..at].bytes().all(|byte| byte.is_ascii_digit())
        && last[at + 1..].starts_with(|c: char| c.is_ascii_digit())
    {
        *last = &last[..at];
    }
    if parts.len() > 3 && parts[3].contains(':') {
        parts.truncate(3);
    }
    if parts.len() == 4 && parts[0].chars().all(char::is_alphabetic) {
        parts.remove(0);
    }
    let &[first, second, third] = &parts[..] else { return Vec::new() };
    let mut dates: Vec<Date> = match (part(first), part(second), part(third)) {
        (Part::Small(a), Part::Small(b), Part::Year(year)) => vec![day_of(year, b, a), day_of(year, a, b)],
        (Part::Small(day), Part::Month(month), Part::Year(year))
        | (Part::Month(month), Part::Small(day), Part::Year(year))
        | (Part::Year(year), Part::Small(month) | Part::Month(month), Part::Small(day)) => {
            vec![day_of(year, month, day)]
        }
        _ => Vec::new(),
    }
    .into_iter()
    .flatten()
    .collect();
    dates.dedup();
    dates
}

fn day_of(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

enum Part {
    Year(i16),
    Small(i8),
    Month(i8),
    Other,
}

fn part(text: &str) -> Part {
    if text.len() == 4
        && let Ok(year) = text.parse::<i16>()
    {
        return Part::Year(year);
    }
    let lower = text.to_lowercase();
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| lower.strip_suffix(ending));
    if let Ok(number) = ordinal.unwrap_or(&lower).parse::<i8>()
        && number > 0
    {
        return Part::Small(number);
    }
    let is_named = |name: &str| lower.len() >= 3 && name.to_lowercase().starts_with(&lower);
    let month = MONTHS.iter().position(|name| is_named(name) || (lower == "sept" && *name == "September"));
    month.and_then(|at| i8::try_from(at + 1).ok()).map_or(Part::Other, Part::Month)
}
