//! What will happen next, and what somebody has to do by when: a list of days from what briefings, waivers and registries
//! say. For those who run the site, and no part of it: embargoes stand in it. No I/O.

mod calendar;
mod collect;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::config::{Moment, time_zone};
use crate::identity::Scanner;
use crate::model::Site;
use crate::source::{Place, SourcePath};

pub use calendar::calendar;
pub use collect::{duties, ends_of_embargoes};

/// What happens, or has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyKind {
    /// A briefing comes out.
    Embargo,
    /// Somebody has to ask whether a briefing is still good advice.
    Review,
    /// A file leaves the site after this day.
    FileLeaves,
    /// The publisher wants to keep a briefing until this day.
    Retention,
    /// The law wants a briefing public until this day.
    Minimum,
    /// An action is due.
    Action,
    /// A waiver holds until this day.
    Waiver,
    /// The record of a helpline has to be compared again.
    Helpline,
}

/// What a build at the end of an embargo would find.
#[derive(Debug)]
pub struct Release {
    /// The site as it will be.
    pub site: Arc<Site>,
    /// Errors that stand in its way then, whether or not they do today.
    pub errors: usize,
}

/// One day on which something happens or has to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The day.
    pub day: Date,
    /// The moment, where it is known to the minute, with what clocks of the site show then.
    pub moment: Option<(Timestamp, DateTime)>,
    /// What.
    pub kind: DutyKind,
    /// The same as a sentence for people.
    pub what: String,
    /// The title of the briefing; `None` for what is not about one.
    pub title: Option<String>,
    /// The file that says so.
    pub source: Option<SourcePath>,
    /// Where it says so, where that is known.
    pub place: Option<Place>,
    /// A name that stays when the day changes, unique within the site.
    pub id: String,
}

impl DutyKind {
    /// The stable name, for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Embargo => "embargo",
            Self::Review => "review",
            Self::FileLeaves => "file-leaves",
            Self::Retention => "retention",
            Self::Minimum => "minimum",
            Self::Action => "action",
            Self::Waiver => "waiver",
            Self::Helpline => "helpline",
        }
    }

    /// Whether the day is one by which somebody has to have done something, so that it can be missed.
    pub fn can_be_missed(self) -> bool {
        matches!(self, Self::Review | Self::Retention | Self::Action | Self::Waiver | Self::Helpline)
    }
}

/// Whether clocks show a time twice, as when they go back.
fn is_shown_twice(local: DateTime, zone: &TimeZone) -> bool {
    !Moment::Local(local).instants(zone).is_ok_and(|instants| !instants.is_ambiguous())
}

impl Duty {
    /// The time of day of its moment, as clocks of the site show it.
    pub fn time(&self) -> Option<String> {
        self.moment.map(|(_, local)| local.strftime("%H:%M").to_string())
    }

    /// The distance from UTC at its moment, where clocks show that time twice: `+01:00`.
    pub fn utc_offset(&self, site: &Site) -> Option<String> {
        let (moment, local) = self.moment?;
        let zone = time_zone(&site.config.timezone);
        is_shown_twice(local, &zone).then(|| moment.to_zoned(zone).strftime("%:z").to_string())
    }

    /// Covers sealed names: whoever gets the list or the calendar need not know them.
    pub fn cover(&mut self, scanner: &Scanner) {
        let cover = |text: &mut String| {
            if let Some(covered) = scanner.masked(text) {
                *text = covered;
            }
        };
        let cover_path = |path: &mut SourcePath| {
            if let Some(covered) = scanner.masked(path.as_str()) {
                *path = SourcePath::new(covered);
            }
        };
        cover(&mut self.what);
        cover(&mut self.id);
        self.title.iter_mut().for_each(cover);
        self.source.iter_mut().for_each(cover_path);
        self.place.iter_mut().for_each(|place| cover_path(&mut place.path));
    }

    /// Whether its day is past and it was not done.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.kind.can_be_missed() && self.day < today
    }
}
