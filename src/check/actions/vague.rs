//! An action of which nobody could say whether it was done.

use std::sync::LazyLock;

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::model::Site;

use super::{actions, is_dropped, name, place};

pub(super) const RULE: Rule = Rule {
    code: Code("actions/vague"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("vague.md"),
    looks: Looks::Site(check),
};

/// Beginnings that promise no deed, word by word.
static PHRASES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let lines = include_str!("vague_beginnings.txt").lines();
    let phrases = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    phrases.map(|phrase| (phrase, phrase.split(' ').collect())).collect()
});

/// Words behind which the deed begins: `staff should`, `schools to`.
const BEFORE: [&str; 5] = ["should", "must", "will", "shall", "to"];

/// How many words may stand before the deed.
const SUBJECT: usize = 6;

fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (briefing, action) in actions(site).filter(|(_, action)| !is_dropped(action)) {
        let language = briefing.front.lang.as_deref().unwrap_or(&site.config.language);
        if !language.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("en")) {
            continue;
        }
        if let Some(phrase) = vague_beginning(&action.text) {
            found.push(
                RULE.finding(format!("nobody could say when {} is done: `{phrase}`", name(action)))
                    .at(place(briefing, action))
                    .help("say what will be different and how one would see it: a form changed, 60 staff trained, 20 records read")
                    .because("a reminder fades, a changed form stays"),
            );
        }
    }
}

/// The phrase with which an action begins that can not be seen to be done.
pub(super) fn vague_beginning(text: &str) -> Option<&'static str> {
    let lower = beginning_of(text).to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}')))
        .filter(|word| !word.is_empty())
        .collect();
    let begins = |deed: &[&str]| {
        let fits = PHRASES.iter().filter(|(_, phrase)| deed.starts_with(phrase));
        fits.map(|(phrase, _)| *phrase).max_by_key(|phrase| phrase.len())
    };
    let behind_subject = || {
        let (at, _) = words
            .iter()
            .enumerate()
            .take(SUBJECT + 1)
            .find(|(_, word)| BEFORE.iter().any(|before| before == *word))?;
        begins(&words[at + 1..])
    };
    begins(&words).or_else(behind_subject)
}

/// As much of a text as its deed stands in.
fn beginning_of(text: &str) -> &str {
    const LONGEST: usize = 160;
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}
