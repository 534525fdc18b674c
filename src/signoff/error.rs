//! Why a sign-off was not recorded.

use std::error::Error;
use std::fmt;
use std::io;

use crate::source::SourcePath;

/// Why a sign-off was not recorded. The file is as it was.
#[derive(Debug)]
pub enum SignoffError {
    /// The file could not be read.
    Read(SourcePath, io::Error),
    /// The file was changed while the site was read.
    Changed(SourcePath),
    /// The front matter is written in a way that is not changed by a program; the end of a sentence.
    NotUnderstood(&'static str),
    /// The file could not be written.
    Write(SourcePath, io::Error),
}

impl SignoffError {
    /// What the person at the keyboard can do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Read(..) => "see whether you may read the file",
            Self::Changed(_) => "run the command again",
            Self::NotUnderstood(_) => {
                "write `approval:` with its keys on lines of their own below it, or take it out, and run the command again"
            }
            Self::Write(..) => {
                "see whether you may write to the file and its folder, and whether the disk has room"
            }
        }
    }
}

impl fmt::Display for SignoffError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(path, _) => write!(f, "can not read `{path}`"),
            Self::Changed(path) => write!(f, "`{path}` was changed meanwhile; nothing was written"),
            Self::NotUnderstood(why) => write!(f, "the front matter {why}; nothing was written"),
            Self::Write(path, _) => write!(f, "can not write `{path}`; it is as it was"),
        }
    }
}

impl Error for SignoffError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Read(_, cause) | Self::Write(_, cause) => Some(cause),
            Self::Changed(_) | Self::NotUnderstood(_) => None,
        }
    }
}
