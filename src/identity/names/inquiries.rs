//! People who are told with a public inquiry: who chaired it, and the case by which it is called.

use std::ops::Range;

use crate::identity::text::{after, last_word, word_at};
use crate::source::{boundary_before, boundary_behind};

/// What is said of a name that is told with a public inquiry or report: `Sir Example Sample QC chaired the public inquiry`, `the
/// death of Example Sample` in a sentence on the `Marlow Inquiry`.
pub(super) fn is_of_inquiry(text: &str, name: &Range<usize>) -> bool {
    chairs(text, name.end) || has_report(text, name) || is_case_of_report(text, name)
}

/// Whether somebody with a title of the realm or of a judge has an inquiry, or a report with its year or to those who govern: `Sir Example
/// Sample's report of 2009`. A report to a school is that of a relative.
fn has_report(text: &str, name: &Range<usize>) -> bool {
    const TITLES: [&str; 6] = ["Sir ", "Dame ", "Lord ", "Lady ", "Baroness ", "Justice "];
    const WORKS: [&str; 3] = ["report", "review", "inquiry"];
    const WHICH: [&str; 9] = [
        " of 19",
        " of 20",
        " (19",
        " (20",
        " into ",
        " to parliament",
        " to the government",
        " to ministers",
        ", published",
    ];
    let is_titled = TITLES.iter().any(|title| text[name.clone()].starts_with(*title));
    let behind = after(text, name.end, 40);
    let whose = ["'s ", "\u{2019}s "].iter().find_map(|whose| behind.strip_prefix(*whose));
    is_titled
        && whose.is_some_and(|work| {
            let rest = WORKS.iter().find_map(|kind| work.strip_prefix(*kind));
            rest.is_some_and(|rest| WHICH.iter().any(|which| rest.starts_with(which)))
        })
}

/// Whether somebody chaired an inquiry in public; a meeting about one family is none.
fn chairs(text: &str, end: usize) -> bool {
    const DONE: [&str; 6] =
        [" chaired the ", " chaired a ", " led the ", " chairs the ", " leads the ", " headed the "];
    const PUBLIC: [&str; 7] =
        ["public", "statutory", "independent", "national", "royal", "judicial", "government's"];
    const WORKS: [&str; 4] = ["inquiry", "review", "commission", "investigation"];
    let behind = after(text, behind_letters(text, end), 60);
    let Some(work) = DONE.iter().find_map(|done| behind.strip_prefix(*done)) else { return false };
    let mut words = work.split(' ');
    words.next().is_some_and(|kind| PUBLIC.contains(&kind))
        && words.next().is_some_and(|work| WORKS.contains(&word_at(work, 0)))
}

/// The byte behind the letters that stand behind a name for an honour or a calling: ` QC`, `, CBE,`.
fn behind_letters(text: &str, end: usize) -> usize {
    const LETTERS: [&str; 10] = ["QC", "KC", "CBE", "OBE", "MBE", "DBE", "KBE", "QPM", "KPM", "CB"];
    const MOST: usize = 3;
    let mut at = end;
    for _ in 0..MOST {
        let from = at + usize::from(text[at..].starts_with(','));
        let word = text[from..].strip_prefix(' ').map_or("", |rest| word_at(rest, 0));
        if !LETTERS.contains(&word) {
            break;
        }
        at = from + 1 + word.len();
    }
    at + usize::from(at > end && text[at..].starts_with(','))
}

/// Whether a name stands right behind `the death of` in a sentence that says by its name which inquiry, report or law of the country it
/// is about. So much is known to all; what a sentence says of a family is not, whatever report it speaks of.
fn is_case_of_report(text: &str, name: &Range<usize>) -> bool {
    const REACH: usize = 200;
    const DEATHS: [&str; 4] = ["the death of ", "the murder of ", "the killing of ", "the deaths of "];
    let lead = &text[..name.start];
    if !DEATHS.iter().any(|death| lead.ends_with(death)) {
        return false;
    }
    let from = boundary_behind(text, name.start.saturating_sub(REACH));
    let to = boundary_before(text, name.end.saturating_add(REACH));
    let start = text[from..name.start].rfind(['\n', '.', '!', '?']).map_or(from, |at| from + at + 1);
    let end = text[name.end..to].find(['\n', '.', '!', '?']).map_or(to, |ahead| name.end + ahead);
    let sentence = &text[start..end];
    names_inquiry(sentence) && !speaks_of_family(sentence)
}

