//! Opening the seal: what is said where its names can not be looked for.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::identity::{Seal, SealError, SealFile, SealKey};
use crate::source::{SourceText, Span};

const NO_KEY: Code = Code("identity/no-key");
const WRONG_KEY: Code = Code("identity/wrong-key");
const DAMAGED_SEAL: Code = Code("identity/damaged-seal");

/// What it means that the key is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// Nothing may be published without the names having been looked for.
    Needed,
    /// Nothing is published: an author without the key may look at the pages.
    Wanted,
}

/// Opens the seal of a site; nothing where there is none, or where a finding says why it can not be used.
pub fn open_seal(
    seal: Option<&SourceText>,
    key: Option<&SealKey>,
    state: KeyState,
    found: &mut Vec<Diagnostic>,
) -> Option<Seal> {
    let seal = seal?;
    let severity = match state {
        KeyState::Needed => Severity::Error,
        KeyState::Wanted => Severity::Warning,
    };
    let file = match SealFile::parse(seal.text()) {
        Ok(file) if file.is_empty() => return None,
        Ok(file) => file,
        Err(error) => {
            found.push(damaged(seal, error));
            return None;
        }
    };
    let Some(key) = key else {
        let message =
            format!("sealed names could not be looked for: the key of `{}` is missing", seal.path());
        found.push(Diagnostic::new(severity, NO_KEY, message).at(seal.whole()).help(
            "set `BRIEFPRESS_SEAL_KEY` to the key, or `BRIEFPRESS_SEAL_KEY_FILE` to the file that holds it",
        ));
        return None;
    };
    match file.open(key) {
        Ok(seal) => Some(seal),
        Err(SealError::WrongKey) => {
            let message = format!(
                "sealed names could not be looked for: `{}` was sealed with another key",
                seal.path()
            );
            found.push(
                Diagnostic::new(severity, WRONG_KEY, message)
                    .at(seal.whole())
                    .help("use the key with which the names were sealed; if it is lost, delete the file and seal the names again"),
            );
            None
        }
        Err(error) => {
            found.push(damaged(seal, error));
            None
        }
    }
}

fn damaged(seal: &SourceText, error: SealError) -> Diagnostic {
    let SealError::Damaged(line) = error else {
        return Diagnostic::error(DAMAGED_SEAL, format!("`{}` can not be read", seal.path()))
            .at(seal.whole());
    };
    let start = seal.text().split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let length = seal.text()[start..].lines().next().map_or(0, str::len);
    Diagnostic::error(
        DAMAGED_SEAL,
        format!("`{}` is damaged, so sealed names could not be looked for", seal.path()),
    )
    .at(seal.place(Span::new(start, start + length)))
    .help("take it from version control, or delete it and seal the names again")
}
