//! Values that many pages share, each made once: the site, every term, every briefing's summary with its row.

use std::time::{Duration, Instant};

use ahash::{HashMap, HashMapExt as _};
use rayon::prelude::*;
use tera::{Context, Value};

use crate::config::{Config, Term};
use crate::diagnostic::Diagnostic;
use crate::load::AssetKind;
use crate::model::{Briefing, FacetKind, Site, TermIndex};
use crate::parse::LifecycleState;
use crate::source::Slug;
use crate::theme::Theme;

use super::frame::with_frame;
use super::labels::Labels;
use super::patience::Patience;
use super::urls::{permalink, url, url_of};
use super::view::{Shape, View, date, language_of, plain_label};

/// What lists see of a briefing; `row` is what the theme makes of the rest.
pub(super) static SUMMARY: Shape = Shape::of(&[
    "title",
    "url",
    "permalink",
    "id",
    "date",
    "updated",
    "year",
    "number",
    "series",
    "text",
    "format",
    "review_type",
    "publisher",
    "themes",
    "minutes",
    "state",
    "language",
    "row",
]);

/// What pages share.
pub(super) struct Shared {
    /// The input `site`.
    pub(super) site: Value,
    /// The input `today`.
    pub(super) today: Value,
    /// What lists are called.
    pub(super) labels: Labels,
    /// A link to each term, by facet and term.
    terms: Vec<Vec<Value>>,
    /// The review type of each term of that facet, with law, era and successor.
    pub(super) review_types: Vec<Value>,
    /// The language of the site.
    language: String,
    /// The index of each term.
    by_key: HashMap<(FacetKind, Slug), TermIndex>,
    /// The summary of each listed briefing that is needed, with its row; none for the others.
    pub(super) summaries: Vec<Value>,
    /// How long their rows took, added up over all threads.
    pub(super) time_of_rows: Duration,
}

impl Shared {
    /// Makes all of it; rows that fail to render are reported.
    pub(super) fn new(
        site: &Site,
        theme: &Theme,
        needed: &[bool],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let terms = site
            .facets
            .iter()
            .map(|facet| facet.terms.iter().map(|term| term_link(site, facet.kind, &term.term)).collect())
            .collect();
        let by_key = index_terms(site);
        let labels = Labels::of(theme, site.config.language.as_str());
        let mut shared = Self {
            site: with_frame(site_view(site, &labels), theme, diagnostics),
            today: Value::from(site.today.to_string()),
            labels,
            terms,
            review_types: Vec::new(),
            language: site.config.language.clone(),
            by_key,
            summaries: Vec::new(),
            time_of_rows: Duration::ZERO,
        };
        let review_types = &site.facets[FacetKind::ReviewTypes as usize].terms;
        shared.review_types = review_types.iter().map(|term| shared.review_type(site, &term.term)).collect();
        let patience = Patience::default();
        let made: Vec<(Value, Option<Diagnostic>, Duration)> = site
            .briefings
            .par_iter()
            .zip(needed)
            .map_init(Vec::new, |buffer, (briefing, needed)| {
                if *needed {
                    let started = Instant::now();
                    let (row, found) = shared.summary_with_row(site, (theme, &patience), briefing, buffer);
                    (row, found, started.elapsed())
                } else {
                    (Value::none(), None, Duration::ZERO)
                }
            })
            .collect();
        shared.summaries = made
            .into_iter()
            .map(|(summary, found, time)| {
                diagnostics.extend(found);
                shared.time_of_rows += time;
                summary
            })
            .collect();
        shared
    }

    /// A link to a term.
    pub(super) fn term(&self, at: TermIndex) -> Value {
        self.terms[at.facet as usize][at.term as usize].clone()
    }

    /// A link to a term that may have no page.
    pub(super) fn term_of(&self, kind: FacetKind, term: &Term) -> Value {
        let at = self.by_key.get(&(kind, term.key.clone()));
        at.map_or_else(|| plain_label(&self.language, term), |at| self.term(*at))
    }

