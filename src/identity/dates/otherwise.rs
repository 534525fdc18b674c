//! What says that a day is none of a case: a publication, a law, a plan.

use std::ops::Range;

use crate::identity::text::{Phrases, after, line_start};
use crate::source::boundary_behind;

use super::months::month;

/// What stands before the day of a publication, a law or a plan.
static OTHERWISE: Phrases = Phrases::new(&[
    "published",
    "revised",
    "amended",
    "adopted",
    "prepared",
    "checked",
    "publication date",
    "publish",
    "updated",
    "last updated",
    "issued",
    "dated",
    "date",
    "version",
    "accessed",
    "viewed",
    "retrieved",
    "act",
    "regulations",
    "in force",
    "came into force",
    "into force",
    "effective",
    "effective from",
    "reviewed",
    "last reviewed",
    "review date",
    "next review",
    "review due",
    "due",
    "deadline",
    "launched",
    "consultation closes",
    "closes",
    "deadline of",
    "takes place on",
    "take place on",
    "will be held on",
    "will meet on",
    "starts on",
    "opens on",
    "closes on",
    "close on",
    "falls on",
    "is marked on",
    "figures are as",
    "is on",
    "are on",
    "runs from",
    "run from",
    "royal assent",
    "partnership met",
    "board met",
    "meeting",
    "conference",
    "training",
    "webinar",
    "approved",
    "agreed",
    "signed off",
    "parliament",
    "effect",
    "briefing of",
    "edition of",
    "version of",
    "week of",
    "week beginning",
    "week commencing",
    "year to",
    "year ended",
    "year ending",
    "quarter to",
    "women's day",
    "awareness day",
    "world day",
    "as at",
    "as of",
    "correct at",
    "guidance",
    "circular",
    "instruction",
    "census",
    "census day",
    "polling day",
    "election",
    "referendum",
    "lockdown",
    "lockdown began",
    "lockdown started",
    "lockdown ended",
    "period ends",
    "period ended",
    "year ends",
    "year end",
    "year starts",
    "year begins",
    "term ends",
    "term starts",
    "term begins",
    "cyhoeddwyd",
    "i rym",
    "i rym ar",
]);
/// The same, where the day stands right behind: what is found `by a neighbour on` a day is no deadline.
///
/// An order is a law; one that was granted or made `on` a day is of a case.
static EDGES: Phrases = Phrases::new(&["by", "before", "until", "from", "erbyn", "tan", "cyn", "order"]);
/// What somebody does to a text or a rule: `published its report on`.
const PUBLISHES: [&str; 7] =
    ["published ", "publishes ", "issued ", "launched ", "revised ", "laid ", "announced "];

/// Meetings about one case, and what is laid or issued in one.
static OF_A_CASE: Phrases = Phrases::new(&[
    "protection conference",
    "case conference",
    "review conference",
    "strategy meeting",
    "professionals meeting",
    "planning meeting",
    "core group meeting",
    "discharge meeting",
    "charges",
    "warrant",
]);
/// What stands before the first of two days between which something is open to all.
static SPANS: Phrases = Phrases::new(&[
    "runs from",
    "run from",
    "ran from",
    "open from",
    "open between",
    "runs between",
    "available from",
]);

/// Whether a label says that a day is none of a case: by itself, before another day, or before the first day of a span.
pub(super) fn is_otherwise(label: &str) -> bool {
    let lead = label.trim_end();
    if OF_A_CASE.end(label) || is_of_record(lead) {
        return false;
    }
    if OTHERWISE.end(label) || !lead.ends_with(" on") && EDGES.end(label) || is_published(lead) {
        return true;
    }
    let without = |joint: &str| lead.strip_suffix(joint).map(str::trim_end);
    // `from 16 to`, `between 1 and`, `from 3 june to`
    if let Some(lead) = without(" to").or_else(|| without(" and"))
        && let Some(first) = without_day(lead)
    {
        return SPANS.end(first);
    }
    if is_of_issue(lead) || is_deadline(lead) || is_announced(lead) {
        return true;
    }
    // `are 4 march, 11 march and`
    let day = without(",").or_else(|| without(" and"));
    day.and_then(|lead| {
        let name = lead.rsplit(' ').next()?;
        month(name)?;
        let number = lead[..lead.len() - name.len()].trim_end();
        let before = number.trim_end_matches(|c: char| c.is_ascii_digit());
        (before.len() < number.len()).then_some(before)
    })
    .is_some_and(is_otherwise)
}

/// Words without a day at their end, that of a month named or not: `from 3 june 2024`, `from 16`.
fn without_day(lead: &str) -> Option<&str> {
    let without_number = |words: &'_ str| words.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let bare = lead[..without_number(lead)].trim_end();
    let word = bare.rsplit(' ').next().unwrap_or_default();
    let bare = if month(word).is_some() { bare[..bare.len() - word.len()].trim_end() } else { lead };
    let first = &bare[..without_number(bare)];
    (first.len() < bare.len()).then_some(first)
}

