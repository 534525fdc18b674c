//! Whether words are used in the sense, and the years, in which they hold.

mod missing_series_number;
mod outside_era;
mod series_gap;

use super::Rule;

pub(super) const RULES: [Rule; 3] = [missing_series_number::RULE, outside_era::RULE, series_gap::RULE];
