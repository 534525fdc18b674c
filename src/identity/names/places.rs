//! Places in a run of words with capitals.

use std::ops::Range;

use crate::identity::given_names::given;
use crate::identity::hit::{Hit, Kind};
use crate::identity::known_words::is_known;
use crate::identity::places::{Noun, first_noun, house_number, is_general, noun};
use crate::identity::text::{after, before, last_word};

use super::addresses::is_in_address_of_body;
use super::houses::{address, plot_before};
use super::name_words::is_title;
use super::run::{Run, is_capital};
use super::said_places::{before_small_noun, called_place, on_a_sign};
use super::things::is_of_any;
use super::unknown::named_words;

/// A place in a run; whether there is one.
pub(super) fn place(text: &str, run: &Run, found: &mut Vec<Hit>) -> bool {
    if is_court(text, run) {
        return true;
    }
    if let Some((kind, range)) = by_its_form(text, run) {
        found.push(Hit { kind, what: text[range.clone()].to_owned(), range });
        return true;
    }
    let of = |at: usize| {
        noun(run.word(text, at)).filter(|noun| *noun != Noun::ShortStreet || is_end(text, run, at))
    };
    let last = || (0..run.words.len()).rev().find_map(|at| of(at).map(|noun| (at, noun)));
    let Some((at, noun)) = centre(text, run).or_else(last) else { return ward_by_number(text, run, found) };
    if is_surname(text, run, at, noun) {
        return false;
    }
    let first =
        (0..at).find(|first| !is_general(run.word(text, *first)) && !is_title(run.word(text, *first)));
    let (kind, from) = match by_noun(text, run, at, noun, first) {
        ByNoun::Told(kind, from) => (kind, from),
        ByNoun::Unnamed => return ward_by_number(text, run, found),
        ByNoun::None => return false,
    };
    let is_of_any =
        |first: usize| matches!(kind, Kind::School | Kind::Surgery) && is_of_any(text, run, first, at);
    // What goes on is the name of a body: `Oakfield Hospital Trust`, `Hill Street Partnership`.
    let goes_on_as_body = || {
        matches!(kind, Kind::Surgery | Kind::School | Kind::Street) && goes_on_as_body(run.word(text, at + 1))
    };
    let is_nobodys = is_way_of_work(text, run, at)
        || first.is_some_and(is_of_any)
        || goes_on_as_body()
        || kind == Kind::Street && (is_of_government(text, run, at) || is_in_address_of_body(text, run))
        || kind == Kind::Surgery && is_source_of_guidance(text, run)
        || is_body(text, run.words[at].end);
    if !is_nobodys {
        let range = from..run.words[at].end;
        found.push(Hit { kind, what: text[range.clone()].to_owned(), range });
    }
    true
}

/// A place that is told by how it is written or led to, whatever its words are.
fn by_its_form(text: &str, run: &Run) -> Option<(Kind, Range<usize>)> {
    if let Some(range) = address(text, run) {
        return Some((Kind::StreetAddress, range));
    }
    if let Some(range) = called_place(text, run) {
        return Some((Kind::School, range));
    }
    if let Some(range) = before_small_noun(text, run).or_else(|| on_a_sign(text, run)) {
        return Some((Kind::Place, range));
    }
    led_by_noun(text, run)
}

/// Whether a noun is the surname of somebody: `Mrs Ward`, `Sarah Ward` and `Sarah Church` are people.
fn is_surname(text: &str, run: &Run, at: usize, noun: Noun) -> bool {
    let may_be = matches!(noun, Noun::Ward | Noun::RareStreet) || run.word(text, at) == "Church";
    at > 0 && may_be && {
        let before = run.word(text, at - 1);
        is_title(before) || given(before).is_some()
    }
}

/// What the noun of a run tells.
enum ByNoun {
    /// A place of a kind, from a byte on.
    Told(Kind, usize),
    /// A place that has no name, but may have a number.
    Unnamed,
    /// No place.
    None,
}

