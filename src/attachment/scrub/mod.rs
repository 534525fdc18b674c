//! A file without what names people in it: properties of Office documents, and everything in a picture but the picture.
//!
//! What readers see stays as it is. What only a person can decide (comments, tracked changes, hidden sheets) stays as
//! well; reading the result tells what is left.

mod parts;
mod rewrite;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::kind::disguised;
use super::package::Package;
use super::reading::{Reading, Step, Stop};
use super::{Kind, addresses, icon, picture};
use crate::source::{ATTACHMENT_SIZE_LIMIT, SourcePath};

/// Why a file is not cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unscrubbed {
    /// It is of a kind that is not changed.
    Kind,
    /// It can not be read.
    Unreadable(String),
    /// It needs a password.
    Encrypted,
}

/// A file without what names people in it, as far as that can be done without a person. A file that is clean comes back
/// as it is.
pub fn scrub(path: &SourcePath, bytes: &[u8]) -> Result<Vec<u8>, Unscrubbed> {
    if bytes.len() as u64 > ATTACHMENT_SIZE_LIMIT {
        return Err(Unscrubbed::Unreadable(format!(
            "it has more than {} MB",
            ATTACHMENT_SIZE_LIMIT / 1_000_000
        )));
    }
    match Kind::of(path) {
        Kind::Picture | Kind::Icon if picture::is_picture(bytes) || icon::is_icon(bytes) => {
            super::stripped(bytes).map_err(|why| Unscrubbed::Unreadable(why.to_owned()))
        }
        Kind::Package if bytes.starts_with(b"PK") => package(bytes).map_err(|stop| match stop {
            Stop::Encrypted => Unscrubbed::Encrypted,
            Stop::Unreadable(reason) => Unscrubbed::Unreadable(reason.into_owned()),
        }),
        // A text with pictures in its addresses.
        Kind::Web | Kind::Text | Kind::Drawing | Kind::Unknown
            if disguised(Kind::of(path), bytes).is_none() =>
        {
            let cleaned =
                addresses::cleaned(bytes, 0).map_err(|why| Unscrubbed::Unreadable(why.to_owned()))?;
            cleaned.ok_or(Unscrubbed::Kind)
        }
        _ => Err(Unscrubbed::Kind),
    }
}

fn package(bytes: &[u8]) -> Step<Vec<u8>> {
    let mut nowhere = |_: &super::Passage<'_>| {};
    let mut reading = Reading::new(&mut nowhere);
    let mut package = Package::open(bytes)?;
    let damaged = |_| Stop::because("a part of it can not be written again");
    let mut source = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for at in 0..package.names.len() {
        let name = package.names[at].clone();
        if parts::is_dropped(&name) {
            continue;
        }
        let is_plain = package.is_plain(at)?;
        let cleaned = if parts::is_looked_at(&name) {
            let part = package.whole(&mut reading, at)?;
            let cleaned = parts::clean(&name, &part)?;
            (cleaned != part || !is_plain).then_some(cleaned)
        } else if is_plain {
            None
        } else {
            Some(package.whole(&mut reading, at)?)
        };
        if let Some(cleaned) = cleaned {
            // The day on which a part was packed is left out, and so is all that is said of it.
            let options = SimpleFileOptions::default().compression_method(package.method(at)?);
            writer.start_file(name, options).map_err(damaged)?;
            writer.write_all(&cleaned).map_err(|_| Stop::because("a part of it can not be written again"))?;
        } else {
            writer.raw_copy_file(source.by_index_raw(at).map_err(damaged)?).map_err(damaged)?;
        }
    }
    Ok(writer.finish().map_err(damaged)?.into_inner())
}
