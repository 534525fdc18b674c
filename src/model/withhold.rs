//! What must not be published is sorted out before anything else looks at it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::config::{Instants, Moment, SkippedHour, Term};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse::{
    ApprovalState, FrontMatter, LifecycleState, ParsedSource, PartialFrontMatter, UnreadKeys,
};
use crate::source::{Placed, SourcePath};

use super::identity::stem;

const SKIPPED_HOUR: Code = Code("publication/skipped-hour");
const HOUR_TWICE: Code = Code("publication/hour-twice");

/// What the author of a briefing that is not published sees of it. It is no part of a [`Site`](super::Site): nothing
/// that makes an output is given one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithheldBriefing {
    /// Where it stands.
    pub source: SourcePath,
    /// The stable name; of one whose front matter could not be read, what it would be without one of its own.
    pub id: String,
    /// Why it is not published.
    pub why: Withheld,
    /// Its title, where its front matter could be read.
    pub title: Option<String>,
    /// Its format, where it names one.
    pub format: Option<Term>,
    /// How far its sign-off is.
    pub approval: Option<ApprovalState>,
    /// The words of its body.
    pub words: u32,
}

/// Why a source file is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Its front matter has an error.
    NotUnderstood,
    /// It is a draft.
    Draft,
    /// It comes out later.
    Embargo(EmbargoEnd),
    /// It was purged.
    Purged,
}

/// When an embargo ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmbargoEnd {
    /// The moment.
    pub moment: Timestamp,
    /// The same as clocks of the site show it, which can be the time of another moment as well.
    pub local: DateTime,
}

impl Withheld {
    /// The reason as the end of a sentence: "which is ...".
    pub(super) fn reason(self) -> String {
        match self {
            Self::NotUnderstood => "has errors".to_owned(),
            Self::Draft => "is a draft".to_owned(),
            Self::Embargo(EmbargoEnd { local, .. }) if local.time() == Time::midnight() => {
                format!("is under embargo until {}", local.date())
            }
            Self::Embargo(EmbargoEnd { local, .. }) => {
                format!("is under embargo until {}", local.strftime("%Y-%m-%d %H:%M"))
            }
            Self::Purged => "was purged".to_owned(),
        }
    }
}

/// Which briefing is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// That in a file.
    File(SourcePath),
    /// That of an id.
    Id(String),
}

impl Wanted {
    /// Whether it is the one in a file, which has an id.
    pub fn is(&self, path: &SourcePath, id: &str) -> bool {
        match self {
            Self::File(wanted) => wanted == path,
            Self::Id(wanted) => wanted == id,
        }
    }
}

/// Where a source file goes.
pub(super) enum Publication {
    /// Everywhere.
    Listed(Box<FrontMatter>),
    /// A page of its own, and nowhere else.
    Withdrawn(Box<FrontMatter>),
    /// Nowhere, for there is an error in its front matter; without it, to lists and a page of its own, or to the latter
    /// alone.
    Unfinished(Box<FrontMatter>, UnreadKeys, bool),
    /// Nowhere.
    Withheld(Withheld, Option<Box<FrontMatter>>),
}

/// What decides whether a source may be published.
pub(super) struct Gate {
    /// The day that counts as today.
    pub(super) today: Date,
    /// The moment that counts as now.
    pub(super) now: Timestamp,
    /// The time zone of the site.
    pub(super) zone: TimeZone,
    /// Whether drafts are published.
    pub(super) drafts: bool,
    /// A briefing that is looked at as if it came out now, for those who are to agree to it.
    pub(super) foreseen: Option<Wanted>,
}

impl Gate {
    /// Decides where a parsed source goes; takes its front matter.
    pub(super) fn decide(&self, parsed: &mut ParsedSource, diagnostics: &mut Vec<Diagnostic>) -> Publication {
        if let Some(front) = parsed.front_matter.take() {
            return self.decide_on(front, &parsed.path, diagnostics);
        }
        let Some(PartialFrontMatter { front, unread }) = parsed.partial.take() else {
            return Publication::Withheld(Withheld::NotUnderstood, None);
        };
        match self.decide_on(front, &parsed.path, diagnostics) {
            Publication::Listed(front) => Publication::Unfinished(front, unread, true),
            Publication::Withdrawn(front) => Publication::Unfinished(front, unread, false),
            // The errors forbid to publish anything; that a page is to be taken back is known all the same.
            purged @ Publication::Withheld(Withheld::Purged, _) => purged,
            Publication::Withheld(_, front) => Publication::Withheld(Withheld::NotUnderstood, front),
            unfinished @ Publication::Unfinished(..) => unfinished,
        }
    }