/// Whether a street is one by which the government is called: `Downing Street has asked`.
fn is_of_government(text: &str, run: &Run, at: usize) -> bool {
    at > 0 && run.word(text, at - 1) == "Downing" && house_number(text, run.words[0].start).is_none()
}

/// Whether a hospital is told as the source of what anybody can read: `Guidance from Example Hospital on feeding`; advice on somebody in
/// a case speaks of them.
fn is_source_of_guidance(text: &str, run: &Run) -> bool {
    const WORKS: [&str; 9] = [
        "guidance",
        "guideline",
        "guidelines",
        "leaflet",
        "leaflets",
        "factsheet",
        "factsheets",
        "guide",
        "research",
    ];
    // Hospitals of the whole country, whose advice is that of a body.
    const NATIONAL: [&str; 7] = [
        "Great Ormond Street",
        "Alder Hey",
        "Moorfields",
        "Royal Marsden",
        "Maudsley",
        "Tavistock",
        "Evelina",
    ];
    let near = before(text, run.words[0].start, 32);
    let lead = near.trim_end_matches("the ");
    let Some(lead) = [" from ", " by ", " of "].iter().find_map(|from| lead.strip_suffix(*from)) else {
        return false;
    };
    let work = last_word(lead);
    let written = &text[run.words[0].start..run.end];
    let is_national = NATIONAL.iter().any(|name| written.contains(name));
    let is_work =
        WORKS.contains(&work) || is_national && matches!(work, "advice" | "information" | "resources");
    let behind = after(text, run.end, 40);
    let is_about_somebody = [" his ", " her ", " their ", " the child", " the baby", " him ", " the mother"]
        .iter()
        .any(|who| behind.contains(who));
    is_work && [" on ", " for ", " about "].iter().any(|on| behind.starts_with(on)) && !is_about_somebody
}

/// What a run tells by its noun, with its first word that may be of a name and the number of a house before it.
fn by_noun(text: &str, run: &Run, at: usize, noun: Noun, first: Option<usize>) -> ByNoun {
    let number = house_number(text, run.words[0].start);
    match (noun, first, number) {
        (Noun::Street | Noun::WeakStreet, _, Some(number)) if at > 0 && run.word(text, at - 1) != "Any" => {
            ByNoun::Told(Kind::StreetAddress, number.start)
        }
        (Noun::RareStreet, Some(_), Some(number))
            if at > 0 && number.len() <= 3 && at + 1 == run.words.len() =>
        {
            ByNoun::Told(Kind::StreetAddress, number.start)
        }
        (Noun::ShortStreet, Some(_), Some(number)) => ByNoun::Told(Kind::StreetAddress, number.start),
        (Noun::ShortStreet, Some(_), None) if is_led(text, run, false) => {
            ByNoun::Told(Kind::Street, run.words[0].start)
        }
        (Noun::RareStreet | Noun::ShortStreet, ..) => ByNoun::None,
        (Noun::School, None, _) => {
            code_before(text, run).map_or(ByNoun::Unnamed, |start| ByNoun::Told(Kind::School, start))
        }
        (Noun::Named, ..) => match named_words(text, run) {
            Some(name) if at + 1 == run.words.len() && name.start < run.words[at].start => {
                plot_before(text, run).map_or(ByNoun::Told(Kind::Place, name.start), |plot| {
                    ByNoun::Told(Kind::StreetAddress, plot)
                })
            }
            _ => ByNoun::None,
        },
        (_, None, _) => ByNoun::Unnamed,
        (Noun::School, Some(first), _) => ByNoun::Told(Kind::School, run.words[first].start),
        (Noun::Surgery, Some(first), _) => ByNoun::Told(Kind::Surgery, run.words[first].start),
        (Noun::Ward, Some(first), _) => ByNoun::Told(Kind::Ward, run.words[first].start),
        (Noun::Street, Some(first), _) => ByNoun::Told(Kind::Street, run.words[first].start),
        (Noun::WeakStreet | Noun::WeakSchool | Noun::WeakHospital, Some(first), _) => {
            by_weak_noun(text, run, at, noun)
                .map_or(ByNoun::None, |kind| ByNoun::Told(kind, run.words[first].start))
        }
    }
}

