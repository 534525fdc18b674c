//! What says that somebody came to be so old on a day: `turned 18 on`, `would have been five on`, `the day she became 18,`.

use crate::identity::age_cues::is_age;
use crate::identity::text::last_word;

use super::who::{ends_in_one, is_any, is_of_many};

/// What becomes of somebody on a birthday, as it is told.
const TURNED: [&str; 13] = [
    "turned",
    "turns",
    "turning",
    "became",
    "becomes",
    "becoming",
    "reached",
    "reaches",
    "reaching",
    "attained",
    "attains",
    "attaining",
    "celebrated",
];
/// The same behind what says that it will or would be.
const TURN: [&str; 6] = ["be", "been", "turn", "become", "reach", "attain"];
/// What says that it will or would be.
const MODALS: [&str; 4] = ["will", "would", "to", "shall"];
/// Words between somebody and what became of them.
const BETWEEN: [&str; 12] =
    ["had", "has", "have", "just", "only", "finally", "then", "also", "both", "would", "and", "not"];

/// Whether a label says that one person came to be so old on the day behind it.
pub(super) fn is_coming_of_age(label: &str) -> bool {
    let lead = label.trim_end_matches([' ', ',', ':', '(', '-', '*', '_', '\u{2013}']);
    let lead = [" on the", " on", ", on"].iter().find_map(|on| lead.strip_suffix(on)).unwrap_or(lead);
    let lead = lead.trim_end_matches([' ', ',', '*', '_']);
    let lead = [" years old", " years of age", " years"]
        .iter()
        .find_map(|unit| lead.strip_suffix(unit))
        .unwrap_or(lead);
    let age = lead.rsplit([' ', '(', '*']).next().unwrap_or_default();
    // Nearly no word before a day is a number.
    if !is_age(age) || age.len() == lead.len() {
        return false;
    }
    let lead = lead[..lead.len() - age.len()].trim_end_matches([' ', '*']);
    let lead = [" the age of", " age"].iter().find_map(|of| lead.strip_suffix(of)).unwrap_or(lead);
    let verb = last_word(lead);
    let who = lead[..lead.len() - verb.len()].trim_end();
    if TURNED.contains(&verb) {
        return is_somebody(who);
    }
    // `to be 18 on`
    let is_anybodys = who.trim_start_matches(|c: char| !c.is_alphanumeric()) == "to";
    TURN.contains(&verb) && !is_anybodys && without_modal(who).is_some_and(is_somebody)
}

/// The words before `will`, `would have` or `'d`; nothing where no such word stands at their end.
fn without_modal(words: &str) -> Option<&str> {
    let words = words.strip_suffix(" have").unwrap_or(words);
    let short = ["'d", "\u{2019}d", "'ll", "\u{2019}ll"].iter().find_map(|short| words.strip_suffix(*short));
    let word = last_word(words);
    short.or_else(|| MODALS.contains(&word).then(|| words[..words.len() - word.len()].trim_end()))
}

/// Whether words end in one person who is meant, or are none, as in a chronology; a rule is for everybody, and a service turns five as
/// well.
fn is_somebody(words: &str) -> bool {
    const FURTHEST: usize = 3;
    let mut rest = words.trim_end_matches([' ', ',', '*', '_', '"', '\u{201d}', '\u{2019}', '\'']);
    for _ in 0..FURTHEST {
        let word = last_word(rest);
        if word.is_empty() || !BETWEEN.contains(&word) {
            break;
        }
        rest = rest[..rest.len() - word.len()].trim_end_matches([' ', ',']);
    }
    if is_of_many(words) {
        return false;
    }
    if let Some(lead) = rest.strip_suffix("who") {
        let lead = lead.trim_end_matches([' ', ',']);
        // `a child who turns 18` is any.
        let article = last_word(lead[..lead.len() - last_word(lead).len()].trim_end());
        return ends_in_one(lead) && !matches!(article, "a" | "an" | "young");
    }
    ends_in_one(rest) && !is_any(rest) || last_word(rest).is_empty() && !rest.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_comes_of_age_on_a_day() {
        for label in [
            "turned 18 on ",
            "**child a** turned 18 on ",
            "she turned **18** on ",
            "- turned 18 on ",
            "he turned 18 on ",
            "would have been five on ",
            "she reached the age of 18 on ",
            "the day she became 18, ",
            "child a turned eighteen (",
            "he'd have been six on ",
            "she would have turned 21 on ",
            "he will be 18 on ",
            "child b, who will turn 18 on ",
            "adult k attained the age of 18 years on ",
            "rosie turned twenty-one on ",
            "his sister had just turned 16 on ",
        ] {
            assert!(is_coming_of_age(label), "{label}");
        }
        for label in [
            "she was 18 on ",
            "our service turned five on ",
            "the act turned 30 on ",
            "those who turn 18 on ",
            "those who will turn 18 on ",
            "a child who turns 18 on ",
            "a young person who turned 18 on ",
            "children will be 5 on ",
            "the number of referrals reached 18 on ",
            "there were 18 on ",
            "turned 18 in ",
            "a child became 5 on ",
            "referrals per child became 12 on ",
            "the ratio of staff to child became 5 on ",
            "to be 18 on ",
            "on 4 may 2021 and on ",
            "18 on ",
            "",
        ] {
            assert!(!is_coming_of_age(label), "{label}");
        }
    }
}
