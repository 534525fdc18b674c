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
    let mut places: HashMap<(Option<&str>, Owner), usize> = HashMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    // Findings of one file follow each other, so the group is nearly always one of those that came last.
    let mut of_file: (Option<&str>, [Option<usize>; Owner::ALL.len()]) = (None, Default::default());
    for (at, diagnostic) in diagnostics.iter().enumerate() {
        let (file, owner) = (file_of(diagnostic), diagnostic.owner);
        if of_file.0 != file {
            of_file = (file, Default::default());
        }
        let place = *of_file.1[owner as usize].get_or_insert_with(|| {
            *places.entry((file, owner)).or_insert_with(|| {
                groups.push(Group { file, owner, members: Vec::new() });
                groups.len() - 1
            })
        });
        groups[place].members.push(at);
    }
    for group in &mut groups {
        group.members.sort_by_key(|at| diagnostics[*at].severity);
    }
    let worst_in = |group: &Group<'_>| group.members.last().map(|at| diagnostics[*at].severity);
    let mut gravest: HashMap<Option<&str>, Option<Severity>> = HashMap::new();
    for group in &groups {
        let worst = gravest.entry(group.file).or_default();
        *worst = worst_in(group).max(*worst);
    }
    groups.sort_by_cached_key(|group| (gravest.get(&group.file), group.file, worst_in(group), group.owner));
    groups
}

fn file_of(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.place.as_ref().map(|place| place.path.as_str())
}
