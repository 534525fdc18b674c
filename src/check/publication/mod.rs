//! When and how a briefing may be public.

mod future_change;

use super::Rule;

pub(super) const RULES: [Rule; 1] = [future_change::RULE];
