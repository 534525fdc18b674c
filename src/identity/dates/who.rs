//! Whether words name one person, of whom a day can be the one of birth.

use crate::identity::ages::is_person;
use crate::identity::given_names::{Given, given};
use crate::identity::text::{as_name, is_possessive, last_word, without_possessive};

use super::behind_words::LEADING;

/// People in general, of whom a day of birth only says who is meant by a rule.
pub(super) const MANY: [&str; 24] = [
    "children", "babies", "infants", "people", "pupils", "those", "anyone", "everyone", "adults", "all",
    "any", "every", "each", "students", "learners", "cohort", "toddlers", "boys", "girls", "somebody",
    "someone", "most", "many", "nobody",
];
/// What stands before the mark of a pseudonym and is no word for a person itself.
const ROLES: [&str; 9] = ["adult", "person", "subject", "mr", "mrs", "ms", "miss", "mx", "young"];

/// Signs that set words off, or quote them.
const MARKS: [char; 9] = ['*', '_', '`', '"', '\'', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'];

/// Words without the signs and blanks at their end.
fn without_marks(words: &str) -> &str {
    words.trim_end_matches(|c: char| c == ' ' || MARKS.contains(&c))
}

/// Whether nothing goes on into the bracket in which some words end.
fn is_in_bracket_alone(words: &str) -> bool {
    let lead = words.rsplit_once('(').map(|(lead, _)| lead.trim_end());
    lead.is_some_and(|lead| !lead.ends_with(char::is_alphanumeric))
}

/// Whether words in small letters end in one person: `she`, `her mother`, `child a`, `“child a”`, `the twins`, a given name.
pub(in crate::identity) fn ends_in_one(words: &str) -> bool {
    let words = without_marks(words);
    // `(Child A) turned 18`
    let words = words.strip_suffix(')').filter(|words| is_in_bracket_alone(words)).unwrap_or(words);
    let words = without_marks(words);
    let word = last_word(words);
    if word.is_empty() {
        return false;
    }
    if is_one(word) || is_person(word) {
        return is_one(word);
    }
    let lead = words[..words.len() - word.len()].trim_end_matches(MARKS);
    let is_apart = lead.ends_with(' ');
    let lead = without_marks(lead);
    if word.len() <= 2 && is_apart {
        let role = last_word(lead);
        return ROLES.contains(&role) || is_person(role);
    }
    given(&as_name(word)) == Some(Given::Plain)
}

/// Whether words end in one person who may be any: `a child`, `each child`, and what is counted `per child`.
pub(super) fn is_any(words: &str) -> bool {
    const ARTICLES: [&str; 10] = ["a", "an", "any", "each", "every", "per", "to", "another", "no", "one"];
    let words = without_marks(words);
    let who = last_word(words);
    let lead = without_marks(&words[..words.len() - who.len()]);
    let article = match last_word(lead) {
        "young" | "new" | "first" => {
            last_word(lead[..lead.len() - last_word(lead).len()].trim_end_matches(' '))
        }
        article => article,
    };
    is_one(who) && ARTICLES.contains(&article)
}

/// Whether the last of the words before `was born` is one for a thing, which is born as well.
pub(super) fn ends_in_thing(words: &str) -> bool {
    const THINGS: [&str; 31] = [
        "hub",
        "alliance",
        "helpline",
        "childline",
        "act",
        "law",
        "union",
        "board",
        "hospital",
        "school",
        "centre",
        "college",
        "council",
        "idea",
        "nhs",
        "policy",
        "programme",
        "project",
        "service",
        "network",
        "charity",
        "campaign",
        "partnership",
        "movement",
        "group",
        "organisation",
        "model",
        "initiative",
        "scheme",
        "trust",
        "team",
    ];
    THINGS.contains(&last_word(words))
}

/// Whether a word, without its possessive, is one for a person of whom there is one, or for twins.
pub(super) fn is_one(word: &str) -> bool {
    matches!(word, "he" | "she" | "twins" | "triplets" | "mum" | "dad")
        || is_person(word) && !word.ends_with('s')
}

/// Whether the words speak of people in general.
pub(super) fn is_of_many(words: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric()).any(|word| MANY.contains(&word))
}

/// Words without whose birth it is that they say: ` of Child A`, `: mother`.
pub(super) fn without_whose(rest: &str) -> &str {
    const MOST: usize = 6;
    let Some(mut rest) = [" of ", " for "].iter().find_map(|of| rest.strip_prefix(*of)) else { return rest };
    let mut is_somebody = false;
    for _ in 0..MOST {
        let word = word_with_apostrophe(rest);
        let bare = without_possessive(word);
        let is_mark = matches!(bare.len(), 1 | 2) && !matches!(bare, "to" | "by" | "of" | "in");
        if !(is_mark || is_one(bare) || LEADING.contains(&word) || is_possessive(word)) {
            break;
        }
        is_somebody |= is_mark || is_one(bare);
        rest = &rest[word.len()..];
        match rest.strip_prefix(' ') {
            Some(next) if next.starts_with(char::is_alphanumeric) => rest = next,
            _ => break,
        }
    }
    // Words that are left are taken for what goes on.
    if is_somebody { rest } else { " of" }
}

/// The word that some words begin with, with its possessive.
pub(super) fn word_with_apostrophe(words: &str) -> &str {
    let end =
        words.find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}').unwrap_or(words.len());
    &words[..end]
}
