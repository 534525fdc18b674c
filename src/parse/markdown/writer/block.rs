//! Headings, paragraphs, notes and HTML blocks.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, HeadingLevel};

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::parse::{AddedWord, AddedWordKind, Heading, SourceKind};
use crate::source::{DERIVED_SUMMARY_LENGTH_LIMIT, DERIVED_SUMMARY_WORDS_LIMIT};

use super::super::escape::{push_attribute, push_text};
use super::super::footnote::{Definition, NestedReference};
use super::super::heading::{Custom, anchor_of, custom_anchor};
use super::super::lift::{Mark, Section};
use super::super::lookalike::lookalike;
use super::super::raw_html::{comment, raw_html, without_comments};
use super::{OpenHeading, OpenNote, Writer, trimmed};

/// Opens an alert: its kind is said in words, not by colour alone.
pub(super) fn open_alert(html: &mut String, kind: BlockQuoteKind) {
    let (class, word) = match kind {
        BlockQuoteKind::Note => ("note", AddedWordKind::Note),
        BlockQuoteKind::Tip => ("tip", AddedWordKind::Tip),
        BlockQuoteKind::Important => ("important", AddedWordKind::Important),
        BlockQuoteKind::Warning => ("warning", AddedWordKind::Warning),
        BlockQuoteKind::Caution => ("caution", AddedWordKind::Caution),
    };
    let _ = write!(html, "<aside class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\"");
    AddedWord::from(AddedWordKind::Language).push(html);
    html.push('>');
    AddedWord::from(word).push(html);
    html.push_str("</p>\n");
}

/// Writes the box of a task, which says whether it is done.
pub(super) fn push_task_box(html: &mut String, done: bool) {
    let (checked, word) = if done { (" checked", AddedWordKind::Done) } else { ("", AddedWordKind::ToDo) };
    let _ = write!(html, "<input type=\"checkbox\" disabled{checked} aria-label=\"");
    AddedWord::from(word).push(html);
    html.push('"');
    AddedWord::from(AddedWordKind::Language).push(html);
    html.push_str("> ");
}

/// The words by which an alert says its kind.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// The finding about a quotation that begins as an alert does and is none, with the place in `quotation`.
pub(super) fn no_alert(quotation: &str) -> Option<(Range<usize>, Diagnostic)> {
    let start = quotation.len() - quotation.strip_prefix('>')?.trim_start_matches([' ', '\t']).len();
    let mark = quotation[start..].split_inclusive(']').next()?;
    let kind = mark.strip_prefix("[!")?.strip_suffix(']')?;
    if kind.is_empty() || !kind.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let all = ALERTS.map(|kind| format!("`[!{kind}]`")).join(", ");
    let (message, help) = if ALERTS.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
        let message = format!("`{mark}` makes no alert here, so it is shown as text");
        (
            message,
            "let it stand alone in the first line of the quotation, and the words in the lines below"
                .to_owned(),
        )
    } else {
        let help = match nearest(kind, ALERTS) {
            Some(near) => format!("did you mean `[!{near}]`?"),
            None => format!("there are {all}"),
        };
        (format!("there is no alert `{mark}`, so it is shown as text"), help)
    };
    let diagnostic = Diagnostic::warning(Code("markdown/unknown-alert"), message).help(help);
    Some((start..start + mark.len(), diagnostic))
}

