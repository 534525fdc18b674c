//! What stops a build although no content is wrong: the machine refused, or the disk changed meanwhile.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A file or folder could not be read.
#[derive(Debug)]
pub struct LoadError {
    /// What happened.
    pub kind: LoadErrorKind,
    /// The file or folder.
    pub path: PathBuf,
    /// The system's word on it.
    pub cause: Option<io::Error>,
}

/// What kept a file from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadErrorKind {
    /// The site's root is missing or is no folder.
    Root,
    /// The system does not allow it.
    Denied,
    /// The file was changed, replaced or removed while the site was read: starting again may succeed.
    Changed,
    /// Anything else.
    Failed,
}

impl LoadError {
    /// Whether reading once more may succeed.
    pub fn is_change(&self) -> bool {
        self.kind == LoadErrorKind::Changed
    }

    /// What the person at the keyboard can do about it.
    pub fn help(&self) -> &'static str {
        match self.kind {
            LoadErrorKind::Root => {
                "name the folder of your site with `--root`, or start a new one with `briefpress init`"
            }
            LoadErrorKind::Denied => {
                "ask the owner of the file for the right to read it, or move it out of the site's folder"
            }
            LoadErrorKind::Changed => {
                "wait until the file is saved or the copy has ended (a synchronised folder may still be at work), then build again"
            }
            LoadErrorKind::Failed => {
                "check that the disk or network drive is connected and healthy, then build again"
            }
        }
    }

    pub(super) fn new(path: &Path, cause: io::Error) -> Self {
        let kind = match cause.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => LoadErrorKind::Changed,
            ErrorKind::PermissionDenied => LoadErrorKind::Denied,
            _ => LoadErrorKind::Failed,
        };
        Self { kind, path: path.to_owned(), cause: Some(cause) }
    }

    pub(super) fn changed(path: &Path) -> Self {
        Self { kind: LoadErrorKind::Changed, path: path.to_owned(), cause: None }
    }
}

/// Makes sure that the root is a folder.
pub(super) fn check_root(root: &Path) -> Result<(), LoadError> {
    let refuse = |cause| LoadError { kind: LoadErrorKind::Root, path: root.to_owned(), cause };
    match root.metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(refuse(None)),
        Err(cause) if cause.kind() == ErrorKind::PermissionDenied => Err(LoadError::new(root, cause)),
        Err(cause) => Err(refuse(Some(cause))),
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match self.kind {
            LoadErrorKind::Root if self.cause.is_some() => write!(f, "there is no folder `{path}`"),
            LoadErrorKind::Root => write!(f, "`{path}` is not a folder"),
            LoadErrorKind::Denied => write!(f, "no permission to read `{path}`"),
            LoadErrorKind::Changed => write!(f, "`{path}` was changed while the site was being read"),
            LoadErrorKind::Failed => match &self.cause {
                Some(cause) => write!(f, "cannot read `{path}`: {cause}"),
                None => write!(f, "cannot read `{path}`"),
            },
        }
    }
}

impl Error for LoadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}
