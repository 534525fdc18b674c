//! Who or what a sentence with a day is about: somebody, or a body, a document, a law, a training, a system.

use std::ops::Range;
use std::sync::LazyLock;

use crate::identity::lexicon::Lexicon;
use crate::identity::text::word_at;
use crate::identity::word_starts::WordStarts;
use crate::source::{boundary_before, boundary_behind};

/// What a phrase says of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It is about somebody, or about what happened to somebody.
    Case,
    /// It is about somebody, where none of the words follows by which it is of a body: `the child`, not `the child safeguarding`.
    Somebody,
    /// It is about somebody, where a letter follows: `Child A`.
    Letter,
    /// It is about who or what is near somebody.
    Near,
    /// It is about what bodies do.
    Business,
    /// The same with a large letter, for without one it is another word: `the Act`.
    Law,
}

/// How far a sentence is read before a day and behind it, in bytes.
const REACH: (usize, usize) = (240, 120);

/// Whether a day is that of nobody's case, for its sentence is about what a body does or what is done to a document, a law or a system
/// (`Ofsted inspected the service from 4 to`), or neither it nor its paragraph is about anybody.
pub(super) fn is_nobodys(text: &str, day: &Range<usize>) -> bool {
    // A few words beside a day say nothing of whose it is.
    const FEWEST: usize = 24;
    let about = About::of(sentence_around(text, day));
    if about.case || about.business {
        return !about.case;
    }
    let is_of_list = || {
        heading_of_list(text, day.start).is_some_and(|over| {
            let over = About::of(over);
            over.business && !over.case
        })
    };
    if is_of_list() {
        return true;
    }
    let paragraph = paragraph_around(text, day);
    !about.near
        && !begins_line(text, day.start)
        && paragraph.len() - day.len() >= FEWEST
        && !About::of(paragraph).case
}

/// What some words are about.
#[derive(Debug, Default)]
struct About {
    case: bool,
    near: bool,
    business: bool,
}

impl About {
    fn of(words: &str) -> Self {
        signs(words).fold(Self::default(), |about, sign| Self {
            case: about.case || sign == Sign::Case,
            near: about.near || sign == Sign::Near,
            business: about.business || sign == Sign::Business,
        })
    }
}

/// Whether some words are about somebody, or speak of who is near somebody and of no body.
pub(super) fn may_be_about_somebody(words: &str) -> bool {
    let about = About::of(words);
    about.case || about.near && !about.business
}

/// Whether a line begins with a day, as an entry of a chronology does.
fn begins_line(text: &str, at: usize) -> bool {
    const DEEPEST: usize = 40;
    let from = boundary_behind(text, at.saturating_sub(DEEPEST));
    let lead = text[from..at].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '\n' && c != '.');
    lead.is_empty() || lead.ends_with('\n')
}

/// The paragraph of a day, as far as it is read.
fn paragraph_around<'t>(text: &'t str, day: &Range<usize>) -> &'t str {
    const FURTHEST: usize = 400;
    let from = boundary_behind(text, day.start.saturating_sub(FURTHEST));
    let to = boundary_before(text, day.end.saturating_add(FURTHEST));
    // The front matter is no part of what stands below it.
    let start = ["\n\n", "\n---\n"]
        .iter()
        .filter_map(|end| text[from..day.start].rfind(end).map(|at| from + at + end.len()));
    let start = start.max().unwrap_or(from);
    let end = text[day.end..to].find("\n\n").map_or(to, |at| day.end + at);
    &text[start..end]
}

/// Whether some words are about somebody, or about what happened to somebody.
pub(super) fn is_about_somebody(words: &str) -> bool {
    signs(words).any(|sign| sign == Sign::Case)
}

