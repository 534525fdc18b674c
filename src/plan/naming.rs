//! Names what each output of a site is made of.

use std::ops::Range;

use ahash::{HashMap, HashMapExt as _};

use crate::model::{Alias, Briefing, FacetKind, Page, Site, TermIndex, default_format};
use crate::source::Fingerprint;
use crate::theme::{MOVED, Theme};

use super::digest::Digest;
use super::facts::{Facts, Terms, actions, digest_asset, digest_slots};
use super::inputs::TaskInputs;
use super::shared::{digest_facet, facets, frame, moved, navigation, offered};
use super::{Plan, Subject, Task, in_sitemap};

/// What names the inputs of the outputs of one site.
pub(super) struct Naming<'a> {
    site: &'a Site,
    theme: &'a Theme,
    terms: Terms<'a>,
    /// Of each listed briefing.
    pub(super) facts: Vec<Facts>,
    /// Of each template that makes pages.
    makings: HashMap<&'a str, Making>,
    navigation: Fingerprint,
    facets: Fingerprint,
    frame: Fingerprint,
}

/// What a page takes from the template that makes it.
#[derive(Clone, Copy)]
struct Making {
    /// The template, with what every page has alike.
    alone: Fingerprint,
    /// The same, where the page shows rows of briefings.
    with_rows: Fingerprint,
    shows_today: bool,
}

impl Making {
    fn of(theme: &Theme, template: &str, frame: Fingerprint) -> Self {
        let both = |one, other| Digest::default().hash(one).hash(other).finish();
        let alone = both(theme.template_fingerprint(template), frame);
        let with_rows = both(alone, theme.template_fingerprint("row.html"));
        Self { alone, with_rows, shows_today: theme.variables(template).contains("today") }
    }
}

/// The templates that make pages where no text asks for another one.
const USUAL: [&str; 7] =
    ["index.html", "list.html", "term.html", "briefing.html", "page.html", "404.html", "feed.xml"];

impl<'a> Naming<'a> {
    /// Prepares what many outputs have alike.
    pub(super) fn of(site: &'a Site, theme: &'a Theme, terms: Terms<'a>, facts: Vec<Facts>) -> Self {
        let frame = frame(theme);
        let of_briefings =
            site.briefings.iter().chain(&site.withdrawn).map(|briefing| &briefing.front.template);
        let asked = of_briefings.chain(site.pages.iter().map(|page| &page.front.template)).flatten();
        let mut makings = HashMap::new();
        for template in USUAL.into_iter().chain(asked.map(|template| template.value.as_str())) {
            makings.entry(template).or_insert_with(|| Making::of(theme, template, frame));
        }
        let navigation = navigation(site);
        Self { site, theme, terms, facts, makings, navigation, facets: facets(site), frame }
    }

    /// The inputs of one output.
    pub(super) fn inputs(&self, task: &Task, plan: &Plan) -> TaskInputs {
        let site = self.site;
        match task.subject {
            Subject::Index(page) => {
                let all = u32::try_from(site.briefings.len()).unwrap_or(u32::MAX);
                let mut links = self.page_links("index.html");
                links.number(site.briefings.len()).hash(self.facets);
                self.list(
                    "index.html",
                    &links,
                    all as usize,
                    |range| (0..all).skip(range.start).take(range.len()).collect(),
                    page,
                )
            }
            Subject::Facet(number) => {
                let mut links = self.page_links("list.html");
                digest_facet(&mut links, &site.facets[number as usize]);
                self.made_by("list.html", &links)
            }
            Subject::Term(at, page) => {
                let mut links = self.page_links("term.html");
                self.digest_term(&mut links, at);
                let members = &site.term(at).briefings;
                self.list("term.html", &links, members.len(), |range| members[range].to_vec(), page)
            }
            Subject::Briefing(at) => self.briefing(&site.briefings[at as usize], Some(at)),
            Subject::Withdrawn(at) => self.briefing(&site.withdrawn[at as usize], None),
            Subject::Page(at) => self.page(&site.pages[at as usize]),
            Subject::Standing(page) => {
                let text = page.template(site);
                let mut links = self.page_links("page.html");
                links.hash(self.page_links(&text).finish()).hash(self.theme.template_fingerprint(&text));
                self.made_by("page.html", &links)
            }
            Subject::Host(_) => linked(&moved(site)),
            Subject::NotFound => self.made_by("404.html", &self.page_links("404.html")),
            Subject::Feed => self.feed(None),
            Subject::TermFeed(at) => self.feed(Some(at)),
            Subject::Sitemap | Subject::SitemapPart(_) => {
                let mut links = Digest::default();
                for output in in_sitemap(plan, site) {
                    links.text(output.as_str());
                }
                linked(&links)
            }
            Subject::Robots => TaskInputs::default(),
            Subject::BriefingsJson => self.briefings_json(),
            Subject::ActionsCsv => self.actions_csv(),
            Subject::FilterJson => linked(&offered(site)),
            Subject::Alias(at) => alias(site, self.theme, &site.aliases[at as usize]),
            Subject::Asset(at) => copied(site.assets[at as usize].asset.fingerprint),
            Subject::Static(at) => copied(site.statics[at as usize].asset.fingerprint),
            Subject::ThemeAsset(at) => copied(Fingerprint::of(&self.theme.assets()[at as usize].bytes)),
        }
    }

