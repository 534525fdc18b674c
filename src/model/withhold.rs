//! What must not be published is sorted out before anything else looks at it.

use jiff::civil::Date;

use crate::config::Term;
use crate::parse::{ApprovalState, FrontMatter, LifecycleState, ParsedSource};
use crate::source::SourcePath;

/// What the author of a briefing that is not published sees of it. It is no part of a [`Site`](super::Site): nothing
/// that makes an output is given one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithheldBriefing {
    /// Where it stands.
    pub source: SourcePath,
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
    /// Its date is in the future.
    Embargo(Date),
    /// It was purged.
    Purged,
}

impl Withheld {
    /// The reason as the end of a sentence: "which is ...".
    pub(super) fn reason(self) -> String {
        match self {
            Self::NotUnderstood => "has errors".to_owned(),
            Self::Draft => "is a draft".to_owned(),
            Self::Embargo(date) => format!("is under embargo until {date}"),
            Self::Purged => "was purged".to_owned(),
        }
    }
}

/// Where a source file goes.
pub(super) enum Publication {
    /// Everywhere.
    Listed(Box<FrontMatter>),
    /// A page of its own, and nowhere else.
    Withdrawn(Box<FrontMatter>),
    /// Nowhere.
    Withheld(Withheld, Option<Box<FrontMatter>>),
}

/// Decides where a parsed source goes; takes its front matter.
pub(super) fn decide(parsed: &mut ParsedSource, today: Date, drafts: bool) -> Publication {
    let Some(front) = parsed.front_matter.take() else {
        return Publication::Withheld(Withheld::NotUnderstood, None);
    };
    if front.draft && !drafts {
        return Publication::Withheld(Withheld::Draft, Some(front));
    }
    if let Some(date) = front.date.filter(|date| *date > today) {
        return Publication::Withheld(Withheld::Embargo(date), Some(front));
    }
    match front.lifecycle.state.as_ref().map(|state| state.value) {
        Some(LifecycleState::Purged) => Publication::Withheld(Withheld::Purged, Some(front)),
        Some(LifecycleState::Withdrawn) => Publication::Withdrawn(front),
        Some(LifecycleState::Live | LifecycleState::Archived) | None => Publication::Listed(front),
    }
}

impl WithheldBriefing {
    /// What is told of a source that is withheld.
    pub(super) fn of(source: &ParsedSource, why: Withheld, front: Option<Box<FrontMatter>>) -> Self {
        let told = front.map(|front| (front.title, front.format, front.approval.and_then(|it| it.state)));
        let (title, format, approval) = told.map_or((None, None, None), |(t, f, a)| (Some(t), f, a));
        Self { source: source.path.clone(), why, title, format, approval, words: source.document.words }
    }
}
