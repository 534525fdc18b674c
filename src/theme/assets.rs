//! The theme's style sheets and pictures, published under names that change with their content.

use std::borrow::Cow;

use super::{FILE, Setting, by_name};
use crate::attachment::{Kind, Unpacked, take_apart};
use crate::diagnostic::Diagnostic;
use crate::load::ThemeFile;
use crate::source::{Fingerprint, OutputPath, OutputPathError, Place, SourcePath};

/// The file that the publisher's colours are put into.
const STYLE_SHEET: &str = "style.css";

/// A published file of the theme.
#[derive(Debug, Clone)]
pub struct ThemeAsset {
    /// Its name below `static/`, as templates write it: `style.css`.
    pub name: String,
    /// The file that it is: `themes/default/static/style.css`.
    pub source: SourcePath,
    /// Where it is published: `assets/style.0123456789.css`.
    pub output: OutputPath,
    /// Its address, with the path of the site.
    pub url: String,
    /// What is published of it: of a picture nothing but the picture.
    pub bytes: Cow<'static, [u8]>,
    /// What unpacking it gave, of a picture.
    pub unpacked: Unpacked,
}

/// Takes the files below `static/`; a site's own stands before the default's of the same name.
pub(super) fn collect(
    files: &[ThemeFile],
    setting: Setting<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ThemeAsset> {
    let mut assets = Vec::new();
    for (name, mut file) in by_name(files, "static/") {
        if name == STYLE_SHEET && !setting.style.is_empty() {
            file.bytes.to_mut().extend_from_slice(setting.style.as_bytes());
        }
        if Kind::of(&file.path).is_stripped() {
            let apart = take_apart(&file.bytes, &file.unpacked);
            file.unpacked = apart.unpacked;
            if let Some(stripped) = apart.stripped {
                file.bytes = Cow::Owned(stripped);
            }
        }
        match OutputPath::file(&published_name(&name, Fingerprint::of(&file.bytes))) {
            Ok(output) => {
                let url = format!("{}{}", setting.base_path, output.as_str());
                let ThemeFile { path, bytes, unpacked, .. } = file;
                assets.push(ThemeAsset { name, source: path, output, url, bytes, unpacked });
            }
            Err(error) => diagnostics.push(refused(&file, &error)),
        }
    }
    assets
}

/// `img/logo.svg` is `assets/img/logo.0123456789.svg`.
fn published_name(name: &str, fingerprint: Fingerprint) -> String {
    let file_at = name.rfind('/').map_or(0, |slash| slash + 1);
    let hash = fingerprint.short();
    match name[file_at..].rfind('.').filter(|dot| *dot > 0) {
        Some(dot) => {
            let (stem, extension) = name.split_at(file_at + dot);
            format!("assets/{stem}.{hash}{extension}")
        }
        None => format!("assets/{name}.{hash}"),
    }
}

fn refused(file: &ThemeFile, error: &OutputPathError) -> Diagnostic {
    let reason = match error {
        OutputPathError::Character(bad) => format!("it has the character `{}`", bad.escape_default()),
        OutputPathError::Reserved => "a part of it is a name that some machines reserve".to_owned(),
        OutputPathError::TooLong => "a part of it is too long".to_owned(),
        OutputPathError::Traversal => "a part of it is empty".to_owned(),
    };
    Diagnostic::error(FILE, format!("`{}` can not be published under this name: {reason}", file.name))
        .at(Place::of_file(&file.path))
        .help("use letters, digits, `-`, `_` and `.` in the names of files")
}
