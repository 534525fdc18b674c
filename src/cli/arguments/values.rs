//! Values of options that are more than a text.

use std::num::NonZeroUsize;

use briefpress::build::Today;
use briefpress::config::{BaseUrl, Moment, MomentError};
use jiff::Span;
use jiff::civil::Date;

/// Reads the address of a site.
pub(super) fn parse_base_url(text: &str) -> Result<String, String> {
    BaseUrl::parse(text).map(|url| url.as_str().to_owned())
}

/// Reads a number of days, weeks, months or years.
pub(super) fn parse_within(text: &str) -> Result<Span, String> {
    let wrong = || "a time is written as in 90d, 12w, 6m or 1y: a number and its unit".to_owned();
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(wrong)?;
    let is_number =
        !number.is_empty() && number.len() <= 5 && number.bytes().all(|byte| byte.is_ascii_digit());
    let number: i32 = number.parse().ok().filter(|_| is_number).ok_or_else(wrong)?;
    let span = Span::new();
    match unit {
        "d" => span.try_days(number),
        "w" => span.try_weeks(number),
        "m" => span.try_months(number),
        "y" => span.try_years(number),
        _ => return Err(wrong()),
    }
    .map_err(|_| "that is longer than calendars reach".to_owned())
}

/// A role is a line of words.
pub(super) fn parse_role(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err("write the role of a person, as \"Independent chair\"".to_owned());
    }
    Ok(text.to_owned())
}

/// Reads a day, or a day and a time: a day without a time counts from its first moment.
pub(super) fn parse_today(text: &str) -> Result<Today, String> {
    match Moment::parse(text) {
        Ok(Moment::Day(day)) => Ok(Today::Given(day)),
        Ok(Moment::Local(local)) => Ok(Today::Local(local)),
        Ok(Moment::Fixed(moment)) => Ok(Today::Now(moment)),
        Err(MomentError::Spelling) => Err(
            "a day is written as in 2026-04-01, a day and a time as in 2026-04-01T09:00 or 2026-04-01T09:00+01:00".to_owned(),
        ),
        Err(MomentError::Impossible) => Err("there is no such day in the calendar, or no such time".to_owned()),
    }
}

/// Reads a day.
pub(super) fn parse_day(text: &str) -> Result<Date, String> {
    match Moment::parse(text) {
        Ok(Moment::Day(day)) => Ok(day),
        Err(MomentError::Impossible) => Err("there is no such day in the calendar".to_owned()),
        _ => Err("a day is written as in 2026-04-01".to_owned()),
    }
}

/// More threads than any machine has use for: each one takes memory, and a slip of the finger must not bring it down.
const MAX_JOBS: usize = 256;

/// Reads a number of threads.
pub(super) fn parse_jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .ok()
        .filter(|jobs: &NonZeroUsize| jobs.get() <= MAX_JOBS)
        .ok_or_else(|| format!("the number of threads is one from 1 to {MAX_JOBS}"))
}
