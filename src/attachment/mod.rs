//! From the bytes of one file to what is in it: every text with where it stands, and what its readers do not see.
//!
//! Nothing here knows of a disk, of a site or of names. What is found is told as it is found, so that a large sheet is
//! never in memory as a whole. Reading is bounded by [limits](crate::source) on bytes and steps, never by a clock: the
//! same file always gives the same.

mod addresses;
mod escapes;
mod font;
mod icon;
mod kind;
mod mime;
mod office;
mod package;
mod pdf;
mod picture;
mod reading;
mod rich;
mod rows;
mod scrub;
mod strings;
mod subtitles;
mod text;
mod xml;

use crate::source::{ATTACHMENT_DEPTH_LIMIT, ATTACHMENT_SIZE_LIMIT, SourcePath};

pub use kind::Kind;
pub use picture::Unpacked;
pub use reading::{Passage, Trace, TraceKind};
pub use scrub::{Unscrubbed, scrub};
pub use text::decode;

use kind::disguised;
use picture::Unpacking;
use reading::{Reading, Step, Stop};

/// Reads a file; gives its texts one by one, and in the end what else was noted of it, by kind.
///
/// What can not be read is a trace like any other.
pub fn read(path: &SourcePath, bytes: &[u8], take: &mut dyn FnMut(&Passage<'_>)) -> Vec<Trace> {
    read_knowing(path, bytes, &Unpacked::default(), take).traces
}

/// What reading a file gave beside its texts.
#[derive(Debug)]
pub struct Read {
    /// What was noted of it, by kind.
    pub traces: Vec<Trace>,
    /// Whether pixels had to be unpacked, for they were not known.
    pub has_unpacked: bool,
}

/// Reads a file as [`read`] does; one of which it is known what unpacking it gives is not unpacked.
pub fn read_knowing(
    path: &SourcePath,
    bytes: &[u8],
    unpacked: &Unpacked,
    take: &mut dyn FnMut(&Passage<'_>),
) -> Read {
    let mut reading = Reading::knowing(take, Unpacking::for_reading(unpacked));
    let read = match bytes.len() as u64 {
        size if size > ATTACHMENT_SIZE_LIMIT && !Kind::of(path).is_streamed() => {
            Err(Stop::because(format!("it has more than {} MB", ATTACHMENT_SIZE_LIMIT / 1_000_000)))
        }
        _ => read_file(&mut reading, path, bytes),
    };
    if let Err(stop) = read {
        reading.stopped(stop);
    }
    let Reading { mut traces, unpacking, .. } = reading;
    traces.sort_by(|a, b| (a.kind, &a.detail).cmp(&(b.kind, &b.detail)));
    Read { traces, has_unpacked: unpacking.has_unpacked() }
}

fn read_file(reading: &mut Reading<'_>, path: &SourcePath, bytes: &[u8]) -> Step {
    let named = Kind::of(path);
    let Some(actual) = disguised(named, bytes) else { return read_as(reading, named, path, bytes) };
    if reading.depth == 0 {
        reading.note(TraceKind::Misnamed, &format!("{} (`.{}`)", actual.what, actual.extension));
    }
    // Of sound and film only the ends are there, of which no file can be made.
    if named.is_streamed() {
        return strings::read(reading, "its description", bytes);
    }
    read_as(reading, actual.kind, path, bytes)
}

fn read_as(reading: &mut Reading<'_>, kind: Kind, path: &SourcePath, bytes: &[u8]) -> Step {
    match kind {
        Kind::Pdf => pdf::read(reading, bytes),
        Kind::Package => office::read(reading, bytes),
        Kind::Picture => picture::read(reading, bytes),
        Kind::Drawing => text::drawing(reading, bytes),
        Kind::Text if text::is_table(path) => text::table(reading, bytes),
        Kind::Text if subtitles::is_subtitles(path) => subtitles::read(reading, bytes),
        Kind::Text => text::plain(reading, bytes),
        Kind::RichText => rich::read(reading, bytes),
        Kind::Recording => {
            reading.note(TraceKind::Recording, "");
            let (head, tail) = recording_ends(bytes);
            strings::read(reading, "its description", head)?;
            strings::read(reading, "its description", tail)
        }
        Kind::Font => font::read(reading, bytes),
        Kind::Icon => icon::read(reading, bytes),
        // Its own words are read as those of pages are.
        Kind::Web => addresses::read(reading, &decode(bytes)),
        Kind::Unknown if text::is_text(bytes) => text::plain(reading, bytes),
        Kind::Opaque | Kind::Unknown => {
            reading.note(TraceKind::UnknownKind, "");
            Ok(())
        }
    }
}

/// A picture or icon without what does not belong to it: nothing but the picture, its colour profile and its turn. `None`
/// where there is nothing to take out, or where the file is damaged or of a form that is not taken apart: it is then as
/// it was, and reading it says so.
pub fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    take_apart(bytes, &Unpacked::default()).stripped
}

/// A picture or icon that was taken apart.
#[derive(Debug)]
pub struct TakenApart {
    /// What [`strip`] gives.
    pub stripped: Option<Vec<u8>>,
    /// What unpacking it gave: it holds for the file, and for what is published of it.
    pub unpacked: Unpacked,
    /// Whether pixels had to be unpacked, for they were not known.
    pub has_unpacked: bool,
}

/// Takes a picture or icon apart as [`strip`] does; one of which it is known what unpacking it gives is not unpacked.
pub fn take_apart(bytes: &[u8], unpacked: &Unpacked) -> TakenApart {
    let mut unpacking = Unpacking::for_writing(unpacked);
    let stripped = stripped_with(bytes, &mut unpacking).ok().filter(|stripped| stripped != bytes);
    TakenApart { stripped, has_unpacked: unpacking.has_unpacked(), unpacked: unpacking.into_known() }
}

/// Whether browsers turn a picture by a quarter when they show it, so that its width becomes its height.
pub fn lies_on_its_side(bytes: &[u8]) -> bool {
    picture::lies_on_its_side(bytes)
}

/// A picture or icon without what does not belong to it, or why it can not be had.
fn stripped(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    stripped_with(bytes, &mut Unpacking::default())
}

fn stripped_with(bytes: &[u8], unpacking: &mut Unpacking<'_>) -> Result<Vec<u8>, &'static str> {
    if icon::is_icon(bytes) { icon::stripped(bytes, unpacking) } else { picture::stripped(bytes, unpacking) }
}

/// Reads the files that stand in addresses of a text (`data:image/png;base64,...`); gives their texts one by one.
pub fn read_data_addresses(text: &str, take: &mut dyn FnMut(&Passage<'_>)) -> Vec<Trace> {
    let mut reading = Reading::new(take);
    if let Err(stop) = addresses::read(&mut reading, text) {
        reading.stopped(stop);
    }
    reading.traces
}

/// What the first address of a text that holds a file begins with.
pub fn first_data_address(text: &str) -> Option<&str> {
    addresses::first(text)
}

/// How many bytes of each end of a recording are read: titles stand there, and cameras of telephones write places and names behind the
/// film.
pub const RECORDING_END: usize = 64 * 1024;

/// Titles and places stand at the beginning or at the end of a recording.
fn recording_ends(bytes: &[u8]) -> (&[u8], &[u8]) {
    // Of a file whose ends alone were loaded, a nought stands between them.
    let (head, rest) = bytes.split_at(bytes.len().min(RECORDING_END + 1));
    (head, &rest[rest.len().saturating_sub(RECORDING_END)..])
}

/// Reads a file that another one holds under a name.
fn read_embedded(reading: &mut Reading<'_>, name: &str, bytes: &[u8]) {
    let what = format!("embedded file `{}`", name.rsplit(['/', '\\']).next().unwrap_or(name));
    read_within(reading, &what, name, bytes);
}

/// Reads a file that another one holds, and that is told as something.
fn read_within(reading: &mut Reading<'_>, what: &str, name: &str, bytes: &[u8]) {
    reading.within(what, |reading| {
        if reading.depth > ATTACHMENT_DEPTH_LIMIT {
            return Err(Stop::because(format!("files are nested more than {ATTACHMENT_DEPTH_LIMIT} deep")));
        }
        read_file(reading, &SourcePath::new(name), bytes)
    });
}
