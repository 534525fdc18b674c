//! Findings that somebody accepted, with a reason and an end.

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::source::{Placed, Spanned};
use crate::yaml::Fields;

use super::lowering::{Lowering, shortened};

const WAIVER_CODE: Code = Code("front-matter/waiver-code");

/// A finding that is accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// The code of the finding.
    pub code: Placed<String>,
    /// A text that the finding must contain; `None`: every finding of the code.
    pub matches: Option<String>,
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub by: String,
    /// Until when.
    pub until: Date,
}

impl Lowering<'_> {
    pub(super) fn waivers(&mut self, fields: &mut Fields<'_>) -> Vec<Waiver> {
        let nodes = fields.list("waivers", &mut self.reader);
        let mut waivers = Vec::with_capacity(nodes.len());
        for node in nodes {
            let Some(mut fields) = Fields::of(node, "waivers", &mut self.reader) else { continue };
            waivers.extend(self.waiver(&mut fields));
            fields.finish(&mut self.reader);
        }
        waivers
    }

    fn waiver(&mut self, fields: &mut Fields<'_>) -> Option<Waiver> {
        let code = self.required_text(fields, "code", "code: language/long-sentence");
        let matches = self.text(fields, "match");
        let reason = self
            .required_text(fields, "reason", "reason: The sentence is the law's own wording")
            .map(|r| r.value);
        let by = self.required_text(fields, "by", "by: Business manager").map(|by| by.value.to_owned());
        let until = self.date(fields, "until");
        fields.require("until", "until: 2027-03-31", &mut self.reader);
        let code = self.waiver_code(&code?)?;
        Some(Waiver { code, matches, reason: reason?.to_owned(), by: by?, until: until? })
    }

    fn waiver_code(&mut self, code: &Spanned<&str>) -> Option<Placed<String>> {
        let is_name = |name: &str| {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
        };
        if code.value.split_once('/').is_some_and(|(family, name)| is_name(family) && is_name(name)) {
            return Some(self.placed(code.value.to_owned(), code.span));
        }
        let message = format!("`{}` is not the code of a finding", shortened(code.value));
        self.reader.report(WAIVER_CODE, code.span, message, |d| {
            d.help("copy the code from the finding, as `language/long-sentence`; one waiver is for one code")
        });
        None
    }
}
