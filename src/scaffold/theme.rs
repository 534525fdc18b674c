//! The files of the theme: which there are, and how they come into the site.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::ScaffoldError;
use super::placing::{NewFiles, place};
use crate::config::{Config, parse_config};
use crate::diagnostic::{has_errors, nearest};
use crate::load::{load_settings, load_theme};
use crate::source::SourcePath;
use crate::theme::embedded_files;

/// Where a file of the theme comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The theme inside the program.
    Embedded,
    /// The site, with the same bytes as the one inside the program.
    Unchanged,
    /// The site, instead of the one inside the program.
    Overridden,
    /// The site alone.
    Added,
}

/// The files of a site's theme.
#[derive(Debug, PartialEq, Eq)]
pub struct ThemeListing {
    /// The folder of the site's own files, whether it exists or not.
    pub folder: SourcePath,
    /// The name of each file below a theme's folder, and where it comes from, sorted by name.
    pub files: Vec<(String, Origin)>,
}

/// Lists the files of the site's theme. A theme that is not there, and a file of it that can not be read, are mistakes.
pub fn list_theme(root: &Path) -> Result<ThemeListing, ScaffoldError> {
    let config = read_config(root)?;
    let embedded: BTreeMap<&str, &[u8]> = embedded_files().collect();
    let mut files: BTreeMap<String, Origin> =
        embedded.keys().map(|name| ((*name).to_owned(), Origin::Embedded)).collect();
    let own = load_theme(root, &config, &[])?;
    if has_errors(&own.diagnostics) {
        return Err(ScaffoldError::Settings(own.diagnostics));
    }
    for own in own.files {
        let origin = match embedded.get(own.name.as_str()) {
            None => Origin::Added,
            Some(bytes) if *bytes == own.bytes.as_ref() => Origin::Unchanged,
            Some(_) => Origin::Overridden,
        };
        files.insert(own.name, origin);
    }
    Ok(ThemeListing { folder: folder(&config), files: files.into_iter().collect() })
}

/// Copies files of the theme inside the program into the site, and gives their new paths.
pub fn eject(root: &Path, names: &[String]) -> Result<Vec<SourcePath>, ScaffoldError> {
    let folder = folder(&read_config(root)?);
    let embedded: BTreeMap<&'static str, &'static [u8]> = embedded_files().collect();
    let mut wanted = NewFiles::new();
    for name in names {
        let Some(bytes) = embedded.get(name.as_str()) else {
            let nearest = meant(name, &embedded.keys().copied());
            return Err(ScaffoldError::UnknownFile { name: name.clone(), nearest });
        };
        wanted.insert(SourcePath::new(format!("{folder}/{name}")), Cow::Borrowed(*bytes));
    }
    place(root, wanted)
}

pub(super) fn read_config(root: &Path) -> Result<Config, ScaffoldError> {
    let (text, mut diagnostics) = load_settings(root)?;
    let config = text.map(|text| parse_config(&text, &mut diagnostics)).unwrap_or_default();
    if has_errors(&diagnostics) { Err(ScaffoldError::Settings(diagnostics)) } else { Ok(config) }
}

fn folder(config: &Config) -> SourcePath {
    SourcePath::new(format!("themes/{}", config.theme))
}

/// The file that was meant: one that has the given name in another folder, else one with a name much like it.
fn meant(name: &str, known: &(impl Iterator<Item = &'static str> + Clone)) -> Option<&'static str> {
    let last = |path: &'static str| path.rsplit('/').next().unwrap_or(path);
    let given = name.rsplit('/').next().unwrap_or(name);
    let same = known.clone().find(|path| last(path) == given);
    let similar = || {
        nearest(given, known.clone().map(last)).and_then(|near| known.clone().find(|path| last(path) == near))
    };
    same.or_else(|| nearest(name, known.clone())).or_else(similar)
}
