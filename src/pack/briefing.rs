//! What the front matter says of the publication of a briefing: when, who agreed, what was accepted.

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::config::time_zone;
use crate::diagnostic::Waived;
use crate::model::{Briefing, Site};
use crate::parse::{ApprovalState, LifecycleState, Proceedings, Waiver as Written};

use super::Material;
use super::cover::Cover;

/// How a briefing stands.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    is_draft: bool,
    /// The day of issue.
    date: String,
    /// The day, or the moment, from which on it is public.
    public_from: String,
    /// Whether that is a day to come.
    is_early: bool,
    state: &'static str,
    proceedings: &'static str,
    review_due: Option<String>,
    min_until: Option<String>,
    retain_until: Option<String>,
    is_indexed: bool,
}

/// The sign-off as far as it is.
#[derive(Debug, Serialize)]
pub(super) struct Approval {
    state: &'static str,
    by: Option<String>,
    date: Option<String>,
    author: Option<String>,
    second_reader: Option<String>,
    legal_check: Option<bool>,
    family_informed: Option<bool>,
    /// How many parts of the text it is bound to.
    parts: usize,
    /// What has changed since.
    changes: Vec<String>,
}

/// A finding that somebody accepted.
#[derive(Debug, Serialize)]
pub(super) struct Waiver {
    code: String,
    matches: Option<String>,
    reason: String,
    by: String,
    until: String,
    is_over: bool,
    /// What it accepts now.
    waives: Vec<String>,
}

pub(super) fn standing(site: &Site, briefing: &Briefing) -> Standing {
    let front = &briefing.front;
    let lifecycle = &front.lifecycle;
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let released = briefing.released.map(|at| at.to_zoned(time_zone(&site.config.timezone)).datetime());
    Standing {
        is_draft: front.draft,
        date: briefing.date.to_string(),
        public_from: released
            .map_or_else(|| briefing.date.to_string(), |at| at.strftime("%Y-%m-%d %H:%M").to_string()),
        is_early: released.map_or(briefing.date, DateTime::date) > site.today,
        state: match lifecycle.state.as_ref().map(|state| state.value) {
            None | Some(LifecycleState::Live) => "live",
            Some(LifecycleState::Archived) => "archived",
            Some(LifecycleState::Withdrawn) => "withdrawn",
            Some(LifecycleState::Purged) => "purged",
        },
        proceedings: match front
            .review
            .as_ref()
            .and_then(|review| review.proceedings.as_ref())
            .map(|it| it.value)
        {
            None => "",
            Some(Proceedings::None) => "none",
            Some(Proceedings::Pending) => "pending",
            Some(Proceedings::Concluded) => "concluded",
        },
        review_due: day(lifecycle.review_due),
        min_until: day(lifecycle.min_until),
        retain_until: day(lifecycle.retain_until),
        is_indexed: front.indexing != Some(false),
    }
}

impl Approval {
    pub(super) fn of(site: &Site, briefing: &Briefing, cover: Cover<'_>) -> Self {
        let approval = briefing.front.approval.clone().unwrap_or_default();
        let role = |role: &Option<String>| role.as_deref().map(|role| cover.text(role));
        Self {
            state: match approval.state {
                None => "",
                Some(ApprovalState::Draft) => "draft",
                Some(ApprovalState::InReview) => "in-review",
                Some(ApprovalState::Approved) => "approved",
            },
            by: role(&approval.by),
            date: approval.date.map(|date| date.to_string()),
            author: role(&approval.author),
            second_reader: role(&approval.second_reader),
            legal_check: approval.legal_check,
            family_informed: approval.family_informed,
            parts: approval.fingerprint.len(),
            changes: site.changes_since_approval(briefing).iter().map(|change| cover.text(change)).collect(),
        }
    }
}

pub(super) fn waivers(material: &Material<'_>, cover: Cover<'_>) -> Vec<Waiver> {
    let Material { site, briefing, .. } = material;
    let of_waiver = |waiver: &Written| {
        let is_own = |waived: &&Waived| {
            waived.code == waiver.code.value
                && waived.reason == waiver.reason
                && waived.until == waiver.until.to_string()
                && waived.by == waiver.by
        };
        let waives = material.waived.iter().filter(is_own);
        Waiver {
            code: waiver.code.value.clone(),
            matches: waiver.matches.as_deref().map(|text| cover.text(text)),
            reason: cover.text(&waiver.reason),
            by: cover.text(&waiver.by),
            until: waiver.until.to_string(),
            is_over: waiver.until < site.today,
            waives: waives
                .map(|waived| cover.text(&format!("{}:{}: {}", waived.file, waived.line, waived.message)))
                .collect(),
        }
    };
    briefing.front.waivers.iter().map(of_waiver).collect()
}
