//! A whole site in memory: addresses and bytes, and nothing that knows of a disk.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::plan::Plan;
use crate::source::OutputPath;

type Index = Arc<HashMap<OutputPath, u32>>;

/// What one build made, as readers would get it: the bytes of every output. It never changes; copies share the bytes.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    base: Arc<str>,
    index: Index,
    files: Vec<Option<Arc<[u8]>>>,
}

impl Edition {
    /// The folder of the host that its addresses begin with: `/`, or `/sub/`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The number of an output, by which its bytes are found.
    pub fn find(&self, output: &str) -> Option<usize> {
        self.index.get(output).map(|at| *at as usize)
    }

    /// An output and its number.
    pub fn get(&self, output: &str) -> Option<(&OutputPath, usize)> {
        self.index.get_key_value(output).map(|(output, at)| (output, *at as usize))
    }

    /// The bytes of an output; nothing while they are being made.
    pub fn bytes(&self, at: usize) -> Option<&Arc<[u8]>> {
        self.files.get(at)?.as_ref()
    }

    /// Every output with its number, in no order.
    pub fn outputs(&self) -> impl Iterator<Item = (&OutputPath, usize)> {
        self.index.iter().map(|(output, at)| (output, *at as usize))
    }

    /// How many outputs there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether every output is there.
    pub fn is_complete(&self) -> bool {
        self.files.iter().all(Option::is_some)
    }

    /// Whether another edition has the same outputs under the same numbers.
    pub fn is_numbered_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.index, &other.index)
    }
}

/// An edition in the making; many threads put into it.
pub(super) struct Shelf<'a> {
    /// The site's folder, for what is published as it is.
    pub(super) root: &'a Path,
    base: Arc<str>,
    index: Index,
    files: Vec<OnceLock<Arc<[u8]>>>,
    /// For each task whether its bytes are wanted; all are where this is nothing.
    wanted: Option<Vec<bool>>,
}

impl<'a> Shelf<'a> {
    /// A shelf for the outputs of a plan. Where they are those of the edition before, their index is shared.
    pub(super) fn new(root: &'a Path, base: &str, plan: &Plan, before: Option<&Edition>) -> Self {
        let outputs = || (0u32..).zip(plan.tasks.iter().map(|task| &task.output));
        let is_same = |before: &&Edition| {
            before.len() == plan.tasks.len()
                && outputs().all(|(at, output)| before.index.get(output) == Some(&at))
        };
        let index = match before.filter(is_same) {
            Some(before) => Arc::clone(&before.index),
            None => Arc::new(outputs().map(|(at, output)| (output.clone(), at)).collect()),
        };
        let mut files = Vec::new();
        files.resize_with(plan.tasks.len(), OnceLock::new);
        Self { root, base: base.into(), index, files, wanted: None }
    }

    /// A shelf for some outputs of a plan: those of the tasks for which there is a `true`.
    pub(super) fn of_some(root: &'a Path, base: &str, plan: &Plan, wanted: Vec<bool>) -> Self {
        Self { wanted: Some(wanted), ..Self::new(root, base, plan, None) }
    }

    /// Whether the bytes of a task are wanted.
    pub(super) fn takes(&self, at: usize) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.get(at).is_some_and(|wanted| *wanted))
    }

    /// Puts the bytes of a task in their place.
    pub(super) fn put(&self, at: usize, bytes: Arc<[u8]>) {
        // A task is rendered once, so the place is free.
        let _ = self.files[at].set(bytes);
    }

    /// The edition as far as it is made.
    pub(super) fn edition(&self) -> Edition {
        let files = self.files.iter().map(|file| file.get().cloned()).collect();
        Edition { base: Arc::clone(&self.base), index: Arc::clone(&self.index), files }
    }
}
