//! A name right beside a pseudonym.

use std::ops::Range;

use crate::identity::without_possessive;
use crate::source::{boundary_before, boundary_behind};

use super::tokens::{JOINTS, behind_this_text, is_between, is_name, token_at};

/// Titles that may stand between, before a surname.
const TITLES: [&str; 6] = ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr"];
/// Words and signs that may stand between.
const MOST_BETWEEN: usize = 9;

/// A name behind a pseudonym, with nothing between but words and signs that join two names of one person; also its initials.
pub(super) fn name_behind(text: &str, pseudonym: &Range<usize>) -> Option<Range<usize>> {
    let whose = ["'s", "\u{2019}s"].iter().find(|whose| text[pseudonym.end..].starts_with(**whose));
    let mut at = pseudonym.end + whose.map_or(0, |whose| whose.len());
    // Between commas only what is a name and nothing else is believed.
    let mut is_said = false;
    // `aka kayden`
    let mut is_alias = false;
    let mut is_short = false;
    for step in 0..MOST_BETWEEN {
        if let Some(behind) = behind_this_text(text, at) {
            at = behind;
            continue;
        }
        if let Some(behind) = behind_also_known_as(text, at) {
            (at, is_said, is_alias) = (behind, true, true);
            continue;
        }
        let token = token_at(text, at)?;
        let word = &text[token.range.clone()];
        at = token.range.end;
        if !token.is_word {
            // `L. Example`, `Mrs. Example`
            if word == "." && is_short {
                continue;
            }
            if !is_between(word) {
                return None;
            }
            if word == "("
                && let Some(initials) = initials_at(text, at)
            {
                return Some(initials);
            }
            is_said |= word != ",";
            continue;
        }
        // `Adult K - K for Tamsin`
        let small = word.to_lowercase();
        is_short = is_said && (TITLES.contains(&word) || word.len() < 2);
        // `Child Y (CY, formerly ...)`: the pseudonym once more, in two letters.
        let is_sign = is_said && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if JOINTS.contains(&small.as_str()) || word.chars().nth(1).is_none() || is_short || is_sign {
            is_said = true;
            is_alias =
                is_alias && matches!(small.as_str(), "is" | "was") || leads_to_name(text, &token.range);
            continue;
        }
        if is_small_name(word, is_alias) {
            return Some(token.range);
        }
        let is_apart = step > 0;
        return (is_apart && is_name(without_possessive(word), is_said))
            .then(|| token.range.start..token.range.start + without_possessive(word).len());
    }
    None
}

/// A name in the file that a link about a pseudonym leads to: `[Child A report](files/Tamsin-report.pdf)`.
pub(super) fn name_in_link(text: &str, pseudonym: &Range<usize>) -> Option<Range<usize>> {
    const REACH: usize = 120;
    let reach = boundary_before(text, pseudonym.end.saturating_add(REACH));
    let label = text[pseudonym.end..reach].find(['[', ']', '\n'])?;
    let from = pseudonym.end + label + text[pseudonym.end + label..].strip_prefix("](").map(|_| 2)?;
    let to = boundary_before(text, from.saturating_add(REACH));
    let target = text[from..to].find([')', ' ', '\n']).map(|length| from..from + length)?;
    let file = target.start + text[target.clone()].rfind('/').map_or(0, |at| at + 1);
    let mut at = file;
    text[file..target.end].split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let start = at;
        at += word.len() + text[at + word.len()..target.end].chars().next().map_or(0, char::len_utf8);
        is_name(word, false).then(|| start..start + word.len())
    })
}

/// The byte behind `a.k.a.`, with its dots, at a byte.
fn behind_also_known_as(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix(' ').unwrap_or(&text[at..]);
    let short = ["a.k.a. ", "a.k.a ", "a/k/a ", "A.K.A. "].iter().find(|short| rest.starts_with(**short))?;
    Some(text.len() - rest.len() + short.len())
}

/// Whether nothing but a name follows, however it is written: `aka`, `real name`.
fn leads_to_name(text: &str, word: &Range<usize>) -> bool {
    match text[word.clone()].to_ascii_lowercase().as_str() {
        "aka" | "alias" => true,
        "name" => {
            ["real ", "true ", "actual ", "first "].iter().any(|kind| text[..word.start].ends_with(kind))
        }
        _ => false,
    }
}

/// Whether a word in small letters is a name behind what only a name follows.
fn is_small_name(word: &str, is_alias: bool) -> bool {
    // `her real name is withheld`
    const NO_NAMES: [&str; 7] =
        ["unknown", "withheld", "hidden", "different", "confidential", "private", "secret"];
    is_alias
        && word.len() > 2
        && word.starts_with(char::is_lowercase)
        && !word.ends_with("ed")
        && !NO_NAMES.contains(&word)
}

