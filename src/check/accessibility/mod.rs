//! Whether a page can be read by everybody: by ear, by keyboard, enlarged, in another language.

mod colour_only;
mod duplicate_id;
mod emoji_bullet;
mod empty_link;
mod file_name_as_alt;
mod heading_order;
mod missing_alt;
mod nowhere_link;
mod one_title;
mod page_language;
mod page_title;
mod table_header;
mod template_heading_order;
mod vague_link;

use super::Rule;

pub(super) const RULES: [Rule; 14] = [
    colour_only::RULE,
    duplicate_id::RULE,
    emoji_bullet::RULE,
    empty_link::RULE,
    file_name_as_alt::RULE,
    heading_order::RULE,
    missing_alt::RULE,
    nowhere_link::RULE,
    one_title::RULE,
    page_language::RULE,
    page_title::RULE,
    table_header::RULE,
    template_heading_order::RULE,
    vague_link::RULE,
];
