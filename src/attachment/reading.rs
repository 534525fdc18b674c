//! What one attachment gives: passages of text with where they stand, and traces of what a reader would not see.

use std::borrow::Cow;
use std::io::Read;

use super::picture::Unpacking;
use crate::source::{ATTACHMENT_STEPS_LIMIT, ATTACHMENT_UNPACKED_LIMIT};

/// A text of an attachment.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'p> {
    /// Where it stands, as a reader would be told: `page 2`, ``sheet `Cases` (hidden), row 4``, ``property `author` ``.
    pub whereabouts: &'p str,
    /// The text.
    pub text: &'p str,
    /// Where in the text a part begins, and what it is called: a cell of a table, a line, a paragraph; sorted.
    pub cells: &'p [(usize, String)],
    /// Whether it is what a program wrote for programs: names of styles, fonts and layers may look like those of people.
    pub is_markup: bool,
}

impl Passage<'_> {
    /// Where something stands of which the text is known to hold it at a byte.
    pub fn whereabouts_of(&self, at: usize) -> Cow<'_, str> {
        let cell = self.cells.partition_point(|(start, _)| *start <= at).checked_sub(1);
        match cell.and_then(|cell| self.cells.get(cell)) {
            Some((_, name)) => {
                if self.whereabouts.ends_with(' ') {
                    return format!("{}{name}", self.whereabouts).into();
                }
                let sheet =
                    self.whereabouts.rsplit_once(", row ").map_or(self.whereabouts, |(sheet, _)| sheet);
                format!("{sheet}, cell {name}").into()
            }
            None => self.whereabouts.into(),
        }
    }
}

/// Something in an attachment that its readers do not see, or that they should not get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// What it is.
    pub kind: TraceKind,
    /// Where it is, or of what can not be read why; may be empty.
    pub detail: String,
    /// How often it is there.
    pub count: u32,
}

/// Kinds of traces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TraceKind {
    /// It, or a part of it, can not be read.
    Unreadable,
    /// A password is needed, or restricts what may be done.
    Encrypted,
    /// Nothing is known of the kind of file.
    UnknownKind,
    /// A file within the file: a workbook behind a chart, a file attached to a PDF, the data of a pivot table.
    EmbeddedFile,
    /// Another kind of file than its name says.
    Misnamed,
    /// A comment of a reviewer.
    Comment,
    /// A change that was neither accepted nor rejected.
    TrackedChange,
    /// Text that is not shown.
    HiddenText,
    /// A sheet that is not shown.
    HiddenSheet,
    /// Rows or columns with something in them that are not shown.
    HiddenCells,
    /// A slide that is passed over.
    HiddenSlide,
    /// Notes of the speaker.
    SpeakerNotes,
    /// Something that runs.
    ActiveContent,
    /// Something that is fetched from elsewhere when the file is opened.
    OutsideReference,
    /// Data of programs that no reader sees.
    CustomData,
    /// Who wrote it, or for whom they work.
    Author,
    /// A path on somebody's machine or an intranet.
    LocalPath,
    /// Where a picture was taken.
    Location,
    /// What a camera or program wrote into a picture.
    PictureMetadata,
    /// The same in a picture within an address of a text, which is published as it is.
    PictureInAddress,
    /// What an earlier save left.
    EarlierRevision,
    /// Text that something was laid over.
    CoveredText,
    /// A PDF that lacks what a screen reader needs.
    InaccessiblePdf,
    /// A page without text, which is a picture of it.
    PictureOfText,
    /// Sound or film, which nobody listened to.
    Recording,
}

/// Why reading ends before the end of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stop {
    /// The file is damaged, or larger than may be.
    Unreadable(Cow<'static, str>),
    /// It takes a password to go on.
    Encrypted,
}

impl Stop {
    pub(super) fn because(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::Unreadable(reason.into())
    }
}

/// How many different traces are told of one file: whoever hides things in a thousand places is told of some of them.
const TRACES: usize = 200;

/// A step of reading.
pub(super) type Step<T = ()> = Result<T, Stop>;