/// A name before a pseudonym, as in `Tamsin (Child A)` and `Tamsin, known in this review as Child A`.
pub(super) fn name_before(text: &str, pseudonym: &Range<usize>) -> Option<Range<usize>> {
    const REACH: usize = 90;
    let reach = boundary_behind(text, pseudonym.start.saturating_sub(REACH));
    let from = text[reach..pseudonym.start].rfind(['\n', ';']).map_or(reach, |at| reach + at + 1);
    // The words of the line from the last name on, should only joints follow it.
    let mut at = from;
    let mut name = None;
    let mut joints = 0;
    while let Some(token) = token_at(text, at).filter(|token| token.range.start < pseudonym.start) {
        if let Some(behind) = behind_this_text(text, at) {
            at = behind;
            continue;
        }
        let word = &text[token.range.clone()];
        at = token.range.end;
        let is_whole = token.range.start > from || !text[..from].ends_with(char::is_alphanumeric);
        if token.is_word && is_whole && is_name(without_possessive(word), true) {
            name = Some(token.range.start..token.range.start + without_possessive(word).len());
            joints = 0;
        } else if token.is_word && JOINTS.contains(&word.to_lowercase().as_str())
            || !token.is_word && is_between(word)
        {
            joints += 1;
        } else {
            name = None;
        }
    }
    name.filter(|_| (1..=MOST_BETWEEN).contains(&joints))
}

/// Letters with a dot behind each, before a closing bracket: `K.T.W.)`, `K.)`.
fn initials_at(text: &str, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 10;
    let end = text.as_bytes()[at..].iter().take(LONGEST).position(|byte| *byte == b')')?;
    let initials = text[at..at + end].trim_end();
    let bytes = initials.as_bytes();
    let are = (2..=8).contains(&bytes.len())
        && bytes.chunks(2).all(|pair| matches!(pair, [letter, b'.'] if letter.is_ascii_uppercase()));
    are.then(|| at..at + initials.len())
}

#[cfg(test)]
mod tests {
    use super::super::super::pseudonyms::pseudonyms;
    use super::*;

    fn beside(text: &str) -> Option<&str> {
        let one = pseudonyms(text).remove(0);
        name_behind(text, &one.range).or_else(|| name_before(text, &one.range)).map(|range| &text[range])
    }

    #[test]
    fn a_name_beside_a_pseudonym_is_told() {
        for (text, name) in [
            ("Child A (Tamsin) was", "Tamsin"),
            ("Tamsin (Child A) was", "Tamsin"),
            ("Child A, known as Tamsin, was", "Tamsin"),
            ("Child A, Daniel, was", "Daniel"),
            ("Child A's real name is Tamsin.", "Tamsin"),
            ("Tamsin, known in this review as Child A, was", "Tamsin"),
            ("Tamsin, who is called here as Child A, was", "Tamsin"),
            ("Child A known as Tamsin was", "Tamsin"),
            ("Child A/Tamsin was", "Tamsin"),
            ("Child A, or Tamsin as she liked, was", "Tamsin"),
            ("Child A, Tamsie to her friends, was", "Tamsie"),
            ("Child A's first name, Tamsin, is", "Tamsin"),
            ("Child A's (Tamsie's) plan", "Tamsie"),
            ("Child A (T.Q.R.) was", "T.Q.R."),
            ("Child A (K.) was", "K."),
            ("Mother of Child A (MA, formerly Mrs K. Quarley) was", "Quarley"),
            ("CHILD A (TAMSIN) was", "TAMSIN"),
            ("child A (Tamsin) was", "Tamsin"),
            ("Child A aka tamsin was", "tamsin"),
            ("Child A, a.k.a. Tamsin, was", "Tamsin"),
            ("Child A (a.k.a. tamsin) was", "tamsin"),
            ("Child A, whose real name is tamsin, was", "tamsin"),
            ("Tamsie, called \"Child A\" here, was", "Tamsie"),
            ("Child A, previously known as Tamsie, was", "Tamsie"),
            ("Child A, known to his school as Tam, was", "Tam"),
            ("For Child A read Tegan throughout.", "Tegan"),
            ("| Child A | Gulsum |", "Gulsum"),
            ("Adult K \u{2013} K for Tamsin \u{2013} had", "Tamsin"),
            ("**Child A** (Tamsin) was", "Tamsin"),
            ("Gelwir Osian yn Blentyn D yn yr adroddiad hwn.", "Osian"),
        ] {
            assert_eq!(beside(text), Some(name), "{text}");
        }
        for text in [
            "Child A, Housing, Police",
            "the boy referred to as Child A was",
            "Serious Case Review (Child A) was",
            "Child A (aged two) was",
            "Child A (CIN) was",
            "Child A (CAMHS) was",
            "Child A known as a quiet boy was",
            "Child A's first name was not known",
            "Child A's real name was changed",
            "the boy, called Child A here",
            "Child A/Child B",
            "Child A, or Children in general, as",
            "Child A, Police to her door, as",
            "Child A was Polish and",
            "Child A was seen. Hannah was not.",
            "We met Child A and Hannah at home",
            "Child A's plan",
        ] {
            assert_eq!(beside(text), None, "{text}");
        }
    }
}