    fn decide_on(
        &self,
        front: Box<FrontMatter>,
        path: &SourcePath,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Publication {
        // Before all else: a purge holds for what was a draft and what was to come out later as well.
        if front.lifecycle.state.as_ref().is_some_and(|state| state.value == LifecycleState::Purged) {
            return Publication::Withheld(Withheld::Purged, Some(front));
        }
        // A moment that is none is said whatever else keeps the briefing from being published.
        let Ok(end) = self.embargo(&front, diagnostics) else {
            return Publication::Withheld(Withheld::NotUnderstood, Some(front));
        };
        let id = front.id.as_ref().map_or_else(|| stem(path), |id| id.value.as_str());
        let is_foreseen = self.foreseen.as_ref().is_some_and(|wanted| wanted.is(path, id));
        if front.draft && !self.drafts && !is_foreseen {
            return Publication::Withheld(Withheld::Draft, Some(front));
        }
        if let Some(end) = end.filter(|_| !is_foreseen) {
            return Publication::Withheld(Withheld::Embargo(end), Some(front));
        }
        match &front.lifecycle.state {
            Some(state) if state.value == LifecycleState::Withdrawn => Publication::Withdrawn(front),
            _ => Publication::Listed(front),
        }
    }

    /// The end of an embargo that holds now. Of `date` and `published` the later one counts, and of an hour that comes twice
    /// the second time.
    fn embargo(
        &self,
        front: &FrontMatter,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Option<EmbargoEnd>, ()> {
        let by_day = front.date.filter(|date| *date > self.today).map(|date| self.beginning(date));
        let Some(Placed { value: published, place }) = &front.published else {
            return Ok(by_day.map(|day| self.end(day)));
        };
        let instants = published.instants(&self.zone).map_err(|skipped| {
            diagnostics.push(skipped_hour(&skipped).at(place.clone()));
        })?;
        if instants.last > self.now && instants.is_ambiguous() {
            diagnostics.push(hour_twice(&instants, &self.zone).at(place.clone()));
        }
        let by_moment = Some(instants.last).filter(|moment| *moment > self.now);
        Ok(by_day.max(by_moment).map(|moment| self.end(moment)))
    }

    /// The first moment of a day.
    fn beginning(&self, day: Date) -> Timestamp {
        Moment::Day(day).instants(&self.zone).map_or(Timestamp::MAX, |instants| instants.last)
    }

    fn end(&self, moment: Timestamp) -> EmbargoEnd {
        EmbargoEnd { moment, local: moment.to_zoned(self.zone.clone()).datetime() }
    }

    /// The moment at which a briefing came out, where it is another than the beginning of its day.
    pub(super) fn released(&self, front: &FrontMatter) -> Option<Timestamp> {
        let published = front.published.as_ref()?.value.instants(&self.zone).ok()?.last;
        let day = self.beginning(front.date?);
        (published > day).then_some(published)
    }
}

fn skipped_hour(skipped: &SkippedHour) -> Diagnostic {
    let (from, to) = (skipped.from.strftime("%H:%M"), skipped.to.strftime("%H:%M"));
    let day = skipped.from.strftime("%-d %B %Y");
    Diagnostic::error(
        SKIPPED_HOUR,
        format!("there is no such time: on {day} clocks go forward from {from} to {to}"),
    )
    .help(format!("write a time before {from} or from {to} on"))
}

fn hour_twice(instants: &Instants, zone: &TimeZone) -> Diagnostic {
    let with_offset = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M%:z").to_string();
    let (first, last) = (with_offset(instants.first), with_offset(instants.last));
    Diagnostic::new(
        Severity::Note,
        HOUR_TWICE,
        "clocks go back that night and show this time twice; the briefing comes out the second time",
    )
    .help(format!("write `{first}` for the first time, or `{last}` to say so"))
}

impl WithheldBriefing {
    /// What is told of a source that is withheld.
    pub(super) fn of(source: &ParsedSource, why: Withheld, front: Option<&FrontMatter>) -> Self {
        let own = front.and_then(|front| front.id.as_ref()).map(|id| id.value.clone());
        Self {
            source: source.path.clone(),
            id: own.unwrap_or_else(|| stem(&source.path).to_owned()),
            why,
            title: front.map(|front| front.title.clone()).filter(|title| !title.is_empty()),
            format: front.and_then(|front| front.format.clone()),
            approval: front.and_then(|front| front.approval.as_ref()?.state),
            words: source.document.words,
        }
    }
}
