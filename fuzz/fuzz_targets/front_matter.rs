//! The split of front matter and body: total, loses nothing, and what it refuses it says.

#![no_main]

use briefpress::diagnostic::has_errors;
use briefpress::parse::fuzzing::split_front_matter;
use briefpress::source::{FRONT_MATTER_SIZE_LIMIT, SourcePath, SourceText};
use briefpress_fuzz::check_findings;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = SourceText::new(SourcePath::new("briefings/a.md"), text);
    let mut diagnostics = Vec::new();
    let (yaml, body) = split_front_matter(&source, &mut diagnostics);
    check_findings(&diagnostics);
    assert!(text.get(body.range()).is_some() && body.end as usize == text.len());
    let Some(yaml) = yaml else {
        assert!(has_errors(&diagnostics), "nothing was said about what is lacking");
        return;
    };
    let inner = text.get(yaml.range()).expect("a span of the text");
    assert!(yaml.end <= body.start && inner.len() <= FRONT_MATTER_SIZE_LIMIT && !inner.trim().is_empty());
    assert!(inner.lines().all(|line| !line.starts_with("---")), "a fence inside");
    if diagnostics.is_empty() {
        let before = &text[..yaml.start as usize];
        assert_eq!(before.trim_start_matches('\u{feff}').trim_end(), "---");
        assert_eq!(text[yaml.end as usize..body.start as usize].trim_end(), "---");
    }
    // What was split and put together again is split the same way.
    let again = format!("---\n{inner}---\n{}", &text[body.range()]);
    let source = SourceText::new(SourcePath::new("briefings/a.md"), again.as_str());
    let mut none = Vec::new();
    let (second, rest) = split_front_matter(&source, &mut none);
    assert!(none.is_empty(), "{none:?}");
    assert_eq!(second.map(|span| source.slice(span)), Some(inner));
    assert_eq!(source.slice(rest), &text[body.range()]);
});
