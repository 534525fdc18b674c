//! Every limit on input, in one place; each has a test.
//!
//! They exist so that a hostile or damaged file ends in a finding within a second, never in a hang.

/// Largest source file that is read, in bytes (5 MB); `limits.file` in `site.yaml` changes it.
pub const FILE_SIZE_LIMIT: u64 = 5_000_000;

/// Largest front matter, in bytes (64 KiB).
pub const FRONT_MATTER_SIZE_LIMIT: usize = 64 * 1024;

/// Deepest nesting of lists and mappings in YAML.
pub const YAML_DEPTH_LIMIT: usize = 16;

/// Deepest nesting of quotations, lists and emphasis in Markdown.
pub const MARKDOWN_DEPTH_LIMIT: usize = 100;

/// Most marks (line ends, brackets, stars, quotation marks and the like) in one body. Each may cost some hundred bytes of
/// memory, while a long text without marks costs next to nothing; 5 MB of English prose have about half of these.
pub const MARKDOWN_MARKS_LIMIT: usize = 400_000;

/// Most links and pictures of one body that lead to places inside the site.
pub const MARKDOWN_LINKS_LIMIT: usize = 10_000;

/// Most findings that the body of one file may have; one more says that there are too many.
pub const MARKDOWN_FINDINGS_LIMIT: usize = 10_000;

/// Most findings that the rules for finished pages may have on one page; one more says that there are too many. The place of
/// each is looked for in the text that the page was made from.
pub const PAGE_FINDINGS_LIMIT: usize = 500;

/// Largest SVG drawing that is read, in bytes (2 MB): more is a photograph, and better saved as one.
pub const SVG_SIZE_LIMIT: u64 = 2_000_000;

/// Most elements of one SVG drawing.
pub const SVG_ELEMENTS_LIMIT: usize = 100_000;

/// Deepest nesting of elements in an SVG drawing.
pub const SVG_DEPTH_LIMIT: usize = 100;

/// Most attributes of one element in an SVG drawing.
pub const SVG_ATTRIBUTES_LIMIT: usize = 100;

/// Most declarations of namespaces in one SVG drawing.
pub const SVG_NAMESPACES_LIMIT: usize = 1_000;

/// Most findings that one SVG drawing may have; the search ends there.
pub const SVG_FINDINGS_LIMIT: usize = 100;

/// Largest attachment that is looked into, in bytes (50 MB); a larger one can not be published, but for sound and film.
pub const ATTACHMENT_SIZE_LIMIT: u64 = 50_000_000;

/// Most bytes that one attachment may unpack to, everything in it together (64 MB).
pub const ATTACHMENT_UNPACKED_LIMIT: u64 = 64_000_000;

/// Most parts of a packed attachment: files in an Office document, objects in a PDF.
pub const ATTACHMENT_PARTS_LIMIT: usize = 100_000;

/// Deepest nesting of attachments in attachments: a workbook in a document in a PDF.
pub const ATTACHMENT_DEPTH_LIMIT: usize = 3;

/// Most steps that reading an attachment may take: operators of a PDF, elements of XML. Steps are counted where others
/// look at a clock, so that the same file always ends the same.
pub const ATTACHMENT_STEPS_LIMIT: u64 = 8_000_000;

/// Most pages of a PDF that are counted; a longer one is published without a number.
pub const PDF_PAGES_LIMIT: usize = 5_000;

/// Longest summary that is made of the first paragraph, in words; a longer paragraph is cut there.
pub const DERIVED_SUMMARY_WORDS_LIMIT: usize = 60;

/// Longest summary that is made of the first paragraph, in characters, for texts without blanks.
pub const DERIVED_SUMMARY_LENGTH_LIMIT: usize = 600;

/// Longest slug an author may write, in characters; a slug made from a file name or a label is cut at
/// [`DERIVED_SLUG_LENGTH_LIMIT`].
pub const SLUG_LENGTH_LIMIT: usize = 120;

/// Longest slug made from a file name or a label, in characters.
pub const DERIVED_SLUG_LENGTH_LIMIT: usize = 80;

/// Longest line that an excerpt shows, in characters; a longer one is cut to a window around the place.
pub const EXCERPT_WIDTH: usize = 160;

/// Longest first line of a request to the preview, in bytes.
pub const REQUEST_LINE_LIMIT: usize = 8 * 1024;

/// Largest head of a request to the preview, in bytes.
pub const REQUEST_HEAD_LIMIT: usize = 32 * 1024;

/// Most header fields of a request to the preview.
pub const REQUEST_HEADERS_LIMIT: usize = 100;

/// Longest time in which the head of a request has to come, in seconds.
pub const REQUEST_SECONDS_LIMIT: u64 = 5;

/// Most connections to the preview at once; when they are taken, the one that has been silent longest is closed.
pub const CONNECTIONS_LIMIT: usize = 256;

/// Most pages that follow changes at once.
pub const EVENT_STREAMS_LIMIT: usize = 128;

/// Largest page that a template may make, in bytes (16 MB).
pub const PAGE_SIZE_LIMIT: usize = 16_000_000;

/// Longest time that a template may take over one page, in seconds.
pub const PAGE_SECONDS_LIMIT: u64 = 5;
