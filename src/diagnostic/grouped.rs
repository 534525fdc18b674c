//! Findings in the order in which people work through them: file by file, and in each by who can mend them.

use std::collections::hash_map::Entry;

use ahash::{HashMap, HashMapExt as _};
use rayon::prelude::*;

use super::{Diagnostic, Owner, Severity};
use crate::source::SourcePath;

/// Findings of one file that one reader can mend.
pub(super) struct Group<'a> {
    /// The file; `None` for what is said of the site as a whole.
    pub file: Option<&'a SourcePath>,
    /// Who can mend them.
    pub owner: Owner,
    /// Where they stand in the list that was grouped, the gravest last.
    pub members: Vec<usize>,
}

/// The findings of one file, by owner.
struct OfFile<'a> {
    file: Option<&'a SourcePath>,
    gravest: Severity,
    by_owner: [Vec<usize>; Owner::ALL.len()],
}

/// Groups findings. The file with the gravest finding comes last, and within a file the reader with the gravest, so that
/// the end of the terminal shows what blocks; otherwise the order of the list stands.
pub(super) fn group(diagnostics: &[Diagnostic]) -> Vec<Group<'_>> {
    let mut files = by_file(diagnostics);
    files.sort_by(|a, b| (a.gravest, a.file).cmp(&(b.gravest, b.file)));
    let groups = files.into_par_iter().with_min_len(64).flat_map_iter(|OfFile { file, by_owner, .. }| {
        let all = Owner::ALL.into_iter().zip(by_owner).filter(|(_, members)| !members.is_empty());
        let mut groups: Vec<Group<'_>> = all.map(|(owner, members)| Group { file, owner, members }).collect();
        for group in &mut groups {
            group.members.sort_by_key(|at| diagnostics[*at].severity);
        }
        groups.sort_by_key(|group| (group.members.last().map(|at| diagnostics[*at].severity), group.owner));
        groups
    });
    groups.collect()
}

/// The findings of each file. Nearly always they follow each other, and each run of them is gone through by itself.
fn by_file(diagnostics: &[Diagnostic]) -> Vec<OfFile<'_>> {
    let mut from = 0;
    let runs = diagnostics.chunk_by(|a, b| file_of(a) == file_of(b)).map(|run| {
        from += run.len();
        (from - run.len(), run)
    });
    let runs: Vec<(usize, &[Diagnostic])> = runs.collect();
    let of_runs: Vec<OfFile<'_>> =
        runs.par_iter().with_min_len(64).map(|(from, run)| OfFile::of_run(*from, run)).collect();
    let mut files: Vec<OfFile<'_>> = Vec::with_capacity(of_runs.len());
    let mut places = HashMap::with_capacity(of_runs.len());
    for mut run in of_runs {
        match places.entry(run.file) {
            Entry::Vacant(place) => {
                place.insert(files.len());
                files.push(run);
            }
            Entry::Occupied(place) => {
                let known: &mut OfFile<'_> = &mut files[*place.get()];
                known.gravest = known.gravest.max(run.gravest);
                for (known, more) in known.by_owner.iter_mut().zip(&mut run.by_owner) {
                    known.append(more);
                }
            }
        }
    }
    files
}

impl<'a> OfFile<'a> {
    /// Findings that follow each other in one file, the first of which has this number.
    fn of_run(from: usize, run: &'a [Diagnostic]) -> Self {
        let mut of_file = Self {
            file: run.first().and_then(file_of),
            gravest: Severity::Note,
            by_owner: Default::default(),
        };
        for (at, diagnostic) in run.iter().enumerate() {
            of_file.gravest = of_file.gravest.max(diagnostic.severity);
            of_file.by_owner[diagnostic.owner as usize].push(from + at);
        }
        of_file
    }
}

fn file_of(diagnostic: &Diagnostic) -> Option<&SourcePath> {
    diagnostic.place.as_ref().map(|place| &place.path)
}

#[cfg(test)]
mod tests {
    use super::group;
    use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
    use crate::source::{Place, SourcePath};

    #[test]
    fn findings_of_one_file_come_together_wherever_they_stand() {
        let of = |file: &str, owner, severity| {
            let mut found = Diagnostic::new(severity, Code("a/b"), "one");
            let place = (!file.is_empty()).then(|| Place::of_file(&SourcePath::new(file)));
            (found.owner, found.place) = (owner, place);
            found
        };
        let (author, web) = (Owner::Author, Owner::Web);
        let found = [
            of("b", author, Severity::Error),
            of("a", web, Severity::Note),
            of("b", author, Severity::Note),
            of("", web, Severity::Note),
            of("a", author, Severity::Note),
            of("a", web, Severity::Warning),
            of("b", author, Severity::Warning),
        ];
        let groups: Vec<_> = group(&found)
            .into_iter()
            .map(|group| (group.file.map_or("", SourcePath::as_str), group.owner, group.members))
            .collect();
        let expected = [
            ("", web, vec![3]),
            ("a", author, vec![4]),
            ("a", web, vec![1, 5]),
            ("b", author, vec![2, 6, 0]),
        ];
        assert_eq!(groups, expected);
    }
}
