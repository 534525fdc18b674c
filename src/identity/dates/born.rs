//! What says in a sentence that somebody was born: `born in the early hours of`, `the birth took place on`.

use crate::identity::age_cues::COUNTS;
use crate::identity::text::{is_possessive, last_word, without_possessive};

use super::who::{MANY, ends_in_thing};

/// Words that say when, how and to whom somebody was born.
const HOW: [&str; 75] = [
    "in",
    "at",
    "by",
    "on",
    "to",
    "of",
    "the",
    "a",
    "an",
    "during",
    "around",
    "about",
    "after",
    "before",
    "just",
    "shortly",
    "some",
    "only",
    "first",
    "second",
    "third",
    "early",
    "late",
    "small",
    "hours",
    "hour",
    "minutes",
    "morning",
    "evening",
    "afternoon",
    "night",
    "midnight",
    "noon",
    "midday",
    "half",
    "quarter",
    "past",
    "am",
    "pm",
    "o'clock",
    "weeks",
    "days",
    "months",
    "week",
    "month",
    "gestation",
    "premature",
    "preterm",
    "full",
    "term",
    "caesarean",
    "cesarean",
    "section",
    "emergency",
    "lscs",
    "emcs",
    "elcs",
    "planned",
    "elective",
    "forceps",
    "ventouse",
    "breech",
    "natural",
    "home",
    "hospital",
    "abroad",
    "here",
    "there",
    "birth",
    "water",
    "winter",
    "summer",
    "spring",
    "autumn",
    "year",
];
/// Words that no place and no parent is called by: behind them something else happens.
pub(super) const OTHERWISE: [&str; 22] = [
    "and", "or", "who", "she", "he", "they", "it", "was", "were", "had", "has", "then", "but", "where",
    "which", "came", "went", "left", "met", "seen", "moved", "died",
];
/// Words in a row that a place or a parent has.
const MOST_OF_NAME: usize = 3;

/// Whether words say how, where or to whom somebody was born, and end in what leads to a day: `in the early hours of`, `to a young
/// couple on`; between commas only where `is_set_off`.
fn is_how(between: &str, is_set_off: bool) -> bool {
    let mut last = "";
    // How many words of a name may still come.
    let mut of_name = 0;
    for word in between.split(' ') {
        let word = word.trim_matches(['(', ')']);
        let bare = word.trim_end_matches(',');
        let is_number = bare.starts_with(is_digit);
        let is_known = HOW.contains(&bare) || COUNTS.contains(&bare) || is_number || bare.ends_with("ly");
        if word.len() > bare.len() && !is_number && !(is_known && is_set_off) {
            return false;
        }
        if is_known {
            if matches!(bare, "in" | "at" | "to") {
                of_name = MOST_OF_NAME;
            }
        } else if of_name > 0
            && !bare.ends_with("ed")
            && !OTHERWISE.contains(&bare)
            && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}'))
        {
            of_name -= 1;
        } else {
            return false;
        }
        last = bare;
    }
    matches!(last, "on" | "of" | "the")
}

