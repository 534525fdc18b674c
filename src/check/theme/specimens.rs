//! A small invented site with everything that a theme has to show, and its pages as a theme makes them.

use std::sync::Arc;

use jiff::civil::date;
use jiff::tz::TimeZone;

use crate::attachment::Unpacked;
use crate::config::{Config, Registries};
use crate::diagnostic::Diagnostic;
use crate::load::{Asset, AssetKind};
use crate::model::{Site, SiteInputs, resolve_site};
use crate::parse::{GlossaryMatcher, ParseContext, ParsedSource, SourceKind, parse_source};
use crate::plan::{Plan, Subject, plan_outputs};
use crate::render::{Bodies, Renderer};
use crate::source::{Fingerprint, SourcePath, SourceText};
use crate::theme::{LIMIT, Theme};

pub(super) const CONTENT_NOTE: &str = "Specimen of a content note";
pub(super) const REASON: &str = "Specimen of a reason";
pub(super) const UPDATE: &str = "Specimen of an update";
/// The digits of the helpline that the specimen names.
pub(super) const HELPLINE: &str = "116123";
/// The size of the document that the specimen offers, in bytes.
pub(super) const DOCUMENT_SIZE: u64 = 1_234_567;
/// The part of its address by which the document is known.
pub(super) const DOCUMENT: &str = "specimen.pdf";

/// Two briefings that differ in nothing but the year in which their review is due.
const OVERDUE: &str = "overdue";
const CURRENT: &str = "current";
const TWIN: &str = "twin";
/// A version of the current one, so that both have one.
const OTHER_TWIN: &str = "other-twin";
const WITHDRAWN: &str = "withdrawn";

/// A page as a theme made it.
pub(super) struct Specimen {
    /// How a message names its kind.
    pub(super) name: &'static str,
    /// The template that makes it.
    pub(super) template: &'static str,
    pub(super) kind: Kind,
    pub(super) html: String,
}

/// What a specimen is of, where duties differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A briefing whose review is overdue, and which has everything else that a briefing can have.
    Overdue,
    /// The same with a review that is not due yet.
    Current,
    /// Its version in another language.
    Twin,
    /// A briefing that was withdrawn.
    Withdrawn,
    /// Any other page.
    Other,
}

/// A page that a theme can not make.
pub(super) struct Failure {
    /// How a message names the page, or what stands on several.
    pub(super) name: &'static str,
    /// What a build would say of it.
    pub(super) why: Diagnostic,
}

/// Makes the specimens with a theme. What pages share comes first: while that fails, no page is what it will be.
pub(super) fn specimens(theme: &Theme, config: &Config) -> (Vec<Specimen>, Vec<Failure>) {
    let site = site(config);
    let plan = plan_outputs(&site, theme, &mut Vec::new());
    let bodies = Bodies::default();
    let needed = vec![true; site.briefings.len()];
    let mut of_shared = Vec::new();
    let renderer = Renderer::new(&site, theme, &plan, &needed, &bodies, &mut of_shared);
    let mut failed: Vec<Failure> =
        of_shared.into_iter().map(|why| Failure { name: "what pages share", why }).collect();
    let mut made = Vec::new();
    if !failed.is_empty() {
        return (made, failed);
    }
    let mut buffer = Vec::new();
    for (at, name, template, kind) in wanted(&site, &plan) {
        match renderer.render(&plan.tasks[at], &mut buffer) {
            Ok(_) => {
                let html = String::from_utf8_lossy(&buffer).into_owned();
                made.push(Specimen { name, template, kind, html });
            }
            Err(why) => {
                let is_last = why.code == LIMIT;
                failed.push(Failure { name, why });
                if is_last {
                    break;
                }
            }
        }
    }
    (made, failed)
}