/// What the phrases of some words say; a word and a letter behind it are somebody.
fn signs(words: &str) -> impl Iterator<Item = Sign> {
    static KNOWN: LazyLock<(Lexicon, Vec<Sign>)> = LazyLock::new(|| {
        let (phrases, signs): (Vec<String>, Vec<Sign>) = phrases().into_iter().unzip();
        (Lexicon::new(phrases), signs)
    });
    let (lexicon, of) = &*KNOWN;
    let bytes = words.as_bytes();
    let ends = |at: usize| {
        bytes[at - 1] == b' '
            || bytes.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte < 0x80)
    };
    lexicon.find(words, &WordStarts::of(words), ends).into_iter().filter_map(|(number, range)| {
        match of[number] {
            Sign::Letter if has_letter(words, range.end) => Some(Sign::Case),
            Sign::Letter => (!is_of_a_field(words, range.end)).then_some(Sign::Near),
            Sign::Somebody => (!is_of_a_field(words, range.end)).then_some(Sign::Case),
            Sign::Law => words[range].starts_with(|c: char| c.is_ascii_uppercase()).then_some(Sign::Business),
            Sign::Case if is_of_a_work(words, range.end) => None,
            Sign::Case if words[range.clone()].starts_with(['t', 'T']) && is_of_a_field(words, range.end) => {
                None
            }
            sign => Some(sign),
        }
    })
}

/// Whether a large letter stands by itself behind a word.
fn has_letter(words: &str, end: usize) -> bool {
    words[end..].starts_with(' ')
        && matches!(word_at(words, end + 1).as_bytes(), [letter] if letter.is_ascii_uppercase())
}

/// Whether what follows makes the name of a body or of a field of a word for somebody.
fn is_of_a_field(words: &str, end: usize) -> bool {
    const FIELDS: [&str; 16] = [
        "safeguarding",
        "protection",
        "safety",
        "social",
        "hub",
        "services",
        "service",
        "mental",
        "health",
        "death",
        "exploitation",
        "sexual",
        "practice",
        "criminal",
        "system",
        "management",
    ];
    let next = without_lead(&words[end..]);
    is_of_a_name(words, end) || FIELDS.iter().any(|field| next.eq_ignore_ascii_case(field))
}

/// Whether what follows makes something of every day's work of what happens in a case: `the referral form`.
fn is_of_a_work(words: &str, end: usize) -> bool {
    const WORKS: [&str; 14] = [
        "form",
        "forms",
        "pathway",
        "pathways",
        "process",
        "tool",
        "guidance",
        "procedure",
        "policy",
        "protocol",
        "rates",
        "data",
        "training",
        "prevention",
    ];
    WORKS.contains(&without_lead(&words[end..]))
}

/// Whether a word and the one behind it have large letters, as in the name of a body: `the Case Review Group`, `the Family Court`.
fn is_of_a_name(words: &str, end: usize) -> bool {
    let noun = words[..end].rsplit(' ').next().unwrap_or_default();
    let next = without_lead(&words[end..]);
    noun.starts_with(char::is_uppercase) && next.starts_with(char::is_uppercase) && next.len() > 1
}

/// The word behind another one or behind its possessive.
fn without_lead(behind: &str) -> &str {
    let behind = behind.trim_start_matches(['\'', '\u{2019}']);
    let behind = behind.strip_prefix('s').unwrap_or(behind);
    behind.strip_prefix(' ').map_or("", |rest| word_at(rest, 0))
}

/// Every phrase of the list with what it says.
fn phrases() -> Vec<(String, Sign)> {
    const LEADS: [&str; 5] = ["the ", "a ", "an ", "this ", "that "];
    let mut all = Vec::new();
    let mut section = 0;
    for line in include_str!("doers.txt").lines().skip(1).filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            section += 1;
            continue;
        }
        for phrase in line.split(", ") {
            match section {
                1 => all.extend(LEADS.iter().map(|lead| (format!("{lead}{phrase}"), Sign::Somebody))),
                2 | 4 => all.push((phrase.to_owned(), Sign::Case)),
                3 => all.push((phrase.to_owned(), Sign::Letter)),
                5 => all.push((phrase.to_owned(), Sign::Law)),
                8 => all.push((phrase.to_owned(), Sign::Near)),
                _ => {
                    all.push((format!("{phrase}s"), Sign::Business));
                    all.push((phrase.to_owned(), Sign::Business));
                }
            }
        }
    }
    all
}

