//! What cameras write: by a library, field by field.

mod weight;

use exif::{Context, Exif, Field, In, Reader, Tag, Value};

use super::super::reading::{Reading, TraceKind};
use super::tiff;

/// Fields that say how to show a picture, and nothing of it or of anybody.
const TECHNICAL: [Tag; 14] = [
    Tag::Orientation,
    Tag::XResolution,
    Tag::YResolution,
    Tag::ResolutionUnit,
    Tag::YCbCrPositioning,
    Tag::ColorSpace,
    Tag::PixelXDimension,
    Tag::PixelYDimension,
    Tag::ComponentsConfiguration,
    Tag::ExifVersion,
    Tag::FlashpixVersion,
    Tag::ImageWidth,
    Tag::ImageLength,
    Tag::BitsPerSample,
];

/// Fields of TIFF that describe the picture itself.
const TIFF: [Tag; 12] = [
    Tag::Compression,
    Tag::PhotometricInterpretation,
    Tag::StripOffsets,
    Tag::SamplesPerPixel,
    Tag::RowsPerStrip,
    Tag::StripByteCounts,
    Tag::PlanarConfiguration,
    Tag::TileOffsets,
    Tag::TileByteCounts,
    Tag(Context::Tiff, 0x00FE),
    Tag(Context::Tiff, 0x0153),
    Tag(Context::Tiff, 0x013D),
];

/// What is said of EXIF that no program reads to its end: where the picture was taken may stand in the rest.
const DAMAGED: &str = "its EXIF is damaged; `briefpress scrub` takes it out";

/// Reads EXIF as it stands in a segment. What is damaged is read as far as it goes.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) {
    let read = library(bytes);
    if !matches!(read, Some(Ok(_))) {
        reading.note(TraceKind::Unreadable, DAMAGED);
        // What no program understands may still be read by a person.
        let _ = super::super::strings::read(reading, "EXIF", bytes);
    }
    readable(reading, read, Of::Camera);
}

/// Reads the EXIF of a TIFF file, which is the same list of fields as that of its pages.
pub(super) fn of_tiff(reading: &mut Reading<'_>, bytes: &[u8], is_damage_told: bool) {
    let read = library(bytes);
    if is_damage_told && !matches!(read, Some(Ok(_))) {
        reading.note(TraceKind::Unreadable, DAMAGED);
    }
    readable(reading, read, Of::Tiff);
}

/// What a library makes of EXIF; nothing where it would take too much memory for it.
fn library(bytes: &[u8]) -> Option<Result<Exif, exif::Error>> {
    (!weight::is_heavy(bytes)).then(|| Reader::new().continue_on_error(true).read_raw(bytes.to_vec()))
}

/// Whose list of fields it is: what a camera wrote about a picture, or the pages of a TIFF file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Camera,
    Tiff,
}

/// Whether a field of the place says where it was: its coordinates, or those of what was looked at.
pub(super) fn is_place(tag: u16) -> bool {
    matches!(tag, 1..=4 | 19..=22)
}

/// Reads what can be read of EXIF that may be damaged.
fn readable(reading: &mut Reading<'_>, read: Option<Result<Exif, exif::Error>>, of: Of) {
    let Some(read) = read else { return };
    if let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| {})) {
        fields(reading, &exif, of);
    }
}

/// The turn of a picture, 1 to 8.
pub(super) fn orientation(bytes: &[u8]) -> Option<u16> {
    let exif = library(bytes)?.or_else(|error| error.distill_partial_result(|_| {})).ok()?;
    let turn = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    u16::try_from(turn).ok().filter(|turn| (2..=8).contains(turn))
}

/// EXIF that says how a picture is turned, and nothing else.
pub(super) fn turned(orientation: u16) -> Vec<u8> {
    let mut exif = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    exif.extend(orientation.to_be_bytes());
    exif.extend([0, 0, 0, 0, 0, 0]);
    exif
}

fn fields(reading: &mut Reading<'_>, exif: &Exif, of: Of) {
    let mut is_noted = false;
    for field in exif.fields() {
        if field.ifd_num != In::PRIMARY && of == Of::Camera {
            reading.note(TraceKind::PictureMetadata, "a preview picture");
        }
        let is_technical = match of {
            Of::Tiff if field.tag.context() == Context::Tiff => tiff::is_needed(field.tag.number()),
            _ => TECHNICAL.contains(&field.tag) || TIFF.contains(&field.tag),
        };
        if !is_technical && !is_noted {
            is_noted = true;
            reading.note(TraceKind::PictureMetadata, "EXIF");
        }
        match field.tag {
            tag if tag.context() == Context::Gps && is_place(tag.number()) => {
                reading.note(TraceKind::Location, "EXIF");
            }
            Tag::Artist => reading.note(TraceKind::Author, "EXIF `Artist`"),
            Tag(Context::Exif, 0xA430) => reading.note(TraceKind::Author, "EXIF `CameraOwnerName`"),
            Tag(Context::Tiff, 0x9C9D) => reading.note(TraceKind::Author, "EXIF `XPAuthor`"),
            _ => {}
        }
        if !is_technical {
            text(reading, field);
        }
    }
}

fn text(reading: &mut Reading<'_>, field: &Field) {
    let name = match (field.tag.context(), field.tag.number()) {
        (_, 0x9C9B) => "XPTitle".to_owned(),
        (_, 0x9C9C) => "XPComment".to_owned(),
        (_, 0x9C9D) => "XPAuthor".to_owned(),
        (_, 0x9C9E) => "XPKeywords".to_owned(),
        (_, 0x9C9F) => "XPSubject".to_owned(),
        _ => field.tag.to_string(),
    };
    let whereabouts = format!("EXIF `{name}`");
    match &field.value {
        Value::Ascii(texts) => {
            for text in texts {
                reading.passage(&whereabouts, &String::from_utf8_lossy(text));
            }
        }
        Value::Undefined(bytes, _) | Value::Byte(bytes) if bytes.len() >= 4 => {
            reading.passage(&whereabouts, &words_of(bytes));
            if !bytes.is_ascii() || bytes.contains(&0) {
                let _ = super::super::strings::read(reading, &whereabouts, bytes);
            }
        }
        _ => {}
    }
}

/// A text with its encoding before it, or in UTF-16.
fn words_of(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned()
    };
    match bytes {
        [b'A', b'S', b'C', b'I', b'I', 0, 0, 0, rest @ ..] | [0, 0, 0, 0, 0, 0, 0, 0, rest @ ..] => {
            String::from_utf8_lossy(rest).trim_end_matches('\0').to_owned()
        }
        [b'U', b'N', b'I', b'C', b'O', b'D', b'E', 0, rest @ ..] => {
            // Which of its bytes comes first is told nowhere: a Latin letter has a zero before or behind it.
            let is_little = rest.chunks_exact(2).filter(|pair| pair[1] == 0).count() * 2 > rest.len() / 2;
            wide(rest, if is_little { u16::from_le_bytes } else { u16::from_be_bytes })
        }
        _ if bytes.chunks_exact(2).all(|pair| pair[1] < 4) => wide(bytes, u16::from_le_bytes),
        _ => std::str::from_utf8(bytes).unwrap_or_default().to_owned(),
    }
}
