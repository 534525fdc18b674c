//! Pictures: what stands in them beside the picture, and the picture without it.

mod exif;
mod gif;
mod heif;
mod iptc;
mod jpeg;
mod parts;
mod png;
mod profile;
mod strip;
mod tiff;
mod unpacked;
mod webp;
mod xmp;

use std::borrow::Cow;

use super::reading::{Reading, Step, Stop, TraceKind};

pub(super) use strip::{lies_on_its_side, stripped};
pub(super) use unpacked::Unpacking;
pub(super) use xmp::properties as packet;

pub use unpacked::Unpacked;

/// Why a picture is not taken apart, as the end of a sentence.
type Why = &'static str;

/// What is said of a picture whose parts do not fit together.
const DAMAGED: Why = "it is damaged, cut off, or has more parts than any picture";

/// What a picture is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Jpeg,
    Png,
    WebP,
    Gif,
    Tiff,
    /// HEIC and AVIF.
    Heif,
}

impl Format {
    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some(Self::Tiff),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Self::Heif),
            _ => None,
        }
    }
}

/// Whether bytes begin as a picture does.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    Format::of(bytes).is_some()
}

/// How the name of a picture should end; nothing for what is none. Film begins as AVIF and HEIC do, under other names of forms.
pub(super) fn extension(bytes: &[u8]) -> Option<&'static str> {
    Some(match Format::of(bytes)? {
        Format::Jpeg => "jpg",
        Format::Png => "png",
        Format::WebP => "webp",
        Format::Gif => "gif",
        Format::Tiff => "tif",
        Format::Heif => return heif::extension(bytes),
    })
}

/// Something in a picture that is not the picture.
enum Extra<'p> {
    /// What a camera wrote, as TIFF.
    Exif(&'p [u8]),
    /// What a program wrote, as XML.
    Xmp(Cow<'p, [u8]>),
    /// What an agency wrote.
    Iptc(&'p [u8]),
    /// The same without what stands around it elsewhere.
    Records(&'p [u8]),
    /// A text, and what it is called.
    Comment(&'p str, Cow<'p, [u8]>),
    /// A text that is packed: what stands before it, and the text.
    Packed(&'p [u8], &'p [u8]),
    /// A colour profile, which names a screen or printer.
    Profile(Cow<'p, [u8]>),
    /// What a program called something: a text that is for programs.
    Words(&'p str, Cow<'p, [u8]>),
    /// Anything else that no viewer shows.
    Other(&'p str, &'p [u8]),
}

/// Reads what stands beside the picture.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    reading.steps(bytes.len() as u64 / 4096)?;
    match Format::of(bytes) {
        None => Err(Stop::because("it is no picture, though its name says so")),
        Some(Format::Tiff) => tiff::read(reading, bytes),
        Some(Format::Heif) => heif::read(reading, bytes),
        Some(format) => {
            let parts = strip::taken_apart(format, bytes, &mut reading.unpacking).map_err(Stop::because)?;
            reading.steps(parts.unpacked / 1024)?;
            extras(reading, parts.extras)
        }
    }
}

/// XMP that stands somewhere in a file whose structure is not followed; there may be several.
fn note_packet(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    const END: &[u8] = b"</x:xmpmeta>";
    let mut rest = bytes;
    while let Some(start) = memchr::memmem::find(rest, b"<x:xmpmeta") {
        let end = memchr::memmem::find(&rest[start..], END).map_or(rest.len(), |end| start + end + END.len());
        extras(reading, std::iter::once(Extra::Xmp(rest[start..end].into())))?;
        rest = &rest[end..];
    }
    Ok(())
}

fn extras<'p>(reading: &mut Reading<'_>, all: impl IntoIterator<Item = Extra<'p>>) -> Step {
    for extra in all {
        reading.step()?;
        match extra {
            Extra::Exif(bytes) => exif::read(reading, bytes),
            Extra::Xmp(bytes) => xmp::read(reading, &bytes)?,
            Extra::Iptc(bytes) => iptc::read(reading, bytes),
            Extra::Records(bytes) => iptc::read_records(reading, bytes),
            Extra::Comment(name, text) => {
                reading.note(TraceKind::PictureMetadata, &format!("`{name}`"));
                reading.passage(name, &String::from_utf8_lossy(&text));
            }
            Extra::Packed(keyword, packed) => {
                reading.note(TraceKind::PictureMetadata, "`text in the file`");
                let (text, is_whole) = png::unpack(packed, png::TEXT_SIZE);
                reading.unpacked(text.len() as u64)?;
                if !is_whole {
                    let why = "a packed text in it is damaged or too long; `briefpress scrub` takes it out";
                    reading.note(TraceKind::Unreadable, why);
                }
                let words = [keyword, b"\n", &text].concat();
                reading.passage("text in the file", &String::from_utf8_lossy(&words));
            }
            Extra::Profile(bytes) => {
                reading.unpacked(bytes.len() as u64)?;
                super::strings::read_markup(reading, "its colour profile", &bytes)?;
            }
            Extra::Words(name, words) => super::strings::read_markup(reading, name, &words)?,
            Extra::Other(name, bytes) => {
                reading.note(TraceKind::PictureMetadata, name);
                super::strings::read(reading, name, bytes)?;
            }
        }
    }
    Ok(())
}
