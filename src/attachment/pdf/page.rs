//! One page: its text in the order in which it is painted, what lies over it, and its notes.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::{Painted, Painter, Shown};
use super::fonts::Fonts;
use super::geometry::{Area, Colour, Matrix, WHITE, are_alike};
use super::order::as_it_stands;
use super::resources::Resources;
use super::streams::unpack_drawing;
use crate::attachment::reading::{Reading, Step, Stop, TraceKind};

/// How much of a text has to lie under something to count as covered.
const COVERED: f64 = 0.6;

/// The least number of letters that are worth hiding: bullets and rules are painted as letters too.
const LETTERS: usize = 3;

/// How many comparisons of texts with boxes are made on a page; a drawing of thousands of boxes hides no text.
const COMPARISONS: usize = 2_000_000;

/// Notes that are seen on the page as a mark of a reviewer.
const NOTES: [&[u8]; 12] = [
    b"Text",
    b"FreeText",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Stamp",
    b"Caret",
    b"Ink",
    b"Popup",
    b"Sound",
    b"FileAttachment",
];

/// Reads one page, and gives its text.
pub(super) fn read(
    reading: &mut Reading<'_>,
    document: &Document,
    id: ObjectId,
    whereabouts: &str,
    fonts: &mut Fonts,
) -> Step<String> {
    let content = content(reading, document, id)?;
    let damaged = |_| Stop::because("it is damaged: a page can not be read");
    let (own, inherited) = document.get_page_resources(id).map_err(damaged)?;
    let inherited = inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok());
    let (mut painted, mut unpainted) = (Vec::new(), String::new());
    let dictionaries = own.into_iter().chain(inherited).take(16).collect();
    let mut resources = Resources::new(document, dictionaries, std::mem::take(fonts));
    let mut reader =
        Painter { resources: &mut resources, painted: &mut painted, unpainted: &mut unpainted, depth: 0 };
    let read = reader.paint(reading, &content, Matrix::UNIT);
    *fonts = resources.fonts;
    read?;
    let text = joined(&painted);
    reading.passage(whereabouts, &text);
    from_left(reading, &painted, whereabouts);
    reading.passage(&format!("{whereabouts}, words for screen readers"), &unpainted);
    let covers = annotations(reading, document, id, whereabouts);
    hidden(reading, &painted, &covers, whereabouts);
    let has_picture = painted.iter().any(|item| matches!(item, Painted::Picture));
    if text.trim().len() < LETTERS && has_picture {
        reading.note(TraceKind::PictureOfText, whereabouts);
    }
    as_painted(reading, &mut painted, whereabouts);
    Ok(text)
}

/// What a page paints: its streams, one after the other.
fn content(reading: &mut Reading<'_>, document: &Document, id: ObjectId) -> Step<Vec<u8>> {
    let mut content = Vec::new();
    for id in document.get_page_contents(id) {
        let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else { continue };
        let unpacked = unpack_drawing(reading, document, stream)?;
        // Nearly all pages have one, which may be large: not a byte is added to it, for that would double its room.
        if content.is_empty() {
            content = unpacked;
        } else {
            content.push(b'\n');
            content.extend(unpacked);
        }
    }
    Ok(content)
}

/// Hands on lines that are not painted from left to right as they stand.
fn from_left(reading: &mut Reading<'_>, painted: &[Painted], whereabouts: &str) {
    let stands = as_it_stands(painted);
    let from_left = format!("{whereabouts}, read from left to right");
    reading.passage(&from_left, &stands.lines);
    reading.markup(&from_left, [&*stands.of_other_scripts]);
}

/// Hands on what is painted where a copy of it is something else. It is often no writing, and so looked at as what is for programs.
pub(super) fn as_painted(reading: &mut Reading<'_>, painted: &mut [Painted], whereabouts: &str) {
    let mut is_other = false;
    for item in painted.iter_mut() {
        if let Painted::Text(shown) = item
            && let Some(text) = shown.painted.take()
        {
            shown.text = text.into();
            is_other = true;
        }
    }
    if is_other {
        let whereabouts = format!("{whereabouts}, as it is painted");
        reading.markup(&whereabouts, [&*joined(painted)]);
        reading.markup(&whereabouts, [&*as_it_stands(painted).lines]);
    }
}

/// The texts of a page, with blanks and line ends where they stand apart.
pub(super) fn joined(painted: &[Painted]) -> String {
    let mut text = String::new();
    let mut last: Option<&Shown> = None;
    for item in painted {
        let Painted::Text(shown) = item else { continue };
        if let Some(last) = last {
            if !shown.is_on_line_of(last) {
                text.push('\n');
            } else if shown.is_apart_from(last) {
                text.push(' ');
            }
        }
        text.push_str(&shown.text);
        last = Some(shown);
    }
    text
}

