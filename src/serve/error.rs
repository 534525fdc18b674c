//! What keeps a preview from beginning.

use std::fmt;
use std::io;

use crate::build::BuildError;
use crate::load::LoadError;

/// The preview can not begin.
#[derive(Debug)]
pub enum ServeError {
    /// The port is taken; and by which program, if that is known.
    PortTaken(u16, Option<(String, u32)>),
    /// The address can not be listened at.
    Listen(String, io::Error),
    /// Changes can not be watched.
    Watch(notify::Error),
    /// The site can not be read.
    Build(BuildError),
    /// A thread can not be started.
    Thread(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortTaken(port, None) => write!(f, "port {port} is taken by another program"),
            Self::PortTaken(port, Some((name, number))) => {
                write!(f, "port {port} is taken by `{name}` (process {number})")
            }
            Self::Listen(address, _) => write!(f, "nothing can be served at `{address}`"),
            Self::Watch(_) => f.write_str("changes in the folder of the site can not be watched"),
            Self::Build(error) => error.fmt(f),
            Self::Thread(_) => f.write_str("a thread can not be started"),
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::PortTaken(..) => None,
            Self::Listen(_, error) | Self::Thread(error) => Some(error),
            Self::Watch(error) => Some(error),
            Self::Build(error) => error.source(),
        }
    }
}

impl ServeError {
    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::PortTaken(..) => {
                Some("give another one with `--port N`; `--port 0` takes one that is free")
            }
            Self::Listen(..) => {
                Some("give an address of this machine with `--host ADDRESS`, or leave the option out")
            }
            Self::Watch(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => {
                Some("raise the system's limit: `sudo sysctl fs.inotify.max_user_watches=524288`")
            }
            _ => None,
        }
    }
}

impl From<LoadError> for ServeError {
    fn from(error: LoadError) -> Self {
        Self::Build(error.into())
    }
}
