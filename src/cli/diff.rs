//! `diff`: what a build would change for the public. The list that a reviewer reads before a deploy, and that the purge
//! of a cache takes.

use std::io::{self, Write};
use std::path::Path;

use briefpress::build::{BuildOptions, Purpose, build};
use briefpress::source::OutputPath;
use briefpress::write::Changes;
use serde::Serialize;

use super::arguments::{DiffArguments, DiffFormat};
use super::build::{count, is_blocked, start, status};
use super::terminal::{Terminal, to_stdout};

/// Changes as JSON: addresses from the site's root.
#[derive(Serialize)]
struct Report {
    added: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
    unchanged: usize,
}

/// Compares; findings that would block the build block the comparison as well.
pub(super) fn run(root: &Path, arguments: &DiffArguments, terminal: &Terminal) -> u8 {
    let check = arguments.check();
    let purpose = Purpose::Compare(arguments.against.clone());
    let compared = start(root, &check).and_then(|options| {
        Ok(build(&BuildOptions { output: arguments.output.clone(), purpose, ..options })?)
    });
    let outcome = match compared {
        Ok(outcome) => outcome,
        Err(failure) => return terminal.emit_failure(&failure, check.format),
    };
    let Some(changes) = outcome.changes.as_ref().filter(|_| !is_blocked(&outcome, &check)) else {
        terminal.emit_findings(&outcome, check.format, check.deny.is_some());
        terminal.remark("a build would write nothing while these findings stand");
        return status(true);
    };
    match arguments.format {
        DiffFormat::Human => to_stdout(|out| write_lines(changes, out)),
        DiffFormat::Json => to_stdout(|out| write_json(changes, out)),
    }
    if arguments.format == DiffFormat::Human {
        terminal.remark(&in_numbers(changes));
    }
    status(false)
}

/// The address of a file of the output: `/briefings/a/` for its `index.html`.
fn address(path: &str) -> String {
    let output = OutputPath::file(path).ok();
    format!("/{}", output.as_ref().map_or(path, OutputPath::address))
}

fn write_lines(changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    for (what, paths) in
        [("added", &changes.added), ("changed", &changes.changed), ("removed", &changes.removed)]
    {
        for path in paths {
            writeln!(out, "{what:<7}  {}", address(path))?;
        }
    }
    Ok(())
}

fn write_json(changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    let addresses = |paths: &[String]| paths.iter().map(|path| address(path)).collect();
    let report = Report {
        added: addresses(&changes.added),
        changed: addresses(&changes.changed),
        removed: addresses(&changes.removed),
        unchanged: changes.unchanged,
    };
    serde_json::to_writer(&mut *out, &report)?;
    writeln!(out)
}

fn in_numbers(changes: &Changes) -> String {
    if changes.is_empty() {
        return format!("nothing would change; {} stay as they are", count(changes.unchanged, "file"));
    }
    format!(
        "{} added, {} changed, {} removed; {} stay as they are",
        changes.added.len(),
        changes.changed.len(),
        changes.removed.len(),
        count(changes.unchanged, "file")
    )
}
