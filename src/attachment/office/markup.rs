//! Attributes that no reader sees: values of variables, hints, names of styles and whatever else a program or a person put there.

use std::collections::HashSet;

use super::super::reading::Reading;
use super::super::xml::Attributes;
use super::cells::shown;

/// About how many values are handed on at a time.
const AT_ONCE: usize = 1_000;

/// Most values of one element that are read beside each other.
const MOST_BESIDE: usize = 32;

/// The longest text between elements that is kept whole.
const LONGEST_STRAY: usize = 32 * 1024;

/// Attributes with the value of a cell, a field or an item: of others, digits alone are measures and numbers of programs.
const VALUES: [&str; 5] = ["v", "val", "value", "n", "string-value"];

/// The values of attributes of a part, each once.
#[derive(Default)]
pub(super) struct Markup {
    values: HashSet<String>,
    /// A text that stands where programs show none.
    stray: String,
}

impl Markup {
    /// Takes up the attributes of an element, but those that are read by another way.
    pub(super) fn take(
        &mut self,
        reading: &mut Reading<'_>,
        whereabouts: &str,
        element: &str,
        attributes: Attributes<'_>,
        but: &[&str],
    ) {
        self.end_stray();
        for (attribute, value) in attributes.all() {
            let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
            let is_id = element.ends_with("Id") || element.ends_with("id");
            let says_nothing = value.len() < 2 || (is_number && (is_id || !VALUES.contains(&&*attribute)));
            if !says_nothing && !but.contains(&&*attribute) {
                self.values.insert(shown(&value).into_owned());
            }
        }
        if self.values.len() >= AT_ONCE {
            self.end(reading, whereabouts);
        }
    }

    /// Takes up what an element of somebody's own XML is called, and its values beside each other: a given name may stand in one, the
    /// surname in the next.
    pub(super) fn take_whole(&mut self, element: &str, attributes: Attributes<'_>) {
        let values: Vec<String> = attributes.all().map(|(_, value)| value).take(MOST_BESIDE).collect();
        let names = attributes.all().map(|(name, _)| name).chain([element.to_owned()]);
        let together = (values.len() > 1).then(|| values.join(" "));
        self.values.extend(names.chain(attributes.namespaces()).chain(together));
    }

    /// Takes up a piece of a text that stands where programs show none: measures, and what somebody put there.
    pub(super) fn stray(&mut self, text: &str) {
        if self.stray.len() + text.len() > LONGEST_STRAY {
            self.end_stray();
        }
        if !self.stray.is_empty() || !text.trim().is_empty() {
            self.stray.push_str(text);
        }
    }

    fn end_stray(&mut self) {
        const NHS_NUMBER: usize = 10;
        let text = self.stray.trim();
        let is_measure = text.len() != NHS_NUMBER
            && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        if !is_measure && !self.values.contains(text) {
            self.values.insert(text.to_owned());
        }
        self.stray.clear();
    }

    /// Hands on what there is.
    pub(super) fn end(&mut self, reading: &mut Reading<'_>, whereabouts: &str) {
        self.end_stray();
        let mut values: Vec<&str> = self.values.iter().map(String::as_str).collect();
        values.sort_unstable();
        reading.markup(&format!("{whereabouts}what its programs wrote"), values);
        self.values.clear();
    }
}
