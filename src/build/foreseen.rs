//! What the public would get of one briefing, kept while a site is made that nobody gets.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Briefing, Site, SlotValue};
use crate::plan::{Plan, PlanInputs, Subject, Task, in_sitemap};
use crate::source::{OutputPath, SourceText};
use crate::theme::Theme;

use super::edition::Shelf;
use super::sources::Sources;
use super::{BuildOptions, Purpose};

/// What the public would get of a briefing that was looked at in advance.
pub struct Foreseen {
    /// Its text as it was read.
    pub source: SourceText,
    /// Its page and the files that it offers, shows and links to, as they would be.
    pub outputs: HashMap<OutputPath, Arc<[u8]>>,
    /// The other outputs that say something of it.
    pub mentioned: Vec<OutputPath>,
    /// The theme.
    pub theme: Arc<Theme>,
}

/// What was kept while the site was made.
#[derive(Debug)]
pub(super) struct Seen {
    outputs: HashMap<OutputPath, Arc<[u8]>>,
    mentioned: Vec<OutputPath>,
}

/// A place for what is kept while the site is made.
pub(super) struct Looking<'a> {
    pub(super) shelf: Shelf<'a>,
    page: usize,
}

impl<'a> Looking<'a> {
    /// Nothing where no briefing is looked at, or where it has no page.
    pub(super) fn of(options: &'a BuildOptions, site: &Site, plan: &Plan) -> Option<Self> {
        let briefing = wanted(options, site)?;
        let of_slots = briefing.slots.iter().filter_map(|slot| match slot {
            SlotValue::Asset(at) => Some(*at),
            _ => None,
        });
        let files: Vec<u32> = of_slots.chain(briefing.attachments.iter().flatten().copied()).collect();
        let is_kept = |task: &Task| match task.subject {
            Subject::Asset(at) => files.contains(&at),
            _ => task.output == briefing.output,
        };
        let page = plan.tasks.iter().position(|task| task.output == briefing.output)?;
        let shelf = Shelf::of_some(
            &options.root,
            site.config.base_url.path(),
            plan,
            plan.tasks.iter().map(is_kept).collect(),
        );
        Some(Self { shelf, page })
    }

    /// What was kept, and where else the briefing shows.
    pub(super) fn seen(self, site: &Site, plan: &Plan, inputs: &PlanInputs) -> Seen {
        let page = &plan.tasks[self.page];
        let listed = match page.subject {
            Subject::Briefing(at) => Some(at),
            _ => None,
        };
        let in_sitemap = in_sitemap(plan, site).contains(&&page.output);
        let tasks = plan.tasks.iter().zip(&inputs.tasks).enumerate().filter(|(at, _)| *at != self.page);
        let mentioned = tasks.filter(|(_, (task, inputs))| match task.subject {
            Subject::Sitemap | Subject::SitemapPart(_) => in_sitemap,
            Subject::Alias(at) => site.aliases[at as usize].to == page.output,
            _ => listed.is_some_and(|listed| tells_of(site, listed, task, &inputs.listed)),
        });
        let mentioned = mentioned.map(|(_, (task, _))| task.output.clone()).collect();
        let edition = self.shelf.edition();
        let outputs =
            edition.outputs().filter_map(|(output, at)| Some((output.clone(), edition.bytes(at)?.clone())));
        Seen { outputs: outputs.collect(), mentioned }
    }
}

/// Whether an output says something of a listed briefing.
fn tells_of(site: &Site, listed: u32, task: &Task, shown: &[u32]) -> bool {
    let newest = site.config.feed_entries;
    match task.subject {
        Subject::Feed => (listed as usize) < newest,
        Subject::TermFeed(at) => site.term(at).briefings.iter().take(newest).any(|at| *at == listed),
        Subject::BriefingsJson => true,
        Subject::ActionsCsv => !site.briefings[listed as usize].actions.is_empty(),
        _ => shown.contains(&listed),
    }
}

/// The briefing that is looked at.
fn wanted<'s>(options: &BuildOptions, site: &'s Site) -> Option<&'s Briefing> {
    let Purpose::Foresee(wanted) = &options.purpose else { return None };
    site.briefing_pages().find(|briefing| wanted.is(&briefing.source, &briefing.id))
}

impl Foreseen {
    /// Nothing where the text can not be read any more, or the page could not be made.
    pub(super) fn of(
        seen: Seen,
        options: &BuildOptions,
        site: &Site,
        theme: Arc<Theme>,
        sources: &Sources,
    ) -> Option<Self> {
        let briefing = wanted(options, site)?;
        let source = sources.text(&briefing.source)?;
        let Seen { outputs, mentioned } = seen;
        outputs.contains_key(&briefing.output).then_some(Self { source, outputs, mentioned, theme })
    }
}