    /// Links to the terms that a briefing has in one facet. A withdrawn one is a member of none, so its terms are
    /// looked up by key, and those that no other briefing has have no page to lead to.
    pub(super) fn terms_of(&self, briefing: &Briefing, kind: FacetKind) -> Vec<Value> {
        if briefing.terms.is_empty() {
            let known = |term: &Term| self.by_key.get(&(kind, term.key.clone()));
            return kind.written(&briefing.front).filter_map(known).map(|at| self.term(*at)).collect();
        }
        briefing.terms_of(kind).map(|at| self.term(at)).collect()
    }

    /// The only term that a briefing has in a facet, or none.
    fn only_term_of(&self, briefing: &Briefing, kind: FacetKind) -> Value {
        self.terms_of(briefing, kind).pop().unwrap_or_else(Value::none)
    }

    /// A review type with law, era and successor.
    fn review_type(&self, site: &Site, term: &Term) -> Value {
        let mut view = View::with_capacity(8);
        let has_page = self.by_key.contains_key(&(FacetKind::ReviewTypes, term.key.clone()));
        view.set("label", &*term.label)
            .text("language", language_of(site, term))
            .set("url", has_page.then(|| term_url(site, FacetKind::ReviewTypes, term)));
        let entry = site.registries.review_types.find(term.key.as_str());
        let detail = entry.map(|entry| &entry.detail);
        let of = |get: fn(&crate::config::ReviewType) -> &Option<String>| {
            detail.and_then(|detail| get(detail).as_deref())
        };
        view.text("abbreviation", of(|d| &d.abbreviation))
            .text("law", of(|d| &d.law))
            .text("nation", of(|d| &d.nation));
        view.text("from", of(|d| &d.from)).text("to", of(|d| &d.to));
        let successor = detail.and_then(|detail| detail.successor.as_ref());
        let successor = successor.and_then(|key| site.registries.review_types.find(key.as_str()));
        view.set(
            "successor",
            successor.map_or_else(Value::none, |entry| {
                let at = self.by_key.get(&(FacetKind::ReviewTypes, entry.term.key.clone()));
                let mut next = View::with_capacity(3);
                next.set("label", &*entry.term.label)
                    .text("language", language_of(site, &entry.term))
                    .text("from", entry.detail.from.as_deref());
                next.set(
                    "url",
                    at.map_or_else(Value::none, |_| {
                        term_url(site, FacetKind::ReviewTypes, &entry.term).into()
                    }),
                );
                next.into()
            }),
        );
        view.into()
    }

    fn summary_with_row(
        &self,
        site: &Site,
        (theme, patience): (&Theme, &Patience),
        briefing: &Briefing,
        buffer: &mut Vec<u8>,
    ) -> (Value, Option<Diagnostic>) {
        let summary = Value::from(self.summary(site, briefing));
        let mut context = Context::new();
        context.insert_value("briefing", summary.clone());
        context.insert_value("site", self.site.clone());
        buffer.clear();
        let mut row = || theme.render_template("row.html", &context, buffer);
        let made = if patience.is_over() { Ok(()) } else { row() };
        let failed = made.err().map(|found| {
            patience.note(found).because(format!("while making the row of `{}` for lists", briefing.source))
        });
        let mut view = SUMMARY.view();
        view.take_all(&summary).html("row", &String::from_utf8_lossy(buffer));
        (view.into(), failed)
    }