/// Whether a sentence has an inquiry by its name, or the law that came of one.
fn names_inquiry(sentence: &str) -> bool {
    const NATIONAL: [&str; 6] = [
        "public inquiry",
        "national review",
        "statutory inquiry",
        "national inquiry",
        "royal commission",
        "Royal Commission",
    ];
    const WORKS: [&str; 5] = ["Inquiry", "Report", "report", "inquiry", "review"];
    NATIONAL.iter().any(|inquiry| sentence.contains(inquiry))
        || sentence.match_indices(" Act ").any(|(at, act)| {
            let year = word_at(sentence, at + act.len());
            year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
        })
        || WORKS.iter().any(|work| {
            sentence.match_indices(work).any(|(at, _)| {
                let is_dated = ["(19", "(20", "of 19", "of 20"]
                    .iter()
                    .any(|year| sentence[at + work.len()..].trim_start().starts_with(year));
                is_named_by(sentence[..at].trim_end(), work, is_dated)
            })
        })
}

/// Whether the words before a report say whose it is, as all know it: `the Marlow` before `Inquiry` or `report (2003)`, `Lord Marlow's`
/// before `report`.
fn is_named_by(lead: &str, work: &str, is_dated: bool) -> bool {
    const TITLES: [&str; 7] = ["Lord", "Lady", "Baroness", "Sir", "Dame", "Professor", "Justice"];
    let owner = ["'s", "\u{2019}s"].iter().find_map(|whose| lead.strip_suffix(*whose));
    if let Some(owner) = owner {
        let name = last_word(owner);
        let before = owner[..owner.len() - name.len()].trim_end();
        let other = last_word(before);
        let title = last_word(before[..before.len() - other.len()].trim_end());
        return TITLES.contains(&other) || TITLES.contains(&title);
    }
    let name = last_word(lead);
    let is_name = name.len() > 2 && !crate::identity::known_words::is_known(name);
    (is_dated || work.starts_with(char::is_uppercase))
        && name.starts_with(char::is_uppercase)
        && is_name
        && last_word(lead[..lead.len() - name.len()].trim_end()).eq_ignore_ascii_case("the")
}

/// Whether a sentence speaks of those around somebody, who are known by the name.
fn speaks_of_family(sentence: &str) -> bool {
    const KIN: [&str; 10] =
        ["mother", "father", "brother", "sister", "family", "grand", "neighbour", "school", "lived", "moved"];
    KIN.iter().any(|kin| sentence.contains(kin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_told(text: &str) -> bool {
        let name = ["Sir Example", "Dame Example", "Example"].iter().find_map(|name| text.find(name));
        let end = text.find("Sample").unwrap() + "Sample".len();
        is_of_inquiry(text, &(name.unwrap()..end))
    }

    #[test]
    fn who_chaired_in_public_is_of_an_inquiry() {
        for text in [
            "Sir Example Sample QC chaired the public inquiry into",
            "Example Sample, KC, CBE, led the independent review of",
            "Dame Example Sample chaired the statutory inquiry.",
            "Sir Example Sample\u{2019}s report of 2009 asked for it.",
            "Dame Example Sample's inquiry into the hospital",
        ] {
            assert!(is_told(text), "{text}");
        }
        for text in [
            "Example Sample chaired the strategy meeting",
            "Dame Example Sample's report to the school about her son",
            "Example Sample's report of 2009",
            "Example Sample chaired the review conference",
            "Sir Example Sample was asked by the public inquiry",
            "Example Sample led the independent life that",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }

    #[test]
    fn a_case_that_all_know_is_of_its_inquiry() {
        for text in [
            "Lord Marlow's report on the death of Example Sample led to change.",
            "The Marlow Inquiry into the death of Example Sample reported in 2003.",
            "The Marlow report (2003) followed the death of Example Sample.",
            "After the death of Example Sample the Children Act 2004 was made.",
            "The national review of the murder of Example Sample was published.",
        ] {
            assert!(is_told(text), "{text}");
        }
        for text in [
            "The report on the death of Example Sample was late.",
            "The Marlow report followed the death of Example Sample.",
            "The Learning Report on the death of Example Sample was late.",
            "Her mother's report on the death of Example Sample was late.",
            "The Marlow Inquiry was known. The death of Example Sample was not.",
            "Before the death of Example Sample the mother had asked for a public inquiry.",
            "The Marlow Inquiry heard Example Sample.",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
