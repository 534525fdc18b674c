//! Names with capitals: people, and the places that a person can be found at.

mod citations;
mod name_words;
mod people;
mod places;
mod run;
mod surroundings;

use super::hit::Hit;

pub(super) use run::Run;

/// Looks at words with capitals: whose name, or the name of what, they are.
pub(super) fn judge(text: &str, run: &Run, found: &mut Vec<Hit>) {
    if places::place(text, run, found) {
        return;
    }
    people::people(text, run, found);
}
