//! Finished outputs: what could not be found in any text because it came together only here.

use std::borrow::Cow;

use ahash::{HashSet, HashSetExt as _};

use crate::attachment;
use crate::check::output::Medium;
use crate::diagnostic::Diagnostic;
use crate::identity::{Hit, blocks_of_html, plain_of_html, plain_of_markup};
use crate::source::{OutputPath, SourcePath};

use super::{Guard, words};

impl Guard {
    /// Looks at an output and at its address. Gives each finding with what stands there, by which its place in a template
    /// is found.
    pub(in crate::check) fn look_at_output(
        &self,
        output: &OutputPath,
        text: &str,
    ) -> Vec<(Diagnostic, String)> {
        let mut told = HashSet::new();
        let mut found = Vec::new();
        let mut tell = |hit: Hit, written: &str| {
            let Some(rule) = self.rule(hit.kind) else { return };
            let message = words::message(&hit, written);
            if told.insert((hit.kind, hit.what)) {
                found.push((rule.finding(message).help(words::help(hit.kind)), written.to_owned()));
            }
        };
        match Medium::of(output.as_str()) {
            Some(Medium::Html | Medium::Svg | Medium::Xml) => {
                blocks_of_html(text).for_each(|block| self.each_in_block(block, &mut tell));
            }
            Some(Medium::Css) | None => {
                self.each_in_text(&plain_of_markup(text), &mut tell);
            }
        }
        self.each_in_text(output.as_str(), &mut tell);
        found
    }

    /// Whether a file that was published, or its path in the output, has a sealed name.
    pub fn sees_sealed_name(&self, output: &str, bytes: &[u8]) -> bool {
        let mut hits = Vec::new();
        let mut look = |text: &str| self.scanner.sealed(text, &mut hits);
        look(output);
        let path = SourcePath::new(output);
        if attachment::Kind::of(&path).is_read() {
            attachment::read(&path, bytes, &mut |passage| look(passage.text));
        } else {
            look(&plain_of(output, &String::from_utf8_lossy(bytes)));
        }
        !hits.is_empty()
    }
}

/// The words of an output.
fn plain_of<'t>(output: &str, text: &'t str) -> Cow<'t, str> {
    match Medium::of(output) {
        Some(Medium::Html | Medium::Svg | Medium::Xml) => plain_of_html(text).into(),
        Some(Medium::Css) | None => plain_of_markup(text),
    }
}