impl Writer<'_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        let written = level as u8;
        if self.depth == 0 {
            if let Some(section) = &mut self.section {
                section.end_at_heading(written);
            }
            self.finish_section();
        } else {
            self.spoil();
        }
        let mark = Mark {
            html: self.document.html.len(),
            plain: self.plain.len(),
            headings: self.document.headings.len(),
            slots: self.document.slots.len(),
        };
        self.wants_plain += 1;
        self.unexplained += 1;
        self.heading = Some(OpenHeading { written, mark, range });
    }

    pub(super) fn end_heading(&mut self) {
        let Some(OpenHeading { written, mark, range }) = self.heading.take() else { return };
        let range = trimmed(self.body, &range);
        self.wants_plain -= 1;
        self.unexplained -= 1;
        let custom = self.take_custom_anchor(&mark, &range);
        let text = self.plain[mark.plain..].trim().to_owned();
        if written == 1 {
            self.shift = 1;
            self.findings.report_at(&range, title_in_body());
        }
        if text.is_empty() {
            self.findings.report_at(&range, heading_without_words());
        }
        let level = (written + self.shift).min(6);
        let id = self.give_anchor(custom, &text, &range);
        self.insert(&mark, &format!("<h{level} id=\"{id}\">"));
        self.document.html.push_str(CLOSING[usize::from(level)]);
        if self.kind == SourceKind::Briefing && self.depth == 0 && written <= 3 {
            self.section = Section::begin(&text, written, mark, || self.findings.note(&range));
            self.wants_plain += u32::from(self.section.is_some());
        }
        self.document.headings.push(Heading { level, id, text });
        if self.wants_plain == 0 {
            self.plain.truncate(mark.plain);
        }
    }

    /// Takes `{#anchor}` off the end of the heading that began at `mark`.
    fn take_custom_anchor(&mut self, mark: &Mark, range: &Range<usize>) -> Option<String> {
        match custom_anchor(&self.document.html[mark.html..]) {
            (Custom::Absent, _) => None,
            (Custom::Anchor(anchor), end) => {
                let anchor = anchor.to_owned();
                let plain_end = custom_anchor(&self.plain[mark.plain..]).1;
                self.document.html.truncate(mark.html + end);
                self.plain.truncate(mark.plain + plain_end);
                Some(anchor)
            }
            (Custom::Unfit(_), _) => {
                let unfit = Diagnostic::warning(
                    Code("markdown/heading-anchor"),
                    "what stands in `{#...}` can not be an anchor, so it is shown as text",
                );
                let help = "an anchor begins with a letter and has only letters, digits, `-` and `_`";
                self.findings.report_at(range, unfit.help(help));
                None
            }
        }
    }

    fn give_anchor(&mut self, custom: Option<String>, text: &str, range: &Range<usize>) -> String {
        let Some(custom) = custom else { return self.anchors.give(anchor_of(text)) };
        let id = self.anchors.give(custom.clone());
        if id != custom {
            let message = format!("the anchor `{custom}` is taken, so this heading has `{id}`");
            let taken = Diagnostic::warning(Code("markdown/duplicate-anchor"), message);
            self.findings
                .report_at(range, taken.help("choose another anchor; some belong to the page itself"));
        }
        id
    }

    /// Writes something before what was written since `mark`.
    fn insert(&mut self, mark: &Mark, text: &str) {
        self.document.html.insert_str(mark.html, text);
        for slot in &mut self.document.slots[mark.slots..] {
            slot.at += u32::try_from(text.len()).unwrap_or(0);
        }
        if let Some(note) = self.notes.last_mut() {
            let references = note.definition.references.iter_mut();
            references
                .filter(|reference| reference.at >= mark.html)
                .for_each(|reference| reference.at += text.len());
        }
    }

    /// Notes that the section has something in it that must stay where it stands.
    pub(super) fn spoil(&mut self) {
        if let (true, Some(section)) = (self.notes.is_empty(), &mut self.section) {
            section.spoil();
        }
    }

    pub(super) fn finish_section(&mut self) {
        if let Some(section) = self.section.take() {
            self.wants_plain -= 1;
            section.finish(&mut self.document, &mut self.plain, &mut self.findings);
        }
    }

    pub(super) fn end_first_paragraph(&mut self) {
        let Some(start) = self.first_paragraph.take() else { return };
        let text = self.plain[start..].trim();
        if !text.is_empty() {
            self.document.first_paragraph = Some(beginning(text));
        }
        self.wants_plain -= 1;
        if self.wants_plain == 0 {
            self.plain.truncate(start);
        }
    }

    /// Reports a paragraph of the text itself that looks like a heading or a table.
    pub(super) fn report_lookalike(&mut self, range: &Range<usize>) {
        if self.depth > 0 || !self.notes.is_empty() {
            return;
        }
        // As a part of what is headed before it.
        let level = self.document.headings.last().map_or(2, |heading| (heading.level + 1).min(6));
        if let Some((at, found)) = lookalike(self.body, range, level) {
            self.findings.report_at(&at, found);
        }
    }

    pub(super) fn open_code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.in_code_block = true;
        self.unexplained += 1;
        let html = &mut self.document.html;
        html.push_str("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) =
                info.split([' ', '\t', ',']).next().filter(|language| !language.is_empty())
        {
            html.push_str(" class=\"language-");
            push_attribute(html, language);
            html.push('"');
        }
        html.push('>');
    }

    /// Shows a block of HTML as text.
    pub(super) fn html_lines(&mut self, html: &str, range: &Range<usize>) {
        let shown = self.raw_html(html, &trimmed(self.body, range));
        let shown = shown.trim();
        if !shown.is_empty() {
            self.document.html.push_str("<p>");
            push_text(&mut self.document.html, shown);
            self.document.html.push_str("</p>\n");
        }
    }

    /// Reports HTML; what is returned may be shown as text.
    pub(super) fn raw_html(&mut self, html: &str, range: &Range<usize>) -> String {
        let (kept, commented) = without_comments(html);
        if commented {
            self.findings.report_at(range, comment());
        }
        if !kept.trim().is_empty() {
            self.findings.report_at(range, raw_html(&kept));
        }
        kept.into_owned()
    }

    pub(super) fn start_note(&mut self, label: &str, range: &Range<usize>) {
        let place = self.findings.note(&trimmed(self.body, range));
        self.notes.push(OpenNote {
            label: label.to_owned(),
            definition: Definition { place: Some(place), ..Definition::default() },
            html: std::mem::take(&mut self.document.html),
            slots: std::mem::take(&mut self.document.slots),
            plain: std::mem::take(&mut self.plain),
        });
    }

    pub(super) fn end_note(&mut self) {
        let Some(OpenNote { label, mut definition, html, slots, plain }) = self.notes.pop() else { return };
        definition.html = std::mem::replace(&mut self.document.html, html);
        definition.slots = std::mem::replace(&mut self.document.slots, slots);
        self.plain = plain;
        self.footnotes.define(&label, definition, &mut self.findings);
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let html = &mut self.document.html;
        if let Some(note) = self.notes.last_mut() {
            let reference = NestedReference { at: html.len(), label: label.to_owned() };
            note.definition.references.push(reference);
        } else {
            self.footnotes.push_reference(html, label);
            self.spoil();
        }
    }
}

