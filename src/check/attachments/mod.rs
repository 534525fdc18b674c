//! What is in files that are published as they are, beside what their readers see.
//!
//! Each rule is about one kind of trace that reading a file leaves (`attachment`), so there is one table of them, and
//! one place for their words.

mod copies;
mod words;

use crate::attachment::{Read, Trace, TraceKind, Unpacked, read_data_addresses, read_knowing};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::source::{OutputPath, Place, SourcePath};

use super::identity::Sightings;
use super::{Guard, Looks, Rule};

pub(super) use copies::Copies;

pub(super) const RULES: [Rule; 25] = [
    rule(
        "attachments/unreadable",
        Severity::Error,
        Owner::Web,
        include_str!("unreadable.md"),
        TraceKind::Unreadable,
    ),
    rule(
        "attachments/encrypted",
        Severity::Error,
        Owner::Web,
        include_str!("encrypted.md"),
        TraceKind::Encrypted,
    ),
    rule(
        "attachments/unknown-kind",
        Severity::Error,
        Owner::Web,
        include_str!("unknown_kind.md"),
        TraceKind::UnknownKind,
    ),
    rule(
        "attachments/embedded-file",
        Severity::Error,
        Owner::InformationGovernance,
        include_str!("embedded_file.md"),
        TraceKind::EmbeddedFile,
    ),
    rule(
        "attachments/misnamed",
        Severity::Error,
        Owner::Web,
        include_str!("misnamed.md"),
        TraceKind::Misnamed,
    ),
    rule(
        "attachments/comment",
        Severity::Error,
        Owner::InformationGovernance,
        include_str!("comment.md"),
        TraceKind::Comment,
    ),
    rule(
        "attachments/tracked-change",
        Severity::Error,
        Owner::InformationGovernance,
        include_str!("tracked_change.md"),
        TraceKind::TrackedChange,
    ),
    rule(
        "attachments/hidden-text",
        Severity::Warning,
        Owner::InformationGovernance,
        include_str!("hidden_text.md"),
        TraceKind::HiddenText,
    ),
    rule(
        "attachments/hidden-sheet",
        Severity::Error,
        Owner::InformationGovernance,
        include_str!("hidden_sheet.md"),
        TraceKind::HiddenSheet,
    ),
    rule(
        "attachments/hidden-cells",
        Severity::Warning,
        Owner::InformationGovernance,
        include_str!("hidden_cells.md"),
        TraceKind::HiddenCells,
    ),
    rule(
        "attachments/hidden-slide",
        Severity::Warning,
        Owner::InformationGovernance,
        include_str!("hidden_slide.md"),
        TraceKind::HiddenSlide,
    ),
    rule(
        "attachments/speaker-notes",
        Severity::Warning,
        Owner::InformationGovernance,
        include_str!("speaker_notes.md"),
        TraceKind::SpeakerNotes,
    ),
    rule(
        "attachments/active-content",
        Severity::Error,
        Owner::Web,
        include_str!("active_content.md"),
        TraceKind::ActiveContent,
    ),
    rule(
        "attachments/outside-reference",
        Severity::Warning,
        Owner::Web,
        include_str!("outside_reference.md"),
        TraceKind::OutsideReference,
    ),
    rule(
        "attachments/custom-data",
        Severity::Note,
        Owner::InformationGovernance,
        include_str!("custom_data.md"),
        TraceKind::CustomData,
    ),
    rule(
        "attachments/author",
        Severity::Warning,
        Owner::InformationGovernance,
        include_str!("author.md"),
        TraceKind::Author,
    ),
    rule(
        "attachments/local-path",
        Severity::Warning,
        Owner::InformationGovernance,
        include_str!("local_path.md"),
        TraceKind::LocalPath,
    ),
    rule(
        "attachments/location",
        Severity::Error,
        Owner::InformationGovernance,
        include_str!("location.md"),
        TraceKind::Location,
    ),
    rule(
        "attachments/picture-metadata",
        Severity::Note,
        Owner::InformationGovernance,
        include_str!("picture_metadata.md"),
        TraceKind::PictureMetadata,
    ),
    rule(
        "attachments/picture-in-address",
        Severity::Error,
        Owner::InformationGovernance,
        include_str!("picture_in_address.md"),
        TraceKind::PictureInAddress,
    ),
    rule(
        "attachments/earlier-revision",
        Severity::Warning,
        Owner::InformationGovernance,
        include_str!("earlier_revision.md"),
        TraceKind::EarlierRevision,
    ),
    rule(
        "attachments/covered-text",
        Severity::Error,
        Owner::InformationGovernance,
        include_str!("covered_text.md"),
        TraceKind::CoveredText,
    ),
    rule(
        "attachments/inaccessible-pdf",
        Severity::Warning,
        Owner::Web,
        include_str!("inaccessible_pdf.md"),
        TraceKind::InaccessiblePdf,
    ),
    rule(
        "attachments/picture-of-text",
        Severity::Warning,
        Owner::InformationGovernance,
        include_str!("picture_of_text.md"),
        TraceKind::PictureOfText,
    ),
    rule(
        "attachments/recording",
        Severity::Review,
        Owner::InformationGovernance,
        include_str!("recording.md"),
        TraceKind::Recording,
    ),
];

