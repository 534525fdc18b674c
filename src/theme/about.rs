//! `theme.yaml`: what a theme says of itself.

use super::{FILE, embedded};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::ThemeFile;
use crate::source::{Place, SourceText, Span};
use crate::yaml::{Family, Fields, Reader, parse_yaml};

/// The file's name in the theme's folder.
pub(super) const ABOUT_FILE: &str = "theme.yaml";

pub(super) const FAMILY: Family = Family {
    unknown_key: Code("theme/unknown-key"),
    missing_key: Code("theme/missing-key"),
    wrong_type: Code("theme/wrong-type"),
    impossible_date: Code("theme/impossible-date"),
    not_in_list: Code("theme/not-in-list"),
    bad_value: Code("theme/bad-value"),
};

/// What a theme says of itself; all of it is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub name: Option<String>,
    /// One sentence on what it is for.
    pub description: Option<String>,
}

/// The themes that another one may extend.
const PARENTS: [(&str, ()); 1] = [("default", ())];

/// Reads `theme.yaml` of the site's theme, else of the default one.
pub(super) fn parse_about(files: &[ThemeFile], diagnostics: &mut Vec<Diagnostic>) -> About {
    let own = files.iter().find(|file| file.name == ABOUT_FILE).cloned();
    let embedded = || embedded::embedded_theme_files().find(|file| file.name == ABOUT_FILE);
    let Some(file) = own.or_else(embedded) else { return About::default() };
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        diagnostics.push(not_text(&file));
        return About::default();
    };
    let source = SourceText::new(file.path, text);
    let span = Span::new(0, source.text().len());
    let Some(node) = parse_yaml(&source, span, diagnostics) else { return About::default() };
    let mut reader = Reader::new(&source, diagnostics, FAMILY);
    let Some(mut fields) = Fields::of(&node, "the description of a theme", &mut reader) else {
        return About::default();
    };
    let name = fields.text("name", &mut reader).map(|text| text.value.to_owned());
    let description = fields.text("description", &mut reader).map(|text| text.value.to_owned());
    fields.choice("extends", &PARENTS, &mut reader);
    fields.finish(&mut reader);
    About { name, description }
}

/// A file that must be text and is not.
pub(super) fn not_text(file: &ThemeFile) -> Diagnostic {
    Diagnostic::error(FILE, format!("`{}` is not UTF-8 text", file.name))
        .at(Place::of_file(&file.path))
        .help("save it again as UTF-8")
}
