//! The one pass: events in, HTML and everything else of the [`Document`] out.

mod block;
mod inline;

use std::fmt::Write as _;

use std::ops::Range;

use ahash::{HashMap, HashMapExt as _};
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::prose::{Around, ProseWriter};
use crate::parse::{Document, Prose, Slot, SourceKind};
use crate::source::MARKDOWN_DEPTH_LIMIT;

use super::escape::push_text;
use super::findings::Findings;
use super::footnote::{Definition, Footnotes};
use super::glossary::{Explained, GlossaryMatcher, Languages};
use super::guard::nested_too_deep;
use super::heading::Anchors;
use super::lift::{Mark, Section};
use super::picture::Picture;
use super::table::{Table, lost_cell};

/// Writes one document.
pub(super) struct Writer<'a> {
    findings: Findings<'a>,
    body: &'a str,
    glossary: &'a GlossaryMatcher,
    languages: Languages<'a>,
    document: Document,
    prose: ProseWriter,
    /// Plain text of what is open and wanted as such: a heading, the first paragraph, a section that may be lifted.
    plain: String,
    wants_plain: u32,
    in_word: bool,
    /// Where the text before ended, so that a word cut by a mark is known to be one.
    text_end: usize,
    depth: usize,
    /// Open elements in which no term is explained: links, headings, code.
    unexplained: u32,
    explained: Explained,
    anchors: Anchors,
    /// 1 once a heading of level 1 has been moved down to 2.
    shift: u8,
    heading: Option<OpenHeading>,
    first_paragraph: Option<usize>,
    /// For each open link, whether its tag was written.
    links: Vec<bool>,
    picture: Option<Picture>,
    /// How many links and pictures lead to places inside the site, those in notes included.
    slots: usize,
    html_block: Option<(String, Range<usize>)>,
    in_code_block: bool,
    table: Option<Table>,
    table_names: HashMap<String, u32>,
    footnotes: Footnotes,
    notes: Vec<OpenNote>,
    /// Only of a briefing are lists under known headings data: a plain page has nowhere else to show them.
    kind: SourceKind,
    section: Option<Section>,
    refused: bool,
}

struct OpenHeading {
    written: u8,
    mark: Mark,
    range: Range<usize>,
}

/// A footnote's definition while it is read, and what it interrupts.
struct OpenNote {
    label: String,
    definition: Definition,
    html: String,
    slots: Vec<Slot>,
    plain: String,
}

impl<'a> Writer<'a> {
    /// A writer of an empty document.
    pub(super) fn new(
        findings: Findings<'a>,
        kind: SourceKind,
        glossary: &'a GlossaryMatcher,
        languages: Languages<'a>,
        prose: ProseWriter,
    ) -> Self {
        let body = findings.body();
        let html = String::with_capacity(body.len() + body.len() / 4);
        Self {
            findings,
            body,
            glossary,
            languages,
            document: Document { html, ..Document::default() },
            prose,
            plain: String::new(),
            wants_plain: 0,
            in_word: false,
            text_end: usize::MAX,
            depth: 0,
            unexplained: 0,
            explained: Explained::default(),
            anchors: Anchors::default(),
            shift: 0,
            heading: None,
            first_paragraph: None,
            links: Vec::new(),
            picture: None,
            slots: 0,
            html_block: None,
            in_code_block: false,
            table: None,
            table_names: HashMap::new(),
            footnotes: Footnotes::default(),
            notes: Vec::new(),
            kind,
            section: None,
            refused: false,
        }
    }

