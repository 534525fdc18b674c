//! What must not be published is sorted out before anything else looks at it.

use jiff::civil::Date;

use crate::parse::{FrontMatter, LifecycleState, ParsedSource};

/// Why a source file is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Withheld {
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
    Withheld(Withheld),
}

/// Decides where a parsed source goes; takes its front matter.
pub(super) fn decide(parsed: &mut ParsedSource, today: Date, drafts: bool) -> Publication {
    let Some(front) = parsed.front_matter.take() else {
        return Publication::Withheld(Withheld::NotUnderstood);
    };
    if front.draft && !drafts {
        return Publication::Withheld(Withheld::Draft);
    }
    if let Some(date) = front.date.filter(|date| *date > today) {
        return Publication::Withheld(Withheld::Embargo(date));
    }
    match front.lifecycle.state.as_ref().map(|state| state.value) {
        Some(LifecycleState::Purged) => Publication::Withheld(Withheld::Purged),
        Some(LifecycleState::Withdrawn) => Publication::Withdrawn(front),
        Some(LifecycleState::Live | LifecycleState::Archived) | None => Publication::Listed(front),
    }
}
