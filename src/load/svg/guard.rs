//! What is looked at before a drawing is parsed: files that would cost far more than their size, and definitions that
//! would give the text another meaning.
//!
//! The reader compares each attribute of an element with all others of it, and each element can carry the names of all
//! those around it: both are harmless once their number is bounded. Up to the first mistake this scan and the reader see the
//! same tags, and at a mistake the reader stops.

use super::UNREADABLE;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{
    SVG_ATTRIBUTES_LIMIT, SVG_DEPTH_LIMIT, SVG_ELEMENTS_LIMIT, SVG_NAMESPACES_LIMIT, SourceText, Span,
};

const TOO_COMPLEX: Code = Code("picture/too-complex");
const DEFINITIONS: Code = Code("picture/definitions");

/// Whether the drawing may be parsed.
pub(super) fn admit(source: &SourceText) -> Result<(), Diagnostic> {
    check_encoding(source)?;
    let mut scan = Scan { text: source.text(), at: 0, elements: 0, depth: 0, namespaces: 0 };
    match scan.run() {
        Ok(()) => Ok(()),
        Err(refusal) => {
            let place = source.place(Span::new(scan.at, scan.at + 1));
            Err(refusal.at(place))
        }
    }
}

/// A browser goes by the encoding that a file declares; another one than that in which it was looked at here could show it
/// other signs than those that were looked at.
fn check_encoding(source: &SourceText) -> Result<(), Diagnostic> {
    let text = source.text();
    let Some(declaration) = text.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()) else {
        return Ok(());
    };
    let Some((_, named)) = declaration.split_once("encoding") else { return Ok(()) };
    let quoted = named.trim_start().trim_start_matches('=').trim_start();
    let name = quoted.split(['"', '\'']).nth(1).unwrap_or_default().to_ascii_lowercase();
    let plain = matches!(&*name, "us-ascii" | "ascii" | "iso-8859-1" | "windows-1252");
    if name == "utf-8" || (plain && text.is_ascii()) {
        return Ok(());
    }
    let message = format!("this drawing says that its encoding is `{name}`");
    Err(Diagnostic::error(UNREADABLE, message)
        .at(source.whole())
        .help("save it again and choose the encoding `UTF-8`"))
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    elements: usize,
    depth: usize,
    namespaces: usize,
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), Diagnostic> {
        while let Some(next) = self.text[self.at..].find('<') {
            self.at += next;
            let rest = &self.text[self.at..];
            let length = if rest.starts_with("<!--") {
                through(rest, 4, "-->")
            } else if rest.starts_with("<![CDATA[") {
                through(rest, 9, "]]>")
            } else if rest.starts_with("<?") {
                through(rest, 2, "?>")
            } else if rest.starts_with("<!") {
                document_type(rest)?
            } else if rest.starts_with("</") {
                self.depth = self.depth.saturating_sub(1);
                through(rest, 2, ">")
            } else {
                self.tag(rest)?
            };
            self.at += length;
        }
        Ok(())
    }

    /// An opening tag; its length.
    fn tag(&mut self, rest: &str) -> Result<usize, Diagnostic> {
        let mut attributes = 0;
        let (mut quote, mut last, mut length) = (None, b' ', rest.len());
        for (at, byte) in rest.bytes().enumerate() {
            match (quote, byte) {
                (Some(open), _) if byte == open => quote = None,
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'=') => {
                    attributes += 1;
                    self.namespaces += usize::from(is_namespace(&rest.as_bytes()[..at]));
                }
                (None, b'>') => {
                    length = at + 1;
                    break;
                }
                _ => {}
            }
            last = byte;
        }
        self.elements += 1;
        self.depth += usize::from(last != b'/');
        for (count, limit, what) in [
            (self.depth, SVG_DEPTH_LIMIT, "elements within each other"),
            (self.elements, SVG_ELEMENTS_LIMIT, "elements"),
            (attributes, SVG_ATTRIBUTES_LIMIT, "attributes in one element"),
            (self.namespaces, SVG_NAMESPACES_LIMIT, "declarations of namespaces"),
        ] {
            if count > limit {
                return Err(too_complex(limit, what));
            }
        }
        Ok(length)
    }
}

/// Whether what stands before an equals sign ends in the name of a namespace declaration.
fn is_namespace(before: &[u8]) -> bool {
    let name = before.rsplit(u8::is_ascii_whitespace).find(|part| !part.is_empty()).unwrap_or_default();
    name.starts_with(b"xmlns")
}

/// The length of a text from its start through a closing mark, which may begin after some bytes.
fn through(rest: &str, from: usize, mark: &str) -> usize {
    rest[from..].find(mark).map_or(rest.len(), |at| from + at + mark.len())
}

/// The length of a document type that only names one; one that defines something is refused.
fn document_type(rest: &str) -> Result<usize, Diagnostic> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'[') => {
                return Err(Diagnostic::error(
                    DEFINITIONS,
                    "this drawing defines names of its own (`<!DOCTYPE ... [`)",
                )
                .help("export it again as \"plain SVG\", or save it as PNG")
                .because("what such a name stands for can be anything, a script or a file from elsewhere"));
            }
            (None, b'>') => return Ok(at + 1),
            _ => {}
        }
    }
    Ok(rest.len())
}

fn too_complex(limit: usize, what: &str) -> Diagnostic {
    Diagnostic::error(TOO_COMPLEX, format!("this drawing has more than {limit} {what}"))
        .label("here the limit is reached")
        .help("simplify it in the program that drew it, or save it as PNG")
}
