//! Whether reading a page tells anybody else about it.

mod third_party;

use super::Rule;

pub(super) const RULES: [Rule; 1] = [third_party::RULE];
