//! The numbered series that a briefing belongs to.

use crate::config::Term;
use crate::diagnostic::Code;
use crate::source::Placed;
use crate::yaml::Fields;

use super::lowering::Lowering;

const SERIES_NUMBER: Code = Code("front-matter/series-number");

/// A numbered series.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name and its part of the address.
    pub term: Term,
    /// The number within it.
    pub number: Option<Placed<u32>>,
}

impl Lowering<'_> {
    pub(super) fn series(&mut self, fields: &mut Fields<'_>) -> Option<Series> {
        let mut fields = fields.fields("series", &mut self.reader)?;
        let name = self.required_text(&mut fields, "name", "name: Learning briefing");
        let number = fields.number("number", &mut self.reader);
        fields.finish(&mut self.reader);
        if let Some(number) = &number
            && number.value == 0
        {
            self.reader.report(SERIES_NUMBER, number.span, "a series counts from 1", |d| {
                d.help("leave `number` out if the briefing has none")
            });
        }
        let term = self.free_term(&name?)?;
        Some(Series { term, number: number.map(|number| self.placed(number.value, number.span)) })
    }
}
