//! Sealed names in what is public now: a build that is refused leaves it as it is, and so does sealing a name.

use std::path::Path;

use rayon::prelude::*;

use super::elsewhere::Outputs;
use super::join::settings;
use super::{BuildError, BuildOptions, STATE_FOLDER};
use crate::check::{Guard, Levels, SEALED_NAME};
use crate::config::BaseUrl;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::identity::{Seal, Setup};
use crate::source::OutputPath;
use crate::write::{read_manifest, read_published};

const STILL_PUBLIC: Code = Code("identity/still-public");

/// How many addresses are named.
const NAMED: usize = 20;

/// Looks for sealed names in the outputs that a site was built into, without building anything.
pub fn sealed_names_in_public(options: &BuildOptions, seal: Seal) -> Result<Vec<Diagnostic>, BuildError> {
    let mut unused = Vec::new();
    let (config, ..) = settings(options, &mut unused)?;
    let guard = Guard::new(Setup { seal: Some(seal), ..Setup::default() }, &Levels::default());
    let mut found = report(options, &config.base_url, &guard);
    guard.cover(&mut found, &mut [], &|_| None);
    Ok(found)
}

/// The same for a build that found a sealed name and so does not publish.
pub(super) fn report_refused(
    options: &BuildOptions,
    base_url: &BaseUrl,
    guard: &Guard,
    found: &[Diagnostic],
) -> Vec<Diagnostic> {
    let is_refused = found.iter().any(|found| found.code == SEALED_NAME && found.severity == Severity::Error);
    if is_refused { report(options, base_url, guard) } else { Vec::new() }
}

/// One finding for each output with a sealed name in it.
fn report(options: &BuildOptions, base_url: &BaseUrl, guard: &Guard) -> Vec<Diagnostic> {
    let own = options.real_output();
    let state = Outputs::of(&options.root.join(STATE_FOLDER));
    let others = state.known().iter().filter(|output| **output != own && output.exists());
    others.chain([&own]).filter_map(|output| report_one(output, base_url, guard)).collect()
}

fn report_one(output: &Path, base_url: &BaseUrl, guard: &Guard) -> Option<Diagnostic> {
    let shown = output.display();
    let addresses = match holding(output, guard) {
        Ok(addresses) if addresses.is_empty() => return None,
        Ok(addresses) => addresses,
        Err(error) => {
            let message =
                format!("could not look for sealed names in `{shown}`, which may be public: {error}");
            return Some(Diagnostic::error(STILL_PUBLIC, message).help("see whether the folder can be read"));
        }
    };
    let count = addresses.len();
    let what = if count == 1 { "one address".to_owned() } else { format!("{count} addresses") };
    let named: Vec<String> =
        addresses.iter().take(NAMED).map(|address| format!("{}{address}", base_url.as_str())).collect();
    let rest = match count.saturating_sub(NAMED) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    let message = format!("the site that is in `{shown}` now has a sealed name at {what}");
    Some(
        Diagnostic::error(STILL_PUBLIC, message)
            .because(format!("at {}{rest}", named.join(", ")))
            .because("these pages stay as they are until a build succeeds")
            .help(
                "take them off the host now, and out of caches in front of it; `briefpress check` says where the name stands in \
                 the texts, and the next build that succeeds replaces them",
            ),
    )
}

/// The addresses in an output with a sealed name in what is there, sorted.
fn holding(output: &Path, guard: &Guard) -> Result<Vec<String>, BuildError> {
    let Some(manifest) = read_manifest(output)? else { return Ok(Vec::new()) };
    let entries: Vec<&str> = manifest.entries().map(|entry| entry.path).collect();
    let seen: Result<Vec<Option<String>>, BuildError> = entries
        .into_par_iter()
        .map(|path| {
            // Somebody may have taken the file away by hand.
            let Some(bytes) = read_published(output, path)? else { return Ok(None) };
            let address =
                OutputPath::file(path).map_or_else(|_| path.to_owned(), |path| path.address().to_owned());
            Ok(guard.sees_sealed_name(path, &bytes).then_some(address))
        })
        .collect();
    Ok(seen?.into_iter().flatten().collect())
}