/// Reads the notes of a page; gives the boxes that lie over it.
fn annotations(reading: &mut Reading<'_>, document: &Document, id: ObjectId, whereabouts: &str) -> Vec<Area> {
    let mut covers = Vec::new();
    for note in document.get_page_annotations(id).unwrap_or_default() {
        let kind = note.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if NOTES.contains(&kind) && kind != b"Popup" {
            reading.note(TraceKind::Comment, whereabouts);
        }
        if kind == b"Redact" || (matches!(kind, b"Square" | b"Highlight") && is_dark(note, document)) {
            covers.extend(area_of(note, document));
        }
    }
    covers
}

/// Whether a box is filled with a colour under which nothing can be read.
fn is_dark(note: &Dictionary, document: &Document) -> bool {
    let of = |key: &[u8]| {
        let items = note.get_deref(key, document).ok()?.as_array().ok()?;
        let numbers: Vec<f64> = items.iter().filter_map(|item| item.as_float().ok().map(f64::from)).collect();
        super::geometry::colour(&numbers)
    };
    let colour = of(b"IC").or_else(|| if note.has(b"IC") { None } else { of(b"C") });
    colour.is_some_and(|colour: Colour| colour.iter().sum::<f64>() < 0.6)
}

fn area_of(note: &Dictionary, document: &Document) -> Option<Area> {
    let items = note.get_deref(b"Rect", document).ok()?.as_array().ok()?;
    let numbers: Vec<f64> = items.iter().filter_map(|item| item.as_float().ok().map(f64::from)).collect();
    let [a, b, c, d] = numbers.try_into().ok()?;
    Some(Area::around(&[(a, b), (c, d)]))
}

/// Notes texts that are there and can not be seen.
fn hidden(reading: &mut Reading<'_>, painted: &[Painted], covers: &[Area], whereabouts: &str) {
    let mut boxes: Vec<(usize, Area, Colour)> = Vec::new();
    let mut has_picture = false;
    for (at, item) in painted.iter().enumerate() {
        match item {
            Painted::Box(area, colour) => boxes.push((at, *area, *colour)),
            Painted::Picture => has_picture = true,
            Painted::Text(_) => {}
        }
    }
    let texts = painted.iter().enumerate();
    let texts =
        texts.filter_map(|(at, item)| if let Painted::Text(text) = item { Some((at, text)) } else { None });
    let mut compared = 0;
    for (at, text) in texts {
        compared += boxes.len() + covers.len();
        if compared > COMPARISONS {
            return;
        }
        if text.text.trim().chars().count() < LETTERS && boxes.len() > 200 {
            continue;
        }
        if is_covered(at, text, &boxes, covers) {
            reading.note(TraceKind::CoveredText, whereabouts);
        } else if is_unseen(at, text, &boxes, has_picture) {
            reading.note(TraceKind::HiddenText, whereabouts);
        }
    }
}

fn is_covered(at: usize, text: &Shown, boxes: &[(usize, Area, Colour)], covers: &[Area]) -> bool {
    let is_text = !text.text.trim().is_empty();
    let over = boxes.iter().rev().take_while(|(box_at, ..)| *box_at > at);
    let mut over = over.filter(|(_, area, _)| area.covers(text.area) > COVERED);
    let mut under =
        boxes.iter().rev().filter(|(box_at, area, _)| *box_at < at && area.covers(text.area) > COVERED);
    let marked = covers.iter().any(|area| area.covers(text.area) > COVERED);
    // Black letters on a black box are what a marker of a word processor leaves.
    let on_own_colour = under
        .next()
        .is_some_and(|(_, _, colour)| are_alike(*colour, text.colour) && !are_alike(*colour, WHITE));
    is_text && !text.is_invisible && (over.next().is_some() || marked || on_own_colour)
}

/// White on white, or painted so that it does not show; text behind the picture of a page is how scans are made.
fn is_unseen(at: usize, text: &Shown, boxes: &[(usize, Area, Colour)], has_picture: bool) -> bool {
    if has_picture || text.text.trim().is_empty() {
        return false;
    }
    let under = boxes.iter().rev().find(|(box_at, area, _)| *box_at < at && area.covers(text.area) > 0.2);
    let ground = under.map_or(WHITE, |(_, _, colour)| *colour);
    text.is_invisible || (are_alike(text.colour, WHITE) && are_alike(ground, WHITE))
}
