//! The moment that counts as now.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::config::{Moment, time_zone};

use super::BuildError;

/// The day or the moment that counts as now: given, or to be worked out in the site's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Today {
    /// A given day, from its first moment: what comes out at nine that day is not out yet.
    Given(Date),
    /// A given day and hour in the site's time zone.
    Local(DateTime),
    /// A moment. Only the command line reads the clock.
    Now(Timestamp),
}

/// Now, in the site's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Now {
    /// The day.
    pub(super) day: Date,
    /// The moment.
    pub(super) moment: Timestamp,
}

impl Today {
    /// The day in a time zone, where there is such a moment.
    pub fn in_zone(self, timezone: &str) -> Result<Date, BuildError> {
        self.now(timezone).map(|now| now.day)
    }

    /// Day and moment in a time zone. Of an hour that comes twice the first one counts: less is public then.
    pub(super) fn now(self, timezone: &str) -> Result<Now, BuildError> {
        let zone = time_zone(timezone);
        let given = match self {
            Self::Given(day) => Moment::Day(day),
            Self::Local(local) => Moment::Local(local),
            Self::Now(moment) => Moment::Fixed(moment),
        };
        let instants = given.instants(&zone).map_err(|skipped| BuildError::SkippedHour {
            timezone: timezone.to_owned(),
            from: skipped.from,
            to: skipped.to,
        })?;
        let moment = instants.first;
        let day = match self {
            Self::Given(day) => day,
            Self::Local(local) => local.date(),
            Self::Now(_) => moment.to_zoned(zone).date(),
        };
        Ok(Now { day, moment })
    }
}
