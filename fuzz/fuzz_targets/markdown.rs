//! Markdown to HTML: total, well-formed, and without anything that a browser would run.

#![no_main]

use briefpress::parse::SourceKind;
use briefpress_fuzz::{check_document, check_findings, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for smart_punctuation in [false, true] {
        let whole = format!("---\ntitle: A\ndate: 2026-01-05\n---\n{text}");
        let parsed = parse("briefings/a.md", &whole, SourceKind::Briefing, smart_punctuation);
        check_findings(&parsed.diagnostics);
        check_document(&parsed.document);
    }
});
