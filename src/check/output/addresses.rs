//! Every address of a site, by a hash that costs little and means the same in the next build.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::plan::Plan;

/// The hash of an address or of an identifier.
pub(super) fn hash_of(text: &str) -> u64 {
    // One multiplication for eight bytes, the same on every machine: each link of each page passes here twice.
    let mix = |hash: u64, word: u64| {
        let mixed = (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ (mixed >> 32)
    };
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let hash = words.iter().fold(text.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let last = rest.iter().fold(0, |last, byte| (last << 8) | u64::from(*byte));
    mix(mix(hash, last), 0)
}

/// A hash as it is remembered: where two texts share one, a page is looked at once too often.
#[expect(clippy::cast_possible_truncation, reason = "half of it is kept")]
pub(super) fn short(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

/// A key that is a hash already.
#[derive(Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The outputs of a plan by address.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    tasks: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
}

impl Addresses {
    /// The addresses of a plan: of a page that of its folder, and its file by name.
    pub(super) fn of(plan: &Plan) -> Self {
        let mut tasks =
            HashMap::with_capacity_and_hasher(plan.tasks.len() * 2, BuildHasherDefault::default());
        for (at, task) in (0u32..).zip(&plan.tasks) {
            let (file, address) = (task.output.as_str(), task.output.address());
            tasks.insert(hash_of(file), at);
            if address.len() != file.len() {
                tasks.insert(hash_of(address), at);
                // Hosts send readers on from the folder without its slash.
                if let Some(folder) = address.strip_suffix('/') {
                    tasks.entry(hash_of(folder)).or_insert(at);
                }
            }
        }
        Self { tasks }
    }

    /// The task whose output stands at a path below the root.
    pub(super) fn find(&self, path: &str) -> Option<u32> {
        self.tasks.get(&hash_of(path)).copied()
    }

    /// Every address, as it is remembered, sorted.
    pub(super) fn remembered(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.tasks.keys().map(|hash| short(*hash)).collect();
        all.sort_unstable();
        all
    }
}