/// An attachment while it is read: where passages go, what was noted, and how much work may still be done.
pub(super) struct Reading<'r> {
    take: &'r mut dyn FnMut(&Passage<'_>),
    pub(super) traces: Vec<Trace>,
    /// Bytes that may still be unpacked.
    bytes_left: u64,
    steps_left: u64,
    /// How many files enclose the one that is read.
    pub(super) depth: usize,
    /// What leads to the file within which is read: ``embedded file `a.xlsx`, ``; empty at the top.
    prefix: String,
    /// Whether what is read is for programs, whatever it is.
    is_for_programs: bool,
    /// Packed streams of pictures, and what is known of them.
    pub(super) unpacking: Unpacking<'r>,
}

impl<'r> Reading<'r> {
    pub(super) fn new(take: &'r mut dyn FnMut(&Passage<'_>)) -> Self {
        Self::knowing(take, Unpacking::default())
    }

    /// Reading a file of which it is known what its packed pixels are.
    pub(super) fn knowing(take: &'r mut dyn FnMut(&Passage<'_>), unpacking: Unpacking<'r>) -> Self {
        Self {
            take,
            traces: Vec::new(),
            bytes_left: ATTACHMENT_UNPACKED_LIMIT,
            steps_left: ATTACHMENT_STEPS_LIMIT,
            depth: 0,
            prefix: String::new(),
            is_for_programs: false,
            unpacking,
        }
    }

    /// Hands on a text, unless there is nothing in it.
    pub(super) fn passage(&mut self, whereabouts: &str, text: &str) {
        self.row(whereabouts, text, &[]);
    }

    /// Hands on what a program wrote for programs: values that are nothing to each other.
    pub(super) fn markup<'t>(&mut self, whereabouts: &str, values: impl IntoIterator<Item = &'t str>) {
        // The word between keeps two from being read as one.
        let text = values.into_iter().collect::<Vec<_>>().join("\nof\n");
        self.give(whereabouts, &text, &[], true);
    }

    /// Hands on a text of several parts, each with what it is called; where the whereabouts end in a blank, that stands behind them.
    pub(super) fn row(&mut self, whereabouts: &str, text: &str, cells: &[(usize, String)]) {
        self.give(whereabouts, text, cells, false);
    }

    fn give(&mut self, whereabouts: &str, text: &str, cells: &[(usize, String)], is_markup: bool) {
        if text.trim().is_empty() {
            return;
        }
        let whole: Cow<'_, str> = match &*self.prefix {
            "" => whereabouts.into(),
            prefix => format!("{prefix}{whereabouts}").into(),
        };
        let is_markup = is_markup || self.is_for_programs;
        (self.take)(&Passage { whereabouts: &whole, text, cells, is_markup });
    }

    /// Reads what is for programs.
    pub(super) fn for_programs(&mut self, read: impl FnOnce(&mut Self) -> Step) -> Step {
        let outer = std::mem::replace(&mut self.is_for_programs, true);
        let step = read(self);
        self.is_for_programs = outer;
        step
    }

    /// Hands on lines of a text, each with its number.
    pub(super) fn lines(&mut self, text: &str, lines: &[(usize, String)]) {
        self.row("line ", text, lines);
    }

    /// Notes something; what is noted twice is counted.
    pub(super) fn note(&mut self, kind: TraceKind, detail: &str) {
        let detail = format!("{}{detail}", self.prefix);
        let known = self.traces.iter_mut().find(|trace| trace.kind == kind && trace.detail == detail);
        if let Some(known) = known {
            known.count = known.count.saturating_add(1);
        } else if self.traces.len() < TRACES {
            self.traces.push(Trace { kind, detail, count: 1 });
        }
    }

    /// Notes why reading ended.
    pub(super) fn stopped(&mut self, stop: Stop) {
        match stop {
            Stop::Unreadable(reason) => self.note(TraceKind::Unreadable, &reason),
            Stop::Encrypted => self.note(TraceKind::Encrypted, ""),
        }
    }

    /// How many bytes may still be unpacked.
    pub(super) fn bytes_left(&self) -> u64 {
        self.bytes_left
    }

    /// Unpacks bytes, as far as they go where they are damaged, accounts for them, and says whether that is all of them.
    pub(super) fn unpack(&mut self, packed: impl Read) -> Step<(Vec<u8>, bool)> {
        let left = self.bytes_left;
        let mut unpacked = Vec::new();
        let is_whole = take_all(packed, left, &mut unpacked)?;
        self.unpacked(unpacked.len() as u64)?;
        Ok((unpacked, is_whole))
    }

    /// Accounts for unpacked bytes.
    pub(super) fn unpacked(&mut self, bytes: u64) -> Step {
        self.bytes_left = self.bytes_left.checked_sub(bytes).ok_or_else(too_large)?;
        Ok(())
    }

    /// Accounts for work.
    pub(super) fn step(&mut self) -> Step {
        self.steps(1)
    }

    /// Accounts for several steps of work.
    pub(super) fn steps(&mut self, steps: u64) -> Step {
        self.steps_left = self.steps_left.checked_sub(steps).ok_or_else(too_much)?;
        Ok(())
    }

    /// Reads within a file that the file holds.
    pub(super) fn within(&mut self, name: &str, read: impl FnOnce(&mut Self) -> Step) {
        let outer = self.prefix.len();
        self.prefix.push_str(name);
        self.prefix.push_str(", ");
        self.depth += 1;
        if let Err(stop) = read(self) {
            self.stopped(stop);
        }
        self.depth -= 1;
        self.prefix.truncate(outer);
    }
}

