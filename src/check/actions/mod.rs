//! What somebody has to do because of a review: who, by when, how far, and how anybody would know.
//!
//! Actions stand in the front matter, in the body or in a table; the rules see them where all three have become one.

mod for_everybody;
mod no_due_date;
mod no_evidence;
mod no_owner;
mod no_status;
mod overdue;
mod stale;
#[cfg(test)]
mod tests;
mod vague;

use crate::diagnostic::Diagnostic;
use crate::model::{Briefing, Site};
use crate::parse::{Action, ActionStatus};
use crate::source::Place;

use super::Rule;
use super::prompt::is_prompt;

pub(super) const RULES: [Rule; 8] = [
    for_everybody::RULE,
    no_due_date::RULE,
    no_evidence::RULE,
    no_owner::RULE,
    no_status::RULE,
    overdue::RULE,
    stale::RULE,
    vague::RULE,
];

/// What has to be free of errors for the actions of a briefing to be judged.
const KEYS: [&str; 3] = ["actions", "date", "updated"];

/// Longest beginning of an action that a message repeats, in characters.
const NAMED: usize = 60;

/// Every action of the register with its briefing; what was withdrawn asks nobody for anything any more.
fn actions(site: &Site) -> impl Iterator<Item = (&Briefing, &Action)> {
    site.judged(&KEYS).flat_map(|briefing| briefing.actions.iter().map(move |action| (briefing, action)))
}

/// The same without those of which not all could be read.
fn readable_actions(site: &Site) -> impl Iterator<Item = (&Briefing, &Action)> {
    actions(site).filter(|(_, action)| !action.has_error)
}

/// Whether something is still to be done.
fn is_open(action: &Action) -> bool {
    matches!(action.status, None | Some(ActionStatus::Planned | ActionStatus::UnderWay))
}

/// Whether it was given up: replaced by another, or refused.
fn is_dropped(action: &Action) -> bool {
    matches!(action.status, Some(ActionStatus::Superseded | ActionStatus::NotAccepted))
}

fn place(briefing: &Briefing, action: &Action) -> Place {
    action.place.clone().unwrap_or_else(|| briefing.place())
}

/// The action as a message names it: by its id, or by its first words.
fn name(action: &Action) -> String {
    if let Some(id) = &action.id {
        return format!("action `{}`", id.value);
    }
    let text = action.text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    match text.char_indices().nth(NAMED) {
        Some((end, _)) => format!("the action `{}\u{2026}`", text[..end].trim_end()),
        None => format!("the action `{text}`"),
    }
}

/// Reports the actions of each briefing that lack something: one by one, or once where all lack it.
fn report_lacking(
    site: &Site,
    rule: &Rule,
    (noun, help): (&str, &'static str),
    is_asked: impl Fn(&Action) -> bool,
    lacks: impl Fn(&Action) -> bool,
    found: &mut Vec<Diagnostic>,
) {
    for briefing in site.judged(&KEYS) {
        let asked: Vec<&Action> = briefing
            .actions
            .iter()
            .filter(|it| !it.has_error && !is_prompt(&it.text) && is_asked(it))
            .collect();
        let lacking: Vec<&Action> = asked.iter().copied().filter(|action| lacks(action)).collect();
        if let ([first, _, ..], true) = (lacking.as_slice(), lacking.len() == asked.len()) {
            let message = format!("none of the {} actions has {noun}", lacking.len());
            found.push(rule.finding(message).at(place(briefing, first)).help(help));
            continue;
        }
        for action in lacking {
            let message = format!(
                "{} has no {}",
                name(action),
                noun.trim_start_matches("an ").trim_start_matches("a ")
            );
            found.push(rule.finding(message).at(place(briefing, action)).help(help));
        }
    }
}
