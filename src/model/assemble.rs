//! Parsed files to briefings and pages, sorted by what may be published of them.

use ahash::HashMap;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::parse::{ActionsFrom, Document, FrontMatter, ParsedSource};
use crate::source::{Fingerprint, OutputPath, Slug, SourcePath, SourceText};

use super::identity::{page_output, slug_of, stem};
use super::purged::Purged;
use super::retention::Retention;
use super::tables::{Tables, read_actions};
use super::unfinished::UnfinishedBriefing;
use super::withhold::{Gate, Publication, Withheld, WithheldBriefing};
use super::{Briefing, Page, Unfinished};

/// Sources sorted by where they go, before links are resolved.
#[derive(Default)]
pub(super) struct Sorted {
    pub(super) briefings: Vec<Briefing>,
    pub(super) withdrawn: Vec<Briefing>,
    pub(super) pages: Vec<Page>,
    pub(super) withheld: HashMap<SourcePath, Withheld>,
    /// What is told of those that were purged.
    pub(super) purged: Vec<Purged>,
    /// The files that briefings call their own.
    pub(super) retention: Retention,
    /// The same, of briefings alone, as their authors see it.
    pub(super) withheld_briefings: Vec<WithheldBriefing>,
    /// What is known of files with errors.
    pub(super) unfinished: Unfinished,
    /// The texts of other files whose front matter has an error: what is wrong with their links is said in the same run.
    pub(super) not_understood: Vec<(SourcePath, Document)>,
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

/// Briefings are large: their numbers are sorted, then each is moved once.
pub(super) fn sort_newest_first(briefings: &mut Vec<Briefing>) {
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

/// Sorts what was read below `briefings/`.
pub(super) fn sort_briefings(
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
                        sorted.purged.extend(Purged::of(&source, front, gate));
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
    let table = table.map(|table| (table.path().clone(), rows_of(table)));
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

/// The hash of a table's lines. How they end is no part of it: a version control system changes that, as it does in the text.
fn rows_of(table: &SourceText) -> Fingerprint {
    let text = table.text();
    if text.contains('\r') {
        return Fingerprint::of(text.replace("\r\n", "\n").as_bytes());
    }
    Fingerprint::of(text.as_bytes())
}

/// Where the page of a briefing goes.
pub(super) fn briefing_page(slug: &Slug) -> Option<OutputPath> {
    Slug::parse("briefings").ok().map(|folder| OutputPath::page([&folder, slug]))
}

/// Sorts what was read below `pages/`.
pub(super) fn sort_pages(
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
