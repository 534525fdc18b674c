//! Finished outputs: what could not be found in any text because it came together only here.

use ahash::{HashSet, HashSetExt as _};

use crate::attachment;
use crate::check::output::{Medium, unescaped_style};
use crate::diagnostic::Diagnostic;
use crate::identity::{Hit, Kind, plain_of_html, plain_of_markup};
use crate::source::{OutputPath, SourcePath};

use super::guard::Frame;
use super::{Guard, words};

impl Guard {
    /// Looks at an output, at the texts of files within it, and at its address. Gives each finding with what stands there, by which its place in a template
    /// is found.
    pub(in crate::check) fn look_at_output(
        &self,
        output: &OutputPath,
        text: &str,
        frame: Frame,
        in_addresses: &[String],
    ) -> Vec<(Diagnostic, String)> {
        if !self.wants_any() {
            return Vec::new();
        }
        let mut told = HashSet::new();
        let mut found = Vec::new();
        let mut tell = |hit: Hit, written: &str| {
            let Some(rule) = self.rule(hit.kind) else { return };
            let message = words::message(&hit, written);
            if told.insert((hit.kind, hit.what)) {
                found.push((rule.finding(message).help(words::help(hit.kind)), written.to_owned()));
            }
        };
        self.each_in_output(output.as_str(), text, frame, &mut tell);
        for text in in_addresses {
            self.each_in_text(text, &mut tell);
        }
        self.each_in_text(output.as_str(), &mut tell);
        found
    }

    /// Gives each thing in the text of an output that needs no judgement, with what stands there.
    fn each_in_output(&self, output: &str, text: &str, frame: Frame, tell: &mut impl FnMut(Hit, &str)) {
        let medium = Medium::of(output);
        let has_escapes = memchr::memchr(b'\\', text.as_bytes()).is_some();
        match medium {
            Some(Medium::Html | Medium::Svg | Medium::Xml) => {
                self.each_in_page(text, frame, tell);
                // A style may stand in an element or in an attribute.
                if has_escapes {
                    self.each_in_text(&plain_of_html(&unescaped_style(text)), tell);
                }
            }
            Some(Medium::Css) if has_escapes => {
                self.each_in_text(&unescaped_style(text), tell);
            }
            Some(Medium::Css) | None => {
                self.each_in_text(&plain_of_markup(text), tell);
            }
        }
    }

    /// Whether a file that was published, or its path in the output, has a sealed name.
    pub fn sees_sealed_name(&self, output: &str, bytes: &[u8]) -> bool {
        let mut hits = Vec::new();
        self.scanner.sealed(output, &mut hits);
        let path = SourcePath::new(output);
        attachment::read(&path, bytes, &mut |passage| self.scanner.sealed(passage.text, &mut hits));
        let mut is_seen = !hits.is_empty();
        if Medium::of(output).is_some() || !attachment::Kind::of(&path).is_read() {
            self.each_in_output(output, &attachment::decode(bytes), Frame::Program, &mut |hit, _| {
                is_seen |= hit.kind == Kind::SealedName;
            });
        }
        is_seen
    }
}
