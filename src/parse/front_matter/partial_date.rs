//! Dates of which a part may be withheld.

use jiff::civil::Date;

use crate::source::{Span, Spanned};
use crate::yaml::Fields;

use super::lowering::Lowering;

/// A date of which the day, or the month and the day, may be withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// `2014`.
    Year(i16),
    /// `2014-06`.
    Month(i16, i8),
    /// `2014-06-30`.
    Day(Date),
}

impl PartialDate {
    /// Reads a year, a month or a day, as `2014`, `2014-06` or `2014-06-30`.
    pub fn parse(text: &str) -> Option<Self> {
        match shape(text) {
            Shape::Date(date) => Some(date),
            Shape::ImpossibleMonth => None,
            Shape::Other => text.parse().ok().map(Self::Day),
        }
    }

    /// The first day that the date may mean.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).ok(),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Day(day) => Some(day),
        }
    }

    /// The last day that the date may mean.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::new(year, 12, 31).ok(),
            Self::Month(..) => self.first_day().map(Date::last_of_month),
            Self::Day(day) => Some(day),
        }
    }
}

/// What a text says as a date without a day.
enum Shape {
    Date(PartialDate),
    ImpossibleMonth,
    Other,
}

impl Lowering<'_> {
    /// A date with or without month and day, with or without quotes.
    pub(super) fn partial_date(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
    ) -> Option<Spanned<PartialDate>> {
        let node = fields.node(key)?;
        let Spanned { value: scalar, span } = self.reader.scalar(node, key, "a date")?;
        let text = scalar.text.trim();
        match shape(text) {
            Shape::Date(value) => Some(Spanned { value, span }),
            Shape::ImpossibleMonth => {
                let message = format!("there is no month `{text}`: months count from 01 to 12");
                self.reader.report(self.reader.family.impossible_date, span, message, |d| {
                    d.help("write the year first, then the month, as `2014-06`; or the year alone")
                });
                None
            }
            Shape::Other if text.len() >= 8 && text.bytes().any(|byte| byte.is_ascii_digit()) => {
                let date = self.reader.date(node, key)?;
                Some(Spanned { value: PartialDate::Day(date.value), span })
            }
            Shape::Other => {
                self.report_no_date(span, key);
                None
            }
        }
    }

    fn report_no_date(&mut self, span: Span, key: &str) {
        let message = format!("`{key}` must be a date, not `{}`", self.reader.written(span));
        self.reader.report(self.reader.family.wrong_type, span, message, |d| {
            d.help("write `2014`, `2014-06` or `2014-06-30`: year, month and day in digits, as much as may be known")
        });
    }
}

fn shape(text: &str) -> Shape {
    let digits = |part: &str, length: usize| {
        let fits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| part.parse::<i16>().ok()).flatten()
    };
    let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
    let Some(year) = digits(year, 4) else { return Shape::Other };
    let Some(month) = month else { return Shape::Date(PartialDate::Year(year)) };
    match digits(month, 2).map(i8::try_from) {
        Some(Ok(month @ 1..=12)) => Shape::Date(PartialDate::Month(year, month)),
        Some(_) => Shape::ImpossibleMonth,
        None => Shape::Other,
    }
}
