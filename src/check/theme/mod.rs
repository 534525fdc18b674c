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
use crate::model::Site;
use crate::source::Place;
use crate::theme::{LIMIT, RENDER, Theme, UNUSED_TEMPLATE};

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

/// Leaves out templates that a page of the site asks for by name.
pub fn forget_asked_templates(found: &mut Vec<Diagnostic>, site: &Site) {
    if !found.iter().any(|one| one.code == UNUSED_TEMPLATE) {
        return;
    }
    let of_briefings = site.briefings.iter().chain(&site.withdrawn).map(|briefing| &briefing.front.template);
    let asked: Vec<String> = of_briefings
        .chain(site.pages.iter().map(|page| &page.front.template))
        .flatten()
        .map(|template| format!("/templates/{}", template.value))
        .collect();
    let is_asked = |place: &Place| asked.iter().any(|name| place.path.as_str().ends_with(name));
    found.retain(|one| one.code != UNUSED_TEMPLATE || !one.place.as_ref().is_some_and(is_asked));
}

/// Leaves out what specimens foretold and pages of the site have shown.
pub fn forget_foretold(found: &mut Vec<Diagnostic>) {
    let shown = |one: &&Diagnostic| one.code == RENDER || one.code == LIMIT;
    let places: Vec<_> = found.iter().filter(shown).map(|one| one.place.clone()).collect();
    found.retain(|one| one.code != failing_page::RULE.code || !places.contains(&one.place));
}
