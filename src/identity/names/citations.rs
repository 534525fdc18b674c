//! Names of authors, and of what is called after somebody.

use std::ops::Range;

use crate::identity::text::{after, bracket_around, is_possessive};

use crate::source::boundary_behind;

use super::name_words::is_name;
use super::run::{Run, word_behind, word_end};
use super::works::is_of_author_and_year;

/// Whether a name with a title is that of an author: `Dr Bell and colleagues`, `Professor Hallam's review`.
pub(super) fn is_cited(text: &str, run: &Run, last: usize) -> bool {
    let Some(end) = run.words.get(last).map(|word| word.end) else { return false };
    let behind = after(text, end, 24);
    is_citation(&behind)
        || is_scholar(text, run, end, &behind)
        || is_possessive(&text[..end])
            && ([" review of", " report on", " inquiry into", " research"]
                .iter()
                .any(|work| behind.starts_with(work))
                || is_thought_behind(text, end))
}

/// Whether a professor is told with what they wrote or chaired: `Professor Example chaired`, `Professor Example's work`, `Timeline by
/// Professor Example`.
fn is_scholar(text: &str, run: &Run, end: usize, behind: &str) -> bool {
    const WORKS: [&str; 5] = [" work", " model", " book", " studies", " writing"];
    const DONE: [&str; 12] = [
        " chaired",
        " led the",
        " wrote the",
        " wrote of",
        " writes of",
        " writes that",
        " has written",
        " has shown",
        " describes",
        " described the",
        " argues",
        " argued that",
    ];
    let is_professor = (0..run.words.len()).any(|at| matches!(run.word(text, at), "Professor" | "Prof"));
    is_professor
        && (DONE.iter().any(|done| behind.starts_with(done))
            || is_possessive(&text[..end]) && WORKS.iter().any(|work| behind.starts_with(work))
            || text[..run.words[0].start].strip_suffix(" by ").is_some_and(|lead| {
                lead[boundary_behind(lead, lead.len().saturating_sub(24))..]
                    .rsplit(' ')
                    .next()
                    .is_some_and(|title| title.starts_with(char::is_uppercase))
            }))
}

/// Whether a thought that is called after its author stands behind words with a capital: `Homicide Timeline`, `Swiss Cheese Model`;
/// the `treatment framework` of somebody in a case is none.
pub(super) fn is_thought_behind(text: &str, end: usize) -> bool {
    const MOST: usize = 2;
    let mut at = end;
    for _ in 0..MOST {
        let word = word_behind(text, at);
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
        at += 1 + word.len();
        if is_theory(&word_behind(text, at).to_lowercase()) {
            return true;
        }
    }
    false
}

