//! Which findings of a check are asked for: those of some families, or in some files.

use std::path::{Component, Path, PathBuf};

use briefpress::build::BuildOutcome;
use briefpress::check::{Rule, rules};
use briefpress::diagnostic::{Counts, nearest};

use super::arguments::SelectionArguments;
use super::failure::Failure;

/// What is asked for.
#[derive(Debug, Default)]
pub(super) struct Selection {
    families: Vec<String>,
    /// Files and folders below the site's root; nothing where all are meant.
    files: Option<Vec<String>>,
}

impl Selection {
    /// Takes what the command line says; a file that is not in the site is an error.
    pub(super) fn of(root: &Path, arguments: &SelectionArguments) -> Result<Self, Failure> {
        let files = arguments.paths.iter().map(|path| in_site(root, path)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { families: arguments.only.clone(), files: Some(files).filter(|files| !files.is_empty()) })
    }

    /// Whether everything is asked for.
    pub(super) fn is_all(&self) -> bool {
        self.families.is_empty() && self.files.is_none()
    }

    /// Takes out of an outcome what is not asked for, and counts anew.
    pub(super) fn apply(&self, outcome: &mut BuildOutcome) {
        outcome.diagnostics.retain(|found| {
            self.has_code(found.code.0)
                && self.has_file(found.place.as_ref().map(|place| place.path.as_str()))
        });
        outcome
            .summary
            .waived
            .retain(|waived| self.has_code(waived.code) && self.has_file(Some(&waived.file)));
        outcome.summary.counts = Counts::of(&outcome.diagnostics);
    }

    fn has_code(&self, code: &str) -> bool {
        self.families.is_empty()
            || code
                .split_once('/')
                .is_some_and(|(family, _)| self.families.iter().any(|known| known == family))
    }

    fn has_file(&self, file: Option<&str>) -> bool {
        let Some(wanted) = &self.files else { return true };
        let Some(file) = file else { return false };
        wanted.iter().any(|known| {
            let rest = file.strip_prefix(known.as_str());
            known.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

/// A path as the site names it, from one as the command line does.
pub(super) fn in_site(root: &Path, path: &Path) -> Result<String, Failure> {
    let absolute = |path: &Path| std::path::absolute(path).map_or_else(|_| path.into(), |path| plain(&path));
    // A folder above may be a link; a file that was removed can not be resolved.
    let resolved = |path: &Path| path.canonicalize().unwrap_or_else(|_| absolute(path));
    let below = absolute(path).strip_prefix(absolute(root)).map(Path::to_path_buf);
    let below = below.or_else(|_| resolved(path).strip_prefix(resolved(root)).map(Path::to_path_buf));
    match below {
        Ok(below) => Ok(below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")),
        Err(_) => Err(Failure::new(
            format!("`{}` is not in the site `{}`", path.display(), root.display()),
            "name files and folders of the site, or give its folder with `--root`",
        )),
    }
}

/// The path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// Takes the name of a family.
pub(super) fn parse_family(written: &str) -> Result<String, String> {
    let mut families: Vec<&str> = rules().iter().map(Rule::family).collect();
    families.dedup();
    if families.contains(&written) {
        return Ok(written.to_owned());
    }
    Err(match nearest(written, families.iter().copied()) {
        Some(near) => format!("there is no such family of checks; did you mean `{near}`?"),
        None => format!("there is no such family of checks; there are {}", families.join(", ")),
    })
}
