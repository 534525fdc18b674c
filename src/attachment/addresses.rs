//! Files that stand in an address: `data:image/png;base64,...`.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use memchr::memmem;

use super::read_within;
use super::reading::{Reading, Step};

const MARK: &[u8] = b";base64,";

/// Browsers take what is cut off, and letters that are left over.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Kinds of files by what an address says that they are; all others are read for what they are by themselves.
const KINDS: [(&str, &str); 15] = [
    ("jpeg", "jpg"),
    ("jpg", "jpg"),
    ("png", "png"),
    ("gif", "gif"),
    ("webp", "webp"),
    ("avif", "avif"),
    ("heic", "heic"),
    ("heif", "heif"),
    ("tiff", "tiff"),
    ("svg+xml", "svg"),
    ("pdf", "pdf"),
    ("woff2", "woff2"),
    ("woff", "woff"),
    ("x-icon", "ico"),
    ("vnd.microsoft.icon", "ico"),
];

/// Reads all files in the addresses of a text. What is not packed in letters is text as it is.
pub(super) fn read(reading: &mut Reading<'_>, text: &str) -> Step {
    for at in memmem::find_iter(text.as_bytes(), MARK) {
        reading.step()?;
        let (before, behind) = (&text.as_bytes()[..at], &text.as_bytes()[at + MARK.len()..]);
        let letters: Vec<u8> = behind
            .iter()
            .copied()
            .take_while(|byte| is_letter(*byte) || byte.is_ascii_whitespace())
            .filter(|byte| is_letter(*byte))
            .collect();
        reading.steps(letters.len() as u64 / 64)?;
        let whole = &letters[..letters.len() - usize::from(letters.len() % 4 == 1)];
        let Ok(bytes) = LENIENT.decode(whole) else { continue };
        reading.unpacked(bytes.len() as u64)?;
        let kind = before.rsplit(|byte| matches!(byte, b':' | b'/' | b',')).next().unwrap_or_default();
        let kind = kind.split(|byte| *byte == b';').next().unwrap_or_default().to_ascii_lowercase();
        let extension = KINDS.iter().find(|(known, _)| known.as_bytes() == kind).map_or("txt", |(_, it)| it);
        match std::str::from_utf8(&bytes) {
            Ok(words) if extension == "txt" => reading.passage("a text in an address", words),
            Err(_) if extension == "txt" => super::strings::read(reading, "data in an address", &bytes)?,
            _ => read_within(reading, &format!("address.{extension}"), &bytes),
        }
    }
    Ok(())
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
}
