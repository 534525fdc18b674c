//! What the actions of the briefings promise, and when.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::{Briefing, Site};
use crate::parse::{Action, ActionStatus};

use super::html::{source_link, text};
use super::row::day;

/// Actions that are due within this many days are told.
const AHEAD: i32 = 60;

/// More than this many are counted only.
const MOST: usize = 200;

/// The actions that are overdue or due soon, the oldest first.
pub(super) fn actions_due(site: &Site, base: &str, root: &str) -> String {
    let mut due = open_actions(site);
    due.sort_by_key(|(due, ..)| *due);
    let lines: String = due.iter().take(MOST).map(|action| line(action, site.today, base, root)).collect();
    let body = match due.len() {
        0 => format!("<p>No action is overdue or due within {AHEAD} days.</p>"),
        count => {
            let more = count.saturating_sub(MOST);
            let more = if more > 0 { format!("<p>and {more} more</p>") } else { String::new() };
            format!(
                "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table of actions\"><table><thead><tr><th scope=\"col\">Due</th>\
                 <th scope=\"col\">Action</th><th scope=\"col\">Owner</th><th scope=\"col\">Briefing</th></tr></thead><tbody>{lines}</tbody></table></div>{more}"
            )
        }
    };
    format!("<section aria-labelledby=\"due\"><h2 id=\"due\">Actions due</h2>{body}</section>")
}

type Due<'a> = (Date, &'a Action, &'a Briefing);

fn open_actions(site: &Site) -> Vec<Due<'_>> {
    let until = site.today.saturating_add(AHEAD.days());
    let of = |briefing| actions_of(briefing).filter(move |(due, ..)| *due <= until);
    site.briefings.iter().map(std::sync::Arc::as_ref).flat_map(of).collect()
}

fn actions_of(briefing: &Briefing) -> impl Iterator<Item = Due<'_>> {
    let is_open = |action: &&Action| {
        matches!(action.status, None | Some(ActionStatus::Planned | ActionStatus::UnderWay))
    };
    briefing.actions.iter().filter(is_open).filter_map(move |action| Some((action.due?, action, briefing)))
}

fn line((due, action, briefing): &Due<'_>, today: Date, base: &str, root: &str) -> String {
    let late = if *due < today { "<strong class=\"state overdue\">overdue</strong><br>" } else { "" };
    let source = action.place.as_ref().map_or_else(
        || source_link(root, briefing.source.as_str(), 1, 1),
        |place| source_link(root, place.path.as_str(), place.line, place.column),
    );
    format!(
        "<tr><td>{late}{}</td><th scope=\"row\">{}<br>{source}</th><td>{}</td><td><a href=\"{}\">{}</a></td></tr>",
        day(*due),
        text(&action.text),
        text(action.owner.as_deref().unwrap_or("nobody")),
        text(&format!("{base}{}", briefing.output.address())),
        text(&briefing.front.title)
    )
}
