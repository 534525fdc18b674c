//! Attributes that no reader sees: values of variables, hints, names of styles and whatever else a program or a person put there.

use std::collections::HashSet;

use super::super::reading::Reading;
use super::super::xml::Attributes;

/// About how many values are handed on at a time.
const AT_ONCE: usize = 1_000;

/// Attributes with the value of a cell, a field or an item: of others, digits alone are measures and numbers of programs.
const VALUES: [&str; 5] = ["v", "val", "value", "n", "string-value"];

/// The values of attributes of a part, each once.
#[derive(Default)]
pub(super) struct Markup(HashSet<String>);

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
        for (attribute, value) in attributes.all() {
            let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
            let is_id = element.ends_with("Id") || element.ends_with("id");
            let says_nothing = value.len() < 2 || (is_number && (is_id || !VALUES.contains(&&*attribute)));
            if !says_nothing && !but.contains(&&*attribute) {
                self.0.insert(value);
            }
        }
        if self.0.len() >= AT_ONCE {
            self.end(reading, whereabouts);
        }
    }

    /// Hands on what there is.
    pub(super) fn end(&mut self, reading: &mut Reading<'_>, whereabouts: &str) {
        let mut values: Vec<&str> = self.0.iter().map(String::as_str).collect();
        values.sort_unstable();
        reading.markup(&format!("{whereabouts}what its programs wrote"), values);
        self.0.clear();
    }
}
