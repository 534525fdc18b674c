//! How long a briefing lives, and what changed since it was issued.

use jiff::civil::Date;

use crate::source::Placed;
use crate::yaml::Fields;

use super::lowering::Lowering;

/// How long a briefing lives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lifecycle {
    /// Its state; `None`: live.
    pub state: Option<Placed<LifecycleState>>,
    /// When someone must ask whether it is still good advice.
    pub review_due: Option<Date>,
    /// Until when the law wants it public.
    pub min_until: Option<Date>,
    /// Until when the publisher wants to keep it.
    pub retain_until: Option<Date>,
    /// Why it was archived, withdrawn or purged.
    pub reason: Option<String>,
    /// The id of the briefing that took its place.
    pub replaced_by: Option<Placed<String>>,
}

/// The state of a briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LifecycleState {
    /// In force.
    Live,
    /// Kept, no longer current.
    Archived,
    /// Kept with a banner, out of lists and search.
    Withdrawn,
    /// Gone from every output.
    Purged,
}

/// A change since publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// When.
    pub date: Date,
    /// What.
    pub note: String,
}

const STATES: [(&str, LifecycleState); 4] = [
    ("live", LifecycleState::Live),
    ("archived", LifecycleState::Archived),
    ("withdrawn", LifecycleState::Withdrawn),
    ("purged", LifecycleState::Purged),
];

impl Lowering<'_> {
    pub(super) fn lifecycle(&mut self, fields: &mut Fields<'_>) -> Lifecycle {
        self.refuse_empty(fields, "lifecycle", "lifecycle: {state: live}");
        let Some(mut fields) = fields.fields("lifecycle", &mut self.reader) else {
            return Lifecycle::default();
        };
        let state = fields.choice("state", &STATES, &mut self.reader);
        self.refuse_empty(&mut fields, "state", "state: live");
        let lifecycle = Lifecycle {
            state: state.map(|state| self.placed(state.value, state.span)),
            review_due: self.date(&mut fields, "review_due"),
            min_until: self.date(&mut fields, "min_until"),
            retain_until: self.date(&mut fields, "retain_until"),
            reason: self.text(&mut fields, "reason"),
            replaced_by: self.placed_text(&mut fields, "replaced_by"),
        };
        fields.finish(&mut self.reader);
        lifecycle
    }

    pub(super) fn updates(&mut self, fields: &mut Fields<'_>) -> Vec<Update> {
        let nodes = fields.list("updates", &mut self.reader);
        let mut updates = Vec::with_capacity(nodes.len());
        for node in nodes {
            let Some(mut fields) = Fields::of(node, "updates", &mut self.reader) else { continue };
            let date = self.date(&mut fields, "date");
            fields.require("date", "date: 2016-02-01", &mut self.reader);
            let note = self.required_text(&mut fields, "note", "note: The full report has been published");
            fields.finish(&mut self.reader);
            if let (Some(date), Some(note)) = (date, note) {
                updates.push(Update { date, note: note.value.to_owned() });
            }
        }
        updates
    }
}
