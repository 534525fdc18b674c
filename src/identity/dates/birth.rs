//! What says that a day is one of birth.

use crate::identity::text::Phrases;

/// Labels of a day of birth.
pub(super) static BIRTH: Phrases = Phrases::new(&[
    "date of birth",
    "date-of-birth",
    "date_of_birth",
    "dateofbirth",
    "d.o.b",
    "d.o.b.",
    "d/o/b",
    "d-o-b",
    "dob",
    "d o b",
    "birth date",
    "birthdate",
    "birth_date",
    "birthday",
    "born",
    "born on",
    "born on the",
    "delivered on",
    "gave birth",
]);
/// The same in Welsh.
pub(super) static BIRTH_IN_WELSH: Phrases = Phrases::new(&[
    "dyddiad geni",
    "ganed",
    "ganed ar",
    "ganed hi ar",
    "ganwyd",
    "ganwyd ar",
    "ganwyd ef ar",
    "ganwyd hi ar",
    "ei eni ar",
    "ei geni ar",
]);
pub(super) const BIRTH_BEHIND: [&str; 6] =
    ["dob", "d.o.b", "date of birth", "birthday", "born", "his birthday"];

/// Whether a label ends in the short form of `born` or of `ganwyd`: `Baby T (b. `, `his twin, b. `.
pub(super) fn is_short_for_born(label: &str) -> bool {
    let lead = label.trim_end();
    let lead = lead.strip_suffix('.').unwrap_or(lead);
    let lead = lead.strip_suffix('b').or_else(|| lead.strip_suffix('g'));
    lead.is_some_and(|lead| lead.ends_with('(') || lead.ends_with(", ") && label.trim_end().ends_with("b."))
}

/// `date of birth on the referral:`, `date of birth (from the passport)`, `date of birth was recorded as`, with nothing but
/// words between.
pub(super) fn is_led_by_birth(label: &str) -> bool {
    const ENDS: [&str; 8] = [" as", " is", " was", " be", " read", " reads", " shows", " showed"];
    let lead = label.trim_end();
    let is_said = ENDS.iter().any(|end| lead.ends_with(end));
    if !is_said && !lead.ends_with([':', ')']) {
        return false;
    }
    let lead = lead.trim_end_matches(':');
    let behind = ["date of birth ", "dob ", "d.o.b. ", "birthday "].iter().find_map(|known| {
        let at = lead.rfind(known)?;
        let begins_word = !lead[..at].ends_with(|c: char| c.is_alphanumeric());
        begins_word.then(|| &lead[at + known.len()..])
    });
    behind.is_some_and(|words| words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '(' | ')')))
}

/// `born in hospital on`, `born prematurely on`, `born at 3am on`, `born by caesarean section on`
pub(super) fn is_born_somewhere(label: &str) -> bool {
    let Some(between) = label
        .trim_end()
        .strip_suffix(" on")
        .and_then(|lead| lead.rfind("born ").map(|at| &lead[at + "born ".len()..]))
    else {
        return false;
    };
    let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words: Vec<&str> = between.split(' ').collect();
    match words.as_slice() {
        ["in" | "at", place] => is_word(place) || place.starts_with(|c: char| c.is_ascii_digit()),
        ["by", how @ ..] => how.len() <= 2 && how.iter().all(|word| is_word(word)),
        [how] => how.ends_with("ly") || matches!(*how, "abroad" | "here"),
        _ => false,
    }
}
