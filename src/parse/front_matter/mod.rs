//! The typed front matter: the whole schema of a briefing, and how YAML becomes it.
//!
//! Each topic is a file with its types and their lowering. Lowering reports every mistake it meets and goes on; a
//! front matter with an error is not handed out, so that nothing which is not fully understood can be published.

mod action;
mod address;
mod approval;
mod attachment;
mod extra;
mod hints;
mod lifecycle;
mod lowering;
mod partial_date;
mod points;
mod published;
mod review;
mod series;
mod terms;
#[cfg(test)]
mod tests;
mod typography;
mod waiver;

use jiff::civil::Date;

use crate::config::{Moment, Registries, Term};
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::source::{Place, Placed, Slug, SourceText, Span};
use crate::yaml::{Family, Fields, Node, Reader, Trace, Value, parse_yaml};

use super::{BlockKind, PartialFrontMatter, Prose, SourceKind, UnreadKeys};
use lowering::Lowering;

pub(super) use action::report_duplicate_ids;
pub use action::{Action, ActionStatus, ActionsFrom};
pub use approval::{Approval, ApprovalState};
pub use attachment::{Attachment, AttachmentAfter};
pub use extra::Extra;
pub use lifecycle::{Lifecycle, LifecycleState, Update};
pub use partial_date::PartialDate;
pub use points::{Person, Point, Question, Quote};
pub use review::{Proceedings, Review};
pub use series::Series;
pub use waiver::Waiver;

/// Everything a front matter says, resolved against the registries.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FrontMatter {
    /// The title.
    pub title: String,
    /// A summary of up to 60 words; `None`: the first paragraph serves.
    pub summary: Option<String>,
    /// The day it was issued; always there in a briefing, never in a page.
    pub date: Option<Date>,
    /// The moment before which it is not public, in a briefing; `None`: the beginning of `date`.
    pub published: Option<Placed<Moment>>,
    /// The day it was last changed in substance.
    pub updated: Option<Date>,
    /// A stable name, never reused; `None`: the file stem.
    pub id: Option<Placed<String>>,
    /// Its part of the address; `None`: from the file stem.
    pub slug: Option<Placed<Slug>>,
    /// Former addresses, relative to the site's root, without the leading slash: `old/address/`.
    pub aliases: Vec<Placed<String>>,
    /// Not to be published.
    pub draft: bool,
    /// A template other than the kind's own.
    pub template: Option<Placed<String>>,
    /// Free tags.
    pub tags: Vec<Term>,
    /// A theme's own data.
    pub extra: Option<Extra>,
    /// BCP 47 language, where it is not the site's.
    pub lang: Option<String>,
    /// The numbered series it belongs to.
    pub series: Option<Series>,
    /// What kind of publication it is; `None`: `learning-brief`.
    pub format: Option<Term>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Agencies it concerns.
    pub agencies: Vec<Term>,
    /// Whom it is for.
    pub audiences: Vec<Term>,
    /// Kinds of harm.
    pub harms: Vec<Term>,
    /// Themes of practice.
    pub themes: Vec<Term>,
    /// Age bands.
    pub age_bands: Vec<Term>,
    /// Settings.
    pub settings: Vec<Term>,
    /// The review it reports on.
    pub review: Option<Review>,
    /// Messages of 25 words or fewer.
    pub key_messages: Vec<Point>,
    /// What went well.
    pub good_practice: Vec<Point>,
    /// What needs to change.
    pub improvements: Vec<Point>,
    /// Quotations.
    pub quotes: Vec<Quote>,
    /// Questions for the team.
    pub questions: Vec<Question>,
    /// Actions.
    pub actions: ActionsFrom,
    /// Files to download.
    pub attachments: Vec<Attachment>,
    /// The only real names allowed in the text.
    pub people: Vec<Person>,
    /// What a reader is told before reading.
    pub content_note: Option<String>,
    /// Whether the page carries the exit control; `None`: by its harms and the site.
    pub exit_control: Option<bool>,
    /// Keys of helplines, beside those of its harms.
    pub helplines: Vec<Slug>,
    /// Whether search engines may list the page; `None`: yes.
    pub indexing: Option<bool>,
    /// Who signed it off.
    pub approval: Option<Approval>,
    /// How long it lives.
    pub lifecycle: Lifecycle,
    /// What changed since.
    pub updates: Vec<Update>,
    /// Joins the language versions of one briefing.
    pub translation_key: Option<String>,
    /// Findings that are accepted, with reason and end.
    pub waivers: Vec<Waiver>,
    /// Where the title stands, for findings about the file as a whole.
    pub place: Option<Place>,
}

const EMPTY: Code = Code("front-matter/empty");
const SUMMARY_LONG: Code = Code("front-matter/summary-long");
const UPDATED_BEFORE_DATE: Code = Code("front-matter/updated-before-date");

/// Words that a summary may have.
const SUMMARY_WORDS: usize = 60;

/// Reads the front matter that stands in `span`: whole, or, when anything found in the file so far is an error, what
/// could be read of it.
pub(super) fn parse_front_matter(
    source: &SourceText,
    span: Span,
    kind: SourceKind,
    registries: &Registries,
    prose: &mut Prose,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Box<FrontMatter>>, Option<PartialFrontMatter>) {
    let Some(node) = parse_yaml(source, span, diagnostics) else { return (None, None) };
    let reader = Reader::new(source, diagnostics, Family::FRONT_MATTER);
    let mut lowering = Lowering::new(reader, registries, prose);
    let front = lowering.front_matter(&node, kind);
    // With more errors than are kept nobody knows which keys have one.
    let has_room = lowering.reader.has_room();
    if !has_errors(diagnostics) {
        return (front, None);
    }
    let unread = UnreadKeys::of(source, &node, diagnostics);
    (None, front.filter(|_| has_room).map(|front| PartialFrontMatter { front, unread }))
}

