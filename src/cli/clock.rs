//! What day it is: the one place that reads the clock.

use std::env;

use briefpress::build::Today;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The day that was given, else that of `SOURCE_DATE_EPOCH` (UTC), else the moment the clock shows.
pub(super) fn today(given: Option<Date>) -> Result<Today, String> {
    if let Some(day) = given {
        return Ok(Today::Given(day));
    }
    let Some(epoch) = env::var_os("SOURCE_DATE_EPOCH") else { return Ok(Today::Now(Timestamp::now())) };
    let moment = epoch.to_str().and_then(|text| text.trim().parse().ok()).map(Timestamp::from_second);
    match moment {
        Some(Ok(moment)) => Ok(Today::Given(moment.to_zoned(TimeZone::UTC).date())),
        _ => Err(format!("`SOURCE_DATE_EPOCH` is `{}`, not a number of seconds", epoch.display())),
    }
}
