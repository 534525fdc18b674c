//! A new site, as `init` makes it.

use std::borrow::Cow;
use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::ScaffoldError;
use super::placing::{NewFiles, place};
use super::schema_files::schema_files;
use crate::source::SourcePath;

/// The files of a new site. A file that has nothing in braces is written as it is.
const FILES: [(&str, &str); 6] = [
    ("site.yaml", include_str!("files/site.yaml")),
    ("briefings/example.md", include_str!("files/briefing.md")),
    (".gitignore", include_str!("files/gitignore")),
    ("README.md", include_str!("files/README.md")),
    (".github/workflows/briefings.yml", include_str!("files/github.yml")),
    (".gitlab-ci.yml", include_str!("files/gitlab.yml")),
];

/// Makes a new site in a folder, which need not exist, and gives the paths of its files.
///
/// Its briefing is of `today`. Where any of the files is there already, nothing is written.
pub fn new_site(folder: &Path, today: Date) -> Result<Vec<SourcePath>, ScaffoldError> {
    let in_a_year = today.checked_add(1.year()).unwrap_or(today).to_string();
    let fill = |text: &'static str| -> Cow<'static, [u8]> {
        let filled = text
            .replace("{{version}}", env!("CARGO_PKG_VERSION"))
            .replace("{{today}}", &today.to_string())
            .replace("{{in a year}}", &in_a_year);
        Cow::Owned(filled.into_bytes())
    };
    let mut files: NewFiles =
        FILES.into_iter().map(|(path, text)| (SourcePath::new(path), fill(text))).collect();
    files.extend(schema_files());
    place(folder, files)
}