    /// What every page of a template shows of the whole site.
    fn page_links(&self, template: &str) -> Digest {
        let mut links = Digest::default();
        links.hash(self.navigation);
        if self.making(template).shows_today {
            links.day(Some(self.site.today));
        }
        links
    }

    fn made_by(&self, template: &str, links: &Digest) -> TaskInputs {
        TaskInputs { template: self.making(template).alone, ..linked(links) }
    }

    fn making(&self, template: &str) -> Making {
        let known = self.makings.get(template).copied();
        known.unwrap_or_else(|| Making::of(self.theme, template, self.frame))
    }

    /// One page of a list of briefings.
    fn list(
        &self,
        template: &str,
        links: &Digest,
        length: usize,
        members: impl Fn(Range<usize>) -> Vec<u32>,
        page: u32,
    ) -> TaskInputs {
        let by = self.site.config.paginate_by;
        let from = (page as usize * by).min(length);
        let listed = members(from..(from + by).min(length));
        self.with_listed(template, &linked(links), listed)
    }

    /// What a template makes that shows the rows of some briefings.
    fn with_listed(&self, template: &str, inputs: &TaskInputs, listed: Vec<u32>) -> TaskInputs {
        let mut summaries = Digest::default();
        for at in &listed {
            summaries.hash(self.facts[*at as usize].summary);
        }
        let template = self.making(template).with_rows;
        let TaskInputs { source, links, .. } = *inputs;
        TaskInputs { template, source, links, listed, summaries: summaries.finish() }
    }

    fn digest_term(&self, digest: &mut Digest, at: TermIndex) {
        let facet = &self.site.facets[at.facet as usize];
        let term = self.site.term(at);
        digest.text(&term.term.label).number(term.briefings.len());
        if facet.kind == FacetKind::ReviewTypes {
            self.terms.digest_successor(digest, self.site, &term.term);
        }
    }

    fn briefing(&self, briefing: &Briefing, listed: Option<u32>) -> TaskInputs {
        let site = self.site;
        let front = &briefing.front;
        let template = front.template.as_ref().map_or("briefing.html", |template| template.value.as_str());
        let mut links = self.page_links(template);
        links.text(briefing.output.as_str());
        digest_slots(&mut links, site, &briefing.slots);
        for (at, attachment) in briefing.attachments.iter().zip(&front.attachments) {
            // Another briefing can say that the file leaves earlier.
            links.flag(at.is_some()).day(attachment.retain_until);
            if let Some(file) = at.and_then(|at| site.assets.get(at as usize)) {
                digest_asset(&mut links, file);
            }
        }
        for version in &briefing.translations {
            links.text(&version.language).text(&version.title).text(version.output.as_str());
        }
        links.flag(briefing.replaced_by.is_some());
        if let Some((title, output)) = &briefing.replaced_by {
            links.text(title).text(output.as_str());
        }
        links.flag(front.lifecycle.review_due.is_some_and(|due| due < site.today));
        links.hash(listed.map_or_else(|| actions(site, briefing), |at| self.facts[at as usize].actions));
        self.digest_terms(&mut links, briefing);
        let shown = listed.into_iter().chain(briefing.previous).chain(briefing.next);
        let mut listed: Vec<u32> = shown.chain(briefing.related.iter().copied()).collect();
        listed.sort_unstable();
        listed.dedup();
        // Their order and part on the page: which one is the next, which ones are related.
        for at in
            [briefing.previous, briefing.next].into_iter().chain(briefing.related.iter().copied().map(Some))
        {
            links.flag(at.is_some());
            if let Some(at) = at {
                links.text(site.briefings[at as usize].source.as_str());
            }
        }
        let inputs = TaskInputs { source: briefing.fingerprint, ..linked(&links) };
        self.with_listed(template, &inputs, listed)
    }

