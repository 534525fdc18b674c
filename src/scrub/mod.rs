//! Cleans one file: reads it, writes it without what names people, and tells what is left.
//!
//! The file itself stays as it is unless it is asked to be replaced, and is then replaced in one step.

mod error;

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::attachment::{Passage, Trace, TraceKind, Unscrubbed, read, scrub};
use crate::check::inspect_file;
use crate::diagnostic::Diagnostic;
use crate::source::{ATTACHMENT_SIZE_LIMIT, SourcePath};

pub use error::ScrubError;

/// Where the clean file goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// Beside the file: `report.docx` becomes `report.cleaned.docx`.
    Beside,
    /// In its place.
    InPlace,
}

/// What became of a file.
#[derive(Debug)]
pub struct Scrubbed {
    /// Where the clean file is; nothing where there was nothing to clean, or its kind is not changed.
    pub written: Option<PathBuf>,
    /// What was taken out, in words.
    pub removed: Vec<&'static str>,
    /// What is still in it.
    pub left: Vec<Diagnostic>,
    /// Whether files of its kind are changed at all.
    pub is_changeable: bool,
}

/// Cleans a file.
pub fn scrub_file(file: &Path, destination: Destination) -> Result<Scrubbed, ScrubError> {
    let bytes = load(file)?;
    let path = source_path(file);
    let cleaned = match scrub(&path, &bytes) {
        Ok(cleaned) => Some(cleaned),
        Err(Unscrubbed::Kind) => None,
        Err(Unscrubbed::Encrypted) => return Err(ScrubError::Encrypted(file.to_owned())),
        Err(Unscrubbed::Unreadable(why)) => return Err(ScrubError::Unreadable(file.to_owned(), why)),
    };
    let is_changeable = cleaned.is_some();
    let Some(cleaned) = cleaned.filter(|cleaned| *cleaned != bytes) else {
        return Ok(Scrubbed {
            written: None,
            removed: Vec::new(),
            left: inspect_file(&path, &bytes),
            is_changeable,
        });
    };
    let (before, after) = (kinds(&path, &bytes), kinds(&path, &cleaned));
    let gone = before.iter().filter(|kind| !after.contains(kind));
    let mut removed: Vec<&'static str> = gone.map(|kind| words(*kind)).collect();
    removed.dedup();
    let target = match destination {
        Destination::Beside => beside(file),
        Destination::InPlace => file.to_owned(),
    };
    match destination {
        Destination::Beside => write_new(&target, &cleaned)?,
        Destination::InPlace => replace(file, &cleaned)?,
    }
    let left = inspect_file(&source_path(&target), &cleaned);
    Ok(Scrubbed { written: Some(target), removed, left, is_changeable })
}

fn kinds(path: &SourcePath, bytes: &[u8]) -> Vec<TraceKind> {
    let traces = read(path, bytes, &mut |_: &Passage<'_>| {});
    let mut kinds: Vec<TraceKind> = traces.iter().map(|trace: &Trace| trace.kind).collect();
    kinds.dedup();
    kinds
}

/// What was taken out, as the end of a sentence.
fn words(kind: TraceKind) -> &'static str {
    match kind {
        TraceKind::Author => "names of people and bodies in its properties",
        TraceKind::LocalPath => "paths of files",
        TraceKind::CustomData => "properties of its own, previews and what else no reader sees",
        TraceKind::EarlierRevision => "earlier versions",
        TraceKind::Location => "the place where it was taken",
        _ => "what is not the picture",
    }
}

fn load(file: &Path) -> Result<Vec<u8>, ScrubError> {
    let failed = |cause| ScrubError::Read(file.to_owned(), cause);
    let is_plain = fs::symlink_metadata(file).map_err(failed)?.is_file();
    if !is_plain {
        return Err(ScrubError::NotAFile(file.to_owned()));
    }
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(failed)?;
    opened.take(ATTACHMENT_SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn source_path(file: &Path) -> SourcePath {
    SourcePath::new(file.to_string_lossy().replace('\\', "/"))
}

/// The name of the clean file.
fn beside(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_os_string();
    let mut name = stem;
    name.push(".cleaned");
    if let Some(extension) = file.extension() {
        name.push(".");
        name.push(extension);
    }
    file.with_file_name(name)
}

fn write_new(target: &Path, bytes: &[u8]) -> Result<(), ScrubError> {
    let failed = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::AlreadyExists => ScrubError::Exists(target.to_owned()),
        _ => ScrubError::Write(target.to_owned(), cause),
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(target).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|cause| {
        let _ = fs::remove_file(target);
        failed(cause)
    })
}

/// Writes beside the file and then takes its place, so that it is never half written.
fn replace(file: &Path, bytes: &[u8]) -> Result<(), ScrubError> {
    let mut name = std::ffi::OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(".briefpress");
    let next = file.with_file_name(name);
    write_new(&next, bytes)?;
    let replaced = fs::metadata(file)
        .and_then(|metadata| fs::set_permissions(&next, metadata.permissions()))
        .and_then(|()| fs::rename(&next, file));
    replaced.map_err(|cause| {
        let _ = fs::remove_file(&next);
        ScrubError::Write(file.to_owned(), cause)
    })
}
