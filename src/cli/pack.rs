//! `pack`: everything that those who sign a briefing off have to see, as one file.

use std::path::{Path, PathBuf};

use briefpress::build::{Previewed, foresee};
use briefpress::diagnostic::{Diagnostic, Severity, nearest};
use briefpress::model::{Briefing, Wanted, Withheld};
use briefpress::pack::{Material, Pack, pack};
use briefpress::signoff::write_private;
use briefpress::source::{Slug, SourcePath};

use super::arguments::{Format, PackArguments};
use super::build::{count, plain_options, status};
use super::failure::Failure;
use super::seal::{is_closed, masked, opened_seal};
use super::selection::in_site;
use super::terminal::{Terminal, to_stdout};

/// What became of the wish for a pack.
enum Packed {
    /// Written, into a file; whether names are sealed that were not looked for.
    Written { file: PathBuf, pack: Pack, is_closed: bool },
    /// There is nothing to show before something is mended.
    Blocked(Vec<Diagnostic>),
}

/// Writes the pack of a briefing.
pub(super) fn run(root: &Path, arguments: &PackArguments, terminal: &Terminal) -> u8 {
    match write(root, arguments) {
        Ok(Packed::Written { file, pack, is_closed }) => {
            to_stdout(|out| writeln!(out, "{}", file.display()));
            if is_closed {
                terminal.remark(
                    "sealed names were not looked for, and may stand in the pack: set `BRIEFPRESS_SEAL_KEY` or `BRIEFPRESS_SEAL_KEY_FILE`, and make it again",
                );
            }
            let counts = pack.counts;
            terminal.remark(&format!("{counts}; {} to look at; not public", count(pack.finds, "thing")));
            status(false)
        }
        Ok(Packed::Blocked(found)) => {
            terminal.emit_for_people(&found);
            terminal.remark("no pack was written: the page can not be made while these findings stand");
            status(true)
        }
        Err(failure) => terminal.emit_failure(&failure, Format::Human),
    }
}

fn write(root: &Path, arguments: &PackArguments) -> Result<Packed, Failure> {
    let wanted = wanted(root, &arguments.briefing)?;
    let options = plain_options(root, arguments.today)?;
    let (seen, foreseen) = foresee(&options, wanted.clone())?;
    let briefing = seen.site.briefing_pages().find(|briefing| wanted.is(&briefing.source, &briefing.id));
    let (Some(briefing), Some(foreseen)) = (briefing, &foreseen) else {
        return nothing_to_show(root, &wanted, arguments, seen).map(Packed::Blocked);
    };
    let seal = opened_seal(root, options.seal_key.as_ref())?;
    let is_closed = is_closed(root, seal.as_ref())?;
    let material = Material {
        site: &seen.site,
        briefing,
        source: &foreseen.source,
        outputs: &foreseen.outputs,
        mentioned: &foreseen.mentioned,
        found: &seen.outcome.diagnostics,
        waived: &seen.outcome.summary.waived,
        seal: seal.as_ref(),
        is_closed,
        theme: &foreseen.theme,
    };
    let pack = match pack(&material) {
        Ok(pack) => pack,
        Err(found) => return Ok(Packed::Blocked(vec![found])),
    };
    let file = arguments.output.clone().unwrap_or_else(|| PathBuf::from(file_name(briefing)));
    write_private(root, &file, &pack.html).map_err(|error| {
        let help = error.help().to_owned();
        Failure::from(error).with_help(help)
    })?;
    Ok(Packed::Written { file, pack, is_closed })
}

/// A file where there is one of that name, otherwise an id.
fn wanted(root: &Path, written: &str) -> Result<Wanted, Failure> {
    let file = Path::new(written);
    let is_file = file.is_file() || file.components().count() > 1;
    Ok(if is_file {
        Wanted::File(SourcePath::new(in_site(root, file)?))
    } else {
        Wanted::Id(written.to_owned())
    })
}

/// A name for the pack, in the folder where the command was given.
fn file_name(briefing: &Briefing) -> String {
    let slug = Slug::from_text(&briefing.id).unwrap_or_else(|_| briefing.slug.clone());
    format!("sign-off-{slug}.html")
}

/// Why there is nothing to show: the findings that keep the page from being made, or that there is no such briefing.
fn nothing_to_show(
    root: &Path,
    wanted: &Wanted,
    arguments: &PackArguments,
    seen: Previewed,
) -> Result<Vec<Diagnostic>, Failure> {
    let name = &arguments.briefing;
    let withheld = seen.withheld.iter().find(|briefing| wanted.is(&briefing.source, &briefing.id));
    if withheld.is_some_and(|briefing| briefing.why == Withheld::Purged) {
        return Err(Failure::new(
            format!("`{name}` was purged: there is nothing of it to sign"),
            "take `state: purged` out if it is to come back",
        ));
    }
    let is_listed = seen.site.briefing_pages().any(|briefing| wanted.is(&briefing.source, &briefing.id));
    let errors: Vec<Diagnostic> = seen
        .outcome
        .diagnostics
        .into_iter()
        .filter(|found| found.severity == Severity::Error)
        .filter(|found| {
            let is_own = |path: &SourcePath| withheld.is_some_and(|briefing| briefing.source == *path);
            // Of a page that can not be made the finding may be in the theme.
            is_listed || found.place.as_ref().is_some_and(|place| is_own(&place.path))
        })
        .collect();
    if !errors.is_empty() {
        return Ok(errors);
    }
    let mut ids: Vec<&str> = seen.site.briefing_pages().map(|briefing| briefing.id.as_str()).collect();
    ids.extend(seen.withheld.iter().map(|briefing| briefing.id.as_str()));
    let help = match nearest(name, ids) {
        Some(near) => format!("did you mean `{}`?", masked(root, near)),
        None => "give the id of a briefing (the name of its file without `.md`, unless it has an `id:`), or its file".to_owned(),
    };
    Err(Failure::new(format!("there is no briefing `{name}`"), help))
}
