//! How each kind of trace is told.

use crate::attachment::{Trace, TraceKind};

/// A finding in words.
pub(super) struct Words {
    pub(super) message: String,
    pub(super) help: &'static str,
    /// Where it is, if there is more to say than that it is there.
    pub(super) places: Option<String>,
}

/// What helps against what is in pictures. Those that are files of their own are told only where they can not be taken apart.
const PICTURE_HELP: &str = "`briefpress scrub FILE` takes it out of documents and texts; save a picture of its own in another format";

/// How many places are named.
const NAMED: usize = 5;

/// The words for the traces of one kind in a file.
pub(super) fn of(kind: TraceKind, file: &str, traces: &[&Trace]) -> Words {
    let count: u32 = traces.iter().map(|trace| trace.count).sum();
    let details: Vec<&str> =
        traces.iter().map(|trace| &*trace.detail).filter(|detail| !detail.is_empty()).collect();
    let several = |one: &str, many: &str| match count {
        1 => format!("`{file}` has {one}"),
        _ => format!("`{file}` has {count} {many}"),
    };
    let has = |what: &str| format!("`{file}` has {what}");
    let (message, help) = match kind {
        TraceKind::Unreadable => (
            format!("`{file}` can not be looked into: {}", details.first().unwrap_or(&"it is damaged")),
            "save it again in the program that made it, or publish it in another format",
        ),
        TraceKind::Encrypted => (
            format!("`{file}` needs a password, or restricts what readers may do"),
            "save it without a password",
        ),
        TraceKind::UnknownKind => (
            format!("`{file}` is of a kind that can not be looked into"),
            "publish it as PDF, docx, xlsx, pptx or text",
        ),
        TraceKind::Misnamed => misnamed(file, details.first().unwrap_or(&"another file")),
        TraceKind::EmbeddedFile => (
            several("another file in it", "other files in it"),
            "paste charts and tables as pictures or values, and delete files that are attached",
        ),
        TraceKind::Comment => (several("a comment", "comments"), "delete all comments, and save it"),
        TraceKind::TrackedChange => (
            several(
                "a change that was neither accepted nor rejected",
                "changes that were neither accepted nor rejected",
            ),
            "accept or reject all changes, and save it",
        ),
        TraceKind::HiddenText => (has("text that is not shown"), "show hidden text and delete it"),
        TraceKind::HiddenSheet => (
            several("a sheet that is not shown", "sheets that are not shown"),
            "copy what is meant for readers into a new workbook, as values",
        ),
        TraceKind::HiddenCells => (
            has("rows or columns that are not shown"),
            "delete them, or copy what is seen into a new workbook",
        ),
        TraceKind::HiddenSlide => {
            (several("a slide that is not shown", "slides that are not shown"), "delete them")
        }
        TraceKind::SpeakerNotes => {
            (has("notes of the speaker"), "remove the notes, and keep a copy for the speaker")
        }
        TraceKind::ActiveContent => (
            format!("`{file}` can run something"),
            "save it in a format without macros; print a PDF to a new PDF",
        ),
        TraceKind::OutsideReference => (
            format!("`{file}` refers to something outside itself"),
            "break the link, and embed what it needs",
        ),
        TraceKind::CustomData => (
            has("data in it that no reader sees"),
            "`briefpress scrub FILE` takes properties and previews out of Office files",
        ),
        TraceKind::Author => (
            format!("`{file}` names people or bodies in its properties"),
            "`briefpress scrub FILE` takes them out of Office files and pictures; a PDF has to be made anew",
        ),
        TraceKind::LocalPath => (
            has("the path of a file on a machine or server in it"),
            "`briefpress scrub FILE` takes paths out of properties; links have to be mended by hand",
        ),
        TraceKind::Location | TraceKind::PictureMetadata | TraceKind::PictureInAddress => {
            of_picture(kind, file)
        }
        TraceKind::EarlierRevision => (
            several("an earlier version of itself in it", "earlier versions of itself in it"),
            "save it under a new name, or export it again",
        ),
        TraceKind::CoveredText => (
            has("text under a box, where anybody can copy it"),
            "take the words out of the document that it is made from, and export it again",
        ),
        TraceKind::InaccessiblePdf => (
            format!("`{file}` lacks {}", listed(&details)),
            "export it again with tags, after giving the document a title and a language",
        ),
        TraceKind::PictureOfText => (
            has("pages without text, which can not be searched for names"),
            "export it from the document instead of scanning it; somebody has to read these pages",
        ),
        TraceKind::Recording => {
            (format!("`{file}` is sound or film, which only a person can check"), "listen to it to the end")
        }
    };
    let is_said = matches!(kind, TraceKind::Unreadable | TraceKind::InaccessiblePdf | TraceKind::Misnamed);
    let places = (!is_said && !details.is_empty()).then(|| format!("found: {}", listed(&details)));
    Words { message, help, places }
}

fn misnamed(file: &str, actual: &str) -> (String, &'static str) {
    (
        format!("`{file}` is {actual}, although its name says otherwise"),
        "name it as what it is, so that it is treated as that, or save it as what its name says",
    )
}

/// The words for what is in a picture beside the picture.
fn of_picture(kind: TraceKind, file: &str) -> (String, &'static str) {
    match kind {
        TraceKind::Location => (format!("`{file}` says where it was taken"), PICTURE_HELP),
        TraceKind::PictureInAddress => (
            format!("`{file}` has a picture within an address that holds more than the picture"),
            "`briefpress scrub FILE` takes it out; or make the picture a file of its own, which is cleaned on every build",
        ),
        _ => (format!("`{file}` holds more than the picture"), PICTURE_HELP),
    }
}

/// Details as a list, the first of them.
fn listed(details: &[&str]) -> String {
    let named = &details[..details.len().min(NAMED)];
    let rest = details.len() - named.len();
    match (named, rest) {
        ([one], 0) => (*one).to_owned(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (named, _) => format!("{} and {rest} more", named.join(", ")),
    }
}
