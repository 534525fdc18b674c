//! The default theme, embedded in the program.

use std::borrow::Cow;

use include_dir::{Dir, include_dir};

use crate::attachment::Unpacked;
use crate::load::ThemeFile;
use crate::source::SourcePath;
use crate::yaml::{Node, read_nodes};

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

/// The nodes of the embedded words of a language, read while the program was built.
pub(super) fn embedded_words(language: &str) -> Option<Node> {
    let nodes: &[u8] = match language {
        "cy" => include_bytes!(concat!(env!("OUT_DIR"), "/cy.nodes")),
        "en" => include_bytes!(concat!(env!("OUT_DIR"), "/en.nodes")),
        _ => return None,
    };
    read_nodes(nodes)
}

/// The same as theme files.
pub(super) fn embedded_theme_files() -> impl Iterator<Item = ThemeFile> {
    embedded_files().map(|(name, bytes)| ThemeFile {
        name: name.replace('\\', "/"),
        path: SourcePath::new(format!("{EMBEDDED_ROOT}{name}")),
        bytes: Cow::Borrowed(bytes),
        unpacked: Unpacked::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::{embedded_files, embedded_words};
    use crate::source::{SourcePath, SourceText, Span};
    use crate::yaml::parse_yaml;

    #[test]
    fn words_that_were_read_while_the_program_was_built_are_those_of_the_file() {
        let mut languages = 0;
        for (name, bytes) in embedded_files() {
            let Some(language) = name.strip_prefix("words/") else { continue };
            let text = std::str::from_utf8(bytes).expect("words are text");
            let source = SourceText::new(SourcePath::new(name), text);
            let mut found = Vec::new();
            let nodes = parse_yaml(&source, Span::new(0, text.len()), &mut found);
            assert!(nodes.is_some() && found.is_empty(), "{name}: {found:?}");
            assert_eq!(embedded_words(language.trim_end_matches(".yaml")), nodes, "{name}");
            languages += 1;
        }
        assert!(languages > 1, "{languages}");
    }
}
