//! What an earlier build left for this one.

use std::path::Path;

use super::file::PlainFile;

/// Reads what an earlier build kept. `None` where there is nothing, or nothing that can be read: it only saves work.
pub fn load_state(file: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    PlainFile::open(file).ok()?.read_into(&mut bytes).ok()?;
    Some(bytes)
}
