//! Drawings that no page paints: the appearance of fields and notes, patterns, and pages that were taken out and stayed in the file.

use std::collections::HashSet;

use lopdf::{Document, Object, ObjectId, Stream};

use super::content::Painter;
use super::fonts::Fonts;
use super::geometry::Matrix;
use super::page;
use super::resources::Resources;
use super::streams::unpack_drawing;
use crate::attachment::reading::{Reading, Step, TraceKind};

/// Whether a stream is a drawing.
pub(super) fn is_one(stream: &Stream) -> bool {
    let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
    is_form || stream.dict.has(b"PatternType")
}

/// Reads the drawings that were not read with a page.
pub(super) fn read(
    reading: &mut Reading<'_>,
    document: &Document,
    pages: &HashSet<ObjectId>,
    fonts: &mut Fonts,
) -> Step {
    for (id, object) in &document.objects {
        reading.step()?;
        match object {
            Object::Stream(stream)
                if is_one(stream) && !fonts.painted.contains(&std::ptr::from_ref(stream)) =>
            {
                drawing(reading, document, stream, fonts)?;
            }
            Object::Dictionary(dictionary) if dictionary.has_type(b"Page") && !pages.contains(id) => {
                reading.note(TraceKind::HiddenText, "a page that is not shown");
                page::read(reading, document, *id, "a page that is not shown", fonts)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn drawing(reading: &mut Reading<'_>, document: &Document, stream: &Stream, fonts: &mut Fonts) -> Step {
    let content = unpack_drawing(reading, document, stream)?;
    let own = stream.dict.get_deref(b"Resources", document).ok().and_then(|own| own.as_dict().ok());
    let mut resources = Resources::new(document, own.into_iter().collect(), std::mem::take(fonts));
    let (mut painted, mut unpainted) = (Vec::new(), String::new());
    let mut reader =
        Painter { resources: &mut resources, painted: &mut painted, unpainted: &mut unpainted, depth: 0 };
    let read = reader.paint(reading, &content, Matrix::UNIT);
    *fonts = resources.fonts;
    read?;
    reading.passage("the look of a field or note", &page::joined(&painted));
    page::as_painted(reading, &mut painted, "the look of a field or note");
    reading.passage("words for screen readers", &unpainted);
    Ok(())
}
