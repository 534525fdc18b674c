//! What a theme owes to readers, whoever wrote it. Specimens of each kind of page are made with the theme of the site, as
//! its pages are, and looked at; the theme of the program is held to the same by a test.

mod dropped_duty;
mod duties;
mod failing_page;
mod specimens;
#[cfg(test)]
mod tests;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::theme::{LIMIT, RENDER, Theme};

use super::{Levels, Rule};

pub(super) const RULES: [Rule; 2] = [dropped_duty::RULE, failing_page::RULE];

/// Checks the theme of a site, where it is not the program's own.
pub fn check_theme(theme: &Theme, config: &Config, levels: &Levels, found: &mut Vec<Diagnostic>) {
    if !theme.has_own_templates() || !RULES.iter().any(|rule| levels.wants(rule)) {
        return;
    }
    let (specimens, failed) = specimens::specimens(theme, config);
    found.extend(failing_page::findings(&failed));
    found.extend(dropped_duty::findings(theme, &duties::dropped(&specimens, config)));
}

/// Leaves out what specimens foretold and pages of the site have shown.
pub fn forget_foretold(found: &mut Vec<Diagnostic>) {
    let shown = |one: &&Diagnostic| one.code == RENDER || one.code == LIMIT;
    let places: Vec<_> = found.iter().filter(shown).map(|one| one.place.clone()).collect();
    found.retain(|one| one.code != failing_page::RULE.code || !places.contains(&one.place));
}
