//! Small attachments that tests describe in text, so that nobody's files have to stand here.
//!
//! A description begins with a line `--- PART`; what follows belongs to the part. Of Office documents the parts are the
//! files in it, of a PDF `info`, `catalog`, `page`, `note`, `object`, `file NAME` and `save`, of pictures `exif`, `gps`,
//! `orientation`, `xmp`, `iptc`, `comment`, `behind` and `picture`.

mod font;
mod heif;
mod office;
mod pdf;
mod picture;
mod tiff;

pub(crate) use font::{icon, sfnt, woff, woff2};
pub(crate) use heif::{PIXEL, avif, boxed};
pub(crate) use office::zipped;
pub(crate) use pdf::pdf;
pub(crate) use picture::{chunk, gif, jpeg, packed, png, profile, webp};
pub(crate) use tiff::tiff;

/// A part of a description: what it is, and its text.
pub(crate) type Part<'t> = (&'t str, String);

/// The bytes of a file that is described, or nothing where the text is the file.
pub(crate) fn built(name: &str, text: &str) -> Option<Vec<u8>> {
    let extension = name.rsplit('.').next()?.to_ascii_lowercase();
    if extension == "pdf" && text.starts_with("%PDF-1") && !text.contains("obj") {
        // What only begins as a PDF stands for one with these words on its page.
        let catalog = "/Lang (en) /MarkInfo << /Marked true >> /StructTreeRoot << >>".to_owned();
        let page = format!("BT /F1 9 Tf 9 9 Td ({text}) Tj ET");
        return Some(pdf(&[("info", "/Title (A)".to_owned()), ("catalog", catalog), ("page", page)]));
    }
    if !text.starts_with("--- ") {
        return None;
    }
    let parts = parts(text);
    Some(match &*extension {
        "pdf" => pdf(&parts),
        "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "docm" | "epub" => zipped(&parts),
        "jpg" | "jpeg" => jpeg(&parts),
        "png" => png(&parts),
        "gif" => gif(&parts),
        "webp" => webp(&parts),
        "avif" | "heic" => avif(&parts),
        "tif" | "tiff" => tiff(&parts, extension == "tiff"),
        _ => return None,
    })
}

/// The parts of a description.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("--- "), parts.last_mut()) {
            (Some(name), _) => parts.push((name.trim(), String::new())),
            (None, Some((_, body))) => {
                if !body.is_empty() {
                    body.push('\n');
                }
                body.push_str(line);
            }
            (None, None) => {}
        }
    }
    parts
}
