//! The parts of a briefing as its template sees them.

use std::ops::Range;

use tera::Value;

use crate::config::{Helpline, Named, Term};
use crate::load::AssetKind;
use crate::model::{Briefing, FacetKind, Site, SlotValue};
use crate::parse::{
    Action, ActionStatus, AttachmentAfter, Extra, FrontMatter, LifecycleState, PartialDate, Point,
    Proceedings, Slot,
};
use crate::source::Placed;

use super::body::fill_slots;
use super::escape;
use super::shared::{Shared, state};
use super::urls::url;
use super::view::{Shape, View, date, language_of};

static POINT: Shape = Shape::of(&["text", "html", "theme", "agencies"]);
static QUESTION: Shape = Shape::of(&["text", "html", "audiences"]);
static ACTION: Shape = Shape::of(&[
    "id",
    "text",
    "html",
    "owner",
    "owner_role",
    "due",
    "status",
    "status_label",
    "overdue",
    "updated",
    "progress",
    "evidence",
    "impact",
]);
static REVIEW: Shape = Shape::of(&[
    "type",
    "subjects",
    "period_from",
    "period_to",
    "period_note",
    "reviewer",
    "statutory",
    "report_completed",
    "proceedings",
]);
static LIFECYCLE: Shape = Shape::of(&["state", "review_due", "review_overdue", "reason", "replaced_by"]);

/// What the points, questions and actions of a briefing need to become HTML.
pub(super) struct Words<'s> {
    site: &'s Site,
    slots: &'s [Slot],
    values: &'s [SlotValue],
}

impl<'s> Words<'s> {
    /// Those of one briefing.
    pub(super) fn of(site: &'s Site, briefing: &'s Briefing) -> Self {
        let document = &briefing.document;
        let values = briefing.slots.get(document.slots.len()..).unwrap_or_default();
        Self { site, slots: &document.lifted.slots, values }
    }

    /// A text as safe HTML: what the body's Markdown made of it with its links filled in, or the text escaped.
    fn html(&self, text: &str, html: Option<&str>, slots: &Range<u32>) -> Value {
        let Some(html) = html else { return Value::safe_string(&escape(text)) };
        let own = slots.start as usize..slots.end as usize;
        match (self.slots.get(own.clone()), self.values.get(own)) {
            (Some(slots @ [_, ..]), Some(values)) => {
                Value::safe_string(&fill_slots(self.site, html, slots, values))
            }
            _ => Value::safe_string(html),
        }
    }
}

/// Key messages, good practice or areas for improvement.
pub(super) fn points(shared: &Shared, words: &Words<'_>, points: &[Point]) -> Vec<Value> {
    points
        .iter()
        .map(|point| {
            let mut view = POINT.view();
            view.set("text", point.text.as_str())
                .set("html", words.html(&point.text, point.html.as_deref(), &point.slots))
                .set("theme", point.theme.as_ref().map(|term| shared.term_of(FacetKind::Themes, term)))
                .set("agencies", terms(shared, FacetKind::Agencies, &point.agencies));
            view.into()
        })
        .collect()
}

fn terms(shared: &Shared, kind: FacetKind, terms: &[Term]) -> Vec<Value> {
    terms.iter().map(|term| shared.term_of(kind, term)).collect()
}

/// Quotations.
pub(super) fn quotes(front: &FrontMatter) -> Vec<Value> {
    front
        .quotes
        .iter()
        .map(|quote| {
            let mut view = View::with_capacity(3);
            view.set("text", quote.text.as_str())
                .text("by", quote.by.as_deref())
                .text("role", quote.role.as_deref());
            view.into()
        })
        .collect()
}

/// Questions for the team.
pub(super) fn questions(shared: &Shared, words: &Words<'_>, front: &FrontMatter) -> Vec<Value> {
    front
        .questions
        .iter()
        .map(|question| {
            let mut view = QUESTION.view();
            view.set("text", question.text.as_str())
                .set("html", words.html(&question.text, question.html.as_deref(), &question.slots))
                .set("audiences", terms(shared, FacetKind::Audiences, &question.audiences));
            view.into()
        })
        .collect()
}

