//! Ages that are told without the word: `who was 84`, `a man of 47`, `Child A (7)`, `the young woman, 19,`, `at 14 he`.

mod figures;
mod labelled;
mod others;
mod people;
mod spans;
mod years;

use std::ops::Range;
use std::sync::LazyLock;

use ahash::HashSet;

use super::age_cues::{COUNTS, count_at, is_age, push_age};
use super::hit::Hit;
use super::text::{last_word, word_at};
pub(super) use others::{is_nobodys, is_of_many};
pub(super) use people::{is_person, is_somebody};

pub(super) use figures::{in_figures, in_words};
pub(super) use spans::{FRACTIONS, span_at};
pub(super) use years::{YEARS, year_of_life};

/// How exact the number is.
const HOW_NEARLY: [&str; 10] =
    ["just", "only", "nearly", "almost", "about", "then", "already", "now", "aged", "still"];

/// Words behind which an age may stand, each with the ends of the words that lead to one before it.
pub(super) const JOINTS: [(&str, &[&str]); 20] = [
    ("turning ", &[""]),
    ("reached ", &["he", "she", "who"]),
    ("would be ", &["he", "she", "who"]),
    ("now be ", &["would"]),
    ("will be ", &["he", "she", "who"]),
    ("became ", &["he", "she", "who"]),
    ("made it to ", &[""]),
    ("lived to be ", &[""]),
    ("would have been ", &["he", "she", "who"]),
    // `He'd`
    ("have been ", &["d"]),
    ("was ", &["he", "she", "who", "i"]),
    ("had been ", &["he", "she", "who", "mother", "father"]),
    ("turned ", &[""]),
    ("then ", &[]),
    ("now ", &[]),
    ("for ", &["lived"]),
    (
        "at ",
        &[
            "mother", "father", "child", "baby", "pregnant", "married", "widowed", "orphaned", "older",
            "younger", "died", "away", "killed", "murdered", "stabbed",
        ],
    ),
    ("is ", &["he", "she", "who", "boy", "girl"]),
    ("were ", &["brothers", "sisters", "children", "twins", "boys", "girls"]),
    (
        "of ",
        &[
            "man",
            "boy",
            "girl",
            "child",
            "baby",
            "lad",
            "bairn",
            "wean",
            "infant",
            "toddler",
            "youth",
            "teenager",
            "brothers",
            "sisters",
            "sons",
            "daughters",
            "siblings",
            "twins",
            "leaver",
            "pupil",
            "student",
            "prisoner",
            "widow",
            "widower",
            "pensioner",
            "schoolgirl",
            "apprentice",
            "recruit",
        ],
    ),
];

/// Words right behind which an age may stand with nothing between: `He's only four`, `her father thirty-nine`.
pub(super) const SUBJECTS: [&str; 8] =
    ["he's ", "she's ", "he\u{2019}s ", "she\u{2019}s ", "i'm ", "i\u{2019}m ", "mother ", "father "];

/// An age right behind somebody at a range.
pub(super) fn behind_subject(text: &str, subject: &Range<usize>, found: &mut Vec<Hit>) {
    let is_said = text[subject.clone()].contains(['\'', '\u{2019}']);
    if let Some(range) = behind(text, subject.end).filter(|range| is_said || is_alone(text, range)) {
        push_age(text, range, found);
    }
}

/// An age behind a joint at a range, should one of its words stand before it.
pub(super) fn joined(text: &str, joint: &Range<usize>, leads: &[&str], found: &mut Vec<Hit>) {
    let Some(lead) = text[..joint.start].strip_suffix([' ', '(']) else { return };
    if !may_begin_age(&text.as_bytes()[joint.end..]) {
        return;
    }
    let word = last_word(lead);
    // `Adult A, a retired nurse, was 71`, `the prisoner was 28`
    let is_was = text[joint.clone()].eq_ignore_ascii_case("was ");
    let is_apposition = is_was && (lead.ends_with(',') || is_somebody(lead));
    // `The boy, then thirteen, carried`
    let is_between = leads.is_empty() && is_somebody(lead.trim_end_matches([',', ' ']));
    let is_back_then = is_was && behind(text, joint.end).is_some_and(|range| is_then(&text[range.end..]));
    if (is_apposition || is_between || is_back_then || leads.iter().any(|end| has_end(word, end)))
        && let Some(range) = behind(text, joint.end)
    {
        // Years that somebody lived for are mostly those at one place.
        let is_short = ["week", "month", "day"].iter().any(|unit| text[range.clone()].contains(unit));
        if leads.contains(&"lived") && !is_short {
            return;
        }
        // `brothers of 4 and 6` are two of this case; `sons of four` may be anybody's.
        let is_of_several =
            leads.contains(&"sons") && word.ends_with('s') && !(is_short && has_end(word, "twins"));
        if is_of_several && !text[range.clone()].contains(" and ") {
            return;
        }
        push_age(text, range, found);
    }
}

