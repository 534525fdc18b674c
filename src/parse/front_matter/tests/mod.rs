//! The front matter from its text: what arrives, and what is said of every mistake.

mod faults;
mod vocabulary;
mod whole;
mod withheld;

use std::fmt::Write as _;

use super::FrontMatter;
use crate::config::{Body, Named, Registries, Registry, ReviewType, Term};
use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::SourceKind;
use crate::parse::split::split_front_matter;
use crate::scaffold::{SchemaOf, schema_tests::hold_to_both};
use crate::source::{Slug, SourcePath, SourceText};

/// What a briefing's text gives.
fn briefing(text: &str) -> (Option<FrontMatter>, Vec<Diagnostic>) {
    parsed(text, SourceKind::Briefing)
}

fn parsed(text: &str, kind: SourceKind) -> (Option<FrontMatter>, Vec<Diagnostic>) {
    let source = SourceText::new(SourcePath::new("briefings/a.md"), text);
    let mut diagnostics = Vec::new();
    let registries = registries();
    let (span, _) = split_front_matter(&source, &mut diagnostics);
    let front = span.and_then(|span| {
        super::parse_front_matter(
            &source,
            span,
            kind,
            &registries,
            &mut crate::parse::Prose::default(),
            &mut diagnostics,
        )
        .0
    });
    diagnostics.iter_mut().flat_map(|found| found.places_mut()).for_each(|place| source.quote(place));
    for finding in &diagnostics {
        check_voice(finding);
    }
    if let Some(span) = span {
        let of = if kind == SourceKind::Briefing { SchemaOf::Briefing } else { SchemaOf::Page };
        hold_to_both(of, source.slice(span), &diagnostics);
    }
    (front.map(|front| *front), diagnostics)
}

/// What must hold for every finding, whatever it says.
fn check_voice(finding: &Diagnostic) {
    let shown = || format!("{finding:?}");
    assert!(finding.help.as_ref().is_some_and(|help| !help.is_empty()), "{}", shown());
    assert!(!finding.message.ends_with('.'), "{}", shown());
    assert!(!finding.message.starts_with(char::is_uppercase), "{}", shown());
    let place = finding.place.as_ref().unwrap();
    let excerpt = place.excerpt.as_ref().unwrap();
    assert!(excerpt.mark.end <= excerpt.text.len(), "{}", shown());
}

/// The findings, each as `severity code line:column`.
fn listed(diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |finding: &Diagnostic| {
        let place = finding.place.as_ref().unwrap();
        let severity = match finding.severity {
            Severity::Error => "",
            Severity::Warning => "warning ",
            Severity::Review => "review ",
            Severity::Note => "note ",
        };
        format!("{severity}{} {}:{}", finding.code.0, place.line, place.column)
    };
    diagnostics.iter().map(line).collect()
}

/// Whole findings, compactly.
fn shown(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for finding in diagnostics {
        let place = finding.place.as_ref().unwrap();
        let excerpt = place.excerpt.as_ref().unwrap();
        let mark = &excerpt.text[excerpt.mark.clone()];
        writeln!(text, "{} [{}]", finding.message, finding.code.0).unwrap();
        writeln!(text, "  at {}:{} `{mark}`", place.line, place.column).unwrap();
        for (place, label) in &finding.related {
            writeln!(text, "  at {}:{} {label}", place.line, place.column).unwrap();
        }
        for note in &finding.notes {
            writeln!(text, "  note: {note}").unwrap();
        }
        writeln!(text, "  help: {}", finding.help.as_deref().unwrap_or("")).unwrap();
    }
    text
}

/// A table of faults: keys below a title and a date (so the first of them stands on line 4), and the findings.
fn check_table(cases: &[(&str, &[&str])]) {
    for (keys, expected) in cases {
        let text = format!("---\ntitle: A\ndate: 2015-11-03\n{keys}\n---\n");
        let (front, diagnostics) = briefing(&text);
        assert_eq!(listed(&diagnostics), *expected, "{keys}\n{}", shown(&diagnostics));
        let is_error = diagnostics.iter().any(|finding| finding.severity == Severity::Error);
        assert_eq!(front.is_none(), is_error, "{keys}");
    }
}

fn named<T: Default>(key: &str, label: &str, synonyms: &[&str]) -> Named<T> {
    Named {
        term: Term { key: Slug::parse(key).unwrap(), label: label.into(), is_of_program: false },
        synonyms: synonyms.iter().map(|synonym| (*synonym).to_owned()).collect(),
        definition: None,
        detail: T::default(),
    }
}

fn body(key: &str, label: &str, abbreviation: &str, role: Option<&str>) -> Named<Body> {
    let mut body: Named<Body> = named(key, label, &[]);
    body.detail.abbreviation = Some(abbreviation.to_owned());
    body.detail.role = role.map(|role| Slug::parse(role).unwrap());
    body
}

/// A few words of each vocabulary.
fn registries() -> Registries {
    let mut review: Named<ReviewType> = named("lcspr", "Local Child Safeguarding Practice Review", &["cspr"]);
    review.detail.abbreviation = Some("LCSPR".to_owned());
    Registries {
        themes: Registry::new(vec![
            named("information-sharing", "Information sharing", &["sharing information"]),
            named("professional-curiosity", "Professional curiosity", &[]),
        ]),
        harms: Registry::new(vec![
            named("neglect", "Neglect of a child", &["child neglect"]),
            named("physical-abuse", "Physical abuse", &[]),
        ]),
        agencies: Registry::new(vec![
            named("police", "Police", &["constabulary"]),
            named("health-commissioner", "Health commissioner", &[]),
        ]),
        bodies: Registry::new(vec![
            body("ccg", "Clinical Commissioning Group", "CCG", Some("health-commissioner")),
            body("icb", "Integrated Care Board", "ICB", Some("health-commissioner")),
            body("csci", "Commission for Social Care Inspection", "C.S.C.I.", None),
        ]),
        audiences: Registry::new(vec![named("gps", "GPs and practice teams", &["general practitioners"])]),
        review_types: Registry::new(vec![named("scr", "Serious Case Review", &[]), review]),
        formats: Registry::new(vec![
            named("learning-brief", "Learning briefing", &[]),
            named("seven-minute", "Seven-minute briefing", &["7-minute briefing"]),
        ]),
        helplines: Registry::new(vec![
            named("childline", "Childline", &[]),
            named("nspcc", "NSPCC Helpline", &[]),
        ]),
        glossary: Registry::new(Vec::new()),
        age_bands: Registry::new(vec![named("infant", "Under 1", &[])]),
        settings: Registry::new(vec![named("school", "School", &[])]),
        wording: Registry::new(Vec::new()),
        people: Registry::new(Vec::new()),
        allowed: Registry::new(Vec::new()),
    }
}
