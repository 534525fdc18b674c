//! A type of review used in years in which there was none of its kind.

use jiff::civil::Date;

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;
use crate::parse::{PartialDate, Review};

pub(super) const RULE: Rule = Rule {
    code: Code("vocabulary/outside-era"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("outside_era.md"),
    looks: Looks::Site(check),
};

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let types = &site.registries.review_types;
    for briefing in site.judged_pages(&["date", "review"]) {
        let Some(review) = &briefing.front.review else { continue };
        let Some(kind) = review.kind.as_ref().and_then(|term| types.get(&term.key)) else { continue };
        let Some((first, last, when)) = dated(review, briefing.date) else { continue };
        let label = &kind.term.label;
        let ended = kind
            .detail
            .to
            .as_deref()
            .filter(|to| day(to, PartialDate::last_day).is_some_and(|to| first > to));
        let begun = kind
            .detail
            .from
            .as_deref()
            .filter(|from| day(from, PartialDate::first_day).is_some_and(|from| last < from));
        let (message, help) = if let Some(to) = ended {
            let message = format!("there has been no `{label}` since {to}, and this one {when}");
            let next = kind.detail.successor.as_ref().and_then(|key| types.get(key));
            let help = match next {
                Some(next) => format!(
                    "if it is a `{}`, write `type: {}`; if the report is older than the briefing, write its day under `report_completed`",
                    next.term.label, next.term.key
                ),
                None => "mend the type, or write the day of the report under `report_completed`".to_owned(),
            };
            (message, help)
        } else if let Some(from) = begun {
            let message = format!("there was no `{label}` before {from}, and this one {when}");
            let before = types.iter().find(|entry| entry.detail.successor.as_ref() == Some(&kind.term.key));
            let help = match before {
                Some(before) => {
                    format!("if it was a `{}`, write `type: {}`", before.term.label, before.term.key)
                }
                None => "mend the type or the date".to_owned(),
            };
            (message, help)
        } else {
            continue;
        };
        let mut finding = RULE.finding(message).at(briefing.place()).help(help);
        if let Some(law) = &kind.detail.law {
            finding = finding.because(format!("its law: {law}"));
        }
        found.push(finding);
    }
}

/// The first and the last day that the review may be from, and what says so. The report counts, for a briefing may come
/// years after it.
fn dated(review: &Review, issued: Date) -> Option<(Date, Date, String)> {
    match review.report_completed {
        Some(date) => Some((
            date.first_day()?,
            date.last_day()?,
            format!("was completed in {}", date.first_day()?.year()),
        )),
        None => Some((issued, issued, format!("is dated {issued}"))),
    }
}

/// A day of an era, which may be written as a year or a month.
fn day(written: &str, of: fn(PartialDate) -> Option<Date>) -> Option<Date> {
    PartialDate::parse(written).and_then(of)
}
