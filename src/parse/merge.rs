//! Joins what the body gave as lists with the front matter: one model, wherever the author wrote it.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Place;

use super::action_cells::lower_lifted_actions;
use super::{ActionsFrom, FrontMatter, Lifted};

const GIVEN_TWICE: Code = Code("front-matter/given-twice");

/// Moves the lists of the body into the front matter. A list that both have is reported: which one is meant, nobody
/// but the author knows.
pub(super) fn merge_lifted(front: &mut FrontMatter, lifted: &mut Lifted, diagnostics: &mut Vec<Diagnostic>) {
    for (key, place) in std::mem::take(&mut lifted.places) {
        if has_list(front, key) {
            diagnostics.push(given_twice(key, place));
            continue;
        }
        match key {
            "key_messages" => front.key_messages = std::mem::take(&mut lifted.key_messages),
            "good_practice" => front.good_practice = std::mem::take(&mut lifted.good_practice),
            "improvements" => front.improvements = std::mem::take(&mut lifted.improvements),
            "questions" => front.questions = std::mem::take(&mut lifted.questions),
            _ => {
                let actions = lower_lifted_actions(&std::mem::take(&mut lifted.actions), diagnostics);
                front.actions = ActionsFrom::FrontMatter(actions);
            }
        }
    }
}

/// Reports what is wrong with the lists of a body whose front matter could not be understood.
pub(super) fn check_lifted(lifted: &Lifted, diagnostics: &mut Vec<Diagnostic>) {
    lower_lifted_actions(&lifted.actions, diagnostics);
}

fn has_list(front: &FrontMatter, key: &str) -> bool {
    match key {
        "key_messages" => !front.key_messages.is_empty(),
        "good_practice" => !front.good_practice.is_empty(),
        "improvements" => !front.improvements.is_empty(),
        "questions" => !front.questions.is_empty(),
        _ => match &front.actions {
            ActionsFrom::FrontMatter(actions) => !actions.is_empty(),
            ActionsFrom::Csv(_) => true,
        },
    }
}

fn given_twice(key: &str, place: Place) -> Diagnostic {
    Diagnostic::error(
        GIVEN_TWICE,
        format!("`{key}` is given twice: in the front matter and under this heading"),
    )
    .at(place)
    .help(format!("keep the list under the heading and delete `{key}:`, or the other way round"))
}
