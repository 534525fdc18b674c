//! Words with a capital that are no words of the language: names that no list of names has.
//!
//! There are more names than a list can hold, and fewer words that a briefing writes with a capital where no sentence begins.
//! So what is none of these is told, as what it seems to be by the word before it.

use std::ops::Range;

use crate::identity::given_names::given;
use crate::identity::hit::{Hit, Kind};
use crate::identity::known_words::is_known;
use crate::identity::places::noun;
use crate::identity::text::{after, before, is_possessive};
use crate::source::boundary_behind;

use super::citations::{
    is_called_after, is_citation, is_made_up_behind, is_small_work, is_theory, without_quotes,
};
use super::name_words::{is_no_surname, is_title};
use super::run::{Run, is_capital, word_behind};
use super::surroundings::{acts_or_is, is_start};

/// Tells of the last words of a run that nobody knows.
pub(super) fn unknown(text: &str, run: &Run, found: &mut Vec<Hit>) {
    let count = run.words.len();
    let unknown = (0..count).rev().take_while(|at| is_unknown(text, run, *at)).count();
    let from = count - unknown;
    if unknown == 0 || is_within_a_code(text, run) || is_title_case(text, run) {
        return;
    }
    let range = run.words[from].start..run.words[count - 1].start + run.word(text, count - 1).len();
    let is_first = from == 0 && is_start(text, range.start);
    let is_told = if is_first {
        unknown > 1 || is_somebody(text, run)
    } else {
        !goes_on_from_a_title(text, range.start)
    };
    if !is_told || is_work(text, run) {
        return;
    }
    // `in Glan Example, Example Bridge,`
    let goes_on = found.last().is_some_and(|last| {
        last.kind == Kind::LikelyPlace && text.get(last.range.end..range.start) == Some(", ")
    });
    let kind = if goes_on
        || is_place_at_the_end(text, &range)
        || !is_title(run.word(text, 0)) && is_where(text, run.words[0].start)
    {
        Kind::LikelyPlace
    } else {
        Kind::LikelyName
    };
    found.push(Hit { kind, what: text[range.clone()].to_owned(), range });
}

/// Whether all words of a text begin with a capital, for it is a heading or a title: in a heading only `Kezia's story` is somebody's.
fn is_title_case(text: &str, run: &Run) -> bool {
    const SMALL: [&str; 17] = [
        "The", "And", "Of", "What", "You", "Your", "With", "Or", "To", "For", "In", "On", "At", "A", "An",
        "Is", "Are",
    ];
    let has_small = (1..run.words.len()).any(|at| SMALL.contains(&run.word(text, at)));
    has_small || is_title_case_heading(text, run) && !is_somebody(text, run)
}

