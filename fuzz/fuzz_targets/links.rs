//! Whole small sites to resolved links and addresses: every link leads to something that is published, every
//! address is a safe one, and what leads nowhere is an error.
//!
//! A site is written as one text: each line `=== PATH` begins a file.

#![no_main]

use std::collections::BTreeSet;

use briefpress::config::{Config, Registries};
use briefpress::diagnostic::has_errors;
use briefpress::load::{Asset, AssetKind};
use briefpress::model::{Site, SiteInputs, SlotValue, resolve_site};
use briefpress::parse::{Document, ParsedSource, SourceKind};
use briefpress::source::{Fingerprint, OutputPath, SourcePath, SourceText};
use briefpress_fuzz::{check_findings, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (inputs, mut diagnostics) = inputs(text);
    let (site, _) = resolve_site(inputs, &mut diagnostics);
    check_findings(&diagnostics);
    let pages = check_addresses(&site);
    let mut broken = 0;
    for briefing in site.briefing_pages() {
        broken += check_slots(&site, &pages, &briefing.document, &briefing.slots);
    }
    for page in &site.pages {
        broken += check_slots(&site, &pages, &page.document, &page.slots);
    }
    assert!(broken == 0 || has_errors(&diagnostics), "{broken} links lead nowhere, and nobody says so");
});

/// The files that a text describes, and what was found in them.
fn inputs(text: &str) -> (SiteInputs, Vec<briefpress::diagnostic::Diagnostic>) {
    let mut inputs = SiteInputs {
        config: Config::default().into(),
        registries: Registries::embedded().clone().into(),
        today: jiff::civil::date(2026, 11, 1),
        now: jiff::Timestamp::UNIX_EPOCH,
        drafts: false,
        foreseen: None,
        briefings: Vec::new(),
        pages: Vec::new(),
        tables: Vec::new(),
        assets: Vec::new(),
        statics: Vec::new(),
    };
    let mut diagnostics = Vec::new();
    let mut seen = BTreeSet::new();
    for file in text.split("=== ").skip(1).take(12) {
        let (name, content) = file.split_once('\n').unwrap_or((file, ""));
        // As the disk would have it: relative, no empty or dotted parts, each name once.
        let is_plain = name.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if !is_plain || name.contains(['\0', '\r']) || !seen.insert(name.to_owned()) {
            continue;
        }
        let mut take = |kind| -> ParsedSource {
            let mut parsed = parse(name, content, kind, false);
            diagnostics.append(&mut parsed.diagnostics);
            parsed
        };
        let asset = || Asset {
            path: SourcePath::new(name),
            size: content.len() as u64,
            fingerprint: Fingerprint::of(content.as_bytes()),
            original: Fingerprint::of(content.as_bytes()),
            kind: if name.ends_with(".png") {
                AssetKind::Image { width: 1, height: 1 }
            } else {
                AssetKind::Other
            },
            findings: Vec::new(),
        };
        match name.split_once('/') {
            Some(("briefings", below)) if below.ends_with(".md") => inputs.briefings.push(take(SourceKind::Briefing)),
            Some(("pages", below)) if below.ends_with(".md") => inputs.pages.push(take(SourceKind::Page)),
            Some(("briefings" | "pages", below)) => {
                if below.ends_with(".csv") {
                    inputs.tables.push(SourceText::new(SourcePath::new(name), content));
                }
                inputs.assets.push(asset());
            }
            Some(("static", _)) => inputs.statics.push(asset()),
            _ => {}
        }
    }
    (inputs, diagnostics)
}

/// Every page that a link may lead to by its file; each address is one that stays inside the output.
fn check_addresses(site: &Site) -> BTreeSet<OutputPath> {
    let pages: BTreeSet<OutputPath> = site
        .briefing_pages()
        .map(|briefing| briefing.output.clone())
        .chain(site.pages.iter().map(|page| page.output.clone()))
        .collect();
    let files = site.assets.iter().chain(&site.statics).map(|file| &file.output);
    let former = site.aliases.iter().flat_map(|alias| [&alias.from.value, &alias.to]);
    for output in pages.iter().chain(files).chain(former) {
        assert!(OutputPath::file(output.as_str()).is_ok(), "{output}");
    }
    pages
}

/// How many slots of a document lead nowhere.
fn check_slots(site: &Site, pages: &BTreeSet<OutputPath>, document: &Document, slots: &[SlotValue]) -> usize {
    assert_eq!(slots.len(), document.slots.len());
    for value in slots {
        match value {
            SlotValue::Asset(at) => assert!((*at as usize) < site.assets.len(), "a file that is not published"),
            // Pages of lists are addressed from the root; those of files are published ones.
            SlotValue::Page(output, _) => {
                assert!(pages.contains(output) || !output.as_str().starts_with("briefings/"), "{output}");
            }
            SlotValue::Anchor(_) | SlotValue::Over | SlotValue::Broken => {}
        }
    }
    slots.iter().filter(|value| **value == SlotValue::Broken).count()
}
