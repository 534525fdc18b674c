//! The index, the lists of terms, and the pages of terms.

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::model::{Facet, FacetKind, TermIndex};
use crate::plan::{Task, list_page, page_count};
use crate::source::OutputPath;

use super::Renderer;
use super::metadata::{Metadata, facet_url, while_making};
use super::shared::term_url;
use super::urls::{url, url_of};
use super::view::{View, language_of};

impl Renderer<'_> {
    /// A page of the index.
    pub(super) fn index(&self, task: &Task, page: u32, buffer: &mut Vec<u8>) -> Result<(), Diagnostic> {
        let title = &self.site.config.title;
        let mut metadata = self.metadata(task, "index", title);
        metadata
            .view()
            .set("feed_url", url_of(&self.site.config.base_url, "feed.xml"))
            .set("list_page", page + 1);
        let mut context = self.context(metadata);
        let all = &self.shared.summaries;
        context.insert_value("briefings", Value::from(self.slice(all.len(), page, |at| all[at].clone())));
        context.insert_value("pagination", self.pagination("", all.len(), page));
        context.insert_value("facets", self.facets_on_index());
        self.fill("index.html", &context, task, buffer)
    }

    /// The terms of one facet.
    pub(super) fn facet(&self, task: &Task, number: u8, buffer: &mut Vec<u8>) -> Result<(), Diagnostic> {
        let facet = &self.site.facets[number as usize];
        let mut context =
            self.context(self.metadata(task, "list", &self.shared.labels.facet(facet.kind).all));
        context.insert_value("facet", self.facet_view(facet));
        let terms: Vec<Value> = facet
            .terms
            .iter()
            .map(|term| {
                let mut view = self.term_entry(facet.kind, term);
                view.text("definition", facet.kind.definition(&term.term, &self.site.registries));
                view.into()
            })
            .collect();
        context.insert_value("terms", Value::from(terms));
        self.fill("list.html", &context, task, buffer)
    }

    /// A page of the briefings of one term.
    pub(super) fn term(
        &self,
        task: &Task,
        at: TermIndex,
        page: u32,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let facet = &self.site.facets[at.facet as usize];
        let term = self.site.term(at);
        let feed = format!("{}feed.xml", term_url(self.site, facet.kind, &term.term));
        let mut metadata = self.metadata(task, "term", &term.term.label);
        metadata.breadcrumb(&self.shared.labels.facet(facet.kind).all, facet_url(self.site, facet.kind));
        let definition = facet.kind.definition(&term.term, &self.site.registries);
        metadata
            .view()
            .set("feed_url", feed.as_str())
            .set("list_page", page + 1)
            .text("description", definition);
        let mut context = self.context(metadata);
        context.insert_value("facet", self.facet_view(facet));
        let mut view = if facet.kind == FacetKind::ReviewTypes {
            View::extending(&self.shared.review_types[at.term as usize], 5)
        } else {
            let mut view = View::with_capacity(12);
            for absent in ["abbreviation", "law", "from", "to", "nation", "successor"] {
                view.set(absent, Value::none());
            }
            view
        };
        view.set("label", &*term.term.label)
            .set("key", term.term.key.as_str())
            .set("url", term_url(self.site, facet.kind, &term.term))
            .set("count", term.briefings.len())
            .set("feed_url", feed)
            .text("definition", definition)
            .text("language", language_of(self.site, &term.term));
        context.insert_value("term", view.into());
        let members = &term.briefings;
        let summaries = &self.shared.summaries;
        let shown = self.slice(members.len(), page, |at| summaries[members[at] as usize].clone());
        context.insert_value("briefings", Value::from(shown));
        let folder = format!("{}/{}/", facet.kind.key(), term.term.key);
        context.insert_value("pagination", self.pagination(&folder, members.len(), page));
        self.fill("term.html", &context, task, buffer)
    }

    /// The page for addresses that do not exist.
    pub(super) fn not_found(&self, task: &Task, buffer: &mut Vec<u8>) -> Result<(), Diagnostic> {
        let mut metadata = self.metadata(task, "404", &self.shared.labels.not_found);
        metadata.view().set("indexing", false);
        self.fill("404.html", &self.context(metadata), task, buffer)
    }

    /// What a page of some kind is, with the way back to the index.
    pub(super) fn metadata(&self, task: &Task, kind: &str, title: &str) -> Metadata<'_> {
        Metadata::new(self.site, &self.shared.labels, task, kind, title)
    }

    /// The inputs that every template has.
    pub(super) fn context(&self, metadata: Metadata<'_>) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.shared.site.clone());
        context.insert_value("today", self.shared.today.clone());
        context.insert_value("page", metadata.finish());
        context
    }

    fn fill(
        &self,
        template: &str,
        context: &Context,
        task: &Task,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let rendered = self.theme.render_template(template, context, buffer);
        rendered.map_err(|found| while_making(found, task, None))
    }

    /// The values of one page of a list.
    fn slice(&self, length: usize, page: u32, value: impl Fn(usize) -> Value) -> Vec<Value> {
        let by = self.site.config.paginate_by;
        let from = (page as usize * by).min(length);
        (from..(from + by).min(length)).map(value).collect()
    }

    fn pagination(&self, folder: &str, length: usize, page: u32) -> Value {
        let pages = page_count(length, self.site.config.paginate_by);
        let at = |page: u32| {
            let output = OutputPath::file(&list_page(folder, page)).ok();
            output.map(|output| url(&self.site.config.base_url, &output))
        };
        let mut view = View::with_capacity(7);
        view.set("page", page + 1)
            .set("pages", pages)
            .set("total", length)
            .set("previous", page.checked_sub(1).and_then(at))
            .set("next", Some(page + 1).filter(|next| *next < pages).and_then(at))
            .set("first", at(0))
            .set("last", at(pages - 1));
        view.into()
    }

    fn facet_view(&self, facet: &Facet) -> Value {
        let label = self.shared.labels.facet(facet.kind);
        let mut view = View::with_capacity(5);
        view.set("key", facet.kind.key())
            .set("label", label.all.as_str())
            .set("singular", label.one.as_str())
            .set("url", facet_url(self.site, facet.kind));
        view.into()
    }

    fn term_entry(&self, kind: FacetKind, term: &crate::model::FacetTerm) -> View {
        let mut view = View::with_capacity(5);
        view.set("key", term.term.key.as_str())
            .set("label", &*term.term.label)
            .set("url", term_url(self.site, kind, &term.term))
            .set("count", term.briefings.len())
            .text("language", language_of(self.site, &term.term));
        view
    }

    /// The terms that are offered, of every facet that has any.
    fn facets_on_index(&self) -> Value {
        let facets: Vec<Value> = self
            .site
            .facets
            .iter()
            .filter(|facet| !facet.terms.is_empty())
            .map(|facet| {
                let terms = facet.offered().into_iter();
                let terms: Vec<Value> = terms.map(|term| self.term_entry(facet.kind, term).into()).collect();
                let mut view = View::extending(&self.facet_view(facet), 2);
                view.set("count", facet.terms.len()).set("terms", terms);
                view.into()
            })
            .collect();
        Value::from(facets)
    }
}
