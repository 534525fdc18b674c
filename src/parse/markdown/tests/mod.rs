//! Markdown to HTML and findings, case by case.

mod forms;
mod hostile;
mod lifting;
mod links;
mod properties;
mod raw_html;
mod typography;

use std::fmt::Write as _;
use std::sync::Arc;

use crate::config::{Config, GlossaryTerm, Named, Registries, Registry, Term};
use crate::diagnostic::Diagnostic;
use crate::parse::{AddedWord, AddedWordKind, Document, ParseContext, SlotKind, SourceKind};
use crate::source::{Slug, SourcePath, SourceText, Span};

use super::{GlossaryMatcher, parse_markdown};
use crate::parse::Prose;

/// A parsed text with what was found in it.
struct Parsed {
    document: Document,
    diagnostics: Vec<Diagnostic>,
}

fn registries(terms: &[(&str, &str)]) -> Registries {
    let glossary = terms.iter().map(|(term, expansion)| Named {
        term: Term { key: Slug::from_text(term).unwrap(), label: Arc::from(*term), is_of_program: false },
        synonyms: Vec::new(),
        definition: None,
        detail: GlossaryTerm { expansion: (*expansion).to_owned() },
    });
    Registries {
        themes: Registry::new(Vec::new()),
        harms: Registry::new(Vec::new()),
        agencies: Registry::new(Vec::new()),
        bodies: Registry::new(Vec::new()),
        audiences: Registry::new(Vec::new()),
        review_types: Registry::new(Vec::new()),
        formats: Registry::new(Vec::new()),
        helplines: Registry::new(Vec::new()),
        glossary: Registry::new(glossary.collect()),
        age_bands: Registry::new(Vec::new()),
        settings: Registry::new(Vec::new()),
        wording: Registry::new(Vec::new()),
        people: Registry::new(Vec::new()),
        allowed: Registry::new(Vec::new()),
    }
}

fn parse_with(markdown: &str, terms: &[(&str, &str)], smart_punctuation: bool) -> Parsed {
    let config = Config { smart_punctuation, ..Config::default() };
    let registries = registries(terms);
    let glossary = GlossaryMatcher::new(&registries);
    let context = ParseContext { config: &config, registries: &registries, glossary: &glossary };
    let source = SourceText::new(SourcePath::new("briefings/a.md"), markdown);
    let mut diagnostics = Vec::new();
    let span = Span::new(0, markdown.len());
    let kind = SourceKind::Briefing;
    let (document, _) =
        parse_markdown(&source, span, kind, context, None, Prose::default(), &mut diagnostics);
    Parsed { document, diagnostics }
}

fn parse(markdown: &str) -> Parsed {
    parse_with(markdown, &[], false)
}

/// The HTML with what the default theme says in it.
fn in_english(html: &str) -> String {
    const WORDS: &str = include_str!("../../../../themes/default/words/en.yaml");
    let (mut said, mut rest) = (String::new(), html);
    while let Some((before, word, after)) = AddedWord::split(rest) {
        said.push_str(before);
        let text = |key: &str| WORDS.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        if word.kind != AddedWordKind::Language {
            let text = text(word.kind.key()).expect("the theme says it");
            said += &text.replace("{n}", &word.note.to_string()).replace("{place}", &word.place.to_string());
        }
        rest = after;
    }
    said + rest
}

impl Parsed {
    /// The HTML with `PATH#FRAGMENT` in the slots, and said in English.
    fn html(&self) -> String {
        let (mut html, mut done) = (String::new(), 0);
        for slot in &self.document.slots {
            html.push_str(&self.document.html[done..slot.at as usize]);
            html.push_str(&slot.target.path.replace(['"', '<', '>', '&'], "?"));
            if let Some(fragment) = &slot.target.fragment {
                let _ = write!(html, "#{}", fragment.replace(['"', '<', '>', '&'], "?"));
            }
            if slot.kind == SlotKind::Image {
                html.push_str("\" width=\"4\" height=\"3\"");
            }
            done = slot.at as usize;
        }
        html.push_str(&self.document.html[done..]);
        in_english(&html)
    }

    /// `LINE:COLUMN Severity code` of each finding.
    fn found(&self) -> Vec<String> {
        let show = |diagnostic: &Diagnostic| {
            let place = diagnostic.place.as_ref().map_or((0, 0), |place| (place.line, place.column));
            format!("{}:{} {:?} {}", place.0, place.1, diagnostic.severity, diagnostic.code.0)
        };
        self.diagnostics.iter().map(show).collect()
    }

    fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect()
    }
}

#[test]
fn a_page_has_no_template_text_and_no_markup_of_its_author() {
    let parsed = parse("{{ x }} {% y %} <b>z</b> [a](javascript:x) [b](c.md#d)");
    assert_eq!(parsed.html(), "<p>{{ x }} {% y %} &lt;b&gt;z&lt;/b&gt; a <a href=\"c.md#d\">b</a></p>\n");
    assert_eq!(parsed.codes(), ["markdown/raw-html", "markdown/raw-html", "markdown/unsafe-link"]);
    assert_eq!(parsed.found()[2], "1:26 Error markdown/unsafe-link");
}
