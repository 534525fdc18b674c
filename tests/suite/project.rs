//! A whole small site in one text, built in a folder of its own.
//!
//! ```text
//! === briefings/seven.md
//! ---
//! title: Seven
//! date: 2015-11-03
//! ---
//! Text.
//! ```
//!
//! Attachments are built of what describes them; see [`builders`](crate::builders).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use briefpress::build::{BuildError, BuildOptions, BuildOutcome, Purpose, Today, build};
use briefpress::diagnostic::{Diagnostic, Severity};
use briefpress::identity::SealKey;

/// The key of every seal in tests and in the documents of rules.
pub(crate) const SEAL_KEY: &str = "a key that is only used in tests";

/// A site in a temporary folder.
pub(crate) struct Project {
    folder: tempfile::TempDir,
    /// The day that counts as today.
    pub today: jiff::civil::Date,
    /// Whether drafts are published.
    pub drafts: bool,
}

impl Project {
    /// Writes the files that a text describes.
    pub(crate) fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = Self { folder, today: jiff::civil::date(2026, 11, 1), drafts: false };
        project.edit(text);
        project
    }

    /// The site's folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The output's folder.
    pub(crate) fn output(&self) -> PathBuf {
        self.root().join("output")
    }

    /// Writes more files, or the same ones anew.
    pub(crate) fn edit(&self, text: &str) {
        let mut files: Vec<(&str, String)> = Vec::new();
        for line in text.split_inclusive('\n') {
            match line.strip_prefix("=== ") {
                Some(name) => files.push((name.trim(), String::new())),
                None => {
                    if let Some((_, content)) = files.last_mut() {
                        content.push_str(line);
                    }
                }
            }
        }
        for (name, content) in files {
            self.write(name, content.as_bytes());
        }
    }

    /// Writes one file.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.root().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let built = std::str::from_utf8(bytes).ok().and_then(|text| crate::builders::built(name, text));
        std::fs::write(path, built.as_deref().unwrap_or(bytes)).unwrap();
    }

    /// What `build` is asked to do.
    pub(crate) fn options(&self) -> BuildOptions {
        BuildOptions {
            drafts: self.drafts,
            seal_key: Some(SealKey::of(SEAL_KEY).unwrap()),
            purpose: Purpose::Publish,
            ..BuildOptions::of_check(self.root(), Today::Given(self.today))
        }
    }

    /// Builds.
    pub(crate) fn try_build(&self) -> Result<BuildOutcome, BuildError> {
        build(&self.options())
    }

    /// Builds, and expects it to be published.
    #[track_caller]
    pub(crate) fn build(&self) -> BuildOutcome {
        let outcome = self.try_build().unwrap();
        assert!(outcome.published, "not published:\n{}", list(&outcome.diagnostics));
        outcome
    }

    /// Builds, and expects that errors forbid it.
    #[track_caller]
    pub(crate) fn refused(&self) -> Vec<Diagnostic> {
        let outcome = self.try_build().unwrap();
        assert!(
            !outcome.published,
            "published, though it should be refused:\n{}",
            list(&outcome.diagnostics)
        );
        outcome.diagnostics
    }

    /// A file of the output.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        let whole = self.output().join(path);
        std::fs::read_to_string(&whole)
            .unwrap_or_else(|error| panic!("{path}: {error}; there are {:?}", self.outputs().keys()))
    }

    /// Every file of the output but the manifest, with its bytes.
    pub(crate) fn outputs(&self) -> BTreeMap<String, Vec<u8>> {
        outputs_of(&self.output())
    }
}

/// Every file below a folder but the manifest, with its bytes.
pub(crate) fn outputs_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (name, std::fs::read(entry.path()).unwrap())
        })
        .filter(|(name, _)| !name.starts_with(".briefpress"))
        .collect()
}

/// Findings as one line each: `severity code file:line:column message`.
pub(crate) fn list(diagnostics: &[Diagnostic]) -> String {
    let lines = diagnostics.iter().map(|found| {
        let severity = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Review => "review",
            Severity::Note => "note",
        };
        let place = found.place.as_ref().map_or_else(
            || "-".to_owned(),
            |place| format!("{}:{}:{}", place.path, place.line, place.column),
        );
        format!("{severity} {} {place} {}\n", found.code.0, found.message)
    });
    lines.collect()
}

/// The codes of the errors among findings.
pub(crate) fn error_codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| found.code.0).collect()
}
