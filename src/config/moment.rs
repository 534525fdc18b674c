//! Moments as people write them: a day, or a day and an hour, in the site's time zone unless another is named.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

/// A moment as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A whole day, from its first moment in the site's time zone.
    Day(Date),
    /// A day and an hour in the site's time zone.
    Local(DateTime),
    /// A day and an hour with their distance from UTC.
    Fixed(Timestamp),
}

/// When a moment is. In the night in which clocks go back an hour comes twice, so that there may be two answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instants {
    /// The first time that clocks show it.
    pub first: Timestamp,
    /// The last time that clocks show it.
    pub last: Timestamp,
}

/// The hour that the clocks leave out in the night in which they go forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkippedHour {
    /// What the clocks show when they go forward.
    pub from: DateTime,
    /// What they show right after.
    pub to: DateTime,
}

/// Why a text is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentError {
    /// It is spelt in another way.
    Spelling,
    /// It is spelt as it should be, but the calendar or the clock has no such moment.
    Impossible,
}

impl Instants {
    /// Whether clocks show it twice.
    pub fn is_ambiguous(self) -> bool {
        self.first != self.last
    }
}

impl Moment {
    /// Reads `2026-03-29`, `2026-03-29T09:00`, `2026-03-29 09:00:30` or `2026-03-29T09:00+01:00`, and nothing else.
    pub fn parse(text: &str) -> Result<Self, MomentError> {
        if has_shape(text, b"0000-00-00") {
            return text.parse().map(Self::Day).map_err(|_| MomentError::Impossible);
        }
        let seconds = text.len() >= 19 && has_shape(&text[..19], b"0000-00-00T00:00:00");
        let end = if seconds { 19 } else { 16 };
        let (clock, zone) = text.split_at_checked(end).ok_or(MomentError::Spelling)?;
        if !seconds && !has_shape(clock, b"0000-00-00T00:00") {
            return Err(MomentError::Spelling);
        }
        let is_offset = zone.starts_with(['+', '-']) && has_shape(&zone[1..], b"00:00");
        if !zone.is_empty() && zone != "Z" && !is_offset {
            return Err(MomentError::Spelling);
        }
        // A leap second would read as the one before it: nobody publishes at one.
        if clock.get(17..) == Some("60") {
            return Err(MomentError::Impossible);
        }
        let read =
            if zone.is_empty() { clock.parse().map(Self::Local) } else { text.parse().map(Self::Fixed) };
        read.map_err(|_| MomentError::Impossible)
    }

    /// When it is, in a time zone; an error where the clocks leave it out.
    pub fn instants(self, zone: &TimeZone) -> Result<Instants, SkippedHour> {
        let once = |at: Timestamp| Instants { first: at, last: at };
        let local = match self {
            Self::Fixed(at) => return Ok(once(at)),
            // The first moment of a day is there even where the clocks leave out midnight.
            Self::Day(day) => {
                let start = day.to_zoned(zone.clone()).map(|start| start.timestamp());
                return Ok(once(start.unwrap_or(Timestamp::MAX)));
            }
            Self::Local(local) => local,
        };
        let at = |offset: Offset| offset.to_timestamp(local).unwrap_or(Timestamp::MAX);
        match zone.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => Ok(once(at(offset))),
            AmbiguousOffset::Fold { before, after } => Ok(Instants { first: at(before), last: at(after) }),
            AmbiguousOffset::Gap { before, after } => {
                let change = zone.following(at(after)).next().map(|change| change.timestamp());
                let change = change.unwrap_or_else(|| at(before));
                Err(SkippedHour { from: before.to_datetime(change), to: after.to_datetime(change) })
            }
        }
    }
}

/// Whether a text has digits and marks where a pattern has them; a space may stand for the `T`.
fn has_shape(text: &str, pattern: &[u8]) -> bool {
    let fits = |(byte, wanted): (u8, &u8)| match wanted {
        b'0' => byte.is_ascii_digit(),
        b'T' => byte == b'T' || byte == b' ',
        mark => byte == *mark,
    };
    text.len() == pattern.len() && text.bytes().zip(pattern).all(fits)
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::{Moment, MomentError};
    use crate::config::time_zone;

    fn instants(text: &str, zone: &TimeZone) -> Vec<String> {
        match Moment::parse(text).unwrap().instants(zone) {
            Ok(at) if at.is_ambiguous() => vec![at.first.to_string(), at.last.to_string()],
            Ok(at) => vec![at.first.to_string()],
            Err(hour) => vec![format!("none between {} and {}", hour.from, hour.to)],
        }
    }

    #[test]
    fn moments_are_read_in_the_zone_of_the_site() {
        let london = time_zone("Europe/London");
        for (text, expected) in [
            ("2026-03-29", &["2026-03-29T00:00:00Z"][..]),
            ("2026-03-30", &["2026-03-29T23:00:00Z"]),
            ("2026-03-29T00:59", &["2026-03-29T00:59:00Z"]),
            ("2026-03-29T01:00", &["none between 2026-03-29T01:00:00 and 2026-03-29T02:00:00"]),
            ("2026-03-29 01:59:59", &["none between 2026-03-29T01:00:00 and 2026-03-29T02:00:00"]),
            ("2026-03-29T02:00", &["2026-03-29T01:00:00Z"]),
            ("2026-03-29T01:30Z", &["2026-03-29T01:30:00Z"]),
            ("2026-03-29T01:30+01:00", &["2026-03-29T00:30:00Z"]),
            ("2026-10-25T00:59", &["2026-10-24T23:59:00Z"]),
            ("2026-10-25T01:30", &["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]),
            ("2026-10-25T02:00", &["2026-10-25T02:00:00Z"]),
            ("2026-07-01 09:00", &["2026-07-01T08:00:00Z"]),
        ] {
            assert_eq!(instants(text, &london), expected, "{text}");
        }
        let cairo = time_zone("Africa/Cairo");
        assert_eq!(instants("2026-04-24", &cairo), ["2026-04-23T22:00:00Z"], "a day without a midnight");
    }

    #[test]
    fn other_spellings_and_moments_that_are_not_there_are_told_apart() {
        for text in [
            "",
            "2026",
            "2026-3-29",
            "29/03/2026",
            "2026-03-29T9:00",
            "2026-03-29T09",
            "2026-03-29T09:00 ",
            "2026-03-29T09:00+01",
            "2026-03-29T09:00+0100",
            "2026-03-29t09:00",
            "2026-03-29T09:00z",
            "2026-03-29T09:00:00.5",
            "2026-03-29T09:00[Europe/London]",
            "2026-03-29T09.00",
            "tomorrow",
            "−026-03-29T09:00",
        ] {
            assert_eq!(Moment::parse(text), Err(MomentError::Spelling), "{text}");
        }
        for text in
            ["2026-02-30", "2026-02-30T09:00", "2026-03-29T24:00", "2026-03-29T09:60", "2026-06-30T23:59:60Z"]
        {
            assert_eq!(Moment::parse(text), Err(MomentError::Impossible), "{text}");
        }
    }
}
