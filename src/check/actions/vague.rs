//! An action of which nobody could say whether it was done.

use std::cmp::Reverse;
use std::sync::LazyLock;

use ahash::{HashMap, HashMapExt as _};

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

/// A phrase and its words.
type Phrase = (&'static str, Vec<&'static str>);

/// Beginnings that promise no deed, by their first word: each with its words, the longest first.
static PHRASES: LazyLock<HashMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
    let lines = include_str!("vague_beginnings.txt").lines();
    let mut phrases: HashMap<&str, Vec<Phrase>> = HashMap::new();
    for phrase in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let words: Vec<&str> = phrase.split(' ').collect();
        phrases.entry(words[0]).or_default().push((phrase, words));
    }
    for alike in phrases.values_mut() {
        alike.sort_by_key(|(phrase, _)| Reverse(phrase.len()));
    }
    phrases
});

/// Words behind which the deed begins: `staff should`, `schools to`.
const BEFORE: [&str; 5] = ["should", "must", "will", "shall", "to"];

/// How many words may stand before the deed.
const SUBJECT: usize = 6;

/// How many words are looked at: a subject, one of [`BEFORE`], and the longest phrase.
const LOOKED_AT: usize = SUBJECT + 1 + 6;

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
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}')))
        .filter(|word| !word.is_empty())
        .take(LOOKED_AT)
        .collect();
    let behind_subject = || {
        let mut subject = words.iter().take(SUBJECT + 1);
        let at = subject.position(|word| BEFORE.iter().any(|before| before.eq_ignore_ascii_case(word)))?;
        phrase_of(&words[at + 1..])
    };
    phrase_of(&words).or_else(behind_subject)
}

/// The longest phrase that begins a deed.
fn phrase_of(deed: &[&str]) -> Option<&'static str> {
    let begins = |phrase: &[&str]| {
        let same = |(word, wanted): (&&str, &&str)| word.eq_ignore_ascii_case(wanted);
        phrase.len() <= deed.len() && deed.iter().zip(phrase).all(same)
    };
    let alike = PHRASES.get(deed.first()?.to_ascii_lowercase().as_str())?;
    alike.iter().find(|(_, phrase)| begins(phrase)).map(|(phrase, _)| *phrase)
}

#[cfg(test)]
mod tests {
    use super::{LOOKED_AT, PHRASES, SUBJECT};

    #[test]
    fn every_phrase_fits_into_what_is_looked_at() {
        for (phrase, words) in PHRASES.values().flatten() {
            assert!(SUBJECT + 1 + words.len() <= LOOKED_AT, "{phrase}");
        }
    }
}
