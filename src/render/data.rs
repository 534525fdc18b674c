//! Open data: `briefings.json` and `actions.csv`.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::{Briefing, FacetKind, Site};

use super::briefing_parts::{is_overdue, status_words};
use super::shared::{language, state};
use super::urls::permalink;

/// Bytes that a record takes beside its longest texts, to reserve room for all records at once.
const RECORD: usize = 512;

/// One briefing as open data: what lists show of it, never its body.
#[derive(Serialize)]
struct BriefingRecord<'s> {
    id: &'s str,
    title: &'s str,
    url: String,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    language: &'s str,
    state: &'static str,
    summary: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_type: Option<&'s str>,
    themes: Vec<&'s str>,
    harms: Vec<&'s str>,
    agencies: Vec<&'s str>,
    audiences: Vec<&'s str>,
    tags: Vec<&'s str>,
    minutes: u32,
    actions: usize,
}

/// `briefings.json`: every listed briefing, newest first.
pub(super) fn briefings_json(site: &Site, buffer: &mut Vec<u8>) {
    let texts = site.briefings.iter().map(|briefing| briefing.front.title.len() + briefing.summary.len());
    buffer.reserve(texts.map(|texts| texts + RECORD).sum());
    buffer.extend_from_slice(b"{\"briefings\":[");
    for (at, briefing) in site.briefings.iter().enumerate() {
        buffer.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        // Strings, numbers and lists of them are always written.
        let _ = serde_json::to_writer(&mut *buffer, &record(site, briefing));
    }
    buffer.extend_from_slice(b"\n]}\n");
}

fn record<'s>(site: &'s Site, briefing: &'s Briefing) -> BriefingRecord<'s> {
    let front = &briefing.front;
    let keys = |kind| briefing.terms_of(kind).map(|at| site.term(at).term.key.as_str()).collect::<Vec<_>>();
    let first = |kind| briefing.terms_of(kind).map(|at| site.term(at).term.key.as_str()).next();
    BriefingRecord {
        id: &briefing.id,
        title: &front.title,
        url: permalink(&site.config.base_url, &briefing.output),
        date: briefing.date.to_string(),
        updated: front.updated.map(|date| date.to_string()),
        language: language(&site.config, briefing),
        state: state(briefing),
        summary: &briefing.summary,
        publisher: front.publisher.as_deref().or(site.config.publisher.as_deref()),
        series: first(FacetKind::Series),
        number: front.series.as_ref().and_then(|series| series.number.as_ref()).map(|number| number.value),
        format: first(FacetKind::Formats),
        review_type: first(FacetKind::ReviewTypes),
        themes: keys(FacetKind::Themes),
        harms: keys(FacetKind::Harms),
        agencies: keys(FacetKind::Agencies),
        audiences: keys(FacetKind::Audiences),
        tags: keys(FacetKind::Tags),
        minutes: briefing.minutes(),
        actions: briefing.actions.len(),
    }
}

const COLUMNS: [&str; 13] = [
    "briefing",
    "title",
    "url",
    "action",
    "text",
    "owner",
    "owner_role",
    "due",
    "status",
    "overdue",
    "updated",
    "evidence",
    "impact",
];

/// `actions.csv`: every action of every listed briefing.
pub(super) fn actions_csv(site: &Site, buffer: &mut Vec<u8>) {
    let of_briefing = |briefing: &Briefing| {
        let texts: usize = briefing.actions.iter().map(|action| action.text.len()).sum();
        texts + briefing.actions.len() * (briefing.front.title.len() + RECORD)
    };
    buffer.reserve(site.briefings.iter().map(|briefing| of_briefing(briefing)).sum());
    let mut table = csv::Writer::from_writer(buffer);
    // A writer over memory does not fail.
    let _ = table.write_record(COLUMNS);
    for briefing in &site.briefings {
        write_actions(&mut table, site, briefing);
    }
    let _ = table.flush();
}

fn write_actions(table: &mut csv::Writer<&mut Vec<u8>>, site: &Site, briefing: &Briefing) {
    let url = permalink(&site.config.base_url, &briefing.output);
    let title = harmless(&briefing.front.title);
    let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    for action in &briefing.actions {
        let id = action.id.as_ref().map_or(Cow::Borrowed(""), |id| harmless(&id.value));
        let _ = table.write_record([
            briefing.id.as_str(),
            &title,
            &url,
            &id,
            &harmless(&action.text),
            &harmless(action.owner.as_deref().unwrap_or_default()),
            &harmless(action.owner_role.as_deref().unwrap_or_default()),
            &day(action.due),
            action.status.map_or("", |status| status_words(status).0),
            if is_overdue(action, site.today) { "yes" } else { "no" },
            &day(action.updated),
            &harmless(action.evidence.as_deref().unwrap_or_default()),
            &harmless(action.impact.as_deref().unwrap_or_default()),
        ]);
    }
}

/// Spreadsheets run a cell that begins like a formula; an apostrophe makes it text.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}
