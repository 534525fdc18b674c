//! Names with capitals: people, and the places that a person can be found at.

mod citations;
mod name_words;
mod people;
mod places;
mod run;
mod surroundings;
mod unknown;

use super::hit::{Hit, Kind};
use super::proceedings::named_paper;

pub(super) use run::Run;

/// Looks at words with capitals: whose name, or the name of what, they are.
pub(super) fn judge(text: &str, run: &Run, found: &mut Vec<Hit>) {
    if is_body_in_welsh(run.word(text, 0)) {
        return;
    }
    if let Some(range) = named_paper(text, &run.words) {
        found.push(Hit { kind: Kind::Press, what: text[range.clone()].to_ascii_lowercase(), range });
        return;
    }
    if places::place(text, run, found) {
        return;
    }
    let before = found.len();
    people::people(text, run, found);
    if found.len() == before {
        unknown::unknown(text, run, found);
    }
}

/// Whether a name of a body in Welsh begins: what follows is its area.
fn is_body_in_welsh(word: &str) -> bool {
    matches!(
        word,
        "Heddlu"
            | "Bwrdd"
            | "Cyngor"
            | "Ymddiriedolaeth"
            | "Prifysgol"
            | "Awdurdod"
            | "Gwasanaeth"
            | "Partneriaeth"
            | "Canolfan"
            | "Uned"
    )
}
