//! An accessibility statement that is missing, undated or over a year old.

use jiff::ToSpan as _;

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Page;
use crate::model::Site;
use crate::model::Standing;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    code: Code("site/accessibility-statement"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("accessibility_statement.md"),
    looks: Looks::Site(check),
};

/// Words by which the address of a statement is known, in English and Welsh.
const NAMES: [&str; 2] = ["accessibility", "hygyrchedd"];

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(page) = statement(site) else {
        if !site.standing.contains(&Standing::Accessibility) && !stands_in_static(site) {
            found.push(
                RULE.finding("the site has no accessibility statement").help(
                    "write one as `pages/accessibility.md`, with the day of its last review as `updated`",
                ),
            );
        }
        return;
    };
    let Ok(a_year_ago) = site.today.checked_sub(1.year()) else { return };
    let message = match page.front.updated {
        None => "the accessibility statement does not say when it was last reviewed".to_owned(),
        Some(day) if day < a_year_ago => {
            format!("the accessibility statement was last reviewed on {day}, more than a year ago")
        }
        Some(_) => return,
    };
    found.push(
        RULE.finding(message)
            .at(page.front.place.clone().unwrap_or_else(|| Place::of_file(&page.source)))
            .help("go through it, correct what has changed, and write today's date as `updated` into its front matter"),
    );
}

fn statement(site: &Site) -> Option<&Page> {
    let is_named = |page: &&Page| NAMES.iter().any(|name| page.output.as_str().contains(name));
    site.pages.iter().map(std::sync::Arc::as_ref).find(is_named)
}

/// A statement that somebody else keeps, of which no date is known.
fn stands_in_static(site: &Site) -> bool {
    site.statics.iter().any(|file| NAMES.iter().any(|name| file.output.as_str().contains(name)))
}
