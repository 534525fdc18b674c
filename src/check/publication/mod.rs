//! When and how a briefing may be public.

mod approval_missing;
mod approval_stale;
mod approval_unbound;
mod future_change;
mod proceedings_pending;
mod purge_undated;
mod reason_missing;
mod retention_conflict;
mod retention_over;
mod review_missing;
mod review_overdue;
mod second_reader;

use super::Rule;

pub(super) const RULES: [Rule; 12] = [
    approval_missing::RULE,
    approval_stale::RULE,
    approval_unbound::RULE,
    future_change::RULE,
    proceedings_pending::RULE,
    purge_undated::RULE,
    reason_missing::RULE,
    retention_conflict::RULE,
    retention_over::RULE,
    review_missing::RULE,
    review_overdue::RULE,
    second_reader::RULE,
];