/// Key and words of a status.
pub(super) fn status_words(status: ActionStatus) -> (&'static str, &'static str) {
    match status {
        ActionStatus::Planned => ("planned", "Planned"),
        ActionStatus::UnderWay => ("under-way", "Under way"),
        ActionStatus::Done => ("done", "Done"),
        ActionStatus::Evidenced => ("evidenced", "Done, with evidence"),
        ActionStatus::Superseded => ("superseded", "Replaced by another action"),
        ActionStatus::NotAccepted => ("not-accepted", "Not accepted"),
    }
}

/// Whether an action is late: its day is past and nobody has said that it is over.
pub(super) fn is_overdue(action: &Action, today: jiff::civil::Date) -> bool {
    action.due.is_some_and(|due| due < today)
        && matches!(action.status, None | Some(ActionStatus::Planned | ActionStatus::UnderWay))
}

/// The actions.
pub(super) fn actions(words: &Words<'_>, briefing: &Briefing) -> Vec<Value> {
    briefing
        .actions
        .iter()
        .map(|action| {
            let status = action.status.map(status_words);
            let mut view = ACTION.view();
            view.text("id", action.id.as_ref().map(|id| id.value.as_str()))
                .set("text", action.text.as_str())
                .set("html", words.html(&action.text, action.html.as_deref(), &action.slots))
                .text("owner", action.owner.as_deref())
                .text("owner_role", action.owner_role.as_deref())
                .set("due", date(action.due))
                .text("status", status.map(|(key, _)| key))
                .text("status_label", status.map(|(_, label)| label))
                .set("overdue", is_overdue(action, words.site.today))
                .set("updated", date(action.updated))
                .text("progress", action.progress.as_deref())
                .text("evidence", action.evidence.as_deref())
                .text("impact", action.impact.as_deref());
            view.into()
        })
        .collect()
}

/// The documents, with type and size.
pub(super) fn attachments(site: &Site, briefing: &Briefing) -> Vec<Value> {
    briefing
        .front
        .attachments
        .iter()
        .zip(&briefing.attachments)
        .map(|(attachment, at)| {
            let file = at.and_then(|at| site.assets.get(at as usize));
            let name = attachment.file.value.rsplit('/').next().unwrap_or_default();
            let after = attachment.after.map(|after| match after {
                AttachmentAfter::OnRequest => "on-request",
                AttachmentAfter::Remove => "remove",
            });
            let mut view = View::with_capacity(8);
            view.set("title", attachment.title.as_deref().unwrap_or(name))
                .set("url", file.map(|file| url(&site.config.base_url, &file.output)))
                .text("kind", attachment.kind.as_deref())
                .set(
                    "type",
                    file.and_then(|file| file.asset.path.extension()).map(|kind| kind.to_uppercase()),
                )
                .set("size", file.map(|file| size_words(file.asset.size)))
                .set("pages", file.and_then(|file| pages(file.asset.kind)))
                .set("retain_until", date(attachment.retain_until))
                .text("after", after);
            view.into()
        })
        .collect()
}

/// The number of pages, where it is known.
fn pages(kind: AssetKind) -> Option<u32> {
    if let AssetKind::Pdf { pages } = kind { Some(pages) } else { None }
}

/// A size for people, in the decimal units that hosts and browsers show.
pub fn size_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// People in public roles.
pub(super) fn people(front: &FrontMatter) -> Vec<Value> {
    front
        .people
        .iter()
        .map(|person| {
            let mut view = View::with_capacity(2);
            view.set("name", person.name.as_str()).text("role", person.role.as_deref());
            view.into()
        })
        .collect()
}

/// What a reader is told before reading: the briefing's own note, or that of its first harm that has one.
pub(super) fn content_note<'s>(site: &'s Site, front: &'s FrontMatter) -> Option<&'s str> {
    let by_harm = || {
        let mut entries = front.harms.iter().filter_map(|harm| site.registries.harms.find(harm.key.as_str()));
        entries.find_map(|entry| entry.detail.content_note.as_deref())
    };
    front.content_note.as_deref().or_else(by_harm)
}

/// The helplines of the briefing and of its harms, each once.
pub(super) fn helplines(site: &Site, front: &FrontMatter) -> Vec<Value> {
    site.helplines(front).into_iter().map(|entry| helpline(site, entry)).collect()
}

