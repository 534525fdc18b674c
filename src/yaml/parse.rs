//! From text to nodes: guards before the parser, one pass over its events, duplicate keys when a mapping ends.

use std::borrow::Cow;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::node::{Entry, Map, Node, Scalar, Value};
use super::reader::glued_comment;
use super::{cursor::Cursor, findings, syntax};
use crate::diagnostic::Diagnostic;
use crate::source::{FRONT_MATTER_SIZE_LIMIT, SourceText, Span, YAML_DEPTH_LIMIT, is_unprintable};

/// The most findings that one YAML text makes: a hostile file must not cost a place and an excerpt a byte.
pub(super) const FINDINGS_LIMIT: usize = 200;

/// Reads the front matter that stands in `span` of a source text.
///
/// Total: what can not be read is reported and `None` returned; places count in the whole source text. A tree is
/// returned as well where only parts are wrong (a duplicate key, a tag), so that the rest can be checked; whoever
/// needs to know whether all is well looks for new errors in `diagnostics`.
pub fn parse_yaml(source: &SourceText, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    parse_yaml_up_to(source, span, FRONT_MATTER_SIZE_LIMIT, diagnostics)
}

/// As [`parse_yaml`], for a text that may be longer than front matter: at most `limit` bytes.
pub fn parse_yaml_up_to(
    source: &SourceText,
    span: Span,
    limit: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let text = source.slice(span);
    if text.len() > limit {
        diagnostics.push(findings::too_large(source, span, text.len(), limit));
        return None;
    }
    let traits = Traits::of(text);
    if traits.may_have_controls {
        let controls: Vec<usize> = controls(text).collect();
        for at in &controls {
            diagnostics.push(findings::control_character(source, span.start as usize + at));
        }
        if !controls.is_empty() {
            return None;
        }
    }
    let mut builder = Builder {
        source,
        text,
        offset: span.start as usize,
        cursor: Cursor::new(text, traits.is_ascii),
        open: Vec::with_capacity(YAML_DEPTH_LIMIT),
        root: None,
        documents: 0,
        has_tab: traits.has_tab,
        stopped: false,
        left: FINDINGS_LIMIT,
        diagnostics,
    };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, at)) => builder.take(event, at.start, at.end),
            Err(error) => {
                let at = builder.byte(error.marker());
                let finding = syntax::explain(source, span, at, error.info());
                builder.diagnostics.push(finding);
                return None;
            }
        }
        if builder.stopped {
            break;
        }
    }
    builder.root.or_else(|| (!builder.stopped).then_some(Node { span, value: Value::Empty }))
}

/// What one quick pass over the bytes tells.
struct Traits {
    may_have_controls: bool,
    has_tab: bool,
    is_ascii: bool,
}

impl Traits {
    /// Looks at every byte without stopping early, so that the compiler can take many at once.
    fn of(text: &str) -> Self {
        let (mut controls, mut tabs, mut bits) = (0_u8, 0_u8, 0_u8);
        for byte in text.bytes() {
            let is_suspicious = matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 0x7F | 0xC2);
            controls |= u8::from(is_suspicious);
            tabs |= u8::from(byte == b'\t');
            bits |= byte;
        }
        Self { may_have_controls: controls != 0, has_tab: tabs != 0, is_ascii: bits < 0x80 }
    }
}

/// The first places of C0 and C1 control characters and DEL; tab and line ends may stand in a text.
fn controls(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter(|(_, c)| is_control(*c)).map(|(at, _)| at).take(20)
}

pub(super) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')
}

