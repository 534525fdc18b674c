//! What a word that nobody knows is where it is no name of a case: an author, a work, the area of a body, what letters stand for.

use crate::identity::text::{after, before, bracket_around, is_possessive, last_word};
use crate::source::{boundary_before, boundary_behind};

use super::addresses::{is_in_address_of_body, is_of_body};
use super::citations::{
    is_called_after, is_citation, is_made_up_behind, is_small_work, is_theory, is_theory_behind,
    is_thought_behind, without_quotes,
};
use super::run::{Run, is_capital, word_behind, word_end};

/// Whether it is an author, a book, what is called after somebody, or a name that is said to be none: `Reder, P. (1999)`, `the
/// Example scale`, `Willow, which is not her name`.
pub(super) fn is_work(text: &str, run: &Run) -> bool {
    let behind = after(text, run.end, 48);
    let bytes = behind.as_bytes();
    let has_initial = matches!(bytes, [b',', b' ', letter, b'.', ..] if letter.is_ascii_lowercase());
    let has_year = || ["(19", "(20", ", 19", ", 20"].iter().any(|year| behind.contains(year));
    let follows = word_behind(&behind, 0);
    let is_named_work = is_theory(follows)
        || is_possessive(&text[..run.end]) && is_theory_behind(text, run.end)
        || is_small_work(follows)
        || is_called_after(word_behind(text, run.end));
    is_citation(&behind)
        || is_area_of_body(text, run)
        || is_quoted_review(text, run)
        || is_in_address_of_body(text, run)
        || has_initial && has_year()
        || is_of_author_and_year(&text[run.end..])
        || is_named_work
        || is_after_kind_of_work(text, run)
        || is_in_apposition_to_work(text, run)
        || is_said_to_be_service(text, run.end)
        || is_one_of_tool(text, run.end)
        || is_made_up_behind(&behind)
        || [", which is not", ", not h", ", not their"]
            .iter()
            .any(|cue| without_quotes(&behind).starts_with(cue))
        || argues(behind_second_author(&behind))
        || run.words.len() > 1 && is_possessive(&text[..run.end]) && is_thought_behind(text, run.end)
        || is_behind_research(text, run)
        || is_used(text, run)
        || is_to_be_seen(text, run)
        || is_spelt_by_letters(text, run)
}

/// Whether what authors do follows: `shows that`, `distinguish`.
fn argues(behind: &str) -> bool {
    const VERBS: [&str; 13] = [
        " developed the",
        " developed a",
        " argue",
        " describe",
        " distinguish",
        " shows that",
        " show that",
        ", shows",
        ", show ",
        " suggest that",
        " suggests that",
        " warn",
        " remind us",
    ];
    VERBS.iter().any(|verb| behind.starts_with(verb))
}

/// What follows behind a second author, or behind the first where there is none: `Ashmore and Example, shows`.
fn behind_second_author(behind: &str) -> &str {
    [" and ", " & "]
        .iter()
        .find_map(|joint| behind.strip_prefix(*joint))
        .map(|second| &second[word_end(second, 0)..])
        .filter(|rest| argues(rest))
        .unwrap_or(behind)
}

/// Whether a study stands before, of which this is the author: `research by Example`, `a study by Example and Sample`.
fn is_behind_research(text: &str, run: &Run) -> bool {
    const STUDIES: [&str; 9] = [
        "research by",
        "research of",
        "research from",
        "study by",
        "study of",
        "studies by",
        "theory of",
        "model of",
        "framework of",
    ];
    let near = before(text, run.words[0].start, 20);
    STUDIES.iter().any(|study| near.trim_end().ends_with(study))
}

/// Whether a sentence says nothing but whose works to read: `See Example, Sample and Marlow.`
fn is_to_be_seen(text: &str, run: &Run) -> bool {
    const REACH: usize = 100;
    let start = run.words[0].start;
    let from = boundary_behind(text, start.saturating_sub(REACH));
    // `See` may be the first word of the run.
    let lead = &text[from..run.end];
    let Some(see) = lead.rfind("See ").or_else(|| lead.rfind("(see ").map(|at| at + 1)) else { return false };
    let to = boundary_before(text, run.end.saturating_add(REACH));
    let Some(end) = text[run.end..to].find(['.', ')', ';', '\n']) else { return false };
    let names = &text[from + see + "See ".len()..run.end + end];
    let is_of_list = |word: &str| {
        word.is_empty() || matches!(word, "and" | "also") || word.starts_with(char::is_uppercase)
    };
    names.contains(" and ") && names.split([' ', ',']).all(is_of_list)
}

/// Whether letters stand for it, before a bracket around it or in one behind: `HARKS (Humiliation, Afraid, Rape, Kick, Safety)`,
/// `Unstable Example Disorder (UED)`.
fn is_spelt_by_letters(text: &str, run: &Run) -> bool {
    const LEAST: usize = 3;
    if let Some(rest) = text[run.end..].strip_prefix(" (") {
        let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
        let initials = (0..run.words.len()).rev().map(|at| run.word(text, at).bytes().next());
        let are_those = letters >= LEAST
            && run.words.len() >= LEAST
            && rest[letters..].starts_with(['s', ')'])
            && rest[..letters]
                .bytes()
                .rev()
                .map(Some)
                .zip(initials)
                .take(LEAST)
                .all(|(one, other)| one == other);
        if are_those {
            return true;
        }
    }
    within_letters(text, run.words[0].start, LEAST)
}

