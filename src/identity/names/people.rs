//! People in a run of words with capitals.

use crate::identity::given_names::{Given, given};
use crate::identity::hit::{Hit, Kind};
use crate::identity::known_words::is_known;
use crate::identity::text::{before, is_possessive};

use super::citations::{is_cited, is_of_something_else};
use super::name_words::{
    is_also_a_noun, is_doubtful_surname, is_name, is_no_surname, is_rarely_a_noun, is_surname_by_its_shape,
    is_title,
};
use super::offices::has_public_office;
use super::run::Run;
use super::surroundings::{
    acts_or_is, is_behind_credit, is_behind_kin, is_behind_role, is_in_the_place_of_a_name, is_start,
};
use super::things::{is_what_in_welsh, is_word_of_title};

/// People in a run.
pub(super) fn people(text: &str, run: &Run, found: &mut Vec<Hit>) {
    let mut at = 0;
    while at < run.words.len() {
        let Some(last) = person(text, run, at) else {
            at += 1;
            continue;
        };
        let range = run.words[at].start..run.words[last].start + run.word(text, last).len();
        if has_public_office(text, &range, run.words[name_behind_titles(text, run, at, last)].start) {
            at = last + 1;
            continue;
        }
        found.push(Hit { kind: Kind::PersonName, what: text[range.clone()].to_owned(), range });
        at = last + 1;
    }
}

/// The first word of a name that is no title: in `Constable Example` the second one.
fn name_behind_titles(text: &str, run: &Run, at: usize, last: usize) -> usize {
    (at..last).find(|word| !is_title(run.word(text, *word))).unwrap_or(last)
}

/// The last word of the name of a person that begins with a word.
fn person(text: &str, run: &Run, at: usize) -> Option<usize> {
    let word = run.word(text, at);
    let end_of_name = |from: usize| {
        let mut last = from;
        while last + 1 < run.words.len() && last - at < 3 && is_name(run.word(text, last + 1)) {
            last += 1;
        }
        last
    };
    if is_title(word) {
        let is_sister = is_also_a_noun(word);
        let next = run.word(text, at + 1);
        let is_person = if is_sister {
            given(next).is_some()
                || (is_name(next)
                    && at + 2 == run.words.len()
                    && (!is_start(text, run.words[0].start)
                        || is_rarely_a_noun(next) && acts_or_is(text, run.words[at + 1].end)))
        } else {
            is_name(next) || is_doubtful_surname(next)
        };
        let end = end_of_name(at + 1);
        return (is_person && !is_cited(text, run, end)).then_some(end);
    }
    let next = run.word(text, at + 1);
    let Some(kind) = given(word) else {
        if at > 0 {
            return (at == 1 && speaks_in_welsh(run.word(text, 0)) && is_name(word) && !is_known(word))
                .then_some(at);
        }
        let start = run.words[0].start;
        // What costs least is asked first: nearly all runs are one word, and no name.
        let is_alone_told = || is_rarely_a_noun(word) && is_behind_kin(text, start) && is_name(word);
        let is_told_with_next = || {
            is_behind_credit(text, run)
                || is_name(word)
                    && (is_surname_by_its_shape(next) && !is_cited(text, run, 1)
                        || is_behind_role(text, run) && is_name(next))
        };
        let is_told = is_alone_told() || run.words.len() > 1 && is_told_with_next();
        return is_told.then(|| end_of_name(usize::from(run.words.len() > 1 && word.len() == 1)));
    };
    if is_no_person(text, run, at, kind, end_of_name) {
        return None;
    }
    if next == "Ward" && kind == Given::Plain {
        return Some(at + 1);
    }
    let before_it = if at > 0 { run.word(text, at - 1) } else { "" };
    if matches!(
        before_it,
        "St" | "Saint"
            | "Queen"
            | "King"
            | "Princess"
            | "Prince"
            | "Lake"
            | "Fort"
            | "Port"
            | "Mount"
            | "Operation"
            | "Project"
            | "Hurricane"
            | "Storm"
    ) || matches!(next, "Law" | "Rule" | "Act" | "Charter" | "Inquiry" | "Report" | "Day" | "Bank")
    {
        return None;
    }
    // `Child A` is a pseudonym, and so is a name with one letter.
    let has_surname = is_name(next)
        && !run.words.get(at).is_some_and(|range| {
            text[range.clone()].ends_with('s') && text[range.clone()].contains(['\'', '\u{2019}'])
        });
    let start = run.words[at].start;
    let is_first = at == 0 && is_start(text, start);
    match kind {
        Given::Plain if has_surname => Some(end_of_name(at + 1)),
        Given::Plain => {
            (next.is_empty() || is_no_surname(next) || next.len() == 1 || given(next).is_some()).then_some(at)
        }
        Given::Word if has_surname && (!is_first || given(next).is_some() || is_rarely_a_noun(next)) => {
            Some(end_of_name(at + 1))
        }
        Given::Word | Given::Month if next.is_empty() => {
            is_in_the_place_of_a_name(text, run, at, is_first, kind).then_some(at)
        }
        Given::Month
            if has_surname
                && !is_first
                && !matches!(before_it, "In" | "By" | "From" | "Since")
                && !is_after_preposition(text, start) =>
        {
            Some(end_of_name(at + 1))
        }
        _ => None,
    }
}

