//! What a value may be, gathered from all that was asked of it.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use crate::source::{SourceText, Span};
use crate::yaml::{Asked, Node, Trace, Value};

/// A day; the parser does not mind blanks in quotes around it.
const DATE: &str = "^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*$";

/// Everything that a value may be.
#[derive(Debug, Default, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "a value may be any mixture of these")]
pub(super) struct Shape {
    /// What it is, in a sentence.
    description: Option<String>,
    is_text: bool,
    is_boolean: bool,
    is_number: bool,
    is_date: bool,
    is_scalar: bool,
    /// Words of which it has to be one.
    choice: Vec<&'static str>,
    /// Words of which it usually is one.
    words: Vec<String>,
    items: Option<Box<Shape>>,
    group: Option<Group>,
}

/// The keys of a group.
#[derive(Debug, Default, Clone, PartialEq)]
struct Group {
    keys: Vec<(String, Shape)>,
    required: BTreeSet<String>,
    not_empty: BTreeSet<String>,
    /// Whether other keys are allowed, and what their values may be.
    others: Option<Box<Shape>>,
}

/// A character that anybody sees.
const SEEN: &str = r"[^\s\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]";

impl Shape {
    /// What was asked of a node of a specimen, and of all that is in it.
    pub(super) fn of(node: &Node, trace: &Trace, source: &SourceText) -> Self {
        let mut shape = Self::default();
        for (_, asked) in trace.iter().filter(|(span, _)| *span == node.span) {
            shape.take(asked, node, trace, source);
        }
        shape
    }

    fn take(&mut self, asked: &Asked, node: &Node, trace: &Trace, source: &SourceText) {
        match asked {
            Asked::Text => self.is_text = true,
            Asked::Boolean => self.is_boolean = true,
            Asked::Number => self.is_number = true,
            Asked::Date => self.is_date = true,
            Asked::Scalar => self.is_scalar = true,
            Asked::Choice(words) => self.choice.clone_from(words),
            Asked::Words(words) => self.words.clone_from(words),
            Asked::Texts => {
                let item = Self::of_items(node, trace, source);
                self.merge(item.clone());
                self.is_text = true;
                self.items = Some(Box::new(item));
            }
            Asked::List => self.items = Some(Box::new(Self::of_items(node, trace, source))),
            Asked::Group(keys) => {
                let group = self.group.get_or_insert_default();
                for key in keys {
                    if !group.keys.iter().any(|(known, _)| known == key) {
                        group.keys.push(((*key).to_owned(), Self::of_entry(key, node, trace, source)));
                    }
                }
            }
            Asked::AnyKeys => {
                let mut others = Self::default();
                for entry in entries(node) {
                    others.merge(Self::of(&entry.node, trace, source));
                }
                self.group.get_or_insert_default().others = Some(Box::new(others));
            }
            Asked::Required(key) => {
                self.group.get_or_insert_default().required.insert(key.clone());
            }
            Asked::NotEmpty(key) => {
                self.group.get_or_insert_default().not_empty.insert(key.clone());
            }
        }
    }

    fn of_items(node: &Node, trace: &Trace, source: &SourceText) -> Self {
        let mut shape = Self::default();
        if let Value::List(items) = &node.value {
            for item in items {
                shape.merge(Self::of(item, trace, source));
            }
        }
        shape
    }

    fn of_entry(key: &str, node: &Node, trace: &Trace, source: &SourceText) -> Self {
        let Some(entry) = entries(node).iter().find(|entry| &*entry.key == key) else {
            return Self::default();
        };
        let mut shape = Self::of(&entry.node, trace, source);
        shape.description = description(entry.key_span, source);
        shape
    }

    /// Adds what another specimen shows.
    pub(super) fn merge(&mut self, other: Self) {
        self.description = self.description.take().or(other.description);
        self.is_text |= other.is_text;
        self.is_boolean |= other.is_boolean;
        self.is_number |= other.is_number;
        self.is_date |= other.is_date;
        self.is_scalar |= other.is_scalar;
        if self.choice.is_empty() {
            self.choice = other.choice;
        }
        if self.words.is_empty() {
            self.words = other.words;
        }
        if let Some(items) = other.items {
            self.items.get_or_insert_default().merge(*items);
        }
        if let Some(group) = other.group {
            self.group.get_or_insert_default().merge(group);
        }
    }

