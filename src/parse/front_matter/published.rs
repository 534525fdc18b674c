//! The moment at which a briefing comes out.

use crate::config::{Moment, MomentError};
use crate::diagnostic::Code;
use crate::source::Placed;
use crate::yaml::Fields;

use super::hints::DRAFT;
use super::lowering::{Lowering, shortened};

const NOT_A_MOMENT: Code = Code("front-matter/not-a-moment");

impl Lowering<'_> {
    pub(super) fn published(&mut self, fields: &mut Fields<'_>) -> Option<Placed<Moment>> {
        self.refuse_empty(fields, "published", "published: 2026-03-29T09:00");
        let written = fields.scalar("published", "a day or a time", &mut self.reader)?;
        let text = written.value.text.trim();
        let error = match Moment::parse(text) {
            Ok(moment) => return Some(self.placed(moment, written.span)),
            Err(error) => error,
        };
        let (message, help) = match error {
            MomentError::Impossible => (
                format!("there is no such time as `{}`", shortened(text)),
                "check the day and the hour; hours count from 00:00 to 23:59",
            ),
            MomentError::Spelling if text.starts_with(|first: char| first.is_ascii_digit()) => (
                format!("`published` must be a time as `2026-03-29T09:00`, not `{}`", shortened(text)),
                "write year, month and day, `T`, and hours and minutes, in the time zone of the site; \
                 another time zone is written as `2026-03-29T09:00+02:00`",
            ),
            MomentError::Spelling => (
                format!("`published` is the time at which the briefing comes out, not `{}`", shortened(text)),
                DRAFT,
            ),
        };
        self.reader.report(NOT_A_MOMENT, written.span, message, |d| d.help(help));
        None
    }
}
