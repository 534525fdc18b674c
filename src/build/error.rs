//! What can fail that is not the content's fault.

use std::fmt;

use crate::load::LoadError;
use crate::write::WriteError;

/// The machine failed, or was asked for something impossible. The published site is as it was.
#[derive(Debug)]
pub enum BuildError {
    /// Reading failed.
    Load(LoadError),
    /// Writing failed.
    Write(WriteError),
    /// `--base-url` is not an address, and why.
    BaseUrl(String, String),
}

impl BuildError {
    /// Whether building once more may succeed.
    pub fn is_change(&self) -> bool {
        match self {
            Self::Load(error) => error.is_change(),
            Self::Write(error) => error.is_change(),
            Self::BaseUrl(..) => false,
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::BaseUrl(given, why) => {
                write!(f, "`--base-url {given}` is not the address of a site: {why}")
            }
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Load(error) => Some(error),
            Self::Write(error) => Some(error),
            Self::BaseUrl(..) => None,
        }
    }
}

impl From<LoadError> for BuildError {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl From<WriteError> for BuildError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}
