//! What the machine could not do, in one message with its causes and a way out.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, ErrorKind};

use briefpress::load::LoadError;
use briefpress::serve::ServeError;
use briefpress::write::WriteError;

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

    /// The same with another way out.
    pub(super) fn with_help(self, help: String) -> Self {
        Self { help: Some(help), ..self }
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
        Self::of(&error)
    }
}

impl Failure {
    /// An error with its causes.
    pub(super) fn of(error: &(dyn Error + 'static)) -> Self {
        let mut message = error.to_string();
        let mut help = None;
        let mut cause = Some(error);
        while let Some(error) = cause {
            let text = error.to_string();
            if !message.contains(&text) {
                let _ = write!(message, ": {text}");
            }
            help = help.or_else(|| advice(error));
            cause = error.source();
        }
        Self { message, help }
    }
}

/// What to do about one error of a chain; the outermost that knows is heard.
fn advice(error: &(dyn Error + 'static)) -> Option<String> {
    if let Some(error) = error.downcast_ref::<LoadError>() {
        return Some(error.help().to_owned());
    }
    if let Some(error) = error.downcast_ref::<WriteError>() {
        return Some(error.help());
    }
    if let Some(error) = error.downcast_ref::<ServeError>() {
        return error.help().map(str::to_owned);
    }
    let help = match error.downcast_ref::<io::Error>()?.kind() {
        ErrorKind::NotFound => Some("see whether the path is right; `--root DIR` names the site's folder"),
        ErrorKind::PermissionDenied => Some("see who may read the site's folder and write to its output"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Some("make room on the disk and run the command again; the old site is still whole")
        }
        ErrorKind::ReadOnlyFilesystem => Some("give a folder that can be written to with `--output DIR`"),
        _ => None,
    };
    help.map(str::to_owned)
}
