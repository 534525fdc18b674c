//! The sign-off.

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::parse::signed::{SignedPart, changed_parts, signed_parts};
use crate::source::{Place, SourceText};
use crate::yaml::Fields;

use super::lowering::{Lowering, shortened};

const FINGERPRINT: Code = Code("front-matter/fingerprint");

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
    /// The role that wrote it.
    pub author: Option<String>,
    /// Who read it, other than the author.
    pub second_reader: Option<String>,
    /// What was signed, part by part; empty where the sign-off is not bound to the text.
    pub fingerprint: Vec<SignedPart>,
    /// What of the text has changed since, in words.
    pub changes: Vec<String>,
    /// Where it stands.
    pub place: Option<Place>,
}

impl Approval {
    /// Whether two names are of one role or person: only their letters and digits count, for one hand writes `Named  nurse` and
    /// another one `named nurse.`
    pub fn are_same(one: &str, other: &str) -> bool {
        let signs = |name: &str| {
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        };
        signs(one) == signs(other)
    }
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
        let place = fields.key_span("state").map(|span| self.place(span));
        let approval = Approval {
            state: fields.choice("state", &STATES, &mut self.reader).map(|state| state.value),
            by: self.text(&mut fields, "by"),
            date: self.date(&mut fields, "date"),
            legal_check: self.boolean(&mut fields, "legal_check"),
            family_informed: self.boolean(&mut fields, "family_informed"),
            author: self.text(&mut fields, "author"),
            second_reader: self.text(&mut fields, "second_reader"),
            fingerprint: self.fingerprint(&mut fields),
            changes: Vec::new(),
            place,
        };
        fields.finish(&mut self.reader);
        Some(approval)
    }

    fn fingerprint(&mut self, fields: &mut Fields<'_>) -> Vec<SignedPart> {
        let mut parts = Vec::new();
        for text in fields.texts("fingerprint", &mut self.reader) {
            let part = SignedPart::read(text.value);
            if part.is_none() {
                let message = format!("`{}` is no part of a fingerprint", shortened(text.value));
                self.reader.report(FINGERPRINT, text.span, message, |d| {
                    d.help("remove `fingerprint` and sign again with `briefpress approve`, which writes it")
                });
            }
            parts.extend(part);
        }
        parts
    }
}

impl Approval {
    /// Whether it was given, by somebody and on some day.
    pub fn is_given(&self) -> bool {
        self.state == Some(ApprovalState::Approved) && self.by.is_some() && self.date.is_some()
    }

    /// Notes what of the text has changed since it was given.
    pub(in crate::parse) fn compare(&mut self, source: &SourceText) {
        if !self.fingerprint.is_empty() {
            let of_text = self.fingerprint.iter().filter(|part| !part.is_file());
            self.changes = changed_parts(&of_text.collect::<Vec<_>>(), &signed_parts(source));
        }
    }
}
