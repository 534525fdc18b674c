//! One briefing on the desk.

use std::collections::HashMap;

use jiff::civil::{Date, DateTime, Time};

use crate::build::Previewed;
use crate::config::{Format, Registries, Term};
use crate::diagnostic::{Diagnostic, Owner};
use crate::model::{Briefing, Site, Withheld, WithheldBriefing, default_format};
use crate::parse::{ApprovalState, LifecycleState};

use super::html::{source_link, text};

/// How far a briefing is. What needs somebody comes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// Its front matter can not be read.
    HasErrors,
    /// Nobody has asked for too long whether it is still good advice.
    ReviewOverdue(Date),
    /// It is being read.
    InReview,
    /// It is being written.
    Draft,
    /// It was signed off and waits to be published.
    Approved,
    /// It comes out later.
    Embargoed(DateTime),
    /// It is public.
    Live,
    /// It is kept for the record.
    Archived,
    /// It is kept with a banner, and nothing lists it.
    Withdrawn,
    /// It is gone.
    Purged,
}

impl State {
    /// The plain word for it.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::HasErrors => "has errors",
            Self::ReviewOverdue(_) => "review overdue",
            Self::InReview => "in review",
            Self::Draft => "draft",
            Self::Approved => "approved",
            Self::Embargoed(_) => "embargoed",
            Self::Live => "live",
            Self::Archived => "archived",
            Self::Withdrawn => "withdrawn",
            Self::Purged => "purged",
        }
    }

    /// Since or until when.
    fn when(&self) -> Option<String> {
        match self {
            Self::ReviewOverdue(due) => Some(format!("since {}", day(*due))),
            Self::Embargoed(end) if end.time() == Time::midnight() => {
                Some(format!("until {}", day(end.date())))
            }
            Self::Embargoed(end) => Some(format!("until {}, {}", day(end.date()), end.strftime("%H:%M"))),
            _ => None,
        }
    }

    /// The state of a briefing that can be seen in the preview.
    fn of(briefing: &Briefing, is_withdrawn: bool, today: Date) -> Self {
        let front = &briefing.front;
        let approval = front.approval.as_ref().and_then(|approval| approval.state);
        let state = front.lifecycle.state.as_ref().map(|state| state.value);
        match (approval, state) {
            _ if is_withdrawn => Self::Withdrawn,
            (Some(ApprovalState::InReview), _) => Self::InReview,
            (Some(ApprovalState::Approved), _) if front.draft => Self::Approved,
            (Some(ApprovalState::Draft), _) => Self::Draft,
            _ if front.draft => Self::Draft,
            (_, Some(LifecycleState::Archived)) => Self::Archived,
            _ => match front.lifecycle.review_due {
                Some(due) if due < today => Self::ReviewOverdue(due),
                _ => Self::Live,
            },
        }
    }

    /// The state of one that can not.
    fn of_withheld(briefing: &WithheldBriefing) -> Self {
        match (briefing.why, briefing.approval) {
            (Withheld::NotUnderstood, _) => Self::HasErrors,
            (Withheld::Purged, _) => Self::Purged,
            (Withheld::Draft | Withheld::Embargo(_), Some(ApprovalState::InReview)) => Self::InReview,
            (Withheld::Draft, Some(ApprovalState::Approved)) => Self::Approved,
            (Withheld::Draft, _) => Self::Draft,
            (Withheld::Embargo(end), _) => Self::Embargoed(end.local),
        }
    }
}

/// A day as people write it.
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// One line of the table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) state: State,
    title: String,
    href: Option<String>,
    source: String,
    line: u32,
    words: u32,
    budget: Option<(u32, String)>,
    /// How many findings each owner has.
    findings: [usize; 3],
}

