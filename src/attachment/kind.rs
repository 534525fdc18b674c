//! What a file is, by its name; its first bytes are looked at where it is read.

use super::{icon, picture};
use crate::source::SourcePath;

/// What an attachment is, as far as looking into it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Portable Document Format.
    Pdf,
    /// Office documents of either family, and e-books: packed XML.
    Package,
    /// JPEG, PNG, WebP, GIF, TIFF and the family of HEIC and AVIF.
    Picture,
    /// A drawing, which is XML.
    Drawing,
    /// Text that a reader sees as it is.
    Text,
    /// Text with commands in it.
    RichText,
    /// Sound and film.
    Recording,
    /// Pages, styles and scripts of the site itself.
    Web,
    /// Fonts.
    Font,
    /// The icon of a site.
    Icon,
    /// Kinds that can hold anything and can not be looked into.
    Opaque,
    /// Anything else: text if it reads as such.
    Unknown,
}

const KINDS: [(Kind, &[&str]); 11] = [
    (Kind::Pdf, &["pdf"]),
    (
        Kind::Package,
        &[
            "docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xltx", "xltm", "pptx", "pptm", "ppsx", "potx",
            "odt", "ods", "odp", "odg", "epub",
        ],
    ),
    (
        Kind::Picture,
        &[
            "jpg", "jpeg", "jpe", "png", "webp", "gif", "tif", "tiff", "heic", "heif", "avif", "jfif", "pjp",
            "pjpeg", "apng",
        ],
    ),
    (Kind::Drawing, &["svg"]),
    (
        Kind::Text,
        &["txt", "csv", "tsv", "md", "markdown", "json", "ics", "vcf", "vtt", "srt", "xml", "yaml", "yml"],
    ),
    (Kind::RichText, &["rtf"]),
    (Kind::Recording, &["mp3", "m4a", "mp4", "webm", "ogg", "wav", "mov"]),
    (Kind::Web, &["html", "htm", "css", "js", "mjs", "map", "webmanifest"]),
    (Kind::Font, &["woff", "woff2", "ttf", "otf"]),
    (Kind::Icon, &["ico", "cur"]),
    (
        Kind::Opaque,
        &[
            "doc", "dot", "xls", "xlt", "xlsb", "ppt", "pps", "zip", "7z", "rar", "gz", "tgz", "tar", "bz2",
            "xz", "pages", "numbers", "key", "pub", "msg", "eml", "pst", "one", "vsd", "vsdx", "mdb",
            "accdb", "psd", "ai", "indd", "eps", "bmp", "exe", "msi", "dmg", "iso", "db", "sqlite",
        ],
    ),
];

impl Kind {
    /// The kind of a file.
    pub fn of(path: &SourcePath) -> Self {
        let extension = path.extension().unwrap_or_default();
        KINDS.iter().find(|(_, names)| names.contains(&&*extension)).map_or(Self::Unknown, |(kind, _)| *kind)
    }

    /// Whether reading gives its words; those of a file of the web are read as those of finished pages are.
    pub fn is_read(self) -> bool {
        self != Self::Web
    }

    /// Whether nothing but the picture is published of such a file.
    pub fn is_stripped(self) -> bool {
        matches!(self, Self::Picture | Self::Icon)
    }

    /// Whether only the beginning of the file is looked at.
    pub fn is_streamed(self) -> bool {
        self == Self::Recording
    }
}

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Actual {
    pub(super) kind: Kind,
    /// How its name should end.
    pub(super) extension: &'static str,
    /// What it is, in words.
    pub(super) what: &'static str,
}

/// What a file is by its first bytes, where those are the same in every such file and in no other.
pub(super) fn actual(bytes: &[u8]) -> Option<Actual> {
    let (kind, extension, what) = match bytes {
        _ if picture::extension(bytes).is_some() => (Kind::Picture, picture::extension(bytes)?, "a picture"),
        [b'%', b'P', b'D', b'F', b'-', b'1' | b'2', b'.', ..] => (Kind::Pdf, "pdf", "a PDF"),
        [b'P', b'K', 3, 4, ..] => (Kind::Package, "docx", "a packed document"),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, ..] => (Kind::Opaque, "doc", "a document of an old program"),
        _ if icon::is_icon_by_itself(bytes) => (Kind::Icon, "ico", "an icon"),
        _ => return None,
    };
    Some(Actual { kind, extension, what })
}

/// What a file is, where its name says that it is of another kind, one that is not opened as what it is.
pub(super) fn disguised(named: Kind, bytes: &[u8]) -> Option<Actual> {
    actual(bytes).filter(|actual| match named {
        Kind::Web | Kind::Text | Kind::RichText | Kind::Drawing | Kind::Recording | Kind::Font => true,
        Kind::Unknown => matches!(actual.kind, Kind::Picture | Kind::Icon | Kind::Pdf),
        Kind::Pdf | Kind::Package => actual.kind.is_stripped(),
        Kind::Picture | Kind::Icon | Kind::Opaque => false,
    })
}