/// Whether a heading stands here of which most words that count have a capital.
fn is_title_case_heading(text: &str, run: &Run) -> bool {
    const COUNTS: usize = 4;
    // No heading is longer, and a line may be a megabyte.
    const LONGEST: usize = 300;
    let start = run.words[0].start;
    let from = boundary_behind(text, start.saturating_sub(LONGEST));
    let Some(line) = text[from..start].rfind('\n').map(|end| from + end + 1).or((from == 0).then_some(0))
    else {
        return false;
    };
    let heading = text[line..].trim_start_matches([' ', '-', '>', '"']);
    if !heading.starts_with('#') {
        return false;
    }
    let heading = heading.lines().next().unwrap_or_default();
    let words = || heading.split(' ').filter(|word| word.chars().count() >= COUNTS);
    let capitals = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals * 5 >= words().count() * 3
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

fn is_of_body(word: &str) -> bool {
    matches!(
        word,
        "Board"
            | "Council"
            | "Trust"
            | "Partnership"
            | "Service"
            | "Services"
            | "Police"
            | "Constabulary"
            | "Authority"
            | "Team"
            | "Hub"
            | "Committee"
            | "Panel"
            | "Forum"
            | "Network"
            | "Group"
            | "Councils"
            | "Boards"
            | "Trusts"
            | "Partnerships"
    )
}

/// Whether a word is none that a briefing writes with a capital.
fn is_unknown(text: &str, run: &Run, at: usize) -> bool {
    let word = run.word(text, at);
    if is_known(word) {
        return false;
    }
    let mut letters = word.chars();
    let is_written_small = letters.next().is_some()
        && letters.next().is_some_and(|c| c.is_lowercase() || c == '\'' || c == '\u{2019}');
    is_written_small
        && word.chars().count() > 2
        && !has_capital_within(word)
        && !is_no_surname(word)
        && !is_title(word)
        && noun(word).is_none()
        && given(word).is_none()
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
}

/// Whether what begins a sentence does what only people do, or has somebody: `Kezia's mum`.
fn is_somebody(text: &str, run: &Run) -> bool {
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
    let Some(lead) = [" of ", " of the ", " for ", " for the ", " & ", " to "]
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

/// Whether it is an author, a book, what is called after somebody, or a name that is said to be none: `Reder, P. (1999)`, `the
/// Example scale`, `Willow, which is not her name`.
fn is_work(text: &str, run: &Run) -> bool {
    let behind = after(text, run.end, 40);
    let bytes = behind.as_bytes();
    let has_initial = matches!(bytes, [b',', b' ', letter, b'.', ..] if letter.is_ascii_lowercase());
    let has_year = || ["(19", "(20", ", 19", ", 20"].iter().any(|year| behind.contains(year));
    let follows = word_behind(&behind, 0);
    let is_named_work =
        is_theory(follows) || is_small_work(follows) || is_called_after(word_behind(text, run.end));
    is_citation(&behind)
        || is_area_of_body(text, run)
        || has_initial && has_year()
        || is_of_author_and_year(&text[run.end..])
        || is_named_work
        || is_after_kind_of_work(text, run)
        || is_made_up_behind(&behind)
        || [", which is not", ", not h", ", not their"]
            .iter()
            .any(|cue| without_quotes(&behind).starts_with(cue))
        || [" developed the", " developed a", " argue", " describe", " distinguish"]
            .iter()
            .any(|verb| behind.starts_with(verb))
}

/// Whether only other authors stand between a name and a year: `, Orr and Preston-Shoot, 2015`.
fn is_of_author_and_year(behind: &str) -> bool {
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

/// Whether what stands before it says that it is an undertaking, a river or a storm.
fn is_after_kind_of_work(text: &str, run: &Run) -> bool {
    run.words.len() > 1
        && matches!(
            run.word(text, run.words.len() - 2),
            "Operation"
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

/// Whether a word is the last one of a text behind a comma and ends as names of places do: `a man living alone, Exampleworth`.
fn is_place_at_the_end(text: &str, range: &Range<usize>) -> bool {
    const ENDS: [&str; 26] = [
        "worth", "mere", "bury", "stead", "combe", "ton", "ham", "ley", "ford", "wick", "port", "mouth",
        "dale", "field", "shire", "wold", "don", "hurst", "thorpe", "minster", "chester", "pool", "bridge",
        "haven", "stow", "burgh",
    ];
    let is_last = text[range.end..]
        .chars()
        .next()
        .is_none_or(|c| matches!(c, '"' | ']' | '\n' | '\r' | '.' | '|' | ')'));
    is_last
        && text[..range.start].ends_with(", ")
        && ENDS.iter().any(|end| text[range.clone()].ends_with(end))
}

/// Whether the words before say where somebody was.
fn is_where(text: &str, start: usize) -> bool {
    const WHERE: [&str; 13] = [
        " in", " at", " near", " from", " outside", " around", " into", " through", " off", " towards",
        " on", " behind", " across",
    ];
    const WENT: [&str; 17] = [
        "come",
        "came",
        "moved",
        "went",
        "go",
        "gone",
        "drove",
        "driven",
        "travelled",
        "returned",
        "taken",
        "sent",
        "back",
        "move",
        "flew",
        "transferred",
        "relocated",
    ];
    let near = before(text, start, 20);
    let Some(lead) = near.strip_suffix(' ') else { return false };
    let is_start = |word: &str| lead == word.trim_start();
    WHERE.iter().any(|word| lead.ends_with(word) || is_start(word))
        || lead.strip_suffix(" to").is_some_and(|lead| WENT.iter().any(|went| lead.ends_with(went)))
}

/// A range of the text of a run, for a name that stands before a small noun.
pub(super) fn named_words(text: &str, run: &Run) -> Option<Range<usize>> {
    let first = (0..run.words.len()).find(|at| is_unknown(text, run, *at))?;
    Some(run.words[first].start..run.end)
}
