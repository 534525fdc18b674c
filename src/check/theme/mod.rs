//! What a theme owes to readers, whoever wrote it. Specimens of each kind of page are made with the theme of the site, as
//! its pages are, and looked at; the theme of the program is held to the same by a test.

mod dropped_duty;
mod duties;
mod specimens;
#[cfg(test)]
mod tests;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::theme::Theme;

use super::{Levels, Rule};

pub(super) const RULES: [Rule; 1] = [dropped_duty::RULE];

/// Checks the theme of a site, where it is not the program's own.
pub fn check_theme(theme: &Theme, config: &Config, levels: &Levels, found: &mut Vec<Diagnostic>) {
    if theme.has_own_templates() && levels.wants(&dropped_duty::RULE) {
        found.extend(dropped_duty::findings(theme, &duties::dropped(theme, config)));
    }
}
