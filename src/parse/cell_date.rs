//! Dates as spreadsheets and word processors write them: the day before the month, as is usual in the UK.

use jiff::civil::Date;

/// Why a cell is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellDateError {
    /// It is spelt as a date, but there is no such day.
    Impossible,
    /// It may be either of two days: with the day first, or with the month first.
    Ambiguous(Date, Date),
    /// Only with the month first it is a day.
    MonthFirst(Date),
    /// The year has two digits.
    ShortYear,
    /// It is something else.
    NoDate,
}

/// Whether the dates of one table are known to have the day before the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// One of them can only be read so, and none the other way round.
    DayFirst,
    /// Nothing shows it.
    Unknown,
}

impl DayOrder {
    /// What the dates of a table show together: `31/03/2026` in one row tells how `03/04/2026` in another is meant.
    pub(super) fn of<'t>(dates: impl Iterator<Item = &'t str>) -> Self {
        let mut order = Self::Unknown;
        for (first, second, _) in dates.filter_map(slashed) {
            if first <= 12 && second > 12 {
                return Self::Unknown;
            }
            if first > 12 && second <= 12 {
                order = Self::DayFirst;
            }
        }
        order
    }
}

/// Reads `2026-03-31`, `31/03/2026`, `31 March 2026` or `31-Mar-2026`.
pub(super) fn read_cell_date(text: &str, order: DayOrder) -> Result<Date, CellDateError> {
    if let Some((first, second, year)) = slashed(text) {
        return from_slashed(first, second, year, order);
    }
    if let Some(date) = worded(text) {
        return date;
    }
    let mut parts = text.split('-');
    let (year, month, day) =
        (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return Err(CellDateError::NoDate);
    }
    let (Some(year), Some(month), Some(day)) = (digits(year), digits(month), digits(day)) else {
        return Err(CellDateError::NoDate);
    };
    day_of(year, month, day).ok_or(CellDateError::Impossible)
}

fn from_slashed(first: i16, second: i16, year: i16, order: DayOrder) -> Result<Date, CellDateError> {
    if year < 100 {
        return Err(CellDateError::ShortYear);
    }
    match (day_of(year, second, first), day_of(year, first, second)) {
        (Some(day_first), Some(month_first)) if day_first != month_first && order == DayOrder::Unknown => {
            Err(CellDateError::Ambiguous(day_first, month_first))
        }
        (Some(day_first), _) => Ok(day_first),
        (None, Some(month_first)) => Err(CellDateError::MonthFirst(month_first)),
        (None, None) => Err(CellDateError::Impossible),
    }
}

/// Three numbers with slashes or full stops between them, the year last.
fn slashed(text: &str) -> Option<(i16, i16, i16)> {
    let separator = if text.contains('/') { '/' } else { '.' };
    let mut parts = text.split(separator).map(str::trim);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || first.len() > 2 || second.len() > 2 || !matches!(year.len(), 2 | 4) {
        return None;
    }
    Some((digits(first)?, digits(second)?, digits(year)?))
}

/// A day, the name of a month or its first three letters, and a year.
fn worded(text: &str) -> Option<Result<Date, CellDateError>> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let mut parts = text.split([' ', '-', '\u{A0}']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?.to_lowercase(), parts.next()?);
    let day = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    let is_month =
        |name: &&str| *name == month || name[..3] == month || (month == "sept" && name.starts_with("sept"));
    let month = MONTHS.iter().position(is_month)?;
    if parts.next().is_some() || day.len() > 2 {
        return None;
    }
    let (day, year_number) = (digits(day)?, digits(year)?);
    match year.len() {
        4 => Some(day_of(year_number, i16::try_from(month + 1).ok()?, day).ok_or(CellDateError::Impossible)),
        2 => Some(Err(CellDateError::ShortYear)),
        _ => None,
    }
}

fn digits(part: &str) -> Option<i16> {
    let are_digits = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    are_digits.then(|| part.parse().ok()).flatten()
}

fn day_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{CellDateError, DayOrder, read_cell_date};
    use jiff::civil::date;

    #[test]
    fn dates_are_read_where_they_are_clear() {
        let day = date(2026, 3, 31);
        for text in [
            "2026-03-31",
            "31/03/2026",
            "31/3/2026",
            "31.03.2026",
            "31 March 2026",
            "31-Mar-2026",
            "31st mar 2026",
        ] {
            assert_eq!(read_cell_date(text, DayOrder::Unknown), Ok(day), "{text}");
        }
        assert_eq!(read_cell_date("05/05/2026", DayOrder::Unknown), Ok(date(2026, 5, 5)));
        assert_eq!(read_cell_date("03/04/2026", DayOrder::DayFirst), Ok(date(2026, 4, 3)));
    }

    #[test]
    fn what_is_not_clear_is_refused() {
        let cases = [
            ("03/04/2026", CellDateError::Ambiguous(date(2026, 4, 3), date(2026, 3, 4))),
            ("03/31/2026", CellDateError::MonthFirst(date(2026, 3, 31))),
            ("31/06/2026", CellDateError::Impossible),
            ("30/02/2026", CellDateError::Impossible),
            ("2026-06-31", CellDateError::Impossible),
            ("2026-13-01", CellDateError::Impossible),
            ("31 June 2026", CellDateError::Impossible),
            ("31/03/26", CellDateError::ShortYear),
            ("31-Mar-26", CellDateError::ShortYear),
            ("March 2026", CellDateError::NoDate),
            ("2026", CellDateError::NoDate),
            ("2026/03/31", CellDateError::NoDate),
            ("ongoing", CellDateError::NoDate),
            ("31/03/2026 to 30/04/2026", CellDateError::NoDate),
            ("46112", CellDateError::NoDate),
            ("\u{663}1/03/2026", CellDateError::NoDate),
        ];
        for (text, problem) in cases {
            assert_eq!(read_cell_date(text, DayOrder::Unknown), Err(problem), "{text}");
        }
    }

    #[test]
    fn one_clear_date_tells_the_order_of_a_table() {
        let cases: [(&[&str], DayOrder); 4] = [
            (&["03/04/2026", "31/03/2026"], DayOrder::DayFirst),
            (&["03/04/2026"], DayOrder::Unknown),
            (&["31/03/2026", "03/31/2026"], DayOrder::Unknown),
            (&["2026-03-31", "ongoing"], DayOrder::Unknown),
        ];
        for (dates, order) in cases {
            assert_eq!(DayOrder::of(dates.iter().copied()), order, "{dates:?}");
        }
    }
}
