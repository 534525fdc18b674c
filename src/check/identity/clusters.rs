//! Details that say little alone and much together: an age, a place, a faith within a few sentences.
//!
//! What is found is listed with its lines, for a person to judge; there is no score.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::identity::{Hit, Kind};
use crate::source::{Place, PlaceCursor, Span};

use super::sources::words_joined;

pub(super) const RULE: Rule = Rule {
    code: Code("identity/cluster"),
    owner: Owner::InformationGovernance,
    severity: Severity::Review,
    document: include_str!("cluster.md"),
    looks: Looks::Identity(&[]),
};

/// How far apart details may stand, in bytes: about five sentences.
const REACH: usize = 700;
/// How many make a cluster; two exact days, ages or places count as one.
const LEAST: usize = 3;

/// A detail that narrows down who somebody can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Detail {
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
    fn name(self) -> &'static str {
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
    fn is_exact(self) -> bool {
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

/// Words by which a text speaks of one person or one family, and not of people in general.
const SOMEBODY: [&str; 17] = [
    " he ",
    " she ",
    "He ",
    "She ",
    " his ",
    " her ",
    "Her ",
    "His ",
    "The family ",
    "the family ",
    "The couple ",
    "The mother ",
    "The father ",
    "The baby ",
    "The child ",
    " family with ",
    "Their ",
];

pub(super) fn check(source: &Source<'_>, hits: &[Hit], body: usize, found: &mut Vec<Diagnostic>) {
    let text = source.text().text();
    let mut details: Vec<(Detail, Span)> = hits
        .iter()
        .filter(|hit| hit.range.start >= body || is_told(text, hit.range.start))
        .filter_map(|hit| Some((Detail::of(hit.kind)?, Span::new(hit.range.start, hit.range.end))))
        .collect();
    // Many briefings tell no single case: nothing else is looked for in them.
    let is_of_somebody = !details.is_empty() || is_of_somebody(text);
    if !is_of_somebody {
        return;
    }
    add_words(text, body, &mut details);
    details.sort_by_key(|(detail, span)| (span.start, *detail));
    let mut cursor = PlaceCursor::default();
    let mut from = 0;
    while let Some(cluster) = next_cluster(text, &details[from..]) {
        from += cluster.end;
        let firsts = &cluster.firsts;
        let mut parts: Vec<(Detail, Place)> = firsts
            .iter()
            .map(|(detail, span)| (*detail, source.text().note_from(*span, &mut cursor)))
            .collect();
        parts.sort_by_key(|(_, place)| (place.line, place.column));
        let listed: Vec<String> =
            parts.iter().map(|(detail, place)| format!("{} (line {})", detail.name(), place.line)).collect();
        let mut parts = parts.into_iter();
        let Some((_, first)) = parts.next() else { break };
        let message = format!("{} together could tell who somebody is", words_joined(&listed));
        let finding =
            RULE.finding(message).at(first).help("leave out, or blur, what the lesson does not need");
        found.push(parts.fold(finding, |finding, (detail, place)| finding.related(place, detail.name())));
    }
}

/// Different details that stand close together.
struct Cluster {
    firsts: BTreeMap<Detail, Span>,
    /// How many details of the list it takes up.
    end: usize,
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

/// Whether a text speaks of one person or one family.
fn is_of_somebody(text: &str) -> bool {
    static MATCHER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(SOMEBODY).ok());
    MATCHER.as_ref().is_some_and(|matcher| matcher.is_match(text))
}

fn next_cluster(text: &str, details: &[(Detail, Span)]) -> Option<Cluster> {
    for (at, (_, first)) in details.iter().enumerate() {
        let near = details[at..].iter().take_while(|(_, span)| span.start - first.start <= narrow(REACH));
        let mut firsts = BTreeMap::new();
        let mut words = BTreeSet::new();
        let mut count = 0;
        for (detail, span) in near {
            firsts.entry(*detail).or_insert(*span);
            words.insert(if detail.is_exact() { (*detail, None) } else { (*detail, text.get(span.range())) });
            count += 1;
        }
        if firsts.len() < 2 || words.len() < LEAST {
            continue;
        }
        let is_exact = firsts.keys().any(|detail| detail.is_exact());
        if is_exact || is_of_somebody(around(text, &firsts)) {
            return Some(Cluster { firsts, end: at + count });
        }
    }
    None
}

/// The sentences in which details stand.
fn around<'t>(text: &'t str, firsts: &BTreeMap<Detail, Span>) -> &'t str {
    let start = firsts.values().map(|span| span.range().start).min().unwrap_or_default();
    let end = firsts.values().map(|span| span.range().end).max().unwrap_or_default();
    let start = text[..start].rfind(['.', '\n']).map_or(0, |at| at + 1);
    let end = text[end..].find(['.', '\n']).map_or(text.len(), |ahead| end + ahead);
    &text[start..end]
}

fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Adds the details that single words tell.
fn add_words(text: &str, body: usize, details: &mut Vec<(Detail, Span)>) {
    static MATCHER: LazyLock<Option<(AhoCorasick, Vec<Detail>)>> = LazyLock::new(|| {
        let (words, kinds): (Vec<String>, Vec<Detail>) = listed_words().into_iter().unzip();
        let matcher = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(words)
            .ok()?;
        Some((matcher, kinds))
    });
    let Some((matcher, kinds)) = &*MATCHER else { return };
    let bytes = text.as_bytes();
    let is_letter =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    for word in matcher.find_iter(text) {
        let (start, end) = (word.start(), word.end());
        let is_word = !is_letter(start.checked_sub(1)) && !is_letter(Some(end));
        if is_word && (start >= body || is_told(text, start)) {
            details.push((kinds[word.pattern().as_usize()], Span::new(start, end)));
        }
    }
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
