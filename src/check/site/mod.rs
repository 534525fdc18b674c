//! What every site should say about itself.

mod accessibility_statement;
mod base_url_missing;
mod heavy_logo;
mod no_contact;
mod no_licence;

use super::Rule;

pub(super) const RULES: [Rule; 5] = [
    accessibility_statement::RULE,
    base_url_missing::RULE,
    heavy_logo::RULE,
    no_contact::RULE,
    no_licence::RULE,
];
