//! What a theme does to one page it does to all: where it has run out of time or room once, no further page is made.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostic::Diagnostic;
use crate::theme;

/// Whether it is worth while to make another page. Five seconds for each of ten thousand pages would be half a day.
#[derive(Debug, Default)]
pub(super) struct Patience {
    is_over: AtomicBool,
}

impl Patience {
    /// The patience that is left after some findings.
    pub(super) fn after(found: &[Diagnostic]) -> Self {
        Self { is_over: AtomicBool::new(found.iter().any(|found| found.code == theme::LIMIT)) }
    }

    /// Whether no further page is to be made.
    pub(super) fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    /// Takes note of a page that failed.
    pub(super) fn note(&self, found: Diagnostic) -> Diagnostic {
        if found.code != theme::LIMIT {
            return found;
        }
        self.is_over.store(true, Ordering::Relaxed);
        found.because("no page was made after this one")
    }
}
