//! Why names were not sealed.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::identity::SealError;

/// Why names were not sealed, or a key was not read or made. Nothing was written.
#[derive(Debug)]
pub enum SealingError {
    /// The file of the key stands in the site.
    InSite(PathBuf),
    /// The file holds no key.
    NoKey(PathBuf),
    /// There is a file of that name.
    Exists(PathBuf),
    /// The seal is damaged, or of another key.
    Seal(PathBuf, SealError),
    /// The machine gives no chance.
    Chance,
    /// A file could not be read.
    Read(PathBuf, io::Error),
    /// A file could not be written.
    Write(PathBuf, io::Error),
}

impl SealingError {
    /// What the person at the keyboard can do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::InSite(_) => "keep the key outside of the site, where only those who publish can read it",
            Self::NoKey(_) => "`briefpress seal key FILE` makes a key",
            Self::Exists(_) => {
                "name another file: names that are sealed with the key in it could no longer be told"
            }
            Self::Seal(_, SealError::WrongKey) => "use the key with which the names were sealed",
            Self::Seal(..) => "take the file from version control, or delete it and seal the names again",
            Self::Chance => {
                "write a line of at least 20 characters that nobody can guess into the file yourself"
            }
            Self::Read(..) => "see whether the path is right and you may read it",
            Self::Write(..) => "see whether the folder is there, you may write to it and the disk has room",
        }
    }
}

impl fmt::Display for SealingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InSite(file) => {
                write!(f, "`{}` is in the site, and so is what it must protect", file.display())
            }
            Self::NoKey(file) => write!(f, "`{}` holds no key", file.display()),
            Self::Exists(file) => write!(f, "there is a `{}` already; nothing was written", file.display()),
            Self::Seal(file, SealError::WrongKey) => {
                write!(f, "`{}` was sealed with another key", file.display())
            }
            Self::Seal(file, SealError::Damaged(line)) => {
                write!(f, "`{}` is damaged on line {line}", file.display())
            }
            Self::Chance => f.write_str("the system has no random numbers to give"),
            Self::Read(file, _) => write!(f, "can not read `{}`", file.display()),
            Self::Write(file, _) => write!(f, "can not write `{}`", file.display()),
        }
    }
}

impl Error for SealingError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Read(_, cause) | Self::Write(_, cause) => Some(cause),
            _ => None,
        }
    }
}
