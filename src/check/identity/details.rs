//! Details that narrow down who somebody can be, and the words that tell them.

use std::sync::LazyLock;

use crate::identity::{Hit, Kind, Lexicon};
use crate::source::Span;

/// A detail that narrows down who somebody can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Detail {
    Age,
    Date,
    Place,
    Origin,
    Faith,
    Family,
    Health,
    Work,
    Home,
}

impl Detail {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Age => "an exact age",
            Self::Date => "an exact date",
            Self::Place => "a place by its name",
            Self::Origin => "where somebody comes from",
            Self::Faith => "a faith",
            Self::Family => "the make-up of a family",
            Self::Health => "an illness or disability",
            Self::Work => "an occupation",
            Self::Home => "where somebody lives",
        }
    }

    /// Whether it is found by its form, and is of one case by itself.
    pub(super) fn is_exact(self) -> bool {
        matches!(self, Self::Age | Self::Date | Self::Place)
    }

    fn of(kind: Kind) -> Option<Self> {
        Some(match kind {
            Kind::Age => Self::Age,
            Kind::EventDate | Kind::BirthDate => Self::Date,
            Kind::School
            | Kind::Surgery
            | Kind::Ward
            | Kind::Street
            | Kind::StreetAddress
            | Kind::Postcode => Self::Place,
            _ => return None,
        })
    }

    /// What words of a section of the list tell.
    fn of_section(name: &str) -> Option<Self> {
        Some(match name {
            "origin" => Self::Origin,
            "faith" => Self::Faith,
            "family" => Self::Family,
            "health" => Self::Health,
            "work" => Self::Work,
            "home" => Self::Home,
            _ => return None,
        })
    }
}

/// Words that narrow down, by kind; `<n>` is a number.
const WORDS: &str = include_str!("details.txt");

/// How many children a family has, in words; one with two is like most others.
const NUMBERS: [&str; 16] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "3", "4", "5", "6", "7", "8", "9",
];

/// Every detail of a text, in its order: those that were found by their form, and those that single words tell.
pub(super) fn of(text: &str, hits: &[Hit], body: usize) -> Vec<(Detail, Span)> {
    static LIST: LazyLock<(Lexicon, Vec<Detail>)> = LazyLock::new(|| {
        let (words, kinds): (Vec<String>, Vec<Detail>) = listed_words().into_iter().unzip();
        (Lexicon::new(words), kinds)
    });
    let (lexicon, kinds) = &*LIST;
    let is_read = |start: usize| start >= body || is_told(text, start);
    let by_form = hits.iter().filter_map(|hit| Some((Detail::of(hit.kind)?, hit.range.clone())));
    let is_letter = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
    // Also of several: `half-brothers`, `prison officers`.
    let ends = |end: usize| !is_letter(end) || text.as_bytes()[end] == b's' && !is_letter(end + 1);
    let by_word = lexicon.find(text, ends).map(|(number, range)| (kinds[number], range));
    let mut details: Vec<(Detail, Span)> = by_form
        .chain(by_word)
        .filter(|(_, range)| is_read(range.start))
        .map(|(detail, range)| (detail, Span::new(range.start, range.end)))
        .collect();
    details.sort_by_key(|(detail, span)| (span.start, *detail));
    details
}

/// Every word of the list with what it tells; a number with each that it may be.
fn listed_words() -> Vec<(String, Detail)> {
    let mut detail = None;
    let mut words = Vec::new();
    for line in WORDS.lines().filter(|line| !line.starts_with("# ")) {
        if let Some(section) = line.strip_prefix("@ ") {
            detail = Detail::of_section(section);
            continue;
        }
        let Some(detail) = detail else { continue };
        for word in line.split('/').map(str::trim).filter(|word| !word.is_empty()) {
            match word.strip_prefix("<n>") {
                Some(rest) => words.extend(NUMBERS.iter().map(|number| (format!("{number}{rest}"), detail))),
                None => words.push((word.to_owned(), detail)),
            }
        }
    }
    words
}

/// Whether a byte of the front matter is of a key that readers are told, and not one by which briefings are found.
fn is_told(text: &str, at: usize) -> bool {
    const TOLD: [&str; 9] = [
        "title",
        "summary",
        "key_messages",
        "good_practice",
        "improvements",
        "quotes",
        "questions",
        "updates",
        "extra",
    ];
    let starts = memchr::memrchr_iter(b'\n', &text.as_bytes()[..at]).map(|end| &text[end + 1..]);
    let key = starts
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .find_map(|line| line.split(':').next());
    key.is_some_and(|key| TOLD.contains(&key))
}
