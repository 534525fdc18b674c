//! Files to download.

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::source::{Placed, Spanned};
use crate::yaml::{Fields, Node};

use super::lowering::{Entry, Lowering};

const ATTACHMENT_FILE: Code = Code("front-matter/attachment-file");

/// A file to download.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// The file, relative to the briefing.
    pub file: Placed<String>,
    /// What people read.
    pub title: Option<String>,
    /// What it is: `report`, `slides`, `record sheet`.
    pub kind: Option<String>,
    /// The last day on which it is public.
    pub retain_until: Option<Date>,
    /// What happens then; `None`: copies on request.
    pub after: Option<AttachmentAfter>,
}

/// What happens when an attachment's time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentAfter {
    /// Copies on request.
    OnRequest,
    /// It is gone.
    Remove,
}

const KEYS: [&str; 5] = ["file", "title", "kind", "retain_until", "after"];

const AFTER: [(&str, AttachmentAfter); 2] =
    [("on-request", AttachmentAfter::OnRequest), ("remove", AttachmentAfter::Remove)];

impl Lowering<'_> {
    pub(super) fn attachments(&mut self, fields: &mut Fields<'_>) -> Vec<Attachment> {
        let nodes = fields.list("attachments", &mut self.reader);
        let mut attachments = Vec::with_capacity(nodes.len());
        for node in nodes {
            attachments.extend(self.attachment(node));
        }
        attachments
    }

    fn attachment(&mut self, node: &Node) -> Option<Attachment> {
        let mut fields = match self.entry(node, "attachments", &KEYS)? {
            Entry::Text(file) => {
                let file = self.attachment_file(&file)?;
                return Some(Attachment { file, title: None, kind: None, retain_until: None, after: None });
            }
            Entry::Group(fields) => fields,
        };
        let file = self.required_text(&mut fields, "file", "file: full-report.pdf");
        let title = self.text(&mut fields, "title");
        let kind = self.text(&mut fields, "kind");
        let retain_until = self.date(&mut fields, "retain_until");
        let after = fields.choice("after", &AFTER, &mut self.reader).map(|after| after.value);
        fields.finish(&mut self.reader);
        Some(Attachment { file: self.attachment_file(&file?)?, title, kind, retain_until, after })
    }

    /// Whether the file exists is for those to say who know all files; here it must look like one beside the briefing.
    fn attachment_file(&mut self, file: &Spanned<&str>) -> Option<Placed<String>> {
        let problem = if file.value.contains("://") || file.value.starts_with("//") {
            "an attachment is a file of this site, not an address elsewhere"
        } else if file.value.starts_with('/') {
            "an attachment is named by its path from the briefing, without a leading slash"
        } else if file.value.contains('\\') {
            "folders are separated by `/`, not by a backslash"
        } else {
            return Some(self.placed(file.value.to_owned(), file.span));
        };
        self.reader.report(ATTACHMENT_FILE, file.span, problem, |d| {
            d.help("put the file beside the briefing and write its name, as `full-report.pdf`")
        });
        None
    }
}