/// `born in hospital on`, `born at 3am on`, `born during the early hours of`, `gave birth to Baby L on`, `delivered by caesarean section
/// on`.
pub(super) fn is_born(label: &str) -> bool {
    let label = label.trim_end();
    // `gave birth to Baby L on`
    let gave = label.strip_suffix(" on").and_then(|lead| behind(lead, "gave birth to "));
    if gave.is_some_and(|(_, whom)| {
        whom.split(' ').count() <= 4 && whom.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
    }) {
        return true;
    }
    let born = behind(label, "born ").map(|(lead, how)| (lead, how, false));
    let set_off = || behind(label, "born, ").map(|(lead, how)| (lead, how, true));
    born.or_else(set_off).is_some_and(|(lead, how, is_set_off)| is_how(how, is_set_off) && !is_of_many(lead))
        || behind(label, "delivered ").is_some_and(|(lead, how)| {
            is_how(how, false) && (is_of_infant(lead, 4) || is_of_midwife(how))
        })
        // `the twins arrived at 03:12 on`
        || behind(label, "arrived ").is_some_and(|(lead, how)| {
            is_how(how, false)
                && is_of_infant(lead, 1)
                && (how.contains("early") || how.strip_prefix("at ").is_some_and(|time| time.starts_with(is_digit)))
        })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether a birth is said to have been, and when: `the birth took place on`, `since her birth on`; not `told of the birth on`.
pub(super) fn is_of_birth_itself(label: &str) -> bool {
    const VERBS: [&str; 12] = [
        "took", "place", "was", "is", "were", "occurred", "happened", "came", "fell", "baby", "child",
        "twins",
    ];
    const TOLD: [&str; 16] = [
        "registered",
        "register",
        "registering",
        "notified",
        "told",
        "informed",
        "heard",
        "recorded",
        "reported",
        "learned",
        "learnt",
        "celebrated",
        "attended",
        "announced",
        "discussed",
        "plan",
    ];
    let label = label.trim_end();
    let Some((lead, between)) = behind(label, "birth ") else {
        return false;
    };
    let between: Vec<&str> = between.split(' ').collect();
    let is_it = |word: &&str| {
        VERBS.contains(word)
            || HOW.contains(word)
            || matches!(*word, "her" | "his" | "their" | "adult")
            || word.len() == 1
    };
    let is_joined = lead.ends_with(['-', '_']) || lead.ends_with("of ") || lead.ends_with("gave ");
    let is_told = words(lead).collect::<Vec<_>>().iter().rev().take(4).any(|word| TOLD.contains(word));
    !is_joined
        && !is_told
        && between.iter().all(is_it)
        && matches!(between.last(), Some(&"on" | &"of" | &"the"))
}

/// What stands before a cue that begins a word, and what behind it.
fn behind<'l>(label: &'l str, cue: &str) -> Option<(&'l str, &'l str)> {
    let at = label.rfind(cue)?;
    let (lead, rest) = (&label[..at], &label[at + cue.len()..]);
    (!lead.ends_with(char::is_alphanumeric)).then_some((lead, rest))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether those who were born are many: `all babies born in the county on`.
fn is_of_many(lead: &str) -> bool {
    MANY.contains(&last_word(lead.trim_end()))
}

/// Whether a thing and nobody was born, as in `the idea was born on`.
pub(super) fn is_of_thing(label: &str) -> bool {
    // `our tenth birthday`, `the trust's birthday`
    const MOST: usize = 3;
    if let Some((lead, _)) = label.rsplit_once("birthday") {
        let mut whose = lead.trim_end().rsplit(' ').take(MOST);
        return whose.any(|word| {
            matches!(word, "its" | "our") || is_possessive(word) && ends_in_thing(without_possessive(word))
        });
    }
    let lead = label.trim_end_matches([' ', '|', '\t', '-']);
    let lead = lead.strip_suffix(" on").or_else(|| lead.strip_suffix("-on")).unwrap_or(lead);
    let Some(lead) = lead.strip_suffix("born").map(str::trim_end) else { return false };
    match lead.strip_suffix("was") {
        Some(lead) if label.trim_end().ends_with("on") => ends_in_thing(lead.trim_end()),
        _ => is_thing_alone(lead),
    }
}

/// Whether a line has a thing before what is said of it, and nothing else: `the nhs (`, `| nhs |`; not `seen at the hospital (`.
fn is_thing_alone(lead: &str) -> bool {
    const MOST: usize = 4;
    // A cell, or what is quoted, is a line by itself.
    let bare = lead.trim_end_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.rsplit(['"', '|', '\t', '>', ':', '#']).next().unwrap_or_default();
    let bare = bare.trim_matches(|c: char| !c.is_alphanumeric());
    let count = bare.split(' ').count();
    let begins = ["the ", "our "].iter().any(|article| bare.starts_with(article));
    // Of a longer line the beginning is not known.
    lead.len() < LONGEST_LEAD
        && (begins && count <= MOST || count == 1 && !PLACES.contains(&bare))
        && ends_in_thing(bare)
}

/// How long a line may be of which the whole is known.
const LONGEST_LEAD: usize = 48;
/// Things that somebody may be born in.
const PLACES: [&str; 3] = ["hospital", "centre", "school"];

/// Whether one of the last words before tells that it is a child that was delivered, and no leaflet.
fn is_of_infant(lead: &str, reach: usize) -> bool {
    const INFANTS: [&str; 12] =
        ["baby", "babies", "twin", "twins", "child", "infant", "girl", "boy", "he", "she", "son", "daughter"];
    let lead: Vec<&str> = words(lead).collect();
    lead.iter().rev().take(reach).any(|word| INFANTS.contains(word))
}

/// Whether nothing but a child is delivered in this way.
fn is_of_midwife(how: &str) -> bool {
    words(how).any(|word| {
        matches!(
            word,
            "caesarean"
                | "cesarean"
                | "lscs"
                | "emcs"
                | "elcs"
                | "forceps"
                | "ventouse"
                | "breech"
                | "gestation"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_thing_is_said_of_nobody() {
        for label in [
            "the idea of the network was born on ",
            "the nhs (born ",
            "| nhs | born ",
            "\"summary\": \"| nhs | born ",
            "nhs: born ",
            "id: nhs-born-",
            "id: our-helpline-born-on-",
            "our helpline, born on ",
            "the trust's birthday, ",
        ] {
            assert!(is_of_thing(label), "{label}");
        }
        for label in
            ["seen at the hospital (born ", "hospital: born ", "child a was born on ", "she (born ", "born "]
        {
            assert!(!is_of_thing(label), "{label}");
        }
    }

    #[test]
    fn a_day_behind_a_birth_is_one_of_birth() {
        for label in [
            "born during the early hours of ",
            "was born some six weeks early on ",
            "born at selderby general hospital on ",
            "born at 3.15am on ",
            "born in 2006, on the ",
            "born to a young couple on ",
            "born by emergency caesarean section on ",
            "born, at home, on ",
            "born (at home) on ",
            "the twins arrived at 03:12 on ",
            "the baby was delivered at home on ",
            "delivered by caesarean section on ",
            "gave birth to baby l on ",
        ] {
            assert!(is_born(label), "{label}");
        }
        for label in [
            "born in ghana, she came to england on ",
            "born in ghana and came here on ",
            "all children born in the county on ",
            "born at home but moved on ",
            "all babies born in the county on ",
            "born on or after ",
            "born between ",
            "born of a meeting on ",
            "the training was delivered at the hospital on ",
            "stubborn to the end on ",
            "the baby arrived at the hospital on ",
        ] {
            assert!(!is_born(label), "{label}");
        }
        for label in ["the birth took place on ", "since her birth on ", "the birth of child a on "] {
            assert!(is_of_birth_itself(label), "{label}");
        }
        for label in [
            "the new birth visit took place on ",
            "the pre-birth conference was on ",
            "registered the birth on ",
            "was told of his birth on ",
            "date of birth was checked on ",
        ] {
            assert!(!is_of_birth_itself(label), "{label}");
        }
    }
}
