//! Who an age can be of: words for one person, and pseudonyms.

use std::sync::LazyLock;

use ahash::HashSet;

use crate::identity::text::last_word;

/// Words for one person, behind which a number in brackets or between commas is an age.
const PEOPLE: [&str; 59] = [
    "twins",
    "prisoner",
    "detainee",
    "inmate",
    "eldest",
    "oldest",
    "youngest",
    "elder",
    "younger",
    "twin",
    "boy",
    "girl",
    "baby",
    "child",
    "man",
    "woman",
    "son",
    "daughter",
    "brother",
    "sister",
    "sibling",
    "mother",
    "father",
    "partner",
    "toddler",
    "teenager",
    "resident",
    "widow",
    "victim",
    "perpetrator",
    "suspect",
    "driver",
    "passenger",
    "pupil",
    "student",
    "patient",
    "tenant",
    "neighbour",
    "carer",
    "lad",
    "infant",
    "youth",
    "pensioner",
    "husband",
    "wife",
    "boyfriend",
    "girlfriend",
    "grandson",
    "granddaughter",
    "grandmother",
    "grandfather",
    "nephew",
    "niece",
    "cousin",
    "uncle",
    "aunt",
    "friend",
    "stepfather",
    "stepmother",
];
/// What comes before the mark of a pseudonym.
pub(super) const ROLES: [&str; 16] = [
    "Child", "Adult", "Baby", "Person", "Patient", "Sibling", "Resident", "Mr", "Mrs", "Ms", "Miss", "Mx",
    "Mother", "Father", "Pupil", "Boy",
];

/// Whether a text ends in a pseudonym or in a word for one person.
pub(in crate::identity) fn is_somebody(lead: &str) -> bool {
    let word = last_word(lead);
    if is_person(word) {
        return true;
    }
    // `Child A`, `Sibling 2`
    let is_mark = (1..=2).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_mark && ROLES.contains(&last_word(lead[..lead.len() - word.len()].trim_end_matches(' ')))
}

/// Whether a word is one for a person, or for several.
pub(in crate::identity) fn is_person(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| PEOPLE.into_iter().collect());
    let has =
        |word: &str| WORDS.contains(word) || word.strip_suffix('s').is_some_and(|one| WORDS.contains(one));
    has(word) || word.starts_with(|c: char| c.is_ascii_uppercase()) && has(&word.to_ascii_lowercase())
}
