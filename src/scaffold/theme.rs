//! The files of the theme: which there are, and how they come into the site.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use super::ScaffoldError;
use crate::config::{Config, parse_config};
use crate::diagnostic::{has_errors, nearest};
use crate::load::{load_settings, load_snapshot};
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

/// Lists the files of the site's theme.
pub fn list_theme(root: &Path) -> Result<ThemeListing, ScaffoldError> {
    let config = read_config(root)?;
    let embedded: BTreeMap<&str, &[u8]> = embedded_files().collect();
    let mut files: BTreeMap<String, Origin> =
        embedded.keys().map(|name| ((*name).to_owned(), Origin::Embedded)).collect();
    for own in load_snapshot(root, &config)?.theme {
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
    let mut wanted = BTreeMap::new();
    for name in names {
        let Some(bytes) = embedded.get(name.as_str()) else {
            let nearest = meant(name, &embedded.keys().copied());
            return Err(ScaffoldError::UnknownFile { name: name.clone(), nearest });
        };
        wanted.insert(SourcePath::new(format!("{folder}/{name}")), *bytes);
    }
    for path in wanted.keys() {
        check_free(root, path)?;
    }
    let mut written: Vec<SourcePath> = Vec::with_capacity(wanted.len());
    for (path, bytes) in wanted {
        if let Err(error) = write_new(&root.join(path.as_str()), bytes) {
            // The copies made so far are the program's own, a moment old.
            for path in &written {
                let _ = fs::remove_file(root.join(path.as_str()));
            }
            return Err(match error.kind() {
                ErrorKind::AlreadyExists => ScaffoldError::Exists(path),
                _ => ScaffoldError::Write(path, error),
            });
        }
        written.push(path);
    }
    Ok(written)
}

fn read_config(root: &Path) -> Result<Config, ScaffoldError> {
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

/// Makes sure that nothing is at a path, and that no folder above it is a link that leads out of the site.
fn check_free(root: &Path, path: &SourcePath) -> Result<(), ScaffoldError> {
    for (at, _) in path.as_str().match_indices('/') {
        let above = &path.as_str()[..at];
        match fs::symlink_metadata(root.join(above)) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(ScaffoldError::NotAFolder(SourcePath::new(above))),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(ScaffoldError::Write(path.clone(), error)),
        }
    }
    match fs::symlink_metadata(root.join(path.as_str())) {
        Ok(_) => Err(ScaffoldError::Exists(path.clone())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(ScaffoldError::Write(path.clone(), error)),
    }
}

/// Writes a file that must not exist yet; a file that could not be written whole is taken away again.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).create(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}