/// The kind of place that a noun tells which other things have as well: `Example Primary`, `St Example's Church`.
fn by_weak_noun(text: &str, run: &Run, at: usize, noun: Noun) -> Option<Kind> {
    let word = run.word(text, at);
    let is_of_faith = matches!(word, "Church" | "Chapel" | "Mosque" | "Gurdwara" | "Synagogue");
    let is_of_homes = noun == Noun::WeakStreet && matches!(word, "Estate" | "Flats");
    let is_named = (noun != Noun::WeakStreet || is_of_faith)
        && (named_words(text, run).is_some() || is_of_faith && matches!(run.word(text, 0), "St" | "Saint"));
    let kind = match noun {
        Noun::WeakSchool => Kind::School,
        Noun::WeakHospital => Kind::Surgery,
        _ => Kind::Street,
    };
    ((is_named || is_led(text, run, is_of_homes)) && at + 1 == run.words.len()).then_some(kind)
}

/// Whether a word is one for how work is done: `Strengthening Practice`, `the Trauma-Informed Practice course`, `the Example
/// Practice Model`.
fn is_way_of_work(text: &str, run: &Run, at: usize) -> bool {
    match (run.word(text, at), run.word(text, at + 1)) {
        ("Practice", "Model" | "Framework" | "Standards" | "Guide") => true,
        ("Practice", _) => (0..at).all(|word| is_known(run.word(text, word))),
        _ => false,
    }
}

/// Whether nothing of the name follows behind a word of it: another one may begin the next sentence.
fn is_end(text: &str, run: &Run, at: usize) -> bool {
    let is_before_dot = text[run.words[at].end..].starts_with('.') && !is_title(run.word(text, at));
    at > 0 && (at + 1 == run.words.len() || is_before_dot)
}

/// Where the letters and digits begin that a school is called by before its last word: `at Q3 Academy`; not `In Q3 Academy places`.
fn code_before(text: &str, run: &Run) -> Option<usize> {
    const LEADS: [&str; 8] = [" at", " to", " from", " of", " attended", " joined", " left", " named"];
    let lead = text[..run.words[0].start].strip_suffix(' ')?;
    let code = last_word(lead);
    let is_code = (2..=4).contains(&code.len())
        && code.starts_with(|c: char| c.is_ascii_uppercase())
        && code.ends_with(|c: char| c.is_ascii_digit());
    let start = lead.len() - code.len();
    let near = before(text, start, 12);
    (is_code && LEADS.iter().any(|known| near.trim_end().ends_with(known))).then_some(start)
}

/// Whether a court stands here, which is told by its phrase.
fn is_court(text: &str, run: &Run) -> bool {
    let last = run.words.len() - 1;
    run.word(text, last) == "Court"
        && last > 0
        && matches!(
            run.word(text, last - 1),
            "Crown" | "County" | "Magistrates" | "Sheriff" | "Coroner" | "Family" | "Youth" | "High"
        )
}

/// Whether a word behind the name of a place makes that of a body of it: `Oakfield Hospital Trust`.
fn goes_on_as_body(word: &str) -> bool {
    matches!(
        word,
        "Trust"
            | "NHS"
            | "Foundation"
            | "Board"
            | "Council"
            | "Act"
            | "Regulations"
            | "Trusts"
            | "Association"
            | "Order"
            | "Nurses"
            | "Improvement"
            | "Of"
            | "Review"
            | "Reviews"
            | "Guidance"
            | "Bill"
            | "Framework"
            | "Doctors"
            | "Pastors"
            | "Angels"
            | "Outreach"
    )
}

