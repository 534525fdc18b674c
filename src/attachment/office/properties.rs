//! Who wrote a document, for whom, from where; and what it refers to.

use super::super::reading::{Reading, Step, TraceKind, is_local_path};
use super::super::xml::Node;
use super::Part;
use super::cells::shown;

/// Properties that name people or bodies.
const PEOPLE: [(&str, &str); 7] = [
    ("creator", "author"),
    ("lastModifiedBy", "last modified by"),
    ("Company", "company"),
    ("Manager", "manager"),
    ("initial-creator", "first author"),
    ("printed-by", "printed by"),
    ("editor", "editor"),
];

/// The properties of a document.
#[derive(Default)]
pub(super) struct Properties {
    open: Vec<String>,
    text: String,
    /// The name of a property that users or programs added.
    own: Option<String>,
}

impl Part for Properties {
    fn node(&mut self, reading: &mut Reading<'_>, node: Node<'_>) -> Step {
        match node {
            Node::Open(name, attributes) => {
                self.open.truncate(16);
                self.open.push(name.to_owned());
                self.text.clear();
                if matches!(name, "property" | "user-defined") {
                    self.own = attributes.get("name");
                    reading.passage("the name of a property", self.own.as_deref().unwrap_or_default());
                    reading.note(TraceKind::CustomData, "a property of its own");
                }
                if name == "template" {
                    self.text = attributes.get("href").unwrap_or_default();
                }
            }
            Node::Text(text) => self.text.push_str(text),
            Node::Close(name) => {
                self.value(reading, name);
                self.open.pop();
                self.text.clear();
            }
        }
        Ok(())
    }

    fn end(&mut self, _: &mut Reading<'_>) {}
}

impl Properties {
    fn value(&mut self, reading: &mut Reading<'_>, element: &str) {
        if self.text.trim().is_empty() {
            return;
        }
        let people = PEOPLE.iter().find(|(known, _)| *known == element).map(|(_, shown)| *shown);
        let name = people.unwrap_or_else(|| self.own.as_deref().unwrap_or(element));
        let whereabouts = format!("property `{name}`");
        if let Some(people) = people {
            reading.note(TraceKind::Author, &format!("`{people}`"));
        }
        if is_local_path(&self.text) {
            reading.note(TraceKind::LocalPath, &whereabouts);
        }
        reading.passage(&whereabouts, &shown(&self.text));
    }
}

/// What a part refers to.
pub(super) struct Relationships;

impl Part for Relationships {
    fn node(&mut self, reading: &mut Reading<'_>, node: Node<'_>) -> Step {
        let Node::Open("Relationship", attributes) = node else { return Ok(()) };
        if attributes.get("TargetMode").is_none_or(|mode| !mode.eq_ignore_ascii_case("external")) {
            return Ok(());
        }
        let target = attributes.get("Target").unwrap_or_default();
        let kind = attributes.get("Type").unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or_default();
        if is_local_path(&target) {
            reading.note(TraceKind::LocalPath, "the address of a link");
        }
        if kind != "hyperlink" {
            reading.note(TraceKind::OutsideReference, &format!("`{kind}`"));
        }
        reading.passage("the address of a link", &target);
        Ok(())
    }

    fn end(&mut self, _: &mut Reading<'_>) {}
}
