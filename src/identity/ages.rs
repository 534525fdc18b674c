//! Ages that are told without the word: `who was 84`, `a man of 47`, `Child A (7)`, `the young woman, 19,`, `at 14 he`.

use std::ops::Range;
use std::sync::LazyLock;

use ahash::HashSet;

use super::age_cues::{count_at, is_age, push_age};
use super::hit::Hit;
use super::tables::{column_heading, is_cell};
use super::text::last_word;

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
const ROLES: [&str; 16] = [
    "Child", "Adult", "Baby", "Person", "Patient", "Sibling", "Resident", "Mr", "Mrs", "Ms", "Miss", "Mx",
    "Mother", "Father", "Pupil", "Boy",
];
/// How exact the number is.
const HOW_NEARLY: [&str; 10] =
    ["just", "only", "nearly", "almost", "about", "then", "already", "now", "aged", "still"];

/// Words behind which an age may stand, each with the ends of the words that lead to one before it.
pub(super) const JOINTS: [(&str, &[&str]); 11] = [
    ("turning ", &[""]),
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
            "younger",
        ],
    ),
    ("is ", &["he", "she", "who", "boy", "girl"]),
    ("were ", &["brothers", "sisters", "children", "twins", "boys", "girls"]),
    ("of ", &["man", "boy", "girl", "child", "baby", "lad", "infant", "toddler", "youth", "teenager"]),
];

/// Words right behind which an age may stand with nothing between: `He's only four`, `her father thirty-nine`.
pub(super) const SUBJECTS: [&str; 6] =
    ["he's ", "she's ", "he\u{2019}s ", "she\u{2019}s ", "mother ", "father "];

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
        push_age(text, range, found);
    }
}

/// Whether nothing is counted by a number that stands right behind somebody: `mother 27, father 31`.
fn is_alone(text: &str, number: &Range<usize>) -> bool {
    let rest = &text[number.end..];
    rest.is_empty()
        || rest.starts_with([',', ';', ')', '\n', ']'])
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
    let (mut start, mut word) = (at, text.get(at..).map_or("", count_at));
    if HOW_NEARLY.contains(&word) {
        start += word.len() + 1;
        word = text.get(start..).map_or("", count_at);
    }
    let mut end = start + word.len();
    let mut is_over = is_age(word);
    let unit = text.get(end + 1..).map_or("", |_| word_at(text, end + 1));
    if is_over && matches!(unit, "weeks" | "months" | "years" | "days" | "year" | "month" | "week") {
        end += 1 + unit.len();
        // `he was two months late`
        is_over = !text[end..].starts_with(" late") && !text[end..].starts_with(" in ");
    } else if is_over && unit == "and" && is_age(word_at(text, end + 5)) {
        end += 5 + word_at(text, end + 5).len();
    }
    (is_over && ends(text, end)).then_some(start..end)
}

/// An age in figures where its surroundings tell, at its digits.
pub(super) fn in_figures(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    if !is_age(&text[start..end]) {
        return None;
    }
    if let Some(unit) = unit_right_behind(&text[end..]) {
        return Some(start..end + unit);
    }
    if is_medical(text, start, end) {
        return Some(start..end + " old".len());
    }
    if text[end..].starts_with([')', ',', ';']) && is_after_sex(&text[..start]) {
        return Some(start..end);
    }
    let of_sex = ["F/", "M/"].iter().find_map(|sex| text[..start].strip_suffix(sex));
    if let Some(lead) = of_sex.filter(|lead| !lead.ends_with(char::is_alphanumeric)) {
        let is_whole = !text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '/');
        return is_whole.then_some(lead.len()..end);
    }
    surrounded(text, start..end)
        .or_else(|| in_column(text, start..end))
        .or_else(|| in_cell(text, start..end))
        .or_else(|| behind_kin(text, start..end))
}

