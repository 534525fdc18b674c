//! The sign-off.

use jiff::civil::Date;

use crate::yaml::Fields;

use super::lowering::Lowering;

/// The sign-off.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Approval {
    /// How far it is.
    pub state: Option<ApprovalState>,
    /// The role that signed.
    pub by: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Whether lawyers have read it.
    pub legal_check: Option<bool>,
    /// Whether the family has been told.
    pub family_informed: Option<bool>,
    /// Who read it, other than the author.
    pub second_reader: Option<String>,
}

/// How far the sign-off is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApprovalState {
    /// Being written.
    Draft,
    /// Being read.
    InReview,
    /// Signed off.
    Approved,
}

const STATES: [(&str, ApprovalState); 3] = [
    ("draft", ApprovalState::Draft),
    ("in-review", ApprovalState::InReview),
    ("approved", ApprovalState::Approved),
];

impl Lowering<'_> {
    pub(super) fn approval(&mut self, fields: &mut Fields<'_>) -> Option<Approval> {
        let mut fields = fields.fields("approval", &mut self.reader)?;
        let approval = Approval {
            state: fields.choice("state", &STATES, &mut self.reader).map(|state| state.value),
            by: self.text(&mut fields, "by"),
            date: self.date(&mut fields, "date"),
            legal_check: self.boolean(&mut fields, "legal_check"),
            family_informed: self.boolean(&mut fields, "family_informed"),
            second_reader: self.text(&mut fields, "second_reader"),
        };
        fields.finish(&mut self.reader);
        Some(approval)
    }
}
