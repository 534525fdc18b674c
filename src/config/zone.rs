//! Time zones, from the database in the binary: the same on every machine.

use jiff::tz::{TimeZone, TimeZoneDatabase};

/// The time zone of an IANA name; UTC where there is none of that name (`parse_config` reports that).
pub fn time_zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap_or(TimeZone::UTC)
}