    /// Every term that the page may link.
    fn digest_terms(&self, links: &mut Digest, briefing: &Briefing) {
        let front = &briefing.front;
        for kind in FacetKind::ALL {
            for term in kind.written(front) {
                self.terms.digest(links, kind, term);
            }
        }
        if front.format.is_none() {
            self.terms.digest(links, FacetKind::Formats, &default_format(&self.site.registries));
        }
        for at in &briefing.terms {
            links.number(at.facet as usize).text(&self.site.term(*at).term.label);
        }
        for point in front.key_messages.iter().chain(&front.good_practice).chain(&front.improvements) {
            if let Some(theme) = &point.theme {
                self.terms.digest(links, FacetKind::Themes, theme);
            }
            for agency in &point.agencies {
                self.terms.digest(links, FacetKind::Agencies, agency);
            }
        }
        for audience in front.questions.iter().flat_map(|question| &question.audiences) {
            self.terms.digest(links, FacetKind::Audiences, audience);
        }
        for kind in FacetKind::ReviewTypes.written(front) {
            self.terms.digest_successor(links, self.site, kind);
        }
    }

    fn page(&self, page: &Page) -> TaskInputs {
        let template = page.front.template.as_ref().map_or("page.html", |template| template.value.as_str());
        let mut links = self.page_links(template);
        links.text(page.output.as_str());
        digest_slots(&mut links, self.site, &page.slots);
        TaskInputs { source: page.fingerprint, ..self.made_by(template, &links) }
    }

    fn feed(&self, at: Option<TermIndex>) -> TaskInputs {
        let site = self.site;
        let mut links = self.page_links("feed.xml");
        let newest = site.config.feed_entries;
        let briefings: Vec<u32> = match at {
            None => (0..).take(site.briefings.len().min(newest)).collect(),
            Some(at) => {
                links.text(&site.term(at).term.label);
                site.term(at).briefings.iter().take(newest).copied().collect()
            }
        };
        if briefings.is_empty() {
            links.day(Some(site.today));
        }
        for at in briefings {
            links.hash(self.facts[at as usize].entry);
        }
        for purged in &site.purged {
            links.text(&purged.id).day(Some(purged.date)).day(Some(purged.on));
            links.option(purged.released.map(|moment| moment.to_string()).as_deref());
        }
        self.made_by("feed.xml", &links)
    }

    fn briefings_json(&self) -> TaskInputs {
        let mut links = Digest::default();
        for facts in &self.facts {
            links.hash(facts.record);
        }
        linked(&links)
    }

    fn actions_csv(&self) -> TaskInputs {
        let mut links = Digest::default();
        for facts in &self.facts {
            links.hash(facts.actions);
        }
        linked(&links)
    }
}

fn linked(links: &Digest) -> TaskInputs {
    TaskInputs { links: links.finish(), ..TaskInputs::default() }
}

fn copied(source: Fingerprint) -> TaskInputs {
    TaskInputs { source, ..TaskInputs::default() }
}

fn alias(site: &Site, theme: &Theme, alias: &Alias) -> TaskInputs {
    let mut links = Digest::default();
    links.text(alias.to.as_str()).text(&alias.title);
    links.text(theme.word(&site.config.language, MOVED).unwrap_or_default());
    linked(&links)
}
