//! The front matter, field by field.

use super::reader::Reader;
use super::writer::Writer;
use super::{Kept, kept_enum, kept_struct};
use crate::parse::{
    Action, ActionStatus, ActionsFrom, Approval, ApprovalState, Attachment, AttachmentAfter, Extra,
    FrontMatter, Lifecycle, LifecycleState, PartialDate, Person, Point, Proceedings, Question, Quote, Review,
    Series, SignedPart, Update, Waiver,
};

kept_struct!(FrontMatter {
    title,
    summary,
    date,
    published,
    updated,
    id,
    slug,
    aliases,
    draft,
    template,
    tags,
    extra,
    lang,
    series,
    format,
    publisher,
    agencies,
    audiences,
    harms,
    themes,
    age_bands,
    settings,
    review,
    key_messages,
    good_practice,
    improvements,
    quotes,
    questions,
    actions,
    attachments,
    people,
    content_note,
    exit_control,
    helplines,
    indexing,
    approval,
    lifecycle,
    updates,
    translation_key,
    waivers,
    place,
});

kept_struct!(Series { term, number });
kept_struct!(Review {
    kind,
    subjects,
    from,
    to,
    period_note,
    reviewer,
    statutory,
    report_completed,
    proceedings,
});
kept_enum!(Proceedings { None = 0, Pending = 1, Concluded = 2 });
kept_struct!(Point { text, html, slots, theme, agencies });
kept_struct!(Question { text, html, slots, audiences });
kept_struct!(Quote { text, by, role });
kept_struct!(Person { name, role });
kept_struct!(Action {
    id,
    text,
    html,
    slots,
    owner,
    owner_role,
    due,
    status,
    updated,
    progress,
    evidence,
    impact,
    place,
    has_error,
});
kept_enum!(ActionStatus {
    Planned = 0,
    UnderWay = 1,
    Done = 2,
    Evidenced = 3,
    Superseded = 4,
    NotAccepted = 5,
});
kept_struct!(Attachment { file, title, kind, retain_until, after });
kept_enum!(AttachmentAfter { OnRequest = 0, Remove = 1 });
kept_struct!(Approval {
    state,
    by,
    date,
    legal_check,
    family_informed,
    author,
    second_reader,
    fingerprint,
    changes,
    place,
});
kept_struct!(SignedPart { name, hash });
kept_enum!(ApprovalState { Draft = 0, InReview = 1, Approved = 2 });
kept_struct!(Lifecycle { state, review_due, min_until, retain_until, reason, replaced_by });
kept_enum!(LifecycleState { Live = 0, Archived = 1, Withdrawn = 2, Purged = 3 });
kept_struct!(Update { date, note });
kept_struct!(Waiver { code, matches, reason, by, until });

impl Kept for ActionsFrom {
    fn put(&self, to: &mut Writer<'_>) {
        match self {
            Self::FrontMatter(actions) => {
                to.byte(0);
                actions.put(to);
            }
            Self::Csv(file) => {
                to.byte(1);
                file.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Kept::take(from).map(Self::FrontMatter),
            1 => Kept::take(from).map(Self::Csv),
            _ => None,
        }
    }
}

impl Kept for PartialDate {
    fn put(&self, to: &mut Writer<'_>) {
        match self {
            Self::Year(year) => {
                to.byte(0);
                i64::from(*year).put(to);
            }
            Self::Month(year, month) => {
                to.byte(1);
                i64::from(*year).put(to);
                i64::from(*month).put(to);
            }
            Self::Day(day) => {
                to.byte(2);
                day.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(match from.byte()? {
            0 => Self::Year(i64::take(from)?.try_into().ok()?),
            1 => Self::Month(i64::take(from)?.try_into().ok()?, i64::take(from)?.try_into().ok()?),
            2 => Self::Day(Kept::take(from)?),
            _ => return None,
        })
    }
}

impl Kept for Extra {
    fn put(&self, to: &mut Writer<'_>) {
        match self {
            Self::Empty => to.byte(0),
            Self::Boolean(value) => {
                to.byte(1);
                value.put(to);
            }
            Self::Integer(value) => {
                to.byte(2);
                value.put(to);
            }
            Self::Decimal(value) => {
                to.byte(3);
                value.put(to);
            }
            Self::Text(value) => {
                to.byte(4);
                value.put(to);
            }
            Self::List(items) => {
                to.byte(5);
                items.put(to);
            }
            Self::Map(entries) => {
                to.byte(6);
                entries.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(match from.byte()? {
            0 => Self::Empty,
            1 => Self::Boolean(Kept::take(from)?),
            2 => Self::Integer(Kept::take(from)?),
            3 => Self::Decimal(Kept::take(from)?),
            4 => Self::Text(Kept::take(from)?),
            5 => Self::List(Kept::take(from)?),
            6 => Self::Map(Kept::take(from)?),
            _ => return None,
        })
    }
}
