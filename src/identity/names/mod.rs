//! Names with capitals: people, and the places that a person can be found at.

mod addresses;
mod citations;
mod headings;
mod houses;
mod inquiries;
mod name_words;
mod offices;
mod people;
mod places;
mod run;
mod said_places;
mod surroundings;
mod things;
mod unknown;
mod whereabouts;
mod works;

use super::hit::{Hit, Kind};
use super::proceedings::named_paper;

pub(super) use run::Run;

/// Looks at words with capitals: whose name, or the name of what, they are.
pub(super) fn judge(text: &str, run: &Run, found: &mut Vec<Hit>) {
    let first = run.word(text, 0);
    if run.words.len() == 1 && begins_sentences(first) || is_body_in_welsh(first) {
        return;
    }
    if let Some(range) = named_paper(text, &run.words) {
        found.push(Hit { kind: Kind::Press, what: text[range.clone()].to_ascii_lowercase(), range });
        return;
    }
    if places::place(text, run, found) {
        return;
    }
    if let Some(range) = things::named_in_a_file(text, run) {
        found.push(Hit { kind: Kind::PersonName, what: text[range.clone()].to_owned(), range });
        return;
    }
    let before = found.len();
    people::people(text, run, found);
    if found.len() == before {
        unknown::unknown(text, run, found);
    }
}

/// Whether a word begins so many sentences, and is never a name, that nothing around it need be asked.
fn begins_sentences(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "There"
            | "They"
            | "Their"
            | "It"
            | "Its"
            | "She"
            | "Her"
            | "He"
            | "His"
            | "We"
            | "Our"
            | "You"
            | "Your"
            | "An"
            | "In"
            | "On"
            | "At"
            | "As"
            | "By"
            | "For"
            | "From"
            | "With"
            | "When"
            | "Where"
            | "What"
            | "Who"
            | "How"
            | "Why"
            | "If"
            | "All"
            | "Any"
            | "Each"
            | "Every"
            | "Some"
            | "Both"
            | "No"
            | "Not"
            | "And"
            | "But"
            | "Or"
            | "So"
            | "To"
    )
}

/// Whether a name of a body in Welsh begins, or of a day, a week or a course: what follows is its area or its subject.
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
            | "Wythnos"
            | "Diwrnod"
            | "Hyfforddiant"
    )
}
