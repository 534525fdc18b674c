//! What every site should say about itself.

mod base_url_missing;
mod heavy_logo;

use super::Rule;

pub(super) const RULES: [Rule; 2] = [base_url_missing::RULE, heavy_logo::RULE];