/// What the front matter of a kind asks of the values of a specimen, and what it finds wrong in it.
pub fn trace_front_matter(
    source: &SourceText,
    kind: SourceKind,
    registries: &Registries,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Node, Trace)> {
    let whole = Span::new(0, source.text().len());
    let node = parse_yaml(source, whole, diagnostics)?;
    let mut prose = Prose::default();
    let reader = Reader::tracing(source, diagnostics, Family::FRONT_MATTER);
    let mut lowering = Lowering::new(reader, registries, &mut prose);
    lowering.front_matter(&node, kind);
    Some((node, lowering.reader.into_trace()))
}

impl Lowering<'_> {
    /// All of it. What is wrong is reported, and what can not be used is left out.
    fn front_matter(&mut self, node: &Node, kind: SourceKind) -> Option<Box<FrontMatter>> {
        if node.value == Value::Empty {
            self.reader.report(EMPTY, Span::new(0, 3), "the front matter is empty", |d| {
                d.help("write at least `title: ...` and `date: ...` between the two lines `---`")
            });
            return None;
        }
        let mut fields = Fields::of(node, "front matter", &mut self.reader)?;
        // In a box, for it is large and is handed on several times.
        let mut front = Box::<FrontMatter>::default();
        self.fill_head(&mut front, &mut fields, kind);
        if kind == SourceKind::Briefing {
            self.fill_vocabulary(&mut front, &mut fields);
            self.fill_content(&mut front, &mut fields);
            self.fill_publication(&mut front, &mut fields);
        }
        fields.finish_with(&mut self.reader, |key| hints::hint(kind, key));
        Some(front)
    }

    /// What a page and a briefing have in common, and the dates.
    fn fill_head(&mut self, front: &mut FrontMatter, fields: &mut Fields<'_>, kind: SourceKind) {
        self.fill_title(front, fields);
        let date = if kind == SourceKind::Briefing { fields.date("date", &mut self.reader) } else { None };
        if kind == SourceKind::Briefing {
            fields.require("date", "date: 2015-11-03", &mut self.reader);
            front.published = self.published(fields);
            front.id = self.id(fields);
            front.tags = self.tags(fields);
        }
        let updated = fields.date("updated", &mut self.reader);
        if let (Some(date), Some(updated)) = (&date, &updated)
            && updated.value < date.value
        {
            let message = format!("`updated` ({}) is before `date` ({})", updated.value, date.value);
            self.warn(UPDATED_BEFORE_DATE, updated.span, message, |d, source| {
                d.related(source.place(date.span), "issued on this day")
                    .help("`date` is the day of issue, `updated` the day of the last change of substance")
            });
        }
        front.date = date.map(|date| date.value);
        front.updated = updated.map(|updated| updated.value);
        front.slug = self.slug(fields);
        front.aliases = self.aliases(fields);
        front.draft = self.boolean(fields, "draft").unwrap_or(false);
        self.refuse_empty(fields, "draft", "draft: true");
        front.template = self.template(fields);
        front.lang = self.lang(fields);
        front.translation_key = self.text(fields, "translation_key");
        front.exit_control = self.boolean(fields, "exit_control");
        front.indexing = self.boolean(fields, "indexing");
        front.extra = fields.node("extra").map(Extra::of);
    }

    fn fill_title(&mut self, front: &mut FrontMatter, fields: &mut Fields<'_>) {
        let title = self.spanned_text(fields, "title");
        fields.require("title", "title: What we learnt about Children A and B", &mut self.reader);
        if let Some(title) = title {
            self.take_prose(BlockKind::Title, &title);
            front.place = Some(self.place(title.span));
            front.title = lowering::one_line(title.value);
        }
        let Some(summary) = self.spanned_text(fields, "summary") else { return };
        self.take_prose(BlockKind::Summary, &summary);
        let words = summary.value.split_whitespace().count();
        if words > SUMMARY_WORDS {
            let message = format!("the summary has {words} words, more than {SUMMARY_WORDS}");
            self.warn(SUMMARY_LONG, summary.span, message, |d, _| {
                d.help("say what the briefing is about in one or two sentences; the rest belongs in its text")
            });
        }
        front.summary = Some(lowering::one_line(summary.value));
    }

    /// What the briefing is found by.
    fn fill_vocabulary(&mut self, front: &mut FrontMatter, fields: &mut Fields<'_>) {
        front.series = self.series(fields);
        front.format = self.format(fields);
        front.publisher = self.text(fields, "publisher");
        front.agencies = self.agencies(fields);
        front.audiences = self.audiences(fields);
        front.harms = self.harms(fields);
        front.themes = self.themes(fields);
        front.age_bands = self.age_bands(fields);
        front.settings = self.settings(fields);
        front.helplines = self.helplines(fields);
    }

    /// What the briefing says.
    fn fill_content(&mut self, front: &mut FrontMatter, fields: &mut Fields<'_>) {
        front.review = self.review(fields);
        front.key_messages = self.key_messages(fields);
        front.good_practice = self.points(fields, "good_practice");
        front.improvements = self.points(fields, "improvements");
        front.quotes = self.quotes(fields);
        front.questions = self.questions(fields);
        front.actions = self.actions(fields);
        front.attachments = self.attachments(fields);
        front.people = self.people(fields);
        front.content_note = self.text(fields, "content_note");
    }

    /// Who signed it off, how long it lives, and what was accepted.
    fn fill_publication(&mut self, front: &mut FrontMatter, fields: &mut Fields<'_>) {
        front.approval = self.approval(fields);
        front.lifecycle = self.lifecycle(fields);
        front.updates = self.updates(fields);
        front.waivers = self.waivers(fields);
    }
}
