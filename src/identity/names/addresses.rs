//! Addresses of bodies: what stands behind the name of one, with nothing but words with a capital and commas between.

use crate::identity::text::{is_possessive, last_word};
use crate::source::boundary_behind;

use super::run::Run;

/// Whether it stands in the address of a body, with nothing but words with a capital and commas since its name: `Example Adults Board,
/// Civic Centre, Example`.
pub(super) fn is_in_address_of_body(text: &str, run: &Run) -> bool {
    const LONGEST: usize = 120;
    const MOST: usize = 6;
    let start = run.words[0].start;
    let from = boundary_behind(text, start.saturating_sub(LONGEST));
    let Some(lead) = text[from..start].strip_suffix(", ") else { return false };
    let is_of_capitals = |part: &str| part.split(' ').all(|word| word.starts_with(char::is_uppercase));
    // What begins the line stands before the first of them.
    let bare = |part| str::rsplit(part, ['"', '|', '>', ':', '[', '(', '\n']).next().unwrap_or(part);
    let mut parts = lead.rsplit(", ").map(|part| bare(part).trim_start_matches([' ', '-', '#', '*']));
    parts.by_ref().take(MOST).find_map(|part| {
        let is_named = is_body_by_its_name(part);
        (is_named || !is_of_capitals(part)).then_some(is_named)
    }) == Some(true)
}

/// Whether a part of a line ends in the name of a body: `Example Board`, `Write to the Review Panel`, `the Department of Health`.
fn is_body_by_its_name(part: &str) -> bool {
    let last = last_word(part);
    let lead = part[..part.len() - last.len()].trim_end();
    let before = last_word(lead);
    is_of_body(last) && (before.is_empty() || before.starts_with(char::is_uppercase) || is_possessive(lead))
        || matches!(last, "Ofsted" | "Cafcass" | "Estyn" | "Parliament" | "Senedd")
        || ["Department of ", "Department for ", "Ministry of ", "Royal College of "]
            .iter()
            .any(|body| part.contains(body) && last.starts_with(char::is_uppercase))
}

pub(super) fn is_of_body(word: &str) -> bool {
    matches!(
        word,
        "Board"
            | "Council"
            | "Trust"
            | "Partnership"
            | "Service"
            | "Services"
            | "Police"
            | "Constabulary"
            | "Authority"
            | "Team"
            | "Hub"
            | "Committee"
            | "Panel"
            | "Forum"
            | "Network"
            | "Group"
            | "Councils"
            | "Boards"
            | "Trusts"
            | "Partnerships"
            | "Commission"
            | "Commissioner"
            | "Office"
            | "Ombudsman"
            | "Inspectorate"
            | "Agency"
            | "Tribunal"
            | "Executive"
    )
}
