//! Two things on a page with one identifier.

use crate::check::output::{Findings, Page};
use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("accessibility/duplicate-id"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("duplicate_id.md"),
    looks: Looks::Page(check),
};

fn check(page: &Page<'_>, found: &mut Findings) {
    let ids = &page.facts.ids;
    if !has_twins(ids) {
        return;
    }
    let mut sorted: Vec<(&str, usize)> = ids.clone();
    sorted.sort_unstable();
    for twins in sorted.chunk_by(|a, b| a.0 == b.0).filter(|twins| twins.len() > 1) {
        let (id, at) = twins[1];
        let diagnostic =
            RULE.finding(format!("the identifier `{id}` stands {} times on the page", twins.len())).help(
                "give each its own `id`: a link to it finds only the first, and so does the label of a field",
            );
        found.add(page, diagnostic, at, &[&format!("id=\"{id}\""), &format!("{{#{id}}}")]);
    }
}

/// Whether two of the identifiers are the same: nearly every page has some dozens, all different.
fn has_twins(ids: &[(&str, usize)]) -> bool {
    let mut seen = [0u64; 16];
    ids.iter().any(|(id, _)| {
        let hash = id.bytes().fold(7u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
        let (word, bit) = ((hash >> 6) as usize % seen.len(), hash & 63);
        let is_there = seen[word] & (1 << bit) != 0;
        seen[word] |= 1 << bit;
        is_there
    })
}
