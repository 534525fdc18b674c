//! The schemas that text editors read beside a site.

use super::placing::NewFiles;
use super::schema::{SchemaOf, schema};
use crate::source::SourcePath;

/// Where the schema of the front matter of a briefing lies in a site.
pub(super) const BRIEFING_SCHEMA: &str = "schemas/briefing.schema.json";

/// Where each schema lies in a site.
const FILES: [(&str, SchemaOf); 3] = [
    (BRIEFING_SCHEMA, SchemaOf::Briefing),
    ("schemas/page.schema.json", SchemaOf::Page),
    ("schemas/site.schema.json", SchemaOf::Site),
];

/// Each schema, at its place in a site.
pub(super) fn schema_files() -> NewFiles {
    let file = |(path, of)| (SourcePath::new(path), format!("{:#}\n", schema(of)).into_bytes().into());
    FILES.into_iter().map(file).collect()
}
