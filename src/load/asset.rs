//! Files that are published as they are, and pictures without what is not the picture: size, hash, the measures of a picture, the pages of a PDF. The bytes are not kept.

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::file::PlainFile;
use super::list::Entry;
use super::pdf::count_pages;
use super::pictures::{Left, Pictures};
use super::svg::{self, Drawing};
use super::{Asset, AssetKind, LoadError};
use crate::attachment::{Kind, Unpacked, lies_on_its_side};
use crate::source::{ATTACHMENT_SIZE_LIMIT, Fingerprint, SVG_SIZE_LIMIT, SourcePath};

/// Reads a file through once, in blocks.
pub(super) fn load(entry: &Entry, pictures: &Pictures<'_>, buffer: &mut Vec<u8>) -> Result<Asset, LoadError> {
    let mut file = PlainFile::open(&entry.absolute)?;
    if entry.path.extension().is_some_and(|kind| kind == "svg") {
        return load_drawing(entry, &mut file, buffer);
    }
    let picture = load_picture(entry, &mut file, pictures, buffer)?;
    let published = match picture {
        Some(published) => published,
        None => Published::whole(fingerprint(&mut file, buffer)?, file.size),
    };
    let Published { size, fingerprint, original, unpacked, is_turned } = published;
    let kind = match entry.path.extension().as_deref() {
        Some("pdf") => count_pages(&file.file, file.size).map(|pages| AssetKind::Pdf { pages }),
        _ => picture_size(entry, &mut file, is_turned),
    };
    let kind = kind.unwrap_or(AssetKind::Other);
    Ok(Asset { path: entry.path.clone(), size, fingerprint, original, unpacked, kind, findings: Vec::new() })
}

/// What becomes of a file.
struct Published {
    size: u64,
    fingerprint: Fingerprint,
    original: Fingerprint,
    unpacked: Unpacked,
    /// Whether it is a picture that is shown higher than wide if it is wider than high, and the other way round.
    is_turned: bool,
}

impl Published {
    fn whole(fingerprint: Fingerprint, size: u64) -> Self {
        Self { size, fingerprint, original: fingerprint, unpacked: Unpacked::default(), is_turned: false }
    }
}

/// What a picture is when nothing but the picture is left of it.
fn load_picture(
    entry: &Entry,
    file: &mut PlainFile<'_>,
    pictures: &Pictures<'_>,
    buffer: &mut Vec<u8>,
) -> Result<Option<Published>, LoadError> {
    if !Kind::of(&entry.path).is_stripped() || file.size > ATTACHMENT_SIZE_LIMIT {
        return Ok(None);
    }
    file.read_into(buffer)?;
    let original = Fingerprint::of(buffer);
    let Left { fingerprint, size, unpacked } = pictures.left_of(original, buffer);
    Ok(Some(Published { size, fingerprint, original, unpacked, is_turned: lies_on_its_side(buffer) }))
}

/// Reads the beginning of a file of which no more is wanted.
pub fn load_beginning(root: &Path, path: &SourcePath, length: u64) -> Result<Vec<u8>, LoadError> {
    let absolute = root.join(path.as_str());
    let file = PlainFile::open(&absolute)?;
    let mut bytes = Vec::new();
    file.file.take(length).read_to_end(&mut bytes).map_err(|cause| LoadError::new(&absolute, cause))?;
    Ok(bytes)
}

/// Reads as many bytes from the beginning and from the end of a file, with a nought between, or all of a shorter one.
pub fn load_ends(root: &Path, path: &SourcePath, length: u64) -> Result<Vec<u8>, LoadError> {
    let absolute = root.join(path.as_str());
    let PlainFile { mut file, size, .. } = PlainFile::open(&absolute)?;
    let mut read = || {
        let mut bytes = Vec::new();
        let both = length.saturating_mul(2);
        if size <= both {
            (&file).take(both).read_to_end(&mut bytes)?;
        } else {
            (&file).take(length).read_to_end(&mut bytes)?;
            bytes.push(0);
            file.seek(SeekFrom::Start(size - length))?;
            (&file).take(length).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    };
    read().map_err(|cause| LoadError::new(&absolute, cause))
}

/// Reads a whole file that is published as it is, provided that it still is what was read before.
pub fn load_copy(root: &Path, path: &SourcePath, expected: Fingerprint) -> Result<Vec<u8>, LoadError> {
    let absolute = root.join(path.as_str());
    let mut bytes = Vec::new();
    PlainFile::open(&absolute)?.read_into(&mut bytes)?;
    if Fingerprint::of(&bytes) == expected { Ok(bytes) } else { Err(LoadError::changed(&absolute)) }
}

/// Reads an SVG file whole, for it is a text.
fn load_drawing(entry: &Entry, file: &mut PlainFile<'_>, buffer: &mut Vec<u8>) -> Result<Asset, LoadError> {
    let path = &entry.path;
    let (fingerprint, drawing) = if file.size > SVG_SIZE_LIMIT {
        (fingerprint(file, buffer)?, Drawing::too_large(path, file.size))
    } else {
        file.read_into(buffer)?;
        (Fingerprint::of(buffer), svg::inspect(path, buffer))
    };
    let Drawing { width, height, findings } = drawing;
    let kind = AssetKind::Image { width, height };
    let original = fingerprint;
    let unpacked = Unpacked::default();
    Ok(Asset { path: path.clone(), size: file.size, fingerprint, original, unpacked, kind, findings })
}

fn fingerprint(file: &mut PlainFile<'_>, buffer: &mut Vec<u8>) -> Result<Fingerprint, LoadError> {
    let mut hasher = blake3::Hasher::new();
    file.read_blocks(buffer, |block| {
        hasher.update(block);
    })?;
    Ok(Fingerprint::from_hasher(&hasher))
}

/// The measures of a picture as it is shown; nothing for what is no picture or is a damaged one.
fn picture_size(entry: &Entry, file: &mut PlainFile<'_>, is_turned: bool) -> Option<AssetKind> {
    let extension = entry.path.extension()?;
    if !matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif") {
        return None;
    }
    file.file.seek(SeekFrom::Start(0)).ok()?;
    let size = imagesize::reader_size(BufReader::new(&file.file)).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    Some(if is_turned {
        AssetKind::Image { width: height, height: width }
    } else {
        AssetKind::Image { width, height }
    })
}
