//! Tests of the room: what templates make, what is said of broken ones, what escapes.

mod broken;
mod escaping;
mod filters;
mod inputs;
mod languages;
mod overrides;
mod pages;
mod undefined;

use std::borrow::Cow;
use std::path::Path;

use serde_json::Value as Json;
use tera::Context;

use super::{Setting, Theme, parse_theme};
use crate::attachment::Unpacked;
use crate::diagnostic::Diagnostic;
use crate::load::ThemeFile;
use crate::source::SourcePath;

const SETTING: Setting<'static> = Setting { base_path: "/sub/", language: "en-GB", style: "" };

/// A theme file as `load` would give it.
fn file(name: &str, text: &str) -> ThemeFile {
    ThemeFile {
        name: name.to_owned(),
        path: SourcePath::new(format!("themes/mine/{name}")),
        bytes: Cow::Owned(text.as_bytes().to_vec()),
        unpacked: Unpacked::default(),
    }
}

/// The default theme.
fn default_theme() -> Theme {
    clean_theme_of(&[])
}

/// A theme of which nothing is said.
fn clean_theme_of(files: &[ThemeFile]) -> Theme {
    let mut diagnostics = Vec::new();
    let theme = parse_theme(files, SETTING, &mut diagnostics);
    assert_eq!(diagnostics, [], "the theme has mistakes");
    theme.expect("a theme")
}

/// A theme that can be used; its templates may have inputs that only tests know.
fn theme_of(files: &[ThemeFile]) -> Theme {
    let mut diagnostics = Vec::new();
    let theme = parse_theme(files, SETTING, &mut diagnostics);
    diagnostics.retain(|finding| finding.code != super::UNKNOWN_INPUT);
    assert_eq!(diagnostics, [], "the theme has mistakes");
    theme.expect("a theme")
}

/// What is found in a theme that is known to be bad.
fn findings_of(files: &[ThemeFile]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let theme = parse_theme(files, SETTING, &mut diagnostics);
    assert!(theme.is_none(), "the theme should not be usable");
    diagnostics
}

/// The small second theme, `tests/themes/plain`.
fn plain_theme() -> Theme {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/themes/plain");
    let files: Vec<ThemeFile> = walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            file(&name, &std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    clean_theme_of(&files)
}

/// Renders a template with inputs given as JSON; what is markup by contract is marked as safe.
fn render(theme: &Theme, template: &str, inputs: &Json) -> Result<String, Diagnostic> {
    let mut out = b"kept ".to_vec();
    let result = theme.render_template(template, &context(inputs), &mut out);
    let text = String::from_utf8(out).unwrap();
    let text = text.strip_prefix("kept ").expect("what the buffer held before").to_owned();
    match result {
        Ok(()) => Ok(text),
        Err(diagnostic) => {
            assert_eq!(text, "", "a failed page leaves nothing behind");
            Err(diagnostic)
        }
    }
}

fn context(inputs: &Json) -> Context {
    let mut context = Context::new();
    for (name, input) in inputs.as_object().unwrap() {
        context.insert_value(name.clone(), inputs::value(name, input));
    }
    context
}
