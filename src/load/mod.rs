//! From disk to a [`Snapshot`]: texts, and what is known of every other file. The only room that reads.
//!
//! Nothing is opened that is not a plain file below the site's root: links, pipes, sockets and devices are
//! named in a finding and left alone. What is wrong with a file is a [`Diagnostic`]; a [`LoadError`] means that
//! the machine failed, or that the disk changed while it was read.

mod asset;
mod error;
mod file;
mod list;
mod pdf;
mod pdf_object;
mod pictures;
mod refuse;
mod snapshot;
mod state;
mod svg;
mod text;
mod theme;

#[cfg(test)]
pub(crate) mod nobody;
#[cfg(test)]
mod tests;

use std::path::Path;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::source::{FILE_SIZE_LIMIT, Place, SourcePath, SourceText};

pub use asset::{load_beginning, load_copy, load_ends};
pub use error::{LoadError, LoadErrorKind};
pub use list::{SITE_FOLDERS, is_of_site};
pub use pictures::KnownPictures;
pub use snapshot::{Asset, AssetKind, Snapshot, TextFile, ThemeFile, ThemeFiles};
pub use state::load_state;

use list::{Entry, Role};
use pictures::Pictures;

/// The name of the settings file.
const SETTINGS: &str = "site.yaml";

/// The file of sealed names, seen from the site's folder.
pub const SEAL: &str = "data/names.seal";

/// Reads `site.yaml`, which may be missing.
pub fn load_settings(root: &Path) -> Result<(Option<SourceText>, Vec<Diagnostic>), LoadError> {
    error::check_root(root)?;
    let path = SourcePath::new(SETTINGS);
    let mut diagnostics = Vec::new();
    let Some(entry) = list::single(root, &path, &mut diagnostics)? else {
        diagnostics.extend(misnamed_settings(root));
        return Ok((None, diagnostics));
    };
    let text = text::load(&entry, FILE_SIZE_LIMIT, &mut Vec::new(), &mut diagnostics)?;
    Ok((text, diagnostics))
}

/// Settings under a name that is not read would be ignored without a word.
fn misnamed_settings(root: &Path) -> Option<Diagnostic> {
    let name = ["site.yml", "Site.yaml", "site.YAML", "config.yaml"]
        .into_iter()
        .find(|name| root.join(name).symlink_metadata().is_ok())?;
    Some(
        Diagnostic::error(
            Code("site/settings-name"),
            format!("the settings stand in `{name}`, which is not read"),
        )
        .at(Place::of_file(&SourcePath::new(name)))
        .help(format!("rename the file to `{SETTINGS}`")),
    )
}

/// Reads the whole site but for its theme and for the texts of briefings and pages, which are listed: whoever parses
/// them reads them one by one. Pictures that are known are not taken apart.
pub fn load_snapshot(root: &Path, config: &Config, known: &KnownPictures) -> Result<Snapshot, LoadError> {
    error::check_root(root)?;
    let mut snapshot = Snapshot::default();
    let mut entries = list::list_site(root, &mut snapshot.diagnostics)?;
    entries.sort_unstable_by(|a, b| a.path.as_str().cmp(b.path.as_str()));

    let (texts, others): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|entry| matches!(entry.role, Role::Briefing | Role::Page));
    // Each result stands in its place, so that order and choice of error do not depend on the threads.
    let known = [known];
    let pictures = Pictures::beside(&known);
    let loaded: Vec<Result<Loaded, LoadError>> = others
        .par_iter()
        .map_init(Vec::new, |buffer, entry| load_entry(entry, config.file_size_limit, &pictures, buffer))
        .collect();
    for (entry, loaded) in others.iter().zip(loaded) {
        place_entry(&mut snapshot, entry, loaded?);
    }
    for entry in texts {
        let files = if entry.role == Role::Page { &mut snapshot.pages } else { &mut snapshot.briefings };
        files.push(TextFile { entry, size_limit: config.file_size_limit });
    }
    snapshot.unpacked = pictures.count_unpacked();
    diagnostic::sort(&mut snapshot.diagnostics);
    Ok(snapshot)
}

/// Reads the files of the theme that the settings name. Pictures that any of these know are not taken apart.
pub fn load_theme(root: &Path, config: &Config, known: &[&KnownPictures]) -> Result<ThemeFiles, LoadError> {
    let mut theme = ThemeFiles::default();
    let mut entries = Vec::new();
    theme::list_theme(root, config, &mut entries, &mut theme.diagnostics)?;
    entries.sort_unstable_by(|a, b| a.path.as_str().cmp(b.path.as_str()));
    let pictures = Pictures::beside(known);
    for entry in &entries {
        let Role::Theme { name } = &entry.role else { continue };
        let file = theme::load(entry, name, config.file_size_limit, &mut theme.diagnostics)?;
        if let Some(mut file) = file {
            theme.pictures.add(&pictures.of_theme(&mut file));
            theme.files.push(file);
        }
    }
    theme.unpacked = pictures.count_unpacked();
    diagnostic::sort(&mut theme.diagnostics);
    Ok(theme)
}

/// What one file gave.
#[derive(Default)]
struct Loaded {
    text: Option<SourceText>,
    asset: Option<Asset>,
    diagnostics: Vec<Diagnostic>,
}

fn load_entry(
    entry: &Entry,
    size_limit: u64,
    pictures: &Pictures<'_>,
    buffer: &mut Vec<u8>,
) -> Result<Loaded, LoadError> {
    let mut loaded = Loaded::default();
    match &entry.role {
        Role::Data | Role::Seal | Role::Briefing | Role::Page => {
            loaded.text = text::load(entry, size_limit, buffer, &mut loaded.diagnostics)?;
        }
        Role::Table => {
            loaded.asset = Some(asset::load(entry, pictures, buffer)?);
            loaded.text = text::load(entry, size_limit, buffer, &mut loaded.diagnostics)?;
            // It may be a mere attachment: the finding counts where the table is used.
            loaded.diagnostics.iter_mut().for_each(|found| found.severity = diagnostic::Severity::Warning);
        }
        Role::Asset | Role::Static => loaded.asset = Some(asset::load(entry, pictures, buffer)?),
        // A theme is read by itself.
        Role::Theme { .. } => {}
    }
    Ok(loaded)
}

fn place_entry(snapshot: &mut Snapshot, entry: &Entry, loaded: Loaded) {
    if matches!(entry.role, Role::Seal) {
        snapshot.seal = loaded.text;
        snapshot.diagnostics.extend(loaded.diagnostics);
        return;
    }
    let texts = if matches!(entry.role, Role::Data) { &mut snapshot.data } else { &mut snapshot.tables };
    texts.extend(loaded.text);
    let assets =
        if matches!(entry.role, Role::Static) { &mut snapshot.statics } else { &mut snapshot.assets };
    assets.extend(loaded.asset);
    snapshot.diagnostics.extend(loaded.diagnostics);
}

/// What only the fuzz targets of `fuzz/` see.
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing {
    use std::fs::File;

    use crate::diagnostic::Diagnostic;
    use crate::source::SourcePath;

    /// The width and height of a drawing, and why it must not be published.
    pub fn inspect_drawing(path: &SourcePath, bytes: &[u8]) -> ((u32, u32), Vec<Diagnostic>) {
        let drawing = super::svg::inspect(path, bytes);
        ((drawing.width, drawing.height), drawing.findings)
    }

    /// The number of pages of a PDF.
    pub fn count_pages(file: &File, size: u64) -> Option<u32> {
        super::pdf::count_pages(file, size)
    }
}
