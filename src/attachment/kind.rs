//! What a file is, by its name; its first bytes are looked at where it is read.

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
    (Kind::Picture, &["jpg", "jpeg", "jpe", "png", "webp", "gif", "tif", "tiff", "heic", "heif", "avif"]),
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
