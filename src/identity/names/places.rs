//! Places in a run of words with capitals.

use std::ops::Range;
use std::sync::LazyLock;

use ahash::HashSet;

use crate::identity::given_names::given;
use crate::identity::hit::{Hit, Kind};
use crate::identity::known_words::is_known;
use crate::identity::places::{Noun, first_noun, house_number, is_general, noun};
use crate::identity::text::{after, before};

use super::name_words::is_title;
use super::run::{Run, is_capital};
use super::unknown::named_words;

/// A place in a run; whether there is one.
pub(super) fn place(text: &str, run: &Run, found: &mut Vec<Hit>) -> bool {
    if is_court(text, run) {
        return true;
    }
    if let Some(range) = called_place(text, run) {
        found.push(Hit { kind: Kind::School, what: text[range.clone()].to_owned(), range });
        return true;
    }
    if let Some(range) = before_small_noun(text, run) {
        found.push(Hit { kind: Kind::Place, what: text[range.clone()].to_owned(), range });
        return true;
    }
    if let Some((kind, range)) = led_by_noun(text, run) {
        found.push(Hit { kind, what: text[range.clone()].to_owned(), range });
        return true;
    }
    let last = || (0..run.words.len()).rev().find_map(|at| noun(run.word(text, at)).map(|noun| (at, noun)));
    let Some((at, noun)) = centre(text, run).or_else(last) else { return ward_by_number(text, run, found) };
    // `Mrs Ward`, `Sarah Ward` and `Sarah Church` are people.
    if at > 0 && (matches!(noun, Noun::Ward | Noun::RareStreet) || run.word(text, at) == "Church") {
        let before = run.word(text, at - 1);
        if is_title(before) || given(before).is_some() {
            return false;
        }
    }
    let first =
        (0..at).find(|first| !is_general(run.word(text, *first)) && !is_title(run.word(text, *first)));
    let number = house_number(text, run.words[0].start);
    let (kind, from) = match (noun, first, number) {
        (Noun::Street | Noun::WeakStreet, _, Some(number)) if at > 0 && run.word(text, at - 1) != "Any" => {
            (Kind::StreetAddress, number.start)
        }
        (Noun::RareStreet, Some(_), Some(number))
            if at > 0 && number.len() <= 3 && at + 1 == run.words.len() =>
        {
            (Kind::StreetAddress, number.start)
        }
        (Noun::RareStreet, ..) => return false,
        (Noun::Named, ..) => match named_words(text, run) {
            Some(name) if at + 1 == run.words.len() && name.start < run.words[at].start => {
                (Kind::Place, name.start)
            }
            _ => return false,
        },
        (_, None, _) => return ward_by_number(text, run, found),
        (Noun::School, Some(first), _) => (Kind::School, run.words[first].start),
        (Noun::Surgery, Some(first), _) => (Kind::Surgery, run.words[first].start),
        (Noun::Ward, Some(first), _) => (Kind::Ward, run.words[first].start),
        (Noun::Street, Some(first), _) => (Kind::Street, run.words[first].start),
        (Noun::WeakStreet | Noun::WeakSchool | Noun::WeakHospital, Some(first), _) => {
            // `Example Primary`, `St Example's Church`
            let is_of_faith =
                matches!(run.word(text, at), "Church" | "Chapel" | "Mosque" | "Gurdwara" | "Synagogue");
            let is_named = (noun != Noun::WeakStreet || is_of_faith)
                && (named_words(text, run).is_some()
                    || is_of_faith && matches!(run.word(text, 0), "St" | "Saint"));
            if !is_named
                && !is_led(
                    text,
                    run,
                    noun == Noun::WeakStreet && matches!(run.word(text, at), "Estate" | "Flats"),
                )
                || at != run.words.len() - 1
            {
                return false;
            }
            let kind = match noun {
                Noun::WeakSchool => Kind::School,
                Noun::WeakHospital => Kind::Surgery,
                _ => Kind::Street,
            };
            (kind, run.words[first].start)
        }
    };
    // `Strengthening Practice`, `the Trauma-Informed Practice course`
    let is_way_of_work =
        run.word(text, at) == "Practice" && (0..at).all(|word| is_known(run.word(text, word)));
    if is_way_of_work {
        return true;
    }
    // What goes on is the name of a body: `Oakfield Hospital Trust`, `Hill Street Partnership`.
    if matches!(kind, Kind::Surgery | Kind::School | Kind::Street) && goes_on_as_body(run.word(text, at + 1))
    {
        return true;
    }
    if is_body(text, run.words[at].end) {
        return true;
    }
    let range = from..run.words[at].end;
    found.push(Hit { kind, what: text[range.clone()].to_owned(), range });
    true
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

/// A place by what is said before its name: `the nursery, Little Acorns,`, `a home called Fairways`.
fn called_place(text: &str, run: &Run) -> Option<Range<usize>> {
    const PLACES: [&str; 14] = [
        "school",
        "nursery",
        "hospital",
        "surgery",
        "ward",
        "hostel",
        "refuge",
        "playgroup",
        "college",
        "academy",
        "care home",
        "nursing home",
        "children's home",
        "hospice",
    ];
    if text[run.end..].starts_with([',', ' ']) && is_said_to_be_place(text, run.end) {
        return Some(run.words[0].start..run.end);
    }
    let lead = &text[..run.words[0].start];
    if ![", ", " (", "called "].iter().any(|joint| lead.ends_with(joint)) {
        return None;
    }
    let near = before(text, run.words[0].start, 32);
    let is_called = near.strip_suffix(" called ");
    let lead = is_called.or_else(|| near.strip_suffix(", ")).or_else(|| near.strip_suffix(" ("))?;
    let is_place = PLACES.iter().any(|place| lead.ends_with(place));
    let last = run.words.len() - 1;
    let is_name = (0..run.words.len()).all(|at| !is_body_word(run.word(text, at)))
        && (is_called.is_some() || last > 0 && text[run.end..].starts_with([',', ')', '.']));
    (is_place && is_name && !is_title(run.word(text, 0))).then(|| run.words[0].start..run.end)
}

/// Whether what a place is stands behind its name: `Little Acorns (the day nursery that`, `Jack's Place, a hostel for`.
fn is_said_to_be_place(text: &str, end: usize) -> bool {
    const KINDS: [&str; 16] = [
        "hostel",
        "nursery",
        "day nursery",
        "refuge",
        "school",
        "primary school",
        "special school",
        "care home",
        "nursing home",
        "children's home",
        "home for",
        "pub",
        "youth club",
        "playgroup",
        "hospice",
        "residential home",
    ];
    let behind = &text[end..];
    let lead = [", a ", ", the ", " (a ", " (the ", " (an ", ", an "]
        .iter()
        .find_map(|joint| behind.strip_prefix(*joint));
    lead.is_some_and(|rest| KINDS.iter().any(|kind| rest.starts_with(kind)))
}

/// What a place is, in small letters behind its name: `the Example estate`, `the Example Yard hostel`.
fn before_small_noun(text: &str, run: &Run) -> Option<Range<usize>> {
    const PLACES: [&str; 58] = [
        "factory",
        "warehouse",
        "restaurant",
        "takeaway",
        "shop",
        "salon",
        "gym",
        "café",
        "cafe",
        "arcade",
        "bakery",
        "garage",
        "hostel",
        "estate",
        "housing estate",
        "unit",
        "ward",
        "site",
        "flats",
        "refuge",
        "surgery",
        "school",
        "primary school",
        "secondary school",
        "high school",
        "special school",
        "nursery",
        "pub",
        "club",
        "youth club",
        "mosque",
        "church",
        "chapel",
        "temple",
        "gurdwara",
        "synagogue",
        "park",
        "caravan park",
        "wing",
        "lodge",
        "children's home",
        "care home",
        "nursing home",
        "mother and baby unit",
        "day centre",
        "shopping centre",
        "community centre",
        "leisure centre",
        "sports centre",
        "playground",
        "prison",
        "clinic",
        "hospice",
        "hospital",
        "bridge",
        "farm",
        "woods",
        "beach",
    ];
    // Most names have a verb behind them, or nothing.
    static FIRST: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| PLACES.iter().filter_map(|place| place.split(' ').next()).collect());
    let rest = text[run.end..]
        .strip_prefix(' ')
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))?;
    let first = rest.find(|c: char| !(c.is_alphabetic() || c == '\'')).map_or(rest, |end| &rest[..end]);
    if !FIRST.contains(first) {
        return None;
    }
    let behind = after(text, run.end, 32);
    let follows = behind.strip_prefix(' ')?;
    let place = PLACES.iter().find(|place| follows.starts_with(**place))?;
    let ends = follows[place.len()..].starts_with(|c: char| !c.is_alphanumeric() && c != '-')
        || follows.len() == place.len();
    if !ends {
        return None;
    }
    let range = named_words(text, run)?;
    (range.end == run.end).then(|| range.start..run.end + 1 + place.len())
}

/// Words of the names of bodies, that are no places: `the school, Children's Services and the police`.
fn is_body_word(word: &str) -> bool {
    matches!(
        word,
        "Services"
            | "Service"
            | "Care"
            | "Police"
            | "Council"
            | "Board"
            | "Trust"
            | "Partnership"
            | "Health"
            | "Social"
            | "Team"
            | "Department"
            | "Education"
            | "Probation"
            | "Housing"
            | "Authority"
            | "Ofsted"
            | "Cafcass"
    )
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
            | ("Care" | "Nursing" | "Residential" | "Children", "Home") => Noun::Surgery,
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