/// Whether a byte stands in brackets whose words begin with the letters before them, one each.
fn within_letters(text: &str, at: usize, least: usize) -> bool {
    const REACH: usize = 200;
    let Some(open) = bracket_around(text, at, REACH) else { return false };
    let Some(lead) = text[..open].strip_suffix(' ') else { return false };
    let letters = last_word(lead);
    if letters.len() < least || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let to = boundary_before(text, at.saturating_add(REACH));
    let Some(inner) = text[open + 1..to].find(')').map(|close| &text[open + 1..open + 1 + close]) else {
        return false;
    };
    let words =
        inner.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
    words.filter_map(|word| word.bytes().next()).eq(letters.bytes())
}

/// Whether only other authors stand between a name and a year: `, Orr and Preston-Shoot, 2015`.
pub(super) fn is_of_author_and_year(behind: &str) -> bool {
    const MOST: usize = 8;
    for word in behind.split([' ', '\n']).take(MOST) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_year = bare.len() == 4
            && (bare.starts_with("19") || bare.starts_with("20"))
            && bare.bytes().all(|byte| byte.is_ascii_digit());
        if is_year {
            return true;
        }
        let is_between = bare.is_empty() || bare == "and" || bare.starts_with(char::is_uppercase);
        if !is_between || word.ends_with(['.', ';']) && bare.len() > 1 {
            return false;
        }
    }
    false
}

/// Whether it is what a system or a tool is called, between commas behind the word for one: `the recording system, Example, gave`.
fn is_in_apposition_to_work(text: &str, run: &Run) -> bool {
    let Some(lead) = text[..run.words[0].start].strip_suffix(", ") else { return false };
    text[run.end..].starts_with(',') && is_small_work(last_word(lead))
}

/// Whether what is said behind it is that it is a helpline or a service: `Example, the helpline for carers`, `Example – llinell gymorth`.
fn is_said_to_be_service(text: &str, end: usize) -> bool {
    const JOINTS: [&str; 6] = [", ", " \u{2013} ", " - ", ": ", " (", " \u{2014} "];
    const ARTICLES: [&str; 3] = ["the ", "a ", "an "];
    const KINDS: [&str; 12] = [
        "helpline",
        "national",
        "free",
        "confidential",
        "charity",
        "app",
        "24-hour",
        "website",
        "llinell",
        "elusen",
        "gwasanaeth",
        "llinell gymorth",
    ];
    let rest = &text[end..];
    let Some(said) = JOINTS.iter().find_map(|joint| rest.strip_prefix(*joint)) else { return false };
    let said = ARTICLES.iter().find_map(|article| said.strip_prefix(*article)).unwrap_or(said);
    let word = said.split([' ', ',', '.', ')', '\n']).next().unwrap_or_default();
    if matches!(word, "national" | "free" | "confidential" | "24-hour") {
        let next = said[word.len()..].trim_start();
        return ["helpline", "charity", "service", "app ", "website"]
            .iter()
            .any(|kind| next.starts_with(kind));
    }
    KINDS.contains(&word)
}

/// Whether it is one of the words of the name of a tool, joined to the others: `the Example and Sample tool`.
fn is_one_of_tool(text: &str, end: usize) -> bool {
    let Some(second) = [" and ", " & "].iter().find_map(|joint| text[end..].strip_prefix(*joint)) else {
        return false;
    };
    let from = text.len() - second.len();
    let second = is_capital(text, from).then(|| Run::read(text, from));
    second.is_some_and(|run| {
        matches!(
            word_behind(text, run.end),
            "tool" | "tools" | "toolkit" | "app" | "questionnaire" | "checklist" | "template" | "software"
        )
    })
}

/// Whether it is said to be used, as no person is: `staff used Example and`; not `used Example's flat`.
fn is_used(text: &str, run: &Run) -> bool {
    let lead = text[..run.words[0].start].strip_suffix(' ').map(last_word);
    matches!(lead, Some("used" | "using" | "uses"))
        && run.words.len() == 1
        && !is_possessive(&text[..run.end])
}

/// Whether what stands before it says that it is an undertaking, a river or a storm.
fn is_after_kind_of_work(text: &str, run: &Run) -> bool {
    run.words.len() > 1
        && matches!(
            run.word(text, run.words.len() - 2),
            "Operation"
                | "Op"
                | "Project"
                | "Programme"
                | "River"
                | "Lake"
                | "Storm"
                | "Hurricane"
                | "Radio"
                | "Exercise"
                | "Mount"
        )
}

/// Whether the area of a body stands here, alone or with others: `the Example and Sample Safeguarding Board`, `(Example region)`.
fn is_area_of_body(text: &str, run: &Run) -> bool {
    const MOST: usize = 4;
    const AREAS: [&str; 8] =
        ["region", "county", "area", "locality", "borough", "district", "division", "footprint"];
    let mut at = run.end;
    if AREAS.contains(&&*word_behind(text, at).to_ascii_lowercase()) {
        return true;
    }
    for _ in 0..MOST {
        let Some(joint) = [" and ", ", ", " & "].iter().find(|joint| text[at..].starts_with(**joint)) else {
            return false;
        };
        let next = at + joint.len();
        if !is_capital(text, next) {
            return false;
        }
        let other = Run::read(text, next);
        let words = other.words.len();
        if words > 1 && is_of_body(other.word(text, words - 1)) {
            return true;
        }
        if other.end == next {
            return false;
        }
        at = other.end;
    }
    false
}

/// Whether it is what a review is called, between quotation marks: `the "Family Example" review`.
fn is_quoted_review(text: &str, run: &Run) -> bool {
    let quote = ['"', '\u{201c}', '\u{2018}', '\''];
    let is_open = text[..run.words[0].start].ends_with(quote);
    let behind = text[run.end..].trim_start_matches(['"', '\u{201d}', '\u{2019}', '\'']);
    is_open
        && behind.len() < text.len() - run.end
        && [" review", " reviews", " briefing", " report", " case review"]
            .iter()
            .any(|kind| behind.starts_with(kind))
}
