//! Atom feeds: of the whole site and of every term.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tera::{Context, Value};

use crate::config::Moment;
use crate::diagnostic::Diagnostic;
use crate::model::{Briefing, FacetKind, Purged, Site, TermIndex};
use crate::plan::Task;

use super::Renderer;
use super::metadata::while_making;
use super::shared::{language, term_url};
use super::urls::{permalink, url, url_of};
use super::view::{Shape, View};

static ENTRY: Shape =
    Shape::of(&["id", "title", "url", "published", "updated", "summary", "author", "categories", "language"]);
static CATEGORY: Shape = Shape::of(&["term", "label", "scheme", "url"]);

/// The signs that a tag URI may have besides letters and digits. An id is often the name of a file, with blanks in it.
const IN_TAGS: &[u8] = b"-._~!$&'()*+,;=:@/?";

impl Renderer<'_> {
    /// The feed of the site, or of one term.
    pub(super) fn feed(
        &self,
        task: &Task,
        at: Option<TermIndex>,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let site = self.site;
        let config = &site.config;
        let newest = config.feed_entries;
        let entries: Vec<u32> = match at {
            None => (0u32..).take(site.briefings.len().min(newest)).collect(),
            Some(at) => site.term(at).briefings.iter().copied().take(newest).collect(),
        };
        let zone = crate::config::time_zone(&config.timezone);
        let changes = entries.iter().map(|at| updated(&site.briefings[*at as usize], &zone));
        let last = changes.chain(site.purged.iter().map(|purged| when_deleted(purged, &zone))).max();
        let (title, page) = match at {
            None => (config.title.clone(), config.base_url.as_str().to_owned()),
            Some(at) => {
                let facet = &site.facets[at.facet as usize];
                let term = &site.term(at).term;
                let address = format!("{}/{}/", facet.kind.key(), term.key);
                (
                    format!("{}: {}", config.title, term.label),
                    format!("{}{address}", config.base_url.as_str()),
                )
            }
        };
        let entries: Vec<Value> = entries.iter().map(|at| self.entry(*at, &zone)).collect();
        let mut feed = View::with_capacity(10);
        feed.set("title", title)
            .text("subtitle", config.description.as_deref())
            .set("id", permalink(&config.base_url, &task.output))
            .set("url", page)
            .set("self_url", permalink(&config.base_url, &task.output))
            .set("updated", in_words(last.unwrap_or_else(|| beginning(site.today, &zone)), &zone))
            .set("author", config.publisher.as_deref().unwrap_or(&config.title))
            .set("entries", entries)
            .set("deleted", deleted(site, &zone));
        let mut context = Context::new();
        context.insert_value("site", self.shared.site.clone());
        context.insert_value("today", self.shared.today.clone());
        context.insert_value("feed", feed.into());
        let mut about = View::with_capacity(3);
        about
            .set("kind", "feed")
            .set("url", url(&config.base_url, &task.output))
            .set("language", config.language.as_str());
        context.insert_value("page", about.into());
        self.theme
            .render_template("feed.xml", &context, buffer)
            .map_err(|found| while_making(found, task, None))
    }

    /// The entry of a briefing, made once for all feeds that it stands in.
    fn entry(&self, at: u32, zone: &TimeZone) -> Value {
        let make = || entry(self.site, &self.site.briefings[at as usize], zone);
        self.entries.get(at as usize).map_or_else(make, |known| known.get_or_init(make).clone())
    }
}

/// The first moment of a day in the site's time zone.
fn beginning(date: Date, zone: &TimeZone) -> Timestamp {
    Moment::Day(date).instants(zone).map_or(Timestamp::MIN, |at| at.first)
}

/// A moment in the site's time zone, as RFC 3339.
fn in_words(moment: Timestamp, zone: &TimeZone) -> String {
    moment.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// When a briefing came out.
fn published(briefing: &Briefing, zone: &TimeZone) -> Timestamp {
    briefing.released.unwrap_or_else(|| beginning(briefing.date, zone))
}

/// When it last changed: not before it came out.
fn updated(briefing: &Briefing, zone: &TimeZone) -> Timestamp {
    published(briefing, zone).max(beginning(briefing.last_change(), zone))
}

fn entry(site: &Site, briefing: &Briefing, zone: &TimeZone) -> Value {
    let base = &site.config.base_url;
    let categories: Vec<Value> = [FacetKind::Themes, FacetKind::Harms]
        .into_iter()
        .flat_map(|kind| briefing.terms_of(kind).map(move |at| (kind, at)))
        .map(|(kind, at)| {
            let term = &site.term(at).term;
            let mut view = CATEGORY.view();
            view.set("term", term.key.as_str())
                .set("label", &*term.label)
                .set("scheme", url_of(base, &format!("{}/", kind.key())))
                .set("url", term_url(site, kind, term));
            view.into()
        })
        .collect();
    let mut view = ENTRY.view();
    view.set("id", entry_id(site, briefing.date, &briefing.id))
        .set("title", briefing.front.title.as_str())
        .set("url", permalink(base, &briefing.output))
        .set("published", in_words(published(briefing, zone), zone))
        .set("updated", in_words(updated(briefing, zone), zone))
        .set("summary", &*briefing.summary)
        .text("author", briefing.front.publisher.as_deref().or(site.config.publisher.as_deref()))
        .set("categories", categories)
        .set("language", language(&site.config, briefing));
    view.into()
}

/// What readers are to delete, by the rules of RFC 6721: the name of each entry and when it was deleted.
fn deleted(site: &Site, zone: &TimeZone) -> Vec<Value> {
    let of = |purged: &Purged| {
        let mut view = View::with_capacity(2);
        view.set("id", entry_id(site, purged.date, &purged.id))
            .set("when", in_words(when_deleted(purged, zone), zone));
        view.into()
    };
    site.purged.iter().map(of).collect()
}

/// When an entry was deleted: not before it came out, or readers would take what they have for newer than that it is gone.
fn when_deleted(purged: &Purged, zone: &TimeZone) -> Timestamp {
    let on = beginning(purged.on, zone);
    purged.released.map_or(on, |released| released.max(on))
}

/// A tag URI (RFC 4151) from the briefing's id, which never changes, and not from its address, which may.
fn entry_id(site: &Site, date: Date, id: &str) -> String {
    let base = site.config.base_url.as_str();
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    // A preview at a number in brackets, which a tag can not name.
    let host = rest.split(['/', ':']).next().filter(|host| !host.starts_with('[')).unwrap_or("localhost");
    let mut tag = format!("tag:{host},{date}:briefing:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || IN_TAGS.contains(&byte) {
            tag.push(char::from(byte));
        } else {
            let _ = write!(tag, "%{byte:02X}");
        }
    }
    tag
}
