//! Labels of a birth that have other words between them and the day, read backwards from the day.
//!
//! Behind the label signs may stand, a weekday, remarks in brackets, whose birth it is, how it is known (`approx`), and words by which
//! it is said (`was recorded as`). Only where it is said may there be other words as well.

use crate::identity::text::{after, is_possessive, last_word, without_signs};

use super::birth::{BIRTH, BIRTH_IN_WELSH, WHOSE};
use super::born::OTHERWISE;
use super::weekdays::without_weekday;
use super::who::{ends_in_thing, is_of_many};

/// Words by which a day is told, or that say how well it is known.
const JOINING: [&str; 44] = [
    "edd",
    "yyyy",
    "bbbb",
    "oed",
    "is",
    "was",
    "be",
    "as",
    "being",
    "been",
    "are",
    "were",
    "to",
    "on",
    "believed",
    "thought",
    "said",
    "read",
    "reads",
    "shows",
    "showed",
    "approx",
    "approximately",
    "circa",
    "ca",
    "est",
    "estimated",
    "about",
    "around",
    "possibly",
    "probably",
    "likely",
    "either",
    "exact",
    "actual",
    "real",
    "true",
    "correct",
    "unverified",
    "unconfirmed",
    "date",
    "day",
    "male",
    "female",
];
/// Words behind which a day is not that of the birth, but that on which something became of what is written of it.
const BECAME: [&str; 20] = [
    "checked",
    "corrected",
    "amended",
    "changed",
    "updated",
    "requested",
    "registered",
    "register",
    "registration",
    "certificate",
    "review",
    "reviewed",
    "visit",
    "visited",
    "meeting",
    "issued",
    "sent",
    "received",
    "not",
    "plan",
];
/// Names that have another word glued before them in keys; no word of the language ends so.
const GLUED: [&str; 4] = ["dob", "dateofbirth", "birthdate", "bday"];
/// Words that end what is said of a birth, right before the day.
const SAID: [&str; 9] = ["as", "is", "was", "be", "read", "reads", "shows", "showed", "being"];
/// Words that say whose birth it is in a title, and join nothing to a day in a sentence: what was recorded then may be anything.
const TOLD: [&str; 3] = ["and", "given", "recorded"];
/// Words of two letters that are no mark of a pseudonym, and join nothing to a day of birth.
const LIMITS: [&str; 7] = ["by", "up", "if", "no", "so", "we", "it"];
/// Words of a label between its name and the day.
const MOST_WORDS: usize = 12;

/// Whether a label of birth leads to a day with other words between: `date of birth on the referral:`, `date of birth (dd/mm/yyyy)`,
/// `dob (verified) wed`, `date of birth was recorded as`.
pub(super) fn is_led_by_birth(label: &str) -> bool {
    let label = without_weekday(label);
    if is_birth_alone(label.trim_end_matches([' ', '\t', '*', '_', '|', ':'])) {
        return true;
    }
    let said = label.trim_end_matches([' ', '\t', '*', '_', '|', '"']);
    let is_said = said.ends_with([':', ')', ']', '(', '=', '\u{2192}'])
        || SAID.contains(&last_word(said)) && !said.ends_with('.');
    let (mut rest, mut others) = (label, 0);
    for at in 0..MOST_WORDS {
        let bare = without_signs(rest);
        // `(?)` is a remark without a word.
        let signs = Some(&rest[bare.len()..]).filter(|signs| !signs.contains(['(', '['])).unwrap_or_default();
        // `childDob`, as keys of data are.
        let word = last_word(bare);
        let is_key = GLUED.iter().any(|name| word.ends_with(name));
        let is_name = |words: &str| BIRTH.end_right_at(words.as_bytes());
        let ends_name = || {
            is_key
                || is_name(bare)
                || is_name(rest.trim_end())
                || BIRTH_IN_WELSH.end_right_at(bare.as_bytes())
        };
        if ends_name() {
            // `d.o.b.` has dots of its own.
            let is_apart = at > 0
                && (signs.contains([';', '?', '!'])
                    || signs.contains('.') && matches!(word, "birth" | "born"));
            // `born at home: 3 May` is read as a sentence is.
            return !is_apart && (others == 0 || word != "born");
        }
        let is_parted = at > 0 && signs.contains('.')
            || others > 0 && signs.contains(',')
            || signs.contains([';', '?', '!']);
        if is_parted || others > 0 && signs.contains(['|', '\t']) {
            return false;
        }
        // What a remark says is not read.
        if signs.contains([')', ']']) {
            let Some(open) = bare.rfind(['(', '[']) else { return false };
            rest = &bare[..open];
            continue;
        }
        if word.is_empty() || BECAME.contains(&word) {
            return false;
        }
        // `Child A`; `born by 3 May` is a limit.
        let is_mark = word.len() <= 2 && !LIMITS.contains(&word);
        let joins = is_mark || JOINING.contains(&word) || WHOSE.contains(&word) && !TOLD.contains(&word);
        // Of `child's` only the last letter is left.
        if !joins && !is_possessive(word) {
            others += 1;
            if !is_said || word.bytes().any(|byte| byte.is_ascii_digit()) {
                return false;
            }
        }
        rest = &bare[..bare.len() - word.len()];
    }
    false
}

