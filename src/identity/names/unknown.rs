//! Words with a capital that are no words of the language: names that no list of names has.
//!
//! There are more names than a list can hold, and fewer words that a briefing writes with a capital where no sentence begins.
//! So what is none of these is told, as what it seems to be by the word before it.

use std::ops::Range;

use crate::identity::given_names::given;
use crate::identity::hit::{Hit, Kind};
use crate::identity::known_words::is_known;
use crate::identity::places::{Noun, is_general, noun};
use crate::identity::text::{after, as_name, before, is_possessive};

use super::citations::is_cited;
use super::headings::{is_title_case, is_whole_item};
use super::name_words::{is_no_surname, is_title};
use super::offices::has_public_office;
use super::run::{Run, word_behind};
use super::said_places::is_one_of_many;
use super::surroundings::{acts_or_is, is_start};
use super::things::is_of_a_thing;
use super::whereabouts::{is_place_at_the_end, is_where};
use super::works::is_work;

/// Tells of the last words of a run that nobody knows.
pub(super) fn unknown(text: &str, run: &Run, found: &mut Vec<Hit>) {
    // `Example T`: the letter of a surname behind a name that nobody knows.
    let has_initial = run.words.len() == 2
        && matches!(run.word(text, 1).as_bytes(), [letter] if *letter != b'I')
        && text[run.words[0].end..].starts_with(' ')
        && !text[run.end..].starts_with(char::is_numeric);
    let is_of_village = || is_where(text, run.words[0].start);
    let has_end = !has_initial
        && run.words.len() > 1
        && noun(run.word(text, run.words.len() - 1)) == Some(Noun::RareStreet)
        && is_of_village();
    let count = run.words.len() - usize::from(has_initial || has_end);
    let unknown = (0..count).rev().take_while(|at| is_unknown(text, run, *at)).count();
    let from = count - unknown;
    if unknown == 0 {
        found.extend(shouted(text, run));
        return;
    }
    let is_alone = count == 1 && is_whole_item(text, run);
    if is_within_a_code(text, run) || is_title_case(text, run) && !is_alone && !is_entry(text, run) {
        return;
    }
    let range = run.words[from].start..run.words[count - 1].start + run.word(text, count - 1).len();
    let is_first = from == 0 && is_start(text, range.start);
    let is_told = if is_first {
        unknown > 1 || is_alone || has_initial || is_entry(text, run) || is_somebody(text, run)
    } else {
        !goes_on_from_a_title(text, range.start)
    };
    if !is_told
        || is_work(text, run)
        || is_one_of_many(text, run)
        || is_thing_with_article(text, run, from)
        || is_of_a_thing(text, run, from, unknown)
    {
        return;
    }
    // `St Giles caseworkers` are those of a charity or of a church.
    let is_of_saint = from > 0 && matches!(run.word(text, from - 1), "St" | "Saint");
    if is_of_saint && !is_where(text, run.words[0].start) {
        return;
    }
    // `in Glan Example, Example Bridge,`
    let goes_on = found.last().is_some_and(|last| {
        last.kind == Kind::LikelyPlace && text.get(last.range.end..range.start) == Some(", ")
    });
    if is_title(run.word(text, 0)) && is_cited(text, run, count - 1) {
        return;
    }
    // Of `Margaret Example` only the second word may be unknown, and the title of `Chief Constable Example` is of the run.
    let whole = run.words[0].start..range.end;
    if [whole.start, range.start].iter().any(|name| has_public_office(text, &whole, *name)) {
        return;
    }
    let kind = if goes_on
        || has_end
        || is_before_part_of_body(text, run)
        || is_place_at_the_end(text, &range)
        || !is_title(run.word(text, 0)) && is_where(text, run.words[0].start)
    {
        Kind::LikelyPlace
    } else {
        Kind::LikelyName
    };
    found.push(Hit { kind, what: text[range.clone()].to_owned(), range });
}