/// Whether a given name stands in the name or the title of something else.
fn is_no_person(
    text: &str,
    run: &Run,
    at: usize,
    kind: Given,
    end_of_name: impl Fn(usize) -> usize + Copy,
) -> bool {
    let (word, next) = (run.word(text, at), run.word(text, at + 1));
    // `the Schools Bill`
    let is_law = word == "Bill" && at > 0 && next.is_empty() && is_known(run.word(text, at - 1));
    // `Tîm` is a team, and Tim has no accent.
    let is_other_word = !word.is_ascii() && is_known(word);
    is_law
        || is_other_word
        || is_short_form(text, run, at)
        || is_of_something_else(text, run, at, end_of_name)
        || is_of_history(word, next)
        || is_ask_for(text, run, word)
        || kind != Given::Plain && is_word_of_title(text, run, at)
        || is_what_in_welsh(word, next)
        || at > 0
            && matches!(run.word(text, at - 1), "Professor" | "Prof")
            && is_cited(text, run, end_of_name(at + 1))
}

/// Whether a verb of somebody stands first, as it does in Welsh: `Dywedodd Example wrth`.
fn speaks_in_welsh(word: &str) -> bool {
    matches!(
        word,
        "Dywedodd"
            | "Meddai"
            | "Gofynnodd"
            | "Atebodd"
            | "Ysgrifennodd"
            | "Soniodd"
            | "Ffoniodd"
            | "Gwelodd"
            | "Clywodd"
            | "Galwodd"
    )
}

/// Whether a name in large letters is more likely the short form of something else: `SARA and other models`.
fn is_short_form(text: &str, run: &Run, at: usize) -> bool {
    const LONGEST: usize = 4;
    let word = run.word(text, at);
    let end = run.words[at].end;
    word.len() <= LONGEST
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && run.words.len() == 1
        && !is_possessive(&text[..end])
        && !acts_or_is(text, end)
}

/// People after whom charities, tools and prizes are called, or whom everybody quotes; none of them is of a case.
fn is_of_history(given: &str, surname: &str) -> bool {
    const NAMES: [(&str, &str); 26] = [
        ("Marie", "Curie"),
        ("Lucy", "Faithfull"),
        ("Suzy", "Lamplugh"),
        ("Ruth", "Strauss"),
        ("Maya", "Angelou"),
        ("Robin", "Hood"),
        ("Florence", "Nightingale"),
        ("Mary", "Seacole"),
        ("Rosa", "Parks"),
        ("Nelson", "Mandela"),
        ("Winston", "Churchill"),
        ("Charles", "Dickens"),
        ("William", "Shakespeare"),
        ("Oscar", "Wilde"),
        ("Helen", "Keller"),
        ("Carl", "Rogers"),
        ("Jean", "Piaget"),
        ("John", "Bowlby"),
        ("Mary", "Ainsworth"),
        ("Anna", "Freud"),
        ("Eileen", "Munro"),
        ("Aneurin", "Bevan"),
        ("Thomas", "Coram"),
        ("Edith", "Cavell"),
        ("Oliver", "McGowan"),
        ("Hywel", "Dda"),
    ];
    NAMES.contains(&(given, surname))
}

/// `Ask for Angela`: what somebody in need of help says in a bar.
fn is_ask_for(text: &str, run: &Run, word: &str) -> bool {
    word == "Angela" && before(text, run.words[0].start, 10).ends_with("ask for ")
}

fn is_after_preposition(text: &str, start: usize) -> bool {
    let lead = before(text, start, 12);
    ["in ", "by ", "from ", "since ", "until ", "during ", "of ", "last ", "next ", "early ", "late ", "and "]
        .iter()
        .any(|word| lead.ends_with(word))
}
