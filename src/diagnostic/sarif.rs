//! SARIF 2.1.0, the exchange format of code scanners.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::github::remarks;
use super::json::write_value;
use super::{Code, Diagnostic, Severity};
use crate::source::Place;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    rule_index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    level: &'static str,
    message: Text<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
struct Text<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names are the standard's")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Rule {
    id: &'static str,
}

/// Writes one SARIF log with one run; a failure of the machine becomes a notification of its invocation.
pub fn render_sarif(
    diagnostics: &[Diagnostic],
    failure: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules = rules(diagnostics);
    write!(out, "{{\"$schema\": \"{SCHEMA}\", \"version\": \"2.1.0\", \"runs\": [{{\n\"tool\": ")?;
    let ids: Vec<Rule> = rules.keys().map(|code| Rule { id: code.0 }).collect();
    write_value(
        &serde_json::json!({"driver": {
            "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION"), "rules": ids,
        }}),
        out,
    )?;
    out.write_all(b",\n\"columnKind\": \"unicodeCodePoints\",\n\"invocations\": ")?;
    write_value(&invocations(failure), out)?;
    out.write_all(b",\n\"results\": [")?;
    let mut separator = "\n";
    for diagnostic in diagnostics {
        out.write_all(separator.as_bytes())?;
        write_value(&result(diagnostic, &rules), out)?;
        separator = ",\n";
    }
    out.write_all(b"]}]}\n")
}

fn rules(diagnostics: &[Diagnostic]) -> BTreeMap<Code, usize> {
    let mut rules: BTreeMap<Code, usize> = diagnostics.iter().map(|found| (found.code, 0)).collect();
    for (at, index) in rules.values_mut().enumerate() {
        *index = at;
    }
    rules
}

fn invocations(failure: Option<&str>) -> serde_json::Value {
    let Some(failure) = failure else { return serde_json::json!([{"executionSuccessful": true}]) };
    let notification = serde_json::json!({"level": "error", "message": {"text": failure}});
    serde_json::json!([{"executionSuccessful": false, "toolExecutionNotifications": [notification]}])
}

fn result<'a>(diagnostic: &'a Diagnostic, rules: &BTreeMap<Code, usize>) -> SarifResult<'a> {
    // A result that a person must judge has a kind of its own, and then its level is `none` by the standard.
    let (kind, level) = match diagnostic.severity {
        Severity::Error => (None, "error"),
        Severity::Warning => (None, "warning"),
        Severity::Review => (Some("review"), "none"),
        Severity::Note => (None, "note"),
    };
    let mut text = std::borrow::Cow::from(diagnostic.message.as_str());
    for (word, line) in remarks(diagnostic) {
        let _ = write!(text.to_mut(), "\n{word}: {line}");
    }
    let related = diagnostic.related.iter().enumerate();
    SarifResult {
        rule_id: diagnostic.code.0,
        rule_index: rules.get(&diagnostic.code).copied().unwrap_or_default(),
        kind,
        level,
        message: Text { text },
        locations: diagnostic.place.iter().map(|place| location(place, None, None)).collect(),
        related_locations: related
            .map(|(at, (place, label))| location(place, Some(at + 1), Some(label)))
            .collect(),
    }
}

fn location<'a>(place: &Place, id: Option<usize>, label: Option<&'a str>) -> Location<'a> {
    let region = Region {
        start_line: place.line,
        start_column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
    };
    let artifact_location = ArtifactLocation { uri: as_uri(place.path.as_str()), uri_base_id: "%SRCROOT%" };
    Location {
        id,
        physical_location: PhysicalLocation { artifact_location, region },
        message: label.map(|label| Text { text: label.into() }),
    }
}

/// A relative path as a relative address: everything but letters, digits and `-._~/` is percent-encoded.
fn as_uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
