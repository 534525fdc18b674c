//! The page of a briefing, plain pages, and the pages at former addresses.

use tera::{Context, Value};

use crate::config::{Term, is_right_to_left};
use crate::diagnostic::Diagnostic;
use crate::model::{Alias, Briefing, FacetKind, Page, Site};
use crate::parse::{FrontMatter, Heading};
use crate::plan::Task;
use crate::theme::Speaker;

use super::body::content;
use super::briefing_parts::{self as parts, Words};
use super::metadata::while_making;
use super::shared::SUMMARY;
use super::urls::{permalink, url};
use super::view::{Shape, date, plain_label};
use super::{Renderer, named};

/// What a briefing's own page sees: what lists see, and after it the rest.
static BRIEFING: Shape = Shape::extending(
    &SUMMARY,
    &[
        "summary",
        "content",
        "toc",
        "words",
        "previous",
        "next",
        "related",
        "agencies",
        "audiences",
        "harms",
        "tags",
        "age_bands",
        "settings",
        "review",
        "key_messages",
        "good_practice",
        "improvements",
        "quotes",
        "questions",
        "actions",
        "attachments",
        "people",
        "content_note",
        "helplines",
        "approval",
        "lifecycle",
        "updates",
        "extra",
    ],
);
static HEADING: Shape = Shape::of(&["level", "id", "title"]);

impl Renderer<'_> {
    /// The page of a briefing; `listed` is its number among those that lists take.
    pub(super) fn briefing(
        &self,
        task: &Task,
        briefing: &Briefing,
        listed: Option<u32>,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let metadata = self.metadata(task, "briefing", &briefing.front.title).of_briefing(briefing);
        let mut context = self.context(metadata);
        context.insert_value("briefing", self.briefing_view(briefing, listed)?);
        let template = named(briefing.front.template.as_ref(), "briefing.html");
        self.theme.render_template(template, &context, buffer).map_err(|found| {
            while_making(chosen(found, &briefing.front), task, Some(briefing.source.as_str()))
        })
    }

    /// Everything that the template of a briefing sees of it.
    fn briefing_view(&self, briefing: &Briefing, listed: Option<u32>) -> Result<Value, Diagnostic> {
        let site = self.site;
        let body = self.bodies.of(&briefing.source, &briefing.document)?;
        let front = &briefing.front;
        let mut view = BRIEFING.view();
        match listed {
            Some(at) => view.take_all(&self.shared.summaries[at as usize]),
            None => view.take_all(&self.shared.summary(site, briefing).into()),
        };
        let neighbour =
            |at: Option<u32>| at.map_or_else(Value::none, |at| self.shared.summaries[at as usize].clone());
        let related: Vec<Value> =
            briefing.related.iter().map(|at| self.shared.summaries[*at as usize].clone()).collect();
        let words = Words::of(site, briefing);
        // The first paragraph stands for a summary in lists; on its own page it is in the text already.
        let written = Some(&*briefing.summary).filter(|_| briefing.document.first_paragraph.is_none());
        view.text("summary", written.filter(|summary| !summary.is_empty()))
            .html("content", &content(site, &self.speaker(front), body, &briefing.slots))
            .set("toc", contents(&briefing.document.headings))
            .set("words", briefing.document.words)
            .set("previous", neighbour(briefing.previous))
            .set("next", neighbour(briefing.next))
            .set("related", related)
            .set("agencies", self.shared.terms_of(briefing, FacetKind::Agencies))
            .set("audiences", self.shared.terms_of(briefing, FacetKind::Audiences))
            .set("harms", self.shared.terms_of(briefing, FacetKind::Harms))
            .set("tags", self.shared.terms_of(briefing, FacetKind::Tags))
            .set("age_bands", labels(site, &front.age_bands))
            .set("settings", labels(site, &front.settings))
            .set("review", parts::review(site, &self.shared, briefing))
            .set("key_messages", parts::points(&self.shared, &words, &front.key_messages))
            .set("good_practice", parts::points(&self.shared, &words, &front.good_practice))
            .set("improvements", parts::points(&self.shared, &words, &front.improvements))
            .set("quotes", parts::quotes(front))
            .set("questions", parts::questions(&self.shared, &words, front))
            .set("actions", parts::actions(&words, briefing))
            .set("attachments", parts::attachments(site, briefing))
            .set("people", parts::people(front))
            .text("content_note", parts::content_note(site, front))
            .set("helplines", parts::helplines(site, front))
            .set("approval", parts::approval(front))
            .set("lifecycle", parts::lifecycle(site, briefing))
            .set("updates", parts::updates(front))
            .set("extra", parts::extra(front.extra.as_ref()));
        Ok(view.into())
    }

    /// A plain page.
    pub(super) fn page(&self, task: &Task, page: &Page, buffer: &mut Vec<u8>) -> Result<(), Diagnostic> {
        let front = &page.front;
        let mut metadata = self.metadata(task, "page", &front.title);
        let description = front.summary.as_deref().or(page.document.first_paragraph.as_deref());
        metadata
            .view()
            .text("description", description)
            .set("language", front.lang.as_deref().unwrap_or(&self.site.config.language))
            .set("indexing", front.indexing.unwrap_or(true))
            .set("exit_control", front.exit_control.unwrap_or(self.site.config.exit_control))
            .set("modified", date(front.updated));
        let mut context: Context = self.context(metadata);
        let body = self.bodies.of(&page.source, &page.document)?;
        let html = content(self.site, &self.speaker(front), body, &page.slots);
        context.insert_value("content", Value::safe_string(&html));
        context.insert_value("toc", contents(&page.document.headings));
        context.insert_value("extra", parts::extra(front.extra.as_ref()));
        let template = named(front.template.as_ref(), "page.html");
        self.theme
            .render_template(template, &context, buffer)
            .map_err(|found| while_making(chosen(found, front), task, Some(page.source.as_str())))
    }

    /// What says the theme's words in the language of a page.
    fn speaker(&self, front: &FrontMatter) -> Speaker<'_> {
        self.theme.speaker(front.lang.as_deref(), &self.site.config.language)
    }
}

