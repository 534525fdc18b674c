//! What is there: the plain files of the site and what each is for. Opens no file.

use std::ffi::OsStr;
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{LoadError, refuse};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::SourcePath;

/// A plain file and what it is for.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) absolute: PathBuf,
    pub(super) path: SourcePath,
    pub(super) role: Role,
}

/// What a file is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Data,
    /// The names that must not be published, as keyed hashes.
    Seal,
    Briefing,
    Page,
    Table,
    Asset,
    Static,
    Theme {
        name: String,
    },
}

/// A folder of the site, by what its files are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Briefings,
    Pages,
    Data,
    Static,
    Theme,
}

impl Section {
    fn role(self, path: &SourcePath, depth: usize, name_in_section: &str) -> Option<Role> {
        let extension = path.extension().unwrap_or_default();
        match (self, extension.as_str()) {
            (Self::Briefings, "md" | "markdown") => Some(Role::Briefing),
            (Self::Briefings, "csv") => Some(Role::Table),
            (Self::Pages, "md" | "markdown") => Some(Role::Page),
            (Self::Briefings | Self::Pages, _) => Some(Role::Asset),
            (Self::Data, "yaml" | "yml") if depth == 1 => Some(Role::Data),
            (Self::Data, _) if path.as_str() == super::SEAL => Some(Role::Seal),
            (Self::Data, _) => None,
            (Self::Static, _) => Some(Role::Static),
            (Self::Theme, _) => Some(Role::Theme { name: name_in_section.to_owned() }),
        }
    }
}

/// The folders that a site is made of, beside `site.yaml`.
pub const SITE_FOLDERS: [&str; 5] = ["briefings", "pages", "data", "static", "themes"];

/// Whether something at a path would be read: it is the settings, or in a folder of the site and no leftover of an
/// editor or of the system.
pub fn is_of_site(path: &SourcePath) -> bool {
    let mut parts = path.as_str().split('/');
    let section = match parts.next() {
        Some("static") => Section::Static,
        Some("data") => Section::Data,
        Some("themes") => Section::Theme,
        Some(first) if SITE_FOLDERS.contains(&first) => Section::Briefings,
        first => return first == Some(super::SETTINGS) && parts.next().is_none(),
    };
    parts.all(|name| !is_skipped(OsStr::new(name), section))
}

/// Lists the folders of the site, all but its theme.
pub(super) fn list_site(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<Entry>, LoadError> {
    let mut entries = Vec::new();
    let mut content = false;
    for (folder, section) in [
        ("briefings", Section::Briefings),
        ("pages", Section::Pages),
        ("data", Section::Data),
        ("static", Section::Static),
    ] {
        let found = list_folder(root, folder, section, &mut entries, diagnostics)?;
        content |= found && matches!(section, Section::Briefings | Section::Pages);
    }
    if !content {
        diagnostics.push(no_content(root));
    }
    Ok(entries)
}

/// Publishing nothing over a full site, because the command ran in the wrong folder, must not happen.
fn no_content(root: &Path) -> Diagnostic {
    let names = folder_names(root);
    let help = match nearest("briefings", names.iter().map(String::as_str)) {
        Some(near) => format!("rename the folder `{near}` to `briefings`"),
        None => {
            "build in the folder that holds `briefings/`, or name it with `--root`; `briefpress init` starts a new site"
                .to_owned()
        }
    };
    Diagnostic::error(
        Code("site/no-briefings"),
        "there is no folder `briefings` here, so there is nothing to publish",
    )
    .help(help)
}

/// The names of the folders in a folder, sorted; nothing where it can not be listed.
pub(super) fn folder_names(folder: &Path) -> Vec<String> {
    let Ok(entries) = folder.read_dir() else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    names
}

/// Adds the plain files below one folder; `false` when there is no such folder.
pub(super) fn list_folder(
    root: &Path,
    folder: &str,
    section: Section,
    entries: &mut Vec<Entry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<bool, LoadError> {
    let absolute = root.join(folder);
    match file_type(&absolute)? {
        None => return Ok(false),
        Some(kind) if kind.is_dir() => {}
        Some(kind) => {
            let path = SourcePath::new(folder);
            diagnostics.push(if kind.is_file() {
                refuse::no_folder(&path)
            } else {
                refuse::special(&path, kind)
            });
            return Ok(true);
        }
    }
    let mut walk = WalkDir::new(&absolute).min_depth(1).follow_links(false).into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|error| walk_error(&absolute, error))?;
        let kind = entry.file_type();
        if is_skipped(entry.file_name(), section) {
            if kind.is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        let depth = entry.depth();
        let path = match refuse::name(root, entry.path()) {
            Ok(path) => path,
            Err(finding) => {
                diagnostics.push(finding);
                if kind.is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
        };
        if kind.is_file() {
            let name = path.as_str().get(folder.len() + 1..).unwrap_or_default();
            if let Some(role) = section.role(&path, depth, name) {
                entries.push(Entry { absolute: entry.into_path(), path, role });
            }
        } else if !kind.is_dir() || path.as_str() == super::SEAL {
            // In place of the file of sealed names a folder is as bad as a link: nothing would be looked for.
            diagnostics.push(refuse::special(&path, kind));
        }
    }
    Ok(true)
}

/// A single plain file below the root, if it is there.
pub(super) fn single(
    root: &Path,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Entry>, LoadError> {
    let absolute = root.join(path.as_str());
    match file_type(&absolute)? {
        None => Ok(None),
        Some(kind) if kind.is_file() => Ok(Some(Entry { absolute, path: path.clone(), role: Role::Data })),
        Some(kind) => {
            diagnostics.push(refuse::special(path, kind));
            Ok(None)
        }
    }
}

/// What stands at a path, without following a link.
pub(super) fn file_type(absolute: &Path) -> Result<Option<FileType>, LoadError> {
    match absolute.symlink_metadata() {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(LoadError::new(absolute, cause)),
    }
}

fn walk_error(folder: &Path, error: walkdir::Error) -> LoadError {
    let path = error.path().unwrap_or(folder).to_owned();
    match error.into_io_error() {
        Some(cause) => LoadError::new(&path, cause),
        None => LoadError::changed(&path),
    }
}

/// Whether a file or folder is an editor's or the system's own and no content.
fn is_skipped(name: &OsStr, section: Section) -> bool {
    let bytes = name.as_encoded_bytes();
    let leftover = bytes.ends_with(b"~")
        || bytes.starts_with(b"~$")
        || bytes.starts_with(b".#")
        || (bytes.starts_with(b"#") && bytes.ends_with(b"#"))
        || bytes.ends_with(b"___jb_tmp___")
        || bytes.ends_with(b"___jb_old___")
        || is_swap_file(bytes);
    let systems = ["Thumbs.db", "desktop.ini", "node_modules", ".DS_Store", "__MACOSX"]
        .iter()
        .any(|own| bytes.eq_ignore_ascii_case(own.as_bytes()));
    let hidden = match section {
        // `.well-known` and its like are published; what git and this program keep there is not.
        Section::Static => bytes.starts_with(b".git") || bytes.starts_with(b".briefpress"),
        _ => bytes.starts_with(b"."),
    };
    leftover || systems || hidden
}

/// `.name.swp`, `.name.swo` and so on.
fn is_swap_file(name: &[u8]) -> bool {
    name.starts_with(b".")
        && name
            .rsplit(|byte| *byte == b'.')
            .next()
            .is_some_and(|ending| matches!(ending, [b's', b'w', b'a'..=b'z']))
}