const fn rule(
    code: &'static str,
    severity: Severity,
    owner: Owner,
    document: &'static str,
    kind: TraceKind,
) -> Rule {
    Rule { code: Code(code), owner, severity, document, looks: Looks::File(kind) }
}

/// Looks into a file by itself, for everything.
pub fn inspect_file(path: &SourcePath, bytes: &[u8]) -> Vec<Diagnostic> {
    tell(path, &look_into(path, bytes, &Unpacked::default(), None), &RULES.iter().collect::<Vec<_>>(), None)
}

/// What is in a file, whatever it is called.
#[derive(Debug, Default)]
pub(in crate::check) struct Contents {
    traces: Vec<Trace>,
    sightings: Sightings,
    /// Whether it is a picture that had to be unpacked.
    pub(super) has_unpacked: bool,
}

/// Looks into a file for traces, and for what could tell who somebody is. What unpacking it gave may be known.
pub(super) fn look_into(
    path: &SourcePath,
    bytes: &[u8],
    unpacked: &Unpacked,
    guard: Option<&Guard>,
) -> Contents {
    let mut sightings = Sightings::default();
    let Read { traces, has_unpacked } = read_knowing(path, bytes, unpacked, &mut |passage| {
        if let Some(guard) = guard {
            sightings.look(guard, passage);
        }
    });
    Contents { traces, sightings, has_unpacked }
}

/// What is in the files in the addresses of a page: their texts, and what the wanted rules say of them.
pub(super) fn look_into_addresses(
    output: &OutputPath,
    text: &str,
    wanted: &[&Rule],
) -> (Vec<String>, Vec<Diagnostic>) {
    let mut texts = Vec::new();
    let traces = read_data_addresses(text, &mut |passage| texts.push(passage.text.to_owned()));
    let name = output.as_str().rsplit('/').next().unwrap_or_default();
    (texts, wanted.iter().filter_map(|rule| told_by(rule, name, &traces)).collect())
}

/// What a rule says of what was noted of a file.
fn told_by(rule: &Rule, name: &str, traces: &[Trace]) -> Option<Diagnostic> {
    let own: Vec<_> = traces.iter().filter(|trace| rule.looks.is_about(trace.kind)).collect();
    let (first, _) = own.split_first()?;
    let words = words::of(first.kind, name, &own);
    let finding = rule.finding(words.message).help(words.help);
    Some(match words.places {
        Some(places) => finding.because(places),
        None => finding,
    })
}

/// What the wanted rules say of the contents of a file: one finding for each of them, whatever the number of places.
pub(super) fn tell(
    path: &SourcePath,
    contents: &Contents,
    wanted: &[&Rule],
    guard: Option<&Guard>,
) -> Vec<Diagnostic> {
    let of_rule = |rule: &&Rule| {
        told_by(rule, path.file_name(), &contents.traces).map(|finding| finding.at(Place::of_file(path)))
    };
    let mut found: Vec<Diagnostic> = wanted.iter().filter_map(of_rule).collect();
    if let Some(guard) = guard {
        contents.sightings.tell(guard, path, &mut found);
    }
    found
}
