//! Finished outputs: what could not be found in any text because it came together only here.

use std::collections::HashSet;

use crate::check::output::Medium;
use crate::diagnostic::Diagnostic;
use crate::identity::{plain_of_html, plain_of_markup};
use crate::source::OutputPath;

use super::guard::Depth;
use super::{Guard, words};

impl Guard {
    /// Looks at an output and at its address. Gives each finding with what stands there, by which its place in a template
    /// is found.
    pub(in crate::check) fn look_at_output(
        &self,
        output: &OutputPath,
        text: &str,
    ) -> Vec<(Diagnostic, String)> {
        let plain = match Medium::of(output.as_str()) {
            Some(Medium::Html | Medium::Svg | Medium::Xml) => plain_of_html(text),
            Some(Medium::Css) | None => plain_of_markup(text),
        };
        let mut told = HashSet::new();
        let mut found = Vec::new();
        for looked_at in [plain.as_str(), output.as_str()] {
            for hit in self.hits(looked_at, Depth::Certain) {
                let Some(rule) = self.rule(hit.kind) else { continue };
                let written = looked_at.get(hit.range.clone()).unwrap_or_default();
                if told.insert((hit.kind, hit.what.clone())) {
                    let finding = rule.finding(words::message(&hit, written)).help(words::help(hit.kind));
                    found.push((finding, written.to_owned()));
                }
            }
        }
        found
    }
}
