//! Assembles the [`Site`]: decides what may be published, then resolves what refers to other files.

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::HashMap;
use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{Config, Registries, Term, time_zone};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::Asset;
use crate::parse::{Action, ActionsFrom, Document, FrontMatter, ParsedSource, parse_actions_csv};
use crate::source::{Fingerprint, OutputPath, Place, Placed, Slug, SourcePath, SourceText};

use super::addresses::asset_output;
use super::facets::collect_facets;
use super::identity::{page_output, report_duplicate_ids, slug_of, stem};
use super::links::{Held, SourceTarget, Targets};
use super::logo::find_logo;
use super::purged::Purged;
use super::related::relate;
use super::retention::Retention;
use super::series::{link_series, report_duplicate_numbers};
use super::unfinished::UnfinishedBriefing;
use super::versions::{join_replacements, join_translations};
use super::withhold::{Gate, Publication, Wanted, Withheld, WithheldBriefing};
use super::{Alias, Briefing, Facet, Page, PublishedAsset, Site, SlotValue, Unfinished};

const ALIAS: Code = Code("site/unusable-alias");
const TABLE: Code = Code("links/broken-internal");
const UNREADABLE_TABLE: Code = Code("actions/unreadable");
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

/// Sources sorted by where they go, before links are resolved.
#[derive(Default)]
struct Sorted {
    briefings: Vec<Briefing>,
    withdrawn: Vec<Briefing>,
    pages: Vec<Page>,
    withheld: HashMap<SourcePath, Withheld>,
    /// What is told of those that were purged.
    purged: Vec<Purged>,
    /// The files that briefings call their own.
    retention: Retention,
    /// The same, of briefings alone, as their authors see it.
    withheld_briefings: Vec<WithheldBriefing>,
    /// What is known of files with errors.
    unfinished: Unfinished,
    /// The texts of other files whose front matter has an error: what is wrong with their links is said in the same run.
    not_understood: Vec<(SourcePath, Document)>,
}

impl Sorted {
    fn withhold(&mut self, source: ParsedSource, why: Withheld) {
        if why == Withheld::NotUnderstood {
            self.not_understood.push((source.path.clone(), source.document));
        }
        self.withheld.insert(source.path, why);
    }
}