/// Reads all that a reader gives, as far as it goes, and says whether that is all of it.
///
/// A machine that is out of memory is no damaged file: where `read_to_end` gives what it has, and a short text as if it were whole, this
/// ends the program.
pub(super) fn take_all(mut packed: impl Read, most: u64, all: &mut Vec<u8>) -> Step<bool> {
    let mut buffer = [0; 16 * 1024];
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    loop {
        let read = match packed.read(&mut buffer) {
            Ok(0) => return Ok(true),
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(_) => return Ok(false),
        };
        let left = most.saturating_sub(all.len());
        if read > left {
            return Err(too_large());
        }
        if all.capacity() - all.len() < read {
            // Twice as much, and never more than may be.
            all.reserve_exact(all.len().clamp(read, left));
        }
        all.extend_from_slice(&buffer[..read]);
    }
}

/// The end of reading where it would take more work than may be.
pub(super) fn too_much() -> Stop {
    Stop::because("there is too much in it to look through")
}

/// The end of reading where more is unpacked than may be.
pub(super) fn too_large() -> Stop {
    Stop::because(format!("it unpacks to more than {} MB", ATTACHMENT_UNPACKED_LIMIT / 1_000_000))
}

/// Whether a text is or holds a path on a machine or in an intranet.
pub(super) fn is_local_path(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let bytes = lower.as_bytes();
    let drive = bytes.windows(3).enumerate().any(|(at, three)| {
        let starts = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        starts && three[0].is_ascii_lowercase() && three[1] == b':' && three[2] == b'\\'
    });
    drive
        || lower.starts_with("\\\\")
        || ["file:", "/users/", "/home/", "\\users\\"].iter().any(|mark| lower.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives as much at a time as it is asked for, and then fails or ends.
    struct Source(usize, bool);

    impl Read for Source {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.0 == 0 && self.1 {
                return Err(std::io::Error::other("damaged"));
            }
            let given = buffer.len().min(self.0);
            self.0 -= given;
            Ok(given)
        }
    }

    #[test]
    fn all_is_taken_in_no_more_room_than_may_be() {
        for (length, most, is_damaged) in [(0, 0, false), (100_000, 100_000, false), (70_000, 100_000, true)]
        {
            let mut all = Vec::new();
            assert_eq!(take_all(Source(length, is_damaged), most, &mut all), Ok(!is_damaged), "{length}");
            assert_eq!(all.len(), length);
            assert!(all.capacity() as u64 <= most, "{length}: {}", all.capacity());
        }
        assert_eq!(take_all(Source(100_001, false), 100_000, &mut Vec::new()), Err(too_large()));
    }
}