const CLOSING: [&str; 7] = ["", "</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];

fn heading_without_words() -> Diagnostic {
    Diagnostic::warning(Code("accessibility/empty-heading"), "the heading has no words")
        .help("write what it is about, or delete it")
        .because("people who listen to a page go from heading to heading")
}

fn title_in_body() -> Diagnostic {
    let message = "a heading of the first level stands in the text; it is shown as one of the second";
    Diagnostic::warning(Code("markdown/title-in-body"), message)
        .help("begin it with `##`, or delete it if it repeats the title")
        .because("the title of the page is its one heading of the first level")
}

/// A paragraph as a summary: whole, or its first words.
fn beginning(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace).take(DERIVED_SUMMARY_WORDS_LIMIT);
    let of_words = words.map(str::len).sum::<usize>();
    let of_letters = text.char_indices().nth(DERIVED_SUMMARY_LENGTH_LIMIT).map_or(text.len(), |(at, _)| at);
    let end = of_words.min(of_letters);
    if end == text.len() {
        return text.to_owned();
    }
    let whole_words = text[..end].rfind(char::is_whitespace).filter(|_| end < of_words).unwrap_or(end);
    format!("{}…", text[..whole_words].trim_end().trim_end_matches([',', ';', ':', '.', '-', '\u{2013}']))
}