    /// Writes all events; a document that is nested too deep is left empty.
    pub(super) fn write(
        mut self,
        events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
    ) -> (Document, Prose) {
        for (event, range) in events {
            if self.picture.is_some() {
                self.in_picture(&event, &range);
            } else {
                self.event(event, range);
            }
            if self.refused {
                return (Document::default(), Prose::default());
            }
        }
        self.finish_section();
        let Self { footnotes, mut document, mut findings, prose, .. } = self;
        footnotes.finish(&mut document.html, &mut document.slots, &mut findings);
        // Thousands of these wait for their pages: a copy of the right length gives back what was held in reserve.
        document.html = String::from(document.html.as_str());
        (document, prose.finish())
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            // Mathematics is not switched on; its text is text.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, &range);
            }
            Event::Code(text) => {
                self.document.html.push_str("<code>");
                push_text(&mut self.document.html, &text);
                self.document.html.push_str("</code>");
                self.prose.code(&text, &code_within(&range, &text));
                self.take_plain(&text);
            }
            Event::SoftBreak => self.line_break("\n", &range),
            Event::HardBreak => self.line_break("<br>\n", &range),
            Event::Rule => {
                self.spoil();
                self.document.html.push_str("<hr>\n");
            }
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(done) => {
                self.spoil();
                block::push_task_box(&mut self.document.html, done);
            }
            Event::InlineHtml(html) => {
                self.spoil();
                let shown = self.raw_html(&html, &range);
                push_text(&mut self.document.html, &shown);
            }
            Event::Html(html) => match &mut self.html_block {
                Some((block, _)) => block.push_str(&html),
                None => self.html_lines(&html, &range),
            },
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if is_container(&tag) {
            self.depth += 1;
            if self.depth > MARKDOWN_DEPTH_LIMIT {
                self.refuse(&range);
                return;
            }
        }
        if !is_inline(&tag) {
            self.in_word = false;
            self.prose.start(around(&tag));
        }
        match tag {
            Tag::Heading { level, .. } => self.start_heading(level, range),
            Tag::FootnoteDefinition(label) => self.start_note(&label, &range),
            tag => {
                let noted = self.section.is_some() && self.notes.is_empty();
                let kept = noted.then(|| tag.clone());
                self.open(tag, &range);
                if let (Some(tag), Some(section)) = (kept, &mut self.section) {
                    let lengths = (self.document.html.len(), self.plain.len());
                    section.start(&tag, lengths, || self.findings.note(&trimmed(self.body, &range)));
                }
            }
        }
    }

    /// Writes the opening tag of everything that is neither a heading nor a note.
    fn open(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        let html = &mut self.document.html;
        match tag {
            Tag::Paragraph => {
                html.push_str("<p>");
                if self.depth == 0 && self.document.first_paragraph.is_none() {
                    self.first_paragraph = Some(self.plain.len());
                    self.wants_plain += 1;
                }
            }
            Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::DefinitionList
                if begins_in_text(html) =>
            {
                html.push('\n');
                self.open(tag, range);
            }
            Tag::BlockQuote(None) => {
                html.push_str("<blockquote>\n");
                if let Some((at, found)) = block::no_alert(&self.body[range.clone()]) {
                    self.findings.report_at(&(range.start + at.start..range.start + at.end), found);
                }
            }
            Tag::BlockQuote(Some(kind)) => {
                block::open_alert(html, kind);
            }
            Tag::CodeBlock(kind) => self.open_code_block(&kind),
            Tag::HtmlBlock => self.html_block = Some((String::new(), range.clone())),
            Tag::List(None) => html.push_str("<ul>\n"),
            Tag::List(Some(1)) => html.push_str("<ol>\n"),
            Tag::List(Some(first)) => {
                let _ = writeln!(html, "<ol start=\"{first}\">");
            }
            Tag::Item => html.push_str("<li>"),
            Tag::DefinitionList => html.push_str("<dl>\n"),
            Tag::DefinitionListTitle => html.push_str("<dt>"),
            Tag::DefinitionListDefinition => html.push_str("<dd>"),
            Tag::Table(alignments) => {
                let name = self.document.headings.last().map_or("", |heading| heading.text.as_str());
                let number = self.table_names.entry(name.to_owned()).or_default();
                *number += 1;
                self.table = Some(Table::open(html, alignments, name, *number));
            }
            Tag::TableHead => self.with_table(Table::open_head),
            Tag::TableRow => self.with_table(Table::open_row),
            Tag::TableCell => self.with_table(Table::open_cell),
            Tag::Emphasis => html.push_str("<em>"),
            Tag::Strong => html.push_str("<strong>"),
            Tag::Strikethrough => html.push_str("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                let mail = matches!(link_type, pulldown_cmark::LinkType::Email)
                    .then(|| format!("mailto:{dest_url}"));
                self.open_link(mail.as_deref().unwrap_or(&dest_url), &title, range);
            }
            Tag::Image { dest_url, title, .. } => {
                self.picture = Some(Picture::new(&dest_url, &title, range.clone()));
            }
            // Not switched on, or handled before.
            Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_)
            | Tag::Heading { .. }
            | Tag::FootnoteDefinition(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        if is_container_end(tag) {
            self.depth = self.depth.saturating_sub(1);
        }
        if !is_inline_end(tag) {
            self.prose.end(around_end(tag));
        }
        if let (true, Some(section)) = (self.notes.is_empty(), &mut self.section)
            && !matches!(tag, TagEnd::FootnoteDefinition | TagEnd::Heading(_))
        {
            let place = || self.findings.note(range);
            section.end(tag, self.document.html.len(), &self.plain, place);
        }
        let html = &mut self.document.html;
        match tag {
            TagEnd::Paragraph => {
                html.push_str("</p>\n");
                self.end_first_paragraph();
                self.report_lookalike(range);
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(None) => html.push_str("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => html.push_str("</aside>\n"),
            TagEnd::CodeBlock => {
                html.push_str("</code></pre>\n");
                self.in_code_block = false;
                self.unexplained -= 1;
            }
            TagEnd::HtmlBlock => {
                if let Some((block, range)) = self.html_block.take() {
                    self.html_lines(&block, &range);
                }
            }
            TagEnd::List(ordered) => html.push_str(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => html.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::DefinitionList => html.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => html.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => html.push_str("</dd>\n"),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    table.close(html);
                }
            }
            TagEnd::TableHead => self.with_table(Table::close_head),
            TagEnd::TableRow => {
                let lost = self.table.as_ref().and_then(|table| table.close_row(html, self.body, range));
                if let Some(lost) = lost {
                    self.findings.report_at(&lost, lost_cell());
                }
            }
            TagEnd::TableCell => self.with_table(|table, html| table.close_cell(html, range)),
            TagEnd::Emphasis => html.push_str("</em>"),
            TagEnd::Strong => html.push_str("</strong>"),
            TagEnd::Strikethrough => html.push_str("</del>"),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    html.push_str("</a>");
                    self.unexplained -= 1;
                }
            }
            TagEnd::Image | TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn with_table(&mut self, write: impl FnOnce(&mut Table, &mut String)) {
        if let Some(table) = &mut self.table {
            write(table, &mut self.document.html);
        }
    }

    fn refuse(&mut self, range: &Range<usize>) {
        self.findings.report_at(&(range.start..range.start + 1), nested_too_deep());
        self.refused = true;
    }
}

/// Whether a block follows text of the same item, so that it needs a line of its own.
fn begins_in_text(html: &str) -> bool {
    !html.is_empty() && !html.ends_with(['\n', '>'])
}

/// Whether an element counts towards the depth of nesting.
fn is_container(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::MetadataBlock(_)
            // A picture counts its own depth.
            | Tag::Image { .. }
    )
}