/// Whether months or weeks stand as doctors write them, at the digits behind the stroke: `7/12 old`, `6/52 old`.
fn is_medical(text: &str, start: usize, end: usize) -> bool {
    matches!(&text[start..end], "12" | "52")
        && text[end..].starts_with(" old")
        && text[..start].strip_suffix('/').is_some_and(|lead| lead.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether the letter for a sex stands before, in brackets: `The victim (F, 34)`, `(M 51`.
fn is_after_sex(lead: &str) -> bool {
    ["(F, ", "(M, ", "(F ", "(M ", "(female, ", "(male, ", "(f, ", "(m, "]
        .iter()
        .any(|sex| lead.ends_with(sex))
}

/// A number with its unit that is a whole cell in the row of somebody: `| Sibling 1 | half-brother | 22 mths |`.
fn in_cell(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    let rest = text[number.end..].strip_prefix(' ')?;
    let unit = ["yrs", "years", "mths", "months", "wks", "weeks", "days"]
        .iter()
        .find(|unit| rest.starts_with(**unit))?;
    let end = number.end + 1 + unit.len();
    let range = number.start..end;
    (is_cell(text, &range) && has_somebody_in_row(text, range.start)).then_some(range)
}

/// A number right behind a word for a child or a relative, as under a genogram: `boy 5, girl 2`.
fn behind_kin(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    const KIN: [&str; 14] = [
        "boy",
        "girl",
        "man",
        "woman",
        "son",
        "daughter",
        "mum",
        "dad",
        "grandmother",
        "grandfather",
        "stepfather",
        "stepmother",
        "uncle",
        "aunt",
    ];
    let lead = text[..number.start].strip_suffix(' ')?;
    (is_alone(text, &number) && KIN.contains(&last_word(lead))).then_some(number)
}

/// Whether a cell of the row that a byte stands in ends in somebody.
fn has_somebody_in_row(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let row = text[line..].lines().next().unwrap_or_default();
    row.split(['|', '\t']).any(|cell| is_somebody(cell.trim()))
}

/// An age in words where its surroundings tell, at a count: `the boy, thirteen,`, `at eleven weeks she`.
pub(super) fn in_words(text: &str, count: &Range<usize>, found: &mut Vec<Hit>) {
    let is_whole = !text[count.end..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    if let Some(range) = surrounded(text, count.clone()).filter(|_| is_whole) {
        push_age(text, range, found);
    }
}

/// The short forms of a unit that stand right behind a number: `4yo`, `4 y/o` is told by its phrase.
fn unit_right_behind(rest: &str) -> Option<usize> {
    let unit = ["yo", "y/o", "yrs old", "yr old"].iter().find(|unit| rest.starts_with(**unit))?;
    (!rest[unit.len()..].starts_with(char::is_alphanumeric)).then_some(unit.len())
}

/// A number between brackets or commas behind somebody, or behind `at` before a pronoun.
fn surrounded(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    let (lead, rest) = (&text[..number.start], &text[number.end..]);
    let bracket =
        [" (", " (then ", " (now ", " (just ", " (only "].iter().find_map(|open| lead.strip_suffix(open));
    if let Some(lead) = bracket.filter(|_| rest.starts_with([')', ',']) || goes_on_in_brackets(rest)) {
        return is_somebody(lead).then_some(number);
    }
    if let Some(lead) = lead.strip_suffix(", ").filter(|_| rest.starts_with(", ")) {
        // `Child A, 7, 9 and 12 were the numbers` is a list.
        let goes_on = rest[2..].starts_with(|c: char| c.is_ascii_digit());
        return (!goes_on && is_somebody(lead)).then_some(number);
    }
    // `At just 14, she`, `At 11 weeks he`
    let nearly = last_word(lead.trim_end_matches(' '));
    let lead = if HOW_NEARLY.contains(&nearly) { &lead[..lead.len() - nearly.len() - 1] } else { lead };
    let is_at = lead.ends_with("At ") || lead.ends_with(" at ");
    if !is_at {
        return None;
    }
    let unit = rest.strip_prefix(' ').map_or("", |rest| word_at(rest, 0));
    let has_unit = matches!(unit, "days" | "weeks" | "months" | "years" | "year" | "month" | "week");
    let behind = if has_unit { &rest[1 + unit.len()..] } else { rest };
    // `At three years and two months he`
    let behind = behind.strip_prefix(" and ").map_or(behind, |more| {
        let count = count_at(more);
        let unit = more[count.len()..].strip_prefix(' ').map_or("", |rest| word_at(rest, 0));
        if is_age(count) && matches!(unit, "days" | "weeks" | "months") {
            &more[count.len() + 1 + unit.len()..]
        } else {
            behind
        }
    });
    let behind = behind.strip_prefix(" old").or_else(|| behind.strip_prefix(" of age")).unwrap_or(behind);
    let who = behind.trim_start_matches(',').strip_prefix(' ').map_or("", |rest| word_at(rest, 0));
    // `At six weeks they` is about those who work there.
    let is_told = matches!(who, "he" | "she") || ROLES.contains(&who) || who == "they" && !has_unit;
    is_told.then(|| number.start..if has_unit { number.end + 1 + unit.len() } else { number.end })
}

/// Whether a unit or a second number stands behind one before the bracket closes: `(52 yrs)`, `(4 and 2)`.
fn goes_on_in_brackets(rest: &str) -> bool {
    const UNITS: [&str; 7] = [" yrs)", " years)", " mths)", " months)", " wks)", " weeks)", " days)"];
    UNITS.iter().any(|unit| rest.starts_with(unit))
        || rest.strip_prefix(" and ").is_some_and(|second| {
            let number = word_at(second, 0);
            is_age(number) && second[number.len()..].starts_with(')')
        })
}

/// A whole cell under `Age` in the row of somebody: `| Child F | 7 |`.
fn in_column(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    let heading = column_heading(text, &number)?;
    if !matches!(&*heading, "age" | "ages" | "age at death" | "age then" | "aged" | "oed" | "oedran") {
        return None;
    }
    has_somebody_in_row(text, number.start).then_some(number)
}

/// Whether a text ends in a pseudonym or in a word for one person.
fn is_somebody(lead: &str) -> bool {
    let word = last_word(lead);
    if is_person(word) {
        return true;
    }
    let is_mark = word.len() <= 2 && word.starts_with(|c: char| c.is_ascii_uppercase());
    is_mark && ROLES.contains(&last_word(lead[..lead.len() - word.len()].trim_end_matches(' ')))
}

/// Whether a word is one for a person, or for several.
fn is_person(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| PEOPLE.into_iter().collect());
    let has =
        |word: &str| WORDS.contains(word) || word.strip_suffix('s').is_some_and(|one| WORDS.contains(one));
    has(word) || word.starts_with(|c: char| c.is_ascii_uppercase()) && has(&word.to_ascii_lowercase())
}

/// Whether nothing follows that the number counts: `he was 10 minutes late`.
fn ends(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    match rest.chars().next() {
        None | Some(')' | ';' | '\n') => true,
        Some('.' | ',') => !rest[1..].starts_with(|c: char| c.is_ascii_digit()),
        Some(' ') => matches!(
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
        ),
        _ => false,
    }
}

fn word_at(text: &str, at: usize) -> &str {
    let Some(rest) = text.get(at..) else { return "" };
    let end = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    &rest[..end]
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
