//! What day it is: the one place that reads the clock.

use std::env;

use briefpress::build::Today;
use jiff::Timestamp;

/// What was given, else the moment of `SOURCE_DATE_EPOCH`, else the one that the clock shows.
pub(super) fn today(given: Option<Today>) -> Result<Today, String> {
    if let Some(today) = given {
        return Ok(today);
    }
    let Some(epoch) = env::var_os("SOURCE_DATE_EPOCH") else { return Ok(Today::Now(Timestamp::now())) };
    let moment = epoch.to_str().and_then(|text| text.trim().parse().ok()).map(Timestamp::from_second);
    match moment {
        Some(Ok(moment)) => Ok(Today::Now(moment)),
        _ => Err(format!("`SOURCE_DATE_EPOCH` is `{}`, not a number of seconds", epoch.display())),
    }
}