/// Whether a single name stands among the authors of a citation in brackets: `(Reder, Example and Sample, 1993)`.
fn is_among_authors(text: &str, name: &Range<usize>) -> bool {
    const REACH: usize = 80;
    let Some(open) = bracket_around(text, name.start, REACH) else { return false };
    let others = &text[open + 1..name.start];
    let is_of_citation = |word: &str| {
        word.is_empty()
            || matches!(word, "and" | "et" | "al" | "see" | "also" | "eg" | "cf")
            || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    others.contains(' ')
        && others.split(|c: char| !c.is_alphanumeric()).all(is_of_citation)
        && is_of_author_and_year(&text[name.end..])
}

/// Whether what begins with a given name is called after somebody, or cites somebody: `the Herbert Protocol`, `Martha's Rule`,
/// `the Anna Example Foundation`, `Curtis and colleagues`, `Jack of all trades`.
pub(super) fn is_of_something_else(
    text: &str,
    run: &Run,
    at: usize,
    end_of_name: impl Fn(usize) -> usize,
) -> bool {
    let last = if is_name(run.word(text, at + 1)) { end_of_name(at + 1) } else { at };
    let end = run.words[last].end;
    if last > at && is_possessive(&text[..end]) && is_thought_behind(text, end)
        || last == at && is_among_authors(text, &run.words[at])
    {
        return true;
    }
    if is_possessive(&text[..end]) && last + 1 == run.words.len() {
        let follows = word_behind(text, end);
        return is_called_after(follows)
            || is_theory_behind(text, end)
            || matches!(follows, "leaflet" | "leaflets" | "booklet" | "helpline" | "toolkit");
    }
    let behind = after(text, end, 24);
    if is_called_after(run.word(text, last + 1)) || is_body_behind(&behind) {
        return true;
    }
    let is_single = last == at;
    if is_single && (behind.starts_with(" of ") && run.words.len() == at + 1) || is_citation(&behind) {
        return true;
    }
    // Nobody is called `the Sarah`, but there is `the Sarah Example case`.
    let has_article = match at {
        0 => text[..run.words[0].start].ends_with(" the ") || text[..run.words[0].start].ends_with("\nthe "),
        _ => run.word(text, at - 1) == "The",
    };
    let case = behind.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_of_a_case = matches!(
        case,
        "case" | "family" | "household" | "children" | "inquest" | "trial" | "murder" | "killing" | "tragedy"
    ) || (!is_single && matches!(case, "review" | "inquiry" | "report" | "story"));
    has_article && !is_of_a_case
}

/// Whether what follows says that a name is that of a body, of training or of a made-up person: `... nurses`,
/// `..." (not her real name)`.
fn is_body_behind(behind: &str) -> bool {
    const BODIES: [&str; 6] = [" training", " health board", " nurses", " helpline", " charity", " hospices"];
    BODIES.iter().any(|body| behind.starts_with(body)) || is_made_up_behind(behind)
}

/// Whether what follows says that a name is none: `..." (not her real name)`.
pub(super) fn is_made_up_behind(behind: &str) -> bool {
    const MADE_UP: [&str; 4] = [" (not h", " (not their", " (a pseudonym", " (name changed"];
    let unquoted = without_quotes(behind);
    MADE_UP.iter().any(|cue| unquoted.starts_with(cue))
}

/// What follows behind the sign that ends a quotation.
pub(super) fn without_quotes(behind: &str) -> &str {
    behind.trim_start_matches(['"', '\'', '\u{201d}', '\u{2019}'])
}

/// What is called after somebody, with a capital.
pub(super) fn is_called_after(word: &str) -> bool {
    matches!(
        word,
        "Law"
            | "Rule"
            | "Act"
            | "Charter"
            | "Inquiry"
            | "Enquiry"
            | "Bill"
            | "Fund"
            | "Foundation"
            | "Trust"
            | "Charity"
            | "Society"
            | "Institute"
            | "Centre"
            | "Campaign"
            | "Appeal"
            | "Project"
            | "Protocol"
            | "Programme"
            | "Legacy"
            | "Hospice"
            | "Library"
            | "College"
            | "University"
            | "Guidelines"
            | "Model"
            | "Scale"
            | "Score"
            | "Framework"
            | "Place"
    )
}

/// Whether a thought in small letters follows, with at most how many parts it has between: `timeline`, `eight-stage timeline`.
pub(super) fn is_theory_behind(text: &str, end: usize) -> bool {
    let follows = word_behind(text, end);
    is_theory(follows)
        || follows.contains('-')
            && follows.starts_with(char::is_lowercase)
            && is_theory(word_behind(text, end + 1 + follows.len()))
}

/// What a thought is called that is called after somebody.
pub(super) fn is_theory(word: &str) -> bool {
    matches!(
        word,
        "model"
            | "theory"
            | "research"
            | "principles"
            | "hierarchy"
            | "cycle"
            | "ladder"
            | "framework"
            | "scale"
            | "stages"
            | "timeline"
            | "criteria"
            | "test"
    )
}

/// What else is called after somebody, or is a body, a product or a book: `the Example questionnaire`.
pub(super) fn is_small_work(word: &str) -> bool {
    matches!(
        word,
        "tool"
            | "template"
            | "dashboard"
            | "pathway"
            | "score"
            | "charity"
            | "training"
            | "helpline"
            | "app"
            | "platform"
            | "portal"
            | "pump"
            | "catheter"
            | "pathfinder"
            | "codeword"
            | "software"
            | "system"
            | "database"
            | "award"
            | "report"
            | "review"
            | "inquiry"
            | "judgment"
            | "principle"
            | "programme"
            | "project"
            | "campaign"
            | "approach"
            | "competence"
            | "competency"
            | "questionnaire"
            | "index"
            | "inventory"
            | "checklist"
            | "protocol"
            | "guidelines"
            | "method"
            | "technique"
            | "conference"
            | "syndrome"
            | "disease"
            | "publishes"
    )
}

/// `Curtis et al`, `Curtis coined`, `Curtis and colleagues`, `Curtis (2018)`, `Curtis and Marsh (2018)`.
pub(super) fn is_citation(behind: &str) -> bool {
    const COINED: [&str; 4] = [" coined ", " first coined", " who coined", ", who coined"];
    let is_year = |words: &str| {
        words.strip_prefix(" (").is_some_and(|year| {
            year.bytes().take_while(u8::is_ascii_digit).count() == 4
                && (year.starts_with("19") || year.starts_with("20"))
        })
    };
    let second = behind.strip_prefix(" and ").or_else(|| behind.strip_prefix(" & "));
    behind.starts_with(" et al")
        || COINED.iter().any(|coined| behind.starts_with(coined))
        || behind.starts_with(" and colleagues")
        || behind.starts_with(" and similar")
        || is_year(behind)
        || second.is_some_and(|second| is_year(&second[word_end(second, 0)..]))
}