    /// The schema of a whole text, which may be empty where nothing has to be in it. A value that nobody asked anything
    /// of may be anything.
    pub(super) fn to_json(&self) -> Json {
        self.write(self.group.as_ref().is_some_and(|group| group.required.is_empty()))
    }

    /// `may_be_empty`: nothing at all may stand in its place.
    fn write(&self, may_be_empty: bool) -> Json {
        let mut forms = self.forms();
        if may_be_empty && !forms.is_empty() {
            forms.push(json!({"type": "null"}));
        }
        let mut schema = match forms.len() {
            0 => json!({}),
            1 => forms.swap_remove(0),
            _ => json!({"anyOf": forms}),
        };
        if let (Some(description), Json::Object(schema)) = (&self.description, &mut schema) {
            schema.insert("description".to_owned(), json!(description));
        }
        schema
    }

    fn forms(&self) -> Vec<Json> {
        let mut forms = Vec::new();
        if !self.choice.is_empty() {
            forms.push(json!({"enum": self.choice}));
        }
        if !self.words.is_empty() {
            forms.push(json!({"enum": self.words}));
        }
        if self.is_text {
            forms.push(json!({"type": "string"}));
        }
        if self.is_boolean {
            forms.push(json!({"type": "boolean"}));
        }
        if self.is_number {
            forms.push(json!({"type": "integer", "minimum": 0}));
        }
        if self.is_scalar {
            forms.push(json!({"type": ["string", "number", "boolean"]}));
        } else if self.is_date {
            forms.push(json!({"type": "string", "pattern": DATE}));
        }
        if let Some(items) = &self.items {
            forms.push(json!({"type": "array", "items": items.write(false)}));
        }
        forms.extend(self.group.as_ref().map(Group::to_json));
        forms
    }

    /// The paths of keys that the parser asks for and that no specimen shows, or shows without a description.
    #[cfg(test)]
    pub(super) fn gaps(&self, at: &str) -> Vec<String> {
        let mut gaps = Vec::new();
        if let Some(items) = &self.items {
            gaps.extend(items.gaps(&format!("{at}[]")));
        }
        for (key, shape) in self.group.iter().flat_map(|group| &group.keys) {
            let path = format!("{at}.{key}");
            if shape.forms().is_empty() && key != "extra" {
                gaps.push(format!("{path}: not in the specimen"));
            }
            if shape.description.is_none() && !SAID_ABOVE.contains(&key.as_str()) {
                gaps.push(format!("{path}: without a description"));
            }
            gaps.extend(shape.gaps(&path));
        }
        gaps
    }
}

/// Keys of points whose list says already what they are.
#[cfg(test)]
const SAID_ABOVE: [&str; 3] = ["text", "theme", "agencies"];

impl Group {
    fn merge(&mut self, other: Self) {
        for (key, shape) in other.keys {
            match self.keys.iter_mut().find(|(known, _)| *known == key) {
                Some((_, known)) => known.merge(shape),
                None => self.keys.push((key, shape)),
            }
        }
        self.required.extend(other.required);
        self.not_empty.extend(other.not_empty);
        self.others = self.others.take().or(other.others);
    }

    fn to_json(&self) -> Json {
        let property = |(key, shape): &(String, Shape)| {
            let may_be_empty = !self.required.contains(key) && !self.not_empty.contains(key);
            let mut schema = shape.write(may_be_empty);
            if self.required.contains(key) && shape.is_text {
                schema["pattern"] = json!(SEEN);
            }
            (key.clone(), schema)
        };
        let properties: Map<String, Json> = self.keys.iter().map(property).collect();
        let others = self.others.as_ref().map_or(json!(false), |others| others.write(false));
        let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": others});
        if !self.required.is_empty() {
            schema["required"] = json!(self.required);
        }
        schema
    }
}

fn entries(node: &Node) -> &[crate::yaml::Entry] {
    match &node.value {
        Value::Map(map) => &map.entries,
        _ => &[],
    }
}

/// The comment above a key.
fn description(key: Span, source: &SourceText) -> Option<String> {
    let before = source.text().get(..key.start as usize)?;
    let above = before.rsplit_once('\n').map_or("", |(above, _)| above);
    let mut lines: Vec<&str> = above.lines().rev().map_while(|line| line.trim().strip_prefix("# ")).collect();
    lines.reverse();
    (!lines.is_empty()).then(|| lines.join(" "))
}
