//! The day that counts as today.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::config::time_zone;

/// The day that counts as today: given, or to be worked out in the site's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Today {
    /// A given day.
    Given(Date),
    /// The day of a moment. Only the command line reads the clock.
    Now(Timestamp),
}

impl Today {
    /// The day in a time zone.
    pub fn in_zone(self, timezone: &str) -> Date {
        match self {
            Self::Given(date) => date,
            Self::Now(moment) => moment.to_zoned(time_zone(timezone)).date(),
        }
    }
}
