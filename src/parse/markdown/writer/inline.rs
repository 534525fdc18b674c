//! Text, links and pictures.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::parse::{Slot, SlotKind, Target};
use crate::source::{MARKDOWN_LINKS_LIMIT, boundary_before};

use super::super::escape::{count_words, push_address, push_attribute, push_text};
use super::super::guard::{hidden, is_hidden, turns_direction};
use super::super::link::{
    Destination, classify, foreign_image, leads_nowhere, names_no_file, nested_link, no_link, too_many_links,
    unsafe_link,
};
use super::super::picture::{Picture, Within, without_words};
use super::super::raw_html::open_comment;
use super::Writer;

/// Longest label of a note that is read, in bytes.
const LONGEST_LABEL: usize = 200;

/// Longest address that is read of what is no link, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        let text = if self.body.as_bytes().get(range.start) == Some(&b'&') { of_entity(text) } else { text };
        self.take_plain(text);
        if self.in_code_block {
            push_text(&mut self.document.html, text);
            return;
        }
        self.prose.text(text, range);
        match self.body.as_bytes().get(range.start) {
            Some(b'<') => self.look_for_comment(range),
            Some(b'[') => self.look_for_reference(text, range),
            Some(b']') => self.look_for_failed_link(range),
            Some(b'&') => self.look_for_hidden(text, range),
            _ => {}
        }
        if self.unexplained == 0 {
            self.explained_text(text, range);
        } else {
            push_text(&mut self.document.html, text);
        }
        self.text_end = range.end;
    }

    /// Counts the words of a text and keeps it where plain text is wanted.
    pub(super) fn take_plain(&mut self, text: &str) {
        self.document.words += count_words(text, &mut self.in_word);
        if self.wants_plain > 0 {
            self.plain.push_str(text);
        }
    }

    pub(super) fn line_break(&mut self, html: &str, range: &Range<usize>) {
        self.document.html.push_str(html);
        self.prose.text(" ", range);
        self.in_word = false;
        if self.wants_plain > 0 {
            self.plain.push(' ');
        }
    }

    /// Writes a text and explains the terms that are new to the page.
    fn explained_text(&mut self, text: &str, range: &Range<usize>) {
        let html = &mut self.document.html;
        let mut done = 0;
        // A mark of emphasis between two texts ends a word; what was one text to the author is still one.
        let before = || if self.text_end == range.start { self.findings.before(range.start) } else { None };
        let after = || {
            let mut after = self.body.get(range.end..).unwrap_or_default().chars();
            after.next().filter(|c| *c != '_' || after.next().is_some_and(char::is_alphanumeric))
        };
        for (found, term) in self.glossary.first_uses(text, before, after, &mut self.explained) {
            push_text(html, &text[done..found.start]);
            self.glossary.push_explained(html, term, self.languages);
            done = found.end;
        }
        push_text(html, &text[done..]);
    }

    fn is_escaped(&self, range: &Range<usize>) -> bool {
        self.findings.before(range.start) == Some('\\')
    }

    /// A comment that does not end is text to Markdown, but not to its author.
    fn look_for_comment(&mut self, range: &Range<usize>) {
        if self.body[range.start..].starts_with("<!--") && !self.is_escaped(range) {
            self.findings.report_at(&(range.start..range.start + 4), open_comment());
        }
    }

    /// A reference to a note that is not there is text.
    fn look_for_reference(&mut self, text: &str, range: &Range<usize>) {
        let Some(rest) = self.body[range.start..].strip_prefix("[^").filter(|_| text.starts_with('[')) else {
            return;
        };
        // One that never ends must not be read to the end from each of its signs.
        let rest = &rest[..boundary_before(rest, LONGEST_LABEL)];
        let label = rest.split(|c: char| c == ']' || c.is_whitespace()).next().unwrap_or_default();
        let end = range.start + "[^".len() + label.len() + 1;
        if !label.is_empty() && rest[label.len()..].starts_with(']') && !self.is_escaped(range) {
            self.footnotes.report_undefined(&(range.start..end), label, &mut self.findings);
        }
    }

    /// `[the report](my report.pdf)` is no link to Markdown, and would stand on the page as it is written.
    fn look_for_failed_link(&mut self, range: &Range<usize>) {
        let Some(rest) = self.body[range.start..].strip_prefix("](").filter(|_| !self.is_escaped(range))
        else {
            return;
        };
        // A line may be a megabyte of them.
        let rest = &rest[..boundary_before(rest, LONGEST_ADDRESS)];
        let address = rest.split('\n').next().unwrap_or_default();
        let closed = address.find(')');
        let end = range.start + "](".len() + closed.map_or(address.trim_end().len(), |at| at + 1);
        let address = &address[..closed.unwrap_or(address.len())];
        self.findings.report_at(&(range.start..end), no_link(address, closed.is_some()));
    }

    /// A hidden character may be written as an entity.
    fn look_for_hidden(&mut self, text: &str, range: &Range<usize>) {
        let Some(c) = text.chars().next().filter(|c| is_hidden(*c)) else { return };
        let after = self.body[range.end..].chars().next();
        let in_word =
            self.findings.before(range.start).into_iter().chain(after).filter(|c| c.is_alphanumeric());
        if turns_direction(c) || in_word.count() == 2 {
            self.findings.report_at(range, hidden(c, turns_direction(c)));
        }
    }

    pub(super) fn open_link(&mut self, address: &str, title: &str, range: &Range<usize>) {
        if self.links.contains(&true) {
            // The parser lets an address in angle brackets stand in a link; a page can not.
            self.links.push(false);
            self.findings.report_at(range, nested_link());
            return;
        }
        let finding = match classify(address) {
            Destination::Outside => {
                self.document.html.push_str("<a href=\"");
                push_address(&mut self.document.html, address);
                None
            }
            Destination::Inside(target) => {
                self.document.html.push_str("<a href=\"");
                self.open_slot(SlotKind::Link, target, range);
                None
            }
            Destination::Nowhere => Some(leads_nowhere()),
            Destination::Unsafe(peril) => Some(unsafe_link(&peril)),
        };
        self.links.push(finding.is_none());
        if let Some(finding) = finding {
            self.findings.report_at(range, finding);
            return;
        }
        self.unexplained += 1;
        let html = &mut self.document.html;
        html.push('"');
        push_title(html, title);
        html.push('>');
    }

    fn open_slot(&mut self, kind: SlotKind, target: Target, range: &Range<usize>) {
        self.slots += 1;
        if self.slots > MARKDOWN_LINKS_LIMIT {
            self.findings.report_at(range, too_many_links());
            self.refused = true;
            return;
        }
        let at = u32::try_from(self.document.html.len()).unwrap_or(u32::MAX);
        let place = self.findings.note(range);
        self.document.slots.push(Slot { at, kind, target, place });
    }

    /// Takes an event between the brackets of a picture.
    pub(super) fn in_picture(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let Some(picture) = &mut self.picture else { return };
        match picture.take(event) {
            Within::Taken => {}
            Within::TooDeep => self.refuse(range),
            Within::Report(diagnostic) => self.findings.report_at(range, diagnostic),
            Within::Html(html) => {
                let shown = self.raw_html(&html, range);
                if let Some(picture) = &mut self.picture {
                    picture.words.push_str(&shown);
                }
            }
            Within::Complete => {
                if let Some(picture) = self.picture.take() {
                    self.close_picture(&picture);
                }
            }
        }
    }

    /// Writes a picture, or its words where it can not be shown.
    fn close_picture(&mut self, picture: &Picture) {
        let words = picture.words.trim();
        let finding = match classify(&picture.address) {
            Destination::Inside(target) => {
                if words.is_empty() {
                    self.findings.report_at(&picture.range, without_words());
                }
                self.document.html.push_str("<img src=\"");
                self.open_slot(SlotKind::Image, target, &picture.range);
                let html = &mut self.document.html;
                html.push_str(" alt=\"");
                push_attribute(html, words);
                html.push('"');
                push_title(html, &picture.title);
                html.push_str(" loading=\"lazy\" decoding=\"async\">");
                None
            }
            Destination::Outside => Some(foreign_image(&picture.address)),
            Destination::Nowhere => Some(names_no_file()),
            Destination::Unsafe(peril) => Some(unsafe_link(&peril)),
        };
        if let Some(finding) = finding {
            self.findings.report_at(&picture.range, finding);
            push_text(&mut self.document.html, words);
        }
        if let (true, Some(section)) = (self.notes.is_empty(), &mut self.section) {
            let place = || self.findings.note(&picture.range);
            section.end(TagEnd::Image, self.document.html.len(), &self.plain, place);
        }
    }
}

fn push_title(html: &mut String, title: &str) {
    if !title.is_empty() {
        html.push_str(" title=\"");
        push_attribute(html, title);
        html.push('"');
    }
}

/// What an entity makes: a character that neither HTML nor XML can have is shown as one that is missing.
fn of_entity(text: &str) -> &str {
    let is_forbidden =
        |c: char| c != '\n' && c != '\t' && c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) if is_forbidden(only) => "\u{FFFD}",
        _ => text,
    }
}
