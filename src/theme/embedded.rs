//! The default theme, embedded in the program.

use std::borrow::Cow;

use include_dir::{Dir, include_dir};

use crate::load::ThemeFile;
use crate::source::SourcePath;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The folder that findings in the embedded theme name.
pub const EMBEDDED_ROOT: &str = "<briefpress>/themes/default/";

/// The files of the default theme: their names relative to the theme's folder, and their bytes, sorted by name.
pub fn embedded_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let mut files = Vec::new();
    let mut folders = vec![&DEFAULT];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().filter_map(|file| Some((file.path().to_str()?, file.contents()))));
    }
    files.sort_unstable_by_key(|(name, _)| *name);
    files.into_iter()
}

/// The same as theme files.
pub(super) fn embedded_theme_files() -> impl Iterator<Item = ThemeFile> {
    embedded_files().map(|(name, bytes)| ThemeFile {
        name: name.replace('\\', "/"),
        path: SourcePath::new(format!("{EMBEDDED_ROOT}{name}")),
        bytes: Cow::Borrowed(bytes),
    })
}