/// A briefing whose date can not be read is taken for one of today; checks that ask for its date leave it out.
fn with_a_date(mut front: Box<FrontMatter>, today: Date) -> Box<FrontMatter> {
    front.date.get_or_insert(today);
    front
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
    sort_newest_first(&mut briefings);
    let facets = collect_facets(&mut briefings, &default_format(&registries), diagnostics);
    link_series(&facets, &mut briefings);
    report_duplicate_numbers(&briefings, &unfinished, diagnostics);
    relate(&mut briefings, &facets);
    join_translations(&mut briefings, &unfinished, &config.language, diagnostics);
    let statics = published_statics(statics, diagnostics);
    let logo = find_logo(&config, &statics, diagnostics);
    let held = Held { withheld, retention, today };
    let mut targets = collect_targets(&briefings, &withdrawn, &pages, &facets, &statics, &assets, held);
    targets.unfinished = Some(&unfinished);
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
    let aliases = collect_aliases(&briefings, &withdrawn, &pages, diagnostics);
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

/// Briefings are large: their numbers are sorted, then each is moved once.
fn sort_newest_first(briefings: &mut Vec<Briefing>) {
    let mut order: Vec<u32> = (0u32..).take(briefings.len()).collect();
    order.par_sort_unstable_by(|a, b| newest_first(&briefings[*a as usize], &briefings[*b as usize]));
    let mut unsorted: Vec<Option<Briefing>> = std::mem::take(briefings).into_iter().map(Some).collect();
    briefings.extend(order.iter().filter_map(|at| unsorted[*at as usize].take()));
}

fn newest_first(a: &Briefing, b: &Briefing) -> std::cmp::Ordering {
    let number = |briefing: &Briefing| {
        briefing.front.series.as_ref().and_then(|series| series.number.as_ref()).map(|number| number.value)
    };
    b.date.cmp(&a.date).then_with(|| number(b).cmp(&number(a))).then_with(|| a.source.cmp(&b.source))
}

fn sort_briefings(
    parsed: Vec<ParsedSource>,
    gate: &Gate,
    tables: &Tables<'_>,
    sorted: &mut Sorted,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for mut source in parsed {
        let decision = gate.decide(&mut source, diagnostics);
        let (front, listed) = match decision {
            Publication::Listed(front) => (front, true),
            Publication::Withdrawn(front) => (front, false),
            Publication::Unfinished(front, unread, is_listed) => {
                let why = Withheld::NotUnderstood;
                sorted.withheld_briefings.push(WithheldBriefing::of(&source, why, Some(&front)));
                sorted.withheld.insert(source.path.clone(), why);
                sorted.unfinished.await_aliases(&source.path, &front, &unread);
                let front = with_a_date(front, gate.today);
                match assemble_briefing(source, front, gate, tables, diagnostics) {
                    Some(briefing) => {
                        let page = (briefing.output.clone(), unread.knows("slug"));
                        sorted.unfinished.await_page(&briefing.source, &briefing.front, page);
                        sorted.unfinished.add(UnfinishedBriefing { briefing, is_listed, unread });
                    }
                    None => sorted.unfinished.add_unreadable(),
                }
                continue;
            }
            Publication::Withheld(why, front) => {
                if front.is_none() {
                    sorted.unfinished.add_unreadable();
                }
                if let Some(front) = &front {
                    if why == Withheld::Purged {
                        sorted.purged.extend(Purged::of(&source, front));
                    }
                    sorted.retention.withhold(&source.path, front, why);
                }
                sorted.withheld_briefings.push(WithheldBriefing::of(&source, why, front.as_deref()));
                sorted.withhold(source, why);
                continue;
            }
        };
        let unusable = WithheldBriefing::of(&source, Withheld::NotUnderstood, None);
        match assemble_briefing(source, front, gate, tables, diagnostics) {
            Some(briefing) if listed => sorted.briefings.push(briefing),
            Some(briefing) => sorted.withdrawn.push(briefing),
            None => {
                sorted.withheld.insert(unusable.source.clone(), Withheld::NotUnderstood);
                sorted.withheld_briefings.push(unusable);
            }
        }
    }
}

fn assemble_briefing(
    source: ParsedSource,
    mut front: Box<FrontMatter>,
    gate: &Gate,
    tables: &Tables<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Briefing> {
    let slug = slug_of(&source.path, front.slug.as_ref(), diagnostics)?;
    let date = front.date?;
    let output = briefing_page(&slug)?;
    let summary =
        front.summary.take().or_else(|| source.document.first_paragraph.clone()).unwrap_or_default();
    let id = front.id.as_ref().map_or_else(|| stem(&source.path).to_owned(), |id| id.value.clone());
    let table = match &front.actions {
        ActionsFrom::Csv(file) => tables.find(&source.path, &file.value),
        ActionsFrom::FrontMatter(_) => None,
    };
    let table = table.map(|table| (table.path().clone(), Fingerprint::of(table.text().as_bytes())));
    let actions = read_actions(&source.path, &mut front, tables, diagnostics);
    Some(Briefing {
        output,
        source: source.path,
        fingerprint: source.fingerprint,
        id,
        slug,
        date,
        released: gate.released(&front),
        front,
        document: source.document,
        summary: summary.into(),
        actions,
        table,
        slots: Vec::new(),
        attachments: Vec::new(),
        terms: Vec::new(),
        previous: None,
        next: None,
        related: Vec::new(),
        replaced_by: None,
        translations: Vec::new(),
    })
}

/// Where the page of a briefing goes.
pub(super) fn briefing_page(slug: &Slug) -> Option<OutputPath> {
    Slug::parse("briefings").ok().map(|folder| OutputPath::page([&folder, slug]))
}

/// The tables that lists of actions may stand in.
struct Tables<'a> {
    /// Those that are text, sorted by path.
    texts: &'a [SourceText],
    /// Every file beside the briefings, sorted by path.
    files: &'a [Asset],
    /// Whether their words get typographic punctuation.
    is_typographic: bool,
}

impl Tables<'_> {
    fn find(&self, briefing: &SourcePath, name: &str) -> Option<&SourceText> {
        let wanted = briefing.join(name)?;
        let found = self.texts.binary_search_by(|table| table.path().as_str().cmp(wanted.as_str()));
        self.texts.get(found.ok()?)
    }

    /// The finding about a table that was not found: it is not there, or it could not be read as text.
    fn missing(&self, briefing: &SourcePath, file: Placed<String>) -> Diagnostic {
        let name = &file.value;
        let there = briefing.join(name).is_some_and(|wanted| {
            self.files.binary_search_by(|file| file.path.as_str().cmp(wanted.as_str())).is_ok()
        });
        let message = if there {
            format!("`{name}` can not be read as a table")
        } else {
            format!("there is no file `{name}` beside this briefing")
        };
        Diagnostic::error(if there { UNREADABLE_TABLE } else { TABLE }, message)
            .at(file.place)
            .help("save the table from Excel as \"CSV UTF-8\" into the folder of the briefing")
    }
}

