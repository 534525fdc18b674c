//! What was read or listed: all that the rest of the build knows of the disk.

use super::list::Entry;
use super::{KnownPictures, LoadError, text};
use crate::attachment::Unpacked;
use crate::diagnostic::Diagnostic;
use crate::source::{Fingerprint, SourcePath, SourceText};

/// The site as it was on disk at one moment.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// `data/*.yaml`.
    pub data: Vec<SourceText>,
    /// `data/names.seal`.
    pub seal: Option<SourceText>,
    /// `briefings/**/*.md`, sorted by path; not read yet.
    pub briefings: Vec<TextFile>,
    /// `pages/**/*.md`, sorted by path; not read yet.
    pub pages: Vec<TextFile>,
    /// CSV files below `briefings/`: an action list may stand in one.
    pub tables: Vec<SourceText>,
    /// Every other file below `briefings/` and `pages/` (and the CSV files), sorted by path.
    pub assets: Vec<Asset>,
    /// `static/**`, sorted by path.
    pub statics: Vec<Asset>,
    /// What was refused: links, sockets, files too large or not UTF-8.
    pub diagnostics: Vec<Diagnostic>,
    /// How many pictures had to be unpacked.
    pub unpacked: usize,
}

/// A text that is listed and waits to be read.
///
/// Whoever parses the texts takes them one at a time, so that no more than one for each thread is in memory.
#[derive(Debug)]
pub struct TextFile {
    pub(super) entry: Entry,
    pub(super) size_limit: u64,
}

impl TextFile {
    /// Where it is.
    pub fn path(&self) -> &SourcePath {
        &self.entry.path
    }

    /// Whether a plain file stands there now.
    pub fn is_plain(&self) -> bool {
        self.entry.absolute.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
    }

    /// Reads the text; `None` where a finding says why it could not be taken. What the buffer holds is lost.
    pub fn read(
        &self,
        buffer: &mut Vec<u8>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Option<SourceText>, LoadError> {
        Ok(self.read_bytes(buffer, diagnostics)?.and_then(|bytes| self.decode(bytes, diagnostics)))
    }

    /// Reads the bytes into the buffer; `None` where a finding says why they could not be taken.
    pub fn read_bytes<'b>(
        &self,
        buffer: &'b mut Vec<u8>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Option<&'b [u8]>, LoadError> {
        text::load_bytes(&self.entry, self.size_limit, buffer, diagnostics)
    }

    /// Takes bytes of the file as text; `None` where a finding says why they are none.
    pub fn decode(&self, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Option<SourceText> {
        text::decode(&self.entry.path, bytes, diagnostics)
    }

    /// The failure of a file that is not any more what it was when this build read it first.
    pub fn changed(&self) -> LoadError {
        LoadError::changed(&self.entry.absolute)
    }
}

/// A file that is published as it is, or a picture that is published without what is not the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Asset {
    /// Where it is.
    pub path: SourcePath,
    /// The size of what is published of it, in bytes.
    pub size: u64,
    /// The hash of what is published of it: of a picture without what is not the picture.
    pub fingerprint: Fingerprint,
    /// The hash of the file as it is.
    pub original: Fingerprint,
    /// What unpacking it gave, of a picture: whoever publishes it or looks into it does not unpack it again.
    pub unpacked: Unpacked,
    /// What it is.
    pub kind: AssetKind,
    /// What forbids its publication; it counts only where something published refers to the file.
    pub findings: Vec<Diagnostic>,
}

/// What a published file is, as far as a reader needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssetKind {
    /// A picture with its width and height in pixels.
    Image {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// A PDF whose pages could be counted.
    Pdf {
        /// How many it has.
        pages: u32,
    },
    /// Anything else.
    Other,
}

/// The site's own theme as it was on disk at one moment.
#[derive(Debug, Default)]
pub struct ThemeFiles {
    /// The files of `themes/<name>/**`, sorted by path; none where the theme is the program's own.
    pub files: Vec<ThemeFile>,
    /// What was refused of them, and whether there is such a theme.
    pub diagnostics: Vec<Diagnostic>,
    /// What is left of its pictures.
    pub pictures: KnownPictures,
    /// How many of them had to be unpacked.
    pub unpacked: usize,
}

/// A file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Relative to the theme's folder: `templates/index.html`, `static/style.css`, `theme.yaml`.
    pub name: String,
    /// Where it stands in the site, or `<briefpress>/themes/default/...` for the embedded one.
    pub path: SourcePath,
    /// Its bytes.
    pub bytes: std::borrow::Cow<'static, [u8]>,
    /// What unpacking it gave, of a picture that is published.
    pub unpacked: Unpacked,
}
