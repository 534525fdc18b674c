//! What the machine could not do, in one message with its causes and a way out.

use std::error::Error;
use std::fmt::{self, Write as _};
use std::io;

/// A failure that ends the program with status 2.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    /// A failure with a way out.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: Some(help.into()) }
    }

    /// The message and its causes, on one line.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// The way out.
    pub(super) fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl<E: Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut message = error.to_string();
        let mut help = None;
        let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
        while let Some(error) = cause {
            let text = error.to_string();
            if !message.contains(&text) {
                let _ = write!(message, ": {text}");
            }
            help = error.downcast_ref::<io::Error>().and_then(|error| advice(error.kind())).or(help);
            cause = error.source();
        }
        Self { message, help: help.map(str::to_owned) }
    }
}

fn advice(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::NotFound => {
            Some("see whether the path is right; `--root DIR` names the site's folder")
        }
        io::ErrorKind::PermissionDenied => Some("see who may read the site's folder and write to its output"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Some("make room on the disk and run the command again; the old site is still whole")
        }
        io::ErrorKind::ReadOnlyFilesystem => Some("give a folder that can be written to with `--output DIR`"),
        _ => None,
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