/// Whether a word stands before a run behind which a place may: `in Acacia Grove`; with `the` between where that is wished.
fn is_led(text: &str, run: &Run, may_have_article: bool) -> bool {
    const WORDS: [&str; 10] =
        [" in", " on", " at", " near", " of", " off", " to", " from", " behind", " outside"];
    let near = before(text, run.words[0].start, 14);
    let Some(lead) = near.strip_suffix(' ') else { return false };
    let lead = lead.strip_suffix(" the").filter(|_| may_have_article).unwrap_or(lead);
    WORDS.iter().any(|word| lead.ends_with(word))
}

/// `Ysgol Bryn Mawr`, `Gaelscoil na Coille`, `HMP Marlow`
fn led_by_noun(text: &str, run: &Run) -> Option<(Kind, Range<usize>)> {
    let (at, noun) =
        (0..run.words.len()).find_map(|at| first_noun(run.word(text, at)).map(|noun| (at, noun)))?;
    let start = run.words[at].start;
    let kind = match noun {
        Noun::School => Kind::School,
        Noun::Surgery => Kind::Surgery,
        _ => Kind::Street,
    };
    // `23 Heol y Gigfran`
    let number =
        house_number(text, start).filter(|_| kind == Kind::Street && !run.word(text, at).starts_with("HM"));
    let (kind, start) = number.map_or((kind, start), |number| (Kind::StreetAddress, number.start));
    if at + 1 < run.words.len() {
        return (!is_general(run.word(text, at + 1))).then_some((kind, start..run.end));
    }
    let article = ["na", "an", "y", "yr"].iter().find(|article| {
        text[run.end..]
            .strip_prefix(' ')
            .and_then(|rest| rest.strip_prefix(**article))
            .is_some_and(|rest| rest.starts_with(' '))
    })?;
    let from = run.end + article.len() + 2;
    (is_capital(text, from)).then(|| (kind, start..Run::read(text, from).end))
}

/// `Royal College of Nursing`
fn is_body(text: &str, end: usize) -> bool {
    let behind = after(text, end, 20);
    behind.starts_with(" publishes")
        || behind.starts_with(" of policing")
        || behind.starts_with(" of nursing")
        || behind.starts_with(" of general")
        || behind.starts_with(" of paed")
        || behind.starts_with(" of psych")
        || behind.starts_with(" of midw")
        || behind.starts_with(" of emerg")
        || behind.starts_with(" act")
}

/// `Maple Medical Centre`, `Mill Children's Centre`: the word before `Centre` is general, and one before that is a name.
fn centre(text: &str, run: &Run) -> Option<(usize, Noun)> {
    (2..run.words.len()).find_map(|at| {
        let noun = match (run.word(text, at - 1), run.word(text, at)) {
            ("Medical" | "Health" | "Practice", "Centre" | "Center" | "Group")
            | ("Care" | "Nursing" | "Residential" | "Children", "Home")
            | ("Birth" | "Birthing", "Centre" | "Center" | "Unit") => Noun::Surgery,
            ("Approved", "Premises") if (0..at - 1).any(|first| !is_general(run.word(text, first))) => {
                Noun::Surgery
            }
            ("Children" | "Family", "Centre" | "Center") => Noun::School,
            _ => return None,
        };
        Some((at, noun))
    })
}

/// `Ward 7`, `Ward 4B`
fn ward_by_number(text: &str, run: &Run, found: &mut Vec<Hit>) -> bool {
    let last = run.words.len() - 1;
    if run.word(text, last) != "Ward" || (last > 0 && is_title(run.word(text, last - 1))) {
        return false;
    }
    let end = run.words[last].end;
    let behind = after(text, end, 6);
    let Some(number) =
        behind.strip_prefix(' ').map(|rest| rest.bytes().take_while(u8::is_ascii_alphanumeric).count())
    else {
        return false;
    };
    if number == 0 || number > 3 || !behind[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let range = run.words[last].start..end + 1 + number;
    found.push(Hit { kind: Kind::Ward, what: text[range.clone()].to_owned(), range });
    true
}
