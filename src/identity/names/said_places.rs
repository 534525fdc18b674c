//! Places by what is said of them beside their name, in small letters: `a home called Fairways`, `the Example estate`.

use std::ops::Range;
use std::sync::LazyLock;

use ahash::HashSet;

use crate::identity::text::{after, before};

use super::name_words::is_title;
use super::run::{Run, is_capital, word_behind, word_end};
use super::unknown::named_words;

/// A place by what is said before its name: `the nursery, Little Acorns,`, `a home called Fairways`.
pub(super) fn called_place(text: &str, run: &Run) -> Option<Range<usize>> {
    const KINDS: [&str; 18] = [
        "pru",
        "pupil referral unit",
        "contact centre",
        "birth centre",
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
    if is_behind_manager(text, run, lead) {
        return Some(run.words[0].start..run.end);
    }
    let is_place = KINDS.iter().any(|place| lead.ends_with(place));
    let last = run.words.len() - 1;
    let is_name = (0..run.words.len()).all(|at| !is_body_word(run.word(text, at)))
        && (is_called.is_some() || last > 0 && text[run.end..].starts_with([',', ')', '.']));
    (is_place && is_name && !is_title(run.word(text, 0))).then(|| run.words[0].start..run.end)
}

/// Whether a house stands behind who runs it: `Care home manager (Example Grange)`, `Registered manager, Example Court:`.
fn is_behind_manager(text: &str, run: &Run, lead: &str) -> bool {
    const RUN_BY: [&str; 5] = ["manager", "matron", "warden", "proprietor", "nurse in charge"];
    const HOUSES: [&str; 12] = [
        "Grange", "House", "Lodge", "Court", "Manor", "Hall", "Cottage", "Villa", "Place", "Gardens",
        "Towers", "View",
    ];
    let last = run.words.len() - 1;
    last > 0
        && HOUSES.contains(&run.word(text, last))
        && RUN_BY.iter().any(|who| lead.ends_with(who))
        && text[run.end..].starts_with([',', ')', '.', ':', ';'])
        && (0..last).all(|at| !is_body_word(run.word(text, at)))
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

/// What a place is, in small letters.
const PLACES: [&str; 79] = [
    "retail park",
    "business park",
    "country park",
    "industrial estate",
    "trading estate",
    "station",
    "railway station",
    "bus station",
    "train station",
    "supermarket",
    "car park",
    "allotments",
    "level crossing",
    "bus stop",
    "underpass",
    "canal",
    "reservoir",
    "quarry",
    "pier",
    "viaduct",
    "library",
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

/// Whether a word follows with which what a place is begins: most names have a verb behind them, or nothing.
fn begins_place(text: &str, run: &Run) -> bool {
    static FIRST: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| PLACES.iter().filter_map(|place| place.split(' ').next()).collect());
    let rest =
        text[run.end..].strip_prefix(' ').filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    rest.is_some_and(|rest| {
        let first = rest.find(|c: char| !(c.is_alphabetic() || c == '\'')).map_or(rest, |end| &rest[..end]);
        FIRST.contains(first)
    })
}

/// Whether a place is one of many that have the name: `from a Premier shop`.
pub(super) fn is_one_of_many(text: &str, run: &Run) -> bool {
    let lead = before(text, run.words[0].start, 4);
    (lead.ends_with(" a ") || lead.ends_with(" an ")) && begins_place(text, run)
}

/// What a place is, in small letters behind its name: `the Example estate`, `the Example Yard hostel`.
pub(super) fn before_small_noun(text: &str, run: &Run) -> Option<Range<usize>> {
    if !begins_place(text, run) || is_one_of_many(text, run) {
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

/// What is painted on signs of public houses.
const SIGNS: [&str; 45] = [
    "Anchor",
    "Barrel",
    "Bear",
    "Bell",
    "Bells",
    "Bottle",
    "Bull",
    "Cat",
    "Cock",
    "Compasses",
    "Cricketers",
    "Crown",
    "Cushion",
    "Dog",
    "Dove",
    "Dragon",
    "Drover",
    "Duck",
    "Eagle",
    "Feathers",
    "Ferret",
    "Fiddle",
    "Firkin",
    "Flag",
    "Fleece",
    "Fox",
    "Garter",
    "Goose",
    "Greyhound",
    "Hare",
    "Harp",
    "Hart",
    "Horse",
    "Horses",
    "Hounds",
    "Lamb",
    "Lion",
    "Partridge",
    "Pheasant",
    "Plough",
    "Rose",
    "Ship",
    "Stag",
    "Swan",
    "Thistle",
];

/// What a public house is called by what is painted on its sign: `in the Dog and Drover`.
pub(super) fn on_a_sign(text: &str, run: &Run) -> Option<Range<usize>> {
    if let Some(range) = with_number_or_colour(text, run) {
        return Some(range);
    }
    let second = text[run.end..].strip_prefix(" and ")?;
    let from = text.len() - second.len();
    if run.words.len() != 1 || !is_capital(text, from) {
        return None;
    }
    let end = from + word_end(second, 0);
    let is_painted = |word: &str| SIGNS.contains(&word);
    let goes_on = word_behind(text, end).starts_with(char::is_uppercase);
    (is_behind_where_and_the(text, run)
        && !goes_on
        && (is_painted(run.word(text, 0)) || is_painted(&text[from..end])))
    .then(|| run.words[0].start..end)
}

/// Whether `the` stands before a run, and before that a word that says where.
fn is_behind_where_and_the(text: &str, run: &Run) -> bool {
    before(text, run.words[0].start, 14).strip_suffix(" the ").is_some_and(|lead| {
        [" in", " at", " outside", " from", " near", " behind", " into", " to", " of"]
            .iter()
            .any(|word| lead.ends_with(word))
    })
}

/// `at the Three Otters`, `outside the White Example`: how many there are on the sign, or of which colour.
fn with_number_or_colour(text: &str, run: &Run) -> Option<Range<usize>> {
    const COLOURS: [&str; 9] = ["White", "Red", "Black", "Blue", "Golden", "Green", "Silver", "Old", "Royal"];
    const NUMBERS: [&str; 8] = ["Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    // `in the Two Counties`, `in the Seven Boroughs`
    const AREAS: [&str; 6] = ["Counties", "Boroughs", "Rivers", "Towns", "Valleys", "Ways"];
    if run.words.len() != 2 || word_behind(text, run.end).starts_with(char::is_uppercase) {
        return None;
    }
    let (first, last) = (run.word(text, 0), run.word(text, 1));
    let is_sign = NUMBERS.contains(&first) && last.ends_with('s') && !AREAS.contains(&last)
        || COLOURS.contains(&first) && SIGNS.contains(&last);
    (is_sign && is_behind_where_and_the(text, run)).then(|| run.words[0].start..run.end)
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
            | "School"
            | "Nursing"
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
