//! What every fuzz target holds its results to.

use std::sync::LazyLock;

use briefpress::attachment::{
    Passage, Trace, TraceKind, Unpacked, read, read_knowing, strip, take_apart,
};
use briefpress::config::{Config, Registries};
use briefpress::diagnostic::{Diagnostic, HumanStyle, render_human, render_json, render_short};
use briefpress::parse::{Document, GlossaryMatcher, ParseContext, ParsedSource, SourceKind, parse_source};
use briefpress::source::{Fingerprint, Place, SourcePath, SourceText};

static GLOSSARY: LazyLock<GlossaryMatcher> = LazyLock::new(|| GlossaryMatcher::new(Registries::embedded()));

/// Parses a file as a build does, over the registries inside the program.
pub fn parse(path: &str, text: &str, kind: SourceKind, smart_punctuation: bool) -> ParsedSource {
    let config = Config { smart_punctuation, ..Config::default() };
    let registries = Registries::embedded();
    let context = ParseContext { config: &config, registries, glossary: &GLOSSARY };
    let fingerprint = Fingerprint::of(text.as_bytes());
    parse_source(&SourceText::new(SourcePath::new(path), text), fingerprint, kind, context)
}

/// Reads an attachment: every place in every text has a name, and what is told of it fits on a screen.
pub fn look_into(name: &str, bytes: &[u8]) -> Vec<Trace> {
    let mut length = 0;
    let traces = read(&SourcePath::new(name), bytes, &mut |passage: &Passage<'_>| {
        length += passage.text.len();
        for at in [0, passage.text.len() / 2, passage.text.len()] {
            assert!(!passage.whereabouts_of(at).is_empty());
        }
        assert!(passage.cells.iter().all(|(at, _)| passage.text.is_char_boundary(*at)), "{passage:?}");
    });
    assert!(traces.len() <= 200, "{} traces", traces.len());
    traces
}

/// Reads a picture. What would be published of it has nothing beside the picture, or is told to be unreadable.
pub fn look_into_picture(bytes: &[u8]) {
    look_into("a.jpg", bytes);
    let apart = take_apart(bytes, &Unpacked::default());
    let stripped = apart.stripped;
    assert_eq!(take_apart(bytes, &apart.unpacked).stripped, stripped, "what is known gives another picture");
    let published = stripped.as_deref().unwrap_or(bytes);
    let traces = look_into("a.jpg", published);
    let known = read_knowing(&SourcePath::new("a.jpg"), published, &apart.unpacked, &mut |_| ());
    assert_eq!(known.traces, traces, "what is known hides something");
    let is_told = traces.iter().any(|trace| trace.kind == TraceKind::Unreadable);
    let left = [TraceKind::Location, TraceKind::Author, TraceKind::PictureMetadata];
    assert!(is_told || traces.iter().all(|trace| !left.contains(&trace.kind)), "{traces:?}");
    if stripped.is_some() {
        assert_eq!(strip(published), None, "stripped twice");
    }
}

/// Every finding can be shown in every form, and its excerpt holds what it underlines.
pub fn check_findings(diagnostics: &[Diagnostic]) {
    if diagnostics.is_empty() {
        return;
    }
    for diagnostic in diagnostics {
        diagnostic.place.iter().for_each(check_place);
        assert!(!diagnostic.message.is_empty(), "{diagnostic:?}");
    }
    for words in [false, true] {
        let style = HumanStyle { words, limit: 2, ..HumanStyle::default() };
        let mut shown = Vec::new();
        render_human(diagnostics, style, &mut shown).expect("a vector takes everything");
        let shown = String::from_utf8(shown).expect("findings are text");
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{0}', '\r']), "a terminal is steered: {shown:?}");
    }
    render_short(diagnostics, &mut Vec::new()).expect("a vector takes everything");
    render_json(diagnostics, &Default::default(), None, &mut Vec::new()).expect("a vector takes everything");
}

fn check_place(place: &Place) {
    assert!(place.line >= 1 && place.column >= 1, "{place:?}");
    assert!((place.line, place.column) <= (place.end_line, place.end_column), "{place:?}");
    if let Some(excerpt) = &place.excerpt {
        assert!(excerpt.text.get(excerpt.mark.clone()).is_some(), "{place:?}");
    }
}

/// The HTML is well-formed, its tags are those that the writer makes, its addresses can not run anything, and its
/// open places stand where they may.
pub fn check_document(document: &Document) {
    let html = filled(document);
    check_markup(&html);
    let lifted = &document.lifted;
    let points = lifted.key_messages.iter().chain(&lifted.good_practice).chain(&lifted.improvements);
    for html in points.filter_map(|point| point.html.as_deref()) {
        check_markup(html);
    }
    for html in lifted.actions.iter().filter_map(|action| action.html.as_deref()) {
        check_markup(html);
    }
}

/// The HTML with something harmless in its open places.
fn filled(document: &Document) -> String {
    let (mut html, mut done) = (String::new(), 0);
    for slot in &document.slots {
        let before = &document.html[done..slot.at as usize];
        html.push_str(before);
        assert!(before.ends_with("<a href=\"") || before.ends_with("<img src=\""), "{before}");
        html.push_str(if before.ends_with("<a href=\"") { "x" } else { "x\" width=\"4\" height=\"3\"" });
        done = slot.at as usize;
    }
    html.push_str(&document.html[done..]);
    html
}

const VOID: [&str; 4] = ["br", "hr", "img", "input"];

#[rustfmt::skip]
const TAGS: [&str; 34] = [
    "p", "em", "strong", "del", "code", "pre", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "a",
    "abbr", "aside", "blockquote", "div", "table", "thead", "tbody", "tr", "th", "td", "sup", "section", "br", "hr",
    "img", "input",
];

#[rustfmt::skip]
const ATTRIBUTES: [&str; 18] = [
    "href", "title", "id", "class", "role", "aria-label", "tabindex", "scope", "src", "alt", "loading", "decoding",
    "type", "start", "width", "height", "disabled", "checked",
];

fn check_markup(html: &str) {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "a stray `>` in {html:?}");
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {html:?}");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(TAGS.contains(&name), "<{tag}> in {html:?}");
        let parts: Vec<&str> = attributes.split('"').collect();
        assert!(parts.len() % 2 == 1, "quotes of <{tag}> in {html:?}");
        for attribute in parts.iter().step_by(2).flat_map(|part| part.split([' ', '='])) {
            assert!(attribute.is_empty() || ATTRIBUTES.contains(&attribute), "`{attribute}` in {html:?}");
        }
        for pair in parts.chunks_exact(2).filter(|pair| pair[0].ends_with("href=") || pair[0].ends_with("src=")) {
            check_address(pair[1]);
        }
        assert!(name != "a" || !open.contains(&"a"), "a link within a link in {html:?}");
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(!rest.contains('>') && open.is_empty(), "left open: {open:?} in {html:?}");
}

fn check_address(address: &str) {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
    let is_safe = match scheme.as_deref() {
        None | Some("") => !address.starts_with("//"),
        Some(scheme) => {
            ["http", "https", "mailto", "tel"].contains(&scheme) || scheme.contains(['#', '/'])
        }
    };
    assert!(is_safe, "{address}");
}
