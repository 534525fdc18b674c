//! What is not read, and why: links, pipes, sockets, devices, and names that no text can carry.

use std::fs::FileType;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, SourcePath};

/// The path relative to the root, or the reason why the name can not be used.
///
/// The error is large but rare; boxing it would cost no less.
#[allow(clippy::result_large_err)]
pub(super) fn name(root: &Path, absolute: &Path) -> Result<SourcePath, Diagnostic> {
    let relative = absolute.strip_prefix(root).unwrap_or(absolute);
    let Some(text) = relative.to_str() else {
        let shown = SourcePath::new(slashed(&relative.to_string_lossy()).into_owned());
        return Err(Diagnostic::error(
            Code("load/file-name"),
            format!("the name of `{shown}` is not readable text"),
        )
        .at(Place::of_file(&shown))
        .help("rename it with plain letters, digits and hyphens")
        .because("the name is not UTF-8: it may come from an old archive or another system"));
    };
    if text.chars().any(char::is_control) {
        let shown: String = text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
        let shown = SourcePath::new(slashed(&shown).into_owned());
        return Err(Diagnostic::error(
            Code("load/file-name"),
            format!("the name of `{shown}` has a control character in it"),
        )
        .at(Place::of_file(&shown))
        .help("rename it with plain letters, digits and hyphens"));
    }
    Ok(SourcePath::new(slashed(text)))
}

#[cfg(unix)]
fn slashed(path: &str) -> std::borrow::Cow<'_, str> {
    path.into()
}

#[cfg(not(unix))]
fn slashed(path: &str) -> std::borrow::Cow<'_, str> {
    path.replace('\\', "/").into()
}

/// A file that is neither a plain file nor a folder.
pub(super) fn special(path: &SourcePath, kind: FileType) -> Diagnostic {
    let place = Place::of_file(path);
    if kind.is_symlink() {
        return Diagnostic::error(
            Code("load/link"),
            format!("`{path}` is a link, and links are not followed"),
        )
        .at(place)
        .help("put a copy of what it points to in its place")
        .because("a link can lead out of the site's folder and publish what nobody meant to publish");
    }
    let what = special_name(kind);
    Diagnostic::error(Code("load/special-file"), format!("`{path}` is {what}, not a file"))
        .at(place)
        .help("move it out of the site's folder")
}

/// A plain file where a folder is expected.
pub(super) fn no_folder(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        Code("load/special-file"),
        format!("`{path}` is a file, but a folder is expected there"),
    )
    .at(Place::of_file(path))
    .help("rename the file, or move it out of the site's folder")
}

#[cfg(unix)]
fn special_name(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_dir() {
        "a folder"
    } else if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special_name(kind: FileType) -> &'static str {
    if kind.is_dir() { "a folder" } else { "a device" }
}
