//! The seal of a site and who looks for its names.

use super::BuildOptions;
use crate::check::{Guard, KeyState, Levels, open_seal};
use crate::config::{Config, Registries};
use crate::diagnostic::Diagnostic;
use crate::identity::{Allowed, Seal, Setup};
use crate::source::SourceText;

/// Opens the seal. A preview is not published, so that an author without the key may look at pages.
pub(super) fn open(
    options: &BuildOptions,
    seal: Option<&SourceText>,
    is_preview: bool,
    found: &mut Vec<Diagnostic>,
) -> Option<Seal> {
    let state = if is_preview { KeyState::Wanted } else { KeyState::Needed };
    open_seal(seal, options.seal_key.as_ref(), state, found)
}

/// Makes ready what looks for names and numbers.
pub(super) fn guard(seal: Option<Seal>, config: &Config, registries: &Registries, levels: &Levels) -> Guard {
    Guard::new(Setup { seal, allowed: Allowed::of(config, registries) }, levels)
}
