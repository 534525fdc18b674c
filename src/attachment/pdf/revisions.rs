//! What earlier saves left: programs append what was changed, and what it took the place of stays in the file.

use lopdf::{Document, LoadOptions};

use crate::attachment::reading::{Reading, Step, Stop, TraceKind};

const END: &[u8] = b"%%EOF";
const LINEARIZED: &[u8] = b"/Linearized";

/// How many earlier saves are read as cheaply as they can be; each takes as long as the whole, and a file with more of them counts
/// each as more work.
const READ: usize = 5;

/// The most ends that are looked for.
const ENDS: usize = 1_000;

/// Reads what was there before the last save.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    let mut ends: Vec<usize> =
        memchr::memmem::find_iter(bytes, END).take(ENDS + 1).map(|at| at + END.len()).collect();
    // A file that is made for slow connections has its first page, with an end of its own, before all others.
    if memchr::memmem::find(&bytes[..bytes.len().min(1_024)], LINEARIZED).is_some() && ends.len() > 1 {
        ends.remove(0);
    }
    if ends.len() > ENDS {
        return Err(Stop::because("it was saved more often than can be looked through"));
    }
    let earlier = ends.len().saturating_sub(1);
    for (number, end) in (1..).zip(&ends[..earlier]) {
        reading.note(TraceKind::EarlierRevision, "");
        reading.steps(*end as u64 / if number > READ { 16 } else { 1024 })?;
        let left = usize::try_from(reading.bytes_left()).unwrap_or(usize::MAX);
        let options = LoadOptions { max_decompressed_size: Some(left), ..LoadOptions::default() };
        // An end within a compressed stream or an embedded file is none of this one.
        let Ok(document) = Document::load_mem_with_options(&bytes[..*end], options) else { continue };
        reading.steps(document.objects.len() as u64)?;
        // What is hidden in it is hidden as a whole: its texts are what matters.
        let noted = reading.traces.len();
        let what = format!("earlier save {number}");
        reading.within(&what, |reading| {
            super::objects::read(reading, &document)?;
            super::pages(reading, &document)
        });
        reading.traces.truncate(noted);
    }
    Ok(())
}
