//! The forms in which a name is met: other orders, initials, without the names in the middle, joined in the name of a
//! file. All are sealed, so that looking for them is no work.

use std::collections::BTreeSet;

use super::words::Words;

/// Most words of a name.
pub(super) const MOST_WORDS: usize = 4;

/// The forms of a name, each in its normal form: its words in the order of the alphabet, one blank between them. `None`
/// for what has no words, or more than four.
pub(super) fn forms_of(name: &str) -> Option<BTreeSet<String>> {
    // `Smith, Jane`
    let name = match name.split_once(',') {
        Some((surname, given)) => format!("{given} {surname}"),
        None => name.to_owned(),
    };
    let mut forms = BTreeSet::new();
    // `O'Brien` is also met as `O Brien`, `Smith-Jones` as `Smithjones`, `McDonald` as `MCDONALD`.
    let apart = name.replace(['\'', '\u{2019}'], " ");
    let together = name.replace(['-', '\u{2010}', '\u{2011}'], "");
    let lower = name.to_lowercase();
    for written in [&name, &apart, &together, &lower, &together.to_lowercase()] {
        let mut parts: Vec<Vec<String>> = written.split_whitespace().map(words_of).collect();
        parts.retain(|words| !words.is_empty());
        let surname = parts.pop().unwrap_or_default();
        let given = parts.concat();
        if (1..=MOST_WORDS).contains(&(given.len() + surname.len())) {
            add_forms(&given, &surname, &mut forms);
        }
    }
    (1..=MOST_WORDS).contains(&words_of(&lower).len()).then_some(forms)
}

/// All words of a name, in the order of the alphabet: `Smith, Jane` is `Jane Smith`.
pub(super) fn full_form(name: &str) -> String {
    canonical(&words_of(&name.to_lowercase()))
}

fn words_of(name: &str) -> Vec<String> {
    Words::new(name).map(|word| String::from_utf8_lossy(word.normal()).into_owned()).collect()
}

/// Adds the forms of a name whose surname may have two parts.
fn add_forms(given: &[String], surname: &[String], forms: &mut BTreeSet<String>) {
    let with = |names: &[String]| canonical(&[names, surname].concat());
    forms.insert(with(given));
    let Some((first, middle)) = given.split_first() else { return };
    let initials: Vec<String> =
        given.iter().map(|name| name.chars().next().map(String::from).unwrap_or_default()).collect();
    // Jane Smith, J Smith, J A Smith, JA Smith, Jane A Smith, J Anne Smith
    forms.insert(with(std::slice::from_ref(first)));
    forms.insert(with(&initials[..1]));
    forms.insert(with(&initials));
    forms.insert(with(&[initials.concat()]));
    if !middle.is_empty() {
        forms.insert(with(&[std::slice::from_ref(first), &initials[1..]].concat()));
        forms.insert(with(&[&initials[..1], middle].concat()));
    }
    // janesmith, smithjane, jsmith, smithj, janeannesmith
    let last = surname.concat();
    for joined in [
        format!("{}{last}", given.concat()),
        format!("{first}{last}"),
        format!("{last}{first}"),
        format!("{}{last}", initials[0]),
        format!("{last}{}", initials[0]),
    ] {
        // Shorter ones are words of the language.
        const SHORTEST: usize = 4;
        if joined.len() >= SHORTEST {
            forms.insert(joined);
        }
    }
}

/// Words in the order of the alphabet.
pub(super) fn canonical<W: AsRef<str> + Ord + Clone>(words: &[W]) -> String {
    let mut sorted = words.to_vec();
    sorted.sort();
    let words: Vec<&str> = sorted.iter().map(AsRef::as_ref).collect();
    words.join(" ")
}
