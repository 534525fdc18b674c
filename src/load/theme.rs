//! The site's own theme: every file of `themes/<name>/`, whole.

use std::borrow::Cow;
use std::path::Path;

use super::file::PlainFile;
use super::list::{self, Entry, Section};
use super::{LoadError, SETTINGS, ThemeFile, text};
use crate::attachment::Unpacked;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Place, SourcePath};

/// The theme that is embedded; its folder in a site, if there is one, overrides single files.
const EMBEDDED: &str = "default";

/// Lists the files of the theme that the settings name.
pub(super) fn list_theme(
    root: &Path,
    config: &Config,
    entries: &mut Vec<Entry>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), LoadError> {
    let theme = config.theme.as_str();
    let safe = !theme.is_empty() && !theme.starts_with('.') && !theme.contains(['/', '\\', '\0']);
    let found = safe
        && match list::file_type(&root.join("themes"))? {
            None => false,
            // Listing a link or a file in its place ends in the finding that names it.
            Some(kind) if !kind.is_dir() => {
                list::list_folder(root, "themes", Section::Theme, entries, diagnostics)?
            }
            Some(_) => {
                let folder = format!("themes/{theme}");
                list::list_folder(root, &folder, Section::Theme, entries, diagnostics)?
            }
        };
    if !found && theme != EMBEDDED {
        diagnostics.push(unknown_theme(root, config));
    }
    Ok(())
}

fn unknown_theme(root: &Path, Config { theme, theme_place, .. }: &Config) -> Diagnostic {
    let names = list::folder_names(&root.join("themes"));
    let known = names.iter().map(String::as_str).chain([EMBEDDED]);
    let help = match nearest(theme, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("make the folder `themes/{theme}`, or leave `theme` out of `{SETTINGS}`"),
    };
    Diagnostic::error(Code("site/unknown-theme"), format!("there is no theme `{theme}`"))
        .at(theme_place.clone().unwrap_or_else(|| Place::of_file(&SourcePath::new(SETTINGS))))
        .help(help)
}

/// Reads one file of a theme.
pub(super) fn load(
    entry: &Entry,
    name: &str,
    size_limit: u64,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<ThemeFile>, LoadError> {
    let mut file = PlainFile::open(&entry.absolute)?;
    if file.size > size_limit {
        diagnostics.push(text::too_large(&entry.path, file.size, size_limit));
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.read_into(&mut bytes)?;
    bytes.shrink_to_fit();
    let (path, bytes, unpacked) = (entry.path.clone(), Cow::Owned(bytes), Unpacked::default());
    Ok(Some(ThemeFile { name: name.to_owned(), path, bytes, unpacked }))
}