/// Where the sentence of a byte begins, as far as it is read.
fn sentence_start(text: &str, at: usize) -> usize {
    let from = boundary_behind(text, at.saturating_sub(REACH.0));
    let lead = &text[from..at];
    let end = lead.char_indices().rev().find(|(place, c)| ends_sentence(&text[from + place..], *c));
    end.map_or(from, |(place, c)| from + place + c.len_utf8())
}

/// Where the sentence of a byte ends, as far as it is read.
fn sentence_end(text: &str, at: usize) -> usize {
    let to = boundary_before(text, at.saturating_add(REACH.1));
    let end = text[at..to].char_indices().find(|(place, c)| ends_sentence(&text[at + place..], *c));
    end.map_or(to, |(place, _)| at + place)
}

/// Whether a sentence ends at a sign: a line may go on in the next one.
fn ends_sentence(rest: &str, sign: char) -> bool {
    let mut behind = rest[sign.len_utf8()..].chars();
    match sign {
        ';' | '|' | '\t' => true,
        '.' | '?' | '!' => match behind.next() {
            Some(' ') => behind.next().is_none_or(|next| !next.is_lowercase()),
            Some('\n' | '*' | '_' | '"' | '\u{201d}' | ')') | None => true,
            _ => false,
        },
        '\n' => behind.next().is_none_or(|next| !next.is_lowercase()),
        _ => false,
    }
}

/// The sentence around a range, as far as it is read.
pub(super) fn sentence_around<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    &text[sentence_start(text, range.start)..sentence_end(text, range.end)]
}

/// The line over a list in an item of which a byte stands.
fn heading_of_list(text: &str, at: usize) -> Option<&str> {
    const REACH: usize = 600;
    let from = boundary_behind(text, at.saturating_sub(REACH));
    let mut lines = text[from..at].rsplit('\n');
    is_item(lines.next()?).then_some(())?;
    lines.take(16).find(|line| !line.trim().is_empty() && !is_item(line))
}

/// Whether a line is an item of a list.
fn is_item(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '>']);
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.strip_prefix(['-', '*', '+', '\u{2022}']).is_some_and(|rest| rest.starts_with([' ', '\u{a0}']))
        || digits.len() < line.len() && digits.starts_with(['.', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_of_body(text: &str) -> bool {
        let start = text.find("4 M").unwrap();
        is_nobodys(text, &(start..start + "4 May".len()))
    }

    #[test]
    fn a_day_is_of_a_body_by_what_its_sentence_is_about() {
        for text in [
            "Ofsted inspected the service on 4 May 2024.",
            "The doors of the new town hall opened on 4 May.",
            "The referral form was put online on 4 May.",
            "Royal Assent was given on 4 May.",
            "On 4 May the trust merged with its neighbour.",
            "She was told. The course ran on 4 May.",
            "Training:\n\n- 11 May, Town Hall\n- 4 May, online",
            "The portal will go\nlive on 4 May.",
            "Anfonwyd y neges at bob ysgol ar 4 Mai.",
        ] {
            assert!(is_of_body(text), "{text}");
        }
        for text in [
            "The board was told that she died on 4 May.",
            "Child A was discussed by the panel on 4 May.",
            "On 4 May the panel heard that the baby was well.",
            "The course was good. Police came on 4 May.",
            "Visits:\n\n- 4 May, at home",
            "On 4 May the door was forced.\nHe was there.",
            "The call came on 4 May.",
            "Training:\n\n- 4 May, she rang",
            "He did the course on 4 May.",
        ] {
            assert!(!is_of_body(text), "{text}");
        }
    }

    #[test]
    fn each_phrase_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (phrase, _) in phrases() {
            assert!(phrase.len() > 2 && seen.insert(phrase.clone()), "{phrase}");
        }
    }
}
