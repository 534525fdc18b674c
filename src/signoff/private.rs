//! Files for those who run the site: they hold what is not public, so they may not stand where a build would publish them.

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The list of an output's files: where it stands, everything is public.
const MANIFEST: &str = ".briefpress-manifest";

/// Folders of a site whose files a build reads, and may publish.
const SOURCES: [&str; 6] = ["briefings", "data", "output", "pages", "static", "themes"];

/// Why a private file was not written. Nothing was.
#[derive(Debug)]
pub enum PrivateError {
    /// It would stand in a folder whose files are public or become so.
    Public(PathBuf, PathBuf),
    /// There is no such folder, or the file could not be written.
    Write(PathBuf, io::Error),
}

impl PrivateError {
    /// What the person at the keyboard can do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Public(..) => "name a file outside of the site, where only those who need it can read it",
            Self::Write(..) => {
                "see whether the folder is there, whether you may write to it and whether the disk has room"
            }
        }
    }
}

impl fmt::Display for PrivateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public(file, folder) => {
                let (file, folder) = (file.display(), folder.display());
                write!(f, "`{file}` is not public, and files in `{folder}` are or can become so")
            }
            Self::Write(file, _) => write!(f, "can not write `{}`", file.display()),
        }
    }
}

impl std::error::Error for PrivateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Public(..) => None,
            Self::Write(_, cause) => Some(cause),
        }
    }
}

/// Writes a private file, whole or not at all; one of that name is replaced. On Unix only its owner may read it.
pub fn write_private(root: &Path, file: &Path, bytes: &[u8]) -> Result<(), PrivateError> {
    let failed = |cause| PrivateError::Write(file.to_owned(), cause);
    let name = file.file_name().ok_or_else(|| failed(io::ErrorKind::InvalidInput.into()))?;
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(failed)?;
    let root = root.canonicalize().map_err(failed)?;
    if let Some(public) = public_folder(&root, &folder) {
        return Err(PrivateError::Public(file.to_owned(), public));
    }
    let draft = folder.join(format!(".{}.{}.new", name.to_string_lossy(), std::process::id()));
    let written = create(&draft)
        .and_then(|mut new| new.write_all(bytes))
        .and_then(|()| fs::rename(&draft, folder.join(name)));
    if written.is_err() {
        // A name of our own, which nothing publishes.
        let _ = fs::remove_file(&draft);
    }
    written.map_err(failed)
}

/// The folder above a place that is public, or that a build may publish.
fn public_folder(root: &Path, folder: &Path) -> Option<PathBuf> {
    let is_output = |above: &&Path| above.join(MANIFEST).symlink_metadata().is_ok();
    let sources = SOURCES.iter().map(|name| root.join(name));
    let mut sources = sources.map(|source| source.canonicalize().unwrap_or(source));
    let output = folder.ancestors().find(is_output).map(Path::to_owned);
    output.or_else(|| sources.find(|source| folder.starts_with(source)))
}

#[cfg(unix)]
fn create(draft: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(draft)
}

#[cfg(not(unix))]
fn create(draft: &Path) -> io::Result<fs::File> {
    fs::File::create_new(draft)
}
