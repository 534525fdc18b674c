//! Names into and out of the seal of a site, and its key. Names are read, hashed and dropped: no file ever holds them.

mod error;

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::identity::{Change, SealFile, SealKey};
use crate::load::SEAL;

pub use error::SealingError;

/// Longest file of a key, in bytes: what is longer is another file.
const KEY_LIMIT: u64 = 4 * 1024;

/// What is to be done with names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// They must not be published.
    Seal,
    /// They may be.
    Unseal,
}

/// What was done, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sealing {
    /// Names that were added or taken out.
    pub changed: usize,
    /// Names of which nothing had to be changed.
    pub unchanged: usize,
    /// The lines that are no names, counted from one.
    pub refused: Vec<usize>,
    /// Names that are sealed now.
    pub names: usize,
}

/// Reads the seal of a site; an empty one where it has none.
pub fn read_seal(root: &Path) -> Result<SealFile, SealingError> {
    let file = root.join(SEAL);
    match fs::read_to_string(&file) {
        Ok(text) => SealFile::parse(&text).map_err(|error| SealingError::Seal(file, error)),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(SealFile::default()),
        Err(cause) => Err(SealingError::Read(file, cause)),
    }
}

/// Adds names to the seal of a site, or takes them out: one a line, blank lines are passed over.
pub fn change_seal(root: &Path, key: &SealKey, names: &str, wish: Wish) -> Result<Sealing, SealingError> {
    let mut seal = read_seal(root)?;
    let mut sealing = Sealing::default();
    for (at, name) in names.lines().enumerate().filter(|(_, name)| !name.trim().is_empty()) {
        let change = match wish {
            Wish::Seal => seal.add(name, key),
            Wish::Unseal => seal.remove(name, key),
        };
        match change.map_err(|error| SealingError::Seal(root.join(SEAL), error))? {
            Change::Done => sealing.changed += 1,
            Change::Nothing => sealing.unchanged += 1,
            Change::NoName => sealing.refused.push(at + 1),
        }
    }
    sealing.names = seal.names();
    if sealing.changed > 0 {
        write_seal(root, &seal)?;
    }
    Ok(sealing)
}

/// Writes beside the file and then takes its place, so that it is never half written.
fn write_seal(root: &Path, seal: &SealFile) -> Result<(), SealingError> {
    let file = root.join(SEAL);
    let next = file.with_extension("seal~");
    let written = file
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(&next, seal.to_text()))
        .and_then(|()| fs::rename(&next, &file));
    written.map_err(|cause| {
        let _ = fs::remove_file(&next);
        SealingError::Write(file, cause)
    })
}

/// Reads a key from a file, which may not stand in the site.
pub fn read_key(root: &Path, file: &Path) -> Result<SealKey, SealingError> {
    keep_out(root, file)?;
    let failed = |cause| SealingError::Read(file.to_owned(), cause);
    if fs::metadata(file).map_err(failed)?.len() > KEY_LIMIT {
        return Err(SealingError::NoKey(file.to_owned()));
    }
    let secret = fs::read_to_string(file).map_err(failed)?;
    SealKey::of(&secret).map_err(|_| SealingError::NoKey(file.to_owned()))
}

/// Makes a key and writes it into a new file, which may not stand in the site. On Unix only its owner may read it.
pub fn create_key(root: &Path, file: &Path) -> Result<(), SealingError> {
    keep_out(root, file)?;
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|_| SealingError::Chance)?;
    let mut text = String::new();
    for byte in secret {
        let _ = write!(text, "{byte:02x}");
    }
    text.push('\n');
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let failed = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::AlreadyExists => SealingError::Exists(file.to_owned()),
        _ => SealingError::Write(file.to_owned(), cause),
    };
    let mut new = options.open(file).map_err(failed)?;
    new.write_all(text.as_bytes()).and_then(|()| new.sync_all()).map_err(failed)
}

/// A key beside the names that it seals would be published, or put under version control, with them.
fn keep_out(root: &Path, file: &Path) -> Result<(), SealingError> {
    let site = root.canonicalize().map_err(|cause| SealingError::Read(root.to_owned(), cause))?;
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|cause| SealingError::Read(folder.to_owned(), cause))?;
    let itself: PathBuf = file.canonicalize().unwrap_or_else(|_| folder.clone());
    if folder.starts_with(&site) || itself.starts_with(&site) {
        return Err(SealingError::InSite(file.to_owned()));
    }
    Ok(())
}