/// Whether the sentence that leads to a day is about what one reads here: `this page was checked for accessibility on`.
pub(super) fn is_of_document(text: &str, day: usize) -> bool {
    const DOCUMENTS: [&str; 10] = [
        "page", "site", "website", "briefing", "document", "guidance", "policy", "leaflet", "bulletin",
        "report",
    ];
    // No sentence is longer, and a line may be a megabyte.
    const LONGEST: usize = 200;
    let from = boundary_behind(text, day.saturating_sub(LONGEST));
    let Some(lead) = text[from..day].strip_suffix(" on ") else { return false };
    let sentence = lead
        .rfind(". ")
        .map(|end| end + 2)
        .max(lead.rfind([';', '\n', '"', '|']).map(|end| end + 1))
        .unwrap_or(0);
    let sentence = lead[sentence..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let subject = ["This ", "this "].iter().find_map(|this| sentence.strip_prefix(*this));
    subject.and_then(|rest| rest.split(' ').next()).is_some_and(|subject| DOCUMENTS.contains(&subject))
}

/// Whether a line in which a day stands is set off and says when the text was made: `*Completed 4 October 2024*`.
pub(super) fn is_of_a_footer(text: &str, day: usize) -> bool {
    const MADE: [&str; 8] =
        ["Completed", "Reviewed", "Updated", "Written", "Prepared", "Finalised", "Drafted", "Checked"];
    const LONGEST: usize = 120;
    let line = line_start(text, day, LONGEST).map_or("", |start| &text[start..day]);
    let words = line.trim_start_matches(['*', '_']);
    words.len() < line.len() && MADE.iter().any(|made| words.starts_with(made))
}

/// Whether the hour by which something has to be done leads to a day: `by noon on`, `by 5pm on`.
fn is_deadline(lead: &str) -> bool {
    let Some(lead) = lead.strip_suffix(" on") else { return false };
    let time = lead.rfind(" by ").map(|at| &lead[at + " by ".len()..]);
    time.is_some_and(|time| {
        matches!(
            time,
            "noon" | "midday" | "midnight" | "close of play" | "close of business" | "the end of the day"
        ) || time.starts_with(|c: char| c.is_ascii_digit()) && time.ends_with(['m', '0', '5'])
    })
}

/// Whether what will be, or what anybody may come to, leads to a day behind a colon: `next practitioner forum:`, `masterclass:`.
fn is_announced(lead: &str) -> bool {
    const OPEN: [&str; 10] = [
        "forum",
        "workshop",
        "masterclass",
        "webinar",
        "course",
        "launch",
        "briefing",
        "drop-in",
        "network",
        "seminar",
    ];
    let Some(lead) = lead.strip_suffix(':') else { return false };
    let lead = lead.trim_end_matches(['*', '_', ' ']);
    let line = lead.trim_start_matches(|c: char| !c.is_alphanumeric());
    line.starts_with("next ") || OPEN.iter().any(|event| lead.ends_with(event))
}

/// Whether what is dated was written about somebody at the time: `the last entry in the book is dated`.
fn is_of_record(lead: &str) -> bool {
    const RECORDS: [&str; 12] = [
        "entry",
        "note",
        "log",
        "book",
        "record",
        "letter",
        "referral",
        "text message",
        "diary",
        "chronology",
        "statement",
        "assessment",
    ];
    lead.strip_suffix("dated").is_some_and(|lead| lead.ends_with(' '))
        && RECORDS.iter().any(|record| lead.contains(record))
}

/// Whether a day stands behind the number of what comes out in numbers: `issue 14,`.
fn is_of_issue(lead: &str) -> bool {
    let lead = lead.strip_suffix(" of").unwrap_or(lead);
    let number = lead.trim_end_matches([',', ':', ' ', '(']);
    let word = number.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    word.len() < number.len()
        && ["issue ", "edition ", "version ", "volume ", "bulletin ", "newsletter ", "rhifyn "]
            .iter()
            .any(|known| word.ends_with(known))
}

/// Whether a day is the first or the last one of a span of whole months, as figures and audits have: `between 1 April 2025 and 31
/// March 2026`.
pub(super) fn is_of_whole_months(text: &str, range: &Range<usize>, label: &str, day: u32) -> bool {
    if day == 1 {
        let behind = after(text, range.end, 12);
        let last =
            [" to ", " and ", " \u{2013} ", " - "].iter().find_map(|joint| behind.strip_prefix(*joint));
        return last.is_some_and(|last| ["28 ", "29 ", "30 ", "31 "].iter().any(|day| last.starts_with(day)));
    }
    let lead = label.trim_end();
    let first = [" to", " and", " \u{2013}", " -"].iter().find_map(|joint| lead.strip_suffix(joint));
    (28..=31).contains(&day)
        && first.is_some_and(|first| {
            let mut words =
                first.rsplit(' ').skip_while(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
            words.next().is_some_and(|word| month(word).is_some()) && words.next() == Some("1")
        })
}

/// Whether a label ends in what somebody published, with few words between: `published its report on`.
fn is_published(lead: &str) -> bool {
    let Some(lead) = lead.strip_suffix(" on") else { return false };
    PUBLISHES.iter().any(|verb| {
        lead.rfind(verb).is_some_and(|at| {
            let what = &lead[at + verb.len()..];
            what.split(' ').count() <= 4 && what.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
        })
    })
}
