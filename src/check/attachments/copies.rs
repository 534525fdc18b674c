//! Files with the same bytes, which are looked into once, however many places they are published at.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use ahash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use super::Contents;
use crate::attachment::Kind;
use crate::source::Fingerprint;

/// What is in a file, once one thread has looked.
type Looked = Arc<OnceLock<Contents>>;

/// Files that were looked into, of those that there are several of.
#[derive(Debug, Default)]
pub(in crate::check) struct Copies {
    /// The hashes of more than one file.
    several: HashSet<Fingerprint>,
    /// What is in them. The same bytes are read in another way under the name of another kind.
    known: Mutex<HashMap<(Fingerprint, Kind), Looked>>,
}

impl Copies {
    /// The copies among some files.
    pub(in crate::check) fn among(hashes: impl Iterator<Item = Fingerprint>) -> Self {
        let mut once = HashSet::new();
        let several = hashes.filter(|hash| !once.insert(*hash)).collect();
        Self { several, known: Mutex::new(HashMap::new()) }
    }

    /// What is in a file, of which another one may be a copy that was looked into.
    pub(in crate::check) fn contents(
        &self,
        hash: Option<Fingerprint>,
        kind: Kind,
        look_into: impl FnOnce() -> Contents,
    ) -> Looked {
        let cell = match hash.filter(|hash| self.several.contains(hash)) {
            // A thread that panicked while it held the list left it whole.
            Some(hash) => {
                let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
                Looked::clone(known.entry((hash, kind)).or_default())
            }
            None => Looked::default(),
        };
        // Other threads wait here for the first one, and not for each other's files.
        cell.get_or_init(look_into);
        cell
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn the_same_bytes_are_looked_into_once() {
        let (one, other) = (Fingerprint::of(b"one"), Fingerprint::of(b"other"));
        let copies = Copies::among([one, other, one, one].into_iter());
        let count = Cell::new(0);
        let look = |hash, kind| {
            copies.contents(hash, kind, || {
                count.set(count.get() + 1);
                Contents::default()
            });
            count.get()
        };
        assert_eq!(look(Some(one), Kind::Pdf), 1);
        assert_eq!(look(Some(one), Kind::Pdf), 1);
        assert_eq!(look(Some(one), Kind::Text), 2, "another kind is read in another way");
        assert_eq!(look(Some(other), Kind::Pdf), 3);
        assert_eq!(look(Some(other), Kind::Pdf), 4, "of what there is one nothing is kept");
        assert_eq!(look(None, Kind::Pdf), 5);
    }
}
