//! What a build is asked to do.

use std::path::PathBuf;

use crate::identity::SealKey;
use crate::model::Wanted;

use super::Today;

/// What a build is asked to do.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct BuildOptions {
    /// The site's folder.
    pub root: PathBuf,
    /// Where the site goes; `None`: `output` in the site's folder.
    pub output: Option<PathBuf>,
    /// An address that takes the place of the one in `site.yaml`.
    pub base_url: Option<String>,
    /// The day that counts as today.
    pub today: Today,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether warnings block publication.
    pub deny_warnings: bool,
    /// Whether what an earlier build left may be used.
    pub use_cache: bool,
    /// Whether the disk is asked to hold the new site before it takes the place of the old one.
    pub durable: bool,
    /// Of how many findings of one kind the lines are read that they speak of: as many as will be shown.
    pub excerpts: usize,
    /// The key of the sealed names; without it a site that has some can not be published.
    pub seal_key: Option<SealKey>,
    /// Whether findings may show sealed names.
    pub reveal: bool,
    /// What it is for.
    pub purpose: Purpose,
}

impl BuildOptions {
    /// Those of a check of a site as its own settings have it, without a key of sealed names.
    pub fn of_check(root: impl Into<PathBuf>, today: Today) -> Self {
        Self {
            root: root.into(),
            output: None,
            base_url: None,
            today,
            drafts: false,
            deny_warnings: false,
            use_cache: true,
            durable: false,
            excerpts: usize::MAX,
            seal_key: None,
            reveal: false,
            purpose: Purpose::Check,
        }
    }

    /// Where the site goes.
    pub(super) fn output(&self) -> PathBuf {
        self.output.clone().unwrap_or_else(|| self.root.join("output"))
    }

    /// The same, as it is remembered: without links on the way, where it exists.
    pub(super) fn real_output(&self) -> PathBuf {
        let output = self.output();
        output.canonicalize().unwrap_or(output)
    }
}

/// What a build is for. The way is the same; only its end differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To say what is wrong; nothing is written.
    Check,
    /// The same, and to ask other hosts whether what pages link is there. Hosts that are named may be asked though the
    /// public does not reach them. What was said is remembered.
    CheckOnline(Vec<String>),
    /// To publish.
    Publish,
    /// To say what publishing would change, against what is in the output or against a manifest that was put aside;
    /// nothing is written.
    Compare(Option<PathBuf>),
    /// To look at one briefing as if it came out now, though it be a draft or under embargo; nothing is written. Findings
    /// do not keep it from being looked at.
    Foresee(Wanted),
}
