//! Puts new files into a folder: all of them or none, and never over something that is there.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::ScaffoldError;
use crate::source::SourcePath;

/// Files that are to be made: where, and with which bytes.
pub(super) type NewFiles = BTreeMap<SourcePath, Cow<'static, [u8]>>;

/// Writes files that must not exist yet, and gives their paths. What was written is taken back where one of them can
/// not be.
pub(super) fn place(root: &Path, files: NewFiles) -> Result<Vec<SourcePath>, ScaffoldError> {
    for path in files.keys() {
        check_free(root, path)?;
    }
    let mut made = Made::default();
    let mut written = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        if let Err(error) = made.write(root, &path, &bytes) {
            made.take_back();
            return Err(match error.kind() {
                ErrorKind::AlreadyExists => ScaffoldError::Exists(path),
                _ => ScaffoldError::Write(path, error),
            });
        }
        written.push(path);
    }
    Ok(written)
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

/// What was made so far, in order: the program's own, a moment old.
#[derive(Default)]
struct Made(Vec<PathBuf>);

impl Made {
    fn write(&mut self, root: &Path, path: &SourcePath, bytes: &[u8]) -> io::Result<()> {
        let path = root.join(path.as_str());
        let above: Vec<&Path> = path
            .ancestors()
            .skip(1)
            .take_while(|above| !above.as_os_str().is_empty() && !above.exists())
            .collect();
        for folder in above.into_iter().rev() {
            DirBuilder::new().create(folder)?;
            self.0.push(folder.to_owned());
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        self.0.push(path);
        file.write_all(bytes)
    }

    /// Takes everything away again; a folder only if nobody put something into it meanwhile.
    fn take_back(self) {
        for path in self.0.iter().rev() {
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
}
