//! Why a file was not cleaned.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a file was not cleaned. Nothing was written.
#[derive(Debug)]
pub enum ScrubError {
    /// It is a folder, a link or the like.
    NotAFile(PathBuf),
    /// It could not be read from the disk.
    Read(PathBuf, io::Error),
    /// It needs a password.
    Encrypted(PathBuf),
    /// What is in it can not be read, and why.
    Unreadable(PathBuf, String),
    /// The clean file is there already.
    Exists(PathBuf),
    /// The clean file could not be written.
    Write(PathBuf, io::Error),
}

impl ScrubError {
    /// What the person at the keyboard can do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotAFile(_) => "name a file; links are not followed",
            Self::Read(..) => "see whether the path is right and you may read it",
            Self::Encrypted(_) => "save it without a password first",
            Self::Unreadable(..) => "save it again in the program that made it, or in another format",
            Self::Exists(_) => "move it away, or give `--in-place` to clean the file itself",
            Self::Write(..) => "see whether you may write there and the disk has room",
        }
    }
}

impl fmt::Display for ScrubError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAFile(path) => write!(f, "`{}` is not a plain file", path.display()),
            Self::Read(path, _) => write!(f, "can not read `{}`", path.display()),
            Self::Encrypted(path) => write!(f, "`{}` needs a password", path.display()),
            Self::Unreadable(path, why) => write!(f, "`{}` can not be looked into: {why}", path.display()),
            Self::Exists(path) => write!(f, "there is a `{}` already; nothing was written", path.display()),
            Self::Write(path, _) => write!(f, "can not write `{}`", path.display()),
        }
    }
}

impl Error for ScrubError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Read(_, cause) | Self::Write(_, cause) => Some(cause),
            _ => None,
        }
    }
}
