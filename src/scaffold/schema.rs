//! JSON Schema of the front matter and of the settings, made from what the parser asks of a specimen.
//!
//! A specimen is a text with every key in it, and above each the words that describe it. Which keys there are, what each
//! may hold and which must be there is not written here: it is noted while the parser reads the specimen.

mod shape;
#[cfg(test)]
pub(crate) mod tests;

use serde_json::{Value as Json, json};

use crate::config::{Registries, trace_config};
use crate::diagnostic::Diagnostic;
use crate::parse::{SourceKind, trace_front_matter};
use crate::source::{SourcePath, SourceText};
use crate::yaml::{Node, Trace};

use shape::Shape;

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaOf {
    /// The front matter of a file below `briefings/`.
    Briefing,
    /// The front matter of a file below `pages/`.
    Page,
    /// `site.yaml`.
    Site,
}

/// The specimens of each; those after the first show other forms that a value may have.
const BRIEFING: &[&str] =
    &[include_str!("files/specimen-briefing.yaml"), "title: A\ndate: 2026-03-02\nactions: actions.csv\n"];
const PAGE: &[&str] = &[include_str!("files/specimen-page.yaml")];
const SITE: &[&str] = &[
    include_str!("files/specimen-site.yaml"),
    "licence: Open Government Licence v3.0\nlogo: static/logo.svg\n",
];

impl SchemaOf {
    fn specimens(self) -> &'static [&'static str] {
        match self {
            Self::Briefing => BRIEFING,
            Self::Page => PAGE,
            Self::Site => SITE,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Briefing => "The front matter of a learning briefing",
            Self::Page => "The front matter of a page",
            Self::Site => "The settings of a site of learning briefings",
        }
    }

    fn trace(self, source: &SourceText, found: &mut Vec<Diagnostic>) -> Option<(Node, Trace)> {
        let registries = Registries::embedded();
        match self {
            Self::Briefing => trace_front_matter(source, SourceKind::Briefing, registries, found),
            Self::Page => trace_front_matter(source, SourceKind::Page, registries, found),
            Self::Site => trace_config(source, found),
        }
    }

    /// What the parser asks of the specimens, as one shape.
    fn shape(self) -> Shape {
        let mut shape = Shape::default();
        for text in self.specimens() {
            let source = SourceText::new(SourcePath::new("specimen.yaml"), *text);
            if let Some((node, trace)) = self.trace(&source, &mut Vec::new()) {
                shape.merge(Shape::of(&node, &trace, &source));
            }
        }
        shape
    }
}

/// The JSON Schema (2020-12) of something that authors write.
pub fn schema(of: SchemaOf) -> Json {
    let mut schema = of.shape().to_json();
    if let Json::Object(schema) = &mut schema {
        schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        schema.insert("title".to_owned(), json!(of.title()));
    }
    schema
}
