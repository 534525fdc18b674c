//! `approve`: records in a briefing that it was signed off.

use std::path::Path;

use briefpress::build::{BuildOptions, Purpose, survey};
use briefpress::diagnostic::{Diagnostic, Severity};
use briefpress::model::{Briefing, Site, Wanted};
use briefpress::parse::Approval;
use briefpress::signoff::{Signature, sign};
use briefpress::source::SourcePath;

use super::arguments::{ApproveArguments, Format};
use super::build::{count, plain_options, status};
use super::failure::Failure;
use super::selection::in_site;
use super::terminal::Terminal;

/// What became of the wish to sign.
enum Signed {
    /// Recorded, with the number of parts, and what was said of an earlier text and stays.
    Recorded(SourcePath, usize, Vec<&'static str>),
    /// Something in the briefing has to be mended first.
    Blocked(SourcePath, Vec<Diagnostic>),
}

/// Signs a briefing off.
pub(super) fn run(root: &Path, arguments: &ApproveArguments, terminal: &Terminal) -> u8 {
    match approve(root, arguments) {
        Ok(Signed::Recorded(path, parts, kept)) => {
            let what = count(parts, "part");
            terminal.remark(&format!("`{path}` is approved by \"{}\": {what} signed", arguments.by));
            if !kept.is_empty() {
                let (kept, holds) = (kept.join(", "), if kept.len() == 1 { "holds" } else { "hold" });
                terminal.remark(&format!(
                    "something was changed after the last sign-off: see whether {kept} under `approval` still {holds}"
                ));
            }
            status(false)
        }
        Ok(Signed::Blocked(path, found)) => {
            terminal.emit_for_people(&found);
            terminal.remark(&format!("`{path}` was not approved; the file is as it was"));
            status(true)
        }
        Err(failure) => terminal.emit_failure(&failure, Format::Human),
    }
}

fn approve(root: &Path, arguments: &ApproveArguments) -> Result<Signed, Failure> {
    let path = SourcePath::new(in_site(root, &arguments.file)?);
    let options = plain_options(root, arguments.today)?;
    let seen = survey(&BuildOptions { purpose: Purpose::Foresee(Wanted::File(path.clone())), ..options })?;
    let blocking: Vec<Diagnostic> =
        seen.outcome.diagnostics.into_iter().filter(|found| blocks(found, &path)).collect();
    if !blocking.is_empty() {
        return Ok(Signed::Blocked(path, blocking));
    }
    let is_it = |briefing: &&Briefing| briefing.source == path;
    let Some(briefing) = seen.site.briefing_pages().find(is_it) else {
        let message = format!("`{path}` is not a briefing that can be public");
        return Err(Failure::new(message, "name a file below `briefings/` that is there and was not purged"));
    };
    second_reader_is_another(arguments, briefing)?;
    let kept = said_of_another_text(arguments, &seen.site, briefing);
    let signature = Signature {
        by: arguments.by.clone(),
        date: seen.site.today,
        second_reader: arguments.second_reader.clone(),
    };
    let parts = sign(root, &seen.site, briefing, &signature).map_err(|error| {
        let help = error.help().to_owned();
        Failure::from(error).with_help(help)
    })?;
    Ok(Signed::Recorded(path, parts, kept))
}

/// What an earlier sign-off says that this one leaves as it is, though the text is another one now.
fn said_of_another_text(arguments: &ApproveArguments, site: &Site, briefing: &Briefing) -> Vec<&'static str> {
    let Some(before) = &briefing.front.approval else { return Vec::new() };
    if site.changes_since_approval(briefing).is_empty() {
        return Vec::new();
    }
    let said = [
        (before.second_reader.is_some() && arguments.second_reader.is_none(), "`second_reader`"),
        (before.legal_check == Some(true), "`legal_check`"),
        (before.family_informed == Some(true), "`family_informed`"),
    ];
    said.into_iter().filter(|(is_said, _)| *is_said).map(|(_, key)| key).collect()
}

/// Refuses a second reader, named now or before, who wrote the briefing or signs it off.
fn second_reader_is_another(arguments: &ApproveArguments, briefing: &Briefing) -> Result<(), Failure> {
    let approval = briefing.front.approval.as_ref();
    let known = approval.and_then(|approval| approval.second_reader.as_ref());
    let Some(reader) = arguments.second_reader.as_ref().or(known) else { return Ok(()) };
    let is_reader = |role: &String| Approval::are_same(role, reader);
    let author = approval.and_then(|approval| approval.author.as_ref());
    let does = if is_reader(&arguments.by) {
        "signs it off"
    } else if author.is_some_and(is_reader) {
        "wrote it"
    } else {
        return Ok(());
    };
    let message = format!("the second reader is \"{reader}\", who {does}");
    Err(Failure::new(message, "name somebody else with `--second-reader`"))
}

/// Whether a finding keeps a briefing from being signed. That it is not signed yet does not.
fn blocks(found: &Diagnostic, path: &SourcePath) -> bool {
    found.severity == Severity::Error
        && !found.code.0.starts_with("publication/approval-")
        && found.place.as_ref().is_some_and(|place| place.path == *path)
}