/// Whether nothing but a place stands between a label of birth and its day: `born: leeds, `, `date and place of birth: leeds, `, `born at
/// home, `.
pub(super) fn is_behind_place(text: &str, end: usize, label: &str) -> bool {
    const MOST_WORDS: usize = 5;
    const SIGNS: [char; 6] = [' ', ':', '-', '(', '*', '\u{2013}'];
    let lead = label.trim_end();
    let Some(place) = [",", " -", "\u{2013}"].iter().find_map(|sign| lead.strip_suffix(*sign)) else {
        return false;
    };
    let mut rest = place.trim_end();
    for _ in 0..MOST_WORDS {
        let word = last_word(rest);
        let is_named = word.chars().all(char::is_alphabetic)
            && !word.ends_with("ed")
            && word != "day"
            // `Stoke-on-Trent`
            && (word != "on" || rest.ends_with("-on"))
            && !OTHERWISE.contains(&word)
            && !BECAME.contains(&word);
        if word.is_empty() || !is_named {
            return false;
        }
        let lead = &rest[..rest.len() - word.len()];
        let bare = lead.trim_end_matches(SIGNS);
        if bare.len() < lead.len() && BIRTH.end_right_at(bare.as_bytes()) {
            // In a sentence the day may be that of what goes on.
            let is_told =
                lead[bare.len()..].contains([':', '\u{2013}']) || lead[bare.len()..].contains(" - ");
            let behind = after(text, end, 4);
            let next = behind.trim_start_matches(['*', '_', ' ']).chars().next();
            let who = bare.strip_suffix("born").map_or("", str::trim_end);
            let is_of_thing = ends_in_thing(who.strip_suffix("was").unwrap_or(who).trim_end());
            return !is_of_thing
                && (is_told || next.is_none_or(|c| ".,;)]|\t\r".contains(c)))
                && !is_of_many(last_word(who));
        }
        rest = lead.trim_end_matches([' ', '-', '\'', '\u{2019}', '.']);
    }
    false
}

/// Whether a label is `birth` and nothing else: at the beginning of a line, a cell or a quotation.
fn is_birth_alone(lead: &str) -> bool {
    let before = lead.strip_suffix("birth").map(str::trim_end);
    before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || ",;)".contains(c)))
}

/// Whether a sentence, a line, a cell or a quotation begins with a day, by the words before it.
pub(super) fn begins_sentence(lead: &str) -> bool {
    let lead = lead.trim_end_matches([' ', '*', '_']);
    let lead = lead.strip_suffix("on").or_else(|| lead.strip_suffix("ar")).unwrap_or(lead);
    let lead = lead.trim_end_matches([' ', '*', '_']);
    lead.ends_with(['.', '|', '\t', ';', '"', '\u{201c}', '[', '>']) || !lead.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_may_stand_between_a_label_and_its_day() {
        for text in [
            "born: leeds, |",
            "born: leeds general infirmary, |",
            "born \u{2013} leeds \u{2013} |",
            "date and place of birth: stoke-on-trent, | was given",
            "dob: leeds, |",
            "child a, born in leeds, |.",
            "(born at home, |)",
        ] {
            let (label, behind) = text.split_once('|').unwrap();
            assert!(is_behind_place(behind, 0, label), "{text}");
        }
        for text in [
            "born in leeds, | was the day",
            "born: leeds; moved, |",
            "born: leeds, moved, |",
            "children born in leeds, |",
            "the network was born in leeds, |",
            "the idea was born on poetry day, |",
            "dob: not recorded, |",
            "stubborn: leeds, |",
            "date-of-birth-checks-on-|",
            "born, |",
            "leeds, |",
        ] {
            let (label, behind) = text.split_once('|').unwrap();
            assert!(!is_behind_place(behind, 0, label), "{text}");
        }
    }

    #[test]
    fn labels_of_birth_may_have_words_behind_them() {
        for label in [
            "date of birth (dd/mm/yyyy): ",
            "dob [from the gp record] ",
            "**date of birth (given by mother):** ",
            "date of birth of the child's mother: ",
            "birth: ",
            "dob: wed ",
            "dob: wed. ",
            "d.o.b. (verified) wednesday, ",
            "dob (verified): ",
            "date of birth: thursday the ",
            "dob: approx ",
            "dob (?) circa ",
            "date of birth: believed to be ",
            "date of birth (see passport), weds ",
            "dob: child a ",
            "dob child a - ",
            "dob: male, ",
            "born (at home), fri ",
            "date of birth given by his mother as ",
            "{\"childdob\": \"",
            "personbirthdate: ",
            "dob_child=",
        ] {
            assert!(is_led_by_birth(label), "{label}");
        }
        for label in [
            "after the birth: ",
            "dates of birth were checked (2 of 3): ",
            "form a: ",
            "date of birth: not recorded, review of ",
            "date of birth not recorded. next review: ",
            "date of birth, next review: ",
            "date of birth checked: ",
            "date of birth certificate issued: ",
            "asked for his date of birth and the ",
            "did not know her date of birth; on wednesday ",
            "date of birth. on wednesday ",
            "date of birth recorded ",
            "born at home, seen: ",
            "children born by ",
            "children born up to ",
            "wed ",
            "",
        ] {
            assert!(!is_led_by_birth(label), "{label}");
        }
    }
}