/// A template that does not exist has no place in the theme; the front matter that names it has one.
fn chosen(found: Diagnostic, front: &FrontMatter) -> Diagnostic {
    match &front.template {
        Some(template) if found.place.is_none() => found.at(template.place.clone()),
        _ => found,
    }
}

fn contents(headings: &[Heading]) -> Value {
    let entries: Vec<Value> = headings
        .iter()
        .map(|heading| {
            let mut view = HEADING.view();
            view.set("level", u32::from(heading.level))
                .set("id", heading.id.as_str())
                .set("title", heading.text.as_str());
            view.into()
        })
        .collect();
    Value::from(entries)
}

fn labels(site: &Site, terms: &[Term]) -> Vec<Value> {
    terms.iter().map(|term| plain_label(&site.config.language, term)).collect()
}

/// The page at a former address: it leads on at once, and says so where that is not followed. It loads nothing, and is dark
/// where the reader's pages are, so that nothing flashes on the way.
pub(super) fn alias(site: &Site, moved: &str, alias: &Alias, buffer: &mut Vec<u8>) {
    use super::escape;
    let base = &site.config.base_url;
    let (to, whole) = (url(base, &alias.to), permalink(base, &alias.to));
    let title = escape(&alias.title);
    let direction = if is_right_to_left(&site.config.language) { "rtl" } else { "ltr" };
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n\
         <link rel=\"canonical\" href=\"{whole}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n<body>\n\
         <main>\n<h1>{}</h1>\n<p><a href=\"{to}\">{title}</a></p>\n</main>\n</body>\n</html>\n",
        escape(&site.config.language),
        escape(moved),
    );
    buffer.extend_from_slice(page.as_bytes());
}
