//! Tests of the room, with a small site in a folder of its own.

mod generations;
mod leftovers;
mod refusals;
mod trouble;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::target::Surroundings;
use super::*;
use crate::source::{Fingerprint, OutputPath, SourcePath};

/// A site's root and what stands around it; the default output is `output/` below the root.
struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        Self::new_in(tempfile::tempdir().unwrap())
    }

    fn new_in(folder: tempfile::TempDir) -> Self {
        let site = Self { folder };
        for folder in ["briefings", "pages", "data", "themes/default", "static", ".git", ".briefpress"] {
            fs::create_dir_all(site.root().join(folder)).unwrap();
        }
        fs::create_dir(site.home()).unwrap();
        site
    }

    /// Everything that the test may touch, links resolved.
    fn base(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn root(&self) -> PathBuf {
        self.base().join("site")
    }

    fn home(&self) -> PathBuf {
        self.base().join("home")
    }

    fn output(&self) -> PathBuf {
        self.root().join("output")
    }

    fn open_at(&self, output: &Path) -> Result<Staging, WriteError> {
        let (root, home) = (self.root(), self.home());
        let around = Surroundings { root: &root, state: &root.join(".briefpress"), home: Some(&home) };
        Staging::open_in(output, &around, Options::default())
    }

    fn open(&self) -> Staging {
        self.open_at(&self.output()).unwrap()
    }

    /// Builds a site of these pages.
    fn build(&self, pages: &[(&str, &str)]) -> Published {
        build(self.open(), pages).unwrap()
    }

    fn files(&self) -> BTreeMap<String, String> {
        files(&self.output())
    }
}

fn path(path: &str) -> OutputPath {
    OutputPath::file(path).unwrap()
}

fn build(staging: Staging, pages: &[(&str, &str)]) -> Result<Published, WriteError> {
    for (name, text) in pages {
        staging.write(&path(name), text.as_bytes())?;
    }
    staging.publish()
}

/// Every file below a folder but the manifest, with its content.
fn files(folder: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| !entry.file_type().is_dir() && entry.file_name() != manifest::MANIFEST)
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(entry.path()).unwrap_or_else(|error| error.to_string()))
        })
        .collect()
}

fn pages(pages: &[(&str, &str)]) -> BTreeMap<String, String> {
    pages.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// What tells whether a file is still the same one.
fn identity(path: &Path) -> (u64, i64, i64) {
    let metadata = fs::symlink_metadata(path).unwrap();
    (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
}
