//! What one build keeps for the next, in the hidden folder of the site.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::WriteError;

/// Where a site keeps what is remembered of one output: a file for each output, named by a hash of its path.
pub fn state_file(state: &Path, output: &Path) -> PathBuf {
    let name = crate::source::Fingerprint::of(output.as_os_str().as_encoded_bytes()).short();
    state.join(format!("build-{name}"))
}

/// Where a site keeps what was found in the pages of one output.
pub fn pages_file(state: &Path, output: &Path) -> PathBuf {
    let name = crate::source::Fingerprint::of(output.as_os_str().as_encoded_bytes()).short();
    state.join(format!("pages-{name}"))
}

/// Where a site keeps a part of what is remembered of its texts.
pub fn sources_file(state: &Path, part: usize) -> PathBuf {
    state.join(format!("sources-{part:02x}"))
}

/// Where a site keeps what is remembered of its pictures.
pub fn pictures_file(state: &Path) -> PathBuf {
    state.join("pictures")
}

/// Where a site keeps the paths of its outputs, one a line.
pub fn outputs_file(state: &Path) -> PathBuf {
    state.join("outputs")
}

/// Removes what is remembered; what is not there is forgotten already.
pub fn forget_state(file: &Path) -> Result<(), WriteError> {
    match fs::remove_file(file) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(WriteError::new(file, cause)),
        _ => Ok(()),
    }
}

/// Writes what the next build reads: whole or not at all.
pub fn write_state(file: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    store(file, bytes).map_err(|cause| WriteError::new(file, cause))
}

fn store(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let Some(folder) = file.parent() else { return Err(io::ErrorKind::InvalidInput.into()) };
    match folder.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => {}
        // A link could lead out of the site.
        Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
        Err(_) => match fs::create_dir(folder) {
            // Another thread was faster.
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            made => made?,
        },
    }
    let draft = file.with_extension(format!("{}.new", std::process::id()));
    let written = fs::File::create_new(&draft)
        .and_then(|mut draft| draft.write_all(bytes))
        .and_then(|()| fs::rename(&draft, file));
    if written.is_err() {
        // What can not be removed either is no record: it has another name.
        let _ = fs::remove_file(&draft);
    }
    written
}