fn read_actions(
    path: &SourcePath,
    front: &mut FrontMatter,
    tables: &Tables<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Action> {
    match std::mem::take(&mut front.actions) {
        ActionsFrom::FrontMatter(actions) => actions,
        ActionsFrom::Csv(file) => {
            let Some(table) = tables.find(path, &file.value) else {
                diagnostics.push(tables.missing(path, file));
                return Vec::new();
            };
            let mut actions = parse_actions_csv(table, diagnostics);
            if tables.is_typographic {
                actions.iter_mut().for_each(Action::typeset);
            }
            actions
        }
    }
}

fn sort_pages(
    parsed: Vec<ParsedSource>,
    gate: &Gate,
    sorted: &mut Sorted,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for mut source in parsed {
        let front = match gate.decide(&mut source, diagnostics) {
            Publication::Listed(front) | Publication::Withdrawn(front) => front,
            Publication::Unfinished(front, unread, _) => {
                sorted.unfinished.await_aliases(&source.path, &front, &unread);
                if let Some(output) = page_output(&source.path, &front, diagnostics) {
                    sorted.unfinished.await_page(&source.path, &front, (output, unread.knows("slug")));
                }
                sorted.withhold(source, Withheld::NotUnderstood);
                continue;
            }
            Publication::Withheld(why, front) => {
                let nothing = FrontMatter::default();
                if front.is_none()
                    && let Some(output) = page_output(&source.path, &nothing, diagnostics)
                {
                    sorted.unfinished.await_page(&source.path, &nothing, (output, false));
                }
                sorted.withhold(source, why);
                continue;
            }
        };
        let Some(output) = page_output(&source.path, &front, diagnostics) else {
            sorted.withhold(source, Withheld::NotUnderstood);
            continue;
        };
        sorted.pages.push(Page {
            source: source.path,
            fingerprint: source.fingerprint,
            output,
            front,
            document: source.document,
            slots: Vec::new(),
        });
    }
}

/// What stands in `static/` is the webmaster's own, as the theme is, and is copied as it is: what was found in a drawing
/// there counts only where a page shows it.
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

fn collect_targets<'a>(
    briefings: &'a [Briefing],
    withdrawn: &'a [Briefing],
    pages: &'a [Page],
    facets: &[Facet],
    statics: &[PublishedAsset],
    assets: &'a [Asset],
    held: Held,
) -> Targets<'a> {
    let mut targets = Targets { held, files: assets, ..Targets::default() };
    targets.sources.reserve(briefings.len() + withdrawn.len() + pages.len());
    targets.addresses.reserve(briefings.len() + withdrawn.len() + pages.len());
    let of_briefings = briefings.iter().chain(withdrawn).map(|b| (&b.source, &b.output, &b.document));
    for (source, output, document) in
        of_briefings.chain(pages.iter().map(|p| (&p.source, &p.output, &p.document)))
    {
        targets.sources.insert(source.clone(), SourceTarget { output: output.clone(), document });
        targets.addresses.insert(output.address().to_owned(), output.clone());
    }
    for (at, asset) in (0u32..).zip(assets) {
        targets.assets.insert(asset.path.clone(), at);
    }
    let mut add = |output: OutputPath| targets.addresses.insert(output.address().to_owned(), output);
    for facet in facets {
        let Ok(folder) = Slug::parse(facet.kind.key()) else { continue };
        add(OutputPath::page([&folder]));
        for term in &facet.terms {
            add(OutputPath::page([&folder, &term.term.key]));
        }
    }
    for output in statics.iter().map(|file| file.output.clone()) {
        add(output);
    }
    for file in [
        "index.html",
        "404.html",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "briefings.json",
        "actions.csv",
        "filter.json",
    ] {
        if let Ok(output) = OutputPath::file(file) {
            add(output);
        }
    }
    targets
}

/// What the links of one source lead to.
struct Resolved {
    slots: Vec<SlotValue>,
    attachments: Vec<Option<u32>>,
}

/// Slot values of listed briefings, withdrawn ones and pages, in their order.
type ResolvedSite = (Vec<Resolved>, Vec<Resolved>, Vec<Resolved>);

fn resolve_links(
    targets: &Targets<'_>,
    briefings: [&Vec<Briefing>; 2],
    pages: &[Page],
    diagnostics: &mut Vec<Diagnostic>,
) -> ResolvedSite {
    let of_briefing = |briefing: &Briefing| targets.resolve_briefing(briefing);
    let [listed, withdrawn] = briefings.map(|some| some.par_iter().map(of_briefing).collect::<Vec<_>>());
    let pages: Vec<_> = pages
        .iter()
        .map(|page| {
            let mut found = Vec::new();
            let slots = targets.resolve_slots(&page.source, &page.document, &mut found);
            (Resolved { slots, attachments: Vec::new() }, found)
        })
        .collect();
    let mut keep = |resolved: Vec<(Resolved, Vec<Diagnostic>)>| {
        resolved
            .into_iter()
            .map(|(resolved, found)| {
                diagnostics.extend(found);
                resolved
            })
            .collect()
    };
    (keep(listed), keep(withdrawn), keep(pages))
}

