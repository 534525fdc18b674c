//! Whether those whom a briefing touches are told where to find help, and whether it is still there.

mod no_helpline;
mod unverified_helpline;

use super::Rule;

pub(super) const RULES: [Rule; 2] = [no_helpline::RULE, unverified_helpline::RULE];
