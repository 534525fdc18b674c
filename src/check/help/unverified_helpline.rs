//! A helpline that nobody has checked for a year.

use std::collections::BTreeMap;

use jiff::ToSpan as _;

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;
use crate::source::Slug;

pub(super) const RULE: Rule = Rule {
    code: Code("help/unverified-helpline"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("unverified_helpline.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Ok(a_year_ago) = site.today.checked_sub(1.year()) else { return };
    let mut shown: BTreeMap<&Slug, (usize, &crate::model::Briefing)> = BTreeMap::new();
    for briefing in site.briefing_pages() {
        for helpline in site.helplines(&briefing.front) {
            shown.entry(&helpline.term.key).or_insert((0, briefing)).0 += 1;
        }
    }
    for (key, (pages, first)) in shown {
        let Some(helpline) = site.registries.helplines.get(key) else { continue };
        let label = &helpline.term.label;
        let message = match helpline.detail.verified {
            None => format!("nobody has noted that the number of `{label}` was checked"),
            Some(day) if day < a_year_ago => {
                format!("the number of `{label}` was last checked on {day}, more than a year ago")
            }
            Some(_) => continue,
        };
        let more = match pages {
            1 => format!("`{}` shows it", first.source),
            _ => format!("{pages} briefings show it, among them `{}`", first.source),
        };
        found.push(
            RULE.finding(message)
                .help(format!(
                    "ring it, then write `{key}` with today's date as `verified` into `data/helplines.yaml`"
                ))
                .because(more),
        );
    }
}