impl Targets<'_> {
    /// What the links and attachments of a briefing lead to.
    fn resolve_briefing(&self, briefing: &Briefing) -> (Resolved, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let slots = self.resolve_slots(&briefing.source, &briefing.document, &mut found);
        let attachments = briefing.front.attachments.iter().map(|attachment| {
            let file = &attachment.file;
            self.resolve_attachment(&briefing.source, &file.value, &file.place, &mut found)
        });
        (Resolved { attachments: attachments.collect(), slots }, found)
    }
}

/// Numbers the files that something published refers to.
struct Published {
    number_of: BTreeMap<u32, u32>,
}

impl Published {
    /// Gives every source its slot values, and returns the files they refer to, by path.
    fn apply(
        resolved: ResolvedSite,
        [briefings, withdrawn]: [&mut Vec<Briefing>; 2],
        pages: &mut [Page],
        assets: Vec<Asset>,
    ) -> Vec<PublishedAsset> {
        let (of_listed, of_withdrawn, of_pages) = resolved;
        let all = of_listed.iter().chain(&of_withdrawn).chain(&of_pages);
        let mut number_of: BTreeMap<u32, u32> = all.flat_map(Resolved::assets).map(|at| (at, 0)).collect();
        let mut published = Vec::with_capacity(number_of.len());
        let mut assets: Vec<Option<Asset>> = assets.into_iter().map(Some).collect();
        for (at, number) in &mut number_of {
            let Some(asset) = assets.get_mut(*at as usize).and_then(Option::take) else { continue };
            let Ok(output) = asset_output(&asset.path) else { continue };
            *number = u32::try_from(published.len()).unwrap_or(u32::MAX);
            published.push(PublishedAsset { asset, output });
        }
        let numbers = Self { number_of };
        for (briefing, resolved) in
            briefings.iter_mut().zip(of_listed).chain(withdrawn.iter_mut().zip(of_withdrawn))
        {
            let resolved = numbers.renumber(resolved);
            briefing.slots = resolved.slots;
            briefing.attachments = resolved.attachments;
        }
        for (page, resolved) in pages.iter_mut().zip(of_pages) {
            page.slots = numbers.renumber(resolved).slots;
        }
        published
    }

    fn renumber(&self, mut resolved: Resolved) -> Resolved {
        let slots = resolved.slots.iter_mut().filter_map(|slot| match slot {
            SlotValue::Asset(at) => Some(at),
            _ => None,
        });
        for at in slots.chain(resolved.attachments.iter_mut().flatten()) {
            *at = self.number_of.get(at).copied().unwrap_or(u32::MAX);
        }
        resolved
    }
}

impl Resolved {
    fn assets(&self) -> impl Iterator<Item = u32> + '_ {
        let of_slots = self.slots.iter().filter_map(|slot| match slot {
            SlotValue::Asset(at) => Some(*at),
            _ => None,
        });
        of_slots.chain(self.attachments.iter().flatten().copied())
    }
}

fn collect_aliases(
    briefings: &[Briefing],
    withdrawn: &[Briefing],
    pages: &[Page],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Alias> {
    let of_briefings = briefings.iter().chain(withdrawn).map(|b| (&b.front, &b.output));
    let mut aliases = Vec::new();
    for (front, output) in of_briefings.chain(pages.iter().map(|page| (&page.front, &page.output))) {
        for alias in &front.aliases {
            match alias_output(&alias.value) {
                Some(from) => aliases.push(Alias {
                    from: Placed { value: from, place: alias.place.clone() },
                    to: output.clone(),
                    title: Arc::from(front.title.as_str()),
                }),
                None => diagnostics.push(
                    Diagnostic::error(ALIAS, format!("`{}` can not be an address of this site", alias.value))
                        .at(alias.place.clone())
                        .help("write a former address as `/old/address/`"),
                ),
            }
        }
    }
    aliases
}

/// The page that stands at a former address: `old/` is `old/index.html`, `old.html` stays.
pub(super) fn alias_output(address: &str) -> Option<OutputPath> {
    let address = address.trim_start_matches('/');
    let path = match address.strip_suffix('/') {
        Some(folder) => format!("{folder}/index.html"),
        None if std::path::Path::new(address).extension().is_some_and(|kind| kind == "html") => {
            address.to_owned()
        }
        None => format!("{address}/index.html"),
    };
    OutputPath::file(&path).ok()
}
