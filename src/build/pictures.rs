//! What a build remembers of pictures for the next one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::memory::not_kept;
use super::preview::Showing;
use super::{BuildOptions, Purpose, STATE_FOLDER};
use crate::diagnostic::Diagnostic;
use crate::load::{KnownPictures, load_state};
use crate::source::Fingerprint;
use crate::write::{forget_state, pictures_file, write_state};

/// Where it is kept: as what is remembered of texts, for a preview in its process, for a build that publishes in a folder.
enum Store<'a> {
    Nowhere,
    File(PathBuf),
    Process(&'a SharedPictures),
}

/// What one process remembers of pictures: previews take it as it is.
#[derive(Debug, Default)]
pub(super) struct SharedPictures(Mutex<Arc<KnownPictures>>);

impl SharedPictures {
    /// What is remembered.
    pub(super) fn get(&self) -> Arc<KnownPictures> {
        // Nothing can panic while it is held.
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Remembers these, and no others.
    pub(super) fn put(&self, pictures: KnownPictures) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(pictures);
    }
}

/// What is remembered of pictures.
pub(super) struct PictureMemory<'a> {
    store: Store<'a>,
    program: Fingerprint,
    /// What the build before left; nothing of it where it is not to be used.
    pub(super) known: Arc<KnownPictures>,
    /// Whether that is what is kept.
    is_used: bool,
}

impl<'a> PictureMemory<'a> {
    /// Recalls what the build before left.
    pub(super) fn of(options: &BuildOptions, showing: Option<&Showing<'a>>, program: Fingerprint) -> Self {
        let store = match showing {
            Some(showing) => Store::Process(showing.pictures),
            None if options.purpose == Purpose::Publish => {
                Store::File(pictures_file(&options.root.join(STATE_FOLDER)))
            }
            None => Store::Nowhere,
        };
        let known = match &store {
            Store::File(file) if options.use_cache => {
                load_state(file).and_then(|bytes| KnownPictures::read(&bytes, program)).map(Arc::new)
            }
            Store::Process(known) => Some(known.get()),
            Store::File(_) | Store::Nowhere => None,
        };
        Self { store, program, is_used: known.is_some(), known: known.unwrap_or_default() }
    }

    /// Keeps the pictures that there are, and leaves nothing of those that are gone.
    pub(super) fn keep(self, pictures: KnownPictures) -> Option<Diagnostic> {
        let kept = match self.store {
            Store::Nowhere => return None,
            Store::Process(known) => {
                known.put(pictures);
                return None;
            }
            Store::File(_) if self.is_used && *self.known == pictures => return None,
            Store::File(file) if pictures.is_empty() => forget_state(&file),
            Store::File(file) => write_state(&file, &pictures.to_bytes(self.program)),
        };
        kept.err().map(|error| not_kept(&error))
    }
}
