//! Findings in the order in which people work through them: file by file, and in each by who can mend them.

use std::collections::HashMap;

use super::{Diagnostic, Owner, Severity};

/// Findings of one file that one reader can mend.
pub(super) struct Group<'a> {
    /// The file; `None` for what is said of the site as a whole.
    pub file: Option<&'a str>,
    /// Who can mend them.
    pub owner: Owner,
    /// Where they stand in the list that was grouped, the gravest last.
    pub members: Vec<usize>,
}

/// Groups findings. The file with the gravest finding comes last, and within a file the reader with the gravest, so that
/// the end of the terminal shows what blocks; otherwise the order of the list stands.
pub(super) fn group(diagnostics: &[Diagnostic]) -> Vec<Group<'_>> {
    let mut gravest: HashMap<Option<&str>, Severity> = HashMap::new();
    let mut places: HashMap<(Option<&str>, Owner), usize> = HashMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (at, diagnostic) in diagnostics.iter().enumerate() {
        let (file, owner) = (file_of(diagnostic), diagnostic.owner);
        let worst = gravest.entry(file).or_insert(diagnostic.severity);
        *worst = diagnostic.severity.max(*worst);
        let place = *places.entry((file, owner)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Group { file, owner, members: Vec::new() });
        }
        groups[place].members.push(at);
    }
    for group in &mut groups {
        group.members.sort_by_key(|at| diagnostics[*at].severity);
    }
    let worst_in = |group: &Group<'_>| group.members.last().map(|at| diagnostics[*at].severity);
    groups.sort_by_cached_key(|group| (gravest.get(&group.file), group.file, worst_in(group), group.owner));
    groups
}

fn file_of(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.place.as_ref().map(|place| place.path.as_str())
}
