//! A picture without what is not needed to show it: nothing but the picture, its colours and its turn is left, and the
//! compressed data stay as they are.

use super::parts::Parts;
use super::unpacked::Unpacking;
use super::{DAMAGED, Format, Why, exif, gif, heif, jpeg, png, tiff, webp};

/// A picture without what does not belong to it, or why it can not be had.
pub(in crate::attachment) fn stripped(bytes: &[u8], unpacking: &mut Unpacking<'_>) -> Result<Vec<u8>, Why> {
    match Format::of(bytes).ok_or(DAMAGED)? {
        Format::Tiff => tiff::strip(bytes),
        Format::Heif => heif::strip(bytes),
        format => Ok(taken_apart(format, bytes, unpacking)?.kept),
    }
}

/// A picture in one of the forms that are a list of parts, one behind the other.
pub(super) fn taken_apart<'p>(
    format: Format,
    bytes: &'p [u8],
    unpacking: &mut Unpacking<'_>,
) -> Result<Parts<'p>, Why> {
    match format {
        Format::Jpeg => jpeg::parts(bytes),
        Format::Png => png::parts(bytes, unpacking),
        Format::WebP => webp::parts(bytes),
        Format::Gif => gif::parts(bytes, unpacking),
        Format::Tiff | Format::Heif => Err(DAMAGED),
    }
}

/// Whether browsers turn a picture by a quarter when they show it, so that its width becomes its height. They do so with
/// JPEG and PNG; not all of them do with WebP, and the measures of AVIF and HEIC are those that are shown.
pub(in crate::attachment) fn lies_on_its_side(bytes: &[u8]) -> bool {
    let noted = match Format::of(bytes) {
        Some(Format::Jpeg) => jpeg::exif_of(bytes),
        Some(Format::Png) => png::exif_of(bytes),
        _ => None,
    };
    noted.and_then(exif::orientation).is_some_and(|turn| turn >= 5)
}
