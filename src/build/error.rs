//! What can fail that is not the content's fault.

use std::fmt;

use jiff::civil::DateTime;

use crate::load::LoadError;
use crate::write::WriteError;

/// The machine failed, or was asked for something impossible. The published site is as it was.
#[derive(Debug)]
pub enum BuildError {
    /// Reading failed.
    Load(LoadError),
    /// Writing failed.
    Write(WriteError),
    /// Other hosts are to be asked, and this program was built without the means.
    NotOnline,
    /// `--base-url` is not an address, and why.
    BaseUrl(String, String),
    /// `--today` is in the hour that the clocks leave out when they go forward.
    SkippedHour {
        /// The time zone of the site.
        timezone: String,
        /// What the clocks show when they go forward.
        from: DateTime,
        /// What they show right after.
        to: DateTime,
    },
}

impl BuildError {
    /// Whether building once more may succeed.
    pub fn is_change(&self) -> bool {
        match self {
            Self::Load(error) => error.is_change(),
            Self::Write(error) => error.is_change(),
            Self::NotOnline | Self::BaseUrl(..) | Self::SkippedHour { .. } => false,
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::NotOnline => f.write_str(
                "this `briefpress` can ask no other host: install it with `cargo install briefpress --features online`",
            ),
            Self::BaseUrl(given, why) => {
                write!(f, "`--base-url {given}` is not the address of a site: {why}")
            }
            Self::SkippedHour { timezone, from, to } => {
                let (from, to) = (from.strftime("%H:%M"), to.strftime("%H:%M on %-d %B %Y"));
                write!(
                    f,
                    "there is no such time as `--today` names: in {timezone} clocks go from {from} to {to}"
                )
            }
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Load(error) => Some(error),
            Self::Write(error) => Some(error),
            Self::NotOnline | Self::BaseUrl(..) | Self::SkippedHour { .. } => None,
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
