//! SVG pictures: how large one is, and whether it is a picture and nothing more.
//!
//! An SVG file is a document that a browser can run. Shown by `<img>` it is harmless, but its address can be opened by
//! itself, and then it acts in the site's name. So what can act, or can fetch something from elsewhere, is refused.

mod guard;
mod rules;
mod size;
mod style;

#[cfg(test)]
mod tests;

use roxmltree::{Document, ParsingOptions};

use super::text;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, PlaceCursor, SVG_SIZE_LIMIT, SourcePath, SourceText, Span};

const UNREADABLE: Code = Code("picture/unreadable");
const TOO_LARGE: Code = Code("picture/too-large");

/// What an SVG file turned out to be.
#[derive(Debug)]
pub(super) struct Drawing {
    /// Pixels across, as a browser would show it.
    pub(super) width: u32,
    /// Pixels down.
    pub(super) height: u32,
    /// Why it must not be published.
    pub(super) findings: Vec<Diagnostic>,
}

impl Drawing {
    /// One that is not looked into: the measures are those that browsers take where they know none.
    fn refused(findings: Vec<Diagnostic>) -> Self {
        Self { width: size::DEFAULT.0, height: size::DEFAULT.1, findings }
    }

    /// A file of more than [`SVG_SIZE_LIMIT`] bytes, which is not read.
    pub(super) fn too_large(path: &SourcePath, bytes: u64) -> Self {
        let finding = Diagnostic::error(
            TOO_LARGE,
            format!("the drawing `{path}` has {bytes} bytes, and at most {SVG_SIZE_LIMIT} are read"),
        )
        .at(Place::of_file(path))
        .help("save it as PNG, or without the pictures that are embedded in it");
        Self::refused(vec![finding])
    }
}

/// Reads a drawing.
pub(super) fn inspect(path: &SourcePath, bytes: &[u8]) -> Drawing {
    let mut findings = Vec::new();
    let Some(source) = text::decode(path, bytes, &mut findings) else { return Drawing::refused(findings) };
    // What a reader can not see does not matter in a picture; only what is no text at all does.
    findings.clear();
    if let Err(refusal) = guard::admit(&source) {
        return Drawing::refused(vec![refusal]);
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(source.text(), options) {
        Ok(document) => document,
        Err(error) => return Drawing::refused(vec![unreadable(&source, &error)]),
    };
    let root = document.root_element();
    if !rules::is_svg(root, "svg") {
        return Drawing::refused(vec![no_svg(&source, root.range().start)]);
    }
    let (width, height) = size::measure(root);
    let mut cursor = PlaceCursor::default();
    let perils = rules::perils(&document);
    let findings = perils.into_iter().map(|peril| {
        let span = Span::new(peril.range.start, peril.range.end);
        peril.finding().at(source.place_from(span, &mut cursor))
    });
    Drawing { width, height, findings: findings.collect() }
}

fn unreadable(source: &SourceText, error: &roxmltree::Error) -> Diagnostic {
    let position = error.pos();
    let text = source.text();
    let line = text.split_inclusive('\n').take(position.row.saturating_sub(1) as usize).map(str::len).sum();
    let column = text[line..].char_indices().nth(position.col.saturating_sub(1) as usize);
    let at = column.map_or(text.len(), |(at, _)| line + at);
    Diagnostic::error(UNREADABLE, "this drawing is not well-formed, so no browser would show it")
        .at(source.place(Span::new(at, at + 1)))
        .label("the reading stops here")
        .because(format!("the reader of XML says: {error}"))
        .help("export it again from the program that drew it, or save it as PNG")
}

fn no_svg(source: &SourceText, at: usize) -> Diagnostic {
    Diagnostic::error(UNREADABLE, "this is not an SVG drawing, though its name ends in `.svg`")
        .at(source.place(Span::new(at, at + 4)))
        .help("a drawing begins with `<svg xmlns=\"http://www.w3.org/2000/svg\">`; export it again, or save it as PNG")
}