/// Whether an escape makes a character that no page, and no feed, can have.
fn is_forbidden(c: char) -> bool {
    is_control(c) || matches!(c, '\u{85}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether an escape makes a character that nobody sees. Line ends and tabs become blanks where a text is read.
fn is_hidden(c: char) -> bool {
    is_unprintable(c) && !c.is_control()
}

/// A list or a mapping whose end has not come yet.
enum Open {
    List { start: usize, items: Vec<Node> },
    Map { start: usize, entries: Vec<Entry>, key: Key, flow: bool },
}

/// The key whose value comes next.
enum Key {
    /// The next node is a key.
    Awaited,
    /// The next node is its value.
    Read(Box<str>, Span),
    /// The key was refused; its value is read and dropped.
    Refused,
}

struct Builder<'s, 'd> {
    source: &'s SourceText,
    text: &'s str,
    offset: usize,
    cursor: Cursor<'s>,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    has_tab: bool,
    stopped: bool,
    left: usize,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Builder<'_, '_> {
    /// The byte of a marker in the whole source text; markers count characters of the region.
    fn byte(&mut self, marker: &Marker) -> usize {
        self.offset + self.cursor.byte(marker.index())
    }

    fn report(&mut self, finding: impl FnOnce(&SourceText) -> Diagnostic) {
        if self.left > 0 {
            self.left -= 1;
            self.diagnostics.push(finding(self.source));
        }
    }

    fn take(&mut self, event: Event<'_>, start: Marker, end: Marker) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let (start, end) = (self.byte(&start), self.byte(&end));
                let has_properties = anchor > 0 || tag.is_some();
                let start = if has_properties { self.refuse_properties(start).min(end) } else { start };
                self.scalar(text, style, start, end);
            }
            Event::MappingStart(anchor, tag) => self.begin(true, &start, anchor > 0 || tag.is_some()),
            Event::SequenceStart(anchor, tag) => self.begin(false, &start, anchor > 0 || tag.is_some()),
            Event::MappingEnd | Event::SequenceEnd => {
                let flow_end = (end.index() > start.index()).then(|| self.byte(&end));
                self.end(flow_end);
            }
            Event::Alias(_) => {
                let span = Span::new(self.byte(&start), self.byte(&end));
                self.report(|source| findings::alias(source, span));
                let text = self.source.slice(span).into();
                self.place(Node { span, value: Value::Scalar(Scalar { text, plain: false }) });
            }
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let at = self.byte(&start);
                    self.report(|source| findings::several_documents(source, at));
                    self.stopped = true;
                }
            }
            Event::DocumentEnd | Event::StreamStart | Event::StreamEnd | Event::Nothing => {}
        }
    }

    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, start: usize, end: usize) {
        let plain = style == ScalarStyle::Plain;
        if plain && text.is_empty() {
            self.place(Node { span: Span::new(start, start), value: Value::Empty });
            return;
        }
        let written = &self.text[start - self.offset..end - self.offset];
        let span = Span::new(start, start + written.trim_end().len());
        if style == ScalarStyle::DoubleQuoted && written.contains('\\') {
            if text.chars().any(is_forbidden) {
                self.report(|source| findings::escaped_control(source, span));
            } else if let Some(hidden) = text.chars().find(|c| is_hidden(*c) && !written.contains(*c)) {
                self.report(|source| findings::escaped_invisible(source, span, hidden));
            }
        }
        if plain && let Some(at) = swallowed_item(written) {
            self.report(|source| findings::swallowed(source, start + at));
        }
        let text = match text {
            Cow::Owned(text) => text.into_boxed_str(),
            Cow::Borrowed(text) => text.into(),
        };
        self.place(Node { span, value: Value::Scalar(Scalar { text, plain }) });
    }

    fn begin(&mut self, is_map: bool, marker: &Marker, has_properties: bool) {
        let start = self.byte(marker);
        let start = if has_properties { self.refuse_properties(start) } else { start };
        if self.open.len() == YAML_DEPTH_LIMIT {
            self.report(|source| findings::too_deep(source, start));
            self.root = None;
            self.stopped = true;
            return;
        }
        let first = self.source.text().as_bytes().get(start).copied();
        if is_map {
            let flow = first == Some(b'{');
            self.open.push(Open::Map { start, entries: Vec::with_capacity(8), key: Key::Awaited, flow });
        } else {
            let start = if matches!(first, Some(b'[' | b'-')) { start } else { self.hyphen_before(start) };
            self.open.push(Open::List { start, items: Vec::new() });
        }
    }

    /// Where a list begins that is not indented below its key: the parser names the place of its first entry.
    fn hyphen_before(&self, start: usize) -> usize {
        let before = self.text[..start - self.offset].trim_end();
        if before.ends_with('-') { self.offset + before.len() - 1 } else { start }
    }

    fn end(&mut self, flow_end: Option<usize>) {
        let node = match self.open.pop() {
            Some(Open::List { start, items }) => {
                let end = flow_end.or_else(|| items.last().map(|node| node.span.end as usize));
                Node { span: Span::new(start, end.unwrap_or(start)), value: Value::List(items) }
            }
            Some(Open::Map { start, mut entries, .. }) => {
                let last = entries.last().map(|entry| entry.node.span.end.max(entry.key_span.end) as usize);
                self.drop_duplicates(&mut entries);
                let end = flow_end.or(last).unwrap_or(start);
                Node { span: Span::new(start, end), value: Value::Map(Map { entries }) }
            }
            None => return,
        };
        self.place(node);
    }

    /// Puts a node where it belongs: the root, an item, a key or the value of a key.
    fn place(&mut self, node: Node) {
        if self.has_tab {
            self.check_tab(node.span.start as usize);
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, .. }) => match std::mem::replace(key, Key::Awaited) {
                Key::Read(name, key_span) => {
                    let is_empty = node.value == Value::Empty;
                    entries.push(Entry { key: name, key_span, node });
                    if is_empty {
                        self.check_comment();
                    }
                }
                Key::Refused => {}
                Key::Awaited => {
                    let read = self.key(node);
                    if let Some(Open::Map { key, .. }) = self.open.last_mut() {
                        *key = read;
                    }
                }
            },
        }
    }

    /// `number: #7` has no value: what was meant as one would vanish without a word.
    fn check_comment(&mut self) {
        let Some(Open::Map { entries, .. }) = self.open.last() else { return };
        let Some(Entry { key, key_span, .. }) = entries.last() else { return };
        let rest = &self.source.text()[key_span.end as usize..self.offset + self.text.len()];
        let Some((blanks, after)) = rest.find(':').map(|colon| (colon + 1, &rest[colon + 1..])) else {
            return;
        };
        let Some((gap, comment)) = glued_comment(after).filter(|(gap, _)| *gap > 0) else { return };
        let at = key_span.end as usize + blanks + gap;
        let finding = findings::comment_for_value(self.source, key, Span::new(at, at + comment.len()));
        self.report(|_| finding);
    }

    fn key(&mut self, node: Node) -> Key {
        let span = node.span;
        match node.value {
            Value::Scalar(Scalar { text, plain: true }) if &*text == "<<" => {
                self.report(|source| findings::merge_key(source, span));
                Key::Refused
            }
            Value::Scalar(scalar) => Key::Read(scalar.text, span),
            Value::Empty | Value::List(_) | Value::Map(_) => {
                self.report(|source| findings::not_a_key(source, span));
                Key::Refused
            }
        }
    }

    /// Keeps the first of each key and reports the others.
    fn drop_duplicates(&mut self, entries: &mut Vec<Entry>) {
        let mut repeated = Vec::new();
        if entries.len() <= 24 {
            for later in 1..entries.len() {
                let key = &entries[later].key;
                if let Some(first) = entries[..later].iter().position(|entry| entry.key == *key) {
                    repeated.push((first, later));
                }
            }
        } else {
            let mut order: Vec<usize> = (0..entries.len()).collect();
            order.sort_by(|a, b| entries[*a].key.cmp(&entries[*b].key));
            for same in order.chunk_by(|a, b| entries[*a].key == entries[*b].key) {
                repeated.extend(same[1..].iter().map(|later| (same[0], *later)));
            }
            repeated.sort_unstable_by_key(|(_, later)| *later);
        }
        if repeated.is_empty() {
            return;
        }
        for (first, later) in &repeated {
            let (first, later) = (&entries[*first], &entries[*later]);
            self.report(|source| findings::duplicate(source, first, later));
        }
        let mut dropped = vec![false; entries.len()];
        for (_, later) in repeated {
            dropped[later] = true;
        }
        let mut dropped = dropped.into_iter();
        entries.retain(|_| !dropped.next().unwrap_or(false));
    }

    /// Reports anchors and tags before a node, and returns where the node itself begins.
    fn refuse_properties(&mut self, start: usize) -> usize {
        let text = self.text;
        let mut at = start - self.offset;
        while let Some(b'&' | b'!') = text.as_bytes().get(at) {
            let rest = &text[at..];
            let length = rest.find([' ', '\t', '\r', '\n', ',', ']', '}']).unwrap_or(rest.len()).max(1);
            let span = Span::new(at, at + length).shifted(self.offset);
            if rest.starts_with('&') {
                self.report(|source| findings::anchor(source, span));
            } else {
                self.report(|source| findings::tag(source, span));
            }
            at += rest.len() - rest[length..].trim_start().len();
        }
        self.offset + at
    }

    /// Reports a tab that stands before a node as indentation. The parser lets some of them pass.
    fn check_tab(&mut self, start: usize) {
        let in_flow = matches!(self.open.last(), Some(Open::Map { flow: true, .. }));
        let before = &self.text[..start - self.offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let lead = &before[line_start..];
        if in_flow || !lead.contains('\t') || !lead.chars().all(|c| matches!(c, ' ' | '\t' | '-')) {
            return;
        }
        let tab = self.offset + line_start + lead.find('\t').unwrap_or(0);
        let seen = |d: &Diagnostic| {
            d.code == findings::TAB
                && d.place.as_ref().is_some_and(|p| *p == self.source.place(Span::new(tab, tab + 1)))
        };
        if !self.diagnostics.last().is_some_and(seen) {
            self.report(|source| syntax::tab(source, tab));
        }
    }
}

/// Where a line that looks like a list entry was folded into the text above it.
fn swallowed_item(written: &str) -> Option<usize> {
    let mut at = written.find('\n')? + 1;
    for line in written[at..].split_inclusive('\n') {
        let item = line.trim_start_matches(' ');
        if item.starts_with("- ") || (item.starts_with('-') && written.starts_with('-')) {
            return Some(at + line.len() - item.len());
        }
        at += line.len();
    }
    None
}