/// Every briefing, those that need somebody first.
pub(super) fn rows(previewed: &Previewed, base: &str) -> Vec<Row> {
    let Previewed { outcome, site, withheld } = previewed;
    let found = by_source(&outcome.diagnostics);
    let is_shown = outcome.published;
    let visible = |briefing, is_withdrawn| {
        Row::of(briefing, site, State::of(briefing, is_withdrawn, site.today), is_shown.then_some(base))
    };
    let listed = site.briefings.iter().map(|briefing| visible(briefing, false));
    let withdrawn = site.withdrawn.iter().map(|briefing| visible(briefing, true));
    let hidden = withheld.iter().map(|briefing| Row::of_withheld(briefing, &site.registries));
    let mut rows: Vec<Row> = listed.chain(withdrawn).chain(hidden).collect();
    for row in &mut rows {
        row.findings = found.get(row.source.as_str()).copied().unwrap_or_default();
    }
    // The sort keeps what is newest first.
    rows.sort_by_cached_key(|row| {
        let is_calm = row.findings.iter().sum::<usize>() == 0;
        (row.state.clone(), is_calm)
    });
    rows
}

fn by_source(found: &[Diagnostic]) -> HashMap<&str, [usize; 3]> {
    let mut counts: HashMap<&str, [usize; 3]> = HashMap::new();
    for found in found {
        if let Some(place) = &found.place {
            counts.entry(place.path.as_str()).or_default()[found.owner as usize] += 1;
        }
    }
    counts
}

fn budget(format: Option<&Term>, registries: &Registries) -> Option<(u32, String)> {
    let default = default_format(registries);
    let term = format.unwrap_or(&default);
    let words = registries.formats.get(&term.key)?.detail.budget()?;
    Some((words, term.label.to_string()))
}

impl Row {
    fn of(briefing: &Briefing, site: &Site, state: State, base: Option<&str>) -> Self {
        Self {
            state,
            title: briefing.front.title.clone(),
            href: base.map(|base| format!("{base}{}", briefing.output.address())),
            source: briefing.source.as_str().to_owned(),
            line: briefing.place().line,
            words: briefing.document.words,
            budget: budget(briefing.front.format.as_ref(), &site.registries),
            findings: [0; 3],
        }
    }

    fn of_withheld(briefing: &WithheldBriefing, registries: &Registries) -> Self {
        let name = briefing.source.as_str().to_owned();
        // The title of what was purged may be what it was purged for.
        let title = briefing.title.clone().filter(|_| briefing.why != Withheld::Purged);
        Self {
            state: State::of_withheld(briefing),
            title: title.unwrap_or_else(|| name.clone()),
            href: None,
            source: name,
            line: 1,
            words: briefing.words,
            budget: budget(briefing.format.as_ref(), registries),
            findings: [0; 3],
        }
    }

    /// The line as HTML.
    pub(super) fn html(&self, root: &str) -> String {
        let class = self.state.word().replace(' ', "-");
        let when = self.state.when().map_or_else(String::new, |when| format!("<br><small>{when}</small>"));
        let title = match &self.href {
            Some(href) => format!("<a href=\"{}\">{}</a>", text(href), text(&self.title)),
            None => text(&self.title),
        };
        format!(
            "<tr><td><span class=\"state {class}\">{}</span>{when}</td><th scope=\"row\">{title}<br>{}</th><td>{}</td><td>{}</td></tr>",
            self.state.word(),
            source_link(root, &self.source, self.line, 1),
            self.reading(),
            self.mending()
        )
    }

    /// "5 of 7 minutes", and below it "612 words of 910, Seven-minute briefing".
    fn reading(&self) -> String {
        let minutes = |words: u32| words.div_ceil(Format::WORDS_A_MINUTE).max(1);
        let takes = minutes(self.words);
        let Some((budget, format)) = &self.budget else {
            let unit = if takes == 1 { "minute" } else { "minutes" };
            return format!("{takes} {unit}<br><small>{} words</small>", self.words);
        };
        let (allowed, words, format) = (minutes(*budget), self.words, text(format));
        match words.checked_sub(*budget) {
            Some(over @ 1..) => format!(
                "<strong>{takes} minutes of {allowed}</strong><br><small>{words} words, {over} too many, {format}</small>"
            ),
            _ => {
                format!("{takes} of {allowed} minutes<br><small>{words} words of {budget}, {format}</small>")
            }
        }
    }

    fn mending(&self) -> String {
        let parts: Vec<String> = Owner::ALL
            .iter()
            .zip(self.findings)
            .filter(|(_, count)| *count > 0)
            .map(|(owner, count)| format!("{count} for {owner}"))
            .collect();
        if parts.is_empty() { "none".to_owned() } else { parts.join("<br>") }
    }
}