    /// What other pages see of a briefing.
    pub(super) fn summary(&self, site: &Site, briefing: &Briefing) -> View {
        let front = &briefing.front;
        let config = &site.config;
        let number =
            front.series.as_ref().and_then(|series| series.number.as_ref()).map(|number| number.value);
        let mut view = SUMMARY.view();
        view.set("title", front.title.as_str())
            .set("url", url(&config.base_url, &briefing.output))
            .set("permalink", permalink(&config.base_url, &briefing.output))
            .set("id", briefing.id.as_str())
            .set("date", date(Some(briefing.date)))
            .set("updated", date(front.updated))
            .set("year", briefing.date.year())
            .set("number", number)
            .set("series", self.series(briefing))
            .set("text", &*briefing.summary)
            .set("format", self.format(site, briefing))
            .set("review_type", self.review_type_in_lists(site, briefing))
            .text("publisher", front.publisher.as_deref().or(config.publisher.as_deref()))
            .set("themes", self.terms_of(briefing, FacetKind::Themes))
            .set("minutes", briefing.minutes())
            .set("state", state(briefing))
            .set("language", language(config, briefing));
        view
    }

    /// The format, which every briefing has; that of a withdrawn one may have no page.
    fn format(&self, site: &Site, briefing: &Briefing) -> Value {
        let known = self.only_term_of(briefing, FacetKind::Formats);
        if !known.is_none() {
            return known;
        }
        let written = briefing.front.format.clone();
        let term = written.unwrap_or_else(|| crate::model::default_format(&site.registries));
        self.term_of(FacetKind::Formats, &term)
    }

    /// The name and the address of a series.
    fn series(&self, briefing: &Briefing) -> Value {
        let link = self.only_term_of(briefing, FacetKind::Series);
        if link.is_none() {
            return link;
        }
        let of = |key| link.get_from_path(key).cloned().unwrap_or_else(Value::none);
        let mut view = View::with_capacity(2);
        view.set("name", of("label")).set("url", of("url"));
        view.into()
    }

    /// The type of the review as other pages name it: what replaced it concerns the briefing's own page.
    fn review_type_in_lists(&self, site: &Site, briefing: &Briefing) -> Value {
        let whole = self.review_type_of(site, briefing);
        if whole.is_none() {
            return whole;
        }
        let mut view = View::with_capacity(3);
        for key in ["label", "language", "abbreviation", "url"] {
            view.set(key, whole.get_from_path(key).cloned().unwrap_or_else(Value::none));
        }
        view.into()
    }

    /// The type of the review that a briefing reports on.
    pub(super) fn review_type_of(&self, site: &Site, briefing: &Briefing) -> Value {
        if let Some(at) = briefing.terms_of(FacetKind::ReviewTypes).next() {
            return self.review_types[at.term as usize].clone();
        }
        let written = FacetKind::ReviewTypes.written(&briefing.front).next();
        written.map_or_else(Value::none, |term| self.review_type(site, term))
    }
}

/// The language of a briefing.
pub(super) fn language<'s>(config: &'s Config, briefing: &'s Briefing) -> &'s str {
    briefing.front.lang.as_deref().unwrap_or(&config.language)
}

/// The state of a briefing as templates and open data name it.
pub(super) fn state(briefing: &Briefing) -> &'static str {
    match briefing.front.lifecycle.state.as_ref().map(|state| state.value) {
        Some(LifecycleState::Archived) => "archived",
        Some(LifecycleState::Withdrawn) => "withdrawn",
        Some(LifecycleState::Purged) => "purged",
        Some(LifecycleState::Live) | None => "live",
    }
}

/// The address of a term's page.
pub(super) fn term_url(site: &Site, kind: FacetKind, term: &Term) -> String {
    url_of(&site.config.base_url, &format!("{}/{}/", kind.key(), term.key))
}

fn term_link(site: &Site, kind: FacetKind, term: &Term) -> Value {
    let mut view = View::with_capacity(4);
    view.set("label", &*term.label).set("url", term_url(site, kind, term)).set("key", term.key.as_str());
    let entry =
        site.registries.review_types.find(term.key.as_str()).filter(|_| kind == FacetKind::ReviewTypes);
    view.text("abbreviation", entry.and_then(|entry| entry.detail.abbreviation.as_deref()));
    view.text("language", language_of(site, term));
    view.into()
}

