//! How the text reads: whom it reaches, and what it says of those it is about.

mod long_sentence;
mod missing_part;
mod open_prompt;
mod unexplained_acronym;

use super::Rule;

pub(super) const RULES: [Rule; 4] =
    [long_sentence::RULE, missing_part::RULE, open_prompt::RULE, unexplained_acronym::RULE];
