//! Open data: `briefings.json` and `actions.csv`.

use rayon::prelude::*;
use serde::Serialize;

use crate::model::{Briefing, FacetKind, Site};

use super::briefing_parts::{is_overdue, status_words};
use super::shared::{language, state};
use super::urls::permalink;

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
    let records: Vec<Vec<u8>> = site
        .briefings
        .par_iter()
        .map(|briefing| serde_json::to_vec(&record(site, briefing)).unwrap_or_default())
        .collect();
    buffer.extend_from_slice(b"{\"briefings\":[");
    buffer.reserve_exact(records.iter().map(|record| record.len() + 2).sum::<usize>() + 8);
    for (at, record) in records.into_iter().enumerate() {
        buffer.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        buffer.extend_from_slice(&record);
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
    let parts: Vec<Vec<u8>> = site
        .briefings
        .par_chunks(256)
        .map(|briefings| {
            let mut table = csv::Writer::from_writer(Vec::new());
            for briefing in briefings {
                write_actions(&mut table, site, briefing);
            }
            table.into_inner().unwrap_or_default()
        })
        .collect();
    buffer.extend_from_slice(COLUMNS.join(",").as_bytes());
    buffer.push(b'\n');
    buffer.reserve_exact(parts.iter().map(Vec::len).sum());
    for part in parts {
        buffer.extend_from_slice(&part);
    }
}

fn write_actions(table: &mut csv::Writer<Vec<u8>>, site: &Site, briefing: &Briefing) {
    let url = permalink(&site.config.base_url, &briefing.output);
    let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| harmless(text.as_deref().unwrap_or_default());
    for action in &briefing.actions {
        let id = action.id.as_ref().map(|id| harmless(&id.value)).unwrap_or_default();
        let status = action.status.map_or("", |status| status_words(status).0);
        let overdue = if is_overdue(action, site.today) { "yes" } else { "no" };
        // A writer over memory does not fail.
        let _ = table.write_record([
            briefing.id.as_str(),
            &harmless(&briefing.front.title),
            &url,
            &id,
            &harmless(&action.text),
            &text(&action.owner),
            &text(&action.owner_role),
            &day(action.due),
            status,
            overdue,
            &day(action.updated),
            &text(&action.evidence),
            &text(&action.impact),
        ]);
    }
}

/// Spreadsheets run a cell that begins like a formula; an apostrophe makes it text.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
