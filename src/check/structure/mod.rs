//! Findings that are made where a text is read or resolved: their documents are short, one file a family.
//!
//! Each begins with a line `## code`, then `severity · owner`, then what it finds and, after `Mend:`, the way out.

use crate::diagnostic::{Code, Owner, Severity};

use super::{Looks, Rule};

const FILES: [&str; 18] = [
    include_str!("accessibility.md"),
    include_str!("actions.md"),
    include_str!("footnotes.md"),
    include_str!("front_matter.md"),
    include_str!("identity.md"),
    include_str!("languages.md"),
    include_str!("links.md"),
    include_str!("load.md"),
    include_str!("markdown.md"),
    include_str!("picture.md"),
    include_str!("privacy.md"),
    include_str!("publication.md"),
    include_str!("registry.md"),
    include_str!("render.md"),
    include_str!("site.md"),
    include_str!("theme.md"),
    include_str!("vocabulary.md"),
    include_str!("yaml.md"),
];

/// A rule for each entry of the files.
pub(super) fn rules() -> Vec<Rule> {
    FILES.iter().flat_map(|file| file.split("\n## ").skip(1)).map(rule).collect()
}

fn rule(entry: &'static str) -> Rule {
    let (code, rest) = entry.split_once('\n').unwrap_or((entry, ""));
    let (grade, document) = rest.split_once('\n').unwrap_or((rest, ""));
    let (severity, owner) = grade.split_once(" · ").unwrap_or((grade, ""));
    Rule {
        code: Code(code.trim()),
        owner: Owner::ALL.into_iter().find(|known| known.key() == owner.trim()).unwrap_or(Owner::Author),
        severity: Severity::ALL.into_iter().find(|known| known.word() == severity).unwrap_or(Severity::Error),
        document,
        looks: Looks::Structure,
    }
}
