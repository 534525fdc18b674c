//! An action that is everybody's, and so nobody's.

use std::sync::LazyLock;

use ahash::{HashMap, HashMapExt as _, HashSet};

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

use super::{actions, is_dropped, name, place};

pub(super) const RULE: Rule = Rule {
    code: Code("actions/for-everybody"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("for_everybody.md"),
    looks: Looks::Site(check),
};

/// What stands as an owner where there is none.
static NOBODY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("owners_that_are_nobody.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // A few bodies own thousands of actions.
    let mut known: HashMap<&str, bool> = HashMap::new();
    for (briefing, action) in actions(site).filter(|(_, action)| !is_dropped(action)) {
        let Some(owner) = action.owner.as_deref().or(action.owner_role.as_deref()) else { continue };
        if *known.entry(owner).or_insert_with(|| is_nobody(owner)) {
            found.push(
                RULE.finding(format!("{} belongs to `{}`", name(action), owner.trim()))
                    .at(place(briefing, action))
                    .help("name the one body or post that answers for it; who else has a part can stand in the text")
                    .because("what is everybody's to do is done by nobody"),
            );
        }
    }
}

pub(super) fn is_nobody(owner: &str) -> bool {
    let folded = owner
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ");
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    NOBODY.contains(folded)
}
