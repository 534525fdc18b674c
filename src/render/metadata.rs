//! The input `page`: what every template needs to know of the page it makes.

use std::fmt::Write as _;

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::model::{Briefing, FacetKind, Site};
use crate::plan::Task;

use super::labels::Labels;
use super::shared::language;
use super::urls::{permalink, url, url_of};
use super::view::{Shape, View, date};

static PAGE: Shape = Shape::of(&[
    "title",
    "list_page",
    "kind",
    "url",
    "permalink",
    "language",
    "description",
    "feed_url",
    "exit_control",
    "indexing",
    "alternates",
    "json_ld",
    "published",
    "modified",
    "breadcrumbs",
]);
static STEP: Shape = Shape::of(&["title", "url"]);

/// A page under construction.
pub(super) struct Metadata<'s> {
    view: View,
    site: &'s Site,
    breadcrumbs: Vec<Value>,
}

impl<'s> Metadata<'s> {
    /// A page of some kind; everything else has a default.
    pub(super) fn new(site: &'s Site, labels: &Labels, task: &Task, kind: &str, title: &str) -> Self {
        let base = &site.config.base_url;
        let mut view = PAGE.view();
        view.set("title", title)
            .set("list_page", 1)
            .set("kind", kind)
            .set("url", url(base, &task.output))
            .set("permalink", permalink(base, &task.output))
            .set("language", site.config.language.as_str())
            .text("description", site.config.description.as_deref())
            .set("feed_url", Value::none())
            .set("exit_control", site.config.exit_control)
            .set("indexing", true)
            .set("alternates", Vec::<Value>::new())
            .set("json_ld", Value::none())
            .set("published", Value::none())
            .set("modified", Value::none());
        let mut page = Self { view, site, breadcrumbs: Vec::new() };
        if kind != "index" {
            page.breadcrumb(&labels.briefings, base.path().to_owned());
        }
        page
    }

    /// The view, to set what has no default.
    pub(super) fn view(&mut self) -> &mut View {
        &mut self.view
    }

    /// Adds a step between the index and this page.
    pub(super) fn breadcrumb(&mut self, title: &str, url: String) {
        let mut step = STEP.view();
        step.set("title", title).set("url", url);
        self.breadcrumbs.push(step.into());
    }

    /// The finished input.
    pub(super) fn finish(mut self) -> Value {
        self.view.set("breadcrumbs", self.breadcrumbs);
        self.view.into()
    }

    /// What only a briefing has.
    pub(super) fn of_briefing(mut self, briefing: &Briefing) -> Self {
        let front = &briefing.front;
        let withdrawn = super::shared::state(briefing) == "withdrawn";
        let site = self.site;
        let json_ld = json_ld(site, briefing);
        self.view
            .set("language", language(&site.config, briefing))
            .set("description", &*briefing.summary)
            .set("exit_control", exit_control(site, briefing))
            .set("indexing", front.indexing.unwrap_or(true) && !withdrawn)
            .set("alternates", alternates(site, briefing))
            .set("published", date(Some(briefing.date)))
            .set("modified", date(Some(briefing.last_change()).filter(|day| *day != briefing.date)))
            .html("json_ld", &json_ld);
        self
    }
}

/// Whether a briefing's page carries the exit control: by its own word, or by its harms, or by the site.
fn exit_control(site: &Site, briefing: &Briefing) -> bool {
    let by_harm = || {
        let entries =
            briefing.front.harms.iter().filter_map(|harm| site.registries.harms.find(harm.key.as_str()));
        entries.into_iter().any(|entry| entry.detail.exit_control)
    };
    briefing.front.exit_control.unwrap_or_else(|| site.config.exit_control || by_harm())
}

fn alternates(site: &Site, briefing: &Briefing) -> Vec<Value> {
    let versions = briefing.translations.iter().map(|version| {
        let mut view = View::with_capacity(3);
        let language = if version.language.is_empty() { &site.config.language } else { &version.language };
        view.set("language", language.as_str())
            .set("title", version.title.as_str())
            .set("url", url(&site.config.base_url, &version.output))
            .set("permalink", permalink(&site.config.base_url, &version.output));
        view.into()
    });
    versions.collect()
}

/// Structured data for search engines, as schema.org's `Report`: what the rest of the head does not say already.
#[derive(Serialize)]
struct Report<'s> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    headline: &'s str,
    #[serde(rename = "datePublished")]
    published: String,
    #[serde(rename = "dateModified")]
    modified: String,
    #[serde(rename = "inLanguage")]
    language: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Party<'s>>,
    #[serde(rename = "reportNumber", skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'s str>,
}

/// An organisation in structured data.
#[derive(Serialize)]
struct Party<'s> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'s str,
}

/// Structured data, safe inside a `script` element.
fn json_ld(site: &Site, briefing: &Briefing) -> String {
    let config = &site.config;
    let front = &briefing.front;
    let about = [FacetKind::Themes, FacetKind::Harms].into_iter().flat_map(|kind| briefing.terms_of(kind));
    let publisher = front.publisher.as_deref().or(config.publisher.as_deref());
    let number = front.series.as_ref().and_then(|series| series.number.as_ref());
    let report = Report {
        context: "https://schema.org",
        kind: "Report",
        headline: &front.title,
        published: briefing.date.to_string(),
        modified: briefing.last_change().to_string(),
        language: language(config, briefing),
        publisher: publisher.map(|name| Party { kind: "Organization", name }),
        number: number.map(|number| number.value.to_string()),
        about: about.map(|at| &*site.term(at).term.label).collect(),
        license: config.licence.as_ref().and_then(|licence| licence.url.as_deref()),
    };
    // Strings, numbers and lists of them are always written.
    escape_json(&serde_json::to_string(&report).unwrap_or_default())
}

/// Makes JSON safe inside HTML: every `<`, `>` and `&` is written as an escape, so that no text can end the element.
fn escape_json(json: &str) -> String {
    let is_unsafe = |character| matches!(character, '<' | '>' | '&' | '\u{2028}' | '\u{2029}');
    let mut safe = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find(is_unsafe) {
        safe.push_str(&rest[..at]);
        let character = rest[at..].chars().next().unwrap_or_default();
        let _ = write!(safe, "\\u{:04x}", u32::from(character));
        rest = &rest[at + character.len_utf8()..];
    }
    safe.push_str(rest);
    safe
}

/// Adds the page to a finding of a template.
pub(super) fn while_making(found: Diagnostic, task: &Task, source: Option<&str>) -> Diagnostic {
    let page = match source {
        Some(source) => format!("while making `/{}` from `{source}`", task.output.address()),
        None => format!("while making `/{}`", task.output.address()),
    };
    found.because(page)
}

/// The address of a facet's list.
pub(super) fn facet_url(site: &Site, kind: FacetKind) -> String {
    url_of(&site.config.base_url, &format!("{}/", kind.key()))
}
