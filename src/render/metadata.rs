//! The input `page`: what every template needs to know of the page it makes.

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::model::{Briefing, FacetKind, Site};
use crate::plan::Task;

use super::shared::language;
use super::urls::{permalink, url, url_of};
use super::view::{View, date};

/// A page under construction.
pub(super) struct Metadata<'s> {
    view: View,
    site: &'s Site,
    breadcrumbs: Vec<Value>,
}

impl<'s> Metadata<'s> {
    /// A page of some kind; everything else has a default.
    pub(super) fn new(site: &'s Site, task: &Task, kind: &str, title: &str) -> Self {
        let base = &site.config.base_url;
        let mut view = View::with_capacity(16);
        view.set("title", title)
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
            page.breadcrumb("Briefings", base.path().to_owned());
        }
        page
    }

    /// The view, to set what has no default.
    pub(super) fn view(&mut self) -> &mut View {
        &mut self.view
    }

    /// Adds a step between the index and this page.
    pub(super) fn breadcrumb(&mut self, title: &str, url: String) {
        let mut step = View::with_capacity(2);
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
        if let Some(at) = briefing.terms_of(FacetKind::Series).next() {
            let term = &self.site.term(at).term;
            let url = super::shared::term_url(self.site, FacetKind::Series, term);
            self.breadcrumb(&term.label, url);
        }
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

/// Structured data for search engines, safe inside a `script` element.
///
/// Every `<`, `>` and `&` is written as an escape, so that no text can end the element.
fn json_ld(site: &Site, briefing: &Briefing) -> String {
    let config = &site.config;
    let front = &briefing.front;
    let about: Vec<&str> = [FacetKind::Themes, FacetKind::Harms]
        .into_iter()
        .flat_map(|kind| briefing.terms_of(kind))
        .map(|at| &*site.term(at).term.label)
        .collect();
    let mut object = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": front.title,
        "description": &*briefing.summary,
        "datePublished": briefing.date.to_string(),
        "dateModified": briefing.last_change().to_string(),
        "inLanguage": language(config, briefing),
        "url": permalink(&config.base_url, &briefing.output),
        "isAccessibleForFree": true,
        "isPartOf": { "@type": "WebSite", "name": config.title, "url": config.base_url.as_str() },
    });
    if let Some(publisher) = front.publisher.as_deref().or(config.publisher.as_deref()) {
        object["publisher"] = serde_json::json!({ "@type": "Organization", "name": publisher });
    }
    if let Some(number) = front.series.as_ref().and_then(|series| series.number.as_ref()) {
        object["reportNumber"] = number.value.to_string().into();
    }
    if !about.is_empty() {
        object["about"] = about.into();
    }
    if let Some(url) = config.licence.as_ref().and_then(|licence| licence.url.as_deref()) {
        object["license"] = url.into();
    }
    escape_json(&object.to_string())
}

/// Makes JSON safe inside HTML.
fn escape_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = std::fmt::Write::write_fmt(&mut safe, format_args!("\\u{:04x}", character as u32));
            }
            other => safe.push(other),
        }
    }
    safe
}

/// Adds the page to a finding of a template.
pub(super) fn while_making(found: Diagnostic, task: &Task, source: Option<&str>) -> Box<Diagnostic> {
    let page = match source {
        Some(source) => format!("while making `/{}` from `{source}`", task.output.address()),
        None => format!("while making `/{}`", task.output.address()),
    };
    Box::new(found.because(page))
}

/// The address of a facet's list.
pub(super) fn facet_url(site: &Site, kind: FacetKind) -> String {
    url_of(&site.config.base_url, &format!("{}/", kind.key()))
}
