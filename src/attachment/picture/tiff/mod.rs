//! TIFF: a list of pages, each of which is a list of fields.
//!
//! The pages are written anew, with the fields that say how to show them and the packed data as they were: what is not
//! known to belong to them is left out.

mod pages;
mod tags;
mod write;

use super::super::reading::{Reading, Step, Stop, TraceKind};
use super::{Extra, Why, exif, extras, note_packet, profile};
use pages::{Entry, Page, Tiff};

pub(super) use pages::Order;
pub(super) use tags::{is_needed, length};

/// What is said of pictures that are packed, or made up, in a way of which nothing can be taken.
const NEW: Why = "it is of a form of TIFF that is not taken apart";

/// How many pages the library for EXIF takes; it says of a longer file that it is damaged.
const LIBRARY_PAGES: usize = 8;

/// A file with nothing but its pages.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, Why> {
    Tiff::of(bytes)?.written()
}

/// Reads what stands beside the pages. What can not be taken apart is searched for what can be found in it.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    match Tiff::of(bytes).and_then(|file| file.written().map(|_| file)) {
        Ok(file) => {
            exif::of_tiff(reading, bytes, file.pages.len() <= LIBRARY_PAGES);
            file.read(reading)
        }
        Err(why) => {
            exif::of_tiff(reading, bytes, false);
            note_packet(reading, bytes)?;
            super::super::strings::read(reading, "its description", bytes)?;
            Err(Stop::because(why))
        }
    }
}

impl Tiff<'_> {
    fn read(&self, reading: &mut Reading<'_>) -> Step {
        for page in &self.pages {
            reading.steps(page.entries.len() as u64)?;
            if !page.is_kept {
                reading.note(TraceKind::PictureMetadata, "a preview picture");
            }
            for entry in page.entries.iter().filter(|entry| !tags::is_needed(entry.tag)) {
                read_entry(reading, entry)?;
            }
            self.read_camera(reading, page)?;
            for place in page.places(self.order, tags::PICTURES) {
                for entry in self.fields_at(reading, place)? {
                    read_entry(reading, &entry)?;
                }
            }
            let own = page.entry(tags::PROFILE).filter(|_| page.is_kept).map(|own| own.value);
            if let Some(own) = own.filter(|own| profile::neutral(own).as_deref() != Some(own)) {
                extras(reading, [Extra::Profile(own.into())])?;
            }
        }
        let rest = self.rest();
        let is_told = reading.traces.iter().any(|trace| trace.kind == TraceKind::PictureMetadata);
        if !is_told && rest.iter().any(|byte| *byte != 0) {
            reading.note(TraceKind::PictureMetadata, "data that belong to no picture");
        }
        super::super::strings::read(reading, "its description", &rest)
    }

    /// The fields that stand at a place, as far as they can be read. Many fields may lead to the same place.
    fn fields_at(&self, reading: &mut Reading<'_>, place: usize) -> Step<Vec<Entry<'_>>> {
        let count = self.order.at(self.bytes, place, 2).unwrap_or_default();
        reading.steps(1 + count as u64)?;
        Ok(Page::of(self.bytes, self.order, place).map(|(page, _)| page.entries).unwrap_or_default())
    }

    /// Notes who made a page and where, which the library looks for on the first pages alone.
    fn read_camera(&self, reading: &mut Reading<'_>, page: &Page<'_>) -> Step {
        let mut own = page.entries.clone();
        for place in page.places(self.order, tags::CAMERA) {
            own.extend(self.fields_at(reading, place)?);
        }
        if own.iter().any(|entry| tags::AUTHORS.contains(&entry.tag)) {
            reading.note(TraceKind::Author, "EXIF");
        }
        for place in page.places(self.order, tags::GPS) {
            if self.fields_at(reading, place)?.iter().any(|entry| exif::is_place(entry.tag)) {
                reading.note(TraceKind::Location, "EXIF");
            }
        }
        Ok(())
    }
}

fn read_entry(reading: &mut Reading<'_>, entry: &Entry<'_>) -> Step {
    match entry.tag {
        tags::XMP => extras(reading, [Extra::Xmp(entry.value.into())]),
        tags::IPTC => extras(reading, [Extra::Records(entry.value)]),
        tags::PHOTOSHOP => extras(reading, [Extra::Iptc(entry.value)]),
        tags::PICTURES => {
            reading.note(TraceKind::PictureMetadata, "a preview picture");
            Ok(())
        }
        _ => {
            reading.note(TraceKind::PictureMetadata, "EXIF");
            // Where it ends is not seen in the bytes around it.
            let is_text = matches!(entry.kind, 1 | 2 | 7);
            if is_text { super::super::strings::read(reading, "EXIF", entry.value) } else { Ok(()) }
        }
    }
}
