//! The review that a briefing reports on.

use crate::config::Term;
use crate::diagnostic::Code;
use crate::source::{Placed, Spanned};
use crate::yaml::Fields;

use super::lowering::Lowering;
use super::partial_date::PartialDate;

const PERIOD_REVERSED: Code = Code("front-matter/period-reversed");

/// The review that a briefing reports on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Review {
    /// Its type.
    pub kind: Option<Term>,
    /// Pseudonyms only: `Child A`.
    pub subjects: Vec<String>,
    /// The first date of the period under review.
    pub from: Option<PartialDate>,
    /// The last date of the period under review.
    pub to: Option<PartialDate>,
    /// A remark about the period.
    pub period_note: Option<String>,
    /// Who reviewed.
    pub reviewer: Option<String>,
    /// Whether the law demanded it.
    pub statutory: Option<bool>,
    /// When the report was complete.
    pub report_completed: Option<PartialDate>,
    /// Whether proceedings are under way.
    pub proceedings: Option<Placed<Proceedings>>,
}

/// Court, inquest or disciplinary proceedings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proceedings {
    /// There are none.
    None,
    /// They are under way.
    Pending,
    /// They are over.
    Concluded,
}

const PROCEEDINGS: [(&str, Proceedings); 3] =
    [("none", Proceedings::None), ("pending", Proceedings::Pending), ("concluded", Proceedings::Concluded)];

impl Lowering<'_> {
    pub(super) fn review(&mut self, fields: &mut Fields<'_>) -> Option<Review> {
        let mut fields = fields.fields("review", &mut self.reader)?;
        let mut review = Review { kind: self.review_type(&mut fields), ..Review::default() };
        for subject in fields.texts("subjects", &mut self.reader) {
            review.subjects.push(subject.value.to_owned());
        }
        self.fill_period(&mut review, &mut fields);
        review.reviewer = self.text(&mut fields, "reviewer");
        review.statutory = self.boolean(&mut fields, "statutory");
        review.report_completed = self.partial_date(&mut fields, "report_completed").map(|date| date.value);
        let proceedings = fields.choice("proceedings", &PROCEEDINGS, &mut self.reader);
        review.proceedings =
            proceedings.map(|state| Placed { value: state.value, place: self.place(state.span) });
        fields.finish(&mut self.reader);
        Some(review)
    }

    fn fill_period(&mut self, review: &mut Review, fields: &mut Fields<'_>) {
        let Some(mut fields) = fields.fields("period", &mut self.reader) else { return };
        let from = self.partial_date(&mut fields, "from");
        let to = self.partial_date(&mut fields, "to");
        review.period_note = self.text(&mut fields, "note");
        fields.finish(&mut self.reader);
        if let (Some(from), Some(to)) = (&from, &to) {
            self.check_period(from, to);
        }
        review.from = from.map(|date| date.value);
        review.to = to.map(|date| date.value);
    }

    fn check_period(&mut self, from: &Spanned<PartialDate>, to: &Spanned<PartialDate>) {
        if let (Some(first), Some(last)) = (from.value.first_day(), to.value.last_day())
            && first > last
        {
            self.warn(PERIOD_REVERSED, to.span, "the period ends before it begins", |d, source| {
                d.related(source.place(from.span), "it begins here")
                    .help("change `from` and `to` round, or mend the year")
            });
        }
    }
}
