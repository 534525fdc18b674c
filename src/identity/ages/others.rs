//! Ages of nobody in particular: of everybody whom a rule is about, of a group, of a thing.

use std::ops::Range;

use crate::identity::text::{after, before, last_word, word_at};

/// Things that are so many years old.
const THINGS: [&str; 57] = [
    "partnership",
    "board",
    "service",
    "team",
    "unit",
    "charity",
    "building",
    "house",
    "home",
    "hospital",
    "school",
    "centre",
    "policy",
    "plan",
    "procedure",
    "protocol",
    "strategy",
    "guidance",
    "guide",
    "framework",
    "model",
    "scheme",
    "programme",
    "project",
    "system",
    "tool",
    "form",
    "record",
    "records",
    "document",
    "report",
    "review",
    "recommendation",
    "data",
    "figures",
    "assessment",
    "equipment",
    "software",
    "car",
    "problem",
    "database",
    "register",
    "contract",
    "agreement",
    "pathway",
    "template",
    "website",
    "network",
    "law",
    "act",
    "legislation",
    "computer",
    "leaflet",
    "toolkit",
    "code",
    "manual",
    "memorandum",
];

/// Several people, who stand for all of their age.
const MANY: [&str; 14] = [
    "girls",
    "boys",
    "children",
    "pupils",
    "students",
    "learners",
    "people",
    "women",
    "men",
    "adults",
    "patients",
    "teenagers",
    "drivers",
    "mothers",
];

/// Whether the age at a range is that of nobody in particular.
pub(in crate::identity) fn is_nobodys(text: &str, age: &Range<usize>) -> bool {
    let lead = before(text, age.start, 40);
    is_of_all(text, age.end)
        || is_of_anybody(&lead, text, age.end)
        || is_of_group(&lead, text, age.end)
        || is_of_thing(&lead, text, age.end)
}

/// Whether several follow an age who are not counted and not pointed at: `one in four 14-year-old girls`, `for 16-year-olds`; not
/// `the 14-year-old twins`, `two 14-year-old girls`.
fn is_of_group(lead: &str, text: &str, end: usize) -> bool {
    const THESE: [&str; 14] = [
        "the", "these", "those", "both", "two", "three", "his", "her", "their", "our", "my", "four", "five",
        "six",
    ];
    let is_several =
        text[end..].strip_prefix('s').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            || text[end..].starts_with(' ') && MANY.contains(&word_at(text, end + 1));
    // `one in four`
    let is_share = [" in two ", " in three ", " in four ", " in five ", " in six "]
        .iter()
        .any(|share| lead.ends_with(share));
    is_several && (is_share || !THESE.contains(&last_word(lead.trim_end())))
}

/// Whether a thing is so old: `a 30-year-old building`, `the partnership is five years old`, `a marker which was two years old`.
fn is_of_thing(lead: &str, text: &str, end: usize) -> bool {
    let is_thing =
        |word: &str| THINGS.contains(&word) || THINGS.contains(&word.to_ascii_lowercase().as_str());
    if text[end..].starts_with(' ') && is_thing(word_at(text, end + 1)) {
        return true;
    }
    let subject = [" is ", " was ", " are ", " were "].iter().find_map(|is| lead.strip_suffix(*is));
    subject.is_some_and(|subject| {
        let word = last_word(subject);
        word == "which" || THINGS.contains(&word)
    })
}

/// Whether words that follow are of many: `care leavers lose`, `young people may`.
pub(in crate::identity) fn is_of_many(behind: &str) -> bool {
    let words = behind.trim_start_matches([',', ' ']);
    ["care leavers ", "young people ", "people "].iter().any(|many| words.starts_with(many))
        || MANY.iter().any(|many| words.strip_prefix(*many).is_some_and(|rest| rest.starts_with(' ')))
}

/// Whether what follows an age says that it is that of everybody: `a 16-year-old can consent`, `the two-year-old check`.
fn is_of_all(text: &str, end: usize) -> bool {
    const BEHIND: [&str; 9] =
        [" can ", " may ", " must ", " should ", " cannot ", " check", " review", " assessment", " needs "];
    let behind = after(text, end, 14);
    BEHIND.iter().any(|words| behind.starts_with(words))
}

/// Whether a sentence begins with anybody of an age and says what is to be done: `A 16-year-old who is homeless should be`.
fn is_of_anybody(lead: &str, text: &str, end: usize) -> bool {
    const RULES: [&str; 6] = [" should ", " must ", " can ", " may ", " will need ", " is entitled "];
    let is_any =
        |article: &str| lead.strip_suffix(article).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let begins = |rest: &str| {
        !rest.trim_end().ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | ')'))
    };
    let is_start = lead.strip_suffix("a ").is_some_and(begins);
    let behind = after(text, end, 64);
    (is_start || is_any("any ") || is_any("every "))
        && behind.starts_with(" who ")
        && RULES.iter().any(|rule| behind.find(rule).is_some_and(|at| !behind[..at].contains(['.', ';'])))
}
