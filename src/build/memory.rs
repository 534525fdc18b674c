//! What a build finds of the one before, and leaves for the one after.

use std::path::{Path, PathBuf};

use crate::check::RememberedPages;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::load_state;
use crate::model::Site;
use crate::plan::{BuildRecord, Plan, PlanInputs};
use crate::source::Fingerprint;
use crate::write::{Staging, WriteError, pages_file, state_file, write_state};

const NOT_KEPT: Code = Code("site/memory-not-kept");

/// The memory of one output.
pub(super) struct Memory {
    file: PathBuf,
    record: Option<BuildRecord>,
    pages_file: PathBuf,
    pages: Option<RememberedPages>,
}

impl Memory {
    /// Recalls the build that made what is live. A record of another generation is of no use: somebody restored or
    /// replaced the output.
    pub(super) fn of(staging: &Staging, state: &Path, wanted: bool) -> Self {
        let file = state_file(state, &staging.output());
        let bytes = if wanted { load_state(&file) } else { None };
        let live = staging.previous().map(crate::write::Manifest::fingerprint);
        let record =
            bytes.as_deref().and_then(BuildRecord::parse).filter(|record| Some(record.manifest) == live);
        let pages_file = pages_file(state, &staging.output());
        let pages = record
            .as_ref()
            .and_then(|record| RememberedPages::read(load_state(&pages_file)?, record.manifest));
        // What is kept must not fall silent: without what was found in it, everything is made anew.
        let record = record.filter(|_| pages.is_some());
        Self { file, record, pages_file, pages }
    }

    /// What was found in the outputs that are live.
    pub(super) fn pages(&self) -> Option<&RememberedPages> {
        self.pages.as_ref()
    }

    /// What the outputs that are live were made of.
    pub(super) fn record(&self) -> Option<&BuildRecord> {
        self.record.as_ref()
    }

    /// Leaves the record of this build. That the site is out is what counts: a record that could not be kept is a
    /// finding, not a failure.
    pub(super) fn keep(
        self,
        manifest: Fingerprint,
        site: &Site,
        plan: &Plan,
        inputs: &PlanInputs,
        pages: &RememberedPages,
    ) -> Option<Diagnostic> {
        let holds = self.record.is_some_and(|record| record.holds(manifest, site, plan, inputs));
        if holds && self.pages.is_some_and(|before| before.is_same(pages)) {
            return None;
        }
        // Should only one of the two be kept, they do not fit together, and both count for nothing.
        if let Err(error) = write_state(&self.pages_file, &pages.to_bytes(manifest)) {
            return Some(not_kept(&error));
        }
        let bytes = BuildRecord::write(manifest, site, plan, inputs);
        write_state(&self.file, &bytes).err().map(|error| not_kept(&error))
    }
}

/// The finding for what could not be kept.
pub(super) fn not_kept(error: &WriteError) -> Diagnostic {
    let message = format!("what this build knows could not be kept for the next one: {error}");
    Diagnostic::warning(NOT_KEPT, message)
        .help("make the folder `.briefpress` of the site writable; until then each build makes everything")
}
