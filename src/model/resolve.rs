//! Assembles the [`Site`]: decides what may be published, then resolves what refers to other files.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::config::{Config, Registries, Term, time_zone};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::Asset;
use crate::parse::ParsedSource;
use crate::source::{OutputPath, Place, Slug, SourceText};

use super::aliases::collect_aliases;
use super::assemble::{Sorted, sort_briefings, sort_newest_first, sort_pages};
use super::facets::collect_facets;
use super::identity::report_duplicate_ids;
use super::link_values::{Published, resolve_links};
use super::logo::find_logo;
use super::related::relate;
use super::series::{link_series, report_duplicate_numbers};
use super::standing::standing_pages;
use super::tables::Tables;
use super::targets::{Held, Targets};
use super::unfinished::UnfinishedBriefing;
use super::versions::{join_replacements, join_translations};
use super::withhold::{Gate, Wanted, WithheldBriefing};
use super::{PublishedAsset, Site};

const STATIC_NAME: Code = Code("site/file-name");

/// All that a site is resolved from.
#[derive(Debug)]
pub struct SiteInputs {
    /// The settings.
    pub config: Arc<Config>,
    /// The registries.
    pub registries: Arc<Registries>,
    /// The day that counts as today.
    pub today: Date,
    /// The moment that counts as now, within that day.
    pub now: Timestamp,
    /// Whether drafts are published.
    pub drafts: bool,
    /// A briefing that is looked at as if it came out now.
    pub foreseen: Option<Wanted>,
    /// Files below `briefings/`.
    pub briefings: Vec<ParsedSource>,
    /// Files below `pages/`.
    pub pages: Vec<ParsedSource>,
    /// CSV files below `briefings/`, sorted by path.
    pub tables: Vec<SourceText>,
    /// Other files beside briefings and pages.
    pub assets: Vec<Asset>,
    /// Files of `static/`.
    pub statics: Vec<Asset>,
}

/// Resolves a site. Total: what does not fit is reported, and the site holds the rest. What is withheld is told beside
/// it, for those who write it.
pub fn resolve_site(inputs: SiteInputs, diagnostics: &mut Vec<Diagnostic>) -> (Site, Vec<WithheldBriefing>) {
    let SiteInputs {
        config,
        registries,
        today,
        now,
        drafts,
        foreseen,
        briefings,
        pages,
        tables,
        assets,
        statics,
    } = inputs;
    report_duplicate_ids(&briefings, diagnostics);
    let mut sorted = Sorted::default();
    let tables = Tables { texts: &tables, files: &assets, is_typographic: config.smart_punctuation };
    let gate = Gate { today, now, zone: time_zone(&config.timezone), drafts, foreseen };
    sort_briefings(briefings, &gate, &tables, &mut sorted, diagnostics);
    sort_pages(pages, &gate, &mut sorted, diagnostics);
    let Sorted {
        mut briefings,
        mut withdrawn,
        mut pages,
        withheld,
        purged,
        mut retention,
        withheld_briefings,
        unfinished,
        not_understood,
    } = sorted;
    for briefing in briefings.iter().chain(&withdrawn) {
        retention.publish(briefing);
    }
    retention.settle(briefings.iter_mut().chain(&mut withdrawn), diagnostics);
    sort_newest_first(&mut briefings);
    let facets = collect_facets(&mut briefings, &default_format(&registries), diagnostics);
    link_series(&facets, &mut briefings);
    report_duplicate_numbers(&briefings, &unfinished, diagnostics);
    relate(&mut briefings, &facets);
    join_translations(&mut briefings, &unfinished, &config.language, diagnostics);
    let statics = published_statics(statics, diagnostics);
    let logo = find_logo(&config, &statics, diagnostics);
    let held = Held { withheld, retention, today };
    let aliases = collect_aliases(&briefings, &withdrawn, &pages, diagnostics);
    let standing = standing_pages(&config, &pages, &statics, &aliases);
    let mut targets = Targets { held, files: &assets, unfinished: Some(&unfinished), ..Targets::default() };
    targets.add_sources([&briefings, &withdrawn], &pages);
    targets.add_made(&facets, &standing, &aliases);
    targets.add_statics(&statics);
    let resolved = resolve_links(&targets, [&briefings, &withdrawn], &pages, diagnostics);
    for (source, document) in &not_understood {
        targets.resolve_slots(source, document, diagnostics);
    }
    for UnfinishedBriefing { briefing, .. } in unfinished.briefings(&[]) {
        diagnostics.extend(targets.resolve_briefing(briefing).1);
    }
    drop(targets);
    let mut published = Published::apply(resolved, [&mut briefings, &mut withdrawn], &mut pages, assets);
    for file in &mut published {
        diagnostics.append(&mut file.asset.findings);
    }
    join_replacements(&mut briefings, &mut withdrawn, &unfinished, diagnostics);
    let site = Site {
        config,
        registries,
        today,
        briefings: shared(briefings),
        withdrawn: shared(withdrawn),
        purged,
        unfinished,
        pages: shared(pages),
        facets,
        assets: published,
        statics,
        logo,
        aliases,
        standing,
    };
    (site, withheld_briefings)
}

fn shared<T>(all: Vec<T>) -> Vec<Arc<T>> {
    all.into_iter().map(Arc::new).collect()
}

/// The format of a briefing that does not name one: a learning brief.
pub fn default_format(registries: &Registries) -> Term {
    registries.formats.find("learning-brief").or_else(|| registries.formats.iter().next()).map_or_else(
        || Term {
            key: Slug::from_text("learning-brief").unwrap_or_else(|_| unreachable!("a literal slug")),
            label: "Learning brief".into(),
            is_of_program: true,
        },
        |entry| entry.term.clone(),
    )
}

/// What stands in `static/` is the webmaster's own, as the theme is: what was found in a drawing there counts only where a
/// page shows it.
fn published_statics(statics: Vec<Asset>, diagnostics: &mut Vec<Diagnostic>) -> Vec<PublishedAsset> {
    let mut published = Vec::with_capacity(statics.len());
    for asset in statics {
        let below = asset.path.as_str().strip_prefix("static/").unwrap_or(asset.path.as_str());
        match OutputPath::file(below) {
            Ok(output) => published.push(PublishedAsset { asset, output }),
            Err(_) => diagnostics.push(
                Diagnostic::error(
                    STATIC_NAME,
                    format!("the name of `{}` can not stand in an address", asset.path),
                )
                .at(Place::of_file(&asset.path))
                .help("rename the file with letters, digits, hyphens and dots"),
            ),
        }
    }
    published
}