fn is_container_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
    )
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// What an element makes of the words in it.
fn around(tag: &Tag<'_>) -> Around {
    match tag {
        Tag::BlockQuote(None) => Around::Quotation,
        Tag::Item | Tag::DefinitionListDefinition => Around::Item,
        Tag::TableCell => Around::Cell,
        Tag::Heading { .. } | Tag::DefinitionListTitle => Around::Heading,
        _ => Around::Other,
    }
}

fn around_end(tag: TagEnd) -> Around {
    match tag {
        TagEnd::BlockQuote(None) => Around::Quotation,
        TagEnd::Item | TagEnd::DefinitionListDefinition => Around::Item,
        TagEnd::TableCell => Around::Cell,
        TagEnd::Heading(_) | TagEnd::DefinitionListTitle => Around::Heading,
        _ => Around::Other,
    }
}

/// Where the words of inline code stand, without the marks around them.
fn code_within(range: &Range<usize>, text: &str) -> Range<usize> {
    let marks = range.len().saturating_sub(text.len()) / 2;
    range.start + marks..range.end - marks
}

/// A range without the blank lines at its end.
fn trimmed(body: &str, range: &Range<usize>) -> Range<usize> {
    let text = body.get(range.clone()).unwrap_or_default().trim_end();
    range.start..range.start + text.len().max(1)
}
