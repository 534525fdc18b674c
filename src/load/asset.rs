//! Files that are published as they are: size, hash, and the measures of a picture. The bytes are not kept.

use std::io::{BufReader, Seek, SeekFrom};

use super::file::PlainFile;
use super::list::Entry;
use super::{Asset, AssetKind, LoadError};
use crate::source::Fingerprint;

/// Reads a file through once, in blocks.
pub(super) fn load(entry: &Entry, buffer: &mut Vec<u8>) -> Result<Asset, LoadError> {
    let mut file = PlainFile::open(&entry.absolute)?;
    let fingerprint = fingerprint(&mut file, buffer)?;
    let kind = picture_size(entry, &mut file).unwrap_or(AssetKind::Other);
    Ok(Asset { path: entry.path.clone(), size: file.size, fingerprint, kind })
}

fn fingerprint(file: &mut PlainFile<'_>, buffer: &mut Vec<u8>) -> Result<Fingerprint, LoadError> {
    let mut hasher = blake3::Hasher::new();
    file.read_blocks(buffer, |block| {
        hasher.update(block);
    })?;
    Ok(Fingerprint::from_hasher(&hasher))
}

/// The measures of a picture; nothing for what is no picture or is a damaged one.
fn picture_size(entry: &Entry, file: &mut PlainFile<'_>) -> Option<AssetKind> {
    let extension = entry.path.extension()?;
    if !matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif") {
        return None;
    }
    file.file.seek(SeekFrom::Start(0)).ok()?;
    let size = imagesize::reader_size(BufReader::new(&file.file)).ok()?;
    Some(AssetKind::Image {
        width: u32::try_from(size.width).ok()?,
        height: u32::try_from(size.height).ok()?,
    })
}
