//! What programs write into pictures and PDFs, as XML.

use super::super::reading::{Reading, Step, TraceKind, is_local_path};
use super::super::xml::{self, Node};

/// Reads a packet of XMP. One that is damaged is read for its words.
pub(in crate::attachment) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    reading.note(TraceKind::PictureMetadata, "XMP");
    properties(reading, bytes)
}

/// Hands on the texts of a packet.
pub(in crate::attachment) fn properties(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    let mut open: Vec<String> = Vec::new();
    let mut text = String::new();
    let walked = xml::walk(reading, "its XMP", bytes, &mut |reading, node| {
        match node {
            Node::Open(name, attributes) => {
                text.clear();
                // Lists and their items have no name of their own.
                if !matches!(name, "Seq" | "Bag" | "Alt" | "li" | "Description" | "RDF" | "xmpmeta") {
                    open.push(name.to_owned());
                }
                for (attribute, value) in attributes.all() {
                    property(reading, &attribute, &value);
                }
            }
            Node::Text(part) => text.push_str(part),
            Node::Close(name) => {
                if let Some(property_name) = open.last() {
                    property(reading, property_name, &text);
                }
                text.clear();
                if open.last().is_some_and(|last| last == name) {
                    open.pop();
                }
            }
        }
        Ok(())
    });
    if walked.is_err() {
        super::super::strings::read(reading, "XMP", bytes)?;
    }
    Ok(())
}

fn property(reading: &mut Reading<'_>, name: &str, value: &str) {
    if value.trim().is_empty() {
        return;
    }
    let kind = match name {
        "creator" | "Artist" | "AuthorsPosition" | "OwnerName" | "CaptionWriter" | "author" => {
            Some(TraceKind::Author)
        }
        "City" | "Location" | "CountryName" | "SubLocation" | "Sublocation" => Some(TraceKind::Location),
        _ if name.starts_with("GPSL") || name.starts_with("GPSDest") => Some(TraceKind::Location),
        _ => None,
    };
    if let Some(kind) = kind {
        reading.note(kind, &format!("XMP `{name}`"));
    }
    let whereabouts = format!("XMP `{name}`");
    if !value.starts_with("http") && is_local_path(value) {
        reading.note(TraceKind::LocalPath, &whereabouts);
    }
    reading.passage(&whereabouts, value);
}
