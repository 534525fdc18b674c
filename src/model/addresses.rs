//! Addresses of files that are published as they are.

use crate::source::{OutputPath, Slug, SourcePath};

/// Kinds of files that may be published beside a briefing. Anything that a browser would run, or that nobody can
/// read, is not among them.
const PUBLISHABLE: [&str; 25] = [
    "pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "rtf", "txt", "csv", "json", "ics", "epub", "png",
    "jpg", "jpeg", "gif", "webp", "avif", "svg", "mp3", "m4a", "mp4", "webm", "vtt",
];

/// Why a file can not be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unpublishable {
    /// Its kind is not among those that may be published.
    Kind(String),
    /// Its name has nothing that can stand in an address.
    Name,
}

/// Where a file goes: the same folders, each name made safe for an address.
pub(super) fn asset_output(path: &SourcePath) -> Result<OutputPath, Unpublishable> {
    let extension = path.extension().unwrap_or_default();
    if !PUBLISHABLE.contains(&extension.as_str()) {
        return Err(Unpublishable::Kind(extension));
    }
    let mut output = String::new();
    let below =
        path.folder().strip_prefix("pages").map_or(path.folder(), |below| below.trim_start_matches('/'));
    for folder in below.split('/').filter(|part| !part.is_empty()) {
        output.push_str(Slug::from_text(folder).map_err(|_| Unpublishable::Name)?.as_str());
        output.push('/');
    }
    output.push_str(Slug::from_text(path.file_stem()).map_err(|_| Unpublishable::Name)?.as_str());
    output.push('.');
    output.push_str(&extension);
    OutputPath::file(&output).map_err(|_| Unpublishable::Name)
}