/// Whether a surname stands as in a list of who was there: `Example (HV)`, `Example, H.`.
fn is_entry(text: &str, run: &Run) -> bool {
    const ROLES: [&str; 24] = [
        "HV", "SW", "GP", "PC", "DC", "DS", "DI", "SN", "MW", "CPN", "FSW", "IRO", "DSL", "OT", "HT", "RN",
        "RMN", "SENCO", "AMHP", "IDVA", "ISVA", "YJW", "FNP", "EWO",
    ];
    let behind = &text[run.end..];
    let is_before_role = behind
        .strip_prefix(" (")
        .and_then(|rest| rest.split_once(')').filter(|(role, _)| role.len() < 6))
        .is_some_and(|(role, _)| ROLES.contains(&role));
    let letter = behind.strip_prefix(", ").unwrap_or_default().as_bytes();
    let is_before_initial = matches!(letter, [b'A'..=b'Z'] | [b'A'..=b'Z', b'.' | b'\n' | b')' | b';', ..]);
    is_before_role || is_before_initial
}

/// Whether the part of a body that has its name from a place follows: `the Example branch of the agency`.
fn is_before_part_of_body(text: &str, run: &Run) -> bool {
    matches!(
        word_behind(text, run.end),
        "branch" | "depot" | "village" | "locality" | "neighbourhood" | "district" | "valley"
    )
}

/// Whether `the` stands before it, so that it is no person, and nothing says that it is a place, or a person's family or case: `the
/// Example template`.
fn is_thing_with_article(text: &str, run: &Run, from: usize) -> bool {
    const OF_CASES: [&str; 61] = [
        "case",
        "family",
        "household",
        "children",
        "inquest",
        "trial",
        "murder",
        "killing",
        "tragedy",
        "review",
        "inquiry",
        "report",
        "story",
        "brothers",
        "sisters",
        "twins",
        "baby",
        "office",
        "branch",
        "team",
        "area",
        "community",
        "side",
        "end",
        "road",
        "bus",
        "man",
        "woman",
        "boy",
        "girl",
        "teenager",
        "couple",
        "resident",
        "residents",
        "mother",
        "father",
        "parents",
        "incident",
        "fire",
        "attack",
        "flat",
        "house",
        "home",
        "address",
        "post",
        "murders",
        "killings",
        "abduction",
        "girls",
        "boys",
        "men",
        "women",
        "lad",
        "schoolboy",
        "schoolgirl",
        "pensioner",
        "practice",
        "village",
        "town",
        "district",
        "locality",
    ];
    let start = run.words[0].start;
    let has_article = from > 0 && run.word(text, 0) == "The" || {
        let near = before(text, start, 6);
        near.ends_with(" the ") || *near == *"the "
    };
    has_article
        && !run.word(text, run.words.len() - 1).ends_with('s')
        && !is_possessive(&text[..run.end])
        && !is_where(text, start - text[..start].strip_suffix("the ").map_or(0, |_| "the ".len()))
        && !OF_CASES.contains(&word_behind(text, run.end))
}

/// A word in large letters that is somebody's name where only somebody can stand: `KAYDEN was not seen`.
fn shouted(text: &str, run: &Run) -> Option<Hit> {
    // Shorter ones are short forms of bodies and tools.
    const SHORTEST: usize = 5;
    let [range] = run.words.as_slice() else { return None };
    let word = run.word(text, 0);
    let is_large = word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_large || !is_spoken(word) || is_within_a_code(text, run) || !is_somebody(text, run) {
        return None;
    }
    let name = as_name(word);
    let is_name = !is_known(&name) && !is_general(&name) && noun(&name).is_none();
    let range = range.start..range.start + word.len();
    is_name.then(|| Hit { kind: Kind::LikelyName, what: text[range.clone()].to_owned(), range })
}

