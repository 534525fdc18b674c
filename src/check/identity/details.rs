//! Details that narrow down who somebody can be, and the words that tell them.

use std::ops::Range;
use std::sync::LazyLock;

use ahash::HashSet;

use crate::identity::{Hit, Kind, Lexicon, WordStarts, nations};
use crate::source::{Span, boundary_before};

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
    Rare,
    Label,
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
            Self::Rare => "what is said of few people",
            Self::Label => "what a form asks of a person",
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
            | Kind::Place
            | Kind::Street
            | Kind::StreetAddress
            | Kind::Postcode => Self::Place,
            Kind::LikelyPlace => Self::Home,
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
            "work" | TRADES => Self::Work,
            "home" => Self::Home,
            "rare" => Self::Rare,
            "label" => Self::Label,
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

/// What a phrase of the list tells.
#[derive(Debug, Clone, Copy)]
struct Listed {
    detail: Detail,
    /// Whether `the` has to stand before it. So many sentences have one that no phrase of the list begins with it.
    needs_the: bool,
    /// Whether what it tells stands behind it, should it stand there.
    leads_to_trade: bool,
}

/// The section of the list behind whose phrases an occupation may stand.
const TRADES: &str = "trade";

fn has_the(lead: &str) -> bool {
    lead.len() >= 4 && lead.as_bytes()[lead.len() - 4..].eq_ignore_ascii_case(b"the ")
}

/// Every detail of a text, in its order: those that were found by their form, and those that single words tell.
pub(super) fn of(text: &str, starts: &WordStarts, hits: &[Hit], body: usize) -> Vec<(Detail, Span)> {
    static LIST: LazyLock<(Lexicon, Vec<Listed>)> = LazyLock::new(|| {
        let (words, listed): (Vec<String>, Vec<Listed>) = listed_words().into_iter().unzip();
        (Lexicon::new(words), listed)
    });
    let (lexicon, listed) = &*LIST;
    let is_read = |start: usize| start >= body || is_told(text, start);
    let by_form = hits.iter().filter_map(|hit| Some((Detail::of(hit.kind)?, hit.range.clone())));
    let is_letter = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
    // Also of several: `half-brothers`, `prison officers`.
    let ends = |end: usize| !is_letter(end) || text.as_bytes()[end] == b's' && !is_letter(end + 1);
    let by_word =
        lexicon.find(text, starts, ends).into_iter().flat_map(|(number, range)| match listed[number] {
            Listed { needs_the: true, .. } if !has_the(&text[..range.start]) => [None, None],
            Listed { detail: Detail::Origin | Detail::Faith | Detail::Label, .. }
                if is_share(text, &range) =>
            {
                [None, None]
            }
            Listed { detail, leads_to_trade: true, .. } => {
                [trade_behind(text, range.end).map(|trade| (detail, trade)), None]
            }
            // `an Icelandic glaciologist`
            Listed { detail: Detail::Origin, .. } => {
                let trade = trade_behind(text, range.end).map(|trade| (Detail::Work, trade));
                [Some((Detail::Origin, range)), trade]
            }
            Listed { detail, .. } => [Some((detail, range)), None],
        });
    let by_word = by_word.flatten();
    let mut details: Vec<(Detail, Span)> = by_form
        .chain(by_word)
        .filter(|(_, range)| is_read(range.start))
        .map(|(detail, range)| (detail, Span::new(range.start, range.end)))
        .collect();
    details.sort_by_key(|(detail, span)| (span.start, *detail));
    details
}

/// Whether a group is counted in hundredths beside a range: `12% Pakistani`, `Bangladeshi 8%`, `Ethnicity: White 72%`.
fn is_share(text: &str, range: &Range<usize>) -> bool {
    const REACH: usize = 24;
    if ["% ", "% were ", "% are ", "per cent "].iter().any(|share| text[..range.start].ends_with(share)) {
        return true;
    }
    let near = &text[range.end..boundary_before(text, range.end.saturating_add(REACH))];
    let clause = near.split([',', ';', '.', '\n']).next().unwrap_or_default();
    let words = clause.split(['%']).next().filter(|words| words.len() < clause.len());
    words.is_some_and(|words| words.ends_with(|c: char| c.is_ascii_digit()))
}

/// An occupation in the words behind a phrase that may lead to one: `a retired lock-keeper`, `worked as a croupier`.
fn trade_behind(text: &str, at: usize) -> Option<Range<usize>> {
    const WORDS: usize = 3;
    let mut start = at;
    for _ in 0..WORDS {
        start += text[start..].strip_prefix(' ').map(|_| 1)?;
        let end = text[start..]
            .find(|c: char| !(c.is_alphabetic() || c == '-'))
            .map_or(text.len(), |ahead| start + ahead);
        let word = &text[start..end];
        if is_trade(word) {
            return Some(start..end);
        }
        start = end;
    }
    None
}

/// Words with such an ending that are no occupation.
const NO_TRADES: &str = "\
    mother father brother sister daughter partner carer teenager toddler member number matter manner letter \
    offer order paper summer winter former later other another never ever over under after further computer \
    user perpetrator offender minor door author visitor worker practitioner manager officer leader helper \
    caller owner sufferer survivor man woman human guardian younger older elder stranger prisoner senior \
    junior mirror error factor indicator specialist list exist better barrier trigger danger reminder marker \
    power poor her their either neither whether together longer lower higher greater smaller larger major \
    prior similar less process access success illness business witness address unless happiness stepfather \
    stepmother grandmother grandfather youngster dinner cover answer render for nor asian";

/// Whether a word has an ending of occupations and is none of those that many sentences have.
fn is_trade(word: &str) -> bool {
    const ENDS: [&str; 9] = ["er", "or", "ist", "man", "woman", "smith", "wright", "ess", "ian"];
    const SHORTEST: usize = 4;
    word.len() >= SHORTEST
        && word.starts_with(|c: char| c.is_lowercase())
        && ENDS.iter().any(|end| word.ends_with(end))
        && !NO_TRADES.split_whitespace().any(|none| none == word)
        && !word.ends_with("ness")
}

/// Every word of the list with what it tells; a number with each that it may be.
fn listed_words() -> Vec<(String, Listed)> {
    let mut section = None;
    let mut words = Vec::new();
    for line in WORDS.lines().filter(|line| !line.starts_with("# ")) {
        if let Some(name) = line.strip_prefix("@ ") {
            section = Detail::of_section(name).map(|detail| (detail, name == TRADES));
            continue;
        }
        let Some((detail, leads_to_trade)) = section else { continue };
        for word in line.split('/').map(str::trim).filter(|word| !word.is_empty()) {
            let needs_the = word.starts_with('^');
            let (word, listed) = (word.trim_start_matches('^'), Listed { detail, needs_the, leads_to_trade });
            match word.strip_prefix("<n>") {
                Some(rest) => words.extend(NUMBERS.iter().map(|number| (format!("{number}{rest}"), listed))),
                None => words.push((word.to_owned(), listed)),
            }
        }
    }
    let known: HashSet<String> = words.iter().map(|(word, _)| word.clone()).collect();
    let nations = nations().map(str::to_lowercase).filter(|nation| !known.contains(nation));
    let listed = Listed { detail: Detail::Origin, needs_the: false, leads_to_trade: false };
    words.extend(nations.map(|nation| (nation, listed)));
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
