//! What those who sign a briefing off need: the approval in its front matter, and files that are for their eyes only.
//!
//! An approval is written into this one file, all of it or nothing, and every byte that is not part of it is left as it was.

mod edit;
mod error;
mod private;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use jiff::civil::Date;

use crate::model::{Briefing, Site};
use crate::parse::{SignedPart, signed_parts};
use crate::source::{Fingerprint, SourceText};

pub use error::SignoffError;
pub use private::{PrivateError, write_private};

/// Who signed, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The role that signed.
    pub by: String,
    /// The day.
    pub date: Date,
    /// Who read it beside the author; `None` leaves what is written.
    pub second_reader: Option<String>,
}

/// Signs a briefing of a site off: writes who signed what into its file. Gives the number of parts that were signed.
pub fn sign(
    root: &Path,
    site: &Site,
    briefing: &Briefing,
    signature: &Signature,
) -> Result<usize, SignoffError> {
    let file = root.join(briefing.source.as_str());
    let bytes = fs::read(&file).map_err(|cause| SignoffError::Read(briefing.source.clone(), cause))?;
    if Fingerprint::of(&bytes) != briefing.fingerprint {
        return Err(SignoffError::Changed(briefing.source.clone()));
    }
    let text = String::from_utf8(bytes).map_err(|_| SignoffError::NotUnderstood("is not UTF-8"))?;
    let source = SourceText::new(briefing.source.clone(), text);
    let mut parts: Vec<SignedPart> = signed_parts(&source);
    parts.extend(site.signed_files(briefing));
    let signed = edit::with_approval(&source, signature, &parts).map_err(SignoffError::NotUnderstood)?;
    replace(&file, signed.as_bytes()).map_err(|cause| SignoffError::Write(briefing.source.clone(), cause))?;
    Ok(parts.len())
}

/// Puts new content into the place of a file in one step; who may read it stays as it was.
fn replace(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let draft = file.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let written = fs::metadata(file).and_then(|before| {
        let mut new = fs::File::create_new(&draft)?;
        new.set_permissions(before.permissions())?;
        new.write_all(bytes)?;
        new.sync_all()?;
        fs::rename(&draft, file)
    });
    if written.is_err() {
        // A name of our own: should it stay, it is a hidden file that no build looks at.
        let _ = fs::remove_file(&draft);
    }
    written
}
