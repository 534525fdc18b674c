//! The forms in which a name is met: other orders, initials, without the names in the middle, joined in the name of a
//! file. All are sealed, so that looking for them is no work.

use std::collections::BTreeSet;

use super::words::Words;

/// Most words of a name.
pub(super) const MOST_WORDS: usize = 4;

/// What stands before a form that is only a surname: it is somebody's where a title or a family stands with it.
pub(super) const SURNAME: char = '@';

/// Words that begin a surname, in their normal form: of those who have `ferch Gwynlais` for it nobody writes `Ms Gwynlais`.
const PARTICLES: [&str; 27] = [
    "ferch", "verch", "ap", "ab", "bint", "bin", "ibn", "ben", "al", "el", "abu", "van", "von", "der", "den",
    "de", "del", "della", "di", "da", "dos", "das", "du", "le", "la", "st", "nic",
];

/// The forms of a name, each in its normal form: its words in the order of the alphabet, one blank between them. `None`
/// for what has no words, or more than four.
pub(super) fn forms_of(name: &str) -> Option<BTreeSet<String>> {
    // `Smith, Jane`
    let name = match name.split_once(',') {
        Some((surname, given)) => format!("{given} {surname}"),
        None => name.to_owned(),
    };
    let mut forms = BTreeSet::new();
    let parts: Vec<Vec<Vec<String>>> =
        name.split_whitespace().map(spellings_of).filter(|spellings| !spellings.is_empty()).collect();
    let last = parts.len().checked_sub(1)?;
    let is_particle =
        |part: &&Vec<Vec<String>>| part[0].iter().all(|word| PARTICLES.contains(&word.as_str()));
    let particles = parts[..last].iter().rev().take_while(is_particle).count();
    let is_double = name.split_whitespace().next_back().is_some_and(|part| part.contains(HYPHENS));
    for spelling in combinations(&parts) {
        for from in BTreeSet::from([last - particles, last]) {
            let (given, surname) = (spelling[..from].concat(), spelling[from..].concat());
            if (1..=MOST_WORDS).contains(&(given.len() + surname.len())) {
                add_forms(&given, &surname, &mut forms);
            }
            if !given.is_empty() && surname.len() <= MOST_WORDS {
                add_surname(&surname, is_double, &mut forms);
            }
        }
    }
    let lower = name.to_lowercase();
    (1..=MOST_WORDS).contains(&words_of(&lower).len()).then_some(forms)
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// All words of a name, in the order of the alphabet: `Smith, Jane` is `Jane Smith`.
pub(super) fn full_form(name: &str) -> String {
    canonical(&words_of(&name.to_lowercase()))
}

fn words_of(name: &str) -> Vec<String> {
    Words::new(name).map(|word| String::from_utf8_lossy(word.normal()).into_owned()).collect()
}

/// The words of a part of a name, in each way in which it is met: `O'Brien` also as `O Brien`, `Smith-Jones` as `Smithjones`,
/// `McDonald` as `MCDONALD`.
fn spellings_of(part: &str) -> Vec<Vec<String>> {
    let apart = part.replace(['\'', '\u{2019}'], " ");
    let together = part.replace(HYPHENS, "");
    let all = [part, &apart, &together, &part.to_lowercase(), &together.to_lowercase()].map(words_of);
    let mut spellings: Vec<Vec<String>> = Vec::new();
    for words in all {
        if !words.is_empty() && !spellings.contains(&words) {
            spellings.push(words);
        }
    }
    spellings
}

/// Every choice of one spelling of each part.
fn combinations(parts: &[Vec<Vec<String>>]) -> Vec<Vec<&[String]>> {
    let mut begun: Vec<Vec<&[String]>> = vec![Vec::new()];
    for spellings in parts {
        let longer = |one: &Vec<_>, words| one.iter().copied().chain([words]).collect();
        begun = begun
            .iter()
            .flat_map(|one| spellings.iter().map(move |words| longer(one, words.as_slice())))
            .collect();
    }
    begun
}

/// Adds the forms of a name whose surname may have two parts.
fn add_forms(given: &[String], surname: &[String], forms: &mut BTreeSet<String>) {
    let with = |names: &[String]| canonical(&[names, surname].concat());
    // `Jane Smiths mother`, `the Jane Joneses`
    let several = plural(surname);
    let with_several = |names: &[String]| canonical(&[names, several.as_slice()].concat());
    forms.insert(with(given));
    forms.insert(with_several(given));
    let Some((first, middle)) = given.split_first() else { return };
    let initials: Vec<String> =
        given.iter().map(|name| name.chars().next().map(String::from).unwrap_or_default()).collect();
    // Jane Smith, J Smith, J A Smith, JA Smith, Jane A Smith, J Anne Smith
    forms.insert(with(std::slice::from_ref(first)));
    forms.insert(with_several(std::slice::from_ref(first)));
    forms.insert(with(&initials[..1]));
    forms.insert(with_several(&initials[..1]));
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

/// Adds a surname for where a title or a family stands with it; one of two names is told by itself, for few people have it.
fn add_surname(surname: &[String], is_double: bool, forms: &mut BTreeSet<String>) {
    forms.insert(format!("{SURNAME}{}", canonical(surname)));
    if is_double {
        forms.insert(canonical(surname));
        forms.insert(canonical(&plural(surname)));
    }
}

/// A surname as it is written of several people, or of one whose apostrophe is missing.
fn plural(surname: &[String]) -> Vec<String> {
    let mut words = surname.to_vec();
    if let Some(last) = words.last_mut() {
        let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| last.ends_with(end));
        last.push_str(if hisses { "es" } else { "s" });
    }
    words
}

/// Words in the order of the alphabet.
pub(super) fn canonical<W: AsRef<str> + Ord + Clone>(words: &[W]) -> String {
    let mut sorted = words.to_vec();
    sorted.sort();
    let words: Vec<&str> = sorted.iter().map(AsRef::as_ref).collect();
    words.join(" ")
}