/// One task of each kind of page.
fn wanted(site: &Site, plan: &Plan) -> Vec<(usize, &'static str, &'static str, Kind)> {
    let slug_of = |subject| match subject {
        Subject::Briefing(at) => site.briefings[at as usize].slug.as_str(),
        _ => "",
    };
    let mut known = Vec::new();
    let mut wanted = Vec::new();
    for (at, task) in plan.tasks.iter().enumerate() {
        let (name, template, kind) = match task.subject {
            Subject::Index(0) => ("the first page", "index.html", Kind::Other),
            Subject::Briefing(_) => match slug_of(task.subject) {
                OVERDUE => ("the page of a briefing", "briefing.html", Kind::Overdue),
                CURRENT => ("the page of a briefing", "briefing.html", Kind::Current),
                TWIN => ("the page of a translation", "briefing.html", Kind::Twin),
                _ => continue,
            },
            Subject::Withdrawn(_) => ("the page of a withdrawn briefing", "briefing.html", Kind::Withdrawn),
            Subject::Page(_) => ("plain pages", "page.html", Kind::Other),
            Subject::Standing(_) => ("the pages that every site has", "page.html", Kind::Other),
            Subject::Facet(_) => ("lists of terms", "list.html", Kind::Other),
            Subject::Term(_, 0) => ("the page of a term", "term.html", Kind::Other),
            Subject::NotFound => ("the page for addresses that do not exist", "404.html", Kind::Other),
            _ => continue,
        };
        if !known.contains(&(name, kind)) {
            known.push((name, kind));
            wanted.push((at, name, template, kind));
        }
    }
    wanted
}

/// The invented site, under the settings of the real one as far as a theme may depend on them.
fn site(config: &Config) -> Site {
    let mut config = config.clone();
    config.exit_control = true;
    config.logo = None;
    let registries = Registries::embedded().clone();
    let glossary = GlossaryMatcher::new(&registries);
    let parsed = |path: String, text: &str, kind| -> ParsedSource {
        let source = SourceText::new(SourcePath::new(path), text);
        let context = ParseContext { config: &config, registries: &registries, glossary: &glossary };
        parse_source(&source, Fingerprint::of(text.as_bytes()), kind, context)
    };
    let briefings = texts(twin_language(&config))
        .map(|(slug, text)| parsed(format!("briefings/{slug}.md"), &text, SourceKind::Briefing));
    let page = "---\ntitle: Specimen of a page\n---\nSpecimen of a text.\n";
    let page = parsed("pages/specimen.md".to_owned(), page, SourceKind::Page);
    let today = date(2026, 1, 15);
    let inputs = SiteInputs {
        today,
        now: today.to_zoned(TimeZone::UTC).map(|day| day.timestamp()).unwrap_or_default(),
        drafts: false,
        foreseen: None,
        briefings: briefings.into(),
        pages: vec![page],
        tables: Vec::new(),
        assets: vec![document()],
        statics: Vec::new(),
        registries: Arc::new(registries),
        config: Arc::new(config),
    };
    resolve_site(inputs, &mut Vec::new()).0
}

/// The language of translations, which is not that of the site.
pub(super) fn twin_language(config: &Config) -> &'static str {
    if config.language.starts_with("cy") { "en" } else { "cy" }
}

/// Texts in the order of their files.
fn texts(twin: &str) -> [(&'static str, String); 5] {
    let whole = |key: &str, year: u16| {
        format!(
            "---\ntitle: Specimen of a briefing\ndate: 2020-01-02\nexit_control: true\ncontent_note: {CONTENT_NOTE}\n\
             helplines: [samaritans]\ntranslation_key: {key}\nthemes: [supervision]\n\
             attachments: [{{file: {DOCUMENT}, title: Specimen of a document}}]\n\
             lifecycle: {{review_due: {year}-02-03}}\nupdates: [{{date: 2021-03-04, note: {UPDATE}}}]\n---\n\
             Specimen of a text.\n"
        )
    };
    let twin = |key: &str| {
        format!(
            "---\ntitle: Enghraifft\ndate: 2020-01-02\nlang: {twin}\ntranslation_key: {key}\n---\nEnghraifft.\n"
        )
    };
    let withdrawn = format!(
        "---\ntitle: Specimen of what was withdrawn\ndate: 2020-01-02\n\
         lifecycle: {{state: withdrawn, reason: {REASON}}}\n---\nSpecimen of a text.\n"
    );
    [
        (CURRENT, whole("other", 2099)),
        (OTHER_TWIN, twin("other")),
        (OVERDUE, whole("one", 2021)),
        (TWIN, twin("one")),
        (WITHDRAWN, withdrawn),
    ]
}

fn document() -> Asset {
    let fingerprint = Fingerprint::of(DOCUMENT.as_bytes());
    Asset {
        path: SourcePath::new(format!("briefings/{DOCUMENT}")),
        size: DOCUMENT_SIZE,
        fingerprint,
        original: fingerprint,
        unpacked: Unpacked::default(),
        kind: AssetKind::Pdf { pages: 7 },
        findings: Vec::new(),
    }
}