/// A helpline as templates see it.
pub(super) fn helpline(site: &Site, entry: &Named<Helpline>) -> Value {
    let detail = &entry.detail;
    let digits =
        |phone: &String| phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let mut view = View::with_capacity(7);
    view.set("label", &*entry.term.label)
        .text("phone", detail.phone.as_deref())
        .set("phone_href", detail.phone.as_ref().map(|phone| format!("tel:{}", digits(phone))))
        .text("text", detail.text.as_deref())
        .text("url", detail.url.as_deref())
        .text("hours", detail.hours.as_deref())
        .text("definition", entry.definition.as_deref())
        .text("language", language_of(site, &entry.term));
    view.into()
}

/// The review that the briefing reports on.
pub(super) fn review(site: &Site, shared: &Shared, briefing: &Briefing) -> Value {
    let Some(review) = &briefing.front.review else { return Value::none() };
    let proceedings = review.proceedings.as_ref().map(|proceedings| match proceedings.value {
        Proceedings::None => "none",
        Proceedings::Pending => "pending",
        Proceedings::Concluded => "concluded",
    });
    let mut view = REVIEW.view();
    view.set("type", shared.review_type_of(site, briefing))
        .set("subjects", review.subjects.iter().map(String::as_str).collect::<Vec<_>>())
        .set("period_from", partial_date(review.from))
        .set("period_to", partial_date(review.to))
        .text("period_note", review.period_note.as_deref())
        .text("reviewer", review.reviewer.as_deref())
        .set("statutory", review.statutory)
        .set("report_completed", partial_date(review.report_completed))
        .text("proceedings", proceedings);
    view.into()
}

fn partial_date(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| match date {
        PartialDate::Year(year) => format!("{year:04}"),
        PartialDate::Month(year, month) => format!("{year:04}-{month:02}"),
        PartialDate::Day(day) => day.to_string(),
    })
}

/// The sign-off, once it is given.
pub(super) fn approval(front: &FrontMatter) -> Value {
    let approved = front
        .approval
        .as_ref()
        .filter(|approval| approval.state == Some(crate::parse::ApprovalState::Approved));
    approved.map_or_else(Value::none, |approval| {
        let mut view = View::with_capacity(2);
        view.text("by", approval.by.as_deref()).set("date", date(approval.date));
        view.into()
    })
}

/// The state of the briefing, and when someone must look at it again.
pub(super) fn lifecycle(site: &Site, briefing: &Briefing) -> Value {
    let lifecycle = &briefing.front.lifecycle;
    let replaced_by = briefing.replaced_by.as_ref().map_or_else(Value::none, |(title, output)| {
        let mut view = View::with_capacity(2);
        view.set("title", title.as_str()).set("url", url(&site.config.base_url, output));
        view.into()
    });
    // Nobody is asked to look again at what was archived or withdrawn.
    let is_kept_up = |state: &Placed<LifecycleState>| state.value == LifecycleState::Live;
    let due = lifecycle.review_due.filter(|_| lifecycle.state.as_ref().is_none_or(is_kept_up));
    let mut view = LIFECYCLE.view();
    view.set("state", state(briefing))
        .set("review_due", date(due))
        .set("review_overdue", due.is_some_and(|due| due < site.today))
        .text("reason", lifecycle.reason.as_deref())
        .set("replaced_by", replaced_by);
    view.into()
}

/// What changed since publication, newest first.
pub(super) fn updates(front: &FrontMatter) -> Vec<Value> {
    let mut updates: Vec<&crate::parse::Update> = front.updates.iter().collect();
    updates.sort_by_key(|update| std::cmp::Reverse(update.date));
    updates
        .into_iter()
        .map(|update| {
            let mut view = View::with_capacity(2);
            view.set("date", date(Some(update.date))).set("note", update.note.as_str());
            view.into()
        })
        .collect()
}

/// A theme's own data.
pub(super) fn extra(extra: Option<&Extra>) -> Value {
    match extra {
        None => Value::from(tera::Map::default()),
        Some(Extra::Empty) => Value::none(),
        Some(Extra::Boolean(value)) => Value::from(*value),
        Some(Extra::Integer(value)) => Value::from(*value),
        Some(Extra::Decimal(value)) => Value::from(*value),
        Some(Extra::Text(text)) => Value::from(text.as_str()),
        Some(Extra::List(items)) => {
            Value::from(items.iter().map(|item| self::extra(Some(item))).collect::<Vec<_>>())
        }
        Some(Extra::Map(entries)) => {
            let mut map = tera::Map::with_capacity(entries.len());
            for (key, value) in entries {
                map.insert(key.clone().into(), self::extra(Some(value)));
            }
            Value::from(map)
        }
    }
}