/// Whether letters can be spoken as a word: no three in a row without a vowel, and two vowels at least.
fn is_spoken(word: &str) -> bool {
    let is_vowel = |byte: u8| matches!(byte, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y');
    word.bytes().filter(|byte| is_vowel(*byte)).count() >= 2
        && !word.as_bytes().windows(3).any(|three| !three.iter().any(|byte| is_vowel(*byte)))
}

/// Whether a word is none that a briefing writes with a capital.
fn is_unknown(text: &str, run: &Run, at: usize) -> bool {
    let whole = run.word(text, at);
    if is_known(whole) {
        return false;
    }
    let word = without_contraction(whole);
    if word.len() < whole.len() && is_known(word) {
        return false;
    }
    let mut letters = word.chars();
    let is_written_small = letters.next().is_some()
        && letters.next().is_some_and(|c| c.is_lowercase() || c == '\'' || c == '\u{2019}');
    is_written_small
        && word.chars().count() > 2
        && !has_capital_within(word)
        && !is_no_surname(word)
        && !is_several_of_no_surname(word)
        && !is_title(word)
        && noun(word).is_none()
        && given(word).is_none()
}

/// Whether a word is the form of several of one that is no surname: `Committees`. Short ones are surnames, as `Bridges` is.
fn is_several_of_no_surname(word: &str) -> bool {
    const SHORTEST: usize = 9;
    word.len() >= SHORTEST && word.strip_suffix('s').is_some_and(is_no_surname)
}

/// A word without the verb that is joined to it: `You` of `You've`.
fn without_contraction(word: &str) -> &str {
    let joined = word.rsplit_once(['\'', '\u{2019}']);
    joined
        .filter(|(_, verb)| matches!(*verb, "m" | "ve" | "re" | "ll" | "d" | "t"))
        .map_or(word, |(lead, _)| lead)
}

/// `SystmOne` and `YouTube` are products; `McTavish` and `O'Hara` are people.
fn has_capital_within(word: &str) -> bool {
    let lead = ["Mc", "Mac", "O'", "O\u{2019}", "D'", "D\u{2019}", "De", "Fitz", "Le", "La", "Van"]
        .iter()
        .find_map(|lead| word.strip_prefix(*lead))
        .and_then(|rest| rest.chars().next().map(|first| &rest[first.len_utf8()..]));
    let rest = lead.unwrap_or_else(|| word.get(1..).unwrap_or_default());
    rest.split(['-', '\u{2010}', '\u{2011}']).any(|part| part.chars().skip(1).any(char::is_uppercase))
        || rest.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a run stands within an address, a path, or a number of something.
fn is_within_a_code(text: &str, run: &Run) -> bool {
    let bytes = text.as_bytes();
    let before = run.words[0].start.checked_sub(1).map(|at| bytes[at]);
    let behind = bytes.get(run.end).copied();
    let next = bytes.get(run.end + 1).copied();
    // `J.K. Example`
    let is_initial = run.words[0].len() == 1 && before == Some(b'.');
    !is_initial
        && matches!(before, Some(b'/' | b'.' | b'_' | b'=' | b'@' | b'#' | b'&' | b'-' | b'%' | b'\\'))
        || matches!(behind, Some(b'/' | b'_' | b'=' | b'@' | b'#' | b'-' | b'0'..=b'9'))
        || behind == Some(b'.') && next.is_some_and(|next| next.is_ascii_alphanumeric())
        || behind == Some(b':') && next.is_some_and(|next| next.is_ascii_lowercase())
}

/// Whether what begins a sentence does what only people do, or has somebody: `Kezia's mum`.
pub(super) fn is_somebody(text: &str, run: &Run) -> bool {
    let Some(word) = run.words.last() else { return false };
    let behind = after(text, word.end, 24);
    let has_kin = || {
        const KIN: [&str; 24] = [
            "mum",
            "dad",
            "mother",
            "father",
            "nan",
            "gran",
            "grandmother",
            "grandfather",
            "sister",
            "brother",
            "aunt",
            "uncle",
            "partner",
            "son",
            "daughter",
            "carer",
            "school",
            "friend",
            "wife",
            "husband",
            "death",
            "story",
            "voice",
            "home",
        ];
        let follows = &behind[1..];
        KIN.iter().any(|kin| follows.starts_with(kin))
    };
    if is_possessive(&text[..word.end]) {
        behind.starts_with(' ') && has_kin()
    } else {
        acts_or_is(text, word.end)
    }
}

/// Whether a title goes on here behind a small word: `the Royal College of Example`, `the Minister for Example`.
fn goes_on_from_a_title(text: &str, start: usize) -> bool {
    let lead = &text[..start];
    let Some(lead) = [" of ", " of the ", " for ", " for the ", " & ", " to ", " y ", " yr "]
        .iter()
        .find_map(|joint| lead.strip_suffix(*joint))
    else {
        return false;
    };
    let from = lead
        .rfind(|c: char| !(c.is_alphabetic() || c == '-'))
        .map_or(0, |at| at + lead[at..].chars().next().map_or(1, char::len_utf8));
    let word = &lead[from..];
    word.chars().next().is_some_and(char::is_uppercase) && !is_start(text, from) && word.len() > 2
}

/// A range of the text of a run, for a name that stands before a small noun.
pub(super) fn named_words(text: &str, run: &Run) -> Option<Range<usize>> {
    let first = (0..run.words.len()).find(|at| is_unknown(text, run, *at))?;
    Some(run.words[first].start..run.end)
}