/// Whether an age, or how nearly somebody is so old, may begin some bytes: such joints as `was` and `of` stand in every sentence, and
/// the first three letters tell nearly all words behind them.
fn may_begin_age(bytes: &[u8]) -> bool {
    static BEGINNINGS: LazyLock<HashSet<[u8; 3]>> = LazyLock::new(|| {
        let words = COUNTS.iter().chain(&HOW_NEARLY);
        words.filter_map(|word| word.as_bytes().first_chunk().copied()).collect()
    });
    match bytes.first_chunk::<3>() {
        _ if bytes.first().is_some_and(u8::is_ascii_digit) => true,
        // `the`
        Some(b"the") if bytes.get(3) != Some(&b'n') => false,
        Some(beginning) => BEGINNINGS.contains(&beginning.map(|byte| byte.to_ascii_lowercase())),
        None => false,
    }
}

/// Whether nothing is counted by a number that stands right behind somebody: `mother 27, father 31`.
fn is_alone(text: &str, number: &Range<usize>) -> bool {
    let rest = &text[number.end..];
    rest.is_empty()
        || rest.starts_with([',', ';', ')', '\n', ']', '"'])
        || rest.starts_with(" |")
        || rest.starts_with('.') && !rest[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// Whether it is said when somebody was so old: ` when she was born`, ` at the time`.
fn is_then(behind: &str) -> bool {
    [" when ", " at the time", " at that time", " by the time"].iter().any(|then| behind.starts_with(then))
}

/// Whether a word is a pronoun, or ends in a noun: `stepbrothers`, `gentleman`.
fn has_end(word: &str, end: &str) -> bool {
    let is_pronoun = matches!(end, "he" | "she" | "who" | "i");
    word.len().checked_sub(end.len()).is_some_and(|lead| {
        (lead == 0 || !is_pronoun) && word.as_bytes()[lead..].eq_ignore_ascii_case(end.as_bytes())
    })
}

/// An age behind such words as `he was` or `a man of`, at its first byte.
fn behind(text: &str, at: usize) -> Option<Range<usize>> {
    let nearly = text.get(at..).map_or("", count_at);
    let start = if HOW_NEARLY.contains(&nearly) { at + nearly.len() + 1 } else { at };
    let span = span_at(text, start)?;
    let mut end = span.end;
    if span.has_unit {
        // `he was two months late`
        if text[end..].starts_with(" late") || text[end..].starts_with(" in ") {
            return None;
        }
    } else if let Some(second) = text[end..].strip_prefix(" and ").map(|second| word_at(second, 0))
        && is_age(second)
    {
        end += " and ".len() + second.len();
    }
    let is_turn = text[..at].trim_end().ends_with("urned") && text[end..].starts_with(" in ");
    (is_turn || ends(text, end)).then_some(start..end)
}

/// Whether nothing follows that the number counts: `he was 10 minutes late`.
fn ends(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    match rest.chars().next() {
        None | Some(')' | ';' | '\n') => true,
        Some('.' | ',') => !rest[1..].starts_with(|c: char| c.is_ascii_digit()),
        Some(' ') => {
            matches!(
                word_at(rest, 1),
                "when"
                    | "at"
                    | "and"
                    | "but"
                    | "with"
                    | "who"
                    | "by"
                    | "that"
                    | "had"
                    | "was"
                    | "then"
                    | "old"
                    | "does"
                    | "did"
                    | "could"
                    | "would"
                    | "can"
                    | "is"
                    | "has"
                    | "he"
                    | "she"
                    | "they"
                    | "his"
                    | "her"
                    | "their"
                    | "a"
                    | "just"
                    | "before"
                    | "after"
                    | "while"
                    | "during"
                    | "since"
                    | "until"
                    | "under"
                    | "on"
                    | "were"
                    | "next"
                    | "this"
                    | "the"
                    | "last"
                    | "now"
            ) || has_past_form(word_at(rest, 1))
        }
        _ => false,
    }
}

/// Whether a word has the form of a verb that says what somebody did: `lived`.
fn has_past_form(word: &str) -> bool {
    const SHORTEST: usize = 5;
    word.len() >= SHORTEST && word.ends_with("ed") && word.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_by_what_stands_around_them() {
        let found = |text: &'static str, cue: &str| {
            behind(text, text.find(cue).unwrap() + cue.len()).map(|range| &text[range])
        };
        assert_eq!(found("who was 84, had", "who was "), Some("84"));
        assert_eq!(found("He was just fifteen at the time", "He was "), Some("fifteen"));
        assert_eq!(found("a baby of eleven weeks, was", "baby of "), Some("eleven weeks"));
        assert_eq!(found("the brothers were 4 and 6 when", "brothers were "), Some("4 and 6"));
        for text in
            ["he was 10 minutes late", "he was 1.5 m tall", "he was two months late", "he was one of four"]
        {
            assert_eq!(found(text, "he was "), None, "{text}");
        }
    }

    #[test]
    fn ages_in_figures_need_somebody() {
        let found = |text: &'static str| {
            let start = text.find(|c: char| c.is_ascii_digit()).unwrap();
            let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
            in_figures(text, start, start + length).is_some()
        };
        for text in [
            "Child A (7) was",
            "The young woman, 19, was",
            "Mr P, 58, had",
            "At 14 he was",
            "his sister (4, at",
        ] {
            assert!(found(text), "{text}");
        }
        for text in [
            "Part A (7) was",
            "in Table, 19, was",
            "At 14 sites he was",
            "Child A, 7, 9 and",
            "the woman (19 times)",
        ] {
            assert!(!found(text), "{text}");
        }
    }
}
