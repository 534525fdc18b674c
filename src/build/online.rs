//! Asking other hosts whether what pages link is there.

use crate::check::Inspector;
use crate::diagnostic::Diagnostic;
#[cfg(feature = "online")]
use crate::load::load_state;
#[cfg(feature = "online")]
use crate::online::{MEMORY_FILE, Memory, Web, ask_all};
#[cfg(feature = "online")]
use crate::write::write_state;

#[cfg(feature = "online")]
use super::STATE_FOLDER;
use super::{BuildError, BuildOptions, Purpose};

/// Whether this program is able to do what is asked of it.
pub(super) fn is_able(options: &BuildOptions) -> Result<(), BuildError> {
    match options.purpose {
        Purpose::CheckOnline(_) if cfg!(not(feature = "online")) => Err(BuildError::NotOnline),
        _ => Ok(()),
    }
}

/// Asks, where that is wanted, and tells the inspector what was said. What can not be remembered is asked anew next time.
#[cfg(feature = "online")]
pub(super) fn ask(
    options: &BuildOptions,
    today: jiff::civil::Date,
    inspector: &mut Inspector<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let Purpose::CheckOnline(allowed) = &options.purpose else { return };
    let file = options.root.join(STATE_FOLDER).join(MEMORY_FILE);
    let text = load_state(&file).filter(|_| options.use_cache);
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let mut memory = Memory::read(&text, today);
    let answers = ask_all(&inspector.outside(), &mut memory, &Web::new(allowed));
    inspector.hear(&answers);
    let now = memory.to_text();
    if now != text
        && let Err(error) = write_state(&file, now.as_bytes())
    {
        found.push(super::memory::not_kept(&error));
    }
}

/// Nobody is asked.
#[cfg(not(feature = "online"))]
pub(super) fn ask(_: &BuildOptions, _: jiff::civil::Date, _: &mut Inspector<'_>, _: &mut Vec<Diagnostic>) {}
