//! Findings in the order in which people work through them: file by file, and in each by who can mend them.

use ahash::{HashMap, HashMapExt as _};

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

/// The groups of one file, by owner.
struct OfFile<'a> {
    file: Option<&'a SourcePath>,
    gravest: Option<Severity>,
    groups: [Option<Group<'a>>; Owner::ALL.len()],
}

/// Groups findings. The file with the gravest finding comes last, and within a file the reader with the gravest, so that
/// the end of the terminal shows what blocks; otherwise the order of the list stands.
pub(super) fn group(diagnostics: &[Diagnostic]) -> Vec<Group<'_>> {
    let mut files: Vec<OfFile<'_>> = Vec::new();
    let mut places: HashMap<Option<&SourcePath>, usize> = HashMap::new();
    // Findings of one file follow each other, so the file is nearly always the one that came last.
    let mut last = usize::MAX;
    for (at, diagnostic) in diagnostics.iter().enumerate() {
        let (file, owner) = (diagnostic.place.as_ref().map(|place| &place.path), diagnostic.owner);
        if files.get(last).is_none_or(|known| known.file != file) {
            last = *places.entry(file).or_insert_with(|| {
                files.push(OfFile { file, gravest: None, groups: Default::default() });
                files.len() - 1
            });
        }
        let of_file = &mut files[last];
        of_file.gravest = of_file.gravest.max(Some(diagnostic.severity));
        let group =
            of_file.groups[owner as usize].get_or_insert_with(|| Group { file, owner, members: Vec::new() });
        group.members.push(at);
    }
    files.sort_by(|a, b| (a.gravest, a.file).cmp(&(b.gravest, b.file)));
    let mut all = Vec::with_capacity(files.len() * 2);
    for of_file in files {
        let from = all.len();
        all.extend(of_file.groups.into_iter().flatten());
        for group in &mut all[from..] {
            group.members.sort_by_key(|at| diagnostics[*at].severity);
        }
        let worst_in = |group: &Group<'_>| group.members.last().map(|at| diagnostics[*at].severity);
        all[from..].sort_by_key(|group| (worst_in(group), group.owner));
    }
    all
}
