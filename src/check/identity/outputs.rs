//! Finished outputs: what could not be found in any text because it came together only here.

use std::collections::HashSet;

use crate::check::output::Medium;
use crate::diagnostic::Diagnostic;
use crate::identity::{Hit, blocks_of_html, plain_of_markup};
use crate::source::OutputPath;

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
}