fn index_terms(site: &Site) -> HashMap<(FacetKind, Slug), TermIndex> {
    let mut by_key = HashMap::new();
    for (number, facet) in (0u8..).zip(&site.facets) {
        for (term, members) in (0u32..).zip(&facet.terms) {
            by_key.insert((facet.kind, members.term.key.clone()), TermIndex { facet: number, term });
        }
    }
    by_key
}

/// The endings of pictures that social networks and messengers show.
const SHARED: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// The publisher's mark: the picture for light ground, and in it the one for dark.
fn logo(site: &Site) -> Value {
    let picture = |at: u32| {
        let file = site.statics.get(at as usize)?;
        let AssetKind::Image { width, height } = file.asset.kind else { return None };
        let base = &site.config.base_url;
        let name = file.output.as_str().to_ascii_lowercase();
        // What shows a picture beside a link to a page takes no drawing, and no address but a whole one.
        let is_shown = SHARED.iter().any(|ending| name.ends_with(ending)) && site.config.base_url_given;
        let share_url = is_shown.then(|| permalink(base, &file.output));
        let mut view = View::with_capacity(5);
        view.set("url", url(base, &file.output)).set("width", width).set("height", height);
        view.text("share_url", share_url.as_deref());
        Some(view)
    };
    let Some((logo, mut view)) = site.logo.and_then(|logo| Some((logo, picture(logo.light)?))) else {
        return Value::none();
    };
    view.set("dark", logo.dark.and_then(picture).map_or_else(Value::none, Value::from));
    view.into()
}

/// The input `site`.
fn site_view(site: &Site, labels: &Labels) -> View {
    let config = &site.config;
    let base = &config.base_url;
    let entry = |key: &str, label: &str, url: &str| {
        let mut view = View::with_capacity(3);
        view.set("key", key).set("label", label).set("url", url);
        Value::from(view)
    };
    let of_facet = |facet: &crate::model::Facet| {
        let key = facet.kind.key();
        entry(key, &labels.facet(facet.kind).all, &url_of(base, &format!("{key}/")))
    };
    let facets = site.facets.iter().filter(|facet| !facet.terms.is_empty()).map(of_facet);
    let navigation: Vec<Value> =
        std::iter::once(entry("briefings", &labels.briefings, base.path())).chain(facets).collect();
    let of_page = |page: &crate::model::Page| {
        let address = page.output.address();
        entry(address.trim_end_matches('/'), &page.front.title, &url(base, &page.output))
    };
    let of_standing = |page: &crate::model::Standing| {
        entry(page.key(), page.title(site), &url_of(base, &format!("{}/", page.key())))
    };
    let standing = site.standing.iter().map(of_standing);
    let pages: Vec<Value> = site.pages.iter().map(|page| of_page(page)).chain(standing).collect();
    let mut contact = View::with_capacity(4);
    contact
        .text("name", config.contact.name.as_deref())
        .text("email", config.contact.email.as_deref())
        .text("phone", config.contact.phone.as_deref())
        .text("url", config.contact.url.as_deref());
    let licence = config.licence.as_ref().map_or_else(Value::none, |licence| {
        let mut view = View::with_capacity(2);
        view.set("name", licence.name.as_str()).text("url", licence.url.as_deref());
        view.into()
    });
    let mut view = View::with_capacity(20);
    view.set("title", config.title.as_str())
        .text("description", config.description.as_deref())
        .set("base_url", base.as_str())
        .set("base_path", base.path())
        .set("language", config.language.as_str())
        .text("publisher", config.publisher.as_deref())
        .set("logo", logo(site))
        .text("footer", config.footer.as_deref())
        .set("licence", licence)
        .set("contact", contact)
        .set("navigation", navigation)
        .set("pages", pages)
        .set("exit_control", config.exit_control)
        .set("exit_url", config.exit_url.as_str())
        .set("feed_url", url_of(base, "feed.xml"));
    view
}
